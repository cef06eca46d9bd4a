"""Opinions that an answer calls by their number alone: 针对意见一，…; （二）关于第二条意见."""

import re

from oversight.structure.numerals import NUMERALS, parse_number

_NUMBERED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])?(?:关于|针对|对于?|就|按照|落实)?(?P<name>(?:审议意见|评议意见|决议)?(?:的)?"
    rf"(?:第(?P<first>[{NUMERALS}]{{1,3}})(?:条|项|点|个)(?:审议|评议)?(?:意见|建议|要求|问题)?|(?:审议|评议)?(?:意见|建议)(?P<second>[{NUMERALS}]{{1,3}})))"
    r"(?:的?(?:研究处理|办理|落实|整改)(?:落实)?(?:情况)?)?(?=[，,。：:；;]|$)"
)
# A quotation that is longer says more than a number.
_LONGEST = 24


def numbered_opinion(text: str, start: int = 0, end: int | None = None) -> tuple[int, tuple[int, int]] | None:
    """The number of the opinion that ``text[start:end]`` (without white space) begins with, and where its name stands."""
    match = _NUMBERED.match(text, start, len(text) if end is None else end)
    number = parse_number(match["first"] or match["second"]) if match else None
    return (number, match.span("name")) if match and number else None


def only_number(quoted: str) -> int | None:
    """The number of the opinion that is quoted by its number and by nothing else."""
    found = numbered_opinion(quoted) if len(quoted) <= _LONGEST else None
    return found[0] if found is not None and found[1][1] >= len(quoted.rstrip("，,。：:；;")) else None
