"""The rows are held against the story: who changes a row behind its back is found."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from oversight.database.engine import reading, writing
from oversight.database.papers import Recommendation
from oversight.database.story import Change
from oversight.history.check_database import check_database
from oversight.history.record import begin_change, record, set_status
from oversight.vocabulary import Status
from tests.papers import Papers

NOW = datetime(2024, 3, 2, tzinfo=UTC)
DAY = date(2024, 3, 2)


@pytest.fixture
def told(engine: Engine) -> Engine:
    """Three leaves: one nobody touched, one in progress, one that was withdrawn and came back."""
    with writing(engine) as db:
        papers = Papers(db)
        opinion = papers.report(papers.session(8, date(2024, 2, 28)), 1, "deliberation_opinion", "审议意见")
        leaves = [papers.recommendation(opinion, str(number), f"第{number}件", status="open") for number in (1, 2, 3)]
        change = begin(db, leaves[0])
        for leaf in leaves:
            record(db, change, "recommendation", leaf.id, "created", None, leaf.text_as_read, effective_on=DAY)
        set_status(db, change, leaves[1], Status.IN_PROGRESS, effective_on=DAY)
        for field in ("withdrawn", "restored"):
            record(db, change, "recommendation", leaves[2].id, field, None, None, effective_on=DAY)
    return engine


def begin(db: Session, leaf: Recommendation) -> Change:
    return begin_change(db, body_id=leaf.body_id, made_by="李文", command="load", command_id="c", made_at=NOW)


def findings(engine: Engine) -> list[tuple[str, str, int | None]]:
    with reading(engine) as db:
        return [(finding.code, finding.table, finding.row_id) for finding in check_database(db)]


def behind_its_back(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_a_sound_database(told: Engine) -> None:
    assert findings(told) == []


@pytest.mark.parametrize(("row", "status"), [(1, "done"), (2, "open"), (2, "done")])
def test_a_status_that_nobody_told_of(told: Engine, row: int, status: str) -> None:
    behind_its_back(told, f"UPDATE recommendation SET status = '{status}' WHERE id = {row}")  # noqa: S608 -- our own words
    assert findings(told) == [("status_not_in_history", "recommendation", row)]


def test_a_row_hidden_or_shown_behind_the_story(told: Engine) -> None:
    behind_its_back(told, "UPDATE recommendation SET withdrawn_at = '2024-03-02 00:00:00+00' WHERE id = 3")
    assert findings(told) == [("withdrawal_not_in_history", "recommendation", 3)]
    with writing(told) as db:
        leaf = db.get_one(Recommendation, 3)
        leaf.withdrawn_at = None
        record(db, begin(db, leaf), "recommendation", 3, "withdrawn", None, None, effective_on=DAY)
    assert findings(told) == [("withdrawal_not_in_history", "recommendation", 3)]


def test_a_story_that_was_tampered_with(told: Engine) -> None:
    behind_its_back(told, "UPDATE change SET made_by = '王五'")
    assert findings(told) == [("broken_chain", "event", None)]
