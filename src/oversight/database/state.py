"""Which version of the tables a database has, told without SQLAlchemy: every command asks this first."""

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from oversight.database.address import libpq_url, shown, sqlite_file, sqlite_uri
from oversight.database.driver_errors import NEEDS_ROLL_BACK, WAIT_SECONDS, explain, no_driver
from oversight.errors import DatabaseError, NotFound, OversightError
from oversight.messages import _

HEAD = "0010"
"""The newest migration. A test holds it against Alembic's head."""

# 0001: our migrations are numbered; another program's bear names of its own.
_NUMBERED = re.compile(r"[0-9]{4}")

_VERSION_TABLE = "alembic_version"
_OURS = "legislative_session"
"""A table of ours since the first migration: Alembic's own table alone could be another program's."""


class Standing(StrEnum):
    """How a database stands to this program."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_OURS = "not_ours"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class State:
    """What was found at ``url``; ``revision`` is the number of its last migration, where there is one."""

    url: str
    standing: Standing
    revision: str | None = None

    @property
    def refusal(self) -> OversightError | None:
        """Why the database cannot be used as it is: what, where, and what to do. None where it can."""
        where = shown(self.url)
        match self.standing:
            case Standing.CURRENT:
                return None
            case Standing.MISSING:
                return NotFound(
                    _("There is no database yet."),
                    where=where,
                    hint=_("Load papers into it: oversight load PATH, or try the sample: oversight quickstart"),
                )
            case Standing.EMPTY:
                return DatabaseError(
                    _("The database is empty."),
                    where=where,
                    hint=_("Load papers into it: oversight load PATH, or make its tables: oversight db upgrade"),
                )
            case Standing.OLDER:
                return DatabaseError(
                    _("The database is older than the program (it has {revision}, the program needs {head}).").format(
                        revision=self.revision, head=HEAD
                    ),
                    where=where,
                    hint=_("Save it first: oversight db backup FILE. Then run: oversight db upgrade"),
                )
            case Standing.NEWER:
                return DatabaseError(
                    _("The database is newer than the program (it has {revision}, the program knows {head}).").format(
                        revision=self.revision, head=HEAD
                    ),
                    where=where,
                    hint=_("Install the newer program that wrote it."),
                )
            case Standing.NOT_OURS:
                return DatabaseError(
                    _("This database belongs to another program."), where=where, hint=_("Name another database with --db.")
                )

    @property
    def may_be_made(self) -> bool:
        """Whether nothing is lost when the tables are made here."""
        return self.standing in {Standing.MISSING, Standing.EMPTY}


def state_of(url: str) -> State:
    """What stands at ``url``. Never makes a file, never changes one.

    :raises DatabaseError: it cannot be opened, or it is no database at all
    """
    file = sqlite_file(url)
    if file is None:
        return _state_on_postgresql(url)
    try:
        if not file.exists():
            return State(url, Standing.MISSING)
        if file.is_dir():
            raise DatabaseError(_("This is a folder."), where=str(file), hint=_("Name a file in it with --db."))
        try:
            return _state_in(url, "ro")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in NEEDS_ROLL_BACK:
                raise
            return _state_in(url, "rw")
    except (sqlite3.Error, OSError) as error:
        raise unusable(error, url) from error


def state_from(url: str, tables: Iterable[str], revisions: Iterable[str]) -> State:
    """What a database is that has ``tables``, with ``revisions`` in Alembic's table."""
    present, found = set(tables), sorted(revisions)
    if not present or (present == {_VERSION_TABLE} and not found):
        # Alembic leaves its own, empty table behind when all is taken down.
        return State(url, Standing.EMPTY)
    revision = found[0] if len(found) == 1 else None
    if _OURS not in present or revision is None or not _NUMBERED.fullmatch(revision):
        return State(url, Standing.NOT_OURS, revision)
    if revision == HEAD:
        return State(url, Standing.CURRENT, revision)
    return State(url, Standing.OLDER if revision < HEAD else Standing.NEWER, revision)


def unusable(error: BaseException, url: str) -> DatabaseError:
    """``error`` of a driver, or of the system, as the reason why the database at ``url`` cannot be opened."""
    where = shown(url)
    return explain(error, where) or DatabaseError(
        _("The database cannot be opened: {reason}").format(reason=str(error).strip()),
        where=where,
        hint=_("Name another database with --db."),
    )


def _state_in(url: str, mode: str) -> State:
    file = sqlite_file(url)
    assert file is not None
    connection = sqlite3.connect(sqlite_uri(file, mode), uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        names = connection.execute(
            r"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'"
        )
        tables = {name for (name,) in names}
        revisions = []
        if _VERSION_TABLE in tables:
            revisions = [str(row[0]) for row in connection.execute(f"SELECT * FROM {_VERSION_TABLE}")]  # noqa: S608 -- our constant
        return state_from(url, tables, revisions)
    finally:
        connection.close()


def _state_on_postgresql(url: str) -> State:
    try:
        import psycopg
    except ImportError as error:
        raise no_driver() from error
    try:
        with psycopg.connect(libpq_url(url), connect_timeout=WAIT_SECONDS) as connection:
            connection.read_only = True
            names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = ANY (current_schemas(false))")
            tables = {name for (name,) in names}
            revisions = []
            if _VERSION_TABLE in tables:
                revisions = [str(row[0]) for row in connection.execute("SELECT * FROM alembic_version")]
            return state_from(url, tables, revisions)
    except psycopg.Error as error:
        raise unusable(error, url) from error
