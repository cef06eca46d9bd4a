"""One call of the program: which database, who acts, when, and how it may answer."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import typer

from oversight import settings
from oversight.cli.terminal import say
from oversight.errors import NotFound
from oversight.messages import _

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from oversight.database.reading import Reader
    from oversight.history.as_it_was import Moment


@dataclass
class Invocation:
    """What the options of the program say; the rest is worked out when it is asked for."""

    db: str | None = None
    by: str | None = None
    no_colour: bool = False
    debug: bool = False
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    moment: "Moment | None" = None

    @cached_property
    def url(self) -> str:
        """The database in force."""
        return settings.database_url(self.db)

    @cached_property
    def made_by(self) -> str:
        """Who acts."""
        return settings.acting(self.by)

    @cached_property
    def command_id(self) -> str:
        """One key for everything that this call writes."""
        import uuid

        return uuid.uuid4().hex

    @property
    def today(self) -> dt.date:
        """The day by the clock on the wall; of a look back the day that is asked for."""
        if self.moment is not None and self.moment.as_of is not None:
            return self.moment.as_of
        known_at = None if self.moment is None else self.moment.known_at
        return (known_at or self.now).astimezone().date()

    @contextmanager
    def reading(self, *, before_papers: bool = False) -> Iterator["Reader"]:
        """The database to read from, as it is or as it was. A database that is not there says what to run.

        :raises NotFound: it is to be as it was, and nothing was on record then; ``before_papers``: even so there is an answer
        """
        from oversight.database.reading import open_reader

        if self.moment is None:
            with open_reader(self.url) as reader:
                yield reader
            return
        from functools import partial

        from oversight.history.as_it_was import check_begun, show_as_it_was

        with open_reader(self.url, partial(show_as_it_was, moment=self.moment)) as reader:
            if not before_papers:
                check_begun(reader)
            yield reader

    @contextmanager
    def studying(self) -> Iterator["Session"]:
        """The database as it stands, row by row, for what only the story itself can tell; nothing can be written."""
        from oversight.database.engine import open_engine, reading
        from oversight.database.state import state_of

        if refusal := state_of(self.url).refusal:
            raise refusal
        engine = open_engine(self.url)
        with reading(engine) as db:
            yield db
        engine.dispose()

    @contextmanager
    def writing(self) -> Iterator["Session"]:
        """One transaction: all of it is kept at the end, or nothing on any failure. A missing database is made first."""
        from oversight.database.engine import writing

        with writing(self._connection) as db:
            yield db

    @cached_property
    def _connection(self) -> "Connection":
        """All that one call writes goes through one connection."""
        from oversight.database.engine import connect, open_engine

        self.make_database()
        return connect(open_engine(self.url))

    def close(self) -> None:
        """Let go of what the call has opened."""
        if "_connection" in self.__dict__:
            self._connection.close()

    def require_folder(self) -> None:
        """Refuse to make a file in a folder that is not there, which a slip of the pen names; only the data folder is made.

        :raises NotFound: the folder of the database is missing
        """
        from oversight.database.address import sqlite_file

        file = sqlite_file(self.url)
        if file is not None and not file.parent.is_dir() and self.url != settings.file_url(settings.default_file()):
            raise NotFound(
                _("There is no such folder."), where=str(file.parent), hint=_("Make the folder, or name another one.")
            )

    def make_database(self) -> None:
        """Make the database where there is none yet, and say so; another program's or an outdated one is an error."""
        from oversight.database.state import state_of

        state = state_of(self.url)
        if not state.may_be_made:
            if refusal := state.refusal:
                raise refusal
            return
        from oversight.database.address import shown
        from oversight.database.upgrade import upgrade

        self.require_folder()
        upgrade(self.url)
        say(_("Made the database {place}.").format(place=shown(self.url)))


def invocation(ctx: typer.Context) -> Invocation:
    """The call that ``ctx`` belongs to."""
    found = ctx.find_root().obj
    return found if isinstance(found, Invocation) else Invocation()
