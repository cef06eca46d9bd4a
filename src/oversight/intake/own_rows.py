"""What staff put into a paper themselves: a load neither matches nor hides it, and leaves it where it stands among the rest."""

from collections.abc import Sequence

from oversight.database.papers import Recommendation
from oversight.intake.draft import Draft, PlannedReport
from oversight.intake.planned import want


def own_parts(draft: Draft, stored: Sequence[Recommendation]) -> frozenset[int]:
    """The keys of the rows that have a part which staff put there: they are no leaves, whatever the paper shows."""
    own = (row for row in stored if draft.held.has(row, "created") and row.withdrawn_at is None)
    return frozenset(row.parent_id for row in own if row.parent_id is not None)


def keep_beside(draft: Draft, report: PlannedReport, stored: Sequence[Recommendation]) -> None:
    """Move what staff put in together with the row that it came after, so that lists keep their order."""
    moved = {
        planned.old.id: planned.values["position"]
        for planned in report.recommendations.values()
        if isinstance(planned.old, Recommendation)
    }
    read = sorted((row for row in stored if row.id in moved), key=lambda row: row.position)
    for row in stored:
        if not draft.held.has(row, "created"):
            continue
        before = [other for other in read if other.position <= row.position]
        if before and moved[before[-1].id] != row.position:
            ref = f"{report.ref}:{row.ref_path}"
            draft.add(want(Recommendation, {"position": moved[before[-1].id]}, row, draft.held, ref=ref))
