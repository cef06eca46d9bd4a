"""How far a demand has come stays known when its paper parts it otherwise, and under whatever ref it was known by."""

from collections.abc import Iterator, Mapping

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Recommendation
from oversight.intake.draft import Adopted, Draft, PlannedReport
from oversight.intake.plan_session import plan_alias
from oversight.intake.planned import Act, Difference, Move, Planned, want
from oversight.intake.tell import tell
from oversight.messages import _, ngettext
from oversight.rules.roll_up import roll_up
from oversight.vocabulary import Status


def hand_on(draft: Draft, report: PlannedReport, rows: Mapping[int, Recommendation]) -> None:
    """Where a leaf has gained parts, they take over how far it had come; where all parts are gone, the whole takes over theirs.

    Only leaves have a status, so the column of the whole is emptied or filled in the same stroke.
    """
    for path, planned in report.recommendations.items():
        old, difference = planned.old, planned.changed("is_leaf")
        if not isinstance(old, Recommendation) or difference is None:
            continue
        if difference.after is False:
            _to_parts(draft, report, path, old)
            planned.differences += (Difference("status", old.status, None),)
        else:
            whole = _from_parts(old, rows)
            planned.differences += (Difference("status", old.status, whole.value),)


def _from_parts(old: Recommendation, rows: Mapping[int, Recommendation]) -> Status:
    counting = [
        row.status
        for row in _parts_of(old, rows)
        if row.status is not None and row.withdrawn_at is None and row.dropped_at is None
    ]
    by_value = {status.value: status for status in Status}
    return roll_up(by_value[value] for value in counting).status or Status.OPEN


def _parts_of(row: Recommendation, rows: Mapping[int, Recommendation]) -> Iterator[Recommendation]:
    for part in rows.values():
        if part.parent_id == row.id:
            yield part
            yield from _parts_of(part, rows)


def _to_parts(draft: Draft, report: PlannedReport, path: str, old: Recommendation) -> None:
    event = draft.stored.last_status(old)
    whole = report.recommendations[path]
    whole.status_since = event.effective_on if event is not None else None
    if old.status in (None, Status.OPEN.value):
        return
    parts = [
        part
        for part_path, part in report.recommendations.items()
        if part_path.startswith(path + ".") and part.act is Act.INSERT and part.values["is_leaf"]
    ]
    for part in parts:
        draft.moves.append(
            Move(
                leaf=part,
                status=Status.IN_PROGRESS,
                effective_on=event.effective_on if event is not None else None,
                session=None if event is None else _session(draft, event.session_id),
                note=_("taken over from {ref}").format(ref=whole.ref),
            )
        )
    if old.status == Status.DONE.value:
        draft.doubt(
            "done_gains_parts",
            ngettext(
                "{ref} was done before its {count} part was known; it is in progress until someone says more.",
                "{ref} was done before its {count} parts were known; they are in progress until someone says more.",
                len(parts),
            ).format(ref=whole.ref, count=len(parts)),
        )


def _session(draft: Draft, number: int | None) -> Planned | None:
    old = next((session for session in draft.stored.sessions if session.id == number), None)
    return None if old is None else want(LegislativeSession, {}, old, draft.held, ref=old.ref)


def alias(draft: Draft, planned: Planned, adoption: Adopted) -> None:
    """The ref under which the row was known so far stays good."""
    plan_alias(draft, adoption.old_ref, planned)
    tell(
        draft,
        planned.ref,
        "ref",
        _("{old} has its paper now and is {ref}; both refs lead to it.").format(old=adoption.old_ref, ref=planned.ref),
    )
