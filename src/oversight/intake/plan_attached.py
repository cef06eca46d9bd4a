"""What hangs on recommendations: responsible bodies, deadlines, and links to what says the same or raised the problem."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from oversight.database.papers import Deadline, Link, Recommendation, Report
from oversight.database.people import Responsibility
from oversight.intake.draft import Draft, PlannedReport
from oversight.intake.planned import Act, Planned, want, withdraw
from oversight.intake.stored import Attached
from oversight.intake.tell import tell, tell_text
from oversight.messages import _
from oversight.records import packet as records
from oversight.rules.addresses import match_problems
from oversight.rules.first_clause import first_clause
from oversight.rules.lead_body import lead_first
from oversight.rules.likeness import text_key
from oversight.vocabulary import Basis, DeadlineBasis, DeadlineKind, Level, LinkKind, Origin, ProblemOrigin

_Target = tuple[str, Planned]
Row = TypeVar("Row", Responsibility, Deadline)


def plan_responsibilities(draft: Draft, reports: Sequence[PlannedReport], stored: Attached) -> None:
    """The bodies that the papers name, one lead each. What staff assigned is not touched."""
    known = {(row.recommendation_id, row.name): row for row in stored.responsibilities if row.basis == Basis.READ.value}
    for report in reports:
        for record, planned in _passages(report):
            for name, role in lead_first(record.bodies, record.text):
                old = known.pop((planned.id, name), None) if planned.id is not None else None
                values: dict[str, object] = {
                    "recommendation_id": planned,
                    "name": name,
                    "role": role.value,
                    "basis": Basis.READ.value,
                }
                if old is None:
                    values["organization_id"] = draft.stored.organizations.get(text_key(name))
                row = draft.add(
                    want(Responsibility, {**values, **draft.place(record)}, old, draft.held, ref=planned.ref, says=name)
                )
                if row.act in (Act.INSERT, Act.RESTORE) and planned.act is not Act.INSERT:
                    tell(draft, planned.ref, "responsible", _("{ref} names {body}.").format(ref=planned.ref, body=name))
    refs = _refs_of_rows(reports)
    for gone in _gone(draft, known.values(), refs):
        ref = refs[gone.recommendation_id]
        draft.add(withdraw(gone, ref=ref, says=gone.name))
        tell(draft, ref, "responsible", _("{ref} no longer names {body}.").format(ref=ref, body=gone.name))


def plan_deadlines(draft: Draft, reports: Sequence[PlannedReport], stored: Attached) -> None:
    """The due dates that stand in the text, each the first of its kind. An extension is a further row and not touched."""
    first = [row for row in stored.deadlines if row.sequence == 1]
    of_recommendation = {(row.recommendation_id, row.kind): row for row in first if row.recommendation_id is not None}
    of_report = {(row.report_id, row.kind): row for row in first if row.report_id is not None}
    for report in reports:
        for record, planned in _passages(report):
            if planned.id in draft.contested:
                of_recommendation.pop((planned.id or 0, DeadlineKind.ACT.value), None)
            elif record.due_on is not None or record.due_text is not None:
                old = of_recommendation.pop((planned.id, DeadlineKind.ACT.value), None) if planned.id is not None else None
                asked = _Asked(DeadlineKind.ACT, record.due_on, record.due_text)
                _plan_deadline(draft, "recommendation_id", planned, record, asked, old)
        paper = report.record
        for asked in (
            _Asked(DeadlineKind.PLAN, paper.plan_due_on, paper.plan_due_text),
            _Asked(DeadlineKind.ANSWER, paper.answer_due_on, paper.answer_due_text),
        ):
            if asked.due_on is not None or asked.due_text is not None:
                old = of_report.pop((report.row.id, asked.kind.value), None) if report.row.id is not None else None
                _plan_deadline(draft, "report_id", report.row, paper, asked, old)
    refs = _refs_of_rows(reports)
    report_refs = {report.row.id: report.ref for report in reports}
    for row in _gone(draft, of_recommendation.values(), refs):
        _withdraw_deadline(draft, row, refs[row.recommendation_id or 0])
    for row in of_report.values():
        if row.report_id in report_refs and row.withdrawn_at is None and not draft.held.has(row, "created"):
            _withdraw_deadline(draft, row, report_refs[row.report_id])


class _Asked(NamedTuple):
    """What a paper wants, and by when: a day, or the words that give a time."""

    kind: DeadlineKind
    due_on: date | None
    due_text: str | None


def _plan_deadline(  # noqa: PLR0917 -- a deadline of one thing: whose, where it stands, what and when, and the row it was
    draft: Draft,
    owner_column: str,
    owner: Planned,
    record: records.Recommendation | records.Report,
    asked: _Asked,
    old: Deadline | None,
) -> None:
    if old is not None and draft.held.has(old, "created"):
        return
    values: dict[str, object] = {
        owner_column: owner,
        "kind": asked.kind.value,
        "sequence": 1,
        "due_on": asked.due_on,
        "due_text": asked.due_text,
        "basis": DeadlineBasis.TEXT.value,
        **draft.place(record),
    }
    says = asked.due_on.isoformat() if asked.due_on is not None else asked.due_text or ""
    row = draft.add(want(Deadline, values, old, draft.held, ref=owner.ref, says=says))
    tell_text(draft, row, "due_on")
    if row.changed("due_on") is None:
        tell_text(draft, row, "due_text")
    if row.act in (Act.INSERT, Act.RESTORE) and owner.act is not Act.INSERT:
        tell(draft, owner.ref, "due", _("{ref} is due {when}.").format(ref=owner.ref, when=says))


def _withdraw_deadline(draft: Draft, row: Deadline, ref: str) -> None:
    draft.add(withdraw(row, ref=ref, says=str(row.due_on or row.due_text)))
    tell(draft, ref, "due", _("{ref} no longer names a due date.").format(ref=ref))


def plan_links(draft: Draft, reports: Sequence[PlannedReport], stored: Attached) -> None:
    """Links that the papers show: to the opinion's passage that says the same, and to the problem that an item answers."""
    known = {(row.kind, row.from_id, row.to_id, row.to_problem_id): row for row in stored.links}
    by_number = {report.record.number: report for report in reports}
    for report in reports:
        for record, planned in _passages(report):
            target = _same(record, by_number)
            if target is not None:
                _plan_link(draft, known, LinkKind.SAME_AS, planned, ("to_id", target))
        for planned, problem in _answered_problems(report, reports):
            _plan_link(draft, known, LinkKind.ADDRESSES, planned, ("to_problem_id", problem))
    refs = _refs_of_rows(reports)
    for row in known.values():
        read = row.basis == Basis.READ.value and row.kind in (LinkKind.SAME_AS, LinkKind.ADDRESSES)
        if read and row.from_id in refs and row.withdrawn_at is None:
            draft.add(withdraw(row, ref=refs[row.from_id], says=row.kind))


