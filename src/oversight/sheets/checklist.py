"""The checklist (清单 / 台账): one row a recommendation, the columns fixed in their order."""

import datetime as dt
from dataclasses import dataclass, fields

from oversight.messages import _, language
from oversight.views.progress import Progress
from oversight.views.recommendation_rows import Recommendation
from oversight.vocabulary import Origin, Status


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One recommendation as the office follows it. Names of several bodies are parted by ``、``; unknown is empty or None.

    ``due`` is the day of the act itself; ``report_due`` that of the written report, as long as nobody has answered.
    """

    ref: str
    session: str
    source_report: str
    origin: str
    text: str
    lead_body: str
    supporting_bodies: str
    responsible_person: str
    measures_taken: str
    due: dt.date | None
    status: str
    progress_note: str
    evidence: str
    review: str
    version: int
    report_due: dt.date | None = None

    def cells(self) -> list[str]:
        """The row as text, in the order of the columns; a date in ISO form."""
        values = (getattr(self, field.name) for field in fields(self))
        return ["" if value is None else value.isoformat() if isinstance(value, dt.date) else str(value) for value in values]


def headings() -> list[str]:
    """The column headings in the language in force, in the order of :class:`ChecklistRow`."""
    return [
        _("ref"),
        _("session"),
        _("source report"),
        _("origin"),
        _("text"),
        _("lead body"),
        _("supporting bodies"),
        _("responsible person"),
        _("measures taken"),
        _("due"),
        _("status"),
        _("progress note"),
        _("evidence"),
        _("committee's review"),
        _("version"),
        _("written report due"),
    ]


def checklist_row(row: Recommendation, progress: Progress) -> ChecklistRow:
    """A recommendation and its progress as a row of the checklist, words of the lists in the language in force."""
    return ChecklistRow(
        ref=row.ref,
        session=session_cell(row.session.ref, row.session.date),
        source_report=row.report.title,
        origin=Origin(row.origin).label(language()),
        text=row.text,
        lead_body=row.lead or "",
        supporting_bodies="、".join(row.supporting),
        responsible_person=progress.responsible_person or "",
        measures_taken="\n".join(progress.answers),
        due=row.act_due_on,
        status=Status(row.status).label(language()) if row.status else "",
        progress_note=progress.note or "",
        evidence=progress.evidence or (session_cell(*progress.decided_at) if progress.decided_at else ""),
        review="\n".join(progress.findings),
        version=row.version,
        report_due=row.answer_due_on,
    )


def session_cell(ref: str, day: dt.date | None) -> str:
    """A session as a cell: a bare 6-12 would become a date in a spreadsheet, so what stands in brackets is never left out."""
    shown = day.isoformat() if day else _("no date")
    return f"{ref} ({shown})"
