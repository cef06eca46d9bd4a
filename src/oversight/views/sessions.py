"""Sessions: the list, and one with its agenda, papers and counts."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, fields

from oversight.database.reading import Reader, Row
from oversight.views.attendance import Attendance, count_attendance
from oversight.views.refs import Bodies, bodies
from oversight.views.reports import Report, list_reports
from oversight.views.resolve_ref import Entity, resolve_ref
from oversight.vocabulary import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session. ``papers_known`` is false for one that only a later paper speaks of.

    ``leaves`` and the counts after it are the recommendations that it left to follow: formal opinions, and the suggestions
    that no formal opinion has taken up.
    """

    id: int
    ref: str
    body: str
    term: int | None
    number: int | None
    date: dt.date | None
    ends_on: dt.date | None
    presided_by: str | None
    venue: str | None
    papers_known: bool
    reports: int
    problems: int
    leaves: int
    open: int
    in_progress: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item of the agenda."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSheet(Session):
    """A session with attendance, agenda and papers. ``doubts`` counts those that nobody has settled."""

    attendance: Attendance
    agenda: tuple[AgendaItem, ...]
    papers: tuple[Report, ...]
    doubts: int


def list_sessions(reader: Reader) -> list[Session]:
    """All sessions, the latest first."""
    return _sessions(reader, bodies(reader), None)


def show_session(reader: Reader, ref: str) -> SessionSheet:
    """The session that ``ref`` means.

    :raises NotFound: nothing answers to ``ref``
    """
    found = resolve_ref(reader, ref, Entity.SESSION)
    (session,) = _sessions(reader, bodies(reader), found.id)
    agenda = reader.rows(
        "SELECT number, text FROM agenda_item WHERE session_id = :id AND withdrawn_at IS NULL ORDER BY number", id=found.id
    )
    doubts = reader.one(
        "SELECT COUNT(*) AS doubts FROM doubt WHERE session_id = :id AND state = 'open' AND withdrawn_at IS NULL", id=found.id
    )
    return SessionSheet(
        **{field.name: getattr(session, field.name) for field in fields(session)},
        attendance=count_attendance(reader, [found.id])[0],
        agenda=tuple(AgendaItem(**row) for row in agenda),
        papers=tuple(list_reports(reader, session=found.id)),
        doubts=doubts["doubts"] if doubts else 0,
    )


_LEAVES = """
    SELECT p.session_id, f.status, CAST(SUM(f.leaves) AS INTEGER) AS leaves
    FROM (SELECT report_id, status, COUNT(*) AS leaves FROM followed WHERE NOT dropped {narrowed} GROUP BY report_id, status) f
    JOIN report p ON p.id = f.report_id
    WHERE p.withdrawn_at IS NULL
    GROUP BY p.session_id, f.status"""


def _sessions(reader: Reader, known: Bodies, one: int | None) -> list[Session]:
    of_one, of_its_papers, asked = (
        ("", "", {})
        if one is None
        else ("AND s.id = :one", "AND report_id IN (SELECT id FROM report WHERE session_id = :one)", {"one": one})
    )
    rows = reader.rows(
        f"""
        SELECT s.id, s.body_id, s.ref, s.number, s.starts_on, s.ends_on, s.presided_by, s.venue, s.papers_known, b.name AS body,
            t.number AS term,
            (SELECT COUNT(*) FROM report p WHERE p.session_id = s.id AND p.withdrawn_at IS NULL) AS reports,
            (SELECT COUNT(*) FROM problem q JOIN report p ON p.id = q.report_id
                WHERE p.session_id = s.id AND p.withdrawn_at IS NULL AND q.withdrawn_at IS NULL) AS problems
        FROM legislative_session s
        JOIN body b ON b.id = s.body_id
        LEFT JOIN term t ON t.id = s.term_id
        WHERE s.withdrawn_at IS NULL {of_one}
        ORDER BY COALESCE(s.starts_on, '0001-01-01') DESC, s.id DESC""",  # noqa: S608 -- the value is a parameter
        **asked,
    )
    leaves: dict[int, dict[str, int]] = defaultdict(dict)
    for row in reader.rows(_LEAVES.format(narrowed=of_its_papers), **asked):
        leaves[row["session_id"]][row["status"]] = row["leaves"]
    return [_session(row, leaves[row["id"]], known) for row in rows]


def _session(row: Row, leaves: dict[str, int], known: Bodies) -> Session:
    return Session(
        id=row["id"],
        ref=known.prefix(row["body_id"]) + row["ref"],
        body=row["body"],
        term=row["term"],
        number=row["number"],
        date=row["starts_on"],
        ends_on=row["ends_on"],
        presided_by=row["presided_by"],
        venue=row["venue"],
        papers_known=bool(row["papers_known"]),
        reports=row["reports"],
        problems=row["problems"],
        leaves=sum(leaves.values()),
        **{status.value: leaves.get(status.value, 0) for status in Status},
    )
