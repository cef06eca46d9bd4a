"""The story: the events of one thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from oversight.database.reading import Reader, Row
from oversight.views.refs import Bodies, bodies
from oversight.views.resolve_ref import Entity, resolve_ref

TAKEN_BACK = """(SELECT u.entity_id FROM event u WHERE u.entity = 'change' AND u.field = 'withdrawn' AND NOT EXISTS (
        SELECT 1 FROM event b WHERE b.entity = 'change' AND b.entity_id = u.entity_id AND b.body_id = u.body_id
            AND b.field = 'restored' AND b.sequence > u.sequence))"""
"""The changes that an undo has taken back, and that nobody has brought back since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One fact. ``ref`` is what it is about, ``session`` where it was decided; ``effective_on`` since when it is so.

    ``kind``: of a deadline, what is due; of a reply, whose it is. ``taken_back``: an undo has set it as before; the fact stays in the
    story.
    """

    sequence: int
    ref: str
    field: str
    before: str | None
    after: str | None
    effective_on: date
    session: str | None
    note: str | None
    evidence: str | None
    made_by: str
    command: str
    change: int
    recorded_at: datetime
    kind: str | None = None
    taken_back: bool = False


ABOUT = """
    about (entity, entity_id, recommendation_id) AS (
        SELECT 'recommendation', id, id FROM recommendation WHERE id IN :ids
        UNION ALL SELECT 'responsibility', id, recommendation_id FROM responsibility WHERE recommendation_id IN :ids
        UNION ALL SELECT 'deadline', id, recommendation_id FROM deadline WHERE recommendation_id IN :ids
        UNION ALL SELECT 'hand_over', id, recommendation_id FROM hand_over WHERE recommendation_id IN :ids
        UNION ALL SELECT 'reply', id, recommendation_id FROM reply WHERE recommendation_id IN :ids
        UNION ALL SELECT 'title', id, recommendation_id FROM title WHERE recommendation_id IN :ids
        UNION ALL SELECT 'link', id, from_id FROM link WHERE from_id IN :ids
        UNION ALL SELECT 'hand_over', h.id, MIN(r.id) FROM hand_over h JOIN recommendation r ON r.report_id = h.report_id
            WHERE r.id IN :ids GROUP BY h.id
        UNION ALL SELECT 'deadline', d.id, MIN(r.id) FROM deadline d JOIN recommendation r ON r.report_id = d.report_id
            WHERE r.id IN :ids GROUP BY d.id)"""
"""What tells of a recommendation: itself, and what hangs on it: who is responsible, when it is due, what it is linked to.

What was told of its paper holds for it, too, and is told once, of the first."""


def history_of(reader: Reader, ref: str) -> list[Event]:
    """All that happened to a recommendation, oldest first; an item's or a measure's tells of its parts too.

    :raises NotFound: nothing answers to ``ref``
    """
    found = resolve_ref(reader, ref, Entity.RECOMMENDATION)
    return events_of(reader, parts_of(reader, found.id), bodies(reader))


def parts_of(reader: Reader, one: int) -> list[int]:
    """The key of a recommendation and of all that stands below it."""
    rows = reader.rows(
        """
        WITH RECURSIVE below (id) AS (
            SELECT id FROM recommendation WHERE id = :one
            UNION
            SELECT r.id FROM below JOIN recommendation r ON r.parent_id = below.id)
        SELECT id FROM below ORDER BY id""",
        one=one,
    )
    return [row["id"] for row in rows]


GONE = f"""e.change_id IN {TAKEN_BACK} AND EXISTS (
        SELECT 1 FROM event w JOIN event u ON u.change_id = w.change_id
        WHERE w.entity = e.entity AND w.entity_id = e.entity_id AND w.body_id = e.body_id AND w.sequence > e.sequence
            AND u.entity = 'change' AND u.entity_id = e.change_id AND u.field = 'withdrawn')"""  # noqa: S608 -- put together from constants
"""Whether the fact ``e`` was taken back. Of a load that was taken back in part, what was kept still holds: the undo says nothing of it."""

KIND = """CASE e.entity WHEN 'deadline' THEN (SELECT k.kind FROM deadline k WHERE k.id = e.entity_id)
        WHEN 'reply' THEN (SELECT k.kind FROM reply k WHERE k.id = e.entity_id) END"""
"""What kind of thing the fact ``e`` is about."""

_EVENTS = f"""
    WITH {ABOUT}
    SELECT e.sequence, e.entity, e.field, e.before, e.after, e.effective_on, e.note, e.evidence, e.recorded_at, e.change_id,
        CASE WHEN {GONE} THEN 1 ELSE 0 END AS taken_back, {KIND} AS kind, d.ref AS decided_at_ref, c.made_by, c.command, r.body_id, r.ref_path, p.number, s.ref
    FROM about
    JOIN event e ON e.entity_id = about.entity_id AND e.entity = about.entity
    JOIN change c ON c.id = e.change_id
    JOIN recommendation r ON r.id = about.recommendation_id
    JOIN report p ON p.id = r.report_id
    JOIN legislative_session s ON s.id = p.session_id
    LEFT JOIN legislative_session d ON d.id = e.session_id
    ORDER BY e.body_id, e.sequence"""  # noqa: S608 -- put together from constants


def events_of(reader: Reader, ids: Sequence[int], known: Bodies) -> list[Event]:
    """The events of these recommendations and of what hangs on them, in the order of the chain."""
    return [_event(row, known) for row in reader.rows(_EVENTS, ids=list(ids))]


def _event(row: Row, known: Bodies) -> Event:
    prefix = known.prefix(row["body_id"])
    return Event(
        sequence=row["sequence"],
        ref=f"{prefix}{row['ref']}/{row['number']}:{row['ref_path']}",
        # "responsibility.created" tells more than "created"; a recommendation's own fields go without its name.
        field=row["field"] if row["entity"] == "recommendation" else f"{row['entity']}.{row['field']}",
        before=row["before"],
        after=row["after"],
        effective_on=row["effective_on"],
        session=None if row["decided_at_ref"] is None else prefix + row["decided_at_ref"],
        note=row["note"],
        evidence=row["evidence"],
        made_by=row["made_by"],
        command=row["command"],
        change=row["change_id"],
        recorded_at=row["recorded_at"],
        kind=row["kind"],
        taken_back=bool(row["taken_back"]),
    )
