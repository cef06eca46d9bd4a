"""What was handed over before its paper was known keeps its day and its dates when the paper comes."""

from collections.abc import Sequence

from oversight.database.clock import HandOver
from oversight.database.papers import Deadline, Report
from oversight.intake.draft import Draft, PlannedReport
from oversight.intake.planned import want
from oversight.intake.tell import tell
from oversight.messages import _

Row = HandOver | Deadline


def move_clock(draft: Draft, nameless: Report, reports: Sequence[PlannedReport], *, emptied: bool) -> None:
    """Give the hand-over of ``nameless``, and the dates that staff set for it, to the true ``reports`` of what it held.

    Where nothing is left in it (``emptied``) the first of them takes the rows over, and each other one gets the same anew.
    A report that has a hand-over, or a date of the same kind, by itself keeps to that.
    """
    rows: list[Row] = [*draft.stored.hand_overs([nameless.id]), *draft.stored.deadlines([nameless.id])]
    taken = _taken(draft, reports)
    for number, report in enumerate(reports):
        moved = [row for row in rows if row.withdrawn_at is None and (report.record.number, _kind(row)) not in taken]
        for row in moved:
            old = row if emptied and number == 0 else None
            copied = {} if old is not None else _copy(row)
            draft.add(want(type(row), copied | {"report_id": report.row}, old, draft.held, ref=report.ref, says=_says(row)))
        if any(isinstance(row, HandOver) for row in moved):
            tell(
                draft,
                report.ref,
                "hand_over",
                _("{ref}: handed over as it was before its paper was known.").format(ref=report.ref),
            )


def _taken(draft: Draft, reports: Sequence[PlannedReport]) -> set[tuple[int, str]]:
    """(report, kind) of what the reports have by themselves, stored or in their own words; a hand-over is of no kind."""
    numbers = {report.row.id: report.record.number for report in reports if report.row.id is not None}
    stored: list[Row] = [*draft.stored.hand_overs(list(numbers)), *draft.stored.deadlines(list(numbers))]
    taken = {(numbers[row.report_id], _kind(row)) for row in stored if row.report_id is not None}
    for report in reports:
        record = report.record
        for kind, said in (
            ("plan", record.plan_due_on or record.plan_due_text),
            ("answer", record.answer_due_on or record.answer_due_text),
        ):
            if said is not None:
                taken.add((record.number, kind))
    return taken


def _kind(row: Row) -> str:
    return row.kind if isinstance(row, Deadline) else ""


def _copy(row: Row) -> dict[str, object]:
    names = (name for name in row.__table__.columns.keys() if name not in {"id", "body_id"})  # noqa: SIM118 -- no mapping
    return {name: getattr(row, name) for name in names}


def _says(row: Row) -> str:
    if isinstance(row, HandOver):
        return f"{row.handed_over_on.isoformat()} {row.document_number or ''}".strip()
    return "" if row.due_on is None else row.due_on.isoformat()
