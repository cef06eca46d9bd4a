"""Find on the roster: the committee, the term, the person, the roles."""

from sqlalchemy import exists, select

from oversight.database.people import Body, Membership, Person, Term
from oversight.errors import NotFound, WrongUse
from oversight.follow_up.deed import Deed
from oversight.messages import _
from oversight.rules.names import name_key


def committee(deed: Deed, code: str | None) -> int:
    """The committee with this code; without one, the only one there is."""
    codes = {row.code: row.id for row in deed.db.scalars(select(Body).order_by(Body.id))}
    if code is None and len(codes) == 1:
        return next(iter(codes.values()))
    if code in codes:
        return codes[code]
    known = _("Known: {codes}.").format(codes=_(", ").join(sorted(codes)))
    if code is not None:
        raise NotFound(_("No committee has the code {code}.").format(code=code), hint=known)
    if not codes:
        raise NotFound(_("There is no committee yet."), hint=_("Load papers first: oversight load FILE"))
    raise WrongUse(_("It is not said which committee."), hint=known + " --committee")


def latest_term(deed: Deed, body_id: int) -> Term:
    """The committee's term with the highest number."""
    found = deed.db.scalar(select(Term).where(Term.body_id == body_id).order_by(Term.number.desc()).limit(1))
    if found is None:
        raise WrongUse(_("No term is known yet."), hint=_("Say which: --term NUMBER."))
    return found


def term_of(deed: Deed, body_id: int, number: int) -> Term:
    """The term with this number, made where it is not known yet."""
    found = deed.db.scalar(select(Term).where(Term.body_id == body_id, Term.number == number))
    if found is None:
        if number < 1:
            raise WrongUse(_("A term is a number from 1 on."))
        found = Term(body_id=body_id, number=number)
        deed.create(found, str(number))
    return found


def is_confirmed(deed: Deed, term_id: int) -> bool:
    """Whether the office has confirmed the roster of this term."""
    return bool(
        deed.db.scalar(
            select(exists().where(Membership.term_id == term_id, Membership.confirmed, Membership.withdrawn_at.is_(None)))
        )
    )


def person_called(deed: Deed, name: str) -> Person:
    """The member called ``name``, or with this number.

    :raises NotFound: nobody is
    :raises WrongUse: several are
    """
    key = name_key(name)
    roles = exists().where(Membership.person_id == Person.id, Membership.withdrawn_at.is_(None))
    people = deed.db.scalars(select(Person).where(roles).order_by(Person.id)).all()
    found = [person for person in people if key in {person.name_key, str(person.id)}]
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUse(
            _("More than one member is called {name}.").format(name=name),
            hint=_("Say which by number: {numbers}.").format(numbers=_(", ").join(str(person.id) for person in found)),
        )
    near = [person.name for person in people if key and (key in person.name_key or person.name_key.startswith(key[0]))]
    hint = _("See: {command}").format(command="oversight member list")
    if near:
        hint = _("Near it: {refs}. See: {command}").format(refs=_(", ").join(near[:6]), command="oversight member list")
    raise NotFound(_("No member is called {name}.").format(name=name), hint=hint)


def roles_of(deed: Deed, person: Person) -> list[tuple[Membership, int]]:
    """The standing roles of ``person``, each with the number of its term."""
    rows = deed.db.execute(
        select(Membership, Term.number)
        .join(Term, Term.id == Membership.term_id)
        .where(Membership.person_id == person.id, Membership.withdrawn_at.is_(None))
        .order_by(Term.number, Membership.id)
    )
    return [(row, number) for row, number in rows]
