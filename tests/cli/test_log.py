"""``oversight log``: one line a change in plain words, narrowed by who, when, what and about what, and the facts of each."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LEAF, OTHER = "18-33/5:1.1.1", "18-33/5:2.1.1"


@pytest.fixture(autouse=True)
def written(run: Run, db: Path) -> None:
    """Changes 2 to 5, after that of the load."""
    assert db.exists()
    run("rec", "mark", "done", LEAF, "--session", "18-33", "--note", "已复核")
    run("--by", "王敏", "rec", "note", LEAF, "已催办")
    run("--by", "王敏", "rec", "drop", OTHER, "--reason", "另案处理")
    run("undo", "4", "--yes")


def numbers(run: Run, *words: str) -> list[int]:
    return [row["id"] for row in json.loads(run("log", *words, "--format", "json").out)]


def test_one_line_a_change(run: Run) -> None:
    lines = [line.split() for line in run("log").out.splitlines()]
    assert [line[0] for line in lines] == ["change", "------", "5", "4", "3", "2", "1"]
    assert lines[2][3:7] == ["李文书", "taken", "back", "2"]
    assert lines[3][3:5] == ["王敏", "dropped"]
    assert lines[3][-3:] == ["by", "change", "5"]
    assert lines[5][3:] == ["李文书", "marked", "1", "done:", LEAF, "18-33"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--by-person", "王敏"], [4, 3]),
        (["--by-person", "王"], []),
        (["--command", "rec"], [4, 3, 2]),
        (["--command", "rec mark"], [2]),
        (["--command", "re"], []),
        (["--ref", LEAF], [3, 2, 1]),
        (["--ref", "18-33/5:1"], [3, 2, 1]),
        (["--ref", OTHER], [5, 4, 1]),
        (["--ref", "18-33/5"], [5, 4, 3, 2, 1]),
        (["--ref", "18-33"], [5, 4, 3, 2, 1]),
        (["--ref", "18-33/4:p1"], [1]),
        (["--ref", LEAF, "--by-person", "王敏"], [3]),
        (["--limit", "2"], [5, 4]),
        (["2", "4"], []),
    ],
)
def test_narrowed(run: Run, words: list[str], expected: list[int]) -> None:
    if words[0].isdecimal():
        facts = json.loads(run("log", *words, "--format", "json").out)
        assert [(fact["change"], fact["ref"], fact["field"]) for fact in facts] == [
            (2, LEAF, "status"),
            (4, OTHER, "dropped_at"),
        ]
    else:
        assert numbers(run, *words) == expected


def test_days_are_those_of_the_clock_on_the_wall_and_inclusive(run: Run) -> None:
    today = date.today()  # noqa: DTZ011 -- the day by the clock on the wall, as the program takes it
    yesterday = (today - timedelta(days=1)).isoformat()
    assert numbers(run, "--since", today.isoformat(), "--until", today.isoformat()) == [5, 4, 3, 2, 1]
    assert numbers(run, "--until", yesterday) == []
    assert run("log", "--since", today.isoformat(), "--until", yesterday).code == 2
    assert run("log", "--since", "gestern").code == 2


def test_the_facts_of_a_change(run: Run) -> None:
    (status,) = json.loads(run("log", "2", "--format", "json").out)
    assert (status["before"], status["after"], status["session"], status["note"]) == ("open", "done", "18-33", "已复核")
    shown = run("log", "5").out
    assert "change taken back" in shown
    assert "back on the list as before" in shown
    attendance = [row for row in json.loads(run("log", "1", "--format", "json").out) if row["field"] == "attendance.created"]
    assert len(attendance) == 50
    assert {row["ref"] for row in attendance} == {"18-33"}


def test_a_row_that_is_hidden_is_still_told_of(run: Run) -> None:
    run("undo", "1", "2", "3", "--yes")
    assert run("rec", "show", LEAF).code == 3
    assert numbers(run, "--ref", LEAF) == [6, 3, 2, 1]
    assert run("log", "--ref", "99-1").code == 3
    assert run("log", "99").code == 3


def test_in_chinese(run: Run) -> None:
    shown = run("--lang", "zh", "log", "--limit", "3").out
    assert "撤销第4号变更：停止跟踪：18-33/5:2.1.1" in shown
    assert "记事" in shown


def test_what_an_undo_takes_back_is_named_in_words(run: Run) -> None:
    assert run("attendance", "mark", "18-33", "王丽秀", "leave", "--reason", "公出").code == 0
    assert "18-33：王丽秀请假" in run("--lang", "zh", "log", "--limit", "1").out
    said = run("--lang", "zh", "undo", "--yes")
    assert "，登记出席：18-33：王丽秀请假\n" in said.err
    assert "attendance" not in said.err + said.out
