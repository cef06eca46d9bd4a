"""The two scopes, and what is said when the database cannot be used."""

import os
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, exc, select, text

from oversight.database.engine import connect, open_engine, reading, writing
from oversight.database.people import Body
from oversight.database.story import Change
from oversight.errors import DatabaseError

NAME = "绿园区人民代表大会常务委员会"


def bodies(engine: Engine) -> list[str]:
    with reading(engine) as db:
        return list(db.scalars(select(Body.code).order_by(Body.code)))


def test_what_was_written_is_there_when_the_scope_has_ended(engine: Engine) -> None:
    with writing(engine) as db:
        db.add(Body(code="lvyuan", name=NAME))
    assert bodies(engine) == ["lvyuan"]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, ValueError])
def test_whatever_is_raised_takes_everything_back(engine: Engine, interruption: type[BaseException]) -> None:
    def load() -> None:
        with writing(engine) as db:
            db.add(Body(code="lvyuan", name=NAME))
            db.flush()
            raise interruption

    with pytest.raises(interruption):
        load()
    assert bodies(engine) == []


def test_rows_can_be_looked_at_after_the_scope(engine: Engine) -> None:
    with writing(engine) as db:
        body = Body(code="lvyuan", name=NAME)
        db.add(body)
    assert body.id == 1
    assert body.name == NAME


def test_transactions_of_one_connection_are_kept_one_by_one(engine: Engine) -> None:
    connection = connect(engine)

    def stop() -> None:
        with writing(connection) as db:
            db.add(Body(code="third", name=f"third {NAME}"))
            db.flush()
            raise KeyboardInterrupt

    for code in ("first", "second"):
        with writing(connection) as db:
            db.add(Body(code=code, name=f"{code} {NAME}"))
        assert code in bodies(engine)
    with pytest.raises(KeyboardInterrupt):
        stop()
    with writing(connection) as db:
        assert db.scalar(select(Body.code).where(Body.code == "third")) is None
    connection.close()
    assert bodies(engine) == ["first", "second"]


def test_the_reading_scope_cannot_write(engine: Engine) -> None:
    def write() -> None:
        with reading(engine) as db:
            db.add(Body(code="lvyuan", name=NAME))
            db.flush()

    with pytest.raises(DatabaseError, match="may only be read") as raised:
        write()
    assert raised.value.where
    assert raised.value.hint
    assert bodies(engine) == []


def test_the_reading_scope_sees_one_state(postgresql_url: str) -> None:
    # SQLite lets nobody commit while somebody reads: there it cannot be otherwise.
    engine = open_engine(postgresql_url)
    with reading(engine) as db:
        assert list(db.scalars(select(Body.code))) == []
        with writing(engine) as other:
            other.add(Body(code="lvyuan", name=NAME))
        assert list(db.scalars(select(Body.code))) == []
    assert bodies(engine) == ["lvyuan"]


def test_a_second_writer_waits_for_the_first(engine: Engine) -> None:
    begun, order = threading.Event(), []

    def second() -> None:
        begun.wait()
        with writing(engine) as db:
            order.append("second")
            assert list(db.scalars(select(Body.code))) == ["first"]

    other = threading.Thread(target=second)
    other.start()
    with writing(engine) as db:
        begun.set()
        other.join(timeout=0.3)
        db.add(Body(code="first", name=NAME))
        order.append("first")
    other.join(timeout=10)
    assert order == ["first", "second"]


