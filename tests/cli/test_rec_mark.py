"""``rec mark`` and ``rec note``."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def status_of(run: Run, ref: str) -> str:
    status: str = json.loads(run("rec", "show", ref, "--format", "json").out)["status"]
    return status


def history(run: Run, ref: str) -> list[dict[str, str | None]]:
    events: list[dict[str, str | None]] = json.loads(run("rec", "history", ref, "--format", "json").out)
    return events


def test_one(run: Run, db: Path) -> None:
    assert db.exists()
    ran = run("rec", "mark", "in-progress", "18-33/5:3.3.2", "--note", "已立项", "--on", "2021-06-01")
    assert ran.code == 0
    assert "○ open" in ran.out
    assert "◎ in progress" in ran.out
    assert ran.err == "1 marked in progress, since 2021-06-01.\n"
    event = history(run, "18-33/5:3.3.2")[-1]
    assert (event["before"], event["after"]) == ("open", "in_progress")
    assert (event["made_by"], event["note"], event["effective_on"]) == ("李文书", "已立项", "2021-06-01")
    assert run("db", "check").code == 0


@pytest.mark.parametrize("word", ["in-progress", "in_progress", "IN-PROGRESS", "在办", "in progress"])
def test_a_status_is_typed_as_people_write_it(run: Run, db: Path, word: str) -> None:
    assert db.exists()
    assert run("rec", "mark", word, "18-33/5:1.2").code == 0
    assert status_of(run, "18-33/5:1.2") == "in_progress"


def test_several_and_an_item_with_its_leaves(run: Run, db: Path) -> None:
    assert db.exists()
    ran = run("rec", "mark", "done", "18-33/5:3", "18-33/5:1.2", "--session", "18-33", "--format", "json")
    rows = json.loads(ran.out)
    assert len(rows) == 11
    assert {row["asked"] for row in rows} == {"18-33/5:3", "18-33/5:1.2"}
    assert ran.err.startswith("11 marked done")
    item = json.loads(run("rec", "show", "18-33/5:3", "--format", "json").out)
    assert item["status"] == "done"
    assert item["counts"] == {"leaves": 10, "open": 0, "in_progress": 0, "done": 10}
    assert "10 of 10" in run("rec", "list", "--tree", "--report", "18-33/5").out
    assert history(run, "18-33/5:1.2")[-1]["session"] == "18-33"


def test_a_suggestion_marks_the_opinion_that_it_went_into(run: Run, db: Path) -> None:
    assert db.exists()
    ran = run("rec", "mark", "in-progress", "18-33/4:1.2")
    assert ran.code == 0
    assert "18-33/4:1.2 was taken into 18-33/5:1.2" in ran.err
    assert status_of(run, "18-33/5:1.2") == "in_progress"
    assert status_of(run, "18-33/4:1.2") == "in_progress"


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["done", "18-33/5:1.2"], 4, "--without-evidence"),
        (["done", "18-33/5:1.2", "--without-evidence"], 4, "needs a note"),
        (["open", "18-33/5:1.2"], 4, "marked so already"),
        (["in-progress", "18-33/5:1.2", "--on", "2099-01-01"], 4, "in the future"),
        (["in-progress", "18-33/5:1.2", "--on", "2020-01-01"], 4, "before"),
        (["in-progress", "18-33/5:1.2", "--on", "the day before"], 2, "no date"),
        (["in-progress", "18-33"], 2, "18-33 is a session"),
        (["in-progress", "18-33/5"], 2, "18-33/5 is a report"),
        (["in-progress", "18-33/5:p2"], 2, "is a problem"),
        (["in-progress", "18-33/5:7.7"], 3, "18-33/5:7.7"),
        (["in-progress", "18-33/5:1.2", "--session", "18-99"], 3, "18-99"),
        (["in-progress"], 2, "No recommendation is named."),
    ],
)
def test_what_is_refused_changes_nothing(run: Run, db: Path, argv: list[str], code: int, said: str) -> None:
    before = db.read_bytes()
    ran = run("rec", "mark", *argv)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert db.read_bytes() == before


def test_one_wrong_ref_stops_all(run: Run, db: Path) -> None:
    before = db.read_bytes()
    assert run("rec", "mark", "in-progress", "18-33/5:1.2", "18-33/5:7.7").code == 3
    assert db.read_bytes() == before


def test_done_rests_on_words_a_file_or_a_note(run: Run, db: Path, tmp_path: Path) -> None:
    assert db.exists()
    paper = tmp_path / "验收报告.txt"
    paper.write_text("验收合格", encoding="utf-8")
    assert run("rec", "mark", "done", "18-33/5:1.2", "--evidence", paper).code == 0
    evidence = history(run, "18-33/5:1.2")[-1]["evidence"] or ""
    assert evidence.startswith("验收报告.txt (SHA-256 ")
    assert run("rec", "mark", "done", "18-33/5:2.2.1", "--without-evidence", "--note", "主任会议口头通报").code == 0
    assert status_of(run, "18-33/5:2.2.1") == "done"


def test_what_stands_so_already_is_left_and_told(run: Run, db: Path) -> None:
    assert db.exists()
    assert run("rec", "mark", "in-progress", "18-33/5:1.2").code == 0
    ran = run("rec", "mark", "in-progress", "18-33/5:1")
    assert ran.code == 0
    assert "18-33/5:1.2: left as it is." in ran.err


def test_one_that_was_named_and_stands_so_already_stops_all(run: Run, db: Path) -> None:
    assert run("rec", "mark", "in-progress", "18-33/5:1.2", "18-33/5:2.2.1").code == 0
    before = db.read_bytes()
    ran = run("rec", "mark", "in-progress", "18-33/5:1.1.1", "18-33/5:1.2", "18-33/5:2.2.1")
    assert (ran.code, ran.out) == (4, "")
    assert "It is marked so already." in ran.err
    assert "18-33/5:1.2, 18-33/5:2.2.1" in ran.err
    assert "李文书 marked it so" in ran.err
    assert db.read_bytes() == before
    # What filters find was named by nobody: it is left out.
    found = run("rec", "mark", "in-progress", "--report", "18-33/5", "--yes")
    assert found.code == 0
    assert "18-33/5:1.2: left as it is." in found.err
    assert status_of(run, "18-33/5:1.1.1") == "in_progress"


@pytest.mark.parametrize(("answer", "marked"), [("y\n", True), ("是\n", True), ("n\n", False), ("\n", False), ("", False)])
def test_many_at_once_are_asked_about_on_a_terminal(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch, answer: str, marked: bool
) -> None:
    import io

    before = db.read_bytes()
    monkeypatch.setattr("oversight.cli.rec_mark.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    ran = run("rec", "mark", "in-progress", "18-33/5:3")
    assert "Mark 10 recommendations in progress? [y/N]" in ran.err
    assert ran.code == (0 if marked else 4)
    assert (db.read_bytes() != before) is marked


def test_few_at_once_or_a_yes_are_not_asked_about(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert db.exists()

    def asked(_question: str) -> bool:
        raise AssertionError("asked")

    monkeypatch.setattr("oversight.cli.rec_mark.can_ask", lambda: True)
    monkeypatch.setattr("oversight.cli.rec_mark.ask", asked)
    assert run("rec", "mark", "in-progress", "18-33/5:1.1").code == 0
    assert run("rec", "mark", "in-progress", "18-33/5:3", "--yes").code == 0


def test_a_note_moves_nothing(run: Run, db: Path) -> None:
    assert db.exists()
    ran = run("rec", "note", "18-33/5:3", "财政局答复：\x1b[31m资金已列入预算", "--session", "18-33")
    assert (ran.code, ran.out) == (0, "")
    assert "18-33/5:3: noted" in ran.err
    assert status_of(run, "18-33/5:3") == "open"
    event = history(run, "18-33/5:3")[-1]
    assert (event["field"], event["session"]) == ("note", "18-33")
    assert "\x1b" not in run("rec", "history", "18-33/5:3").out
    assert run("rec", "note", "18-33/5:3", " ").code == 2
    assert run("rec", "note", "18-33/4:1.2", "转办").err.count("18-33/5:1.2") == 2


def test_the_log_tells_who_did_what(run: Run, db: Path) -> None:
    assert db.exists()
    assert run("--by", "王五", "rec", "mark", "in-progress", "18-33/5:1.2").code == 0
    newest = json.loads(run("log", "--limit", "1", "--format", "json").out)[0]
    assert (newest["made_by"], newest["command"], newest["events"]) == ("王五", "rec mark", 1)


def test_a_changed_story_is_found(run: Run, db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE recommendation SET status = 'done' WHERE ref_path = '3.3.2' AND is_leaf")
    connection.close()
    ran = run("db", "check", "--format", "json")
    assert ran.code == 1
    # The cache of what is counted no longer agrees with it either.
    assert {row["code"] for row in json.loads(ran.out)} == {"status_not_in_history", "counted_wrongly"}
    assert "wrong" in ran.err


def test_nothing_is_marked_where_the_output_cannot_be_written(run: Run, db: Path, tmp_path: Path) -> None:
    before = db.read_bytes()
    (tmp_path / "marked.json").write_text("mine", encoding="utf-8")
    assert run("rec", "mark", "in-progress", "18-33/5:1.2", "--output", tmp_path / "marked.json").code == 4
    assert db.read_bytes() == before


def test_a_file_as_evidence_is_told_and_a_missing_one_refused(run: Run, db: Path, tmp_path: Path) -> None:
    assert db.exists()
    missing = run("rec", "mark", "done", "18-33/5:1.2", "--evidence", "验收单.pdf")
    assert missing.code == 3
    assert "There is no file 验收单.pdf." in missing.err
    assert status_of(run, "18-33/5:1.2") == "open"
    file = tmp_path / "验收单.pdf"
    file.write_bytes(b"%PDF")
    taken = run("rec", "mark", "done", "18-33/5:1.2", "--evidence", file)
    assert taken.code == 0
    assert "the file 验收单.pdf, SHA-256 315d429b7714…" in taken.err
