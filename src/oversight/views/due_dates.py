"""The due dates that hold for one thing, with what they rest on, and the hand-over that starts its clock.

What is nearer holds: a recommendation's own date or hand-over, else that of what it stands in, else the paper's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader, Row
from oversight.views.refs import Bodies
from oversight.views.resolve_ref import Entity, Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A due date of ``of``, a recommendation or its report; ``sequence`` tells the first from its extensions.

    ``amount`` and ``unit`` are what was given from ``counted_from`` on, where the date was counted.
    """

    of: str
    kind: str
    sequence: int
    due_on: date | None
    due_text: str | None
    basis: str
    basis_text: str | None
    counted_from: date | None
    amount: int | None
    unit: str | None
    asked_by: str | None
    granted_by: str | None
    granted_on: date | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """The day on which ``of``, a recommendation or its report, was handed over, and the number of the letter."""

    of: str
    on: date
    number: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A thing and all that it stands in: the keys of recommendations, the nearest first, and of their report."""

    recommendations: tuple[int, ...]
    report: int


def line_of(reader: Reader, found: Found) -> Line:
    """What may give ``found``, a recommendation or a report, its dates."""
    if found.entity is Entity.REPORT:
        return Line((), found.id)
    rows = reader.rows(
        """
        WITH RECURSIVE above (id, parent_id, report_id, depth) AS (
            SELECT id, parent_id, report_id, 0 FROM recommendation WHERE id = :one
            UNION ALL
            SELECT r.id, r.parent_id, r.report_id, above.depth + 1
            FROM above JOIN recommendation r ON r.id = above.parent_id WHERE above.depth < 9)
        SELECT id, report_id FROM above ORDER BY depth""",
        one=found.id,
    )
    return Line(tuple(row["id"] for row in rows), rows[0]["report_id"])


_OWNED = """
    SELECT {columns}, t.recommendation_id, t.body_id, r.ref_path, p.number, s.ref
    FROM {table} t
    LEFT JOIN recommendation r ON r.id = t.recommendation_id
    JOIN report p ON p.id = COALESCE(t.report_id, r.report_id)
    JOIN legislative_session s ON s.id = p.session_id
    WHERE t.withdrawn_at IS NULL AND (t.recommendation_id IN :line OR t.report_id = :report)
    ORDER BY {order}"""


def deadlines_of(reader: Reader, line: Line, known: Bodies) -> list[Deadline]:
    """All due dates of a line that stand, the nearest owner's first, by kind, the first date before its extensions."""
    rows = _near_first(
        reader.rows(
            _OWNED.format(
                columns="t.kind, t.sequence, t.due_on, t.due_text, t.basis, t.basis_text, t.counted_from AS counted_on,"
                " t.amount, t.unit, t.asked_by, t.granted_by, t.granted_on, t.reason",
                table="deadline",
                order="t.kind, t.sequence",
            ),
            line=list(line.recommendations),
            report=line.report,
        ),
        line,
    )
    return [Deadline(of=_owner(row, known), counted_from=row.pop("counted_on"), **row) for row in rows]


def hand_over_of(reader: Reader, line: Line, known: Bodies) -> HandedOver | None:
    """The nearest hand-over of a line."""
    rows = _near_first(
        reader.rows(
            _OWNED.format(columns="t.handed_over_on, t.document_number", table="hand_over", order="t.id"),
            line=list(line.recommendations),
            report=line.report,
        ),
        line,
    )
    return next(
        (HandedOver(of=_owner(row, known), on=row["handed_over_on"], number=row["document_number"]) for row in rows), None
    )


def of_kind(deadlines: Sequence[Deadline], kind: str) -> list[Deadline]:
    """The dates of one kind that hold, the first before its extensions: those of the nearest owner that has one with a day.

    Where that date is an extension of one that held for what it stands in, this is the first.
    """
    dated = [one for one in deadlines if one.kind == kind and one.due_on is not None]
    owners = [[one for one in dated if one.of == owner] for owner in dict.fromkeys(one.of for one in dated)]
    chain: list[Deadline] = []
    for dates in owners:
        if chain and chain[0].reason is None:
            break
        chain = [one for one in dates if not chain or _day(one) < _day(chain[0])] + chain
    return chain


def _day(one: Deadline) -> date:
    return one.due_on or date.max


def _near_first(rows: list[Row], line: Line) -> list[Row]:
    places = {one: place for place, one in enumerate(line.recommendations)}
    return sorted(rows, key=lambda row: places.get(row["recommendation_id"], len(places)))


def _owner(row: Row, known: Bodies) -> str:
    """The ref of what the row belongs to; the columns that make it are taken out."""
    del row["recommendation_id"]
    ref = f"{known.prefix(row.pop('body_id'))}{row.pop('ref')}/{row.pop('number')}"
    path = row.pop("ref_path")
    return ref if path is None else f"{ref}:{path}"
