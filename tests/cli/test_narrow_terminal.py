"""Tables on a terminal of 80 columns."""

import sqlite3
from pathlib import Path

import pytest

from oversight.cli.table import Column, table
from oversight.cli.terminal import columns_of
from tests.cli.conftest import SEEDS, Run


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oversight.cli.write_output.width_of", lambda _stream: 80)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("argv", [["attendance", "summary"], ["rec", "history", "18-33/5:1.2"], ["rec", "show", "18-33/5:1.2"]])
def test_it_fits(run: Run, db: Path, language: str, argv: list[str]) -> None:
    assert db.exists()
    for status in ("in-progress", "open"):
        assert run(
            "rec", "mark", status, "18-33/5:1.2", "--session", "18-33", "--evidence", "验收报告" * 6, "--note", "已办结" * 9
        )
    ran = run("--lang", language, *argv)
    assert ran.code == 0
    history = ran.out.partition("历史记录\n" if language == "zh" else "History\n")[2] or ran.out
    assert [line for line in history.splitlines() if columns_of(line) > 80] == []
    assert "验收" in ran.out or argv[0] == "attendance"


def test_headings_fold_between_words_and_cells_stay_whole_in_a_pipe() -> None:
    columns = [Column("longest absence", str), Column("note", lambda row: "字" * row, fold=True)]
    assert table(columns, [8], width=21, colour=False).splitlines() == [
        "longest  note",
        "absence",
        "-------  ------------",
        "8        字字字字字字",
        "         字字",
    ]
    assert table(columns, [8], width=None, colour=False).splitlines()[2].endswith("字" * 8)


def test_a_move_within_the_paper_is_no_news(run: Run, db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE recommendation SET path = '3' WHERE ref_path = '1.2' AND origin = 'opinion'")
    connection.close()
    page = run("rec", "show", "18-33/5:1.2").out
    assert "stands now at" in page
    assert "stands now at" not in run("rec", "show", "18-33/5:4.1").out


def test_the_history_leaves_moves_out_unless_asked(run: Run, db: Path, tmp_path: Path) -> None:
    assert db.exists()
    paper = next(file for file in SEEDS.glob("*.txt"))
    moved = tmp_path / paper.name
    moved.write_text("\n\n" + paper.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("load", moved).code == 0
    before, everything = run("rec", "history", "18-33/5:1.2").out, run("rec", "history", "18-33/5:1.2", "--all").out
    assert len(everything.splitlines()) > len(before.splitlines())
    assert "lines in the paper" in everything
    assert "lines in the paper" not in before
    assert "lines in the paper" not in run("rec", "show", "18-33/5:1.2").out
    assert '"place"' in run("rec", "history", "18-33/5:1.2", "--format", "json").out
