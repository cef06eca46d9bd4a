"""The rows are held against the story: who changes a row behind its back is found."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from oversight.database.engine import open_engine, reading, writing
from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Recommendation, SourceDocument
from oversight.database.reading import over
from oversight.database.story import Change
from oversight.database.upgrade import upgrade
from oversight.history.check_database import check_database
from oversight.history.record import begin_change, record, set_status
from oversight.intake.verify import verify
from oversight.vocabulary import Status
from tests.papers import Papers

NOW = datetime(2024, 3, 2, tzinfo=UTC)
DAY = date(2024, 3, 2)


@pytest.fixture
def told(engine: Engine) -> Engine:
    """Three leaves: one nobody touched, one in progress, one that was withdrawn and came back."""
    tell(engine)
    return engine


@pytest.fixture
def own(empty_url: str) -> Engine:
    """The same in a database that no other test uses: its tables may be damaged."""
    upgrade(empty_url)
    engine = open_engine(empty_url)
    tell(engine)
    return engine


def tell(engine: Engine) -> None:
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
    assert findings(told) == [("status_not_in_history", "recommendation", row), ("counted_wrongly", "followed", row)]


def test_a_row_hidden_or_shown_behind_the_story(told: Engine) -> None:
    behind_its_back(told, "UPDATE recommendation SET withdrawn_at = '2024-03-02 00:00:00+00' WHERE id = 3")
    assert findings(told) == [("withdrawal_not_in_history", "recommendation", 3), ("counted_wrongly", "followed", 3)]
    with writing(told) as db:
        leaf = db.get_one(Recommendation, 3)
        leaf.withdrawn_at = None
        record(db, begin(db, leaf), "recommendation", 3, "withdrawn", None, None, effective_on=DAY)
    assert findings(told) == [("withdrawal_not_in_history", "recommendation", 3)]


def test_a_story_that_was_tampered_with(told: Engine) -> None:
    behind_its_back(told, "UPDATE change SET made_by = '王五'")
    assert findings(told) == [("broken_chain", "event", None), ("row_not_in_history", "change", 1)]


def test_a_table_that_is_gone_is_named_and_nothing_else_is_looked_at(own: Engine) -> None:
    behind_its_back(own, "DROP TABLE decision")
    behind_its_back(own, "UPDATE recommendation SET status = 'done' WHERE id = 1")
    assert findings(own) == [("missing_table", "decision", None)]
    with reading(own) as db:
        verified = verify(over(db.connection()))
    assert [(fault.code, fault.table) for fault in verified.faults] == [("missing_table", "decision")]


def test_a_guard_of_the_history_that_is_gone(own: Engine) -> None:
    table = " ON event" if own.dialect.name == "postgresql" else ""
    behind_its_back(own, f"DROP TRIGGER event_is_never_changed{table}")
    assert findings(own) == [("missing_trigger", "event", None)]


def test_a_row_that_the_history_names_is_gone(told: Engine) -> None:
    behind_its_back(told, "DELETE FROM recommendation WHERE id = 1")
    assert findings(told) == [("row_gone", "recommendation", 1)]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        (["parent_id = 2 WHERE id = 1"], [("leaf_with_parts", 2)]),
        (["is_leaf = false, status = NULL WHERE id = 1"], [("no_leaf_and_no_parts", 1)]),
        (
            ["parent_id = 2 WHERE id = 1", "parent_id = 1 WHERE id = 2", "is_leaf = false, status = NULL WHERE id < 3"],
            [("part_of_itself", 1), ("part_of_itself", 2)],
        ),
    ],
)
def test_a_tree_that_does_not_hold(told: Engine, changes: list[str], wrong: list[tuple[str, int]]) -> None:
    for change in changes:
        behind_its_back(told, f"UPDATE recommendation SET {change}")  # noqa: S608 -- our own words
    # That the rows were changed at all is found as well, and that they are counted as before.
    found = [finding for finding in findings(told) if finding[0] not in {"row_not_in_history", "counted_wrongly"}]
    assert found == [(code, "recommendation", row) for code, row in wrong]


def test_a_parent_in_another_report(told: Engine) -> None:
    with writing(told) as db:
        papers = Papers(db, code="other")
        other = papers.report(papers.session(9, date(2024, 4, 28)), 1, "deliberation_opinion", "审议意见")
        papers.recommendation(other, "1", "加快改造")
    behind_its_back(told, "UPDATE recommendation SET parent_id = 4 WHERE id = 1")
    assert ("parent_in_other_report", "recommendation", 1) in findings(told)


@pytest.mark.parametrize(
    ("column", "stored", "message"),
    [
        ("text_override", "'别的话'", "recommendation 1: text_override is “别的话”, but its history says “定稿”."),
        ("text_override", "NULL", "recommendation 1: text_override is empty, but its history says “定稿”."),
        (
            "dropped_at",
            "NULL",
            "recommendation 1: dropped_at is empty, but its history says “2024-03-02T00:00:00.000000+00:00”.",
        ),
        ("last_line", "3", "recommendation 1: place is “1:1-3”, but its history says “1:1-2”."),
    ],
)
def test_a_column_that_nobody_told_of(told: Engine, column: str, stored: str, message: str) -> None:
    with writing(told) as db:
        leaf = db.get_one(Recommendation, 1)
        session = db.scalars(select(LegislativeSession)).one()
        document = SourceDocument(
            body_id=leaf.body_id, session_id=session.id, name="a", sha256="a", text="第1\n件", line_count=2, reader_version="1"
        )
        db.add(document)
        db.flush()
        change = begin(db, leaf)
        for field, value in (("text_override", "定稿"), ("dropped_at", NOW), ("place", f"{document.id}:1-2")):
            record(db, change, "recommendation", leaf.id, field, None, value, effective_on=DAY)
        leaf.text_override, leaf.dropped_at = "定稿", NOW
        leaf.document_id, leaf.first_line, leaf.last_line = document.id, 1, 2
    assert findings(told) == []
    behind_its_back(told, f"UPDATE recommendation SET {column} = {stored} WHERE id = 1")  # noqa: S608 -- our own words
    with reading(told) as db:
        found = [finding.what for finding in check_database(db) if finding.code == "value_not_in_history"]
    assert found == [message]


def test_a_row_that_was_changed_without_a_word_is_named(engine: Engine) -> None:
    with writing(engine) as db:
        papers = Papers(db)
        report = papers.report(papers.session(8, date(2024, 2, 28)), 1, "deliberation_opinion", "审议意见")
        leaf = papers.recommendation(report, "1", "第一件", status="open")
        change = begin(db, leaf)
        record(db, change, "report", report.id, "created", None, report.title, effective_on=DAY)
        record(db, change, "recommendation", leaf.id, "created", None, leaf.text_as_read, effective_on=DAY)
        # What the making tells of a column stands in the row already.
        record(db, change, "recommendation", leaf.id, "status", None, "open", effective_on=DAY)
        later = begin(db, leaf)
        record(db, later, "recommendation", leaf.id, "heading", None, "标题", effective_on=DAY)
        leaf.heading = "标题"
        set_status(db, later, leaf, Status.DONE, effective_on=DAY)
        # The order of rows goes along with what is told.
        leaf.position, report.position = 7, 9
    assert findings(engine) == []
    behind_its_back(engine, "UPDATE report SET author = '王五' WHERE id = 1")
    behind_its_back(engine, "UPDATE recommendation SET label = '（一）' WHERE id = 1")
    assert findings(engine) == [("row_not_in_history", "report", 1), ("row_not_in_history", "recommendation", 1)]
    behind_its_back(engine, "UPDATE recommendation SET heading = NULL WHERE id = 1")
    assert findings(engine)[0] == ("value_not_in_history", "recommendation", 1)
