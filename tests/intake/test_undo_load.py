"""A load that is taken back leaves no trace in any list, keeps what people have worked on, and comes back as it was."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from oversight.database.engine import reading as reading_scope
from oversight.database.engine import writing
from oversight.database.reading import over
from oversight.errors import Refused
from oversight.follow_up.attendance import mark_attendance
from oversight.follow_up.deed import Who
from oversight.follow_up.undo import Undone, preview_undo, undo
from oversight.views.attendance import attendance_by_member, attendance_by_session
from oversight.views.contents import contents_of
from oversight.views.kept_rows import kept_papers
from oversight.views.members import list_members
from oversight.views.problems import list_problems
from oversight.views.recommendations import Question, list_recommendations
from oversight.views.reports import list_reports
from oversight.views.sessions import list_sessions
from oversight.vocabulary import Attendance, Status
from tests.intake.conftest import NOW, Load
from tests.intake.golden import golden
from tests.intake.mend import mend_word, remove
from tests.intake.stand import everything, faults, mark, recommendations, statuses

SEED, SPRING, WINTER = "lvyuan-18-33", "yanhu-04-08", "yanhu-04-13"
DEPOT = "18-33/5:3.3.2"
COUNTS = {"version", "updated_at"}


def take_back(engine: Engine, *numbers: int) -> Undone:
    who = Who(made_by="王芳", command_id=f"undo{numbers}", now=NOW + timedelta(days=9))
    with writing(engine) as db:
        shown = preview_undo(db, numbers)
        done = undo(db, numbers, who=who)
    assert (done.taken_back, done.kept) == (shown.taken_back, shown.kept)
    assert faults(engine) == []
    return done


def change(result: object) -> int:
    number = getattr(result, "change_id", None)
    assert isinstance(number, int)
    return number


def listed(engine: Engine) -> list[Sequence[object]]:
    """What each list shows."""
    with reading_scope(engine) as db:
        reader = over(db.connection())
        return [
            list_sessions(reader),
            list_reports(reader),
            list_problems(reader, language="zh"),
            list_recommendations(reader, Question(everything=True), language="zh", today=NOW.date()),
            list_members(reader),
            attendance_by_session(reader),
            attendance_by_member(reader),
            kept_papers(reader, 1),
        ]


def rows(engine: Engine) -> dict[str, list[object]]:
    """Every row but the story, without the counts of how often it was touched."""
    result: dict[str, list[object]] = {name: list(found) for name, found in everything(engine).items()}
    result["recommendation"] = [
        {name: getattr(row, name) for name in row.__table__.c.keys() if name not in COUNTS}  # noqa: SIM118 -- no mapping
        for row in sorted(recommendations(engine).values(), key=lambda row: row.id)
    ]
    return {
        name: found
        for name, found in result.items()
        if name not in {"event", "change", "import_run", "decision", "source_document"}
    }


def test_nothing_of_it_is_listed_and_the_same_papers_bring_all_back(engine: Engine, take_in: Load) -> None:
    number = change(take_in(golden(SEED)))
    before, shown = rows(engine), listed(engine)
    done = take_back(engine, number)
    assert listed(engine) == [[]] * 8
    with reading_scope(engine) as db:
        found = contents_of(over(db.connection()))
    assert (found.sessions, found.people, found.reports, found.recommendations) == (0, 0, 0, 0)
    assert done.kept == ()
    assert {one.ref for one in done.taken_back if one.field == "report.created"} >= {"18-33/5", "18-28/0"}
    result = take_in(golden(SEED))
    assert result.inserted == 0
    assert rows(engine) == before
    assert [len(one) for one in listed(engine)] == [len(one) for one in shown]
    assert faults(engine) == []
    # And once more.
    take_back(engine, change(result))
    assert listed(engine) == [[]] * 8


def test_it_is_brought_back_by_taking_the_undo_back(engine: Engine, take_in: Load) -> None:
    number = change(take_in(golden(SEED)))
    before = rows(engine)
    take_back(engine, *take_back(engine, number).by)
    assert rows(engine) == before
    result = take_in(golden(SEED))
    assert result.change_id is None


def test_what_someone_has_worked_on_is_kept_and_named(engine: Engine, take_in: Load) -> None:
    number = change(take_in(golden(SEED)))
    mark(engine, Status.DONE, DEPOT, note="库房已验收")
    done = take_back(engine, number)
    kept = {(one.entity, one.ref): one.because_of for one in done.kept}
    assert kept["recommendation", DEPOT] == (number + 1,)
    for whole in ("recommendation", "18-33/5:3.3"), ("report", "18-33/5"), ("legislative_session", "18-33"):
        assert kept[whole] == ()
    assert ("recommendation", "18-33/5:1.1.1") not in kept
    opinions = {ref: row.status for ref, row in recommendations(engine).items() if row.is_leaf and row.origin == "opinion"}
    assert opinions == {DEPOT: "done"}
    take_in(golden(SEED))
    assert statuses(engine, origin="opinion") == {"open": 20, "in_progress": 3, "done": 1}
    assert faults(engine) == []


def test_attendance_by_hand_keeps_the_session(engine: Engine, take_in: Load) -> None:
    number = change(take_in(golden(SEED)))
    with reading_scope(engine) as db:
        name = next(row.name for row in attendance_by_member(over(db.connection())) if row.absent)
    with writing(engine) as db:
        mark_attendance(db, "18-33", [name], Attendance.LEAVE, who=Who(made_by="王芳", command_id="a", now=NOW), reason="出差")
    done = take_back(engine, number)
    assert {(one.entity, one.ref) for one in done.kept} >= {("attendance", "18-33"), ("legislative_session", "18-33")}
    assert [len(one) for one in listed(engine)[:4]] == [1, 0, 0, 0]


def test_a_correction_goes_before_what_it_corrects(engine: Engine, take_in: Load) -> None:
    first = change(take_in(golden(SEED)))
    before = rows(engine)
    packet = remove(mend_word(golden(SEED), 5, "物资", "救灾物资"), 5, "2")
    second = change(take_in(packet))
    with writing(engine) as db, pytest.raises(Refused, match=rf"change {second} \(load, 李文"):
        preview_undo(db, [first])
    take_back(engine, second)
    now = rows(engine)
    for name in ("report", "problem", "attendance", "link", "responsibility", "reply", "legislative_session"):
        assert now[name] == before[name], name
    # The order of the rows is as before, too.
    assert now["recommendation"] == before["recommendation"]
    assert take_in(golden(SEED)).change_id is None
    assert rows(engine) == before
    assert faults(engine) == []


def test_an_answer_that_is_taken_back_moves_its_leaves_back(engine: Engine, take_in: Load) -> None:
    take_in(golden(SPRING))
    mark(engine, Status.DONE, "4-8/3:2.2.1", note="已复核")
    before = rows(engine)
    number = change(take_in(golden(WINTER)))
    assert statuses(engine, origin="opinion") == {"in_progress": 11, "done": 1}
    done = take_back(engine, number)
    assert done.kept == ()
    assert statuses(engine, origin="opinion") == {"open": 11, "done": 1}
    assert rows(engine)["recommendation"] == before["recommendation"]
    take_in(golden(WINTER))
    assert statuses(engine, origin="opinion") == {"in_progress": 11, "done": 1}


def test_a_leaf_that_was_judged_after_the_answer_keeps_its_judgement(engine: Engine, take_in: Load) -> None:
    take_in(golden(SPRING))
    number = change(take_in(golden(WINTER)))
    mark(engine, Status.DONE, "4-8/3:1.2", note="已复核")
    done = take_back(engine, number)
    assert [(one.ref, one.because_of) for one in done.kept] == [("4-8/3:1.2", (number + 1,))]
    assert recommendations(engine)["4-8/3:1.2"].status == "done"
    assert statuses(engine, origin="opinion") == {"open": 11, "done": 1}


def test_an_earlier_session_that_a_later_load_made_known_goes_with_it(engine: Engine, take_in: Load) -> None:
    winter = change(take_in(golden(WINTER)))
    spring = change(take_in(golden(SPRING)))
    with writing(engine) as db, pytest.raises(Refused, match=f"change {spring} "):
        preview_undo(db, [winter])
    take_back(engine, spring)
    assert {row.ref for row in listed(engine)[0]} == {"4-8", "4-13"}  # type: ignore[attr-defined]  # sessions
    take_back(engine, winter)
    assert [len(one) for one in listed(engine)[:7]] == [0] * 7
    take_in(golden(SPRING))
    take_in(golden(WINTER))
    assert statuses(engine, origin="opinion") == {"in_progress": 12}
    assert faults(engine) == []
