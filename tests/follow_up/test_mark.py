from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation
from oversight.database.reading import over
from oversight.database.story import Change, Event
from oversight.errors import NotFound, Refused, WrongUse
from oversight.follow_up.leaves_to_mark import leaves_to_mark
from oversight.follow_up.mark import MarkResult, mark
from oversight.history.chain import verify_chain
from oversight.stored_words import in_one_line
from oversight.views.recommendations import Question, list_recommendations
from oversight.vocabulary import Status
from tests.follow_up.conftest import faults
from tests.papers import Papers

pytestmark = pytest.mark.usefixtures("waterworks")

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)


def marking(db: Session, refs: Sequence[str], status: Status, **more: Any) -> MarkResult:
    return mark(db, refs, status, made_by="韩梅", command_id="c1", now=NOW, **more)


def statuses(db: Session) -> dict[str, str | None]:
    db.flush()
    rows = list_recommendations(over(db.connection()), Question(everything=True), language="zh", today=NOW.date())
    return {row.ref: row.status for row in rows}


def test_one_leaf_is_done_by_a_session(db: Session) -> None:
    result = marking(db, ["7-8/2:1.1"], Status.DONE, session_ref="7-11", note="现场核实")
    assert [(one.ref, one.before, one.after) for one in result.marked] == [("7-8/2:1.1", "in_progress", "done")]
    assert (result.untouched, result.followed, result.effective_on) == ((), (), date(2024, 10, 30))
    event = db.scalars(select(Event).where(Event.field == "status")).one()
    assert (event.field, event.before, event.after, event.note) == ("status", "in_progress", "done", "现场核实")
    assert (event.effective_on, event.evidence) == (date(2024, 10, 30), None)
    assert event.session_id is not None
    change = db.scalars(select(Change)).one()
    assert (change.made_by, change.command, change.command_id, change.made_at) == ("韩梅", "rec mark", "c1", NOW)
    assert in_one_line(change.summary) == "done: 7-8/2:1.1"
    row = db.get_one(Recommendation, event.entity_id)
    assert (row.status, row.version, row.updated_at) == ("done", 2, NOW)
    assert verify_chain(db) == []


def test_an_item_marks_its_leaves_and_tells_which_stood_so_already(db: Session) -> None:
    result = marking(db, ["7-8/2:1"], Status.IN_PROGRESS)
    assert [(one.ref, one.asked) for one in result.marked] == [("7-8/2:1.2", "7-8/2:1")]
    assert [one.ref for one in result.untouched] == ["7-8/2:1.1"]
    assert result.effective_on == NOW.date()


@pytest.mark.parametrize("status", [Status.OPEN, Status.IN_PROGRESS])
def test_an_item_does_not_pull_back_what_is_done(db: Session, status: Status) -> None:
    marking(db, ["7-8/2:1.2"], Status.DONE, evidence="验收单")
    if status is Status.IN_PROGRESS:
        marking(db, ["7-8/2:1.1"], Status.OPEN)
    result = marking(db, ["7-8/2:1"], status)
    assert [one.ref for one in result.marked] == ["7-8/2:1.1"]
    assert [(one.ref, one.asked) for one in result.untouched] == [("7-8/2:1.2", "7-8/2:1")]
    assert "done" in result.untouched[0].why
    assert statuses(db)["7-8/2:1.2"] == "done"


def test_a_leaf_that_is_named_is_pulled_back(db: Session) -> None:
    marking(db, ["7-8/2:1"], Status.DONE, evidence="验收单")
    with pytest.raises(Refused, match="Name it itself"):
        marking(db, ["7-8/2:1"], Status.OPEN)
    # By its item and by itself, in either order; by the suggestion that it took up.
    result = marking(db, ["7-8/2:1", "7-8/2:1.2"], Status.OPEN, note="复查未通过")
    assert [(one.ref, one.asked) for one in result.marked] == [("7-8/2:1.2", "7-8/2:1.2")]
    assert [one.ref for one in result.untouched] == ["7-8/2:1.1"]
    result = marking(db, ["7-8/1:1"], Status.IN_PROGRESS, note="复查未通过")
    assert [one.ref for one in result.marked] == ["7-8/2:1.1"]


def test_several_refs_are_one_change(db: Session) -> None:
    result = marking(db, ["7-8/2:1", "7-8/1:2", "7-8/2:1.2"], Status.DONE, evidence="验收单")
    assert [one.ref for one in result.marked] == ["7-8/1:2", "7-8/2:1.1", "7-8/2:1.2"]
    assert len(db.scalars(select(Change)).all()) == 1
    assert {event.evidence for event in db.scalars(select(Event).where(Event.field == "status"))} == {"验收单"}
    assert verify_chain(db) == []


def test_a_suggestion_marks_the_opinion_that_took_it_up(db: Session) -> None:
    result = marking(db, ["7-8/1:1"], Status.DONE, evidence="竣工图")
    assert [one.ref for one in result.marked] == ["7-8/2:1.1"]
    assert result.followed == (("7-8/1:1", "7-8/2:1.1"),)
    assert statuses(db)["7-8/1:1"] == "done"


def test_a_plain_number_is_a_ref(db: Session) -> None:
    one = db.scalars(select(Recommendation.id).where(Recommendation.ref_path == "1.2")).one()
    assert [leaf.ref for leaf in leaves_to_mark(over(db.connection()), [str(one)])] == ["7-8/2:1.2"]


