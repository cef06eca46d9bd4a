"""What a person did is taken back and brought back: nothing is deleted, and what later changes rest on stays."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation
from oversight.database.reading import over
from oversight.database.story import Change, Event
from oversight.database.tables import Base
from oversight.errors import NotFound, Refused
from oversight.follow_up.add import Passage, add_problem, add_recommendation
from oversight.follow_up.assign import Duty, assign
from oversight.follow_up.attendance import mark_attendance
from oversight.follow_up.deed import Who
from oversight.follow_up.drop import drop, drop_problem, restore, restore_problem
from oversight.follow_up.due import Grant, set_due
from oversight.follow_up.edit import Edits, edit_problem, edit_recommendation
from oversight.follow_up.link import link
from oversight.follow_up.mark import mark
from oversight.follow_up.member import Office, add_member, leave
from oversight.follow_up.merge import merge
from oversight.follow_up.note import add_notes
from oversight.follow_up.split import split
from oversight.follow_up.undo import Undone, last_change, last_command, preview_undo, undo
from oversight.stored_words import in_one_line
from oversight.views.history import history_of
from oversight.views.progress import progress_of
from oversight.vocabulary import Attendance, DeadlineBasis, LinkKind, Origin, Status
from tests.follow_up.conftest import NOW, WHO, faults, know_faults, stored, the_same
from tests.papers import Papers

MAINS, PLATFORM, PRICE, SUGGESTED = "7-8/2:1.1", "7-8/2:1.2", "7-8/2:2", "7-8/1:1"


@pytest.fixture(autouse=True)
def papers(waterworks: Papers) -> Papers:
    waterworks.person("李雷", "li3lei2")
    waterworks.attend(waterworks.session(9, date(2024, 5, 15)), waterworks.person("王芳", "wang2fang1"), "absent")
    know_faults(waterworks.db, "waterworks and an attendance")
    return waterworks


def later(number: int) -> Who:
    return Who(made_by="李雷", command_id=f"later{number}", now=NOW + timedelta(hours=number))


def standing(db: Session) -> dict[str, list[dict[str, Any]]]:
    """All that stands, without the counts of how often it was touched: equal where all is as it was."""
    db.flush()
    db.expire_all()
    result = {}
    for table in Base.metadata.sorted_tables:
        if "withdrawn_at" in table.c:
            rows = db.execute(select(table).where(table.c.withdrawn_at.is_(None)).order_by(table.c.id)).mappings()
            result[table.name] = [
                {name: value for name, value in row.items() if name not in {"version", "updated_at"}} for row in rows
            ]
    return result


def only(db: Session) -> int:
    number = last_change(db)
    assert number is not None
    return number


def marked(db: Session, ref: str, status: Status, **more: Any) -> int:
    given: dict[str, Any] = {"made_by": "李雷", "command_id": "m", "now": NOW, "session_ref": "7-11"} | more
    mark(db, [ref], status, **given)
    return only(db)


def edits(**given: Any) -> Edits:
    return Edits(**({"titles": {}} | given))


def grant(on: date, **more: Any) -> Grant:
    return Grant(on=on, basis=DeadlineBasis.RESOLUTION, **more)


DEEDS: dict[str, Callable[[Session], object]] = {
    "mark": lambda db: marked(db, "7-8/2:1", Status.DONE, note="已复核"),
    "note": lambda db: add_notes(db, [PRICE], "已电话催办", who=Who(made_by="李雷", command_id="n", now=NOW)),
    "add": lambda db: add_recommendation(
        db, "7-8/2:1", Passage(text="每季度通报一次漏损率"), who=WHO, origin=None, level=None, bodies=["县水利局", "县财政局"]
    ),
    "add problem": lambda db: add_problem(db, "7-8/2", Passage(text="水表老化"), who=WHO),
    "edit": lambda db: edit_recommendation(
        db, MAINS, edits(text="改造管网", heading="管网", titles={"en": "Renew", "zh": ""}), who=WHO
    ),
    "edit problem": lambda db: edit_problem(db, "7-8/2:p1", edits(text="漏损严重"), who=WHO),
    "split": lambda db: split(db, PLATFORM, ["100%"], who=WHO),
    "merge": lambda db: merge(db, [MAINS, PLATFORM], who=WHO, status=Status.IN_PROGRESS),
    "drop": lambda db: drop(db, ["7-8/2:1"], who=WHO, reason="另案处理"),
    "restore": lambda db: restore(db, ["7-8/1:3"], who=WHO),
    "drop problem": lambda db: drop_problem(db, "7-8/2:p1", who=WHO, reason="不是问题"),
    "unlink": lambda db: link(db, SUGGESTED, LinkKind.SAME_AS, MAINS, who=WHO, remove=True),
    "link": lambda db: link(db, PRICE, LinkKind.ADDRESSES, "7-8/2:p1", who=WHO),
    "assign": lambda db: assign(db, ["7-8/2:1"], Duty(lead="县住建局", support=["县发改局"], person="赵亮"), who=WHO),
    "due": lambda db: set_due(db, [MAINS, PLATFORM], grant(date(2025, 6, 30), reason="资金未到位"), who=WHO),
    "member add": lambda db: add_member(db, "周敏", Office(starts_on=date(2024, 3, 1)), who=WHO),
    "member leave": lambda db: leave(db, "李雷", date(2024, 6, 1), who=WHO),
    "attendance mark": lambda db: mark_attendance(db, "7-9", ["王芳"], Attendance.LEAVE, who=WHO, reason="出差"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_all_is_as_before_and_then_as_after(db: Session, deed: str) -> None:
    before, told = standing(db), len(db.scalars(select(Event)).all())
    DEEDS[deed](db)
    number, after = only(db), standing(db)
    assert deed == "note" or after != before
    shown = preview_undo(db, [number])
    done = undo(db, [number], who=later(1), note="误操作")
    assert (done.taken_back, done.kept) == (shown.taken_back, ())
    assert standing(db) == before
    assert last_change(db) is None
    undo(db, list(done.by), who=later(2))
    assert standing(db) == after
    assert last_change(db) == number
    assert faults(db) == []
    assert len(db.scalars(select(Event)).all()) > told + 2


def test_it_is_a_change_of_its_own_and_the_history_stays(db: Session) -> None:
    number = marked(db, PLATFORM, Status.DONE, note="已复核", evidence="验收单")
    said = db.get_one(Change, number).summary
    story = db.scalars(select(Event)).all()
    version = stored(db, PLATFORM).version
    done = undo(db, [number], who=later(1), note="记错了")
    change = db.get_one(Change, done.by[0])
    assert (change.command, change.made_by, in_one_line(change.summary)) == (
        "undo",
        "李雷",
        f"change {number} taken back: done: {PLATFORM}",
    )
    told = db.scalars(select(Event).where(Event.change_id == change.id).order_by(Event.sequence)).all()
    assert [(event.entity, event.field, event.before, event.after, event.note) for event in told] == [
        ("recommendation", "status", "done", "open", None),
        ("change", "withdrawn", said, None, "记错了"),
    ]
    assert db.scalars(select(Event).where(Event.change_id == number)).all() == story
    assert stored(db, PLATFORM).version == version + 1


def test_what_comes_back_rests_on_what_it_rested_on(db: Session) -> None:
    marked(db, PLATFORM, Status.DONE, evidence="验收单", note="已复核")
    number = marked(db, PLATFORM, Status.OPEN, session_ref=None, note="又漏水了", now=NOW + timedelta(hours=1))
    undo(db, [number], who=later(2))
    again = history_of(over(db.connection()), PLATFORM)[-1]
    assert (again.before, again.after, again.evidence, again.session) == ("open", "done", "验收单", "7-11")
    assert (again.note, again.effective_on) == ("已复核", date(2024, 10, 30))
    progress = progress_of(over(db.connection()), [stored(db, PLATFORM).id])[stored(db, PLATFORM).id]
    assert (progress.note, progress.evidence) == ("已复核", "验收单")


def test_a_note_stays_and_is_no_longer_said(db: Session) -> None:
    add_notes(db, [PRICE], "第一次催办", who=Who(made_by="李雷", command_id="n", now=NOW))
    add_notes(db, [PRICE], "记错了的话", who=Who(made_by="李雷", command_id="n2", now=NOW))
    undo(db, [only(db)], who=later(1))
    reader, key = over(db.connection()), stored(db, PRICE).id
    told = [(event.field, event.before, event.after, event.note, event.taken_back) for event in history_of(reader, PRICE)]
    assert told == [
        ("note", None, None, "第一次催办", False),
        ("note", None, None, "记错了的话", True),
        ("note", "记错了的话", None, None, False),
    ]
    assert progress_of(reader, [key])[key].note == "第一次催办"


def refusal(db: Session, number: int) -> Refused:
    before = the_same(db)
    with pytest.raises(Refused) as refused:
        undo(db, [number], who=later(9))
    assert the_same(db) == before
    return refused.value


RESTING: dict[str, tuple[Callable[[Session], object], Callable[[Session], object]]] = {
    "the same column": (DEEDS["mark"], lambda db: marked(db, MAINS, Status.OPEN, now=NOW + timedelta(hours=1))),
    "a row that was made": (DEEDS["add"], lambda db: marked(db, "7-8/2:1.3", Status.DONE, now=NOW + timedelta(hours=1))),
    "a date on a row that was made": (
        DEEDS["add"],
        lambda db: set_due(db, ["7-8/2:1.3"], grant(date(2025, 1, 31), reason="单独定期"), who=later(1)),
    ),
    "an extension": (
        DEEDS["due"],
        lambda db: set_due(db, [PLATFORM], grant(date(2025, 9, 30), reason="再延"), who=later(1)),
    ),
    "a part": (
        DEEDS["split"],
        lambda db: add_recommendation(
            db, PLATFORM, Passage(text="再加一件"), who=later(1), origin=Origin.OPINION, level=None, bodies=[]
        ),
    ),
    "another opinion": (DEEDS["unlink"], lambda db: link(db, SUGGESTED, LinkKind.SAME_AS, PLATFORM, who=later(1))),
    "another lead": (DEEDS["assign"], lambda db: assign(db, [MAINS], Duty(lead="县水务局"), who=later(1))),
    "back on the list": (DEEDS["drop"], lambda db: restore(db, ["7-8/2:1"], who=later(1))),
}


@pytest.mark.parametrize("what", RESTING)
def test_what_later_changes_rest_on_is_refused_and_they_are_named(db: Session, what: str) -> None:
    first, second = RESTING[what]
    before = standing(db)
    first(db)
    one = only(db)
    second(db)
    two = only(db)
    error = refusal(db, one)
    assert f"change {two} (" in error.what
    assert error.hint == f"Take them back as well: oversight undo {two} {one}"
    undo(db, [two, one], who=later(3))
    assert standing(db) == before


def test_a_later_change_that_was_taken_back_rests_on_nothing(db: Session) -> None:
    one = marked(db, PLATFORM, Status.IN_PROGRESS)
    two = marked(db, PLATFORM, Status.DONE, now=NOW + timedelta(hours=1))
    by = undo(db, [two], who=later(2)).by[0]
    assert last_change(db) == one
    undo(db, [by], who=later(3))
    assert f"change {two} (" in refusal(db, one).what
    undo(db, [two], who=later(4))
    undo(db, [one], who=later(5))
    assert (stored(db, PLATFORM).status, last_change(db)) == ("open", None)


def test_other_things_about_the_same_row_are_left(db: Session) -> None:
    one = marked(db, PLATFORM, Status.IN_PROGRESS)
    set_due(db, [PLATFORM], grant(date(2025, 1, 31), reason="延期"), who=later(1))
    add_notes(db, [PLATFORM], "已催办", who=Who(made_by="李雷", command_id="n", now=NOW))
    undo(db, [one], who=later(2))
    assert stored(db, PLATFORM).status == "open"


def test_what_is_taken_back_already_or_was_never_done(db: Session) -> None:
    number = marked(db, PLATFORM, Status.DONE)
    by = undo(db, [number], who=later(1)).by[0]
    error = refusal(db, number)
    assert (error.what, error.hint) == (
        f"Change {number} was taken back already, by change {by}.",
        f"To bring it back: oversight undo {by}",
    )
    with pytest.raises(NotFound):
        undo(db, [99], who=later(2))


def test_a_problem_that_a_person_dropped_stays_dropped_when_its_return_is_taken_back(db: Session) -> None:
    drop_problem(db, "7-8/2:p1", who=WHO, reason="不是问题")
    restore_problem(db, "7-8/2:p1", who=later(1))
    undo(db, [only(db)], who=later(2))
    restore_problem(db, "7-8/2:p1", who=later(3))
    assert faults(db) == []


def test_a_row_that_is_not_as_its_history_says(db: Session) -> None:
    number = marked(db, PLATFORM, Status.DONE)
    db.get_one(Recommendation, stored(db, PLATFORM).id).status = "in_progress"
    with pytest.raises(Refused, match="not as its history says"):
        preview_undo(db, [number])


def test_changes_of_one_command_are_named(db: Session) -> None:
    for ref in (PLATFORM, PRICE):
        add_notes(db, [ref], "已催办", who=Who(made_by="李雷", command_id="both", now=NOW))
    one, two = db.scalars(select(Change.id).order_by(Change.id)).all()
    shown: Undone = preview_undo(db, [two])
    assert shown.beside == (one,)
    assert preview_undo(db, [one, two]).beside == ()


def test_the_last_command_is_all_that_it_did(db: Session) -> None:
    assert last_command(db) == []
    first = marked(db, PRICE, Status.IN_PROGRESS)
    for ref in (PLATFORM, MAINS):
        add_notes(db, [ref], "已催办", who=Who(made_by="李雷", command_id="both", now=NOW))
    assert last_command(db) == [first + 1, first + 2]
    undo(db, [first + 2], who=later(1))
    assert last_command(db) == [first + 1]
    undo(db, [first + 1], who=later(2))
    assert last_command(db) == [first]


def test_each_packet_of_a_load_is_taken_back_by_itself(db: Session) -> None:
    body = stored(db, PLATFORM).body_id
    one, two = (Change(body_id=body, made_at=NOW, made_by="李雷", command="load", command_id="both") for _ in "12")
    db.add_all([one, two])
    db.flush()
    assert last_command(db) == [two.id]
