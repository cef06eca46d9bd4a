"""Copies of the whole database, and the way back."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from oversight.database import backup as backups
from oversight.database.backup import backup, restore
from oversight.database.state import Standing, state_of
from oversight.errors import DatabaseError, NotFound, Refused


def write(url: str, code: str) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("INSERT INTO body (code, name) VALUES (?, ?)", (code, code))


def codes(file: Path | str) -> list[str]:
    with closing(sqlite3.connect(str(file).removeprefix("sqlite:///"))) as connection:
        return [code for (code,) in connection.execute("SELECT code FROM body ORDER BY code")]


def test_there_and_back(sqlite_url: str, tmp_path: Path) -> None:
    write(sqlite_url, "before")
    file = tmp_path / "backup.db"
    backup(sqlite_url, file)
    write(sqlite_url, "later")
    restore(sqlite_url, file)
    assert codes(sqlite_url) == ["before"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "oversight.db"]


def test_a_backup_takes_the_place_of_an_older_one(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    backup(sqlite_url, file)
    write(sqlite_url, "later")
    backup(sqlite_url, file)
    assert codes(file) == ["later"]


def test_a_missing_database_is_made_from_a_backup(sqlite_url: str, tmp_path: Path) -> None:
    write(sqlite_url, "before")
    elsewhere = tmp_path / "new folder" / "oversight.db"
    restore(f"sqlite:///{elsewhere}", Path(sqlite_url.removeprefix("sqlite:///")))
    assert codes(elsewhere) == ["before"]


def test_a_backup_that_breaks_off_leaves_the_older_one(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.db"
    backup(sqlite_url, file)
    before = file.read_bytes()
    write(sqlite_url, "later")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("oversight.database.backup._set_down", full)
    with pytest.raises(DatabaseError, match="No space left") as raised:
        backup(sqlite_url, file)
    assert raised.value.where == str(file)
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "oversight.db"]


def test_a_restore_that_breaks_off_leaves_the_database(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.db"
    backup(sqlite_url, file)
    write(sqlite_url, "later")
    monkeypatch.setattr(backups, "_PAGES", 1)
    # The time is looked at after each page; the third look is Ctrl-C.
    looks = iter([0.0, 0.0, 0.0])

    def look() -> float:
        for moment in looks:
            return moment
        raise KeyboardInterrupt

    monkeypatch.setattr("oversight.database.backup.time.monotonic", look)
    with pytest.raises(KeyboardInterrupt):
        restore(sqlite_url, file)
    assert codes(sqlite_url) == ["later"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "oversight.db"]


def test_a_restore_waits_for_a_writer_but_not_for_ever(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.db"
    backup(sqlite_url, file)
    monkeypatch.setattr(backups, "WAIT_SECONDS", 0.3)
    with closing(
        sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    ) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError, match="Another program is writing"):
            restore(sqlite_url, file)
        monkeypatch.setattr(backups, "WAIT_SECONDS", 10)
        other = threading.Timer(0.3, writer.execute, ["ROLLBACK"])
        other.start()
        restore(sqlite_url, file)
        other.join()
    assert state_of(sqlite_url).standing is Standing.CURRENT


def test_what_is_not_ours_is_neither_copied_nor_replaced(sqlite_url: str, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
    before = other.read_bytes()
    with pytest.raises(DatabaseError, match="another program"):
        restore(sqlite_url, other)
    with pytest.raises(DatabaseError, match="another program"):
        restore(f"sqlite:///{other}", Path(sqlite_url.removeprefix("sqlite:///")))
    with pytest.raises(DatabaseError, match="another program"):
        backup(f"sqlite:///{other}", tmp_path / "backup.db")
    letter = tmp_path / "letter.txt"
    letter.write_text("绿人发〔2021〕8号" * 100, encoding="utf-8")
    with pytest.raises(DatabaseError, match="not a database"):
        restore(sqlite_url, letter)
    with pytest.raises(DatabaseError, match="not a database"):
        restore(f"sqlite:///{letter}", Path(sqlite_url.removeprefix("sqlite:///")))
    assert other.read_bytes() == before
    assert not (tmp_path / "backup.db").exists()


def test_a_missing_file_and_the_database_itself(sqlite_url: str, tmp_path: Path) -> None:
    held = Path(sqlite_url.removeprefix("sqlite:///"))
    with pytest.raises(NotFound):
        restore(sqlite_url, tmp_path / "missing.db")
    with pytest.raises(NotFound):
        backup(f"sqlite:///{tmp_path / 'missing.db'}", tmp_path / "backup.db")
    with pytest.raises(Refused):
        backup(sqlite_url, held)
    with pytest.raises(Refused):
        restore(sqlite_url, held)
    assert codes(held) == []


def test_a_missing_folder(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot be opened") as raised:
        backup(sqlite_url, tmp_path / "nowhere" / "backup.db")
    assert raised.value.where == str(tmp_path / "nowhere" / "backup.db")


def damage(file: Path) -> None:
    """Overwrite the inner pages of a database; the first one, with the list of tables, stays."""
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)


def test_a_damaged_backup_is_not_restored_and_a_damaged_database_is(sqlite_url: str, tmp_path: Path) -> None:
    held, file = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "backup.db"
    write(sqlite_url, "before")
    backup(sqlite_url, file)
    damage(held)
    restore(sqlite_url, file)
    assert codes(held) == ["before"]
    damage(file)
    with pytest.raises(DatabaseError, match="damaged"):
        restore(sqlite_url, file)
    assert codes(held) == ["before"]


def test_postgresql_has_tools_of_its_own(postgresql_url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="not one file") as raised:
        backup(postgresql_url, tmp_path / "backup.db")
    assert raised.value.hint is not None
    assert "pg_dump" in raised.value.hint
    with pytest.raises(DatabaseError) as raised:
        restore(postgresql_url, tmp_path / "backup.db")
    assert raised.value.hint is not None
    assert "pg_restore" in raised.value.hint
