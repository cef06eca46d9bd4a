"""Which bodies may speak for a recommendation."""

from collections.abc import Sequence

from oversight.database.reading import Reader
from oversight.rules.body_names import each_once
from oversight.views.recommendation_rows import responsible_bodies
from oversight.vocabulary import BodyRole, ReportKind

_OF_THE_BODY = (ReportKind.WORK_REPORT, ReportKind.RESPONSE_REPORT, ReportKind.AUDIT_REPORT, ReportKind.BUDGET_REPORT)


def responsible_for(reader: Reader, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The names of the bodies that answer for each of these leaves; none where the papers and the office name none.

    They are the lead and supporting bodies of the leaf and of what it stands in, the addressee of its paper, and who reported on
    the matter: under the same item of the agenda, or in an earlier answer.
    """
    above = reader.rows(
        """
        WITH RECURSIVE above (leaf, id, parent_id) AS (
            SELECT id, id, parent_id FROM recommendation WHERE id IN :ids
            UNION
            SELECT above.leaf, r.id, r.parent_id FROM above JOIN recommendation r ON r.id = above.parent_id)
        SELECT leaf, id FROM above""",
        ids=list(ids),
    )
    assigned = responsible_bodies(reader, sorted({row["id"] for row in above}))
    names: dict[int, dict[str, None]] = {one: {} for one in ids}
    for row in above:
        for role in BodyRole:
            names[row["leaf"]] |= dict.fromkeys(assigned[row["id"]][role.value])
    for row in reader.rows(_PAPERS, ids=list(ids), kinds=[kind.value for kind in _OF_THE_BODY]):
        names[row["leaf"]] |= dict.fromkeys(name for name in (row["addressee"], row["author"]) if name and "人大" not in name)
    for row in reader.rows(_ANSWERED, ids=sorted({row["id"] for row in above})):
        for leaf in {one["leaf"] for one in above if one["id"] == row["recommendation_id"]}:
            names[leaf][row["author"]] = None
    return {one: tuple(each_once(found)) for one, found in names.items()}


_PAPERS = """
    SELECT r.id AS leaf, p.addressee, b.author
    FROM recommendation r
    JOIN report p ON p.id = r.report_id
    LEFT JOIN report b ON b.session_id = p.session_id AND b.withdrawn_at IS NULL AND b.kind IN :kinds
        AND b.agenda_number = p.agenda_number
    WHERE r.id IN :ids
    ORDER BY b.number"""

_ANSWERED = """
    SELECT DISTINCT y.recommendation_id, a.author
    FROM reply y JOIN report a ON a.id = y.report_id
    WHERE y.recommendation_id IN :ids AND y.kind = 'answer' AND y.withdrawn_at IS NULL AND a.author IS NOT NULL"""
