"""The list of a session against the roster that the office has confirmed."""

from collections.abc import Mapping, Sequence

from oversight.database.people import Membership
from oversight.intake.draft import Draft
from oversight.intake.planned import Planned, day_of
from oversight.messages import _


def compare_with_roster(draft: Draft, session: Planned, memberships: Sequence[Membership], listed: Mapping[str, str]) -> None:
    """Leave it to a person where the two differ; ``memberships`` are the term's, ``listed`` the names on the list by their keys.

    Who is in office is asked for the day of the session. Until the office has confirmed a roster there is nothing to compare.
    """
    day = day_of(session)
    confirmed = [row for row in memberships if row.confirmed and row.withdrawn_at is None]
    in_office = {
        row.person_id
        for row in confirmed
        if day is None or ((row.starts_on is None or row.starts_on <= day) and (row.ends_on is None or row.ends_on >= day))
    }
    if not in_office:
        return
    roster = {key: person.name for key, persons in draft.stored.persons.items() for person in persons if person.id in in_office}
    _differ(draft, _("{names}: on the confirmed roster, but not on the list of {session}."), session, roster, listed)
    _differ(draft, _("{names}: on the list of {session}, but not on the confirmed roster."), session, listed, roster)


def _differ(draft: Draft, sentence: str, session: Planned, these: Mapping[str, str], those: Mapping[str, str]) -> None:
    names = [name for key, name in these.items() if key not in those]
    if names:
        draft.doubt("roster_differs", sentence.format(names=_(", ").join(names), session=session.ref))
