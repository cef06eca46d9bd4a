"""What staff did to a packet outlives every later load of it: the same one, a corrected one, and the first one again."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from oversight.database.engine import reading as reading_scope
from oversight.database.engine import writing
from oversight.database.story import Change, Event
from oversight.database.tables import Base
from oversight.follow_up.add import Passage, add_problem, add_recommendation
from oversight.follow_up.assign import Duty, assign
from oversight.follow_up.attendance import mark_attendance
from oversight.follow_up.deed import Who
from oversight.follow_up.drop import drop, drop_problem, restore, restore_problem
from oversight.follow_up.due import Grant, set_due
from oversight.follow_up.edit import Edits, edit_problem, edit_recommendation
from oversight.follow_up.link import link, link_problem
from oversight.follow_up.member import Office, add_member, confirm, edit_member, leave
from oversight.follow_up.merge import merge
from oversight.follow_up.split import split
from oversight.intake.planned import PLACE
from oversight.vocabulary import Attendance, DeadlineBasis, DeadlineKind, Level, LinkKind, Role
from tests.intake.conftest import NOW, Load
from tests.intake.golden import golden
from tests.intake.mend import NEW_ITEM, insert, mend_word, remove, report
from tests.intake.stand import everything, faults, links, problems, recommendations, reports

SEED = "lvyuan-18-33"
DEPOT = "18-33/5:3.3.2"
WHO = Who(made_by="王芳", command_id="by hand", now=NOW + timedelta(days=2))

Deed = Callable[[Session], object]

DEEDS: dict[str, Deed] = {
    "edit": lambda db: edit_recommendation(
        db,
        DEPOT,
        Edits(text="年内建成区级储备库", heading="储备", titles={"en": "Finish the depot"}),
        who=WHO,
        note="核对原件",
    ),
    "edit level": lambda db: edit_recommendation(db, "18-33/5:1.2", Edits(titles={}), who=WHO, level=Level.ACTION),
    "split action": lambda db: split(db, "18-33/5:2.1.2", ["社工岗分配"], who=WHO),
    "split measure": lambda db: split(db, "18-33/5:1.2", ["确保灾情"], who=WHO),
    "merge": lambda db: merge(db, ["18-33/5:1.1.1", "18-33/5:1.1.2", DEPOT], who=WHO),
    "merge and restore": lambda db: (
        merge(db, ["18-33/5:1.1.1", "18-33/5:1.1.2"], who=WHO),
        restore(db, ["18-33/5:1.1.2"], who=WHO),
    ),
    "drop item": lambda db: drop(db, ["18-33/5:3"], who=WHO, reason="另行交办"),
    "drop leaf": lambda db: drop(db, [DEPOT, "18-33/1:2.4"], who=WHO, reason="重复"),
    "add item": lambda db: add_recommendation(
        db, "18-33/5", Passage(text="每年报告一次"), who=WHO, bodies=["区应急管理局", "区财政局"]
    ),
    "add part": lambda db: add_recommendation(db, "18-33/5:4", Passage(text="每年报告一次"), who=WHO),
    "unlink": lambda db: link(db, "18-33/4:1.2", LinkKind.SAME_AS, "18-33/5:1.2", who=WHO, remove=True),
    "link another": lambda db: (
        link(db, "18-33/4:1.2", LinkKind.SAME_AS, "18-33/5:1.2", who=WHO, remove=True),
        link(db, "18-33/4:1.2", LinkKind.SAME_AS, "18-33/5:1.1.3", who=WHO),
    ),
    "unlink and link": lambda db: (
        link(db, "18-33/4:1.2", LinkKind.SAME_AS, "18-33/5:1.2", who=WHO, remove=True),
        link(db, "18-33/4:1.2", LinkKind.SAME_AS, "18-33/5:1.2", who=WHO),
    ),
    "recurs": lambda db: link(db, "18-33/5:1.2", LinkKind.RECURS, "18-28/0:1", who=WHO),
    "link problem": lambda db: link_problem(db, "18-33/4:p2", DEPOT, who=WHO),
    "unlink problem": lambda db: link(db, "18-33/5:1", LinkKind.ADDRESSES, "18-33/5:p1", who=WHO, remove=True),
    "assign": lambda db: assign(
        db, [DEPOT, "18-33/5:2.1.2"], Duty(lead="区应急管理局", support=["编制部门"], person="王涛"), who=WHO
    ),
    "due": lambda db: (
        set_due(db, [DEPOT], Grant(on=date(2021, 12, 31), basis=DeadlineBasis.RESOLUTION), who=WHO),
        set_due(db, [DEPOT], Grant(on=date(2022, 6, 30), basis=DeadlineBasis.HOUSE_RULE, reason="资金"), who=WHO),
    ),
    "problem edit": lambda db: edit_problem(db, "18-33/4:p2", Edits(text="基层薄弱", titles={"zh": "基层"}), who=WHO),
    "problem drop": lambda db: drop_problem(db, "18-33/4:p2", who=WHO, reason="属背景"),
    "problem drop and restore": lambda db: (
        drop_problem(db, "18-33/4:p2", who=WHO, reason="属背景"),
        restore_problem(db, "18-33/4:p2", who=WHO),
    ),
    "problem add": lambda db: add_problem(db, "18-33/4", Passage(text="装备老化"), who=WHO),
    "member add": lambda db: add_member(db, "周敏", Office(role=Role.MEMBER, starts_on=date(2021, 7, 1)), who=WHO),
    "member role": lambda db: edit_member(db, "王丽秀", Office(role=Role.MEMBER), who=WHO, of=None),
    "member name": lambda db: edit_member(db, "王丽秀", Office(), who=WHO, new_name="王莉秀"),
    "member leave": lambda db: leave(db, "王丽秀", date(2021, 6, 30), who=WHO, reason="调离"),
    "roster": lambda db: confirm(db, [], who=WHO),
    "roster and name": lambda db: (
        confirm(db, [], who=WHO),
        edit_member(db, "王丽秀", Office(), who=WHO, new_name="王莉秀"),
    ),
    "attendance": lambda db: mark_attendance(db, "18-33", ["王丽秀"], Attendance.LEAVE, who=WHO, reason="出差"),
    "attendance of another": lambda db: (
        add_member(db, "周敏", Office(), who=WHO),
        mark_attendance(db, "18-33", ["周敏"], Attendance.PRESENT, who=WHO),
    ),
}


def corrected() -> dict[str, Any]:
    """Words mended, an item put in at the top, one taken out, a member's attendance and a problem printed otherwise."""
    packet = mend_word(golden(SEED), 5, "物资", "救灾物资")
    packet = insert(packet, 5, "1", *((path.replace("2", "1", 1), *rest) for path, *rest in NEW_ITEM))
    packet = mend_word(remove(packet, 7, "1"), 5, "编制、民政", "编办、民政")
    packet["members"][0]["attendance"] = "leave"
    problem = report(packet, 4)["problems"][1]
    problem["text"] = problem["text"].replace("基层", "基层的")
    return packet