def test_a_writer_that_does_not_finish_is_named(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oversight.database.engine.WAIT_SECONDS", 1)
    impatient = open_engine(engine.url.render_as_string(hide_password=False))

    def write() -> None:
        with writing(impatient):
            raise AssertionError("it was let in")

    with writing(engine), pytest.raises(DatabaseError, match="Another program is writing") as raised:
        write()
    assert raised.value.hint is not None
    assert "try again" in raised.value.hint


def test_references_are_kept(engine: Engine) -> None:
    def write() -> None:
        with writing(engine) as db:
            db.add(Change(body_id=99, made_at=datetime.now(UTC), made_by="李文", command="load", command_id="c"))

    with pytest.raises(exc.IntegrityError):
        write()


def test_a_mistake_of_the_program_keeps_its_name(engine: Engine) -> None:
    with pytest.raises((exc.OperationalError, exc.ProgrammingError), match="nowhere"), reading(engine) as db:
        db.execute(text("SELECT * FROM nowhere"))


def test_instants_need_a_zone_and_come_back_in_utc(engine: Engine) -> None:
    with writing(engine) as db:
        body = Body(code="lvyuan", name=NAME)
        db.add(body)
        db.flush()
        moment = datetime(2021, 4, 16, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
        db.add(Change(body_id=body.id, made_at=moment, made_by="李文", command="load", command_id="c"))
    with reading(engine) as db:
        found = db.scalars(select(Change.made_at)).one()
    assert found == moment
    assert found.tzinfo is UTC

    def naive() -> None:
        with writing(engine) as db:
            moment = datetime(2021, 4, 16)  # noqa: DTZ001 -- the very thing that is refused
            db.add(Change(body_id=body.id, made_at=moment, made_by="李文", command="load", command_id="c"))

    with pytest.raises(exc.StatementError, match="needs a time zone"):
        naive()


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "missing.db"
    with pytest.raises(DatabaseError, match="cannot be opened"):
        bodies(open_engine(f"sqlite:///{file}"))
    assert not file.exists()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("绿人发〔2021〕8号" * 100, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(DatabaseError, match="not a database") as raised, writing(open_engine(f"sqlite:///{file}")):
        pass
    assert raised.value.where == str(file)
    assert file.read_bytes() == before


def test_a_full_disk(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)

    def write() -> None:
        with writing(engine) as db:
            # SQLite says the same when a file has come to its largest size as when a disk is full.
            db.execute(text("PRAGMA max_page_count = 1"))
            db.execute(text("CREATE TABLE big (x)"))
            db.execute(text("INSERT INTO big VALUES (zeroblob(1000000))"))

    with pytest.raises(DatabaseError, match="disk is full"):
        write()
    assert bodies(engine) == []


@pytest.mark.parametrize("name", ["绿园 台账.db", "100%25.db", "a#b&c=d.db", "what?.db"])
def test_any_file_name(tmp_path: Path, migrated_sqlite: Path, name: str) -> None:
    (tmp_path / name).write_bytes(migrated_sqlite.read_bytes())
    engine = open_engine("sqlite:///" + str(tmp_path / name).replace("%", "%25").replace("?", "%3F"))
    with writing(engine) as db:
        db.add(Body(code="lvyuan", name=NAME))
    assert bodies(engine) == ["lvyuan"]
    assert [file.name for file in tmp_path.iterdir()] == [name]


@contextmanager
def not_root() -> Iterator[None]:
    """To root every file is open: where the tests run as root, be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be closed this way")
def test_a_file_that_may_only_be_read(migrated_sqlite: Path) -> None:
    # Below /tmp itself, since pytest's folder is closed to others.
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "oversight.db"
        shutil.copyfile(migrated_sqlite, file)
        file.chmod(0o444)
        file.parent.chmod(0o555)
        engine = open_engine(f"sqlite:///{file}")

        def write() -> None:
            with writing(engine) as db:
                db.add(Body(code="lvyuan", name=NAME))

        try:
            with not_root():
                assert bodies(engine) == []
                with pytest.raises(DatabaseError, match="may only be read") as raised:
                    write()
        finally:
            file.parent.chmod(0o755)
        assert raised.value.where == str(file)
        assert file.read_bytes() == migrated_sqlite.read_bytes()


def test_the_whole_database_is_one_file(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with writing(engine) as db:
        db.add(Body(code="lvyuan", name=NAME))
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
