"""What a load would do, row by row, before anything is written."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from oversight.database.columns import Base
from oversight.rules.candidates import Candidate
from oversight.vocabulary import Status

# Where a row stands in its paper: told as one thing, and no change of what the row says.
PLACE = ("document_id", "first_line", "last_line")
# Follows from what a row says, or from where it stands: told, and no change of what it says either.
_FOLLOWING = frozenset({"position", "session_id", "sort_key", "title_key", "name_key"})
# How the paper was read, and not what it says: never told.
SILENT = frozenset({"line_count", "reader_version", "layout", "passage", "candidates"})
_SAYS_NOTHING = _FOLLOWING | SILENT | frozenset(PLACE)


class Act(Enum):
    """What is done to a row."""

    INSERT = "insert"
    UPDATE = "update"
    MOVE = "move"
    RESTORE = "restore"
    WITHDRAW = "withdraw"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """A column that the packet has otherwise than the database; either side may be a row that is not stored yet."""

    field: str
    before: object
    after: object


@dataclass(eq=False, slots=True, kw_only=True)
class Planned:
    """A row as the packet wants it. As a value of another row it stands for its own number.

    ``ref`` is what a clerk calls the row; ``says`` what it says, for the story and the person; ``raised_in`` the session that
    raised it. What is told of the row is so ``since`` a day (None: the session's); a status that follows from its parts,
    ``status_since`` a day of its own. ``number`` is that of a new row, once it is written.
    """

    model: type[Base]
    values: dict[str, object]
    old: Base | None = None
    act: Act = Act.NOTHING
    ref: str = ""
    says: str = ""
    differences: tuple[Difference, ...] = ()
    raised_in: "Planned | None" = None
    since: date | None = None
    status_since: date | None = None
    number: int | None = None

    @property
    def id(self) -> int | None:
        """The row's number; None until it is stored."""
        number = getattr(self.old, "id", None) if self.number is None else self.number
        return number if isinstance(number, int) else None

    def changed(self, name: str) -> Difference | None:
        """The difference in column ``name``, where there is one."""
        return next((difference for difference in self.differences if difference.field == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A leaf that the load moves: because an answer came, or because its parent handed its status on."""

    leaf: Planned
    status: Status
    effective_on: date | None
    session: Planned | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDoubt:
    """What the load leaves for a person to decide: what ``passage`` is, or which of ``candidates``, the likely one first."""

    code: str
    message: str
    document: Planned | None = None
    lines: tuple[int, int] | None = None
    passage: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Rows of one load. A row that only stands elsewhere in its paper counts as unchanged."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    doubts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One thing that is otherwise than before: the ref of what it is about, what of it, and a sentence for a clerk."""

    ref: str
    what: str
    sentence: str
    before: str | None = None
    after: str | None = None


@dataclass(slots=True, kw_only=True)
class Plan:
    """All that a load would do. Making it writes nothing: it is the dry run."""

    body: Planned
    session: Planned
    session_ref: str
    effective_on: date | None
    rows: list[Planned] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    doubts: list[NewDoubt] = field(default_factory=list)
    changes: tuple[Changed, ...] = ()

    @property
    def counts(self) -> Counts:
        """How many rows are inserted, updated (brought back ones too), left as they are, withdrawn; and what is open to doubt."""
        acts = Counter(planned.act for planned in self._all())
        moved = self._only_moved()
        # A leaf may be moved by an answer to what it stands in, and is no row of the plan itself then.
        as_they_were = sum(planned.act in (Act.NOTHING, Act.MOVE) and planned.old in moved for planned in self.rows)
        return Counts(
            inserted=acts[Act.INSERT],
            updated=acts[Act.UPDATE] + acts[Act.RESTORE] + len(moved),
            unchanged=acts[Act.NOTHING] + acts[Act.MOVE] - as_they_were,
            withdrawn=acts[Act.WITHDRAW],
            doubts=len(self.doubts),
        )

    @property
    def is_empty(self) -> bool:
        """Whether the database holds all of it already."""
        return not self.moves and all(planned.act is Act.NOTHING for planned in self._all())

    def _only_moved(self) -> set[Base]:
        """Stored leaves that get another status and are otherwise as they were."""
        written = {planned.old for planned in self.rows if planned.act not in (Act.NOTHING, Act.MOVE)}
        return {move.leaf.old for move in self.moves if move.leaf.old is not None and move.leaf.old not in written}

    def _all(self) -> Iterator[Planned]:
        yield self.body
        yield from self.rows


class Held:
    """The columns that a person has set since the packet was read: a load leaves them alone."""

    def __init__(self, columns: Iterable[tuple[str, int, str]] = ()) -> None:
        self._columns = frozenset(columns)
        self._rows = frozenset((entity, number) for entity, number, _column in self._columns)

    def has(self, row: Base, column: str) -> bool:
        """Whether a person's word stands in ``column`` of ``row``."""
        return (row.__tablename__, getattr(row, "id", 0), column) in self._columns

    def any(self, row: Base) -> bool:
        """Whether a person's word stands anywhere in ``row``: a status, a note, a correction."""
        return (row.__tablename__, getattr(row, "id", 0)) in self._rows


def want(
    model: type[Base],
    values: dict[str, object],
    old: Base | None,
    held: Held,
    *,
    ref: str = "",
    says: str = "",
) -> Planned:
    """The row ``old`` (None: a new one) as ``values`` have it, with what has to be done to get there."""
    planned = Planned(model=model, values=values, old=old, ref=ref, says=says)
    if old is None:
        planned.act = Act.INSERT
        return planned
    planned.differences = tuple(_differences(values, old, held))
    hidden = getattr(old, "withdrawn_at", None) is not None
    if hidden and not held.has(old, "withdrawn"):
        planned.act = Act.RESTORE
    elif any(difference.field not in _SAYS_NOTHING for difference in planned.differences):
        planned.act = Act.UPDATE
    elif planned.differences:
        planned.act = Act.MOVE
    return planned


def amend(planned: Planned, held: Held, **values: object) -> None:
    """Say more about a row that is planned already."""
    again = want(planned.model, {**planned.values, **values}, planned.old, held)
    planned.values, planned.differences, planned.act = again.values, again.differences, again.act


def withdraw(old: Base, *, ref: str = "", says: str = "") -> Planned:
    """The row ``old`` hidden: its paper no longer has it."""
    return Planned(model=type(old), values={}, old=old, act=Act.WITHDRAW, ref=ref, says=says)


def _differences(values: dict[str, object], old: Base, held: Held) -> Iterator[Difference]:
    for name, after in values.items():
        before = getattr(old, name)
        now = after.id if isinstance(after, Planned) else after
        unstored = isinstance(after, Planned) and now is None
        if (unstored or before != now) and not held.has(old, name):
            yield Difference(name, before, after)


def day_of(session: Planned) -> date | None:
    """The day since when what a session's papers say is so."""
    for value in (session.values.get("starts_on"), getattr(session.old, "starts_on", None)):
        if isinstance(value, date):
            return value
    return None