@pytest.mark.parametrize(
    ("refs", "status", "more", "what"),
    [
        (["7-8/2:1.1"], Status.DONE, {}, "rests on"),
        (["7-8/2:1.1"], Status.DONE, {"evidence": "  "}, "rests on"),
        (["7-8/2:1.1"], Status.DONE, {"without_evidence": True}, "needs a note"),
        (["7-8/2:1.1"], Status.DONE, {"note": "电话核实"}, "rests on"),
        (["7-8/2:2"], Status.DONE, {"evidence": "公示截图"}, "already"),
        (["7-8/2:2"], Status.OPEN, {}, "needs a reason"),
        (["7-8/2:2"], Status.OPEN, {"note": " "}, "needs a reason"),
        (["7-8/2:1.2"], Status.IN_PROGRESS, {"on": date(2024, 11, 6)}, "future"),
        (["7-8/2:1.2"], Status.IN_PROGRESS, {"on": date(2024, 2, 27)}, "before it was raised"),
        (["7-8/1:3"], Status.DONE, {"evidence": "x"}, "dropped"),
    ],
)
def test_what_a_rule_forbids_changes_nothing(
    db: Session, refs: list[str], status: Status, more: dict[str, Any], what: str
) -> None:
    before = statuses(db)
    with pytest.raises(Refused, match=what) as raised:
        marking(db, refs, status, **more)
    assert raised.value.exit_code == 4
    assert raised.value.where == refs[0]
    assert statuses(db) == before
    assert db.scalars(select(Event)).all() == []


def test_one_that_is_refused_holds_back_the_others(db: Session) -> None:
    with pytest.raises(Refused, match="rests on"):
        marking(db, ["7-8/2:1.1", "7-8/2:1.2"], Status.DONE)
    assert db.scalars(select(Change)).all() == []


def test_done_without_evidence_is_said_knowingly(db: Session) -> None:
    result = marking(db, ["7-8/2:1.1"], Status.DONE, without_evidence=True, note="当面说明")
    assert [one.after for one in result.marked] == ["done"]


def held(db: Session, leaf: int, day: date) -> str | None:
    """What held on ``day``: what was recorded last among the moves that were so by then."""
    return db.scalars(
        select(Event.after)
        .where(Event.entity_id == leaf, Event.field == "status", Event.effective_on <= day)
        .order_by(Event.sequence.desc())
    ).first()


def test_a_day_forgotten_is_told_later(db: Session) -> None:
    marking(db, ["7-8/2:1.2"], Status.IN_PROGRESS)
    result = marking(db, ["7-8/2:1.2"], Status.DONE, evidence="平台已上线", on=date(2024, 6, 1))
    assert result.effective_on == date(2024, 6, 1)
    assert statuses(db)["7-8/2:1.2"] == "done"
    leaf = db.scalars(select(Recommendation.id).where(Recommendation.ref_path == "1.2")).one()
    assert held(db, leaf, date(2024, 5, 31)) is None
    assert held(db, leaf, date(2024, 6, 1)) == "done"
    assert held(db, leaf, NOW.date()) == "done"
    # A still earlier day, told last, holds from that day on.
    marking(db, ["7-8/2:1.2"], Status.OPEN, note="查明从未动工", on=date(2024, 5, 1))
    assert [held(db, leaf, day) for day in (date(2024, 4, 30), date(2024, 5, 1), date(2024, 6, 1))] == [None, "open", "open"]
    assert statuses(db)["7-8/2:1.2"] == "open"
    assert faults(db) == []
    assert verify_chain(db) == []


@pytest.mark.parametrize("ref", ["7-8", "7-8/2", "7-8/2:p1"])
def test_what_has_no_leaves_cannot_be_marked(db: Session, ref: str) -> None:
    with pytest.raises(WrongUse, match=ref):
        marking(db, [ref], Status.DONE, evidence="x")


def test_unknown_refs_and_sessions_are_named(db: Session) -> None:
    with pytest.raises(NotFound, match="7-8/2:9"):
        marking(db, ["7-8/2:1.1", "7-8/2:9"], Status.DONE, evidence="x")
    with pytest.raises(NotFound, match="7-12"):
        marking(db, ["7-8/2:1.1"], Status.DONE, session_ref="7-12")
    with pytest.raises(WrongUse):
        marking(db, [], Status.DONE, evidence="x")


def test_another_committees_session_decides_nothing(db: Session) -> None:
    other = Papers(db, "hedong")
    other.session(9, date(2024, 9, 1))
    with pytest.raises(WrongUse, match="another committee"):
        marking(db, ["hexi/7-8/2:1.1"], Status.DONE, session_ref="hedong/7-9")


def test_each_committee_has_a_change_and_a_chain_of_its_own(db: Session) -> None:
    other = Papers(db, "hedong")
    report = other.report(other.session(8, date(2024, 2, 1)), 1, "deliberation_opinion", "关于义务教育的审议意见")
    other.recommendation(report, "1", "新建小学两所", status="open")
    result = marking(db, ["hexi/7-8/2:1.2", "hedong/7-8/1:1"], Status.IN_PROGRESS)
    assert len(result.marked) == 2
    assert sorted(event.sequence for event in db.scalars(select(Event))) == [1, 1]
    assert len(db.scalars(select(Change)).all()) == 2
    assert verify_chain(db) == []


def test_a_file_is_kept_as_its_name_and_the_sum_of_its_bytes(db: Session, tmp_path: Path) -> None:
    file = tmp_path / "验收单.pdf"
    file.write_bytes(b"%PDF")
    marking(db, ["7-8/2:1.1"], Status.DONE, evidence=str(file))
    evidence = db.scalars(select(Event.evidence).where(Event.field == "status")).one()
    assert evidence == "验收单.pdf (SHA-256 315d429b7714cedb6ad04ac31240145257692630457f3c88253c5beceac76027)"
