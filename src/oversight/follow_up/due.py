"""Set a due date, or extend one: the first is never lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Deadline, Recommendation
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed, few
from oversight.follow_up.hand_over import raised_on
from oversight.follow_up.leaves_to_mark import opinion_of
from oversight.follow_up.named import check_followed
from oversight.messages import _
from oversight.views.due_dates import deadlines_of, hand_over_of, line_of, of_kind
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, Found, resolve_refs
from oversight.vocabulary import DeadlineBasis, DeadlineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When something is due now, and when it was before; ``sequence`` 1 is the first date."""

    ref: str
    kind: str
    before: date | None
    due_on: date
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A due date with what it rests on; for an extension, who asked for it, who granted it and when, and why.

    ``source`` says in words what it rests on: the resolution, the minutes.
    """

    on: date
    basis: DeadlineBasis
    kind: DeadlineKind = DeadlineKind.ACT
    reason: str | None = None
    asked_by: str | None = None
    granted_by: str | None = None
    granted_on: date | None = None
    source: str | None = None


def set_due(db: Session, refs: Sequence[str], grant: Grant, *, who: Who, session_ref: str | None = None) -> tuple[Due, ...]:
    """Make what ``refs`` mean due on the day of ``grant``. A date of an item or a report holds for its parts that have none.

    A suggestion means the opinion that took it up. A further date is an extension, and a row of its own: what was due before
    stays on record.

    :raises NotFound: a ref or the session is not there
    :raises WrongUse: a ref is no recommendation; nor, for the plan and the answer, a report
    :raises Refused: an extension without a reason, or to no later day; the day lies before the hand-over or before it was
        raised; it was granted before that, or on a day that is yet to come
    """
    deed = begin_deed(db, who, "rec due", note=grant.reason, session_ref=session_ref)
    # It is so since it was granted; else since the session where it was decided, or today.
    deed.since = grant.granted_on or deed.since
    named = {(one.entity, one.id): one for one in (_meant(deed, one) for one in _found(deed, refs, grant.kind))}
    deed.summary = _("due {day}: {refs}").format(day=grant.on.isoformat(), refs=few([one.ref for one in named.values()]))
    before = {key: _check(deed, one, grant) for key, one in named.items()}
    result = [
        Due(
            ref=one.ref,
            kind=grant.kind.value,
            before=before[key],
            due_on=grant.on,
            sequence=_write(deed, one, grant),
        )
        for key, one in named.items()
    ]
    db.flush()
    return tuple(result)


def _found(deed: Deed, refs: Sequence[str], kind: DeadlineKind) -> list[Found]:
    if not refs:
        raise WrongUse(_("No recommendation is named."), hint=_("See: {command}").format(command="oversight rec list"))
    wanted = [Entity.RECOMMENDATION, *([] if kind is DeadlineKind.ACT else [Entity.REPORT])]
    return resolve_refs(deed.reader, refs, *wanted)


def _meant(deed: Deed, found: Found) -> Found:
    if found.entity is Entity.REPORT:
        return found
    target = opinion_of(deed.reader, found)
    check_followed(deed, target, deed.db.get_one(Recommendation, target.id))
    return target


def _check(deed: Deed, found: Found, grant: Grant) -> date | None:
    """The date in force, by whatever it is given. Refuses what a rule forbids."""
    line, known = line_of(deed.reader, found), bodies(deed.reader)
    dates = of_kind(deadlines_of(deed.reader, line, known), grant.kind.value)
    before = dates[-1].due_on if dates else None
    handed_over = hand_over_of(deed.reader, line, known)
    raised = raised_on(deed, found)
    later = _("Give a later day.")
    if before == grant.on:
        raise Refused(_("It is due on that day already."), where=found.ref, hint=_("Nothing was changed."))
    if raised is not None and grant.on < raised:
        raise Refused(
            _("{date} is before it was raised, on {raised}.").format(date=grant.on.isoformat(), raised=raised.isoformat()),
            where=found.ref,
            hint=later,
        )
    if handed_over is not None and grant.on < handed_over.on:
        raise Refused(
            _("{date} is before it was handed over, on {day}.").format(
                date=grant.on.isoformat(), day=handed_over.on.isoformat()
            ),
            where=found.ref,
            hint=later,
        )
    if before is not None and grant.on < before:
        raise Refused(
            _("It is due on {date}; an extension ends later.").format(date=before.isoformat()), where=found.ref, hint=later
        )
    if before is not None and not (grant.reason or "").strip():
        raise Refused(
            _("It is due on {date}; another date needs a reason.").format(date=before.isoformat()),
            where=found.ref,
            hint=_("Say why in --reason."),
        )
    _check_granted(deed, found, grant, raised)
    return before


def _check_granted(deed: Deed, found: Found, grant: Grant, raised: date | None) -> None:
    day = grant.granted_on
    if day is None:
        return
    if day > deed.who.today:
        raise Refused(
            _("{date} is yet to come.").format(date=day.isoformat()),
            where=found.ref,
            hint=_("An extension is written down once it was granted."),
        )
    if raised is not None and day < raised:
        raise Refused(
            _("{date} is before it was raised, on {raised}.").format(date=day.isoformat(), raised=raised.isoformat()),
            where=found.ref,
            hint=_("Mend --granted-on."),
        )


def _write(deed: Deed, found: Found, grant: Grant) -> int:
    of_report = found.entity is Entity.REPORT
    column = Deadline.report_id if of_report else Deadline.recommendation_id
    last = deed.db.scalar(
        select(Deadline.sequence)
        .where(column == found.id, Deadline.kind == grant.kind.value)
        .order_by(Deadline.sequence.desc())
        .limit(1)
    )
    deadline = Deadline(
        body_id=found.body_id,
        recommendation_id=None if of_report else found.id,
        report_id=found.id if of_report else None,
        kind=grant.kind.value,
        sequence=(last or 0) + 1,
        due_on=grant.on,
        due_text=None,
        basis=grant.basis.value,
        basis_text=(grant.source or "").strip() or None,
        asked_by=(grant.asked_by or "").strip() or None,
        granted_by=(grant.granted_by or "").strip() or None,
        granted_on=grant.granted_on,
        reason=deed.note,
    )
    deed.create(deadline, grant.on.isoformat())
    if not of_report:
        deed.touch(deed.db.get_one(Recommendation, found.id))
    return deadline.sequence
