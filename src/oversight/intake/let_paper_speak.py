"""Carry out a person's word that a paper's new words count, in the place of those that a person had put in."""

from datetime import date

from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Problem, Recommendation
from oversight.database.story import Change, Doubt
from oversight.history.record import record, touch
from oversight.messages import _
from oversight.rules.candidates import CORRECTED, PAPER, Candidate


def let_paper_speak(
    db: Session, change: Change, doubt: Doubt, chosen: Candidate, *, today: date, reason: str | None
) -> str | None:
    """Take the own words of the row that is asked about away, and say so; None where they stay, or are gone."""
    if doubt.code != CORRECTED or chosen.key != PAPER or chosen.row is None:
        return None
    of_problem = ":p" in (chosen.ref or "")
    row = db.get_one(Problem, chosen.row) if of_problem else db.get_one(Recommendation, chosen.row)
    if row.text_override is None:
        return None
    session = None if doubt.session_id is None else db.get(LegislativeSession, doubt.session_id)
    # What a paper says is so since its session, whenever a person lets it speak.
    day = (session and session.starts_on) or today
    record(db, change, row.__tablename__, row.id, "text_override", row.text_override, None, effective_on=day, note=reason)
    row.text_override = None
    if isinstance(row, Recommendation):
        touch(row, change)
    db.flush()
    return _("{ref} reads as in its paper: {text}").format(ref=chosen.ref, text=row.text_as_read)
