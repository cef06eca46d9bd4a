"""The stored rows of leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Recommendation, Report
from oversight.follow_up.leaves_to_mark import Leaf


@dataclass(frozen=True, slots=True)
class LeafRow:
    """The row of a leaf, and the day on which it was raised, where that is known."""

    row: Recommendation
    raised_on: date | None


def leaf_rows(db: Session, leaves: Sequence[Leaf]) -> dict[int, LeafRow]:
    """The rows of ``leaves`` by their keys."""
    found = db.execute(
        select(Recommendation, LegislativeSession.starts_on)
        .join(Report, Report.id == Recommendation.report_id)
        .join(LegislativeSession, LegislativeSession.id == Report.session_id)
        .where(Recommendation.id.in_([leaf.id for leaf in leaves]))
    )
    return {row.id: LeafRow(row, raised_on) for row, raised_on in found}
