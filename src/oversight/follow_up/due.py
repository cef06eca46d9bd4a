"""Set a due date, or extend one: the first is never lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Deadline, Recommendation
from oversight.errors import Refused
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.leaves_to_mark import opinion_of
from oversight.follow_up.named import check_followed, recommendations
from oversight.messages import _
from oversight.views.recommendation_rows import fetch_recommendations
from oversight.views.resolve_ref import Found
from oversight.vocabulary import DeadlineBasis, DeadlineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When something is due now, and when it was before; ``sequence`` 1 is the first date."""

    ref: str
    before: date | None
    due_on: date
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A due date with what it rests on, and, for an extension, by whom and why it was granted."""

    on: date
    basis: DeadlineBasis
    reason: str | None = None
    granted_by: str | None = None


def set_due(db: Session, refs: Sequence[str], grant: Grant, *, who: Who, session_ref: str | None = None) -> tuple[Due, ...]:
    """Make what ``refs`` mean due on the day of ``grant``. A date of an item holds for its parts that have none of their own.

    A suggestion means the opinion that took it up. A further date is a row of its own: what was due before stays on record.

    :raises NotFound: a ref or the session is not there
    :raises WrongUse: a ref is no recommendation
    :raises Refused: another date is given without a reason; it is due then already; the day lies before it was raised
    """
    deed = begin_deed(db, who, "rec due", note=grant.reason, session_ref=session_ref)
    named: dict[int, tuple[Found, Recommendation]] = {}
    for found, _row in recommendations(deed, refs):
        target = opinion_of(deed.reader, found)
        row = db.get_one(Recommendation, target.id)
        check_followed(deed, target, row)
        named.setdefault(target.id, (target, row))
    deed.summary = _("due {day}: {refs}").format(
        day=grant.on.isoformat(), refs=_(", ").join(found.ref for found, _row in named.values())
    )
    before = fetch_recommendations(deed.reader, list(named), language="zh", today=who.today)
    result = []
    for sheet, (found, row) in zip(before, named.values(), strict=True):
        _check(grant, found, sheet.due_on, sheet.session.date)
        sequence = _write(deed, row, grant)
        result.append(Due(ref=found.ref, before=sheet.due_on, due_on=grant.on, sequence=sequence))
    db.flush()
    return tuple(result)


def _check(grant: Grant, found: Found, before: date | None, raised: date | None) -> None:
    if before == grant.on:
        raise Refused(_("It is due on that day already."), where=found.ref, hint=_("Nothing was changed."))
    if raised is not None and grant.on < raised:
        raise Refused(
            _("{date} is before it was raised, on {raised}.").format(date=grant.on.isoformat(), raised=raised.isoformat()),
            where=found.ref,
            hint=_("Give a later day."),
        )
    if before is not None and not (grant.reason or "").strip():
        raise Refused(
            _("It is due on {date}; another date needs a reason.").format(date=before.isoformat()),
            where=found.ref,
            hint=_("Say why in --reason."),
        )


def _write(deed: Deed, row: Recommendation, grant: Grant) -> int:
    last = deed.db.scalar(
        select(Deadline.sequence)
        .where(Deadline.recommendation_id == row.id, Deadline.kind == DeadlineKind.ACT.value)
        .order_by(Deadline.sequence.desc())
        .limit(1)
    )
    deadline = Deadline(
        body_id=row.body_id,
        recommendation_id=row.id,
        kind=DeadlineKind.ACT.value,
        sequence=(last or 0) + 1,
        due_on=grant.on,
        due_text=None,
        basis=grant.basis.value,
        granted_by=(grant.granted_by or "").strip() or None,
        reason=deed.note,
    )
    deed.create(deadline, grant.on.isoformat())
    deed.touch(row)
    return deadline.sequence
