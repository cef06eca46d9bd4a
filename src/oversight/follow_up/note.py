"""A note on recommendations: an event of their story that moves nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Recommendation, Report
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Who, begin_deed, few
from oversight.follow_up.leaves_to_mark import opinion_of
from oversight.follow_up.named import recommendations
from oversight.history.balance import NOTE
from oversight.messages import _
from oversight.stored_words import sentence
from oversight.views.resolve_ref import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Where the note stands: on ``ref``, which is another one than was asked for where an opinion took that up."""

    ref: str
    asked: str
    effective_on: date


def add_notes(
    db: Session, refs: Sequence[str], text: str, *, who: Who, session_ref: str | None = None, on: date | None = None
) -> tuple[Noted, ...]:
    """Write ``text`` into the story of the recommendations that ``refs`` mean, items and measures too.

    A note on a suggestion goes to the formal opinion that took it up, as its status does; each gets it once. It is of the day
    ``on``, else of today.

    :raises NotFound: a ref or the session is not there
    :raises WrongUse: the text is empty, a ref is no recommendation, or the session is another committee's
    :raises Refused: the day is yet to come, or before one of them was raised
    """
    if not text.strip():
        raise WrongUse(_("A note needs words."))
    deed = begin_deed(db, who, "rec note", note=text, session_ref=session_ref)
    # A note is of today, whenever the session was that it stands for.
    deed.since = on
    asked: dict[int, tuple[Found, Found]] = {}
    for found, _row in recommendations(deed, refs):
        target = opinion_of(deed.reader, found)
        asked.setdefault(target.id, (found, target))
    deed.summary = sentence("{refs}: {text}", refs=few([target.ref for _found, target in asked.values()]), text=text.strip())
    for _found, target in asked.values():
        _check_day(db, target, deed.day, who.today)
        deed.tell(db.get_one(Recommendation, target.id), NOTE, None, None)
    db.flush()
    return tuple(Noted(ref=target.ref, asked=found.ref, effective_on=deed.day) for found, target in asked.values())


def _check_day(db: Session, target: Found, on: date, today: date) -> None:
    if on > today:
        raise Refused(_("{date} is in the future.").format(date=on.isoformat()), where=target.ref)
    raised = db.scalar(
        select(LegislativeSession.starts_on)
        .join(Report, Report.session_id == LegislativeSession.id)
        .join(Recommendation, Recommendation.report_id == Report.id)
        .where(Recommendation.id == target.id)
    )
    if raised is not None and on < raised:
        raise Refused(
            _("{date} is before it was raised, on {raised}.").format(date=on.isoformat(), raised=raised.isoformat()),
            where=target.ref,
            hint=_("Give a later day."),
        )
