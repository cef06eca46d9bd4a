"""``oversight undo`` as a clerk meets it: shown, asked, done, told, and never waiting where nobody can answer."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("db")

LEAF = "18-33/5:1.1.1"


def status(run: Run, ref: str = LEAF) -> str:
    return str(json.loads(run("rec", "show", ref, "--format", "json").out)["status"])


def test_it_is_shown_and_refused_where_nobody_can_be_asked(run: Run) -> None:
    run("rec", "mark", "in-progress", LEAF)
    ran = run("undo")
    assert ran.code == 4
    assert ran.out.splitlines()[2].split() == [LEAF, "status", "in", "progress", "open"]
    assert "Say yes beforehand: oversight undo 2 --yes" in ran.err
    assert status(run) == "in_progress"


def test_yes_takes_it_back_and_says_how_to_bring_it_back(run: Run) -> None:
    run("rec", "mark", "in-progress", LEAF)
    ran = run("undo", "--yes", "--note", "误操作")
    assert ran.code == 0
    assert "Change 2 was taken back, by change 3." in ran.err
    assert "To bring it back: oversight undo 3" in ran.err
    assert status(run) == "open"
    assert run("undo", "3", "--yes").code == 0
    assert status(run) == "in_progress"


@pytest.mark.parametrize(("answer", "after"), [(True, "open"), (False, "in_progress")])
def test_on_a_terminal_it_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch, answer: bool, after: str) -> None:
    run("rec", "mark", "in-progress", LEAF)
    asked: list[str] = []

    def reply(question: str) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr("oversight.cli.undo.can_ask", lambda: True)
    monkeypatch.setattr("oversight.cli.undo.ask", reply)
    assert run("undo").code == (0 if answer else 4)
    assert asked == ["Take this back?"]
    assert status(run) == after


def test_the_receipt_goes_into_a_file_when_it_is_done(run: Run, tmp_path: Path) -> None:
    run("rec", "mark", "done", LEAF, "--session", "18-33")
    receipt = tmp_path / "receipt.txt"
    refused = run("undo", "1", "--output", receipt)
    assert (refused.code, receipt.exists()) == (4, False)
    assert "recommendation" in refused.out
    done = run("undo", "1", "--output", receipt, "--yes")
    assert (done.code, done.out) == (0, "")
    written = receipt.read_text(encoding="utf-8")
    assert ["recommendation", "created", "137"] in [line.split() for line in written.splitlines()]
    assert "worked on since, in change 2" in written


def test_the_receipt_of_a_load(run: Run) -> None:
    run("rec", "mark", "done", LEAF, "--session", "18-33")
    ran = run("undo", "1", "--yes")
    assert ran.code == 0
    assert ["recommendation", "created", "137"] in [line.split() for line in ran.out.splitlines()]
    assert "worked on since, in change 2" in next(line for line in ran.out.splitlines() if line.startswith(f"{LEAF} "))
    assert [row["ref"] for row in json.loads(run("rec", "list", "--format", "json").out)] == [LEAF]
    assert run("db", "check").code == 0


def test_for_programs_all_of_it_is_one_object(run: Run) -> None:
    ran = run("undo", "--yes", "--format", "json")
    told = json.loads(ran.out)
    assert [change["id"] for change in told["changes"]] == [1]
    assert told["changes"][0]["summary"] == ("18-33: 359 inserted, 0 updated, 0 withdrawn; titles: 302 inserted, 0 updated")
    assert (told["beside"], told["kept"], told["by"]) == ([], [], [2])
    assert {"recommendation", "title"} <= {one["entity"] for one in told["taken_back"]}


def test_programs_are_told_nothing_where_nothing_was_taken_back(run: Run) -> None:
    ran = run("undo", 1, 1, "--format", "json")
    assert (ran.code, ran.out) == (4, "")
    assert "oversight undo 1 --yes" in ran.err


def test_nothing_to_take_back(run: Run) -> None:
    run("undo", "1", "--yes")
    ran = run("undo")
    assert (ran.code, ran.out) == (0, "")
    assert "There is nothing to take back." in ran.err


def test_no_such_change_and_no_database(run: Run, db: Path) -> None:
    assert run("undo", "77", "--yes").code == 3
    assert run("undo", "eins").code == 2
    db.unlink()
    assert run("undo", "--yes").code == 3
    assert not db.exists()


def refused_for(run: Run, number: int, by: int) -> None:
    ran = run("undo", number, "--yes")
    assert ran.code == 4
    assert f"change {by} (" in ran.err
    assert run("undo", by, number, "--yes").code == 0
    assert run("db", "check").code == 0


def test_a_part_that_was_judged_since_is_not_made_the_whole_again(run: Run) -> None:
    assert run("rec", "split", "18-33/5:2.1.1", "--at", "配齐").code == 0
    assert run("rec", "mark", "done", "18-33/5:2.1.1", "--evidence", "机构已建").code == 0
    refused_for(run, 2, 3)
    assert status(run, "18-33/5:2.1.1") == "open"


def test_a_session_where_something_was_decided_stays(run: Run) -> None:
    assert run("session", "add", "18-34", "--date", "2021-07-28").code == 0
    assert run("rec", "mark", "done", LEAF, "--session", "18-34").code == 0
    refused_for(run, 2, 3)
    assert status(run) == "open"
    assert run("session", "show", "18-34").code == 3


def test_a_body_that_has_answered_stays_responsible(run: Run) -> None:
    assert run("rec", "assign", LEAF, "--lead", "区交通局").code == 0
    answer = ("--from", "区交通局", "--on", "2021-05-10", "--class", "under-way", "--text", "正在办理")
    assert run("rec", "reply", LEAF, *answer).code == 0
    refused_for(run, 2, 3)
