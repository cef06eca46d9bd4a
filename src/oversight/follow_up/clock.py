"""The dates that a hand-over sets: by the text where it names a time, else by the house rule in force on that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from oversight.database.papers import Deadline, Recommendation
from oversight.follow_up.deed import Deed
from oversight.follow_up.holiday_plan import unknown_year
from oversight.messages import _
from oversight.rules.count_days import Calendar, Period, count
from oversight.structure.read_period import read_period
from oversight.views.house_rules import HouseRule, rule_for
from oversight.views.resolve_ref import Entity, Found
from oversight.vocabulary import DeadlineBasis, DeadlineKind, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDate:
    """What a hand-over did to one date of ``ref``. ``due_on`` None: no rule gives one any more.

    ``extended`` is true where the date was left as it is, since it was extended.
    """

    ref: str
    kind: str
    before: date | None
    due_on: date | None
    basis: str
    basis_text: str | None
    extended: bool = False


@dataclass(frozen=True, slots=True)
class _Given:
    """How much time is given, and what that rests on."""

    period: Period
    basis: DeadlineBasis
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Counts from the hand-over on ``start``; ``rules`` and ``calendar`` are those of the committee."""

    deed: Deed
    start: date
    rules: Sequence[HouseRule]
    calendar: Calendar

    def set_date(self, owner: Found, kind: DeadlineKind, origin: Origin, text: str | None = None) -> CountedDate | None:
        """Count the date of ``kind`` that ``owner`` has from here on; None where nothing changes.

        ``text`` is the time that a paper gives for what ``owner`` stands in. What a paper or a person fixed to a day stays,
        and so does what was extended.

        :raises Refused: it is counted in working days of a year whose plan is not known
        """
        rows = self._rows(owner, kind)
        standing = [row for row in rows if row.withdrawn_at is None]
        first = standing[0] if standing else None
        if first is not None and first.due_on is not None and (first.counted_from is None or first.counted_from == self.start):
            return None
        if first is not None and len(standing) > 1:
            return _told(owner, kind, first.due_on, standing[-1], extended=True)
        given = self._given(kind, origin, text if first is None else first.due_text)
        if given is None:
            return None if first is None or first.counted_from is None else self._take_away(owner, kind, first)
        found = count(self.start, given.period, self.calendar)
        if found.last is None:
            assert found.unknown_year is not None
            raise unknown_year(found.unknown_year, owner.ref)
        before = None if first is None else first.due_on
        row = first or self._new(owner, kind, rows, given, found.last)
        for name, value in (
            ("due_on", found.last),
            ("counted_from", self.start),
            ("amount", given.period.amount),
            ("unit", given.period.unit.value),
            ("basis", given.basis.value),
            ("basis_text", given.words),
        ):
            self.deed.set(row, name, value)
        if owner.entity is Entity.RECOMMENDATION:
            self.deed.touch(self.deed.db.get_one(Recommendation, owner.id))
        return _told(owner, kind, before, row)

    def _rows(self, owner: Found, kind: DeadlineKind) -> Sequence[Deadline]:
        column = Deadline.report_id if owner.entity is Entity.REPORT else Deadline.recommendation_id
        rows = select(Deadline).where(column == owner.id, Deadline.kind == kind.value)
        return self.deed.db.scalars(rows.order_by(Deadline.sequence)).all()

    def _given(self, kind: DeadlineKind, origin: Origin, text: str | None) -> _Given | None:
        """What the text says outranks the house rule, even where it says it in words that cannot be counted."""
        day = self.start.isoformat()
        if text is not None:
            read = read_period(text)
            words = _("“{text}” from the hand-over on {day}").format(text=text, day=day)
            return None if read is None else _Given(Period(*read), DeadlineBasis.TEXT, words)
        rule = rule_for(self.rules, kind.value, origin.value, self.start)
        if rule is None:
            return None
        words = _("{period} from the hand-over on {day}: {source}")
        return _Given(
            rule.period, DeadlineBasis.HOUSE_RULE, words.format(period=rule.period.words, day=day, source=rule.source)
        )

    def _new(self, owner: Found, kind: DeadlineKind, rows: Sequence[Deadline], given: _Given, last: date) -> Deadline:
        """A first date: one of ours that was taken back comes again, what a paper named once does not."""
        hidden = next((row for row in rows if row.document_id is None and row.counted_from is not None), None)
        if hidden is not None:
            self.deed.restore(hidden, last.isoformat())
            return hidden
        row = Deadline(
            body_id=owner.body_id,
            report_id=owner.id if owner.entity is Entity.REPORT else None,
            recommendation_id=owner.id if owner.entity is Entity.RECOMMENDATION else None,
            kind=kind.value,
            sequence=max((row.sequence for row in rows), default=0) + 1,
            due_on=last,
            basis=given.basis.value,
            basis_text=given.words,
            counted_from=self.start,
            amount=given.period.amount,
            unit=given.period.unit.value,
        )
        self.deed.create(row, last.isoformat())
        return row

    def _take_away(self, owner: Found, kind: DeadlineKind, row: Deadline) -> CountedDate:
        """No rule gives a date from this day on."""
        before = row.due_on
        self.deed.withdraw(row, "" if before is None else before.isoformat())
        return CountedDate(ref=owner.ref, kind=kind.value, before=before, due_on=None, basis=row.basis, basis_text=None)


def text_times(deed: Deed, recommendations: Sequence[int]) -> set[int]:
    """Those of ``recommendations`` whose act a paper gives a time that can be counted from a hand-over."""
    rows = deed.db.execute(
        select(Deadline.recommendation_id, Deadline.due_text).where(
            Deadline.recommendation_id.in_(recommendations),
            Deadline.kind == DeadlineKind.ACT.value,
            Deadline.withdrawn_at.is_(None),
            Deadline.due_text.is_not(None),
            or_(Deadline.due_on.is_(None), Deadline.counted_from.is_not(None)),
        )
    )
    return {one for one, text in rows if one is not None and read_period(text or "") is not None}


def _told(owner: Found, kind: DeadlineKind, before: date | None, row: Deadline, *, extended: bool = False) -> CountedDate:
    return CountedDate(
        ref=owner.ref,
        kind=kind.value,
        before=before,
        due_on=row.due_on,
        basis=row.basis,
        basis_text=row.basis_text,
        extended=extended,
    )
