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
from oversight.history.texts import Value
from oversight.messages import _
from oversight.rules.move_status import check_day
from oversight.stored_words import sentence
from oversight.views.due_dates import deadlines_of, hand_over_of, line_of, of_kind
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, Found, resolve_refs
from oversight.vocabulary import DeadlineBasis, DeadlineKind, Status


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
    stays on record. The same day once more corrects what it rests on and who granted it; then the reason is why it is corrected.

    :raises NotFound: a ref or the session is not there
    :raises WrongUse: a ref is no recommendation; nor, for the plan and the answer, a report
    :raises Refused: an extension without a reason, or to no later day; the same once more; a date for an act that is done; the
        day lies before the hand-over or before it was raised; it was granted before that, or on a day that is yet to come
    """
    deed = begin_deed(db, who, "rec due", note=grant.reason, session_ref=session_ref)
    # It is so since it was granted; else since the session where it was decided, or today.
    deed.since = grant.granted_on or deed.since
    named = {(one.entity, one.id): one for one in (_meant(deed, one) for one in _found(deed, refs, grant.kind))}
    deed.summary = sentence("due {day}: {refs}", day=grant.on.isoformat(), refs=few([one.ref for one in named.values()]))
    before = {key: _check(deed, one, grant) for key, one in named.items()}
    result = [
        Due(
            ref=one.ref,
            kind=grant.kind.value,
            before=before[key],
            due_on=grant.on,
            sequence=_write(deed, one, grant) if before[key] != grant.on else _correct(deed, one, grant),
        )
        for key, one in named.items()
    ]
    db.flush()
    return tuple(result)


def _found(deed: Deed, refs: Sequence[str], kind: DeadlineKind) -> list[Found]:
    if not refs:
        raise WrongUse(_("No recommendation is named."), hint=_("See: {command}").format(command="oversight rec list"))
    found = resolve_refs(deed.reader, refs, Entity.RECOMMENDATION, Entity.REPORT)
    for one in found:
        if one.entity is Entity.REPORT and kind is DeadlineKind.ACT:
            raise WrongUse(
                _("{ref} is {kind}.").format(ref=one.ref, kind=one.entity.label),
                hint=_(
                    "Say what is due of it: --kind plan or --kind answer. An act is due of a recommendation, such as {example}."
                ).format(example=Entity.RECOMMENDATION.example),
            )
    return found


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
        if not _corrections(deed, found, grant):
            raise Refused(_("It is due on that day already."), where=found.ref, hint=_("Nothing was changed."))
        _check_granted(deed, found, grant, raised)
        return before
    if grant.kind is DeadlineKind.ACT and deed.db.get_one(Recommendation, found.id).status == Status.DONE:
        raise Refused(
            _("It is done."),
            where=found.ref,
            hint=_("If it is not, take that back first: {command}").format(command=f"oversight rec mark open {found.ref}"),
        )
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
    if grant.granted_on is not None:
        check_day(
            grant.granted_on,
            today=deed.who.today,
            raised_on=raised,
            where=found.ref,
            ahead=_("An extension is written down once it was granted."),
            before=_("Mend --granted-on."),
        )


def _own(deed: Deed, found: Found, kind: DeadlineKind) -> Sequence[Deadline]:
    """The dates that ``found`` has itself, also those that were taken back, in their order."""
    column = Deadline.report_id if found.entity is Entity.REPORT else Deadline.recommendation_id
    dates = select(Deadline).where(column == found.id, Deadline.kind == kind.value)
    return deed.db.scalars(dates.order_by(Deadline.sequence)).all()


def _last(deed: Deed, found: Found, kind: DeadlineKind) -> Deadline | None:
    """The last date that ``found`` has itself, of those that stand."""
    return next((row for row in reversed(_own(deed, found, kind)) if row.withdrawn_at is None), None)


def _corrections(deed: Deed, found: Found, grant: Grant) -> dict[str, Value]:
    """The columns of the date in force that ``grant``, which gives the same day, has otherwise; what it leaves unsaid stays."""
    row = _last(deed, found, grant.kind)
    if row is None or row.due_on != grant.on:
        return {}
    said = _said(grant)
    told: dict[str, Value] = {name: value for name, value in said.items() if value is not None}
    if row.basis != grant.basis:
        # What the other basis was named no longer holds, and a day that was counted is now one that was fixed.
        told |= {"basis_text": said["basis_text"], "counted_from": None, "amount": None, "unit": None}
    return {name: value for name, value in told.items() if getattr(row, name) != value}


def _said(grant: Grant) -> dict[str, Value]:
    """What ``grant`` says beside the day and the reason, by column."""
    return {
        "basis": grant.basis.value,
        "basis_text": (grant.source or "").strip() or None,
        "asked_by": (grant.asked_by or "").strip() or None,
        "granted_by": (grant.granted_by or "").strip() or None,
        "granted_on": grant.granted_on,
    }


def _correct(deed: Deed, found: Found, grant: Grant) -> int:
    row = _last(deed, found, grant.kind)
    assert row is not None
    for name, value in _corrections(deed, found, grant).items():
        deed.set(row, name, value)
    if found.entity is Entity.RECOMMENDATION:
        deed.touch(deed.db.get_one(Recommendation, found.id))
    return row.sequence


def _write(deed: Deed, found: Found, grant: Grant) -> int:
    of_report = found.entity is Entity.REPORT
    deadline = Deadline(
        body_id=found.body_id,
        recommendation_id=None if of_report else found.id,
        report_id=found.id if of_report else None,
        kind=grant.kind.value,
        sequence=max((row.sequence for row in _own(deed, found, grant.kind)), default=0) + 1,
        due_on=grant.on,
        due_text=None,
        reason=deed.note,
        **_said(grant),
    )
    deed.create(deadline, grant.on.isoformat())
    if not of_report:
        deed.touch(deed.db.get_one(Recommendation, found.id))
    return deadline.sequence