def _plan_link(
    draft: Draft,
    known: dict[tuple[str, int, int | None, int | None], Link],
    kind: LinkKind,
    source: Planned,
    target: _Target,
) -> None:
    column, to = target
    old = None
    if source.id is not None and to.id is not None:
        key = (kind.value, source.id, to.id if column == "to_id" else None, to.id if column == "to_problem_id" else None)
        old = known.pop(key, None)
    if old is not None and old.basis == Basis.ASSIGNED.value:
        # Staff have said so already, or that it is not so.
        return
    values: dict[str, object] = {"kind": kind.value, "from_id": source, column: to, "basis": Basis.READ.value}
    draft.add(want(Link, values, old, draft.held, ref=source.ref, says=f"{kind.value} {to.ref}"))


def _same(record: records.Recommendation, by_number: dict[int, PlannedReport]) -> Planned | None:
    number, _colon, path = (record.same_as or "").partition(":")
    report = by_number.get(int(number)) if number.isdigit() else None
    return None if report is None else report.recommendations.get(path)


def _answered_problems(report: PlannedReport, reports: Sequence[PlannedReport]) -> list[tuple[Planned, Planned]]:
    """(item, problem) where the report makes it plain; an opinion without problems of its own speaks of the survey's."""
    items = [(record, planned) for record, planned in _passages(report) if record.level is Level.ITEM]
    if not items:
        return []
    own = _raised(report, items[0][0].origin)
    sources = [own] if own else [_raised(other, items[0][0].origin) for other in reports if _is_beside(other, report)]
    problems = next((found for found in sources if found), [])
    pairs = match_problems(
        [problem.heading or first_clause(problem.text) for problem, _row in problems],
        [(record.heading or first_clause(record.text), record.text) for record, _planned in items],
    )
    return [(items[i][1], problems[j][1]) for i, j in sorted(pairs.items())]


def _raised(report: PlannedReport, origin: Origin) -> list[tuple[records.Problem, Planned]]:
    """The problems that items of ``origin`` can answer: a body's plans answer what it admits, the rest what was raised."""
    wanted = ProblemOrigin.SELF_REPORTED if origin is Origin.COMMITMENT else ProblemOrigin.COMMITTEE
    return [
        (problem, row) for problem, row in zip(report.record.problems, report.problems, strict=True) if problem.origin is wanted
    ]


def _is_beside(other: PlannedReport, report: PlannedReport) -> bool:
    return (
        other is not report
        and report.record.agenda_number is not None
        and (other.record.agenda_number == report.record.agenda_number)
    )


def _passages(report: PlannedReport) -> list[tuple[records.Recommendation, Planned]]:
    return [(record, report.recommendations[record.path]) for record in report.record.recommendations]


def _refs_of_rows(reports: Sequence[PlannedReport]) -> dict[int, str]:
    """The refs of the stored recommendations that the packet still has."""
    return {
        planned.id: planned.ref for report in reports for planned in report.recommendations.values() if planned.id is not None
    }


def _gone(draft: Draft, rows: Iterable[Row], refs: dict[int, str]) -> list[Row]:
    return [
        row for row in rows if row.recommendation_id in refs and row.withdrawn_at is None and not draft.held.has(row, "created")
    ]


def owners(reports: Sequence[PlannedReport]) -> tuple[list[int], list[int]]:
    """The numbers of the stored recommendations and reports behind the packet's."""
    recommendations = [
        planned.old.id
        for report in reports
        for planned in report.recommendations.values()
        if isinstance(planned.old, Recommendation)
    ]
    return recommendations, [report.row.old.id for report in reports if isinstance(report.row.old, Report)]
