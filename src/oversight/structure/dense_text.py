"""A paper's text without any white space, each character still on its line."""

import re
from collections.abc import Iterable

from oversight.documents.document import Line
from oversight.structure.passage import Passage

# ## 一、坚持…: a heading mark of a text that was written for the web
_MARK = re.compile(r"#{1,6}\s+")
# <!-- INFO END -->
_COMMENT = re.compile(r"<!--.*-->")
# What a line with either begins with.
_MARKED = ("#", "<!--")


def squeeze(text: str) -> str:
    """``text`` without white space: 2021 年 4 月 16 日, 出 席, and the line breaks of a paper taken from PDF, carry no meaning."""
    return "".join(text.split())


def plain(line: Line) -> str:
    """What is read of a line: without heading marks, and empty for a comment of the text's writer."""
    clean = line.clean
    if not clean.startswith(_MARKED):
        return clean
    if clean.startswith("#"):
        return _MARK.sub("", clean, count=1)
    return "" if _COMMENT.fullmatch(clean) else clean


def filled(lines: Iterable[Line]) -> list[tuple[Line, str]]:
    """The lines that hold text, each with what is read of it. Half of the lines of most papers are blank."""
    found = [(line, line.clean) for line in lines if line.clean]
    marked = any(clean.startswith(_MARKED) for _line, clean in found)
    return [(line, text) for line, _clean in found if (text := plain(line))] if marked else found


def dense(lines: Iterable[Line]) -> Passage:
    """``lines`` run together without white space."""
    parts: list[str] = []
    numbers: list[int] = []
    for line, clean in filled(lines):
        text = squeeze(clean)
        parts.append(text)
        numbers.extend([line.number] * len(text))
    return Passage("".join(parts), tuple(numbers))
