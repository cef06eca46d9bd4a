"""A person's answer to a doubt, kept for good: the decision, the state of the doubt, and the story of both."""

from datetime import date

from sqlalchemy.orm import Session

from oversight.database.story import Change, Decision, Doubt
from oversight.history.record import record
from oversight.vocabulary import DoubtState


def settle_doubt(db: Session, change: Change, doubt: Doubt, answer: str, *, on: date, reason: str | None = None) -> None:
    """Settle ``doubt`` by the candidate with the key ``answer``; what follows from that is done elsewhere."""
    decision = Decision(body_id=doubt.body_id, doubt_id=doubt.id, change_id=change.id, answer=answer, reason=reason)
    db.add(decision)
    db.flush()
    for entity, key, field, before, after in (
        ("decision", decision.id, "created", None, answer),
        ("doubt", doubt.id, "answer", None, answer),
        ("doubt", doubt.id, "state", doubt.state, DoubtState.SETTLED.value),
    ):
        record(db, change, entity, key, field, before, after, effective_on=on, session_id=doubt.session_id, note=reason)
    doubt.state = DoubtState.SETTLED.value
