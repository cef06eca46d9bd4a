"""Correct who was present, on leave or absent; what the paper printed stays in the story."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from oversight.database.meetings import AttendanceEntry, LegislativeSession, Sitting
from oversight.database.people import Membership, Person
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.in_office import check_in_office
from oversight.follow_up.roster import person_called
from oversight.messages import _
from oversight.rules.names import name_key
from oversight.stored_words import sentence
from oversight.views.member_lists import lists_its_members
from oversight.views.resolve_ref import Entity, Found, resolve_ref
from oversight.vocabulary import Attendance, Capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceMark:
    """A member's attendance before (None: not on the list) and now."""

    name: str
    before: str | None
    after: str
    reason: str | None


def mark_attendance(
    db: Session,
    session_ref: str,
    names: Sequence[str],
    status: Attendance,
    *,
    who: Who,
    reason: str | None = None,
    others: Attendance | None = None,
) -> tuple[AttendanceMark, ...]:
    """Say how the members ``names`` attended the session; ``reason``: why on leave or absent.

    Where the papers do not list the members, ``others`` says how it is with all the others in office, by the roster that the
    office has confirmed: one mark alone would make a list of one.

    :raises NotFound: there is no such session or member
    :raises WrongUse: several members are called so; nobody is named
    :raises Refused: all stand so already; one was not in office on the day, and the papers do not list the name; a reason for being present; no list, and no word on the others or no roster for it
    """
    if not names:
        raise WrongUse(_("Nobody is named."))
    if status is Attendance.PRESENT and (reason or "").strip():
        raise Refused(_("Who was present needs no reason."), hint=_("Leave --reason out."))
    deed = begin_deed(db, who, "attendance mark", note=reason)
    session = resolve_ref(deed.reader, session_ref, Entity.SESSION)
    row = db.get_one(LegislativeSession, session.id)
    deed.since = row.starts_on
    entries = _entries(deed, session)
    marks: list[AttendanceMark] = []
    named = {name: _entry_called(entries, name) for name in dict.fromkeys(names)}
    rest = _others(deed, row, entries, others)
    deed.summary = sentence("{session}: {names} {status}", session=session.ref, names=names, status=status)
    if not lists_its_members(deed.reader, session.id) and not rest:
        raise Refused(
            _("The papers of {session} do not list the members: one mark would make a list of one.").format(
                session=session.ref
            ),
            hint=_("Say how it is with all the others in office: --others present"),
        )
    taken = {entry.person_id for entry in entries.values()}
    for name, entry in named.items():
        marked = entry
        if marked is None:
            person = person_called(deed, name)
            check_in_office(deed, person, row, session.ref)
            marked = _new(deed, session, person)
            taken.add(person.id)
        done = _mark(deed, marked, status, deed.note)
        marks += [] if done is None else [done]
    deed.note = None
    for person in rest:
        if person.id not in taken and others is not None:
            done = _mark(deed, _new(deed, session, person), others, None)
            marks += [] if done is None else [done]
    if not marks:
        raise Refused(_("It is marked so already."), where=session.ref, hint=_("Nothing was changed."))
    db.flush()
    return tuple(marks)


def _entries(deed: Deed, session: Found) -> dict[str, AttendanceEntry]:
    """The members on the list, by name as printed and as the person is called now."""
    rows = deed.db.execute(
        select(AttendanceEntry, Person.name_key)
        .join(Sitting, Sitting.id == AttendanceEntry.sitting_id)
        .outerjoin(Person, Person.id == AttendanceEntry.person_id)
        .where(
            Sitting.session_id == session.id,
            AttendanceEntry.capacity == Capacity.MEMBER.value,
            AttendanceEntry.withdrawn_at.is_(None),
        )
        .order_by(Sitting.number.desc(), AttendanceEntry.id)
    )
    found: dict[str, AttendanceEntry] = {}
    for entry, key in rows:
        found[entry.name_key] = entry
        if key is not None:
            found[key] = entry
    return found


def _entry_called(entries: dict[str, AttendanceEntry], name: str) -> AttendanceEntry | None:
    by_person = {str(entry.person_id): entry for entry in entries.values() if entry.person_id is not None}
    return entries.get(name_key(name)) or by_person.get(name.strip())


def _others(
    deed: Deed, session: LegislativeSession, entries: dict[str, AttendanceEntry], status: Attendance | None
) -> list[Person]:
    """The members in office on the day, by the confirmed roster, who are not on the list."""
    if status is None:
        return []
    day = session.starts_on
    conditions = [
        Membership.term_id == session.term_id,
        Membership.confirmed,
        Membership.withdrawn_at.is_(None),
        or_(Membership.starts_on.is_(None), Membership.starts_on <= day),
        or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
    ]
    people = deed.db.scalars(
        select(Person)
        .where(Person.id.in_(select(Membership.person_id).where(*conditions)))
        .order_by(Person.sort_key, Person.id)
    ).all()
    if day is None or session.term_id is None or not people:
        raise Refused(
            _("Who the others are is not known: no roster is confirmed for the day of {session}.").format(session=session.ref),
            hint=_("Look it over (oversight member list), then confirm it: {command}").format(
                command="oversight member confirm"
            ),
        )
    listed = {entry.person_id for entry in entries.values()}
    return [person for person in people if person.id not in listed]


def _mark(deed: Deed, entry: AttendanceEntry, status: Attendance, reason: str | None) -> AttendanceMark | None:
    """None where it is marked so already."""
    before = entry.status
    if before is None:
        # Of a new entry both are told, so that a list that comes later changes neither.
        deed.tell(entry, "status", None, status.value)
        deed.tell(entry, "reason", None, reason)
        entry.status, entry.reason = status.value, reason
    else:
        moved = deed.set(entry, "status", status.value)
        if not ((moved or reason is not None) and deed.set(entry, "reason", reason)) and not moved:
            return None
    return AttendanceMark(name=entry.name, before=before, after=status.value, reason=entry.reason)


def _new(deed: Deed, session: Found, person: Person) -> AttendanceEntry:
    sitting = deed.db.scalar(select(Sitting).where(Sitting.session_id == session.id).order_by(Sitting.number).limit(1))
    if sitting is None:
        sitting = Sitting(body_id=session.body_id, session_id=session.id, number=1, held_on=deed.since)
        deed.create(sitting, "1")
    last = deed.db.scalar(
        select(func.max(AttendanceEntry.position)).where(
            AttendanceEntry.sitting_id == sitting.id, AttendanceEntry.capacity == Capacity.MEMBER.value
        )
    )
    role = deed.db.scalar(
        select(Membership.role)
        .where(Membership.person_id == person.id, Membership.withdrawn_at.is_(None))
        .order_by(Membership.term_id.desc(), Membership.id.desc())
        .limit(1)
    )
    hidden = deed.db.scalar(
        select(AttendanceEntry).where(
            AttendanceEntry.sitting_id == sitting.id,
            AttendanceEntry.capacity == Capacity.MEMBER.value,
            AttendanceEntry.name_key == person.name_key,
            AttendanceEntry.withdrawn_at.is_not(None),
        )
    )
    if hidden is not None:
        deed.restore(hidden, person.name)
        return hidden
    entry = AttendanceEntry(
        body_id=session.body_id,
        sitting_id=sitting.id,
        person_id=person.id,
        capacity=Capacity.MEMBER.value,
        position=(last or 0) + 1,
        name=person.name,
        name_key=person.name_key,
        title="",
        role=role,
        status=None,
        reason=None,
    )
    deed.create(entry, person.name)
    return entry
