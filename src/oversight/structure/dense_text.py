"""A paper's text without any white space, each character still on its line."""

import re
from collections.abc import Iterable, Sequence

from oversight.documents.document import Line
from oversight.structure.passage import Passage

# ## 一、坚持…: a heading mark of a text that was written for the web
_MARK = re.compile(r"#{1,6}\s+")
# <!-- INFO END -->
_COMMENT = re.compile(r"<!--.*-->")
# What a line with either begins with.
_MARKED = ("#", "<!--")
_FIRST_OF_MARK = "#<"


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
    return [
        (line, text)
        for line in lines
        if (clean := line.clean) and (text := plain(line) if clean[0] in _FIRST_OF_MARK else clean)
    ]


def dense_lines(lines: Iterable[Line]) -> list[str]:
    """What is read of each line that holds text, without white space."""
    return [
        "".join(text.split())
        for line in lines
        if (clean := line.clean) and (text := plain(line) if clean[0] in _FIRST_OF_MARK else clean)
    ]


def lines_with(pattern: re.Pattern[str], texts: Sequence[str]) -> list[int]:
    """The places of the lines in which ``pattern`` is found, which may not look for line ends.

    All are looked at as one text: where few have it, most of the time goes into beginning to look.
    """
    text = "\n".join(texts)
    found: list[int] = []
    line = at = 0
    for match in pattern.finditer(text):
        line, at = line + text.count("\n", at, match.start()), match.start()
        if not found or found[-1] != line:
            found.append(line)
    return found


def opening(lines: Iterable[Line], most: int) -> str:
    """The first ``most`` characters of the text of :func:`dense`, without a look at what follows."""
    text = ""
    for line in lines:
        if len(text) >= most:
            break
        text += squeeze(plain(line))
    return text[:most]


def dense(lines: Iterable[Line]) -> Passage:
    """``lines`` run together without white space."""
    parts: list[str] = []
    numbers: list[int] = []
    for line, clean in filled(lines):
        text = squeeze(clean)
        parts.append(text)
        numbers.extend([line.number] * len(text))
    return Passage("".join(parts), tuple(numbers))
