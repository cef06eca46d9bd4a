from collections import Counter
from datetime import date

from sqlalchemy import Engine, exists, func, select

from oversight.database.engine import reading as reading_scope
from oversight.database.engine import writing
from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Link, Recommendation, Reply, Report
from oversight.database.people import Body, Membership, Person
from oversight.database.story import Change, Event, ImportRun
from oversight.intake.plan import plan_load
from oversight.vocabulary import Status
from tests.intake.conftest import Load
from tests.intake.golden import golden, reading
from tests.intake.stand import attendance, everything, faults, links, mark, problems, recommendations, reports, statuses

SEED = "lvyuan-18-33"


def test_the_seed_leaves_what_the_session_left_to_follow(engine: Engine, take_in: Load) -> None:
    result = take_in(golden(SEED))
    assert (result.body_code, result.session_ref) == ("lvyuan", "18-33")
    assert (result.updated, result.unchanged, result.withdrawn, result.changes) == (0, 0, 0, ())

    rows = recommendations(engine)
    with reading_scope(engine) as db:
        followed = set(
            db.scalars(
                select(Recommendation.id).where(
                    Recommendation.is_leaf,
                    Recommendation.origin != "commitment",
                    ~exists().where(Link.from_id == Recommendation.id, Link.kind == "same_as"),
                )
            )
        )
    to_follow = Counter(row.status for row in rows.values() if row.id in followed)
    assert to_follow == {"open": 43, "in_progress": 3}
    assert statuses(engine, origin="commitment") == {"open": 38}
    assert rows["18-33/5:3.3.2"].text_as_read == "尽早完成区级应急物资储备库建设"
    assert len(problems(engine)) == 24
    assert sorted(reports(engine)) == ["18-28/0", *(f"18-33/{number}" for number in range(1, 8))]
    assert links(engine, "same_as") == 31
    assert faults(engine) == []


def test_the_session_and_who_was_there(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    assert Counter(entry.status for entry in attendance(engine).values()) == {"present": 25, "absent": 7}
    with reading_scope(engine) as db:
        assert db.scalar(select(Body.name)) == "长春市绿园区人民代表大会常务委员会"
        session = db.scalars(select(LegislativeSession).where(LegislativeSession.ref == "18-33")).one()
        assert (session.starts_on, session.venue, session.declared_present) == (date(2021, 4, 16), "区人大常委会会议室", 25)
        assert db.get_one(Person, session.presider_id).name == session.presided_by == "杜玉凤"
        memberships = db.scalars(select(Membership)).all()
        assert Counter(row.role for row in memberships) == {"chair": 1, "vice_chair": 4, "member": 27}
        assert not any(row.confirmed for row in memberships)
        presenters = db.execute(
            select(Report.presenter, Report.presenter_id).where(Report.presenter.is_not(None)).order_by(Report.number)
        ).all()
    linked = {name for name, person_id in presenters if person_id is not None}
    assert linked == {"付彩霞"}  # the others speak for the government and the court


def test_the_earlier_session_is_known_from_its_answer(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    rows = recommendations(engine)
    assert [rows[f"18-28/0:{number}"].status for number in (1, 2, 3)] == ["in_progress"] * 3
    with reading_scope(engine) as db:
        session = db.scalars(select(LegislativeSession).where(LegislativeSession.ref == "18-28")).one()
        assert (session.papers_known, session.starts_on) == (False, date(2020, 10, 28))
        answering = db.scalars(select(LegislativeSession.id).where(LegislativeSession.ref == "18-33")).one()
        story = db.execute(
            select(Event.after, Event.effective_on, Event.session_id)
            .where(Event.entity_id == rows["18-28/0:1"].id, Event.entity == "recommendation", Event.field == "status")
            .order_by(Event.sequence)
        ).all()
        assert story == [("open", date(2020, 10, 28), session.id), ("in_progress", date(2021, 4, 16), answering)]
        assert Counter(db.scalars(select(Reply.kind))) == {"answer": 3}
        answering_reports = set(db.scalars(select(Report.number).where(Report.answers_session_id == session.id)))
        assert answering_reports == {1, 2}


def test_passages_are_numbered_in_the_order_of_the_papers(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    rows = [row for ref, row in recommendations(engine).items() if ref.startswith("18-33/")]
    by_id = sorted(rows, key=lambda row: row.id)
    assert by_id == sorted(rows, key=lambda row: (row.report_id, row.position))


def test_loading_it_again_changes_nothing_at_all(engine: Engine, take_in: Load) -> None:
    first = take_in(golden(SEED))
    before = everything(engine)
    again = take_in(golden(SEED))
    assert everything(engine) == before
    assert again.change_id is None
    assert (again.inserted, again.updated, again.withdrawn) == (0, 0, 0)
    assert again.unchanged == first.inserted


def test_one_load_is_one_change_with_its_counts(engine: Engine, take_in: Load) -> None:
    result = take_in(golden(SEED))
    with reading_scope(engine) as db:
        change = db.scalars(select(Change)).one()
        run = db.scalars(select(ImportRun)).one()
        assert (change.command, change.made_by, change.id) == ("load", "李文", result.change_id)
        assert (run.inserted, run.updated, run.doubts) == (result.inserted, 0, 0)
        assert set(db.scalars(select(Event.change_id))) == {change.id}
        created = db.scalar(select(func.count()).select_from(Event).where(Event.field == "created"))
        assert created == result.inserted


def test_a_plan_writes_nothing_and_foretells_the_load(engine: Engine, take_in: Load) -> None:
    before = everything(engine)
    with reading_scope(engine) as db:
        foretold = plan_load(db, reading(golden(SEED)))
    assert everything(engine) == before
    without_database = plan_load(None, reading(golden(SEED)))
    result = take_in(golden(SEED))
    assert foretold.counts == without_database.counts
    assert (foretold.counts.inserted, foretold.counts.updated) == (result.inserted, 0)


def test_statuses_survive_loading_it_again(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    mark(engine, Status.DONE, "18-33/5:3.3.2", note="库房已验收")
    mark(engine, Status.OPEN, "18-28/0:2", note="答复不实")
    before = everything(engine)
    take_in(golden(SEED))
    assert everything(engine) == before


def test_two_committees_live_side_by_side(engine: Engine, take_in: Load) -> None:
    for case in SEED, "wanglan-17-21", "songlan-09-05", "tangxi-06-12":
        take_in(golden(case))
    with writing(engine) as db:
        assert db.scalars(select(Body.code).order_by(Body.code)).all() == ["lvyuan", "songlan", "tangxi", "wanglan"]
    assert faults(engine) == []
    before = everything(engine)
    for case in "tangxi-06-12", "wanglan-17-21":
        assert take_in(golden(case)).change_id is None
    assert everything(engine) == before
