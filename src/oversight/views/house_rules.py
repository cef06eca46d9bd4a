"""House rules: how much time a committee gives, of what origin, in force from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader
from oversight.rules.count_days import Period
from oversight.vocabulary import DeadlineUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRule:
    """So much time for the ``kind`` of thing that is due, counted from a hand-over between ``starts_on`` and ``ends_on``.

    ``origin`` None: whatever its origin.
    """

    id: int
    committee: str
    kind: str
    origin: str | None
    amount: int
    unit: str
    starts_on: date | None
    ends_on: date | None
    source: str

    @property
    def period(self) -> Period:
        """The time that it gives."""
        return Period(self.amount, DeadlineUnit(self.unit))

    def holds_on(self, day: date) -> bool:
        """Whether a hand-over of that day falls under it."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


_RULES = """
    SELECT h.id, b.code AS committee, h.kind, h.origin, h.amount, h.unit, h.starts_on, h.ends_on, h.source
    FROM house_rule h JOIN body b ON b.id = h.body_id
    WHERE h.withdrawn_at IS NULL {narrowed}
    ORDER BY h.body_id, CASE h.kind WHEN 'act' THEN 0 WHEN 'plan' THEN 1 ELSE 2 END, COALESCE(h.origin, ''),
        COALESCE(h.starts_on, '0001-01-01'), h.id"""


def list_rules(reader: Reader, *, on: date | None = None) -> list[HouseRule]:
    """The rules, by what is due and from when; ``on``: those under which a hand-over of that day falls."""
    rules = [HouseRule(**row) for row in reader.rows(_RULES.format(narrowed=""))]
    return rules if on is None else [rule for rule in rules if rule.holds_on(on)]


def rules_of(reader: Reader, body_id: int) -> list[HouseRule]:
    """The rules of one committee."""
    return [HouseRule(**row) for row in reader.rows(_RULES.format(narrowed="AND h.body_id = :body"), body=body_id)]


def rule_for(rules: Sequence[HouseRule], kind: str, origin: str, on: date) -> HouseRule | None:
    """The rule for ``kind`` that holds for a hand-over on that day: the one for its ``origin`` before the one for any."""
    fitting = [rule for rule in rules if rule.kind == kind and rule.origin in {origin, None} and rule.holds_on(on)]
    return min(fitting, key=lambda rule: rule.origin is None, default=None)
