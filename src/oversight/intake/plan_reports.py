"""Which reports the session has, and what stands at their heads."""

import re
from collections.abc import Sequence

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Problem, Recommendation, Report
from oversight.intake.draft import Draft, PlannedReport
from oversight.intake.plan_people import People
from oversight.intake.plan_session import plan_answered_session
from oversight.intake.planned import Act, Planned, want, withdraw
from oversight.intake.settled import chosen_row
from oversight.intake.tell import tell, tell_text
from oversight.messages import _
from oversight.records import packet as records
from oversight.rules.candidates import Candidate
from oversight.rules.likeness import text_key
from oversight.rules.match_reports import Paper, match_reports
from oversight.vocabulary import ReportKind

# Papers that the committee's own people present: their presenter is one of the members.
_OWN_KINDS = frozenset(
    {
        ReportKind.INSPECTION_REPORT,
        ReportKind.SURVEY_REPORT,
        ReportKind.ENFORCEMENT_REPORT,
        ReportKind.DELIBERATION_OPINION,
    }
)

# 关于…情况的报告, …的汇报, …的意见（书面）: it reports or asks, so what is in it is followed up by its kind
_REPORTS = re.compile(r"(?:报告|汇报|意见|建议|决议)(?:[（(〔].{1,14}[)）〕])?$")


def plan_reports(
    draft: Draft,
    *,
    session: Planned,
    people: People,
    stored: Sequence[Report],
    problems: dict[int, list[Problem]],
    recommendations: dict[int, list[Recommendation]],
) -> list[PlannedReport]:
    """A row for each report of the packet, under the number it has had or gets now.

    A report that the packet lacks is left: a packet may hold a part of the papers only. Where it looks like a corrected one,
    what is missing is a doubt.
    """
    own = [report for report in stored if report.number != 0]
    records_now = [_of_settled_kind(draft, record) for record in draft.packet.reports]
    found: dict[int, int] = {}
    if own:
        found = match_reports(
            [_paper_of_row(report, problems, recommendations) for report in own],
            [_paper_of_record(record) for record in records_now],
        )
    taken = {report.number for report in own}
    planned = []
    for index, record in enumerate(records_now):
        old = own[found[index]] if index in found else None
        number = old.number if old is not None else _free_number(record.number, taken)
        taken.add(number)
        planned.append(_plan_report(draft, record, old, session=session, people=people, number=number))
    missing = [report for index, report in enumerate(own) if index not in found.values() and report.withdrawn_at is None]
    _ask_for_twins(draft, planned)
    if found and missing:
        here = {(one.record.kind.value, text_key(one.record.title)) for one in planned}
        read = frozenset[str]().union(*(_paper_of_record(one.record).passages for one in planned))
        for report in missing:
            rows = [*problems.get(report.id, ()), *recommendations.get(report.id, ())]
            # Two papers of one title with words of their own are two papers, of which a packet may hold one.
            same = (report.kind, report.title_key) in here and all(
                text_key(row.text_as_read) in read for row in rows if row.withdrawn_at is None
            )
            if same and not any(draft.held.any(row) for row in (report, *rows)):
                _withdraw_twin(draft, session, report, rows)
                continue
            draft.doubt(
                "report_missing",
                _("{ref} is not in this packet and was kept: {title}").format(
                    ref=f"{session.ref}/{report.number}", title=report.title
                ),
            )
    return planned


def _ask_for_twins(draft: Draft, planned: Sequence[PlannedReport]) -> None:
    """Two papers of one kind and title in one packet: a head that was printed twice, more often than two papers."""
    first: dict[tuple[str, str], PlannedReport] = {}
    for report in planned:
        other = first.setdefault((report.record.kind.value, text_key(report.record.title)), report)
        if other is not report:
            draft.doubt(
                "report_twice",
                _("{ref} and {other} are papers of one title in one packet: {title}").format(
                    ref=other.ref, other=report.ref, title=report.record.title
                ),
                report.record,
            )


