"""What one command of a person writes: each fact of it is an event with who, when, where it was decided, and why."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from oversight.database.columns import Base
from oversight.database.papers import Recommendation
from oversight.database.reading import Reader, over
from oversight.database.story import Change
from oversight.errors import Refused, WrongUse
from oversight.history.record import begin_change, record, touch
from oversight.history.texts import Value
from oversight.messages import _
from oversight.views.resolve_ref import Entity, Found, resolve_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who acts, by which call of the program, and when."""

    made_by: str
    command_id: str
    now: datetime

    @property
    def today(self) -> date:
        """The day by the clock on the wall."""
        return self.now.astimezone().date()


@dataclass(slots=True, kw_only=True)
class Deed:
    """One command inside the caller's transaction: a change for each committee it touches, begun with the first fact of it.

    ``summary`` is a stored sentence, or plain names.
    ``note`` and ``session`` (where it was decided) stand with every event; it is so since ``since``, else since today.
    """

    db: Session
    who: Who
    command: str
    summary: str = ""
    note: str | None = None
    session: Found | None = None
    since: date | None = None
    _changes: dict[int, Change] = field(default_factory=dict)

    @property
    def reader(self) -> Reader:
        """The database as it stands within this transaction."""
        self.db.flush()
        return over(self.db.connection())

    @property
    def day(self) -> date:
        """Since when what is told is so."""
        return self.since or self.who.today

    @contextmanager
    def on(self, day: date) -> Iterator[None]:
        """Within this, what is told is so since ``day``."""
        before, self.since = self.since, day
        yield
        self.since = before

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self._changes

    def change(self, body_id: int) -> Change:
        """The change that holds what is written for this committee."""
        if body_id not in self._changes:
            if self.session is not None and self.session.body_id != body_id:
                raise WrongUse(_("{ref} is a session of another committee.").format(ref=self.session.ref))
            self._changes[body_id] = begin_change(
                self.db,
                body_id=body_id,
                made_by=self.who.made_by,
                command=self.command,
                command_id=self.who.command_id,
                made_at=self.who.now,
                summary=self.summary,
            )
        return self._changes[body_id]

    def tell(self, row: Any, name: str, before: Value, after: Value) -> None:  # noqa: ANN401 -- any row of a committee
        """Record one fact about ``row``; a recommendation's version goes up."""
        change = self.change(row.body_id)
        record(
            self.db,
            change,
            row.__tablename__,
            row.id,
            name,
            before,
            after,
            effective_on=self.day,
            session_id=None if self.session is None else self.session.id,
            note=self.note,
        )
        if isinstance(row, Recommendation):
            touch(row, change)

    def set(self, row: Base, name: str, value: Value) -> bool:
        """Give the column ``name`` this value and tell it; False where it has it already."""
        before = getattr(row, name)
        if before == value:
            return False
        self.tell(row, name, before, value)
        setattr(row, name, value)
        return True

    def create(self, row: Any, says: str) -> None:  # noqa: ANN401 -- any row of a committee
        """Store a new row, and tell what it says."""
        change = self.change(row.body_id)
        if isinstance(row, Recommendation):
            row.updated_at = change.made_at
        self.db.add(row)
        self.db.flush()
        self.tell(row, "created", None, says)

    def withdraw(self, row: Any, says: str) -> None:  # noqa: ANN401 -- any row that can be hidden
        """Hide a row, and tell what it said."""
        self.tell(row, "withdrawn", says, None)
        row.withdrawn_at = self.who.now

    def restore(self, row: Any, says: str) -> None:  # noqa: ANN401 -- any row that can be hidden
        """Bring a hidden row back, and tell what it says."""
        self.tell(row, "restored", None, says)
        row.withdrawn_at = None

    def touch(self, row: Recommendation) -> None:
        """Raise the version of a recommendation about which something else was told."""
        touch(row, self.change(row.body_id))


def begin_deed(
    db: Session,
    who: Who,
    command: str,
    *,
    note: str | None = None,
    session_ref: str | None = None,
    summary: str = "",
) -> Deed:
    """A deed that has written nothing yet. What was decided at a session is so since its first day.

    :raises NotFound: the session is not there
    :raises Refused: it is still to come
    """
    deed = Deed(db=db, who=who, command=command, note=(note or "").strip() or None, summary=summary)
    if session_ref is not None:
        deed.session = resolve_ref(deed.reader, session_ref, Entity.SESSION)
        row = deed.reader.one("SELECT starts_on FROM legislative_session WHERE id = :id", id=deed.session.id)
        starts_on: date | None = None if row is None else row["starts_on"]
        if starts_on is not None and starts_on > who.today:
            raise Refused(
                _("{session} is still to come, on {day}.").format(session=deed.session.ref, day=starts_on.isoformat()),
                hint=_("What is decided there is entered when it has been held."),
            )
        deed.since = starts_on
    return deed


_NAMED = 3
"""So many refs stand in a line of the log; the others are counted."""


def few(refs: Sequence[str]) -> list[str]:
    """``refs`` as a line of the log names them: the first of them, and how many there are beside."""
    named = list(refs[:_NAMED])
    return named if len(refs) <= _NAMED else [*named[:-1], f"{named[-1]} (+{len(refs) - _NAMED})"]
