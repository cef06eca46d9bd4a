"""``load``, ``explain`` and ``quickstart``."""

import json
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from oversight.cli import loading
from oversight.errors import DatabaseError
from oversight.records.read_packet import Reading
from tests.cli.conftest import SEEDS, Run

PACKET = SEEDS / "lvyuan-18-33.txt"


def rows_in(file: Path) -> dict[str, int]:
    """How many rows each table holds."""
    connection = sqlite3.connect(file)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = {name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608 -- names of tables
    connection.close()
    return counts


def test_loading_makes_the_database_and_says_what_it_did(run: Run, tmp_path: Path) -> None:
    ran = run("load", SEEDS, "--format", "json")
    assert ran.code == 0
    assert f"Made the database {tmp_path / 'oversight.db'}" in ran.err
    (row,) = json.loads(ran.out)
    assert row["session"] == "18-33"
    assert row["files"] == ["lvyuan-18-33.txt"]
    assert row["inserted"] > 300
    assert (row["updated"], row["unchanged"], row["withdrawn"]) == (0, 0, 0)
    assert row["titles"] > 250
    assert row["doubts"] == []


def test_loading_again_changes_nothing(run: Run, db: Path) -> None:
    before = rows_in(db)
    ran = run("load", SEEDS, "--format", "json")
    assert ran.code == 0
    (row,) = json.loads(ran.out)
    assert (row["inserted"], row["updated"], row["withdrawn"], row["titles"]) == (0, 0, 0, 0)
    assert row["unchanged"] > 300
    assert row["changes"] == []
    assert rows_in(db) == before


def test_a_corrected_packet_says_what_changed_and_keeps_what_staff_did(run: Run, db: Path, tmp_path: Path) -> None:
    assert db.exists()
    assert run("rec", "mark", "in-progress", "18-33/5:3.3.2").code == 0
    corrected = tmp_path / PACKET.name
    corrected.write_text(PACKET.read_text(encoding="utf-8").replace("马桂艳", "马桂燕"), encoding="utf-8")
    ran = run("load", corrected)
    assert ran.code == 0
    assert "马桂燕" in ran.err
    assert json.loads(run("rec", "show", "18-33/5:3.3.2", "--format", "json").out)["status"] == "in_progress"
    assert run("db", "check").code == 0


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("load", PACKET, "--dry-run")
    assert ran.code == 0
    assert "18-33" in ran.out
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_against_a_database_counts_what_would_change(run: Run, db: Path) -> None:
    before = db.read_bytes()
    ran = run("load", PACKET, "--dry-run", "--format", "csv")
    heading, row = (line.split(",") for line in ran.out.splitlines())
    counts = dict(zip(heading, row, strict=True))
    assert (counts["inserted"], counts["updated"], counts["withdrawn"]) == ("0", "0", "0")
    assert int(counts["unchanged"]) > 300
    assert db.read_bytes() == before


def test_a_dry_run_as_json_is_the_packet(run: Run, tmp_path: Path) -> None:
    ran = run("load", PACKET, "--dry-run", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    packet = json.loads(ran.out)
    assert list(packet)[:3] == ["source", "session", "declared"]
    assert packet["session"]["number"] == 33
    assert len(packet["reports"]) == 7
    assert list(tmp_path.iterdir()) == []


def test_several_packets_as_json_are_one_document_a_line(run: Run, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(PACKET, tmp_path / folder)
    ran = run("load", tmp_path / "a", tmp_path / "b", "--dry-run", "--format", "json")
    assert [json.loads(line)["session"]["number"] for line in ran.out.splitlines()] == [33, 33]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder of things that are no packets."""
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "letter.txt").write_text("亲爱的朋友：\n\n你好。\n", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "latin.txt").write_bytes(b"caf\xe9 \xff\xfe\x81\xff" * 50)
    (folder / "nothing").mkdir()
    (folder / "nothing" / "table.csv").write_text("a,b\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "code"),
    [("letter.txt", 1), ("empty.txt", 1), ("binary.txt", 1), ("latin.txt", 1), ("nothing", 1), ("missing.txt", 3)],
)
@pytest.mark.parametrize("dry", [True, False])
def test_what_is_no_packet_is_refused_in_one_message(run: Run, bad: Path, name: str, code: int, dry: bool) -> None:
    ran = run("load", bad / name, *(["--dry-run"] if dry else []))
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("error: ")
    assert ran.err.count("error:") == 1
    assert name in ran.err
    assert not (bad.parent / "oversight.db").exists()


def test_fifty_megabytes_are_refused_or_read_in_time(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes(b"0123456789abcdef" * (50 * 1024 * 1024 // 16))
    ran = run("load", file)
    assert ran.code == 1
    assert "large.txt" in ran.err


def test_one_bad_packet_does_not_stop_the_others(run: Run, bad: Path, tmp_path: Path) -> None:
    ran = run("load", bad / "letter.txt", SEEDS, bad / "missing.txt", "--format", "json")
    assert ran.code == 1
    assert [row["session"] for row in json.loads(ran.out)] == ["18-33"]
    assert "letter.txt" in ran.err
    assert "missing.txt" in ran.err
    assert "2 packets of 3 failed" in ran.err
    assert rows_in(tmp_path / "oversight.db")["recommendation"] > 100


def test_ctrl_c_in_the_middle_keeps_nothing(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = rows_in(db)
    corrected = tmp_path / PACKET.name
    corrected.write_text(PACKET.read_text(encoding="utf-8").replace("马桂艳", "马桂燕"), encoding="utf-8")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("oversight.intake.apply_titles.apply_titles", interrupted)
    ran = run("load", corrected)
    assert ran.code == 130
    assert "Interrupted" in ran.err
    assert rows_in(db) == before


@pytest.mark.parametrize(("stop", "code"), [(KeyboardInterrupt(), 130), (DatabaseError("The disk is full."), 1)])
def test_a_stop_between_packets_names_those_that_are_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stop: BaseException, code: int
) -> None:
    for number, words in (("1", "第三十三次会议"), ("2", "第三十四次会议")):
        (tmp_path / number).mkdir()
        text = PACKET.read_text(encoding="utf-8").replace("第三十三次会议", words)
        (tmp_path / number / f"{number}.txt").write_text(text, encoding="utf-8")
    take_in = loading.Loading.take_in

    def stopped(self: loading.Loading, reading: Reading, group: Sequence[Path]) -> loading.Loaded:
        if "2.txt" in {file.name for file in reading.packet.source.files}:
            raise stop
        return take_in(self, reading, group)

    monkeypatch.setattr(loading.Loading, "take_in", stopped)
    ran = run("load", tmp_path / "1", tmp_path / "2")
    assert (ran.code, ran.out) == (code, "")
    assert "Taken in and kept: 18-33 (1.txt)" in ran.err
    assert "18-34" not in ran.err
    assert [row["ref"] for row in json.loads(run("session", "list", "--format", "json").out) if row["papers_known"]] == [
        "18-33"
    ]


def test_titles_lie_beside_their_packet(run: Run, tmp_path: Path) -> None:
    shutil.copy(PACKET, tmp_path / "papers.txt")
    (tmp_path / "papers.titles.csv").write_text(
        "ref,first words,zh,en\n18-33/5:3.3.2,尽早完成,储备库,Depot\n18-33/5:1.2,不是这样开头,错,Wrong\n", encoding="utf-8"
    )
    (tmp_path / "other.txt").write_text("别的", encoding="utf-8")
    (tmp_path / "other.titles.csv").write_text("broken", encoding="utf-8")
    ran = run("load", tmp_path / "papers.txt")
    assert ran.code == 0
    assert "18-33/5:1.2 does not begin with" in ran.err
    assert json.loads(run("rec", "show", "18-33/5:3.3.2", "--format", "json").out)["title"] == "Depot"


def test_a_broken_file_of_titles_stops_its_packet(run: Run, tmp_path: Path) -> None:
    shutil.copy(PACKET, tmp_path)
    (tmp_path / "lvyuan-18-33.titles.csv").write_text("ref,zh\n", encoding="utf-8")
    ran = run("load", tmp_path / PACKET.name)
    assert ran.code == 1
    assert "lvyuan-18-33.titles.csv, row 1" in ran.err
    assert not (tmp_path / "oversight.db").exists()


def test_explain_says_what_each_line_was_taken_for(run: Run) -> None:
    ran = run("explain", PACKET, "--format", "json")
    assert ran.code == 0
    rows = json.loads(ran.out)
    assert [row["line"] for row in rows] == list(range(1, len(rows) + 1))
    assert {"session", "observer", "member", "agenda", "blank"} <= {row["part"] for row in rows}
    assert "taken for" in run("explain", PACKET).out.splitlines()[0]


def test_explain_helps_where_a_file_is_no_packet(run: Run, bad: Path) -> None:
    ran = run("explain", bad / "letter.txt")
    assert ran.code == 0
    assert "亲爱的朋友" in ran.out
    assert "No papers" in ran.err
    assert run("explain", bad / "missing.txt").code == 3
    assert run("explain", bad / "nothing").code == 1


def test_quickstart_does_the_whole_job_and_again_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    first = run("quickstart")
    assert first.code == 0
    assert "Build the district emergency supply depot" in first.out
    assert "Open: 43" in first.out
    assert "78.1 %" in first.out
    (checklist,) = work.iterdir()
    data = checklist.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 47
    before = rows_in(tmp_path / "oversight.db")
    again = run("quickstart")
    assert again.code == 0
    assert "unchanged" in again.err
    assert checklist.read_bytes() == data
    assert rows_in(tmp_path / "oversight.db") == before
    checklist.write_bytes(data + "已办,\r\n".encode())
    assert "left as it is" in run("quickstart").err
    assert checklist.read_bytes() != data


def test_quickstart_keeps_out_of_an_offices_database(
    run: Run, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE body SET name = '河西县人民代表大会常务委员会', code = 'hexi'")
    connection.close()
    ran = run("quickstart")
    assert ran.code == 4
    assert "河西县" in ran.err
    assert rows_in(db)["body"] == 1
