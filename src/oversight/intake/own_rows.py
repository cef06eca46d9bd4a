"""What staff put into a paper themselves: a load neither matches nor hides it, and leaves it where it stands among the rest."""

from collections.abc import Sequence

from oversight.database.papers import Recommendation
from oversight.intake.draft import Draft, PlannedReport
from oversight.intake.planned import want
from oversight.structure.dense_text import dense, squeeze


def own_parts(draft: Draft, stored: Sequence[Recommendation]) -> frozenset[int]:
    """The keys of the rows that have a part which staff put there: they are no leaves, whatever the paper shows."""
    own = (row for row in stored if draft.held.has(row, "created") and row.withdrawn_at is None)
    return frozenset(row.parent_id for row in own if row.parent_id is not None)


def keep_beside(draft: Draft, report: PlannedReport, stored: Sequence[Recommendation]) -> None:
    """Move what staff put in together with the row that it came after, so that lists keep their order.

    Where its words stand in the report's newer paper, it rests on that one.
    """
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
        values = _place_in_newer_paper(draft, report, row)
        if before:
            values["position"] = moved[before[-1].id]
        if any(getattr(row, name) != value for name, value in values.items()):
            ref = f"{report.ref}:{row.ref_path}"
            draft.add(want(Recommendation, values, row, draft.held, ref=ref, says=row.text_as_read))


def _place_in_newer_paper(draft: Draft, report: PlannedReport, row: Recommendation) -> dict[str, object]:
    """Where the words of ``row``, read in an earlier paper of the report, stand in this one; nothing where they do not."""
    source = draft.sources[report.record.file]
    if row.document_id is None or row.document_id == source.id:
        return {}
    first, last = report.record.lines
    paper = dense(draft.documents[report.record.file].lines[first - 1 : last])
    wanted = squeeze(row.text_as_read)
    at = paper.text.find(wanted)
    if at < 0:
        return {}
    return {
        "document_id": source,
        "first_line": paper.numbers[at],
        "last_line": paper.numbers[at + len(wanted) - 1],
    }
