"""What was so on a day stays so whatever is taken back: each past day is answered as if the change had never been made."""

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from oversight.database.reading import open_reader
from oversight.history.as_it_was import Moment, show_as_it_was
from tests.cli.conftest import Run

HANDED, FREE = "18-33/5:1.1.1", "18-33/5:1.2"
DAYS = [date(2021, 4, 10) + timedelta(days=13 * number) for number in range(13)]
Moves = tuple[tuple[str, str], ...]


def mark(run: Run, ref: str, status: str, day: str) -> None:
    assert run("rec", "mark", status, ref, "--evidence", "验收单", "--on", day).code == 0


def latest(run: Run) -> int:
    return int(json.loads(run("log", "--limit", "1", "--format", "json").out)[0]["id"])


def each_day(db: Path) -> list[list[tuple[str, str]]]:
    """How all that is followed stood on each of the days, and at last how it stands."""
    told = []
    for moment in [*(Moment(as_of=day) for day in DAYS), Moment()]:
        with open_reader(f"sqlite:///{db}", partial(show_as_it_was, moment=moment)) as reader:
            rows = reader.rows("SELECT id, status FROM recommendation WHERE withdrawn_at IS NULL AND is_leaf ORDER BY id")
            told.append([(row["id"], row["status"]) for row in rows])
    return told


STORIES: dict[str, tuple[Moves, Moves]] = {
    "one mark": ((), (("done", "2021-05-01"),)),
    "a mark told late": ((("done", "2021-07-28"),), (("in-progress", "2021-05-05"),)),
    "a mark told late among many": (
        (("in-progress", "2021-06-01"), ("done", "2021-07-28"), ("open", "2021-09-01")),
        (("done", "2021-05-05"),),
    ),
    "two marks": ((("done", "2021-07-28"),), (("in-progress", "2021-06-10"), ("done", "2021-05-05"))),
    "there and back": ((("in-progress", "2021-05-05"),), (("done", "2021-06-01"), ("open", "2021-08-01"))),
}


@pytest.mark.parametrize("story", STORIES)
def test_each_day_is_answered_as_before_and_then_as_after(run: Run, db: Path, story: str) -> None:
    run("rec", "handover", "18-33/5", "--on", "2021-04-20")
    earlier, later = STORIES[story]
    for status, day in earlier:
        mark(run, FREE, status, day)
    before, last = each_day(db), latest(run)
    for status, day in later:
        mark(run, FREE, status, day)
    after = each_day(db)
    assert after != before
    assert run("undo", *range(last + 1, last + 1 + len(later)), "--yes").code == 0
    assert each_day(db) == before
    # The undo of an undo, and so on.
    for expected in (after, before, after):
        assert run("undo", latest(run), "--yes").code == 0
        assert each_day(db) == expected
    assert run("db", "check").code == 0


@pytest.mark.usefixtures("db")
def test_what_is_brought_back_is_closed_since_its_own_day(run: Run) -> None:
    run("rec", "handover", "18-33/5", "--on", "2021-04-20")
    mark(run, HANDED, "done", "2021-05-01")
    before = run("rec", "matrix", "--format", "json").out
    run("undo", "--yes")
    run("undo", latest(run), "--yes")
    assert run("rec", "matrix", "--format", "json").out == before
    assert "2021-05-01" in before


@pytest.mark.usefixtures("db")
def test_what_was_taken_back_is_on_no_sheet_of_a_past_day(run: Run) -> None:
    mark(run, FREE, "done", "2021-05-01")
    sheet = ("export", "checklist", "--as-of", "2021-06-01", "--format", "csv")
    assert "验收单" in run(*sheet).out
    run("undo", "--yes")
    assert "验收单" not in run(*sheet).out
    run("undo", latest(run), "--yes")
    assert "验收单" in run(*sheet).out


@pytest.mark.usefixtures("db")
def test_an_assignment_is_dated_afterwards(run: Run) -> None:
    lead = ("rec", "assign", FREE, "--lead", "区应急管理局")
    assert run(*lead).code == 0
    ran = run(*lead, "--on", "2021-05-06")
    assert ran.code == 4
    command = ran.err.rpartition("oversight ")[2].split()
    assert command == ["undo", str(latest(run))]
    assert run(*command, "--yes").code == 0
    assert run(*lead, "--on", "2021-05-06").code == 0
    for day, body in (("2021-05-05", None), ("2021-05-06", "区应急管理局")):
        shown = run("rec", "show", FREE, "--as-of", day, "--format", "json").out
        assert json.loads(shown)["lead"] == body
