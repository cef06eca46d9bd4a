"""Who holds an office on a day, as far as the roster says; and of what there is only one."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from oversight.database.meetings import LegislativeSession
from oversight.database.people import Membership, Person
from oversight.errors import Refused
from oversight.follow_up.deed import Deed
from oversight.messages import _
from oversight.rules.names import name_key
from oversight.vocabulary import Role


def check_in_office(deed: Deed, person: Person, session: LegislativeSession, ref: str) -> None:
    """Refuse to count ``person`` at a session on whose day the person was no member.

    :raises Refused: by the roster the office began later, had ended, or is one of another term
    """
    if session.term_id is None:
        return
    held = _roles(deed, session.term_id, person.id)
    if not any(_holds_on(row, session.starts_on) for row in held):
        raise Refused(
            _("{name} was no member at {session}: only who is in office on the day counts.").format(
                name=person.name, session=ref
            ),
            hint=_on_the_roster(held)
            + _("If the roster is wrong: {command}").format(
                command=f"oversight member edit {person.name} --from DATE --to DATE"
                if held
                else f"oversight member add {person.name}"
            ),
        )


def check_presides(deed: Deed, session: LegislativeSession, ref: str) -> None:
    """Refuse a presider whom the roster does not have in office on the day; a term of which no member is known allows any.

    :raises Refused: the presider is no member, or was none on that day
    """
    name = session.presided_by
    if name is None or session.term_id is None:
        return
    roster = _roles(deed, session.term_id)
    people = {
        person.id: person for person in deed.db.scalars(select(Person).where(Person.id.in_([row.person_id for row in roster])))
    }
    called = [row for row in roster if people[row.person_id].name_key == name_key(name)]
    if roster and not any(_holds_on(row, session.starts_on) for row in called):
        raise Refused(
            _("{name} was no member at {session}: a session is presided over by one who is in office.").format(
                name=name, session=ref
            ),
            hint=_on_the_roster(called) + _("See: {command}").format(command="oversight member list"),
        )


def check_one_chair(deed: Deed, row: Membership) -> None:
    """Refuse a chair beside another: a committee has one at a time (组织法, art. 47: 主任、副主任若干人、委员若干人).

    :raises Refused: somebody else is the chair at the same time
    """
    if row.role != Role.CHAIR.value:
        return
    for other in _roles(deed, row.term_id):
        if other.role == Role.CHAIR.value and other.person_id != row.person_id and _overlap(row, other):
            name = deed.db.get_one(Person, other.person_id).name
            raise Refused(
                _("{name} is the chair then: there is one at a time.").format(name=name),
                hint=_on_the_roster([other])
                + _("Say first until when: {command}").format(command=f"oversight member leave {name} --on DATE"),
            )


def _roles(deed: Deed, term_id: int, person_id: int | None = None) -> Sequence[Membership]:
    deed.db.flush()
    held = select(Membership).where(Membership.term_id == term_id, Membership.withdrawn_at.is_(None)).order_by(Membership.id)
    return deed.db.scalars(held if person_id is None else held.where(Membership.person_id == person_id)).all()


def _holds_on(row: Membership, day: date | None) -> bool:
    if day is None:
        return True
    return (row.starts_on or day) <= day <= (row.ends_on or day)


def _overlap(one: Membership, other: Membership) -> bool:
    starts = max((day for day in (one.starts_on, other.starts_on) if day is not None), default=date.min)
    return starts <= min((day for day in (one.ends_on, other.ends_on) if day is not None), default=date.max)


def _on_the_roster(held: Sequence[Membership]) -> str:
    """From when to when, as the roster has it; nothing where it has no dates."""
    dated = [row for row in held if row.starts_on is not None or row.ends_on is not None]
    spans = [f"{row.starts_on or '…'} – {row.ends_on or '…'}" for row in dated]
    return _("On the roster: {dates}.").format(dates=_(", ").join(spans)) + " " if spans else ""
