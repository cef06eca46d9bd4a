"""Recommendations session by session: how each stood at the end of each session, and how long it has been open."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from oversight.database.reading import Reader, Row
from oversight.errors import Refused
from oversight.messages import _
from oversight.rules.roll_up import roll_up
from oversight.views.recommendation_rows import Recommendation
from oversight.views.recommendations import Question, list_recommendations
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, resolve_refs
from oversight.vocabulary import Status

DROPPED = "dropped"
"""How a row stands that staff took off the list."""

COLUMNS = 5
"""How many sessions are shown where none is named: so many fit beside a title on a terminal of 80 columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionColumn:
    """A session that was held; ``ends_on`` is the day at whose end it is asked how things stood."""

    id: int
    ref: str
    body_id: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """How one recommendation stood at the end of each session, by the session's ref: a status, ``dropped``, None before it was raised.

    ``open_days`` and ``open_sessions`` count from the day on which it was raised to ``closed_on``, when it was done or dropped;
    where it is neither, to today. Sessions are those after the one that raised it. None: nobody knows when it was raised.
    """

    ref: str
    origin: str
    level: str
    status: str | None
    title: str
    raised_on: date | None
    closed_on: date | None
    open_days: int | None
    open_sessions: int | None
    sessions: dict[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The sessions in order of their days, and the rows; ``earlier`` is how many sessions are not shown for want of room."""

    sessions: tuple[SessionColumn, ...]
    earlier: int
    rows: tuple[MatrixRow, ...]


def matrix(
    reader: Reader, question: Question, *, language: str, today: date, sessions: Sequence[str] = (), last: int = COLUMNS
) -> Matrix:
    """The rows that ``question`` asks for, at each of ``sessions`` (refs), else at the ``last`` ones since the first of them was raised.

    What was raised after all of them is left out.

    :raises NotFound: there is no such session
    :raises Refused: it has not been held by ``today``, or nobody knows when it was
    """
    held = _held(reader, today)
    named = [_column(held, found.id, found.ref) for found in resolve_refs(reader, sessions, Entity.SESSION)]
    rows = list_recommendations(reader, question, language=language, today=today)
    owners = _owners(reader, rows)
    raised = [row.session.date for row in rows if row.session.date is not None]
    since = min(raised, default=today)
    asked = [one for one in held if (one in named if sessions else one.body_id in owners.values() and one.ends_on >= since)]
    columns = asked if sessions else asked[-last:]
    stories = _stories(reader, [row.id for row in rows])
    found = [_row(row, stories[row.id], owner=owners[row.id], columns=columns, held=held, today=today) for row in rows]
    return Matrix(
        sessions=tuple(columns),
        earlier=len(asked) - len(columns),
        rows=tuple(row for row in found if not sessions or any(cell is not None for cell in row.sessions.values())),
    )


def _held(reader: Reader, today: date) -> list[SessionColumn]:
    """The sessions that have been held, in order of their days."""
    known = bodies(reader)
    rows = reader.rows(
        """
        SELECT id, body_id, ref, starts_on, COALESCE(ends_on, starts_on) AS ends_on
        FROM legislative_session
        WHERE withdrawn_at IS NULL AND starts_on <= :today
        ORDER BY starts_on, id""",
        today=today,
    )
    return [SessionColumn(**row | {"ref": known.prefix(row["body_id"]) + row["ref"]}) for row in rows]


def _column(held: Sequence[SessionColumn], number: int, ref: str) -> SessionColumn:
    found = next((one for one in held if one.id == number), None)
    if found is None:
        raise Refused(_("{session} has not been held yet, or nobody knows when.").format(session=ref), where="--session")
    return found


def _owners(reader: Reader, rows: Sequence[Recommendation]) -> dict[int, int]:
    """The committee of each row."""
    found = reader.rows("SELECT id, body_id FROM recommendation WHERE id IN :ids", ids=[row.id for row in rows])
    return {row["id"]: row["body_id"] for row in found}


@dataclass(slots=True)
class _Leaf:
    """What happened to one leaf, in the order in which it was told; how it stands now counts where nothing was told."""

    now: Row
    facts: list[Row] = field(default_factory=list)

    def at(self, day: date) -> str:
        """How it stood at the end of ``day``."""
        if self._value("dropped_at", day, "" if self.now["dropped"] else None) is not None:
            return DROPPED
        return self._value("status", day, self.now["status"]) or Status.OPEN.value

    def _value(self, name: str, day: date, otherwise: str | None) -> str | None:
        """What was told last of what was so by ``day``; before the first day that is told of, what it found."""
        told = [fact for fact in self.facts if fact["field"] == name]
        counting = [fact for fact in told if fact["effective_on"] <= day]
        if counting:
            last: str | None = counting[-1]["after"]
            return last
        first: str | None = told[0]["before"] if told else otherwise
        return first


def _row(
    row: Recommendation,
    leaves: Sequence[_Leaf],
    *,
    owner: int,
    columns: Sequence[SessionColumn],
    held: Sequence[SessionColumn],
    today: date,
) -> MatrixRow:
    raised_on = row.session.date

    def stood(column: SessionColumn) -> str | None:
        if column.body_id != owner or (raised_on is not None and column.ends_on < raised_on):
            return None
        return _whole(leaves, column.ends_on)

    closed_on = _closed_on(leaves, raised_on, today)
    until = closed_on or today
    later = [one for one in held if one.body_id == owner and raised_on is not None and raised_on < one.starts_on <= until]
    return MatrixRow(
        ref=row.ref,
        origin=row.origin,
        level=row.level,
        status=_whole(leaves, today),
        title=row.title,
        raised_on=raised_on,
        closed_on=closed_on,
        open_days=None if raised_on is None else (until - raised_on).days,
        open_sessions=None if raised_on is None else len(later),
        sessions={column.ref: stood(column) for column in columns},
    )


def _whole(leaves: Sequence[_Leaf], day: date) -> str | None:
    """How the whole stood at the end of ``day``: by its leaves that were not dropped then."""
    states = [leaf.at(day) for leaf in leaves]
    whole = roll_up(Status(state) for state in states if state != DROPPED).status
    if whole is None:
        return DROPPED if states else None
    return whole.value


def _closed_on(leaves: Sequence[_Leaf], raised_on: date | None, today: date) -> date | None:
    """The day since when all of it has been done or dropped without a break; None where it is open."""
    closed = {Status.DONE.value, DROPPED}
    if _whole(leaves, today) not in closed:
        return None
    days = sorted({fact["effective_on"] for leaf in leaves for fact in leaf.facts if fact["effective_on"] <= today})
    since = None
    for day in reversed(days):
        if _whole(leaves, day) not in closed:
            break
        since = day
    return since or raised_on


def _stories(reader: Reader, ids: Sequence[int]) -> dict[int, list[_Leaf]]:
    """For each row its leaves, each with what was told of it; what an opinion took up has the leaves of the opinion."""
    leaves: dict[int, _Leaf] = {}
    of_row: dict[int, list[_Leaf]] = defaultdict(list)
    if not ids:
        return of_row
    for row in reader.rows(_LEAVES, ids=list(ids)):
        of_row[row["root"]].append(leaves.setdefault(row["id"], _Leaf(row)))
    for fact in reader.rows(_FACTS, ids=list(leaves)):
        leaves[fact["leaf"]].facts.append(fact)
    return of_row


# Down from the row, over to the opinion that took a suggestion up, and down again to its leaves.
_FOLLOWED = """
        LEFT JOIN link l ON l.from_id = r.id AND l.kind = 'same_as' AND l.withdrawn_at IS NULL
        LEFT JOIN recommendation o ON o.id = l.to_id AND o.withdrawn_at IS NULL AND o.origin = 'opinion'"""
_LEAVES = f"""
    WITH RECURSIVE below (root, id) AS (
        SELECT r.id, COALESCE(o.id, r.id)
        FROM recommendation r {_FOLLOWED}
        WHERE r.id IN :ids
        UNION
        SELECT below.root, r.id FROM below JOIN recommendation r ON r.parent_id = below.id),
    meant (root, id) AS (
        SELECT below.root, COALESCE(o.id, r.id)
        FROM below JOIN recommendation r ON r.id = below.id {_FOLLOWED}
        WHERE r.is_leaf AND r.withdrawn_at IS NULL),
    leaves (root, id) AS (
        SELECT root, id FROM meant
        UNION
        SELECT leaves.root, r.id FROM leaves JOIN recommendation r ON r.parent_id = leaves.id)
    SELECT leaves.root, r.id, r.status, CASE WHEN r.dropped_at IS NULL THEN 0 ELSE 1 END AS dropped
    FROM leaves JOIN recommendation r ON r.id = leaves.id
    WHERE r.is_leaf AND r.withdrawn_at IS NULL
    ORDER BY leaves.root, r.id"""  # noqa: S608 -- put together from constants

_FACTS = """
    SELECT e.entity_id AS leaf, e.field, e.before, e.after, e.effective_on
    FROM event e
    WHERE e.entity = 'recommendation' AND e.entity_id IN :ids AND e.field IN ('status', 'dropped_at')
    ORDER BY e.sequence"""
