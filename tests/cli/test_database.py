"""``db``, and a database that cannot be used."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from oversight.database.address import sqlite_uri
from tests.cli.conftest import SEEDS, Run

READ = ("rec", "list")
WRITE = ("rec", "mark", "in-progress", "18-33/5:1.2")


def set_revision(db: Path, revision: str) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()


def newer(db: Path) -> None:
    set_revision(db, "9999")


def older(db: Path) -> None:
    set_revision(db, "0000")


def not_ours(db: Path) -> None:
    db.unlink()
    with sqlite3.connect(db) as connection:
        connection.execute("CREATE TABLE recipe (id INTEGER)")
    connection.close()


def no_database(db: Path) -> None:
    db.write_text("一份普通的文字\n" * 400, encoding="utf-8")


def a_folder(db: Path) -> None:
    db.unlink()
    db.mkdir()


@pytest.mark.parametrize("argv", [READ, WRITE, ("db", "check")], ids=" ".join)
@pytest.mark.parametrize(
    ("make", "hint"),
    [
        (newer, "newer program"),
        (older, "oversight db upgrade"),
        (not_ours, "--db"),
        (no_database, "--db"),
        (a_folder, "--db"),
    ],
)
def test_a_database_that_is_not_for_us(
    run: Run, db: Path, argv: tuple[str, ...], make: Callable[[Path], None], hint: str
) -> None:
    make(db)
    before = None if db.is_dir() else db.read_bytes()
    ran = run(*argv)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("error:") == 1
    assert str(db) in ran.err
    assert hint in ran.err
    assert before is None or db.read_bytes() == before


def test_a_database_that_another_program_is_writing_to(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("engine", "state", "reading"):
        monkeypatch.setattr(f"oversight.database.{module}.WAIT_SECONDS", 0)
    other = sqlite3.connect(db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        ran = run(*WRITE)
        assert ran.code == 1
        assert "Another program is writing" in ran.err
        assert run(*READ).code == 0
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        ran = run(*READ)
        assert (ran.code, ran.out) == (1, "")
        assert "Another program is writing" in ran.err
    finally:
        other.close()
    assert run(*WRITE).code == 0


def test_a_full_disk(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from oversight.follow_up import mark

    real = mark.mark

    def no_room(session: Any, *args: Any, **more: Any) -> Any:
        # SQLite says the same when a file has come to its largest size as when a disk is full.
        connection = session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        return real(session, *args, **more)

    monkeypatch.setattr(mark, "mark", no_room)
    before = db.read_bytes()
    ran = run(*WRITE, "--note", "长" * 100_000)
    assert (ran.code, ran.out) == (1, "")
    assert "disk is full" in ran.err
    assert db.read_bytes() == before


def test_what_may_only_be_read(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may write to any file; what SQLite then says is brought about by opening the file for reading.
    monkeypatch.setattr("oversight.database.engine.sqlite_uri", lambda file, _mode: sqlite_uri(file, "ro"))
    ran = run(*WRITE)
    assert (ran.code, ran.out) == (1, "")
    assert "may only be read" in ran.err
    assert str(db) in ran.err
    assert run(*READ).code == 0


def test_path_and_info(run: Run, db: Path) -> None:
    assert run("db", "path").out == f"{db}\n"
    assert run("--db", "other.db", "db", "path").out == f"{Path('other.db').absolute()}\n"
    assert run("--db", "postgresql://u:secret@h/d", "db", "path").out == "postgresql://u:***@h/d\n"
    row = json.loads(run("db", "info", "--format", "json").out)
    assert (row["engine"], row["standing"], row["version"]) == ("sqlite", "current", row["needs"])
    assert row["contents"]["sessions"] == 2
    assert row["contents"]["recommendations"] >= 46
    newer(db)
    row = json.loads(run("db", "info", "--format", "json").out)
    assert (row["standing"], row["contents"]) == ("newer", None)


def test_upgrade_makes_the_database_once(run: Run, tmp_path: Path) -> None:
    assert "Made the database" in run("db", "upgrade").err
    assert "already" in run("db", "upgrade").err
    assert json.loads(run("db", "info", "--format", "json").out)["contents"]["sessions"] == 0
    assert (tmp_path / "oversight.db").exists()


def test_a_command_that_writes_makes_the_database(run: Run, tmp_path: Path) -> None:
    ran = run("--db", tmp_path / "a.db", *WRITE)
    assert ran.code == 3
    assert "Made the database" in ran.err
    assert (tmp_path / "a.db").exists()


@pytest.mark.parametrize("argv", [WRITE, ["load", SEEDS], ["db", "upgrade"]])
def test_no_folder_is_made_of_a_slip_of_the_pen(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    typo = tmp_path / "typo" / "er"
    for ran in (run("--db", typo / "a.db", *argv), run("--db", f"sqlite:///{typo}/a.db", *argv)):
        assert ran.code == 3
        assert "There is no such folder." in ran.err
        assert str(typo) in ran.err
    monkeypatch.setenv("OVERSIGHT_DB", str(typo / "a.db"))
    assert run(*argv).code == 3
    assert list(tmp_path.iterdir()) == []


def test_the_data_folder_is_made(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OVERSIGHT_DB")
    file = tmp_path / "share" / "oversight" / "oversight.db"
    monkeypatch.setattr("oversight.settings.default_file", lambda: file)
    assert run("db", "upgrade").code == 0
    assert file.is_file()


@pytest.mark.parametrize(("answer", "code"), [(True, 0), (False, 4)])
def test_a_restore_looks_before_it_asks(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch, *, answer: bool, code: int
) -> None:
    copy, bad = db.with_name("copy.db"), db.with_name("bad.db")
    assert run("db", "backup", copy).code == 0
    shutil.copyfile(copy, bad)
    not_ours(bad)
    asked: list[str] = []

    def reply(question: str) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr("oversight.cli.db.can_ask", lambda: True)
    monkeypatch.setattr("oversight.cli.db.ask", reply)
    before = db.read_bytes()
    assert run("db", "restore", db.with_name("missing.db")).code == 3
    assert run("db", "restore", bad).code == 1
    assert (asked, db.read_bytes()) == ([], before)
    assert run(*WRITE).code == 0
    changed = db.read_bytes()
    assert run("db", "restore", copy).code == code
    assert asked == [f"Put {copy} in the place of {db}? What is in it now is lost."]
    assert (db.read_bytes() == changed) is (not answer)


def test_check_finds_nothing(run: Run, db: Path) -> None:
    assert db.exists()
    ran = run("db", "check")
    assert (ran.code, ran.out, ran.err) == (0, "", "The database is sound.\n")


def test_backup_and_restore(run: Run, db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "backup.db"
    assert run("db", "backup", copy).code == 0
    assert run(*WRITE).code == 0
    assert run("db", "backup", copy).code == 4
    refused = run("db", "restore", copy)
    assert refused.code == 4
    assert "--yes" in refused.err
    assert json.loads(run("rec", "list", "--in-progress", "--format", "json").out)[-1]["ref"] == "18-33/5:1.2"
    assert run("db", "restore", copy, "--yes").code == 0
    assert len(json.loads(run("rec", "list", "--in-progress", "--format", "json").out)) == 3
    assert run("db", "check").code == 0
    db.unlink()
    assert run("db", "restore", copy).code == 0
    assert run("db", "restore", tmp_path / "missing.db", "--yes").code == 3
    not_ours(copy)
    assert run("db", "restore", copy, "--yes").code == 1
    assert run("rec", "list").code == 0


def test_doctor_names_what_is_wrong(run: Run, db: Path) -> None:
    assert run("doctor").code == 0
    newer(db)
    ran = run("doctor", "--format", "json")
    assert ran.code == 1
    assert [row["what"] for row in json.loads(ran.out) if row["state"] == "wrong"] == ["database"]


def test_with_two_committees_a_ref_says_whose(run: Run, db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("INSERT INTO body (code, name) VALUES ('hexi', '河西县人民代表大会常务委员会')")
        connection.execute(
            "INSERT INTO legislative_session (body_id, ref, kind, number, papers_known) VALUES (2, '18-33', 'committee', 33, 1)"
        )
    connection.close()
    ran = run("session", "show", "18-33")
    assert ran.code == 2
    assert "hexi/18-33" in ran.err
    assert "lvyuan/18-33" in ran.err
    assert run("session", "show", "lvyuan/18-33").code == 0
    assert run("rec", "list").out.splitlines()[2].startswith("lvyuan/")


def test_a_killed_writer_leaves_no_trace(run: Run, db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(db, copy)
    assert run("--db", copy, *READ).out == run(*READ).out


def test_a_seal_is_made_and_proved(run: Run, db: Path) -> None:
    assert db.exists()
    made = run("db", "seal")
    assert made.code == 0
    seal = made.out.splitlines()[2].split()[0]
    assert run(*WRITE).code == 0
    proved = run("db", "check", "--seal", seal)
    assert (proved.code, proved.out) == (0, "")
    assert f"{seal}: nothing before it was altered." in proved.err
    other = f"{seal[:-1]}{'0' if seal[-1] != '0' else '1'}"
    refused = run("db", "check", "--seal", other)
    assert refused.code == 1
    assert "it was typed wrong" in refused.out
    assert run("db", "check", "--seal", "4711").code == 2
    assert "letter by letter" in run("db", "check", "--seal", seal[:-1]).err
    assert run("db", "check", "--seal", f"x{seal}").code == 3
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("UPDATE body SET code = 'luyuan'")
    altered = run("db", "check", "--seal", seal)
    assert altered.code == 1
    assert "whose code is luyuan now" in altered.out
    assert "body 1 was changed without a word" in altered.out
