"""A table of contents (目录): the titles of the papers that follow, which are no papers themselves."""

import re
from collections.abc import Sequence
from itertools import pairwise

from oversight.structure.numerals import NUMERALS

# 目录, 会议文件目录, 目次
_HEADING = re.compile("(?:.{0,30}(?:文件|材料|会议|公报|汇编))?目[录次][：:]?")
# 1. 三、 （一） 附件2： 文件之一： before an entry
_NUMBER = re.compile(
    rf"^(?:(?:附件|文件|材料)(?:之|第)?[（(]?[{NUMERALS}]{{0,3}}[)）]?[、.．：:]?|[（(][{NUMERALS}]{{1,3}}[)）]|[{NUMERALS}]{{1,3}}[、.．])(?=.)"
)
# …… 12, …（3）, ·····5 behind it; a tab stop that is gone leaves only the number
_PAGE = re.compile(r"[.…·．⋯•\-—–_]*(?:[（(\[]\d{1,4}[)）\]]|(?<!\d)\d{1,3})$")
_MOST_ENTRIES = 150
_MOST_LINES = 4
_LONGEST_ENTRY = 90


def heads_contents(text: str) -> bool:
    """Whether a line without white space is the heading of a table of contents."""
    return "目" in text and _HEADING.fullmatch(text) is not None


def contents_end(texts: Sequence[str], position: int) -> int | None:
    """Index of the line behind the table of contents whose heading stands at ``position``; None where none does.

    ``texts`` are lines without white space. The table ends behind the last entry that gives its page; where entries give none,
    where one of them comes again, as the title of its paper.
    """
    if not heads_contents(texts[position]):
        return None
    below = texts[position + 1 : position + 1 + _MOST_ENTRIES]
    lines = next((at for at, text in enumerate(below) if len(text) > _LONGEST_ENTRY or text.endswith("。")), len(below))
    end = _behind_pages(below[:lines]) or _before_titles(below, lines)
    return None if end is None else position + 1 + end


def _behind_pages(lines: Sequence[str]) -> int | None:
    paged = [at for at, text in enumerate(lines) if _PAGE.search(text)]
    # An entry may run over several lines, the last of which gives the page.
    gap = next((one for one, two in pairwise(paged) if two - one > _MOST_LINES), None)
    if not paged or paged[0] >= _MOST_LINES:
        return None
    return (paged[-1] if gap is None else gap) + 1


def _before_titles(texts: Sequence[str], lines: int) -> int | None:
    entries: set[str] = set()
    for at in range(min(lines + 1, len(texts))):
        if any("".join(texts[at : at + size]) in entries for size in range(1, _MOST_LINES + 1)):
            return at
        so_far = [_NUMBER.sub("", text) for text in texts[max(0, at - _MOST_LINES + 1) : at + 1]]
        entries |= {"".join(so_far[first:]) for first in range(len(so_far))}
    return None
