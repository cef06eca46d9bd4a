"""The problems of one report."""

from collections.abc import Sequence

from oversight.database.papers import Problem
from oversight.intake.ask_about_corrected import ask_about_corrected
from oversight.intake.draft import Draft, PlannedReport
from oversight.intake.passages import leave_unsure, matched, tell_passage, withdraw_gone
from oversight.intake.planned import want
from oversight.intake.settled import same_passages
from oversight.rules.match_passages import Node, match_passages


def plan_problems(draft: Draft, report: PlannedReport, stored: Sequence[Problem]) -> None:
    """The problems of the report, told from one another by their text and their neighbours."""
    new = report.record.problems
    rows = {row.id: row for row in stored if not draft.held.has(row, "created")}
    matches = match_passages(
        [
            # What staff dropped is known again, so that it is not taken for a new one.
            Node(
                key=row.id,
                text=row.text_as_read,
                heading=row.heading,
                standing=row.withdrawn_at is None or draft.held.has(row, "withdrawn"),
                judged=draft.held.any(row),
            )
            for row in sorted(rows.values(), key=lambda row: (row.position, row.id))
        ],
        [Node(key=index, text=record.text, heading=record.heading) for index, record in enumerate(new)],
        same_passages(
            draft.settled,
            {index: record.text for index, record in enumerate(new)},
            rows,
            problems=True,
        ),
    )
    taken = {row.number for row in stored}
    for index, record in enumerate(new):
        old = matched(matches, index, rows)
        number = old.number if old is not None else _problem_number(record.path, taken, fresh=not stored)
        taken.add(number)
        values: dict[str, object] = {
            "report_id": report.row,
            "path": record.path,
            "position": index + 1,
            "heading": record.heading,
            "text_as_read": record.text,
            "origin": record.origin.value,
            **draft.place(record),
        }
        if old is None:
            values["number"] = number
        ref = f"{report.ref}:p{number}"
        planned = draft.add(want(Problem, values, old, draft.held, ref=ref, says=record.text))
        report.problems.append(planned)
        tell_passage(draft, planned, report)
    ask_about_corrected(draft, list(zip(report.problems, new, strict=True)))
    withdraw_gone(draft, report, matches, [(f"{report.ref}:p{row.number}", row) for row in rows.values()])
    leave_unsure(
        draft,
        matches,
        {i: (report.problems[i].ref, record) for i, record in enumerate(new)},
        {row.id: (f"{report.ref}:p{row.number}", row) for row in rows.values()},
    )


def _problem_number(path: str, taken: set[int], *, fresh: bool) -> int:
    printed = int(path) if path.isdigit() else 0
    return printed if fresh and printed and printed not in taken else max(taken, default=0) + 1