def _withdraw_twin(draft: Draft, session: Planned, report: Report, rows: Sequence[Problem | Recommendation]) -> None:
    """Hide a paper of which the packet has only the other one of its title, with all that is in it."""
    ref = f"{session.ref}/{report.number}"
    for row in rows:
        if row.withdrawn_at is None:
            part = f"p{row.number}" if isinstance(row, Problem) else row.ref_path
            draft.add(withdraw(row, ref=f"{ref}:{part}", says=row.text_as_read))
    draft.add(withdraw(report, ref=ref, says=report.title))
    tell(
        draft,
        ref,
        "withdrawn",
        _("{ref} is no longer in this packet; it is hidden: {title}").format(ref=ref, title=report.title),
    )


def _of_settled_kind(draft: Draft, record: records.Report) -> records.Report:
    """The report as a person has said that it is; where its title names a report of no known kind, they are asked."""
    if record.kind is not ReportKind.OTHER or not _REPORTS.search(record.title):
        return record
    told = chosen_row(draft.settled, frozenset({"kind_unknown"}), record.title)
    if told is not None:
        return record.model_copy(update={"kind": ReportKind(told.key)})
    draft.doubt(
        "kind_unknown",
        _("What kind of paper is this: {title}?").format(title=record.title),
        record,
        passage=record.title,
        candidates=[
            Candidate(key=kind.value) for kind in (ReportKind.OTHER, *(k for k in ReportKind if k != ReportKind.OTHER))
        ],
    )
    return record


def _plan_report(
    draft: Draft, record: records.Report, old: Report | None, *, session: Planned, people: People, number: int
) -> PlannedReport:
    ref = f"{session.ref}/{number}"
    answers = record.answers
    values: dict[str, object] = {
        "session_id": session,
        "position": record.number,
        "kind": record.kind.value,
        "title": record.title,
        "title_key": text_key(record.title),
        "author": record.author,
        "presenter": record.presenter,
        "presenter_id": people.find(draft, record.presenter) if record.kind in _OWN_KINDS else None,
        "presented_on": record.presented_on,
        "addressee": record.addressee,
        "agenda_number": record.agenda_number,
        "document_number": record.document_number,
        "answers_session_id": None
        if answers is None
        else plan_answered_session(draft, answers.term, answers.number, answers.date),
        **draft.place(record),
    }
    if old is None:
        values["number"] = number
    row = draft.add(want(Report, values, old, draft.held, ref=ref, says=record.title))
    if row.act is Act.INSERT and session.act is not Act.INSERT:
        tell(draft, ref, "created", _("{ref} is new: {title}").format(ref=ref, title=record.title))
    if row.act is Act.RESTORE:
        tell(draft, ref, "restored", _("{ref} is back: {title}").format(ref=ref, title=record.title))
    for column in ("title", "kind", "author", "presenter", "presented_on", "addressee", "document_number"):
        tell_text(draft, row, column)
    return PlannedReport(record=record, row=row, ref=ref)


def _free_number(printed: int, taken: set[int]) -> int:
    """The report's place in the packet where nobody has had it; else the next one."""
    return printed if printed > 0 and printed not in taken else max(taken, default=0) + 1


def _paper_of_row(
    report: Report, problems: dict[int, list[Problem]], recommendations: dict[int, list[Recommendation]]
) -> Paper:
    texts = [row.text_as_read for row in (*problems.get(report.id, ()), *recommendations.get(report.id, ()))]
    return Paper(
        kind=report.kind,
        title=report.title,
        position=report.position,
        passages=frozenset(text_key(text) for text in texts),
        standing=report.withdrawn_at is None,
    )


def _paper_of_record(record: records.Report) -> Paper:
    texts = [problem.text for problem in record.problems] + [row.text for row in record.recommendations]
    return Paper(
        kind=record.kind.value,
        title=record.title,
        position=record.number,
        passages=frozenset(text_key(text) for text in texts),
    )


def old_session_of(session: Planned) -> LegislativeSession | None:
    """The stored row behind a planned session."""
    return session.old if isinstance(session.old, LegislativeSession) else None