def set_by_staff(engine: Engine) -> dict[tuple[str, int, str], Any]:
    """What stands now in each column whose last word was a person's, and in every column of the rows that a person made.

    Where a row stands in its paper, and among the others, follows from the paper.
    """
    with reading_scope(engine) as db:
        events = db.execute(
            select(Event.entity, Event.entity_id, Event.field)
            .join(Change, Change.id == Event.change_id)
            .where(Change.command != "load")
        ).all()
        told = {
            (entity, number, "withdrawn_at" if field in {"withdrawn", "restored"} else field)
            for entity, number, field in events
        }
        values: dict[tuple[str, int, str], Any] = {}
        for table in Base.metadata.sorted_tables:
            for row in db.execute(select(table)).mappings():
                made = (table.name, row.get("id"), "created") in told
                for name, value in row.items():
                    if name not in {"position", "version", "updated_at", *PLACE} and (
                        made or (table.name, row.get("id"), name) in told
                    ):
                        values[table.name, row["id"], name] = value
    return values


def test_what_a_printed_date_rests_on_since_is_kept(engine: Engine, take_in: Load) -> None:
    packet = golden(SEED)
    report(packet, 5)["answer_due_on"] = "2021-08-31"
    take_in(packet)
    grant = Grant(on=date(2021, 8, 31), kind=DeadlineKind.ANSWER, basis=DeadlineBasis.RESOLUTION, source="主任会议纪要第5期")
    with writing(engine) as db:
        set_due(db, ["18-33/5"], grant, who=WHO)
    kept = set_by_staff(engine)
    assert {name: value for (table, _row, name), value in kept.items() if table == "deadline"} == {
        "basis": "resolution",
        "basis_text": "主任会议纪要第5期",
    }
    assert take_in(packet).change_id is None
    assert set_by_staff(engine) == kept
    assert faults(engine) == []


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
def test_it_outlives_every_load(engine: Engine, take_in: Load, deed: Deed) -> None:
    take_in(golden(SEED))
    with writing(engine) as db:
        deed(db)
    assert faults(engine) == []
    kept, before = set_by_staff(engine), everything(engine)
    assert kept

    assert take_in(golden(SEED)).change_id is None
    assert everything(engine) == before

    assert take_in(corrected()).change_id is not None
    assert set_by_staff(engine) == kept
    assert faults(engine) == []

    take_in(golden(SEED))
    assert set_by_staff(engine) == kept
    assert faults(engine) == []
    again = everything(engine)
    assert take_in(golden(SEED)).change_id is None
    assert everything(engine) == again


