"""What a plan of holidays has to hold before days are counted by it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oversight.errors import Refused, WrongUse
from oversight.messages import _

_SATURDAY = 5
_DECEMBER = 12
_YEARS = range(1990, 2101)

# The holidays of all citizens (全国年节及纪念日放假办法, art. 2), by the words that plans print for them.
_HOLIDAYS = {
    "元旦": ("元旦", "新年"),
    "春节": ("春节",),
    "清明节": ("清明",),
    "劳动节": ("劳动", "五一"),
    "端午节": ("端午",),
    "中秋节": ("中秋",),
    "国庆节": ("国庆", "十一"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDay:
    """A day off, or a weekend that ``works``, and ``where`` it was read."""

    on: date
    works: bool
    name: str
    where: str | None = None


def check_day(day: PlanDay) -> None:
    """Refuse a day without a name, and a weekday that is said to be worked, as it is anyway."""
    if not day.name.strip():
        raise Refused(_("{day} has no name.").format(day=day.on.isoformat()), where=day.where, hint=_("Name the holiday."))
    if day.works and day.on.weekday() < _SATURDAY:
        raise Refused(
            _("{day} is no Saturday or Sunday, and is worked anyway.").format(day=day.on.isoformat()),
            where=day.where,
            hint=_("Mend the date, or leave it out."),
        )


def plan_of_year(year: int, days: Sequence[PlanDay]) -> list[PlanDay]:
    """The days of the plan of ``year`` that make a difference, in their order; the last of the December before may be among them.

    :raises WrongUse: no such year
    :raises Refused: a day that cannot be so, lies in another year, is said twice in two ways; a holiday of the country is missing
    """
    if year not in _YEARS:
        raise WrongUse(_("{year} is no year of a plan.").format(year=year), hint=_("Write it with four digits: 2027."))
    found: dict[date, PlanDay] = {}
    for day in days:
        check_day(day)
        if day.on.year != year and (day.on.year, day.on.month) != (year - 1, _DECEMBER):
            raise Refused(
                _("{day} is not in {year}.").format(day=day.on.isoformat(), year=year),
                where=day.where,
                hint=_("Import each year from a file of its own."),
            )
        other = found.setdefault(day.on, day)
        if other.works != day.works:
            raise Refused(
                _("{day} is both off and worked.").format(day=day.on.isoformat()),
                where=day.where,
                hint=_("Leave one of them out."),
            )
    if missing := _missing(found.values()):
        raise Refused(
            _("The plan of {year} has a gap: it gives no day off for {holidays}.").format(
                year=year, holidays="、".join(missing)
            ),
            hint=_("Complete the file from the notice. Nothing was changed."),
        )
    # Plans print the weekends within a holiday, too; no count needs them.
    return [day for on, day in sorted(found.items()) if day.works or on.weekday() < _SATURDAY]


def _missing(days: Iterable[PlanDay]) -> list[str]:
    names = {day.name for day in days if not day.works}
    return [holiday for holiday, words in _HOLIDAYS.items() if not any(word in name for word in words for name in names)]
