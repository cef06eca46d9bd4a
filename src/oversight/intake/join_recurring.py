"""Carry out a person's word that a demand is an earlier one again."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Link, Recommendation, Report
from oversight.database.people import Body
from oversight.database.reading import over
from oversight.database.story import Change, Doubt
from oversight.history.record import record, touch
from oversight.messages import _
from oversight.rules.candidates import Candidate
from oversight.views.resolve_ref import Entity, resolve_ref
from oversight.vocabulary import Basis, LinkKind

_DAY_OF = select(LegislativeSession.starts_on).join(Report, Report.session_id == LegislativeSession.id)


def join_recurring(
    db: Session, change: Change, doubt: Doubt, chosen: Candidate, *, today: date, reason: str | None
) -> str | None:
    """Link the demand that is asked about to the earlier one that was chosen, and say so; None where none was, or it is linked so.

    :raises NotFound: one of the two is no longer there
    """
    if chosen.of is None or chosen.ref is None:
        return None
    reader, code = over(db.connection()), db.get_one(Body, doubt.body_id).code
    first, second = (resolve_ref(reader, f"{code}/{ref}", Entity.RECOMMENDATION) for ref in (chosen.of, chosen.ref))
    later, earlier = db.get_one(Recommendation, first.id), db.get_one(Recommendation, second.id)
    # It has been so since the session that asked again, whenever a person says it.
    day = db.scalar(_DAY_OF.where(Report.id == later.report_id)) or today
    link = db.scalar(select(Link).where(Link.kind == LinkKind.RECURS.value, Link.from_id == later.id, Link.to_id == earlier.id))
    if link is not None and link.withdrawn_at is None:
        return None
    says = f"{LinkKind.RECURS.value} {second.ref}"
    if link is None:
        link = Link(
            body_id=doubt.body_id,
            kind=LinkKind.RECURS.value,
            from_id=later.id,
            to_id=earlier.id,
            basis=Basis.ASSIGNED.value,
        )
        db.add(link)
        db.flush()
        record(db, change, "link", link.id, "created", None, says, effective_on=day, note=reason)
    else:
        link.withdrawn_at = None
        record(db, change, "link", link.id, "restored", None, says, effective_on=day, note=reason)
    touch(later, change)
    db.flush()
    return _("{ref} asks again for what {earlier} asked.").format(ref=first.ref, earlier=second.ref)