def do(engine: Engine, deed: str) -> None:
    with writing(engine) as db:
        DEEDS[deed](db)


def test_a_split_measure_stays_split_though_the_paper_does_not_part_it(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    do(engine, "split measure")
    take_in(corrected())
    rows = recommendations(engine)
    assert (rows["18-33/5:1.2"].is_leaf, rows["18-33/5:1.2"].status) == (False, None)
    assert rows["18-33/5:1.2"].path == "2.2"
    assert [rows[f"18-33/5:1.2.{number}"].status for number in (1, 2)] == ["open", "open"]


def test_the_words_of_the_paper_go_on_changing_beside_those_of_staff(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    do(engine, "edit")
    take_in(corrected())
    row = recommendations(engine)[DEPOT]
    assert (row.text_override, row.text_as_read) == ("年内建成区级储备库", "尽早完成区级应急救灾物资储备库建设")


def test_what_staff_put_in_keeps_its_place_among_the_rest(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    do(engine, "split action")
    do(engine, "add part")
    order = in_order(engine)
    assert order.index("18-33/5:2.1.4") == order.index("18-33/5:2.1.2") + 1
    assert order[-1] == "18-33/5:4.3"
    take_in(corrected())
    after = [ref for ref in in_order(engine) if ref in order]
    assert after == order


def in_order(engine: Engine) -> list[str]:
    rows = [(ref, row) for ref, row in recommendations(engine).items() if ref.startswith("18-33/5:")]
    return [ref for ref, row in sorted(rows, key=lambda pair: (pair[1].position, pair[1].id))]


def test_a_whole_with_parts_of_staff_is_no_leaf_though_the_paper_lost_its_own_parts(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    with writing(engine) as db:
        add_recommendation(db, "18-33/5:4", Passage(text="每年报告一次"), who=WHO)
    packet = golden(SEED)
    report(packet, 5)["recommendations"] = [
        row for row in report(packet, 5)["recommendations"] if not row["path"].startswith("4.")
    ]
    for row in report(packet, 4)["recommendations"]:
        if (row["same_as"] or "").startswith("5:4."):
            row["same_as"] = None
    take_in(packet)
    rows = recommendations(engine)
    assert (rows["18-33/5:4"].is_leaf, rows["18-33/5:4"].status) == (False, None)
    assert "18-33/5:4.3" in rows
    assert "18-33/5:4.1" not in rows
    assert faults(engine) == []


def test_a_dropped_problem_is_known_again_though_its_words_were_mended(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    before = problems(engine)
    do(engine, "problem drop")
    take_in(corrected())
    assert set(problems(engine)) == set(before) - {"18-33/4:p2"}


def test_a_restored_problem_goes_and_comes_with_its_paper(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    do(engine, "problem drop and restore")
    packet = golden(SEED)
    del report(packet, 4)["problems"][1]
    take_in(packet)
    assert "18-33/4:p2" not in problems(engine)
    take_in(golden(SEED))
    assert "18-33/4:p2" in problems(engine)


def test_a_link_that_staff_set_is_not_set_twice_when_a_paper_shows_it(engine: Engine, take_in: Load) -> None:
    packet = golden(SEED)
    suggestion = next(row for row in report(packet, 4)["recommendations"] if row["same_as"] == "5:1.2")
    suggestion["same_as"] = None
    take_in(packet)
    count = links(engine, "same_as")
    with writing(engine) as db:
        link(db, "18-33/4:1.2", LinkKind.SAME_AS, "18-33/5:1.2", who=WHO)
    take_in(golden(SEED))
    assert links(engine, "same_as") == count + 1
    take_in(packet)
    assert links(engine, "same_as") == count + 1
    assert faults(engine) == []


def test_a_renamed_member_is_asked_about_by_no_roster(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    do(engine, "roster and name")
    assert {doubt.code for doubt in take_in(corrected()).doubts} & {"roster_differs"} == set()


def test_added_parts_do_not_make_a_report_another_one(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    before = {ref: row.id for ref, row in reports(engine).items()}
    do(engine, "add item")
    take_in(corrected())
    assert {ref: row.id for ref, row in reports(engine).items()} == before
