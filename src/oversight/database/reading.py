"""Reading without an object mapper: plain SQL over the driver itself, since importing SQLAlchemy costs more than a whole list.

One statement runs on SQLite and on PostgreSQL alike: parameters are written ``:name``, a list is written ``IN :names``. What a
column holds follows from its name, also where it is computed and no engine knows a type for it: ``…_on`` is a date, ``…_at`` an
instant in UTC. No statement contains a per cent sign, which psycopg reads as a parameter.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oversight.database.address import libpq_url, shown, sqlite_file, sqlite_uri
from oversight.database.driver_errors import NEEDS_ROLL_BACK, WAIT_SECONDS, explain, no_driver
from oversight.database.state import HEAD, state_of, unusable
from oversight.errors import DatabaseError, OversightError
from oversight.messages import _

if TYPE_CHECKING:
    from sqlalchemy import Connection

Row = dict[str, Any]
Run = Callable[[str, Mapping[str, Any]], tuple[Sequence[str], Sequence[Sequence[Any]]]]

# '…' is left alone; "IN :ids" and ":today" are parameters; "::" is none.
_PARAMETER = re.compile(r"('[^']*')|(\bIN\s+)?(?<!:):([a-z_][a-z_0-9]*)")


class Reader:
    """Runs statements that only read. ``statements`` counts them, so that a test can hold a ceiling."""

    def __init__(self, run: Run, *, postgresql: bool) -> None:
        self._run = run
        self.postgresql = postgresql
        self.statements = 0

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """All rows of ``sql``, each by the names of its columns."""
        self.statements += 1
        statement, values = _translated(sql, parameters, postgresql=self.postgresql)
        names, found = self._run(statement, values)
        made = [(place, _MADE[name[-3:]]) for place, name in enumerate(names) if name[-3:] in _MADE]
        if not made:
            return [dict(zip(names, row, strict=True)) for row in found]
        result = []
        for row in found:
            cells = list(row)
            for place, make in made:
                if cells[place] is not None:
                    cells[place] = make(cells[place])
            result.append(dict(zip(names, cells, strict=True)))
        return result

    def one(self, sql: str, **parameters: object) -> Row | None:
        """The first row of ``sql``, or None."""
        found = self.rows(sql, **parameters)
        return found[0] if found else None

    def tables(self) -> set[str]:
        """The names of the tables that are there."""
        if self.postgresql:
            found = self.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = ANY (current_schemas(false))")
        else:
            found = self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {row["name"] for row in found}

    @property
    def schema(self) -> str:
        """Where the tables themselves stand, which temporary views of their names hide."""
        return str(self.rows("SELECT current_schema() AS name")[0]["name"]) if self.postgresql else "main"

    def columns(self) -> list[Row]:
        """Every column of every table, in order: ``table name type``, the type in the engine's own words."""
        if self.postgresql:
            return self.rows(
                """
                SELECT c.relname AS table, a.attname AS name, FORMAT_TYPE(a.atttypid, a.atttypmod) AS type
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relkind = 'r' AND c.relnamespace = CAST(current_schema() AS regnamespace)
                    AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY c.relname, a.attnum"""
            )
        return self.rows(
            """
            SELECT m.name AS "table", c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND SUBSTR(m.name, 1, 7) <> 'sqlite_'
            ORDER BY m.name, c.cid"""
        )


Prepare = Callable[[Reader], None]


@contextmanager
def open_reader(url: str, prepare: Prepare | None = None) -> Iterator[Reader]:
    """A reader on the database at ``url`` (``sqlite:///FILE`` or ``postgresql://…``); all its statements see one state.

    ``prepare`` is called with it first, and may make temporary views; nothing else can ever be written.

    :raises NotFound: there is no such file
    :raises DatabaseError: it cannot be opened, or is not of this version of the program
    """
    file = sqlite_file(url)
    with _on_postgresql(url, prepare) if file is None else _on_sqlite(url, file, prepare) as reader:
        yield reader


def over(connection: "Connection") -> Reader:
    """A reader inside the transaction of ``connection``: the same questions while something is being written."""

    def run(sql: str, values: Mapping[str, Any]) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        result = connection.exec_driver_sql(sql, dict(values))
        return (list(result.keys()), result.all()) if result.returns_rows else ([], [])

    return Reader(run, postgresql=connection.dialect.name == "postgresql")


