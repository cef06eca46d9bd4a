"""A copy of the whole database, and the way back. Both whole or not at all, and safe while others read and write."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from oversight.database.address import shown, sqlite_file, sqlite_uri
from oversight.database.driver_errors import WAIT_SECONDS, locked
from oversight.database.state import Standing, State, state_of, unusable
from oversight.errors import DatabaseError, NotFound, Refused
from oversight.messages import _

# Pages that are copied before the time is looked at again.
_PAGES = 1024


def backup(url: str, file: Path) -> None:
    """Copy the database at ``url`` to ``file``, which is replaced once the copy is whole; its folder has to be there.

    :raises NotFound: there is no database
    :raises Refused: ``file`` is the database itself
    :raises DatabaseError: it is on PostgreSQL, is not ours, or cannot be read; the disk is full
    """
    held = _file_of(url, hint=_("Use the server's own tool: pg_dump --format=custom --file=FILE DATABASE"))
    _require(state_of(url))
    if _same(held, file):
        raise Refused(_("The backup would take the place of the database."), where=str(file), hint=_("Name another file."))
    # Beside its final place, so that taking that place is one step.
    unfinished = file.absolute().with_name(f".{file.name}.{os.getpid()}.unfinished")
    try:
        with _said_plainly(url), _opened(held) as source, _said_plainly(_url_of(file)):
            with _opened(unfinished, "rwc") as copy:
                _copy(source, copy, waits_for=shown(url))
            _set_down(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)


def restore(url: str, file: Path) -> None:
    """Put the backup ``file`` in the place of the database at ``url``, or make it anew from it. What was there is lost.

    A backup of an older program is restored as it is; ``db upgrade`` then brings it up.

    :raises NotFound: there is no such file
    :raises Refused: ``file`` is the database itself
    :raises DatabaseError: it is on PostgreSQL; the backup or what it would replace is not ours, or damaged; locked, read-only, full
    """
    held = check_backup(url, file)
    with _said_plainly(_url_of(file)), _opened(file) as source:
        _require_whole(source, file)
        # One transaction of the database that is replaced: a reader sees the old one or the new one, and what is broken off
        # is rolled back.
        with _said_plainly(url):
            held.parent.mkdir(parents=True, exist_ok=True)
            with _opened(held, "rwc") as target:
                _copy(source, target, waits_for=shown(url))


def check_backup(url: str, file: Path) -> Path:
    """Look whether ``file`` can be put in the place of the database at ``url``; the file of that database. Changes nothing.

    Raises what :func:`restore` does.
    """
    held = _file_of(url, hint=_("Use the server's own tool: pg_restore --clean --dbname=DATABASE FILE"))
    if not file.exists():
        raise NotFound(_("There is no such file."), where=str(file), hint=_("Name a file that oversight db backup made."))
    if _same(held, file):
        raise Refused(_("This file is the database itself."), where=str(file), hint=_("Name a backup."))
    _require(state_of(_url_of(file)))
    _require_ours_or_damaged(url)
    return held


def _file_of(url: str, *, hint: str) -> Path:
    file = sqlite_file(url)
    if file is None:
        raise DatabaseError(_("A database on PostgreSQL is not one file."), where=shown(url), hint=hint)
    return file


def _url_of(file: Path) -> str:
    return "sqlite:///" + str(file.absolute()).replace("%", "%25").replace("?", "%3F")


def _require(state: State) -> None:
    """Refuse what cannot be copied. What is older can: that is when a copy is wanted most."""
    refusal = state.refusal
    if refusal is not None and state.standing is not Standing.OLDER:
        raise refusal


def _require_ours_or_damaged(url: str) -> None:
    """Refuse to write over what is another program's. A damaged database is what a backup is for."""
    try:
        there = state_of(url)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return
    if there.standing is Standing.NOT_OURS and (refusal := there.refusal) is not None:
        raise refusal


def _require_whole(source: sqlite3.Connection, file: Path) -> None:
    found = source.execute("PRAGMA integrity_check(1)").fetchone()
    if found != ("ok",):
        raise DatabaseError(
            _("The backup is damaged."), where=str(file), hint=_("Name another backup. The database is as it was.")
        )


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


@contextmanager
def _opened(file: Path, mode: str = "rw") -> Iterator[sqlite3.Connection]:
    """``rw`` also for what is only read: a journal that a killed writer left has to be rolled back first."""
    with closing(sqlite3.connect(sqlite_uri(file, mode), uri=True, timeout=WAIT_SECONDS)) as connection:
        yield connection


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, *, waits_for: str) -> None:
    """Copy all pages. Left to itself the driver waits for other programs without end."""
    patience = time.monotonic() + WAIT_SECONDS
    least = -1

    def look(_status: int, remaining: int, _total: int) -> None:
        nonlocal patience, least
        if remaining != least:
            patience, least = time.monotonic() + WAIT_SECONDS, remaining
        elif time.monotonic() > patience:
            raise locked(waits_for)

    source.backup(target, pages=_PAGES, progress=look, sleep=0.05)


def _set_down(unfinished: Path, file: Path) -> None:
    with unfinished.open("rb+") as written:
        os.fsync(written.fileno())
    unfinished.replace(file)


@contextmanager
def _said_plainly(url: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise unusable(error, url) from error
