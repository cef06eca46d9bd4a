"""What a database is, told without SQLAlchemy, and what is said where it cannot be used."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from oversight.database.address import shown, sqlite_file
from oversight.database.engine import open_engine, reading
from oversight.database.state import HEAD, Standing, state_of
from oversight.database.upgrade import scripts, upgrade
from oversight.errors import DatabaseError, NotFound


def execute(url: str, *statements: str) -> None:
    with open_engine(url, create=True).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def pretend(url: str, revision: str) -> None:
    with open_engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_the_newest_migration_is_the_one_the_program_knows() -> None:
    directory = ScriptDirectory.from_config(Config(config_args={"script_location": str(scripts()), "path_separator": "os"}))
    assert directory.get_heads() == [HEAD]


def test_a_migrated_database_is_current(db_url: str) -> None:
    state = state_of(db_url)
    assert (state.standing, state.revision, state.refusal) == (Standing.CURRENT, HEAD, None)


def test_nothing_is_there_yet(empty_url: str, tmp_path: Path) -> None:
    state = state_of(empty_url)
    assert state.may_be_made
    assert state.refusal is not None
    assert state.refusal.hint is not None
    assert "oversight" in state.refusal.hint
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    state = state_of(f"sqlite:///{tmp_path / 'missing.db'}")
    assert state.standing is Standing.MISSING
    assert isinstance(state.refusal, NotFound)
    assert state.refusal.where == str(tmp_path / "missing.db")


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    state = state_of(f"sqlite:///{tmp_path / 'empty.db'}")
    assert state.standing is Standing.EMPTY
    assert isinstance(state.refusal, DatabaseError)


@pytest.mark.parametrize(
    ("revision", "standing", "says"),
    [("0000", Standing.OLDER, "db upgrade"), ("9999", Standing.NEWER, "newer program"), ("ae10", Standing.NOT_OURS, "--db")],
)
def test_another_version(db_url: str, revision: str, standing: Standing, says: str) -> None:
    pretend(db_url, revision)
    try:
        state = state_of(db_url)
        assert (state.standing, state.revision) == (standing, revision)
        assert state.refusal is not None
        assert state.refusal.exit_code == 1
        assert says in str(state.refusal.hint)
        if standing is not Standing.OLDER:
            with pytest.raises(DatabaseError) as raised:
                upgrade(db_url)
            assert raised.value.what == state.refusal.what
    finally:
        pretend(db_url, HEAD)


def test_a_database_of_another_program(empty_url: str) -> None:
    execute(
        empty_url,
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
        "INSERT INTO alembic_version VALUES ('0001')",
        "CREATE TABLE recipe (name VARCHAR(32))",
    )
    assert state_of(empty_url).standing is Standing.NOT_OURS
    with pytest.raises(DatabaseError, match="another program"):
        upgrade(empty_url)
    execute(empty_url, "DROP TABLE alembic_version")
    assert state_of(empty_url).standing is Standing.NOT_OURS


def test_no_database_at_all(tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("绿人发〔2021〕8号" * 100, encoding="utf-8")
    with pytest.raises(DatabaseError, match="not a database") as raised:
        state_of(f"sqlite:///{letter}")
    assert raised.value.where == str(letter)
    with pytest.raises(DatabaseError, match="is a folder"):
        state_of(f"sqlite:///{tmp_path}")


def test_a_journal_left_by_a_killed_writer_is_rolled_back(sqlite_url: str) -> None:
    killed = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.executemany("INSERT INTO body (code, name) VALUES (?, ?)", [(str(n), str(n) + "x" * 3000) for n in range(500)])
os._exit(9)
"""
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    subprocess.run([sys.executable, "-c", killed, str(file)], check=False)
    assert file.with_name(file.name + "-journal").exists()
    assert state_of(sqlite_url).standing is Standing.CURRENT
    with reading(open_engine(sqlite_url)) as db:
        assert db.scalar(text("SELECT count(*) FROM body")) == 0


def test_a_server_that_does_not_have_it(postgresql_server: Callable[[str], str], tmp_path: Path) -> None:
    there = postgresql_server("postgres")
    for url, what, hint in (
        (postgresql_server("missing"), "no such database", "createdb"),
        (there.replace("postgres:@", "nobody:@"), "does not let you in", "user"),
        ("postgresql://clerk@nowhere.invalid/oversight", "no such host", "host"),
        (f"postgresql://clerk@/oversight?host={tmp_path}", "no connection to the server", "runs"),
    ):
        with pytest.raises(DatabaseError, match=what) as raised:
            state_of(url)
        assert hint in str(raised.value.hint)
        with pytest.raises(DatabaseError, match=what) as raised, reading(open_engine(url)) as db:
            db.execute(text("SELECT 1"))
        assert hint in str(raised.value.hint)


def test_a_wrong_password(postgresql_server: Callable[[str], str]) -> None:
    there = postgresql_server("postgres")
    with psycopg.connect(there, autocommit=True) as connection:
        (rules,) = connection.execute("SHOW hba_file").fetchone() or ("",)
        connection.execute("CREATE ROLE clerk LOGIN PASSWORD 'right'")
        try:
            before = Path(rules).read_text(encoding="utf-8")
            Path(rules).write_text(f"local all clerk scram-sha-256\n{before}", encoding="utf-8")
            connection.execute("SELECT pg_reload_conf()")
            url = there.replace("postgres:@", "clerk:wrong@")
            for name in (url, url.replace(":wrong", "")):
                with pytest.raises(DatabaseError, match="does not let you in") as raised:
                    state_of(name)
                assert "wrong" not in str(raised.value)
            assert state_of(url.replace("wrong", "right")).may_be_made
        finally:
            Path(rules).write_text(before, encoding="utf-8")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("DROP ROLE clerk")


def test_without_the_driver_of_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for use in (state_of, open_engine):
        with pytest.raises(DatabaseError, match="driver") as raised:
            use("postgresql://localhost/oversight")
        assert "oversight[pg]" in str(raised.value.hint)


def test_a_password_is_never_shown() -> None:
    assert (
        shown("postgresql://clerk:geheim@db.example:5432/o?sslmode=require")
        == "postgresql://clerk:***@db.example:5432/o?sslmode=require"
    )
    assert shown("postgresql://clerk@db.example/o") == "postgresql://clerk@db.example/o"
    assert shown("sqlite:////var/lib/100%25.db") == "/var/lib/100%.db"
    assert sqlite_file("postgresql://clerk@db.example/o") is None


def test_the_state_is_told_without_sqlalchemy() -> None:
    code = "import sys, oversight.database.state; print([m for m in ('sqlalchemy', 'alembic', 'psycopg') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
