"""Count a period of time from a day, and tell what was skipped on the way.

The day itself does not count; a month ends on the day with its number, or on its last day where it has none with that number
(Civil Code, art. 201 and 202). Days and months are those of the calendar: a last day that is a holiday stays.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from oversight.messages import ngettext
from oversight.vocabulary import DeadlineUnit

_SATURDAY = 5
_MONTHS = 12
LONGEST_YEARS = 10
"""No committee gives more time than this."""
_MOST = {
    DeadlineUnit.MONTHS: 12 * LONGEST_YEARS,
    DeadlineUnit.DAYS: 366 * LONGEST_YEARS,
    DeadlineUnit.WORKING_DAYS: 250 * LONGEST_YEARS,
}


@dataclass(frozen=True, slots=True)
class Period:
    """So many months, days or working days."""

    amount: int
    unit: DeadlineUnit

    @property
    def is_sensible(self) -> bool:
        """Whether a committee could give so much time."""
        return 1 <= self.amount <= _MOST[self.unit]

    @property
    def words(self) -> str:
        """``3 months``, ``15 working days``."""
        match self.unit:
            case DeadlineUnit.MONTHS:
                text = ngettext("{count} month", "{count} months", self.amount)
            case DeadlineUnit.DAYS:
                text = ngettext("{count} day", "{count} days", self.amount)
            case DeadlineUnit.WORKING_DAYS:
                text = ngettext("{count} working day", "{count} working days", self.amount)
        return text.format(count=self.amount)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is otherwise than its day of the week says: a holiday, or a weekend that ``works``."""

    works: bool
    name: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years whose plan is known, and the days that they make otherwise."""

    years: frozenset[int] = frozenset()
    days: Mapping[date, SpecialDay] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Whether ``day``, which lies in a year that is known, is a working day."""
        special = self.days.get(day)
        return day.weekday() < _SATURDAY if special is None else special.works


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A day that did not count, or a weekend that did; ``name`` is the holiday, None for a plain weekend."""

    on: date
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Where a period ends: ``last`` is None where it runs into ``unknown_year``, whose plan is not known.

    ``skipped`` are the days on the way that were no working days, ``worked`` the weekends that were.
    """

    start: date
    period: Period
    last: date | None
    unknown_year: int | None = None
    skipped: tuple[Skipped, ...] = ()
    worked: tuple[Skipped, ...] = ()


def count(start: date, period: Period, calendar: Calendar) -> Count:
    """Where ``period`` ends that begins with the day after ``start``."""
    match period.unit:
        case DeadlineUnit.MONTHS:
            return Count(start=start, period=period, last=add_months(start, period.amount))
        case DeadlineUnit.DAYS:
            return Count(start=start, period=period, last=start + timedelta(days=period.amount))
        case DeadlineUnit.WORKING_DAYS:
            return _working_days(start, period, calendar)


def _working_days(start: date, period: Period, calendar: Calendar) -> Count:
    skipped: list[Skipped] = []
    worked: list[Skipped] = []
    day, left = start, period.amount
    while left:
        day += timedelta(days=1)
        special = calendar.days.get(day)
        told = Skipped(on=day, name=None if special is None else special.name)
        if day.year not in calendar.years:
            return Count(
                start=start, period=period, last=None, unknown_year=day.year, skipped=tuple(skipped), worked=tuple(worked)
            )
        if not calendar.works(day):
            skipped.append(told)
            continue
        left -= 1
        if day.weekday() >= _SATURDAY:
            worked.append(told)
    return Count(start=start, period=period, last=day, skipped=tuple(skipped), worked=tuple(worked))


def add_months(day: date, months: int) -> date:
    """The day with the same number so many months later, or earlier; the last of that month where it has none."""
    number = day.year * _MONTHS + day.month - 1 + months
    year, month = number // _MONTHS, number % _MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
