"""A note on a recommendation: an event of its story that moves nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Recommendation, Report
from oversight.database.reading import over
from oversight.errors import WrongUse
from oversight.follow_up.leaves_to_mark import opinion_of
from oversight.history.record import begin_change, record, touch
from oversight.messages import _
from oversight.rules.move_status import check_day
from oversight.views.resolve_ref import Entity, resolve_ref

_SHOWN = 60
"""Characters of a note that its line in the log shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Where the note stands: on ``ref``, which is another one than was asked for where an opinion took that up."""

    ref: str
    asked: str
    effective_on: date


def add_note(
    db: Session,
    ref: str,
    text: str,
    *,
    made_by: str,
    command_id: str,
    now: datetime,
    session_ref: str | None = None,
    on: date | None = None,
) -> Noted:
    """Write ``text`` into the story of the recommendation that ``ref`` means, an item or a measure too.

    A note on a suggestion goes to the formal opinion that took it up, as its status does. It is of the day ``on``, else of
    today.

    :raises NotFound: the ref or the session is not there
    :raises WrongUse: the text is empty, the ref is no recommendation, or the session is another committee's
    :raises Refused: the day is yet to come, or before it was raised
    """
    if not text.strip():
        raise WrongUse(_("A note needs words."))
    db.flush()
    reader = over(db.connection())
    asked = resolve_ref(reader, ref, Entity.RECOMMENDATION)
    decided = None if session_ref is None else resolve_ref(reader, session_ref, Entity.SESSION)
    if decided is not None and decided.body_id != asked.body_id:
        raise WrongUse(_("{ref} is a session of another committee.").format(ref=decided.ref))
    target = opinion_of(reader, asked)
    day = _checked_day(db, target.id, on, now.astimezone().date(), target.ref)
    row = db.get_one(Recommendation, target.id)
    change = begin_change(
        db,
        body_id=target.body_id,
        made_by=made_by,
        command="rec note",
        command_id=command_id,
        made_at=now,
        summary=f"{target.ref}: {text.strip()[:_SHOWN]}",
    )
    record(
        db,
        change,
        "recommendation",
        row.id,
        "note",
        None,
        None,
        effective_on=day,
        session_id=None if decided is None else decided.id,
        note=text.strip(),
    )
    touch(row, change)
    db.flush()
    return Noted(ref=target.ref, asked=asked.ref, effective_on=day)


def _checked_day(db: Session, one: int, on: date | None, today: date, ref: str) -> date:
    if on is None:
        return today
    raised_on = db.scalar(
        select(LegislativeSession.starts_on)
        .join(Report, Report.session_id == LegislativeSession.id)
        .join(Recommendation, Recommendation.report_id == Report.id)
        .where(Recommendation.id == one)
    )
    check_day(on, today=today, raised_on=raised_on, where=ref)
    return on
