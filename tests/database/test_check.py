"""What does not fit together is found, and named by its row."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from oversight.database.check import check, stands_at
from oversight.database.engine import open_engine, reading, writing
from oversight.database.finding import Finding
from oversight.database.state import state_of
from oversight.errors import DatabaseError
from tests.papers import Papers

PAPER_LINES = [
    "三、意见和建议",
    "　　（一）加快管网改造。一要改造老城区管",
    "- 7 -",
    "\f某某县人大常委会文件",
    "网，年内完成。二要建立 漏损 监测平台。",
    "**三要**建立应急队伍。",
]


def found(engine: Engine) -> list[Finding]:
    with reading(engine) as db:
        return check(db)


def placed(engine: Engine, passage: str, first: int | None, last: int | None) -> None:
    with writing(engine) as db:
        papers = Papers(db)
        session = papers.session(8, date(2024, 2, 28))
        document = papers.document(session, "\n".join(PAPER_LINES))
        opinion = papers.report(session, 1, "deliberation_opinion", "关于供水管网改造情况的审议意见")
        papers.recommendation(opinion, "1", passage, status="open", document_id=document.id, first_line=first, last_line=last)


@pytest.mark.parametrize(
    ("passage", "first", "last"),
    [
        ("改造老城区管网，年内完成", 2, 5),
        ("加快管网改造", 2, 2),
        ("建立漏损监测平台", 5, 5),
        ("建立漏损监测平台。三要建立应急队伍", 5, 6),
        ("加快管网改造。一要改造老城区管网，年内完成。二要建立漏损监测平台。三要建立应急队伍", 1, 6),
    ],
)
def test_a_textstands_at_its_lines(engine: Engine, passage: str, first: int, last: int) -> None:
    placed(engine, passage, first, last)
    assert found(engine) == []


@pytest.mark.parametrize(
    ("passage", "first", "last"),
    [
        ("改造老城区管网，明年完成", 2, 5),
        ("改造老城区管网，年内完成", 2, 4),
        ("加快管网改造", 3, 5),
        ("加快管网改造", 2, 7),
        ("加快管网改造", 0, 2),
        ("加快管网改造", 5, 2),
        ("加快管网改造", 2, None),
        # A line may be left out as a whole, but not a part of one.
        ("加快管网改造，年内完成", 2, 5),
    ],
)
def test_a_text_out_of_its_place_is_named(engine: Engine, passage: str, first: int | None, last: int | None) -> None:
    placed(engine, passage, first, last)
    assert [(finding.code, finding.table, finding.row_id) for finding in found(engine)] == [
        ("text_out_of_place", "recommendation", 1)
    ]


LINES = st.lists(st.text(alphabet="甲乙丙丁 ，。", max_size=8), min_size=1, max_size=6)


@given(lines=LINES, data=st.data())
def test_whatever_is_cut_from_lines_stands_there(lines: list[str], data: st.DataObject) -> None:
    """From within a first line to within a last one, with other lines left out."""
    kept = data.draw(st.lists(st.booleans(), min_size=len(lines), max_size=len(lines)))
    chosen = "".join(line for line, keep in zip(lines, kept, strict=True) if keep)
    head = next((line for line, keep in zip(lines, kept, strict=True) if keep), "")
    start = data.draw(st.integers(0, max(0, len(head) - 1)))
    assert stands_at(chosen[start:], lines, 1, len(lines))


def test_what_staff_typed_stands_nowhere(engine: Engine) -> None:
    with writing(engine) as db:
        papers = Papers(db)
        opinion = papers.report(papers.session(8, date(2024, 2, 28)), 1, "deliberation_opinion", "审议意见")
        papers.recommendation(opinion, "1", "加快管网改造", status="open")
    assert found(engine) == []


def test_a_row_that_points_to_another_committee_is_named(engine: Engine) -> None:
    with writing(engine) as db:
        papers, others = Papers(db), Papers(db, "hedong")
        report = papers.report(papers.session(8, date(2024, 2, 28)), 1, "deliberation_opinion", "审议意见")
        stranger = others.recommendation(report, "1", "加快管网改造", status="open")
        assert stranger.body_id != report.body_id
    finding, counted = found(engine)
    assert (finding.code, finding.table, finding.row_id) == ("other_committee", "recommendation", 1)
    assert (counted.code, counted.table) == ("other_committee", "followed")
    assert "report" in finding.what


def test_a_reference_to_nothing_is_named(sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("INSERT INTO term (body_id, number) VALUES (99, 18)")
    [finding] = found(open_engine(sqlite_url))
    assert (finding.code, finding.table, finding.row_id) == ("broken_reference", "term", 1)
    assert "body" in finding.what


def test_a_damaged_file_is_named(sqlite_url: str) -> None:
    engine, file = open_engine(sqlite_url), Path(sqlite_url.removeprefix("sqlite:///"))
    with engine.connect() as connection:
        root = connection.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_title_problem_id'"))
        size = connection.scalar(text("PRAGMA page_size"))
    content = bytearray(file.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    file.write_bytes(content)
    assert state_of(sqlite_url).refusal is None
    try:
        codes = {finding.code for finding in found(engine)}
    except DatabaseError as error:
        assert "damaged" in error.what  # noqa: PT017 -- SQLite may give up at the first damaged page
    else:
        assert codes == {"damaged_file"}
