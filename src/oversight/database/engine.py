"""How the database is opened, and the two scopes in which it is used. Nothing below the command line opens one."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, exc, text
from sqlalchemy.orm import Session

import oversight.database.tables  # noqa: F401 -- a row is written only when all that it points to is known
from oversight.database.address import shown, sqlite_file, sqlite_uri
from oversight.database.driver_errors import WAIT_SECONDS, explain, no_driver


class _Purpose(Enum):
    """What a transaction is for: an execution option that its beginning reads. One without it is an ordinary deferred one."""

    WRITING = "writing"
    READING = "reading"
    MIGRATING = "migrating"


_PURPOSE = "oversight_purpose"

_KEPT_KILOBYTES = 16 * 1024
"""How much of an SQLite database is kept in memory while it is open."""

_ONE_WRITER = 6_478_831_005
"""The key of the advisory lock that all writers of a PostgreSQL database take, so that they come one after another."""


def open_engine(url: str, *, create: bool = False) -> Engine:
    """An engine on ``sqlite:///FILE`` or ``postgresql://…``. Connects only when it is used.

    A missing file is made only with ``create``. Raises DatabaseError where the driver of PostgreSQL is not installed.
    """
    if sqlite_file(url) is not None:
        return _open_sqlite(url, create=create)
    try:
        # One command, one connection: a pool would only keep a server's slot.
        engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": WAIT_SECONDS})
    except ModuleNotFoundError as error:
        raise no_driver() from error
    event.listen(engine, "begin", _begin_on_postgresql)
    return engine


def connect(engine: Engine) -> Connection:
    """A connection for many transactions that write, one after another: it is opened once. The caller closes it.

    :raises DatabaseError: as :func:`writing` does
    """
    with _said_plainly(engine):
        return engine.connect()


@contextmanager
def writing(bind: Engine | Connection) -> Iterator[Session]:
    """One transaction that writes: committed at the end, rolled back by whatever is raised within, Ctrl-C too.

    One writer at a time: another one is waited for, some seconds long. Raises DatabaseError where the database is locked,
    read-only, full or gone.
    """
    writer = bind.execution_options(**{_PURPOSE: _Purpose.WRITING})
    with _said_plainly(bind.engine), Session(writer, expire_on_commit=False) as db, db.begin():
        # The lock is taken here and not at the first statement: what is read before writing must still be so afterwards.
        db.connection()
        yield db


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One transaction that sees one state of the database and cannot write. Raises DatabaseError as :func:`writing` does."""
    with _said_plainly(engine), Session(_for(engine, _Purpose.READING)) as db:
        yield db


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """One transaction that changes the tables themselves: on SQLite with foreign keys off, which its ALTER TABLE needs.

    A table that is made anew would else take its children with it. The caller has to check the foreign keys at the end.
    """
    with _said_plainly(engine), _for(engine, _Purpose.MIGRATING).begin() as connection:
        yield connection


def _for(engine: Engine, purpose: _Purpose) -> Engine:
    options: dict[str, Any] = {_PURPOSE: purpose}
    if engine.dialect.name == "postgresql" and purpose == _Purpose.READING:
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.execution_options(**options)


def _open_sqlite(url: str, *, create: bool) -> Engine:
    file = sqlite_file(url)
    assert file is not None
    # Where the file or the disk may only be read, SQLite opens "rw" for reading all the same.
    uri = sqlite_uri(file, "rwc" if create else "rw")

    def connect() -> sqlite3.Connection:
        # The driver's own transactions begin too late and commit before a CREATE TABLE; with None it leaves them to _begin.
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        # The journal stays SQLite's default, a file beside the database while it is being written. A write-ahead log would be
        # quicker with many readers, but it fails on network shares and on disks that may only be read, and a database copied
        # by hand without its log lacks the last changes: here one file is the whole database whenever nobody writes.
        connection.execute("PRAGMA foreign_keys = ON")
        # What a single statement would have to take back, an event refused by its trigger, is kept in memory and not in a file
        # of its own: in a load that file would be ten times as long as all that is written.
        connection.execute("PRAGMA temp_store = MEMORY")
        # Each packet of a load writes to some hundred pages of the indexes, other ones for each committee. Of the 2 MB that SQLite
        # keeps by itself they are gone before the next packet comes, and are read again.
        connection.execute(f"PRAGMA cache_size = -{_KEPT_KILOBYTES}")
        return connection

    engine = create_engine(
        "sqlite:///" + str(file).replace("%", "%25").replace("?", "%3F"), creator=connect, poolclass=NullPool
    )
    event.listen(engine, "begin", _begin_on_sqlite)
    return engine


def _begin_on_sqlite(connection: Connection) -> None:
    match connection.get_execution_options().get(_PURPOSE):
        case _Purpose.WRITING:
            # A deferred BEGIN takes the lock at the first write, and fails where another one wrote in between.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        case _Purpose.MIGRATING:
            # Within a transaction this PRAGMA would be ignored without a word.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        case _Purpose.READING:
            connection.exec_driver_sql("PRAGMA query_only = ON")
            connection.exec_driver_sql("BEGIN")
        case _:
            connection.exec_driver_sql("BEGIN")


def _begin_on_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(_PURPOSE) in {_Purpose.WRITING, _Purpose.MIGRATING}:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_WRITER})


@contextmanager
def _said_plainly(engine: Engine) -> Iterator[None]:
    """Errors of the driver that tell of the database become errors of ours; all others stay what they are."""
    try:
        yield
    except exc.DBAPIError as error:
        where = shown(engine.url.render_as_string(hide_password=True))
        if error.orig is not None and (plain := explain(error.orig, where)) is not None:
            raise plain from error
        raise
