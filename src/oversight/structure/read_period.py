"""The period of time that a deadline prints: 两个月内, 自收到之日起15个工作日内, 半年内."""

import re

from oversight.structure.numerals import DIGITS, parse_number
from oversight.vocabulary import DeadlineUnit

# 收到检察建议之日起两个月内; 15个工作日内; 半年内
_PERIOD = re.compile(
    rf"(?P<number>半|[{DIGITS}]{{1,3}}|[一二三四五六七八九十两]{{1,3}})个?(?P<unit>工作日|月|季度|年|日|天|周)(?:以内|之内|内)\Z"
)
_UNITS = {
    "工作日": (1, DeadlineUnit.WORKING_DAYS),
    "月": (1, DeadlineUnit.MONTHS),
    "季度": (3, DeadlineUnit.MONTHS),
    "年": (12, DeadlineUnit.MONTHS),
    "日": (1, DeadlineUnit.DAYS),
    "天": (1, DeadlineUnit.DAYS),
    "周": (7, DeadlineUnit.DAYS),
}
_HALVES = {"月": (15, DeadlineUnit.DAYS), "年": (6, DeadlineUnit.MONTHS)}


def read_period(text: str) -> tuple[int, DeadlineUnit] | None:
    """How much time ``text`` gives, a deadline as it is printed; None where it gives a day, or nothing that can be counted."""
    match = _PERIOD.search("".join(text.split()))
    if match is None:
        return None
    if match["number"] == "半":
        return _HALVES.get(match["unit"])
    number = parse_number(match["number"])
    times, unit = _UNITS[match["unit"]]
    return (number * times, unit) if number else None
