"""Lines as a reader found them, before the lines of the file are numbered."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import compress
from typing import NamedTuple
from unicodedata import normalize

from oversight.documents.document import Line

# ESC[31m, ESC]0;titleBEL, ESC(B: what a terminal would obey instead of print; also the one-character form of ESC[
_ESCAPES = re.compile(
    "\x1b\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)?|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[PX^_][^\x1b\n]*(?:\x1b\\\\)?|\x1b[ -/]*[0-~]?"
)
# Zero width space and its like, soft hyphen, byte-order mark, marks that turn the direction of writing, control characters:
# nobody sees them on the page, and a word that holds one is not found.
_UNSEEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


# ⼈⼤ (U+2F08 U+2F24) for 人大: PDFs made by some programs hold the sign of a radical in place of the character that looks the
# same. Unicode gives the character for these (NFKC, one for one), and for 金 (U+F90A) and its like
_LOOKALIKES = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
# … but not for the simplified ones. Source: Unicode, EquivalentUnifiedIdeograph.txt
_SIMPLIFIED = dict(
    zip(
        "⺠⺶⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "民羊虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)
# Most lines hold none of either kind.
_ODD = re.compile(f"{_LOOKALIKES.pattern}|{_UNSEEN.pattern}")


class Printed(NamedTuple):
    """One printed line: ``raw`` as it stands in the text, ``clean`` as it is to be read.

    In both, signs that only look like a character have become that character: a search for 人大 has to find what shows 人大.

    ``page`` counts from 1, or is None where the format has no pages. ``is_row`` marks a row of a table: its cells are joined by
    tabs, and an empty first cell is kept in ``clean``, since its place tells the column. ``height`` is how far above the foot of
    the page the line stands, in points, where the format tells.
    """

    raw: str
    clean: str
    page: int | None = None
    is_row: bool = False
    height: float | None = None

    @classmethod
    def of(cls, raw: str, page: int | None = None) -> "Printed":
        """The line of running text ``raw``."""
        if _ODD.search(raw) is None:
            return cls(raw, raw.strip(), page)
        raw = _true_characters(raw)
        return cls(raw, clean(raw), page)

    def emptied(self) -> "Printed":
        """The line as one that is on the page and not in the text."""
        return self._replace(clean="")

    @classmethod
    def row(cls, cells: Iterable[str], page: int | None = None) -> "Printed":
        """The row of a table with these ``cells``; white space within a cell is one space, empty cells at the end are not read."""
        texts = [_SPACES.sub(" ", _true_characters(cell)) for cell in cells]
        return cls("\t".join(texts), "\t".join(clean(text) for text in texts).rstrip("\t"), page, is_row=True)


def print_row(cells: Sequence[Sequence[str]], page: int | None = None) -> list[Printed]:
    """The lines that a row of a table makes; each cell is given as its paragraphs.

    One line, cells joined by tabs; but where a table only frames running text (one cell across, a cell that holds a whole paper, or
    what is filled in beside the label of a form), each paragraph is a line.
    """
    filled = [cell for cell in cells if cell]
    across = len(filled) == 1 and (len(cells) == 1 or len(filled[0]) > 1)
    if across or _is_filled_in(filled) or any(len(cell) > _FRAMED and max(map(len, cell)) > _LONG for cell in filled):
        return [Printed.of(text, page) for cell in filled for text in cell]
    return [Printed.row((" ".join(cell) for cell in cells), page)]


def _is_filled_in(filled: Sequence[Sequence[str]]) -> bool:
    """审议意见 | 会议认为…。一、…: whether a row is a label of a form and running text beside it."""
    if len(filled) != 2 or len(filled[0]) != 1 or not _LABEL.fullmatch("".join(filled[0][0].split())):  # noqa: PLR2004 -- two cells
        return False
    text = filled[1]
    return text[-1].endswith("。") and (len(text) > 1 or len(text[0]) > _ENTRY)


# 审议意见, 办理要求, 审 议 意 见, but no number
_LABEL = re.compile("[\u4e00-\u9fff（）()]{2,8}")
# What is filled in is a sentence that is longer.
_ENTRY = 20
# A cell of more paragraphs than this, one of them longer than this, holds a paper and no entry of a table.
_FRAMED = 3
_LONG = 60
# Tabs and line ends within a cell; ideographic spaces pad a name and stay
_SPACES = re.compile(r"[ \t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def _true_characters(text: str) -> str:
    """``text`` with the characters that it shows, of the same length."""
    if _LOOKALIKES.search(text) is None:
        return text
    return _LOOKALIKES.sub(lambda sign: _SIMPLIFIED.get(sign[0]) or normalize("NFKC", sign[0]), text)


def clean(raw: str) -> str:
    """What is read of a line: without white space at the ends, terminal escapes and characters that cannot be seen."""
    if _UNSEEN.search(raw):
        raw = _UNSEEN.sub("", _ESCAPES.sub("", raw))
    return raw.strip()


@dataclass(frozen=True, slots=True)
class PrintedText:
    """All printed lines of a file, in columns: what looks at thousands of them looks at nothing but their texts.

    ``raw``, ``clean`` and ``page`` are those of each line; ``rows`` are the places, from 0, of the lines that are rows of tables.
    """

    raw: Sequence[str]
    clean: Sequence[str]
    page: Sequence[int | None]
    rows: frozenset[int] = frozenset()

    @classmethod
    def of(cls, printed: Iterable[Printed]) -> "PrintedText":
        """The lines that a reader found one by one."""
        lines = list(printed)
        rows = frozenset(at for at, line in enumerate(lines) if line.is_row)
        return cls([line.raw for line in lines], [line.clean for line in lines], [line.page for line in lines], rows)

    @classmethod
    def of_lines(cls, lines: Sequence[str]) -> "PrintedText":
        """The lines of running text ``lines``, without pages; most texts hold nothing that has to be looked at line by line."""
        if _ODD.search("".join(lines)) is not None:
            return cls.of(map(Printed.of, lines))
        return cls(lines, list(map(str.strip, lines)), [None] * len(lines))

    def filled(self) -> list[int]:
        """The places of the lines of which anything is read."""
        return list(compress(range(len(self.clean)), self.clean))

    def without(self, places: Iterable[int]) -> "PrintedText":
        """The text with these lines as such that are on the page and not in the text."""
        clean = list(self.clean)
        for at in places:
            clean[at] = ""
        return replace(self, clean=clean)

    def numbered(self) -> tuple[Line, ...]:
        """The lines numbered from 1."""
        return tuple(map(_line, zip(range(1, len(self.raw) + 1), self.page, self.raw, self.clean, strict=True)))


# A packet has thousands of lines: one is made so in half the time, where its fields need not be told apart.
_line: Callable[[tuple[int, int | None, str, str]], Line] = partial(tuple.__new__, Line)
