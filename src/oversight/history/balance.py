"""What changes made of each column on balance, so that it can be made undone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import inspect

from oversight.database.story import Event
from oversight.database.tables import Base
from oversight.history.taken_back import CHANGE

STANDING = frozenset({"created", "withdrawn", "restored"})
"""The events of a whole row: it is there, it is hidden, it is back."""

NOTE = "note"
ROWS = "rows"
"""The last events of a change, which do nothing: the fingerprint of the change, and those of the rows that it left."""
PLACE = "place"
PLACED = ("document_id", "first_line", "last_line")
"""The columns that ``place`` tells in one word, 3:1296-1298."""

Row = tuple[str, int]
"""A row by its table and its key."""

MODELS: dict[str, type[Base]] = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
"""The class of each table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One thing about one row, before and after the changes. ``field`` is None for whether the row stands.

    ``before`` and ``after`` are as the story has them; of a row, what it says. ``first`` and ``last`` are the sequences of the
    events; ``effective_on`` is the earliest day that they name.
    """

    row: Row
    field: str | None
    before: str | None
    after: str | None
    stood: bool
    stands: bool
    made: bool
    first: int
    last: int
    effective_on: date

    @property
    def moves(self) -> bool:
        """Whether anything is otherwise after all of it than before."""
        return self.stood != self.stands if self.field is None else self.before != self.after

    @property
    def hides(self) -> bool:
        """Whether taking it back hides the row."""
        return self.field is None and self.stands

    @property
    def shows(self) -> bool:
        """Whether taking it back brings the row back."""
        return self.field is None and not self.stands


def balances(events: Iterable[Event]) -> list[Balance]:
    """What the events (of one committee, in the order of the chain) come to, in the order of the last event of each.

    A row that was hidden and shown again is left out, and so are the columns of a row that was made here: they go with the row.
    A column that was moved there and back again is not: it may have been otherwise for some days.
    A note and its like are no state that another one follows: each counts by itself.
    """
    of_column: dict[tuple[Row, str | None, int], list[Event]] = defaultdict(list)
    for event in events:
        if event.field == ROWS:
            continue
        field = None if event.field in STANDING else event.field
        alone = event.sequence if field is not None and not columns_of(event.entity, field) else 0
        of_column[(event.entity, event.entity_id), field, alone].append(event)
    found = [_balance(row, field, told) for (row, field, _alone), told in of_column.items()]
    made = {one.row for one in found if one.made}
    return sorted(
        (one for one in found if _counts(one) and (one.field is None or one.row not in made)), key=lambda one: one.last
    )


def _balance(row: Row, field: str | None, told: Sequence[Event]) -> Balance:
    first, last = told[0], told[-1]
    says = last.after or last.before
    if field is None:
        before, after = (says if first.field == "withdrawn" else None), (None if last.field == "withdrawn" else says)
    else:
        before, after = first.before, last.after
    if field == NOTE and before is None and after is None:
        # A note says its words where others say before and after.
        after = last.note
    return Balance(
        row=row,
        field=field,
        before=before,
        after=after,
        stood=first.field == "withdrawn",
        stands=last.field != "withdrawn",
        made=field is None and first.field == "created",
        first=first.sequence,
        last=last.sequence,
        effective_on=min(event.effective_on for event in told),
    )


def _counts(one: Balance) -> bool:
    if one.field is None:
        return one.moves and can_hide(one.row[0])
    return one.moves or bool(columns_of(one.row[0], one.field))


def can_hide(entity: str) -> bool:
    """Whether rows of this table are hidden and shown; a change is only told to be taken back."""
    return entity == CHANGE or "withdrawn_at" in inspect(MODELS[entity]).columns


def columns_of(entity: str, field: str) -> tuple[str, ...]:
    """The columns that a field of the story speaks of; none where it only tells."""
    if field == PLACE:
        return PLACED
    return (field,) if entity in MODELS and field in inspect(MODELS[entity]).column_attrs else ()


def place_of(text: str | None) -> tuple[int | None, int | None, int | None]:
    """Document, first and last line out of 3:1296-1298."""
    if text is None:
        return None, None, None
    document, _colon, lines = text.partition(":")
    first, _dash, last = lines.partition("-")
    return int(document), _number(first), _number(last)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
