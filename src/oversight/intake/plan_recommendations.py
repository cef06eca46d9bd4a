"""The recommendations of one report: which ones they are, and what became of those that are gone."""

from collections.abc import Sequence

from oversight.database.papers import Recommendation
from oversight.intake.ask_about_corrected import ask_about_corrected
from oversight.intake.draft import Adopted, Draft, PlannedReport
from oversight.intake.hand_on import alias, hand_on
from oversight.intake.own_rows import keep_beside, own_parts
from oversight.intake.passages import ask_for_judged, leave_unsure, matched, tell_passage, withdraw_gone
from oversight.intake.planned import Planned, want
from oversight.intake.settled import same_passages
from oversight.rules.match_passages import Node, match_passages
from oversight.rules.ref_paths import RefPaths
from oversight.vocabulary import Status


def plan_recommendations(
    draft: Draft, report: PlannedReport, stored: Sequence[Recommendation], adopted: dict[str, Adopted]
) -> None:
    """The tree of the report's recommendations. ``adopted`` are rows that came before their report did, by path."""
    new = report.record.recommendations
    rows = {row.id: row for row in (*stored, *(adoption.row for adoption in adopted.values()))}
    read = {row.id: row for row in rows.values() if not draft.held.has(row, "created")}
    matches = match_passages(
        [
            Node(
                key=row.id,
                parent=row.parent_id if row.parent_id in read else None,
                text=row.text_as_read,
                heading=row.heading,
                standing=row.withdrawn_at is None,
                judged=draft.held.any(row),
            )
            for row in read.values()
        ],
        [Node(key=record.path, parent=_parent(record.path), text=record.text, heading=record.heading) for record in new],
        same_passages(draft.settled, {record.path: record.text for record in new}, read)
        | {path: adoption.row.id for path, adoption in adopted.items()},
    )
    refs = RefPaths(row.ref_path for row in stored)
    with_own_parts = own_parts(draft, stored)
    parents = {_parent(record.path) for record in new}
    for position, record in enumerate(new, 1):
        old = matched(matches, record.path, read)
        above = report.recommendations.get(_parent(record.path) or "")
        adoption = adopted.get(record.path)
        if old is None or adoption is not None:
            ref_path = refs.give(record.path, None if above is None else _ref_path(above))
        else:
            ref_path = old.ref_path
        values: dict[str, object] = {
            "report_id": report.row,
            "parent_id": above,
            "path": record.path,
            "position": position,
            "level": record.level.value,
            "is_leaf": record.path not in parents and not (old is not None and old.id in with_own_parts),
            "label": record.label,
            "heading": record.heading,
            "text_as_read": record.text,
            "origin": record.origin.value,
            **draft.place(record),
        }
        if old is None or adoption is not None:
            values["ref_path"] = ref_path
        ref = f"{report.ref}:{ref_path}"
        if old is None and values["is_leaf"]:
            values["status"] = Status.OPEN.value
        planned = want(Recommendation, values, old, draft.held, ref=ref, says=record.text)
        report.recommendations[record.path] = draft.add(planned)
        if adoption is not None:
            alias(draft, planned, adoption)
        else:
            tell_passage(draft, planned, report)
    ask_about_corrected(draft, [(report.recommendations[record.path], record) for record in new])
    hand_on(draft, report, read)
    keep_beside(draft, report, stored)
    withdraw_gone(draft, report, matches, [(f"{report.ref}:{row.ref_path}", row) for row in read.values()])
    ask_for_judged(draft, report, matches, read)
    leave_unsure(
        draft,
        matches,
        {record.path: (report.recommendations[record.path].ref, record) for record in new},
        {row.id: (f"{report.ref}:{row.ref_path}", row) for row in read.values()},
    )


def _parent(path: str) -> str | None:
    return path.rpartition(".")[0] or None


def _ref_path(planned: Planned) -> str:
    return planned.ref.rpartition(":")[2]
