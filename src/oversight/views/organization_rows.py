"""The bodies that have to act: those that the office has put down, and those that only papers name."""

from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader
from oversight.errors import NotFound, WrongUse
from oversight.messages import _
from oversight.rules.body_names import is_one_body
from oversight.views.organizations import Name, Organization, Organizations, organizations, printed_names
from oversight.views.recommendation_rows import Recommendation
from oversight.views.recommendations import Question, list_recommendations
from oversight.views.status import Standing, overview


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRow:
    """A body. ``id`` is None for one that only papers name. What it has to carry out is that of ``status --by body``."""

    id: int | None
    name: str
    other_names: tuple[str, ...]
    successor: str | None
    succeeded_on: date | None
    to_follow: int
    outstanding: int
    overdue: int
    supporting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Predecessor:
    """A body in whose place another one acts since ``on``."""

    name: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationSheet:
    """A body with its names, whose place it took, who took its own, and what was given to it and to those before it."""

    id: int
    name: str
    names: tuple[Name, ...]
    predecessors: tuple[Predecessor, ...]
    successor: str | None
    succeeded_on: date | None
    recommendations: tuple[Recommendation, ...]


def list_organizations(reader: Reader, *, today: date) -> list[OrganizationRow]:
    """All bodies: those put down in their order, then those that only papers name, the one with most to do first."""
    known = organizations(reader)
    standing = {one.name: one for one in overview(reader, today=today).by_body if one.name is not None}
    rows = [
        _row(name, one, _successor(one, known, today), standing.pop(name, None))
        for one in known.all.values()
        for name in (one.called_on(today),)
    ]
    return rows + [_row(name, None, None, one) for name, one in standing.items()]


def _successor(one: Organization, known: Organizations, today: date) -> Organization | None:
    return known.all.get(one.successor_id or 0) if one.is_succeeded(today) else None


def _row(name: str, one: Organization | None, successor: Organization | None, standing: Standing | None) -> OrganizationRow:
    return OrganizationRow(
        id=None if one is None else one.id,
        name=name,
        other_names=() if one is None else tuple(dict.fromkeys(own.text for own in one.names if own.text != name)),
        successor=None if successor is None else successor.name,
        succeeded_on=None if one is None or successor is None else one.succeeded_on,
        to_follow=0 if standing is None else standing.leaves,
        outstanding=0 if standing is None else standing.open + standing.in_progress,
        overdue=0 if standing is None else standing.overdue,
        supporting=0 if standing is None else standing.supporting,
    )


def _unknown(reader: Reader, name: str) -> NotFound:
    """The error that says whether papers name the body, and what to do then."""
    if any(is_one_body(name, printed) for printed in printed_names(reader)):
        return NotFound(
            _("Only papers name {name} so far: it has not been put down.").format(name=name),
            hint=_("What it has to do: {list}. To put it down: {add}").format(
                list=f"oversight rec list --body {name}", add=f"oversight org add {name}"
            ),
        )
    return NotFound(
        _("No body is called {name}.").format(name=name), hint=_("See: {command}").format(command="oversight org list")
    )


def show_organization(reader: Reader, name: str, *, language: str, today: date) -> OrganizationSheet:
    """The body that ``name`` means.

    :raises NotFound: no body that was put down is called so
    :raises WrongUse: several are
    """
    known = organizations(reader)
    found = known.candidates(name)
    if not found:
        raise _unknown(reader, name)
    if len(found) > 1:
        raise WrongUse(
            _("{name} could mean more than one body.").format(name=name),
            hint=_("Say which: {names}.").format(names=_(", ").join(one.name for one in found)),
        )
    one = found[0]
    successor = _successor(one, known, today)
    return OrganizationSheet(
        id=one.id,
        name=one.called_on(today),
        names=one.names,
        predecessors=tuple(
            Predecessor(name=other.name, on=other.succeeded_on)
            for other in known.predecessors(one)
            if other.is_succeeded(today)
        ),
        successor=None if successor is None else successor.name,
        succeeded_on=None if successor is None else one.succeeded_on,
        recommendations=tuple(list_recommendations(reader, Question(body=one.name), language=language, today=today)),
    )
