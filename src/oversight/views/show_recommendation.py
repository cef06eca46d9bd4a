"""One recommendation with all that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from oversight.database.reading import Reader
from oversight.rules.body_names import is_one_body
from oversight.rules.first_clause import first_clause
from oversight.views.due_dates import Deadline, HandedOver, deadlines_of, hand_over_of, line_of
from oversight.views.history import Event, events_of, parts_of
from oversight.views.organizations import organizations
from oversight.views.passage import NumberedLine, passage_of
from oversight.views.recommendation_rows import Recommendation, fetch_recommendations, responsible_bodies
from oversight.views.refs import Bodies, bodies
from oversight.views.replies import Reply, replies_to
from oversight.views.resolve_ref import Entity, resolve_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What stands below an item or a measure."""

    ref: str
    level: str
    status: str | None
    title: str
    dropped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """A problem that the recommendation addresses."""

    ref: str
    title: str
    text: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How the recommendation ``source`` stands to ``target``; one of the two is the one that is shown."""

    kind: str
    source: str
    target: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationSheet(Recommendation):
    """A row with its source passage, problems, replies, links, deadlines and history.

    ``text_as_read`` is what the paper says, where staff made another ``text`` of it too; ``dropped_because`` why they took it
    off the list. ``called_now`` tells of bodies that were renamed or merged since who acts for them today.

    What holds for an item (a reply, a deadline, a problem) holds for its parts, and is shown with them.
    """

    label: str | None
    heading: str | None
    text_as_read: str
    dropped_because: str | None
    responsible_person: str | None
    called_now: dict[str, str]
    passage: tuple[NumberedLine, ...]
    parts: tuple[Part, ...]
    problems: tuple[Addressed, ...]
    replies: tuple[Reply, ...]
    links: tuple[Link, ...]
    handed_over: HandedOver | None
    deadlines: tuple[Deadline, ...]
    history: tuple[Event, ...]


def show_recommendation(reader: Reader, ref: str, *, language: str, today: date) -> RecommendationSheet:
    """The recommendation that ``ref`` means.

    :raises NotFound: nothing answers to ``ref``
    """
    found = resolve_ref(reader, ref, Entity.RECOMMENDATION)
    known = bodies(reader)
    below = parts_of(reader, found.id)
    parts = [one for one in below if one != found.id]
    row, *rows = fetch_recommendations(reader, [found.id, *_standing(reader, parts)], language=language, today=today)
    own = reader.one(
        "SELECT label, heading, text_as_read, document_id, first_line, last_line FROM recommendation WHERE id = :id",
        id=found.id,
    )
    assert own is not None
    clock = line_of(reader, found)
    line = list(clock.recommendations)
    history = tuple(events_of(reader, below, known))
    return RecommendationSheet(
        **{field.name: getattr(row, field.name) for field in fields(row)},
        label=own["label"],
        heading=own["heading"],
        text_as_read=own["text_as_read"],
        dropped_because=_reason(history, row) if row.dropped else None,
        responsible_person=_person(reader, found.id),
        called_now=_called_now(reader, row, found.body_id, today),
        passage=passage_of(reader, own["document_id"], own["first_line"], own["last_line"]),
        parts=tuple(
            Part(ref=part.ref, level=part.level, status=part.status, title=part.title, dropped=part.dropped) for part in rows
        ),
        problems=_problems(reader, line, known, language),
        replies=replies_to(reader, line, known),
        links=_links(reader, found.id, known),
        handed_over=hand_over_of(reader, clock, known),
        deadlines=tuple(deadlines_of(reader, clock, known)),
        history=history,
    )


def _called_now(reader: Reader, row: Recommendation, body_id: int, today: date) -> dict[str, str]:
    known = organizations(reader)
    names = [name for of_role in responsible_bodies(reader, [row.id])[row.id].values() for name in of_role]
    called = {
        name: known.called(name, raised_on=row.session.date, today=today, body_id=body_id)
        for name in (*names, row.addressee)
        if name
    }
    return {name: now for name, now in called.items() if not is_one_body(name, now)}


def _reason(history: Sequence[Event], row: Recommendation) -> str | None:
    """What was said when the row was dropped last."""
    return next((event.note for event in reversed(history) if (event.ref, event.field) == (row.ref, "dropped_at")), None)


def _standing(reader: Reader, ids: list[int]) -> list[int]:
    rows = reader.rows("SELECT id FROM recommendation WHERE id IN :ids AND withdrawn_at IS NULL ORDER BY position, id", ids=ids)
    return [row["id"] for row in rows]


def _person(reader: Reader, one: int) -> str | None:
    row = reader.one(
        """
        SELECT person_name FROM responsibility
        WHERE recommendation_id = :one AND person_name IS NOT NULL AND withdrawn_at IS NULL
        ORDER BY CASE basis WHEN 'assigned' THEN 0 ELSE 1 END, CASE role WHEN 'lead' THEN 0 ELSE 1 END, id""",
        one=one,
    )
    return None if row is None else row["person_name"]


def _problems(reader: Reader, line: list[int], known: Bodies, language: str) -> tuple[Addressed, ...]:
    rows = reader.rows(
        """
        SELECT DISTINCT q.id, q.body_id, q.number AS part, q.heading, COALESCE(q.text_override, q.text_as_read) AS text, q.origin,
            q.position, p.number, s.ref, t.text AS title
        FROM link l
        JOIN problem q ON q.id = l.to_problem_id
        JOIN report p ON p.id = q.report_id
        JOIN legislative_session s ON s.id = p.session_id
        LEFT JOIN title t ON t.problem_id = q.id AND t.language = :language AND t.withdrawn_at IS NULL
        WHERE l.from_id IN :line AND l.kind = 'addresses' AND l.withdrawn_at IS NULL AND q.withdrawn_at IS NULL
        ORDER BY q.position, q.id""",
        line=line,
        language=language,
    )
    return tuple(
        Addressed(
            ref=f"{known.prefix(row['body_id'])}{row['ref']}/{row['number']}:p{row['part']}",
            title=row["title"] or row["heading"] or first_clause(row["text"]),
            text=row["text"],
            origin=row["origin"],
        )
        for row in rows
    )


def _links(reader: Reader, one: int, known: Bodies) -> tuple[Link, ...]:
    rows = reader.rows(
        """
        SELECT l.kind, l.basis, a.body_id, a.ref_path AS a_path, ap.number AS a_number, s.ref AS a_ref,
            b.ref_path AS b_path, bp.number AS b_number, u.ref AS b_ref
        FROM link l
        JOIN recommendation a ON a.id = l.from_id
        JOIN report ap ON ap.id = a.report_id
        JOIN legislative_session s ON s.id = ap.session_id
        JOIN recommendation b ON b.id = l.to_id
        JOIN report bp ON bp.id = b.report_id
        JOIN legislative_session u ON u.id = bp.session_id
        WHERE (l.from_id = :one OR l.to_id = :one)
            AND l.withdrawn_at IS NULL AND a.withdrawn_at IS NULL AND b.withdrawn_at IS NULL
        ORDER BY l.id""",
        one=one,
    )
    return tuple(
        Link(
            kind=row["kind"],
            source=f"{known.prefix(row['body_id'])}{row['a_ref']}/{row['a_number']}:{row['a_path']}",
            target=f"{known.prefix(row['body_id'])}{row['b_ref']}/{row['b_number']}:{row['b_path']}",
            basis=row["basis"],
        )
        for row in rows
    )
