"""Keep the roster: who is a member, in which role, from when to when. What papers show is seen; what the office says is confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.people import Membership, Person
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.in_office import check_one_chair
from oversight.follow_up.roster import committee, is_confirmed, latest_term, person_called, roles_of, term_of
from oversight.messages import _
from oversight.rules.move_status import check_day
from oversight.rules.names import name_key, sort_key
from oversight.stored_words import sentence
from oversight.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A role that is held; what is None is not known, or, in a correction, left as it is."""

    role: Role | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def check(self) -> None:
        """Refuse dates in the wrong order."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise Refused(_("An office does not end before it begins."), hint=_("Exchange --from and --to."))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRoster:
    """A member as the roster has it now."""

    id: int
    name: str
    role: str
    term: int
    starts_on: date | None
    ends_on: date | None
    confirmed: bool


def add_member(
    db: Session,
    name: str,
    office: Office,
    *,
    who: Who,
    term: int | None = None,
    code: str | None = None,
    mark: str = "",
    note: str | None = None,
) -> OnRoster:
    """Put ``name`` on the roster of ``term``, else of the latest one; ``mark`` parts two people of one name.

    Where the office has confirmed the roster, the new member is confirmed with this.

    :raises NotFound: there is no such committee
    :raises WrongUse: the name is empty; there are several committees, or no term, and none was named
    :raises Refused: the person holds the role already, or another is the chair then; dates in the wrong order
    """
    office.check()
    deed = begin_deed(db, who, "member add", note=note)
    body_id = committee(deed, code)
    in_term = latest_term(deed, body_id) if term is None else term_of(deed, body_id, term)
    person = _person(deed, body_id, name, mark.strip())
    deed.summary = sentence("{name}: on the roster", name=person.name)
    role = office.role or Role.MEMBER
    old = db.scalar(
        select(Membership).where(
            Membership.term_id == in_term.id, Membership.person_id == person.id, Membership.role == role.value
        )
    )
    if old is not None and old.withdrawn_at is None:
        raise Refused(
            _("{name} holds this role already.").format(name=person.name),
            hint=_("To change it: {command}").format(command=f"oversight member edit {person.name}"),
        )
    confirmed = is_confirmed(deed, in_term.id)
    if old is None:
        old = Membership(
            body_id=body_id,
            person_id=person.id,
            term_id=in_term.id,
            role=role.value,
            starts_on=office.starts_on,
            ends_on=office.ends_on,
            confirmed=confirmed,
        )
        deed.create(old, role.value)
    else:
        deed.restore(old, role.value)
        _set_office(deed, old, office)
        deed.set(old, "confirmed", confirmed)
    check_one_chair(deed, old)
    db.flush()
    return _shown(person, old, in_term.number)


def edit_member(
    db: Session,
    name: str,
    office: Office,
    *,
    who: Who,
    new_name: str | None = None,
    of: Role | None = None,
    term: int | None = None,
    note: str | None = None,
) -> OnRoster:
    """Correct the name, the role or the dates of the member called ``name`` (or with this number).

    ``of`` and ``term`` say which of several roles is meant; else the one of the latest term that has not ended.

    :raises NotFound: nobody is called so
    :raises WrongUse: several people or roles could be meant
    :raises Refused: it is so already; dates in the wrong order; another member bears the new name, or is the chair then
    """
    office.check()
    deed = begin_deed(db, who, "member edit", note=note)
    person = person_called(deed, name)
    deed.summary = sentence("{name}: corrected", name=person.name)
    if new_name is not None:
        _rename(deed, person, new_name)
    held, number = _one_role(deed, person, of, term)
    if office.role is not None and office.role.value != held.role:
        held = _change_role(deed, held, office.role)
    _set_office(deed, held, office)
    check_one_chair(deed, held)
    if deed.is_empty:
        raise Refused(_("It is so already."), where=person.name, hint=_("Nothing was changed."))
    db.flush()
    return _shown(person, held, number)


def leave(db: Session, name: str, on: date, *, who: Who, reason: str | None = None) -> tuple[OnRoster, ...]:
    """Let the member called ``name`` be out of office from the day after ``on``, the last day in office.

    :raises NotFound: nobody is called so
    :raises WrongUse: several people are
    :raises Refused: the member is out of office already, or came into office later; the day is yet to come
    """
    deed = begin_deed(db, who, "member leave", note=reason)
    person = person_called(deed, name)
    check_day(on, today=who.today, raised_on=None, where=person.name)
    deed.summary = sentence("{name}: left on {day}", name=person.name, day=on.isoformat())
    held = [(row, number) for row, number in roles_of(deed, person) if row.ends_on is None]
    if not held:
        raise Refused(
            _("{name} is out of office already.").format(name=person.name),
            hint=_("To change the day: {command}").format(command=f"oversight member edit {person.name} --to DATE"),
        )
    latest = max(number for _row, number in held)
    leaving = [row for row, number in held if number == latest]
    for row in leaving:
        if row.starts_on is not None and on < row.starts_on:
            raise Refused(
                _("{name} came into office on {day}.").format(name=person.name, day=row.starts_on.isoformat()),
                hint=_("Give a later day."),
            )
        deed.set(row, "ends_on", on)
    db.flush()
    return tuple(_shown(person, row, latest) for row in leaving)


def confirm(
    db: Session, names: Sequence[str], *, who: Who, term: int | None = None, code: str | None = None, note: str | None = None
) -> tuple[OnRoster, ...]:
    """Confirm the roster of ``term``, else of the latest one: all who stand on it, or those of ``names``.

    A confirmed roster decides how many count where the papers of a session do not say it, so it is confirmed as a whole
    first; names alone are for those who came later.

    :raises NotFound: nobody is called so
    :raises WrongUse: several committees, no term, or several people of one name
    :raises Refused: all are confirmed already; names are given while the roster as a whole is not confirmed
    """
    deed = begin_deed(db, who, "member confirm", note=note)
    body_id = committee(deed, code)
    in_term = latest_term(deed, body_id) if term is None else term_of(deed, body_id, term)
    people = {person_called(deed, name).id for name in names}
    if people and not is_confirmed(deed, in_term.id):
        raise Refused(
            _("The roster as a whole is not confirmed yet: a part of it would count as all."),
            hint=_("Look it over (oversight member list), then confirm it: {command}").format(
                command="oversight member confirm"
            ),
        )
    waiting = [
        (person, row)
        for row, person in db.execute(
            select(Membership, Person)
            .join(Person, Person.id == Membership.person_id)
            .where(Membership.term_id == in_term.id, Membership.withdrawn_at.is_(None), Membership.confirmed.is_(False))
            .order_by(Person.sort_key, Membership.id)
        )
        if not people or person.id in people
    ]
    if not waiting:
        raise Refused(_("There is nobody left to confirm."), hint=_("See: {command}").format(command="oversight member list"))
    deed.summary = sentence("roster of term {term} confirmed", term=in_term.number)
    for _person_of, row in waiting:
        deed.set(row, "confirmed", True)
    db.flush()
    return tuple(_shown(person, row, in_term.number) for person, row in waiting)


def _person(deed: Deed, body_id: int, name: str, mark: str) -> Person:
    plain = "".join(name.split())
    if not plain:
        raise WrongUse(_("A member has a name."))
    person = deed.db.scalar(
        select(Person).where(Person.body_id == body_id, Person.name_key == name_key(plain), Person.mark == mark)
    )
    if person is None:
        person = Person(body_id=body_id, name=plain, name_key=name_key(plain), mark=mark, sort_key=sort_key(plain))
        deed.create(person, plain)
    return person


def _rename(deed: Deed, person: Person, name: str) -> None:
    plain = "".join(name.split())
    if not plain:
        raise WrongUse(_("A member has a name."))
    other = deed.db.scalar(
        select(Person.id).where(
            Person.body_id == person.body_id,
            Person.name_key == name_key(plain),
            Person.mark == person.mark,
            Person.id != person.id,
        )
    )
    if other is not None:
        raise Refused(_("Somebody else is called {name}: number {number}.").format(name=plain, number=other), where=person.name)
    for column, value in (("name", plain), ("name_key", name_key(plain)), ("sort_key", sort_key(plain))):
        deed.set(person, column, value)


def _one_role(deed: Deed, person: Person, of: Role | None, term: int | None) -> tuple[Membership, int]:
    held = [
        (row, number)
        for row, number in roles_of(deed, person)
        if (of is None or row.role == of.value) and term in {None, number}
    ]
    latest = max((number for _row, number in held), default=0)
    held = [(row, number) for row, number in held if number == latest]
    current = [(row, number) for row, number in held if row.ends_on is None] or held
    if len(current) != 1:
        raise WrongUse(
            _("{name} holds {count} roles that could be meant.").format(name=person.name, count=len(current)),
            hint=_("Say which: --of ROLE, --term NUMBER."),
        )
    return current[0]


def _change_role(deed: Deed, held: Membership, role: Role) -> Membership:
    """The wrong role is hidden and not overwritten: the paper that shows it may be loaded again."""
    old = deed.db.scalar(
        select(Membership).where(
            Membership.term_id == held.term_id, Membership.person_id == held.person_id, Membership.role == role.value
        )
    )
    if old is not None and old.withdrawn_at is None:
        raise Refused(
            _("The member holds that role as well."), hint=_("See: {command}").format(command="oversight member list")
        )
    deed.withdraw(held, held.role)
    values = {"starts_on": held.starts_on, "ends_on": held.ends_on, "confirmed": held.confirmed}
    if old is None:
        new = Membership(body_id=held.body_id, person_id=held.person_id, term_id=held.term_id, role=role.value, **values)
        deed.create(new, role.value)
        return new
    deed.restore(old, role.value)
    for name, value in values.items():
        deed.set(old, name, value)
    return old


def _set_office(deed: Deed, row: Membership, office: Office) -> None:
    starts_on, ends_on = office.starts_on or row.starts_on, office.ends_on or row.ends_on
    Office(starts_on=starts_on, ends_on=ends_on).check()
    deed.set(row, "starts_on", starts_on)
    deed.set(row, "ends_on", ends_on)


def _shown(person: Person, row: Membership, term: int) -> OnRoster:
    return OnRoster(
        id=person.id,
        name=person.name,
        role=row.role,
        term=term,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        confirmed=row.confirmed,
    )
