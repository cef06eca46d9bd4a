"""Reports: the list, one with what it holds, and its text."""

from dataclasses import dataclass, fields
from datetime import date

from oversight.database.reading import Reader
from oversight.views.due_dates import HandedOver, Line, hand_over_of
from oversight.views.passage import NumberedLine, passage_of
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, resolve_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One paper of a session, with how many problems and leaves stand in it."""

    id: int
    ref: str
    session: str
    kind: str
    title: str
    author: str | None
    presenter: str | None
    presented_on: date | None
    addressee: str | None
    agenda_number: int | None
    document_number: str | None
    problems: int
    leaves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet(Report):
    """A paper with what it answers, what it asks for, and where it stands."""

    answers: str | None
    handed_over: HandedOver | None
    plan_due_on: date | None
    answer_due_on: date | None
    file: str | None
    lines: tuple[int, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """A paper as it was read."""

    ref: str
    title: str
    file: str | None
    lines: tuple[NumberedLine, ...]


_COUNTED = """
    (SELECT COUNT(*) FROM problem q WHERE q.report_id = p.id AND q.withdrawn_at IS NULL) AS problems,
    (SELECT COUNT(*) FROM recommendation r
        WHERE r.report_id = p.id AND r.is_leaf AND r.withdrawn_at IS NULL AND r.dropped_at IS NULL) AS leaves"""


def list_reports(reader: Reader, *, session: int | None = None) -> list[Report]:
    """All papers, those of the latest session first; ``session`` is the key of one to narrow the list to."""
    return _reports(reader, "" if session is None else "AND p.session_id = :one", session)


def _reports(reader: Reader, narrowed: str, one: int | None) -> list[Report]:
    known = bodies(reader)
    rows = reader.rows(
        f"""
        SELECT p.id, p.body_id, s.ref, p.number, p.kind, p.title, p.author, p.presenter, p.presented_on, p.addressee,
            p.agenda_number, p.document_number, {_COUNTED}
        FROM report p JOIN legislative_session s ON s.id = p.session_id
        WHERE p.withdrawn_at IS NULL AND s.withdrawn_at IS NULL {narrowed}
        ORDER BY COALESCE(s.starts_on, '0001-01-01') DESC, s.id DESC, COALESCE(p.position, p.number), p.number""",  # noqa: S608 -- put together from constants
        **({} if one is None else {"one": one}),
    )
    result = []
    for row in rows:
        session = known.prefix(row.pop("body_id")) + row.pop("ref")
        result.append(Report(ref=f"{session}/{row.pop('number')}", session=session, **row))
    return result


def show_report(reader: Reader, ref: str) -> ReportSheet:
    """The paper that ``ref`` means; ``items`` are the refs of its topmost recommendations.

    :raises NotFound: nothing answers to ``ref``
    """
    found = resolve_ref(reader, ref, Entity.REPORT)
    known = bodies(reader)
    (report,) = _reports(reader, "AND p.id = :one", found.id)
    row = reader.one(
        """
        SELECT p.first_line, p.last_line, f.name AS file, a.ref AS answers, p.body_id
        FROM report p
        LEFT JOIN source_document f ON f.id = p.document_id
        LEFT JOIN legislative_session a ON a.id = p.answers_session_id
        WHERE p.id = :id""",
        id=found.id,
    )
    assert row is not None
    items = reader.rows(
        """
        SELECT ref_path FROM recommendation
        WHERE report_id = :id AND parent_id IS NULL AND withdrawn_at IS NULL ORDER BY position, id""",
        id=found.id,
    )
    due = {
        row["kind"]: row["due_on"]
        for row in reader.rows(
            "SELECT kind, due_on FROM deadline WHERE report_id = :id AND withdrawn_at IS NULL ORDER BY sequence", id=found.id
        )
    }
    return ReportSheet(
        **{field.name: getattr(report, field.name) for field in fields(report)},
        answers=None if row["answers"] is None else known.prefix(row["body_id"]) + row["answers"],
        handed_over=hand_over_of(reader, Line((), found.id), known),
        plan_due_on=due.get("plan"),
        answer_due_on=due.get("answer"),
        file=row["file"],
        lines=() if row["first_line"] is None else (row["first_line"], row["last_line"]),
        items=tuple(f"{report.ref}:{item['ref_path']}" for item in items),
    )


def report_text(reader: Reader, ref: str) -> ReportText:
    """The lines of the paper that ``ref`` means, as they were read.

    :raises NotFound: nothing answers to ``ref``
    """
    found = resolve_ref(reader, ref, Entity.REPORT)
    row = reader.one(
        """
        SELECT p.title, p.document_id, p.first_line, p.last_line, f.name AS file
        FROM report p LEFT JOIN source_document f ON f.id = p.document_id
        WHERE p.id = :id""",
        id=found.id,
    )
    assert row is not None
    lines = passage_of(reader, row["document_id"], row["first_line"], row["last_line"])
    return ReportText(ref=found.ref, title=row["title"], file=row["file"], lines=lines)
