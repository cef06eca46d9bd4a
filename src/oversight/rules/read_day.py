"""A day as a person types it: a date, or a word that counts from today."""

import re
from datetime import date, timedelta

from oversight.rules.count_days import add_months
from oversight.structure.numerals import parse_number

# 2021-04-16   2021/4/16   2021.4.16   20210416   2021年4月16日
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
_NEAR = {
    "today": 0, "今天": 0, "今日": 0, "当天": 0,
    "tomorrow": 1, "明天": 1, "明日": 1, "后天": 2,
    "yesterday": -1, "昨天": -1, "昨日": -1, "前天": -2,
}  # fmt: skip
# +2w   +10d   -1m   +1y   +2周   +10天
_AHEAD = re.compile(
    r"([+-]|\uff0b|\uff0d|−)\s*(\d{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?|天|日|周|个月|月|年)", re.IGNORECASE
)
# 两周后   10天后   三个月前
_LATER = re.compile(r"([\d一二两三四五六七八九十]{1,4})\s*(天|日|周|个月|月|年)(?:之|以)?([后前])")
_UNITS = {"天": "d", "日": "d", "周": "w", "个月": "m", "月": "m", "年": "y"}
_WEEK, _YEAR, _DECEMBER = 7, 12, 12


def read_day(text: str, *, today: date | None = None) -> date | None:
    """The day that ``text`` names, None where it names none; words that count from ``today`` are known where it is given."""
    typed = text.strip()
    try:
        if found := _DATE.fullmatch(typed):
            return date(*(int(part) for part in found.groups() if part is not None))
        return None if today is None else _from(today, typed.casefold())
    except (ValueError, OverflowError):
        # The calendar has no such day.
        return None


def _from(today: date, typed: str) -> date | None:
    if typed in _NEAR:
        return today + timedelta(days=_NEAR[typed])
    if typed == "月底":
        return add_months(today.replace(day=1), 1) - timedelta(days=1)
    if typed == "年底":
        return date(today.year, _DECEMBER, 31)
    if found := _AHEAD.fullmatch(typed):
        sign, number, unit = found.groups()
        return _moved(today, int(number) * (1 if sign in "+\uff0b" else -1), _UNITS.get(unit, unit[0]))
    if found := _LATER.fullmatch(typed):
        printed, unit, side = found.groups()
        steps = parse_number(printed)
        return None if steps is None else _moved(today, steps if side == "后" else -steps, _UNITS[unit])
    return None


def _moved(day: date, steps: int, unit: str) -> date:
    if unit in "my":
        return add_months(day, steps * (_YEAR if unit == "y" else 1))
    return day + timedelta(days=steps * (_WEEK if unit == "w" else 1))