@contextmanager
def _on_sqlite(url: str, file: Path, prepare: Prepare | None) -> Iterator[Reader]:
    try:
        connection = _open_sqlite(file)
    except sqlite3.Error as error:
        # Missing, a folder, no database: the state says it better than the driver.
        raise state_of(url).refusal or unusable(error, url) from error
    try:
        if _revision(connection) != HEAD:
            raise _unfit(url)
        reader = Reader(_on_driver(connection), postgresql=False)
        if prepare is not None:
            prepare(reader)
        connection.execute("PRAGMA query_only = ON")
        yield reader
    except sqlite3.Error as error:
        if (plain := explain(error, shown(url))) is None:
            raise
        raise plain from error
    finally:
        connection.close()


def _open_sqlite(file: Path) -> sqlite3.Connection:
    """A connection inside a transaction, so that all statements see one state."""
    connection = _connect(file, "ro")
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        connection.close()
        if error.sqlite_errorcode not in NEEDS_ROLL_BACK:
            raise
        connection = _connect(file, "rw")
        connection.execute("BEGIN")
    return connection


def _connect(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(sqlite_uri(file, mode), uri=True, timeout=WAIT_SECONDS, isolation_level=None)


def _revision(connection: sqlite3.Connection) -> str | None:
    try:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        # "no such table" alone is an answer.
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        return None
    return found[0] if found else None


def _unfit(url: str) -> OversightError:
    """Why the database is not one to read. It is looked at once more, so that the good case pays for nothing."""
    return state_of(url).refusal or DatabaseError(
        _("The database was changed a moment ago."), where=shown(url), hint=_("Run the command again.")
    )


@contextmanager
def _on_postgresql(url: str, prepare: Prepare | None) -> Iterator[Reader]:
    try:
        import psycopg
    except ImportError as error:
        raise no_driver() from error
    try:
        with psycopg.connect(libpq_url(url), connect_timeout=WAIT_SECONDS) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            found = None
            if connection.execute("SELECT to_regclass('alembic_version')").fetchone() != (None,):
                found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if found != (HEAD,):
                raise _unfit(url)
            reader = Reader(_on_driver(connection), postgresql=True)
            if prepare is not None:
                prepare(reader)
            connection.execute("SET TRANSACTION READ ONLY")
            yield reader
    except psycopg.Error as error:
        if (plain := explain(error, shown(url))) is None:
            raise
        raise plain from error


def _on_driver(connection: Any) -> Run:  # noqa: ANN401 -- sqlite3's and psycopg's connections share no type
    def run(sql: str, values: Mapping[str, Any]) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
        cursor = connection.execute(sql, values)
        if cursor.description is None:
            return [], []
        return [column[0] for column in cursor.description], cursor.fetchall()

    return run


def _translated(sql: str, parameters: Mapping[str, object], *, postgresql: bool) -> tuple[str, dict[str, Any]]:
    """``sql`` and its values as the driver wants them. A list becomes one value, so that its length knows no limit."""
    statement, names = _statement(sql, postgresql=postgresql)
    value_of = _on_postgresql_value if postgresql else _on_sqlite_value
    return statement, {name: value_of(parameters[name]) for name in names}


# Most are long, and are asked of each of many packets.
@lru_cache(maxsize=128)
def _statement(sql: str, *, postgresql: bool) -> tuple[str, tuple[str, ...]]:
    """``sql`` in the words of the engine, and the names of its parameters."""
    names: dict[str, None] = {}

    def place(match: re.Match[str]) -> str:
        literal, membership, name = match.groups()
        if literal is not None:
            return str(literal)
        names[name] = None
        if membership is None:
            return f"%({name})s" if postgresql else f":{name}"
        if postgresql:
            return f"= ANY(%({name})s)"
        return f"IN (SELECT value FROM json_each(:{name}))"  # noqa: S608 -- the name of a parameter, never its value

    return _PARAMETER.sub(place, sql), tuple(names)


def _on_postgresql_value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _on_sqlite_value(value: object) -> object:
    match value:
        case list() | tuple():
            import json

            return json.dumps(value, default=str)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        case date():
            return value.isoformat()
        case _:
            return value


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _instant(value: datetime | str) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_MADE: dict[str, Callable[[Any], object]] = {"_on": _day, "_at": _instant}
