"""Dates as papers print them: 2021年4月 16日, 二〇二二年十月二十五日至二十六日, 4 月 16 日, 3月底."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from oversight.structure.find_from import find_from
from oversight.structure.numerals import DIGITS, ZEROS, parse_number

_SMALL = "一二三四五六七八九十廿卅"
_GAP = r"[ \t\u3000\xa0]{0,3}"
# 2021年, 2021 年, 二〇二一年, 二○二一年, 二OO九年; a page or a line may have cut the digits apart
YEAR = rf"(?:[{DIGITS}]{_GAP}){{4}}年|[一二三四五六七八九{ZEROS}]{{4}}{_GAP}年"
# 4月, 12 月, 十二月
MONTH = rf"(?:[{DIGITS}]{_GAP}){{1,2}}月|[{_SMALL}]{{1,2}}{_GAP}月"
# 16日, 16 号, 二十五日
DAY = rf"(?:[{DIGITS}]{_GAP}){{1,2}}[日号]|[{_SMALL}]{{1,3}}{_GAP}[日号]"
# 8月29日（星期二）下午至30日
_PAUSE = rf"{_GAP}(?:[（(](?:星期|周).[）)])?(?:上午|下午|晚上|晚)?{_GAP}"
_DATE = re.compile(
    rf"(?:(?P<year>{YEAR}){_GAP})?(?<![{DIGITS}{_SMALL}])(?P<month>{MONTH}){_GAP}(?P<day>{DAY})"
    # 16日至18日, 29日-9月2日, 16 日—17 日, 29日、30日, 12月30日至2024年1月2日
    rf"(?:{_PAUSE}(?:至|到|[-－–—―~～、和]{{1,2}}){_GAP}(?:(?P<to_year>{YEAR}){_GAP})?(?:(?P<to_month>{MONTH}){_GAP})?(?P<to_day>{DAY}))?"
)
# What a year or a month begins with.
_FIRST = re.compile(f"[{DIGITS}{_SMALL}{ZEROS}]")
# 2021-04-16, 2021.4.16, 2021/4/16
_ISO = re.compile(
    r"(?<![0-9.])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-./])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9.])"
)

# 9999年12月31日 is a slip: years in which a paper of a committee, or what it looks back and ahead to, may fall.
_EARLIEST, _LATEST = 1900, 2200
# How many days a month has at most.
_LONGEST_MONTHS = {month: monthrange(2024, month)[1] for month in range(1, 13)}


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date, or a run of days, at ``at`` (first character, one past the last) of a text.

    ``year`` is None where none is printed. ``to_year``, ``to_month`` and ``to_day`` are those of the last day, and repeat the
    first day's where a single day is printed.
    """

    at: tuple[int, int]
    year: int | None
    month: int
    day: int
    to_year: int | None
    to_month: int
    to_day: int

    def first(self, year: int | None = None) -> dt.date | None:
        """The first day; ``year`` stands in where none is printed. None where no date follows."""
        return _date(self.year or year, self.month, self.day)

    def last(self, year: int | None = None) -> dt.date | None:
        """The last day; ``year`` is that of the first day where none is printed. A run from December into January turns the year."""
        start = self.year or year
        if start is None:
            return None
        if self.to_year is not None and self.to_year != self.year:
            return _date(self.to_year, self.to_month, self.to_day)
        return _date(start + ((self.to_month, self.to_day) < (self.month, self.day)), self.to_month, self.to_day)


def find_dates(text: str) -> Iterator[PrintedDate]:
    """Every day and run of days in ``text``, in order. What looks like a date but is none (2月30日) is passed over."""
    if not may_name_a_day(text):
        return
    found = [_read(match) for match in find_from(_FIRST, _DATE, text)] if "月" in text else []
    found += [_read(match) for match in _ISO.finditer(text)]
    yield from sorted((date for date in found if date is not None), key=lambda date: date.at)


def may_name_a_day(text: str) -> bool:
    """False for most lines, without looking closely: where no month and no year of our time is printed, no date is."""
    return "月" in text or "20" in text or "19" in text


def last_day(year: int, month: int) -> dt.date:
    """The last day of a month, which is what 3月底 means."""
    return dt.date(year, month, monthrange(year, month)[1])


def _read(match: re.Match[str]) -> PrintedDate | None:
    part = match.groupdict()
    month, day = _number(part["month"]), _number(part["day"])
    if month is None or day is None or not _possible(month, day):
        return None
    year = _number(part["year"])
    to_day = _number(part.get("to_day")) or day
    to_month = _number(part.get("to_month")) or month
    to_year = _number(part.get("to_year")) or year
    end = match.end()
    if not _possible(to_month, to_day):
        to_year, to_month, to_day, end = year, month, day, match.end("day")
    return PrintedDate((match.start(), end), year, month, day, to_year, to_month, to_day)


def _number(text: str | None) -> int | None:
    return parse_number(text.rstrip("年月日号 \t\u3000\xa0")) if text else None


def _possible(month: int, day: int) -> bool:
    return month in _LONGEST_MONTHS and 1 <= day <= _LONGEST_MONTHS[month]


def _date(year: int | None, month: int, day: int) -> dt.date | None:
    if year is None or not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
