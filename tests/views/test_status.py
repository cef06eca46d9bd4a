"""What became of what was asked for: claimed, verified, closed without evidence and dropped are four figures."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation, Report
from oversight.database.reading import Reader
from oversight.follow_up.deed import Who
from oversight.follow_up.drop import drop
from oversight.follow_up.mark import mark
from oversight.follow_up.merge import merge
from oversight.follow_up.reply import Claim, reply
from oversight.history.record import begin_change, record
from oversight.views.status import Overview, Standing, overview
from oversight.vocabulary import ReplyClass, Status
from tests.papers import Papers

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)
WHO = Who(made_by="韩梅", command_id="c1", now=NOW)
MAINS, PLATFORM, STATIONS = "7-8/2:1.1", "7-8/2:1.2", "7-8/1:2"


@pytest.fixture(autouse=True)
def price_is_public(db: Session, waterworks: Papers) -> None:
    """Of the water price it was only said that it is done: nothing that this rests on."""
    price = db.query(Recommendation).filter_by(status=Status.DONE.value).one()
    change = begin_change(db, body_id=waterworks.body.id, made_by="韩梅", command="rec mark", command_id="c0", made_at=NOW)
    record(db, change, "recommendation", price.id, "status", "open", "done", effective_on=date(2024, 5, 20))
    db.flush()


def figures(one: Overview | Standing) -> tuple[int, int, int, int]:
    return one.claimed, one.verified, one.closed_without_evidence, one.dropped


def claiming(db: Session, ref: str, claim: ReplyClass) -> None:
    said = Claim(body="县政府", received_on=date(2024, 9, 1), claim=claim, text="已完成。")
    reply(db, [ref], said, who=WHO)


def marking(db: Session, ref: str, status: Status, **more: object) -> None:
    mark(db, [ref], status, made_by="韩梅", command_id="c1", now=NOW, **more)  # type: ignore[arg-type]  # what each line names
    db.flush()


def test_each_leaf_is_in_one_figure_at_most(db: Session, reader: Reader) -> None:
    assert figures(overview(reader, today=NOW.date())) == (0, 0, 1, 1)
    claiming(db, PLATFORM, ReplyClass.DONE)
    claiming(db, MAINS, ReplyClass.PLANNED)
    seen = overview(reader, today=NOW.date())
    assert (figures(seen), seen.in_progress, seen.answers_to_judge) == ((1, 0, 1, 1), 2, 3)
    marking(db, PLATFORM, Status.DONE, session_ref="7-11")
    marking(db, MAINS, Status.DONE, evidence="竣工图")
    seen = overview(reader, today=NOW.date())
    assert (figures(seen), seen.done, seen.answers_to_judge) == ((0, 2, 1, 1), 3, 0)
    marking(db, MAINS, Status.OPEN, note="复查未通水")
    marking(db, MAINS, Status.DONE, without_evidence=True, note="电话核实")
    assert figures(overview(reader, today=NOW.date())) == (0, 1, 2, 1)


def test_they_are_told_by_session_and_by_body(db: Session, reader: Reader) -> None:
    claiming(db, PLATFORM, ReplyClass.DONE)
    drop(db, [MAINS], who=WHO, reason="另案处理")
    seen = overview(reader, today=NOW.date())
    assert {one.name: figures(one) for one in seen.by_session} == {"7-11": (0, 0, 0, 0), "7-8": (1, 0, 1, 2)}
    by_body = {one.name: (*figures(one), one.leaves) for one in seen.by_body}
    assert by_body["县人民政府"] == (1, 0, 1, 0, 2)
    # Nothing is left of what the bureau had to do, and nobody supports it.
    assert by_body["县水利局"] == (0, 0, 0, 1, 0)
    assert "县财政局" not in by_body


def test_a_claim_to_an_item_is_one_of_each_leaf_that_nobody_has_judged(db: Session, reader: Reader, papers: Papers) -> None:
    item = db.query(Recommendation).join(Report).filter(Report.kind == "deliberation_opinion", Recommendation.ref_path == "1")
    answer = db.query(Report).filter_by(kind="response_report").one()
    papers.reply(item.one(), answer, "answer", "均已完成。", "done", received_on=date(2024, 10, 30))
    assert overview(reader, today=NOW.date()).claimed == 2
    marking(db, MAINS, Status.DONE, session_ref="7-11")
    assert figures(overview(reader, today=NOW.date())) == (1, 1, 1, 1)


def test_what_was_merged_is_not_dropped(db: Session, reader: Reader) -> None:
    merge(db, [PLATFORM, MAINS], who=WHO, status=Status.IN_PROGRESS)
    seen = overview(reader, today=NOW.date())
    assert (seen.leaves, seen.dropped) == (3, 1)
