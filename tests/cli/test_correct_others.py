"""Problems, members and attendance, put right from the command line."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.test_rec_correct import sound

PROBLEM = "18-33/4:p2"

pytestmark = pytest.mark.usefixtures("db")


def problem(run: Run, ref: str) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(run("problem", "show", ref, "--format", "json").out)
    return row


def test_a_problem_is_corrected(run: Run) -> None:
    ran = run("problem", "edit", PROBLEM, "--text", "基层力量薄弱", "--heading", "基层", "--title-en", "Weak grassroots")
    assert (ran.code, ran.out, ran.err) == (0, "", f"{PROBLEM}: corrected.\n")
    row = problem(run, PROBLEM)
    assert (row["text"], row["title"], row["heading"]) == ("基层力量薄弱", "Weak grassroots", "基层")
    assert row["text_as_read"] in run("problem", "show", PROBLEM).out.split("Text as read\n")[1]
    assert sound(run)


def test_a_problem_is_added_dropped_and_brought_back(run: Run) -> None:
    added = run("problem", "add", "18-33/4", "--text", "装备老化").err.removesuffix(": added.\n")
    assert problem(run, added)["text"] == "装备老化"
    assert run("problem", "drop", PROBLEM, "--reason", "属背景").err == f"{PROBLEM}: dropped.\n"
    refs = [row["ref"] for row in json.loads(run("problem", "list", "--report", "18-33/4", "--format", "json").out)]
    assert PROBLEM not in refs
    assert added in refs
    assert sound(run)
    assert run("problem", "show", PROBLEM).code == 3
    assert run("problem", "restore", PROBLEM).err == f"{PROBLEM}: back on the list.\n"
    assert problem(run, PROBLEM)["ref"] == PROBLEM
    assert sound(run)


def test_a_problem_is_linked(run: Run) -> None:
    assert run("problem", "link", PROBLEM, "18-33/5:4").err == f"18-33/5:4 → {PROBLEM}: addresses.\n"
    assert "18-33/5:4" in problem(run, PROBLEM)["addressed_by"]
    assert run("problem", "link", PROBLEM, "18-33/5:4", "--remove").code == 0
    assert run("problem", "link", PROBLEM, "18-33/5:4", "--remove").code == 4
    assert sound(run)


def test_the_roster_is_kept(run: Run) -> None:
    assert run("member", "add", "周敏", "--from", "2021-07-01").err == "周敏: member of term 18, from 2021-07-01\n"
    assert run("member", "edit", "周敏", "--role", "vice_chair", "--name", "周铭").err == (
        "周铭: vice chair of term 18, from 2021-07-01\n"
    )
    assert run("member", "leave", "周铭", "--on", "2021-12-31", "--reason", "调离").err == (
        "周铭: vice chair of term 18, from 2021-07-01, to 2021-12-31\n"
    )
    assert run("member", "confirm").err == "33 members confirmed.\n"
    rows = json.loads(run("member", "list", "--as-of", "2021-08-01", "--format", "json").out)
    assert len(rows) == 33
    assert all(row["confirmed"] for row in rows)
    assert len(json.loads(run("member", "list", "--as-of", "2022-01-01", "--format", "json").out)) == 32
    assert sound(run)


def test_the_whole_roster_is_asked_about(run: Run, monkeypatch: pytest.MonkeyPatch, db: Path) -> None:
    before = db.read_bytes()
    monkeypatch.setattr("oversight.cli.ask_first.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    ran = run("member", "confirm")
    assert (ran.code, "Confirm 32 members? [y/N]" in ran.err) == (4, True)
    assert db.read_bytes() == before


def test_attendance_is_corrected(run: Run) -> None:
    missing = next(
        row
        for row in json.loads(run("attendance", "show", "18-33", "--format", "json").out)["members"]
        if row["status"] == "absent"
    )
    ran = run("attendance", "mark", "18-33", missing["name"], "leave", "--reason", "出差")
    assert (ran.code, ran.out, ran.err) == (0, "", f"{missing['name']}: absent → on leave\n")
    (summary,) = json.loads(run("attendance", "summary", "--format", "json").out)
    assert (summary["members"], summary["present"], summary["leave"], summary["absent"]) == (32, 25, 1, 6)
    assert sound(run)
    assert run("attendance", "mark", "18-33", missing["name"], "请假").code == 4


def test_an_attendance_that_names_all_others_is_asked_about(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("member", "confirm", "--yes").code == 0
    assert run("member", "add", "周敏", "--to", "2020-12-31").code == 0
    monkeypatch.setattr("oversight.cli.ask_first.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    ran = run("attendance", "mark", "18-28", "周敏", "leave", "--others", "present")
    assert "Mark the attendance of 33 members? [y/N]" in ran.err
    assert ran.code == 0
    assert "周敏: not on the list → on leave" in ran.err
    rows = {row["session"]: row for row in json.loads(run("attendance", "summary", "--format", "json").out)}
    assert set(rows) == {"18-33"}  # the papers of 18-28 are not known
    sheet = json.loads(run("attendance", "show", "18-28", "--format", "json").out)["summary"]
    assert (sheet["members"], sheet["present"], sheet["leave"], sheet["quorum_met"]) == (33, 32, 1, True)
    assert sound(run)


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["problem", "edit", PROBLEM], 2, "Nothing is said of it"),
        (["problem", "edit", "18-33/5:1.2", "--text", "x"], 2, "is a recommendation"),
        (["problem", "add", "18-33/4"], 2, "text is missing"),
        (["problem", "add", "18-33/9", "--text", "x"], 3, "18-33/9"),
        (["problem", "drop", PROBLEM], 2, "--reason is missing"),
        (["problem", "restore", PROBLEM], 4, "not dropped"),
        (["member", "add", "王丽秀", "--from", "2022-01-01", "--to", "2021-01-01"], 4, "before it begins"),
        (["member", "edit", "王丽秀"], 4, "so already"),
        (["member", "edit", "赵云", "--role", "member"], 3, "赵云"),
        (["member", "leave", "王丽秀", "--on", "never"], 2, "no date"),
        (["member", "confirm", "王丽秀"], 4, "as a whole"),
        (["attendance", "mark", "18-33", "王丽秀"], 2, "no attendance"),
        (["attendance", "mark", "18-33", "absent"], 2, "Nobody"),
        (["attendance", "mark", "18-33", "赵云", "absent"], 3, "赵云"),
        (["attendance", "mark", "18-28", "王丽秀", "absent"], 4, "do not list the members"),
        (["attendance", "mark", "18-99", "王丽秀", "absent"], 3, "18-99"),
    ],
)
def test_what_is_refused_changes_nothing(run: Run, db: Path, argv: list[str], code: int, said: str) -> None:
    before = db.read_bytes()
    ran = run(*argv)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert db.read_bytes() == before


def test_a_member_who_was_typed_is_not_known_by_a_paper(run: Run, db: Path) -> None:
    assert db.exists()
    assert run("member", "add", "周敏").code == 0
    again = run("member", "add", "周 敏", "--from", "2021-07-01")
    assert (again.code, "holds this role already" in again.err) == (4, True)
    known_by = {line.split()[1]: line.split("  ")[-1] for line in run("member", "list").out.splitlines()[2:]}
    assert (known_by["周敏"], known_by["王丽秀"]) == ("the office, not confirmed", "a paper")
    rows = json.loads(run("member", "list", "--format", "json").out)
    assert [row["name"] for row in rows if row["typed"]] == ["周敏"]
    assert run("member", "confirm", "--yes").code == 0
    assert "a paper" not in run("member", "list").out
