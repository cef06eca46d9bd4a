"""Say who carries a recommendation out: the office's word stands in the place of what was read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation
from oversight.database.people import Responsibility
from oversight.database.story import Event
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed, few
from oversight.follow_up.leaf_rows import leaf_rows
from oversight.follow_up.leaves_to_mark import Leaf, leaves_to_mark
from oversight.follow_up.propose import propose
from oversight.messages import _
from oversight.rules.move_status import check_day
from oversight.stored_words import sentence
from oversight.views.organizations import organizations
from oversight.views.recommendation_rows import responsible_bodies
from oversight.vocabulary import Basis, BodyRole

_PARTED = re.compile(r"[、,，;；]")
"""What parts the names of several bodies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is to carry out what. What is None is left; an empty person is taken away.

    ``as_read`` takes the office's own word back: those whom the paper names are responsible again.
    """

    lead: str | None = None
    support: Sequence[str] | None = None
    person: str | None = None
    as_read: bool = False

    @property
    def names_nobody(self) -> bool:
        """Whether nothing is said at all."""
        return not self.as_read and all(one is None for one in (self.lead, self.support, self.person))

    def check(self) -> None:
        """Refuse what cannot be meant."""
        if self.as_read:
            if any(one is not None for one in (self.lead, self.support, self.person)):
                raise WrongUse(_("--as-read stands alone."), hint=_("Leave the other options out."))
        elif self.names_nobody:
            raise WrongUse(_("It is not said who."), hint=_("Name --lead, --support or --person."))
        names = [*([] if self.lead is None else [self.lead]), *(self.support or ())]
        if not all(name.strip() for name in names):
            raise WrongUse(_("A body has a name."), hint=_("To go back to what the paper says: --as-read"))
        if self.lead is not None and _PARTED.search(self.lead):
            raise WrongUse(_("One body leads."), hint=_("Name the one in --lead, the others in --support."))
        if self.lead is not None and self.lead in (self.support or ()):
            raise WrongUse(_("{name} cannot both lead and support.").format(name=self.lead))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """Who is responsible for a leaf now; ``asked`` is the ref that led to it.

    ``gone`` is the person who was named before and went with the body, though nobody said so.
    """

    ref: str
    asked: str
    lead: str | None
    supporting: tuple[str, ...]
    person: str | None
    gone: str | None = None


def assign(
    db: Session,
    refs: Sequence[str],
    duty: Duty,
    *,
    who: Who,
    note: str | None = None,
    session_ref: str | None = None,
    on: date | None = None,
) -> tuple[Assigned, ...]:
    """Make ``duty`` hold for the leaves that ``refs`` mean, as for a mark: an item means its leaves.

    It is so since ``on``; else since the session where it was decided; else since today.

    :raises NotFound: a ref or the session is not there
    :raises WrongUse: a ref is no recommendation; nobody is named; one body is to lead and to support
    :raises Refused: it is so already; a person is named where no body leads; the day is yet to come, or before it was raised
    """
    duty.check()
    deed = begin_deed(db, who, "rec assign", note=note, session_ref=session_ref)
    leaves = leaves_to_mark(deed.reader, refs)
    _begin_on(deed, leaves, on)
    deed.summary = sentence("assigned: {refs}", refs=few([leaf.ref for leaf in leaves]))
    return _assign_each(deed, [(leaf, duty) for leaf in leaves])


def assign_proposed(
    db: Session,
    refs: Sequence[str],
    *,
    who: Who,
    note: str | None = None,
    session_ref: str | None = None,
    on: date | None = None,
) -> tuple[Assigned, ...]:
    """Make those responsible whom the text names, for the leaves that ``refs`` mean and nobody is responsible for.

    :raises NotFound: a ref or the session is not there
    :raises WrongUse: a ref is no recommendation
    :raises Refused: the texts name nobody for a leaf that needs it; the day is yet to come, or before it was raised
    """
    deed = begin_deed(db, who, "rec assign", note=note, session_ref=session_ref)
    proposed = {one.ref: one for one in propose(deed.reader, refs) if one.is_new}
    leaves = [leaf for leaf in leaves_to_mark(deed.reader, refs) if leaf.ref in proposed]
    if not leaves:
        raise Refused(_("Nobody else is named in the text."), where=_(", ").join(refs), hint=_("Say who: --lead, --support."))
    _begin_on(deed, leaves, on)
    deed.summary = sentence("assigned: {refs}", refs=few([leaf.ref for leaf in leaves]))
    return _assign_each(
        deed, [(leaf, Duty(lead=proposed[leaf.ref].lead, support=proposed[leaf.ref].supporting)) for leaf in leaves]
    )


def _begin_on(deed: Deed, leaves: Sequence[Leaf], on: date | None) -> None:
    """It is so since ``on``, where that is given."""
    if on is None:
        return
    rows = leaf_rows(deed.db, leaves)
    for leaf in leaves:
        check_day(on, today=deed.who.today, raised_on=rows[leaf.id].raised_on, where=leaf.ref)
    deed.since = on


def _assign_each(deed: Deed, duties: Sequence[tuple[Leaf, Duty]]) -> tuple[Assigned, ...]:
    leaves = [leaf for leaf, _duty in duties]
    people = {leaf.id: _person(deed, leaf) for leaf in leaves}
    changed = [(leaf, duty) for leaf, duty in duties if _assign(deed, leaf, duty)]
    if not changed:
        raise _already(deed, leaves)
    for leaf, _duty in changed:
        deed.touch(deed.db.get_one(Recommendation, leaf.id))
    deed.db.flush()
    return tuple(_told(deed, leaf, None if duty.person is not None else people[leaf.id]) for leaf, duty in changed)


def _already(deed: Deed, leaves: Sequence[Leaf]) -> Refused:
    """The error that says since when it is so, and how it gets another day."""
    last = deed.db.execute(
        select(Event.change_id, Event.effective_on)
        .join(Responsibility, Responsibility.id == Event.entity_id)
        .where(
            Event.entity == Responsibility.__tablename__,
            Responsibility.recommendation_id == leaves[0].id,
            Responsibility.withdrawn_at.is_(None),
            Responsibility.basis == Basis.ASSIGNED.value,
        )
        .order_by(Event.sequence.desc())
        .limit(1)
    ).first()
    hint = _("Nothing was changed.")
    if last is not None:
        told = _("It is so since {day}. To date it otherwise, take that back and assign it again with --on: {command}")
        hint = told.format(day=last.effective_on.isoformat(), command=f"oversight undo {last.change_id}")
    return Refused(_("It is assigned so already."), where=_(", ").join(leaf.ref for leaf in leaves[:3]), hint=hint)


def _assign(deed: Deed, leaf: Leaf, duty: Duty) -> bool:
    """Whether anything is otherwise now."""
    rows = deed.db.scalars(
        select(Responsibility).where(Responsibility.recommendation_id == leaf.id).order_by(Responsibility.id)
    ).all()
    own = {row.name: row for row in rows if row.basis == Basis.ASSIGNED.value}
    if duty.as_read:
        standing = [row for row in own.values() if row.withdrawn_at is None]
        for row in standing:
            deed.withdraw(row, row.name)
        return bool(standing)
    changed = False
    if duty.lead is not None:
        lead = duty.lead.strip()
        person = _person_of(deed, own, lead)
        changed |= _set_role(deed, leaf, own, BodyRole.LEAD, [lead])
        if duty.person is None:
            changed |= deed.set(own[lead], "person_name", person)
    if duty.support is not None:
        names = list(dict.fromkeys(name.strip() for name in duty.support))
        changed |= _set_role(deed, leaf, own, BodyRole.SUPPORTING, names)
    if duty.person is not None:
        read = [row for row in rows if row.basis == Basis.READ.value and row.withdrawn_at is None]
        changed |= _set_person(deed, leaf, own, read, duty.person.strip())
    return changed


def _set_role(deed: Deed, leaf: Leaf, own: dict[str, Responsibility], role: BodyRole, names: Sequence[str]) -> bool:
    changed = False
    for row in own.values():
        if row.role == role.value and row.withdrawn_at is None and row.name not in names:
            deed.withdraw(row, row.name)
            changed = True
    for name in names:
        row = own.get(name) or _new(deed, leaf, role, name)
        if name not in own:
            own[name] = row
            changed = True
            continue
        if row.withdrawn_at is not None:
            deed.restore(row, name)
            # The person of an earlier assignment went with it.
            deed.set(row, "person_name", None)
            changed = True
        changed |= deed.set(row, "role", role.value)
    return changed


def _person_of(deed: Deed, own: Mapping[str, Responsibility], lead: str) -> str | None:
    """The person who stays where ``lead`` is to lead: the one of the body that led, where it is the same one by whatever name."""
    known = organizations(deed.reader)
    same = known.meant(lead, on=deed.day)
    for name, row in own.items():
        if row.withdrawn_at is not None:
            continue
        if name == lead or (row.role == BodyRole.LEAD.value and same is not None and known.meant(name, on=deed.day) == same):
            return row.person_name
    return None


def _new(deed: Deed, leaf: Leaf, role: BodyRole, name: str) -> Responsibility:
    known = organizations(deed.reader).meant(name, on=deed.day, body_id=leaf.body_id)
    row = Responsibility(
        body_id=leaf.body_id,
        recommendation_id=leaf.id,
        organization_id=None if known is None else known.id,
        name=name,
        role=role.value,
        basis=Basis.ASSIGNED.value,
    )
    deed.create(row, name)
    return row


def _set_person(deed: Deed, leaf: Leaf, own: dict[str, Responsibility], read: Sequence[Responsibility], person: str) -> bool:
    """The person stands with the body that leads; one that was only read is assigned by that."""
    leads = [row for row in own.values() if row.role == BodyRole.LEAD.value and row.withdrawn_at is None]
    named = [row for row in read if row.role == BodyRole.LEAD.value]
    if not leads and not named:
        raise Refused(_("No body leads here yet."), where=leaf.ref, hint=_("Name it as well: --lead"))
    if not leads:
        _set_role(deed, leaf, own, BodyRole.LEAD, [named[0].name])
        leads = [own[named[0].name]]
    return deed.set(leads[0], "person_name", person or None)


def _told(deed: Deed, leaf: Leaf, before: str | None) -> Assigned:
    """How it stands now; ``before`` is the person who was named and has not been named anew."""
    names = responsible_bodies(deed.reader, [leaf.id])[leaf.id]
    lead = names[BodyRole.LEAD.value]
    person = _person(deed, leaf)
    return Assigned(
        ref=leaf.ref,
        asked=leaf.asked,
        lead="、".join(lead) or None,
        supporting=tuple(name for name in names[BodyRole.SUPPORTING.value] if name not in lead),
        person=person,
        gone=None if before == person else before,
    )


def _person(deed: Deed, leaf: Leaf) -> str | None:
    """The person who is named for the leaf, the office's own before one that was read."""
    deed.db.flush()
    return deed.db.scalars(
        select(Responsibility.person_name)
        .where(
            Responsibility.recommendation_id == leaf.id,
            Responsibility.withdrawn_at.is_(None),
            Responsibility.person_name.is_not(None),
        )
        .order_by(Responsibility.basis, Responsibility.role, Responsibility.id)
    ).first()
