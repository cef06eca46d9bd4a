"""Write down how much time the committee gives, and since when it no longer does."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.clock import HouseRule
from oversight.errors import NotFound, Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.roster import committee
from oversight.messages import _, language
from oversight.rules.count_days import LONGEST_YEARS, Period
from oversight.stored_words import sentence
from oversight.views.refs import is_number, plain
from oversight.vocabulary import DeadlineKind, DeadlineUnit, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The time given for ``kind``, of one ``origin`` or of any, for hand-overs from ``starts_on`` to ``ends_on``."""

    kind: DeadlineKind
    period: Period
    source: str
    origin: Origin | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def check(self) -> None:
        """Refuse what cannot be meant."""
        if not self.period.is_sensible:
            raise WrongUse(
                _("No committee gives {period}.").format(period=self.period.words),
                hint=_("It is more than nothing, and {count} years at most.").format(count=LONGEST_YEARS),
            )
        if not self.source.strip():
            raise WrongUse(_("A rule rests on a paper."), hint=_("Name it and its article: --source"))
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise Refused(_("A rule does not end before it begins."), hint=_("Exchange --from and --to."))


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A rule as it stands now; ``says`` is what it says in words."""

    id: int
    says: str
    starts_on: date | None
    ends_on: date | None


def add_rule(db: Session, rule: Rule, *, who: Who, code: str | None = None, note: str | None = None) -> InForce:
    """Write a rule down for the committee with this code, else for the only one.

    :raises Refused: another rule for the same holds at that time
    :raises NotFound: there is no such committee
    """
    rule.check()
    deed = begin_deed(db, who, "rule add", note=note)
    row = HouseRule(
        body_id=committee(deed, code),
        kind=rule.kind.value,
        origin=None if rule.origin is None else rule.origin.value,
        amount=rule.period.amount,
        unit=rule.period.unit.value,
        starts_on=rule.starts_on,
        ends_on=rule.ends_on,
        source=rule.source.strip(),
    )
    _check_alone(deed, row, ends_on=row.ends_on)
    deed.summary = sentence("house rule: {rule}", rule=_says(row))
    deed.create(row, f"{_says(row)}: {row.source}")
    return _in_force(row)


def end_rule(db: Session, number: str, on: date, *, who: Who, note: str | None = None) -> InForce:
    """Let the rule with this number hold no longer than for hand-overs on that day. Dates that were set by it stay.

    :raises NotFound: there is no such rule
    :raises Refused: it ends on that day already, begins later, or would hold beside another one
    """
    deed = begin_deed(db, who, "rule end", note=note)
    typed = plain(number)
    row = db.get(HouseRule, int(typed)) if is_number(typed) else None
    if row is None or row.withdrawn_at is not None:
        raise NotFound(
            _("There is no house rule {number}.").format(number=number),
            hint=_("See: {command}").format(command="oversight rule list"),
        )
    where = _("rule {number}").format(number=row.id)
    if row.starts_on is not None and on < row.starts_on:
        raise Refused(
            _("It begins on {day}.").format(day=row.starts_on.isoformat()), where=where, hint=_("A rule ends after it begins.")
        )
    if row.ends_on == on:
        raise Refused(_("It ends on that day already."), where=where, hint=_("Nothing was changed."))
    _check_alone(deed, row, ends_on=on)
    deed.summary = sentence("house rule {number} ends on {day}", number=row.id, day=on.isoformat())
    deed.set(row, "ends_on", on)
    db.flush()
    return _in_force(row)


def _check_alone(deed: Deed, row: HouseRule, *, ends_on: date | None) -> None:
    """Two rules for the same thing at the same time would give two dates."""
    same = (HouseRule.body_id == row.body_id, HouseRule.kind == row.kind, HouseRule.origin.is_not_distinct_from(row.origin))
    for other in deed.db.scalars(select(HouseRule).where(*same, HouseRule.withdrawn_at.is_(None)).order_by(HouseRule.id)):
        first = max(row.starts_on or date.min, other.starts_on or date.min)
        if other.id != row.id and first <= min(ends_on or date.max, other.ends_on or date.max):
            raise Refused(
                _("Rule {number} holds at that time: {rule}.").format(number=other.id, rule=_says(other)),
                where=other.source,
                hint=_("End it first: {command}").format(command=f"oversight rule end {other.id} --on DATE"),
            )


def _says(row: HouseRule) -> str:
    """``handling report, opinion, 3 months``: what is due, of what origin, how much time."""
    origin = _("any origin") if row.origin is None else Origin(row.origin).label(language())
    period = Period(row.amount, DeadlineUnit(row.unit)).words
    return _(", ").join((DeadlineKind(row.kind).label(language()), origin, period))


def _in_force(row: HouseRule) -> InForce:
    return InForce(id=row.id, says=_says(row), starts_on=row.starts_on, ends_on=row.ends_on)
