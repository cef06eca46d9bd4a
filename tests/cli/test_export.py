"""``export checklist``."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def rows_of(data: bytes, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))


def row_of(run: Run, ref: str) -> dict[str, str]:
    return next(row for row in rows_of(run("export", "checklist").out.encode()) if row["ref"] == ref)


def test_a_checklist_for_excel(run: Run, db: Path, tmp_path: Path) -> None:
    assert db.exists()
    assert run("rec", "mark", "done", "18-33/5:3.3.2", "--evidence", "验收单", "--note", "=已验收").code == 0
    file = tmp_path / "checklist.csv"
    ran = run("export", "checklist", "--output", file)
    assert (ran.code, ran.out) == (0, "")
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 47
    rows = {row["ref"]: row for row in rows_of(data)}
    done = rows["18-33/5:3.3.2"]
    assert done["text"] == "尽早完成区级应急物资储备库建设"
    assert (done["status"], done["evidence"], done["progress note"], done["version"]) == ("done", "验收单", "'=已验收", "2")
    assert done["session"] == "18-33 (2021-04-16)"
    assert "审议意见" in done["source report"]
    assert rows["18-28/0:1"]["measures taken"]


def test_it_takes_the_filters_of_rec_list(run: Run, db: Path) -> None:
    assert db.exists()
    ran = run("export", "checklist", "--in-progress", "--session", "18-28")
    assert [row["ref"] for row in rows_of(ran.out.encode())] == ["18-28/0:1", "18-28/0:2", "18-28/0:3"]


def test_the_heading_is_in_the_chosen_language(run: Run, db: Path) -> None:
    assert db.exists()
    row = rows_of(run("--lang", "zh", "export", "checklist", "--limit", "1").out.encode())[0]
    assert list(row.values())[3] == "审议意见"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_other_encodings(run: Run, db: Path, tmp_path: Path, encoding: str) -> None:
    assert db.exists()
    file = tmp_path / "台账.csv"
    assert run("export", "checklist", "--encoding", encoding, "--output", file).code == 0
    assert len(rows_of(file.read_bytes(), encoding)) == 46


def test_markdown(run: Run, db: Path) -> None:
    assert db.exists()
    lines = run("export", "checklist", "--format", "md", "--session", "18-28").out.splitlines()
    assert lines[0].startswith("| ref | session |")
    assert len(lines) == 5
    assert all(line.count(" | ") == 15 for line in lines)


def test_wrong_use(run: Run, db: Path) -> None:
    assert db.exists()
    assert run("export", "checklist", "--format", "md", "--encoding", "utf-8").code == 2
    assert run("export", "checklist", "--format", "xlsx").code == 2
    assert run("export", "checklist", "--encoding", "latin-1").code == 2
    assert run("export").code == 2


def test_nothing_to_check(run: Run, db: Path) -> None:
    assert db.exists()
    ran = run("export", "checklist", "--done")
    assert ran.code == 0
    assert len(rows_of(ran.out.encode())) == 0
    assert ran.err == "No recommendation fits.\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_terminal_is_shown_characters_and_never_obeys_them(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE recommendation SET text_override = '储备\x1b[31m库' WHERE ref_path = '3.3.2'")
    connection.close()
    monkeypatch.setattr("oversight.cli.write_output.is_terminal", lambda _stream: True)
    shown = run("export", "checklist", "--report", "18-33/5", "--encoding", encoding).out
    assert "储备\ufffd[31m库" in shown
    assert "\ufeff" not in shown


def test_a_session_is_no_date_and_evidence_neither(run: Run, db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE legislative_session SET ref = '6-12', starts_on = NULL WHERE ref = '18-28'")
    connection.close()
    assert run("rec", "mark", "done", "18-33/5:3.3.2", "--session", "18-33").code == 0
    rows = {row["ref"]: row for row in rows_of(run("export", "checklist").out.encode())}
    assert rows["18-33/5:3.3.2"]["evidence"] == "18-33 (2021-04-16)"
    assert rows["6-12/0:1"]["session"] == "6-12 (no date)"
    assert all("(" in row["session"] for row in rows.values())


def test_the_ending_of_the_file_says_what_is_written(run: Run, db: Path, tmp_path: Path) -> None:
    assert db.exists()
    file = tmp_path / "checklist.md"
    assert run("export", "checklist", "--output", file).code == 0
    assert file.read_text(encoding="utf-8").startswith("| ref |")
    assert run("export", "checklist", "--format", "md", "--output", tmp_path / "a.csv").code == 2
    ran = run("export", "checklist", "--output", tmp_path / "台账.xlsx")
    assert ran.code == 2
    assert "A file .xlsx cannot be written." in ran.err
    assert "台账.xlsx" in ran.err
    assert "What can be written: .csv, .md." in ran.err
    assert run("export", "checklist", "--output", tmp_path / "a.json").code == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["checklist.md", "oversight.db"]


@pytest.mark.parametrize(
    "deed",
    [
        ("rec", "mark", "in-progress", "18-33/5:3.3.2", "--note", "已立项"),
        ("rec", "mark", "done", "18-33/5:3.3.2", "--session", "18-33"),
        (
            "rec",
            "reply",
            "18-33/5:3.3.2",
            "--from",
            "区政府",
            "--on",
            "2021-07-12",
            "--class",
            "planned",
            "--text",
            "已列入计划。",
        ),
        ("rec", "note", "18-33/5:3.3.2", "已电话催办"),
    ],
    ids=" ".join,
)
def test_what_is_undone_leaves_no_trace(run: Run, db: Path, deed: tuple[str, ...]) -> None:
    assert db.exists()

    def said() -> dict[str, str]:
        return row_of(run, "18-33/5:3.3.2") | {"version": ""}

    before = said()
    assert run(*deed).code == 0
    assert said() != before
    assert run("undo", "--yes").code == 0
    assert said() == before
    # The undo taken back: it is said again.
    assert run("undo", json.loads(run("log", "--format", "json").out)[0]["id"], "--yes").code == 0
    assert said() != before


def test_the_note_of_the_last_move_counts_and_one_that_stands_by_itself_stays(run: Run, db: Path) -> None:
    assert db.exists()

    def note() -> str:
        return row_of(run, "18-33/5:3.3.2")["progress note"]

    mark = ("rec", "mark", "done", "18-33/5:3.3.2", "--session", "18-33")
    assert run("rec", "mark", "in-progress", "18-33/5:3.3.2", "--note", "已立项").code == 0
    assert note() == "已立项"
    assert run(*mark).code == 0
    assert note() == ""
    assert run("undo", "--yes").code == 0
    assert run("rec", "note", "18-33/5:3.3.2", "已电话催办").code == 0
    assert run(*mark).code == 0
    assert note() == "已电话催办"
