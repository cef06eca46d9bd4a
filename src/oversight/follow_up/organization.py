"""Put down the bodies that act, the names that they bear, and who took the place of whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.database.people import Organization, OrganizationName
from oversight.errors import NotFound, Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.roster import committee
from oversight.messages import _
from oversight.rules.body_names import is_one_body
from oversight.rules.likeness import text_key
from oversight.rules.move_status import check_day
from oversight.stored_words import sentence
from oversight.views.organizations import organizations, printed_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The first and the last day on which a name was borne, where these are known."""

    starts_on: date | None = None
    ends_on: date | None = None

    def check(self) -> None:
        """Refuse days in the wrong order."""
        if self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on:
            raise WrongUse(_("The last day is before the first one."), hint=_("Change --from or --to."))

    def meets(self, other: OrganizationName) -> bool:
        """Whether there is a day in both."""
        return not (
            (self.ends_on is not None and other.starts_on is not None and self.ends_on < other.starts_on)
            or (other.ends_on is not None and self.starts_on is not None and other.ends_on < self.starts_on)
        )


_ALWAYS = Span()


def add_organization(
    db: Session,
    name: str,
    aliases: Sequence[str] = (),
    *,
    who: Who,
    starts_on: date | None = None,
    code: str | None = None,
    note: str | None = None,
) -> str:
    """Put down a body with its name, borne since ``starts_on``, and further names. Its name comes back.

    :raises WrongUse: a name is empty; there are several committees and none was named
    :raises Refused: a name is borne by a body already
    """
    deed = begin_deed(db, who, "org add", note=note)
    body_id = committee(deed, code)
    deed.summary = sentence("{names}", names=[_said(one) for one in (name, *aliases)])
    for alias in aliases:
        _check_free(deed, body_id, _said(alias), _ALWAYS, but=None)
    row = _put_down(deed, body_id, _said(name), Span(starts_on=starts_on))
    for alias in aliases:
        _name(deed, row, _said(alias), _ALWAYS)
    db.flush()
    return row.name


def add_alias(
    db: Session, name: str, alias: str, span: Span, *, who: Who, code: str | None = None, note: str | None = None
) -> str:
    """Let the body ``name`` answer to ``alias`` as well. Its present name comes back.

    :raises NotFound: no body is called so
    :raises WrongUse: a name is empty or could mean several bodies; days in the wrong order
    :raises Refused: a body bears this name already at that time
    """
    span.check()
    deed = begin_deed(db, who, "org alias", note=note)
    deed.summary = f"{_said(name)} = {_said(alias)}"
    row = _body(deed, committee(deed, code), name)
    deed.since = span.starts_on or _first_day(deed, row.body_id)
    _name(deed, row, _said(alias), span)
    db.flush()
    return row.name


def rename_organization(
    db: Session, name: str, new: str, on: date, *, who: Who, code: str | None = None, note: str | None = None
) -> str:
    """Call the body ``name`` by its new name since the day ``on``; it answers to the old one as before. That comes back.

    :raises NotFound: no body is called so
    :raises WrongUse: a name is empty or could mean several bodies
    :raises Refused: it is called so already; another body is; the day is yet to come, or before it got the name it has
    """
    deed = begin_deed(db, who, "org rename", note=note)
    check_day(on, today=who.today, raised_on=None, where=name.strip())
    called = _said(new)
    deed.summary = f"{_said(name)} → {called}"
    row = _body(deed, committee(deed, code), name)
    old = row.name
    if text_key(called) == row.name_key:
        raise Refused(_("It is called so already."), where=old, hint=_("Nothing was changed."))
    deed.since = on
    borne = db.scalars(
        select(OrganizationName).where(
            OrganizationName.organization_id == row.id,
            OrganizationName.name_key == row.name_key,
            OrganizationName.withdrawn_at.is_(None),
        )
    ).one()
    if borne.starts_on is not None and on <= borne.starts_on:
        raise Refused(
            _("It bears the name that it has since {day}.").format(day=borne.starts_on.isoformat()),
            where=old,
            hint=_("Give a later day."),
        )
    instead = f"oversight org merge {old} {called} --on {on.isoformat()}"
    _check_free(deed, row.body_id, called, Span(starts_on=on), but=row.id, instead=instead)
    _name(deed, row, called, Span(starts_on=on), anew=True)
    deed.set(borne, "ends_on", on - timedelta(days=1))
    _free_key(deed, row.body_id, called)
    deed.set(row, "name", called)
    deed.set(row, "name_key", text_key(called))
    db.flush()
    return old


def merge_organization(
    db: Session, name: str, into: str, on: date, *, who: Who, code: str | None = None, note: str | None = None
) -> tuple[str, str]:
    """Let the body ``into`` act in the place of ``name`` since the day ``on``. The names of both come back.

    :raises NotFound: no body is called so
    :raises WrongUse: a name could mean several bodies
    :raises Refused: the day is yet to come; both are one body; its place is taken already, or it took that of the other one
    """
    deed = begin_deed(db, who, "org merge", note=note)
    body_id = committee(deed, code)
    check_day(on, today=who.today, raised_on=None, where=name.strip())
    deed.summary = f"{_said(name)} → {_said(into)}"
    row = _body(deed, body_id, name)
    if row.successor_id is not None:
        taken = db.get_one(Organization, row.successor_id)
        raise Refused(
            _("{name} acts in its place already.").format(name=taken.name),
            where=row.name,
            hint=_("To take that back: oversight undo"),
        )
    successor = _body(deed, body_id, into)
    if row is successor:
        raise Refused(_("Both names mean one body."), where=row.name, hint=_("Nothing was changed."))
    known = organizations(deed.reader)
    if any(one.id == successor.id for one in known.predecessors(known.all[row.id])):
        raise Refused(
            _("It acts in the place of {name} itself.").format(name=successor.name),
            where=row.name,
            hint=_("Nothing was changed."),
        )
    deed.since = on
    deed.set(row, "successor_id", successor.id)
    deed.set(row, "succeeded_on", on)
    db.flush()
    return row.name, successor.name


