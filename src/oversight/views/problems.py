"""Problems: the list, and one with its passage and what addresses it."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from oversight.database.reading import Reader
from oversight.rules.first_clause import first_clause
from oversight.views.passage import NumberedLine, passage_of
from oversight.views.recommendation_rows import ReportOf, SessionOf, Source, fetch_recommendations, source_of
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, resolve_ref, resolve_refs
from oversight.vocabulary import ProblemOrigin


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem; ``addressed_by`` are the refs of the recommendations that are linked to it."""

    id: int
    ref: str
    origin: str
    title: str
    text: str
    path: str
    report: ReportOf
    session: SessionOf
    addressed_by: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """A recommendation that addresses the problem."""

    ref: str
    status: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemSheet(Problem):
    """A problem with the passage it was read from and the recommendations that address it."""

    heading: str | None
    text_as_read: str
    passage: tuple[NumberedLine, ...]
    recommendations: tuple[Answering, ...]


def list_problems(
    reader: Reader,
    *,
    language: str,
    sessions: Collection[str] = (),
    report: str | None = None,
    origins: Collection[ProblemOrigin] = (),
) -> list[Problem]:
    """Problems in the order of the papers, narrowed to sessions, one report (refs), or who says so.

    :raises NotFound: a session or report that is named is not there
    """
    where = ""
    values: dict[str, list[Any]] = {}
    if sessions:
        where += " AND s.id IN :sessions"
        values["sessions"] = [found.id for found in resolve_refs(reader, list(sessions), Entity.SESSION)]
    if report is not None:
        where += " AND p.id IN :reports"
        values["reports"] = [resolve_ref(reader, report, Entity.REPORT).id]
    if origins:
        where += " AND q.origin IN :origins"
        values["origins"] = [origin.value for origin in origins]
    return _problems(reader, where, values, language)


def show_problem(reader: Reader, ref: str, *, language: str, today: date) -> ProblemSheet:
    """The problem that ``ref`` means.

    :raises NotFound: nothing answers to ``ref``
    """
    found = resolve_ref(reader, ref, Entity.PROBLEM)
    (problem,) = _problems(reader, " AND q.id IN :ids", {"ids": [found.id]}, language)
    row = reader.one(
        "SELECT heading, text_as_read, document_id, first_line, last_line FROM problem WHERE id = :id", id=found.id
    )
    assert row is not None
    ids = [
        link["from_id"]
        for link in reader.rows(
            """
            SELECT l.from_id FROM link l JOIN recommendation r ON r.id = l.from_id
            WHERE l.to_problem_id = :id AND l.withdrawn_at IS NULL AND r.withdrawn_at IS NULL
            ORDER BY r.position, r.id""",
            id=found.id,
        )
    ]
    return ProblemSheet(
        **{field.name: getattr(problem, field.name) for field in fields(problem)},
        heading=row["heading"],
        text_as_read=row["text_as_read"],
        passage=passage_of(reader, row["document_id"], row["first_line"], row["last_line"]),
        recommendations=tuple(
            Answering(ref=one.ref, status=one.status, title=one.title)
            for one in fetch_recommendations(reader, ids, language=language, today=today)
        ),
    )


def _problems(reader: Reader, where: str, values: dict[str, list[Any]], language: str) -> list[Problem]:
    known = bodies(reader)
    rows = reader.rows(
        f"""
        SELECT q.id, q.body_id, q.number AS part, q.origin, q.heading, COALESCE(q.text_override, q.text_as_read) AS text, q.path,
            q.first_line, q.last_line, f.name AS file, t.text AS title, p.number AS report_number, p.title AS report_title, p.kind,
            s.ref, s.number AS session_number, s.starts_on, m.number AS term
        FROM problem q
        JOIN report p ON p.id = q.report_id
        JOIN legislative_session s ON s.id = p.session_id
        LEFT JOIN term m ON m.id = s.term_id
        LEFT JOIN title t ON t.problem_id = q.id AND t.language = :language AND t.withdrawn_at IS NULL
        LEFT JOIN source_document f ON f.id = q.document_id
        WHERE q.withdrawn_at IS NULL AND p.withdrawn_at IS NULL AND s.withdrawn_at IS NULL{where}
        ORDER BY COALESCE(s.starts_on, '9999-12-31'), s.id, p.number, p.id, q.position, q.id""",  # noqa: S608 -- put together from constants
        language=language,
        **values,
    )
    addressed: dict[int, list[str]] = {row["id"]: [] for row in rows}
    for link in reader.rows(
        """
        SELECT l.to_problem_id AS id, r.body_id, s.ref, p.number, r.ref_path
        FROM link l
        JOIN recommendation r ON r.id = l.from_id
        JOIN report p ON p.id = r.report_id
        JOIN legislative_session s ON s.id = p.session_id
        WHERE l.to_problem_id IN :ids AND l.withdrawn_at IS NULL AND r.withdrawn_at IS NULL
        ORDER BY r.position, r.id""",
        ids=list(addressed),
    ):
        addressed[link["id"]].append(f"{known.prefix(link['body_id'])}{link['ref']}/{link['number']}:{link['ref_path']}")
    result = []
    for row in rows:
        session = known.prefix(row["body_id"]) + row["ref"]
        report = f"{session}/{row['report_number']}"
        result.append(
            Problem(
                id=row["id"],
                ref=f"{report}:p{row['part']}",
                origin=row["origin"],
                title=row["title"] or row["heading"] or first_clause(row["text"]),
                text=row["text"],
                path=row["path"],
                report=ReportOf(ref=report, title=row["report_title"], kind=row["kind"]),
                session=SessionOf(ref=session, term=row["term"], number=row["session_number"], date=row["starts_on"]),
                addressed_by=tuple(addressed[row["id"]]),
                source=source_of(row),
            )
        )
    return result
