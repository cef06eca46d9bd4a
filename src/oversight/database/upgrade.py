"""Bring the tables to the version of the program, from the source tree or from an installed package."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

import oversight
from oversight.database.address import shown, sqlite_file
from oversight.database.check import broken_references
from oversight.database.engine import migrating, open_engine
from oversight.database.state import Standing, State, state_of, unusable
from oversight.errors import DatabaseError
from oversight.messages import _

if TYPE_CHECKING:
    from alembic.config import Config


def scripts() -> Path:
    """The folder of the migrations: inside the installed package, else beside ``src`` in the source tree."""
    package = Path(oversight.__file__).parent
    installed = package / "_alembic"
    return installed if installed.is_dir() else package.parents[1] / "alembic"


def upgrade(url: str, revision: str = "head") -> State:
    """Make or bring up the tables at ``url``, a missing SQLite file with its folder too; what was found before is returned.

    All or nothing. Does nothing where the tables are up to date; where another process is making them, waits for it.

    :raises DatabaseError: newer than the program, not ours, locked, read-only, full
    """
    from alembic import command

    found = state_of(url)
    if found.standing is not Standing.CURRENT or revision != "head":
        _run(url, lambda config: command.upgrade(config, revision))
    return found


def downgrade(url: str, revision: str) -> None:
    """Take the tables back to ``revision``; ``base`` leaves nothing. All or nothing. Raises DatabaseError as :func:`upgrade`."""
    from alembic import command

    _run(url, lambda config: command.downgrade(config, revision))


@contextmanager
def one_transaction(url: str) -> Iterator[Connection]:
    """One transaction for migrations; committed only if every foreign key still points to a row. One process at a time.

    :raises DatabaseError: newer than the program, not ours, locked, read-only, full; a reference was broken
    """
    found = state_of(url)
    if found.standing in {Standing.NEWER, Standing.NOT_OURS} and (refusal := found.refusal) is not None:
        raise refusal
    if (file := sqlite_file(url)) is not None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unusable(error, url) from error
    with migrating(open_engine(url, create=True)) as connection:
        yield connection
        if broken := broken_references(connection):
            raise DatabaseError(
                _("The upgrade would break references between rows, first in table {table}; nothing was changed.").format(
                    table=broken[0].table
                ),
                where=shown(url),
                hint=_("Look what is wrong: oversight db check"),
            )


def _run(url: str, what: "Callable[[Config], None]") -> None:
    from alembic.config import Config

    with one_transaction(url) as connection:
        config = Config(stdout=StringIO(), attributes={"connection": connection})
        # Alembic's settings know interpolation: a per cent sign in a folder's name is doubled.
        config.set_main_option("script_location", str(scripts()).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        what(config)