def _said(name: str) -> str:
    plain = name.strip()
    if not text_key(plain):
        raise WrongUse(_("A body has a name."))
    return plain


def _body(deed: Deed, body_id: int, name: str) -> Organization:
    """The body that ``name`` means; one that only papers name so far is put down."""
    found = organizations(deed.reader).candidates(_said(name), body_id=body_id)
    if len(found) > 1:
        raise WrongUse(
            _("{name} could mean more than one body.").format(name=name),
            hint=_("Say which: {names}.").format(names=_(", ").join(one.name for one in found)),
        )
    if found:
        return deed.db.get_one(Organization, found[0].id)
    printed = printed_names(deed.reader)
    if any(is_one_body(name, one) for one in printed):
        return _put_down(deed, body_id, _said(name), _ALWAYS)
    near = get_close_matches(name, printed, n=4, cutoff=0.4)
    hint = _("Put it down first: {command}").format(command=f"oversight org add {name.strip()}")
    raise NotFound(
        _("No body is called {name}.").format(name=name.strip()),
        hint=f"{_('Near it: {names}.').format(names=_(', ').join(near))} {hint}" if near else hint,
    )


def _put_down(deed: Deed, body_id: int, name: str, span: Span) -> Organization:
    key = text_key(name)
    _check_free(deed, body_id, name, span, but=None)
    deed.since = span.starts_on or _first_day(deed, body_id)
    hidden = deed.db.scalar(
        select(Organization).where(
            Organization.body_id == body_id, Organization.name_key == key, Organization.withdrawn_at.is_not(None)
        )
    )
    if hidden is not None:
        deed.restore(hidden, hidden.name)
        # Who had taken its place was taken back with it.
        deed.set(hidden, "successor_id", None)
        deed.set(hidden, "succeeded_on", None)
        row = hidden
    else:
        row = Organization(body_id=body_id, name=name, name_key=key)
        deed.create(row, name)
    _name(deed, row, name, span, anew=True)
    return row


def _first_day(deed: Deed, body_id: int) -> date | None:
    """The day of the first session that is known: what has no first day was so all along."""
    return deed.db.scalar(
        select(func.min(LegislativeSession.starts_on)).where(
            LegislativeSession.body_id == body_id, LegislativeSession.withdrawn_at.is_(None)
        )
    )


def _name(deed: Deed, row: Organization, name: str, span: Span, *, anew: bool = False) -> None:
    """Let ``row`` bear ``name``; ``anew`` where it may bear it already, at another time."""
    _check_free(deed, row.body_id, name, span, but=row.id if anew else None)
    old = deed.db.scalar(
        select(OrganizationName).where(OrganizationName.organization_id == row.id, OrganizationName.name_key == text_key(name))
    )
    if old is None:
        fresh = OrganizationName(
            body_id=row.body_id,
            organization_id=row.id,
            name=name,
            name_key=text_key(name),
            starts_on=span.starts_on,
            ends_on=span.ends_on,
        )
        deed.create(fresh, name)
        return
    if old.withdrawn_at is not None:
        deed.restore(old, old.name)
    deed.set(old, "starts_on", span.starts_on)
    deed.set(old, "ends_on", span.ends_on)


def _check_free(
    deed: Deed, body_id: int, name: str, span: Span, *, but: int | None, instead: str = "oversight org merge"
) -> None:
    """Refuse a name that a body other than ``but`` bears at that time; ``instead`` lets one take the other's place."""
    deed.db.flush()
    borne = deed.db.execute(
        select(OrganizationName, Organization)
        .join(Organization, Organization.id == OrganizationName.organization_id)
        .where(
            OrganizationName.body_id == body_id,
            OrganizationName.name_key == text_key(name),
            OrganizationName.withdrawn_at.is_(None),
            Organization.withdrawn_at.is_(None),
        )
    )
    for other, of in borne:
        if of.id != but and span.meets(other):
            itself = text_key(name) == of.name_key
            raise Refused(
                _("{name} is put down already.").format(name=name)
                if itself
                else _("{name} is a name of {body} already.").format(name=name, body=of.name),
                where=None if itself else name,
                hint=_("Nothing was changed. One body that took another's place: {command}").format(command=instead),
            )


def _free_key(deed: Deed, body_id: int, name: str) -> None:
    """A hidden body, put down and taken back, must not stand in the way of one that is called so now."""
    hidden = deed.db.scalar(
        select(Organization).where(
            Organization.body_id == body_id, Organization.name_key == text_key(name), Organization.withdrawn_at.is_not(None)
        )
    )
    if hidden is not None:
        deed.set(hidden, "name_key", f"{hidden.name_key} {hidden.id}")
        deed.db.flush()
