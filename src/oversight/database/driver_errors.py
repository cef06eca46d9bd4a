"""What a driver says when the database cannot be used, in words that lead on. Needs no driver and no SQLAlchemy."""

import sqlite3

from oversight.errors import DatabaseError
from oversight.messages import _

WAIT_SECONDS = 5
"""How long a writer waits for another one before it gives up."""

NEEDS_ROLL_BACK = frozenset(
    {
        sqlite3.SQLITE_READONLY_CANTINIT,
        sqlite3.SQLITE_READONLY_RECOVERY,
        sqlite3.SQLITE_READONLY_ROLLBACK,
    }
)
"""A writer that was killed leaves a journal behind; to roll it back, SQLite has to open the file for writing."""


def explain(error: BaseException, where: str) -> DatabaseError | None:
    """``error`` of either driver as an error of ours; None where it tells of a mistake of the program and not of the database."""
    if isinstance(error, sqlite3.Error):
        return _explain_sqlite(error, where)
    # psycopg may not be installed; its errors are known by the module that they come from.
    if type(error).__module__.partition(".")[0] == "psycopg":
        return _explain_postgresql(error, where)
    return None


def no_driver() -> DatabaseError:
    """The error where psycopg is not installed."""
    return DatabaseError(
        _("PostgreSQL needs a driver that is not installed."), hint=_("Install it: pip install 'oversight[pg]'")
    )


def locked(where: str) -> DatabaseError:
    """The error where another writer did not finish in time."""
    return DatabaseError(
        _("Another program is writing to the database."), where=where, hint=_("Wait until it has finished, then try again.")
    )


def _explain_sqlite(error: sqlite3.Error, where: str) -> DatabaseError | None:
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return locked(where)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            what = _("The database may only be read.")
            hint = _("Look whether the file and its folder may be written to, or name another file with --db.")
        case sqlite3.SQLITE_FULL:
            what, hint = _("The disk is full."), _("Nothing was written. Make room, then try again.")
        case sqlite3.SQLITE_NOTADB:
            what, hint = _("This file is not a database."), _("Name another file with --db.")
        case sqlite3.SQLITE_CORRUPT:
            what, hint = _("The database file is damaged."), _("Bring back a backup: oversight db restore FILE")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            what = _("The database file cannot be opened.")
            hint = _("Look whether its folder is there and may be written to, or name another file with --db.")
        case sqlite3.SQLITE_IOERR:
            what = _("The disk fails while the database is read or written.")
            hint = _("Look whether the disk or the share is still there, then try again.")
        case _:
            return None
    return DatabaseError(what, where=where, hint=hint)


# A failed connection carries no code, only libpq's sentences; these are the parts of them that tell the cases apart.
_SENTENCES = {
    # FATAL:  password authentication failed for user "clerk"
    "password authentication failed": "28P01",
    # fe_sendauth: no password supplied
    "no password supplied": "28P01",
    # FATAL:  role "clerk" does not exist
    'fatal:  role "': "28000",
    # FATAL:  database "oversight" does not exist
    'fatal:  database "': "3D000",
    # could not translate host name "db.example" to address: Name or service not known
    "could not translate host name": "no host",
    # [Errno -2] Name or service not known
    "name or service not known": "no host",
    # failed to resolve host 'db.example': [Errno -3] Temporary failure in name resolution
    "failed to resolve host": "no host",
}


def _explain_postgresql(error: BaseException, where: str) -> DatabaseError | None:
    said = str(error).strip()
    code = getattr(error, "sqlstate", None) or next(
        (code for part, code in _SENTENCES.items() if part in said.lower()), "no server" if _is_operational(error) else ""
    )
    match code:
        case "55P03" | "57014" | "40001" | "40P01":
            return locked(where)
        case "28P01" | "28000":
            what, hint = _("The server does not let you in."), _("Look at the user and the password in the URL.")
        case "3D000":
            what, hint = _("There is no such database on the server."), _("Have it made: createdb NAME")
        case "no host":
            what, hint = _("There is no such host."), _("Look at the host in the URL, and at the network.")
        case "25006" | "42501":
            what, hint = _("The database may only be read."), _("Ask the keeper of the server for the right to write.")
        case "53100":
            what, hint = _("The disk is full."), _("Nothing was written. Make room, then try again.")
        case "no server" | "57P01" | "57P02" | "57P03" | "08006" | "08001" | "08003" | "08004" | "53300":
            # A server that speaks another language than English is told apart by nothing: its own words say the rest.
            what = _("There is no connection to the server: {reason}").format(reason=said.splitlines()[0] if said else code)
            hint = _("Look whether it runs, and at the host, the port and the user in the URL.")
        case _:
            return None
    return DatabaseError(what, where=where, hint=hint)


def _is_operational(error: BaseException) -> bool:
    return any(kind.__name__ == "OperationalError" for kind in type(error).__mro__)
