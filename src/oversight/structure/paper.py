"""A paper: a part of a file, and what kind of part it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from oversight.documents.document import Line
from oversight.structure.dense_text import plain
from oversight.structure.names import HAN
from oversight.structure.numerals import NUMERALS

# 关于 2023 年决算的报告: the gap that a printer leaves round digits
_ROUND_DIGITS = re.compile(rf"(?<=[{HAN}]) (?=\d)|(?<=\d) (?=[{HAN}])")


class PaperKind(Enum):
    """What a part of a file is."""

    NEWS = "news"
    ATTENDANCE = "attendance"
    AGENDA = "agenda"
    CONTENTS = "contents"
    REPORT = "report"
    # A table of who is to do what by when, in a file of its own
    TASKS = "tasks"
    # A notice that only sends a paper which lies in another file.
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Paper:
    """A part of a file: ``title`` are its heading lines, ``lines`` the whole from its first line of text to its last.

    ``notice`` is the notice that sent it, where one did; where both stand in one file, ``lines`` begin with the notice's.
    """

    kind: PaperKind
    title: tuple[Line, ...]
    lines: tuple[Line, ...]
    letterhead: tuple[Line, ...] = field(default=())
    notice: "Paper | None" = None

    @property
    def heading(self) -> str:
        """The title's lines as one, spaces kept only where one line parts its phrases."""
        return join_title(plain(line) for line in self.title)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a paper begins, by the places of its lines: its letterhead from ``first`` on, its title from ``start`` up to ``end``."""

    kind: PaperKind
    first: int
    start: int
    end: int

    @classmethod
    def at(cls, kind: PaperKind, start: int, end: int | None = None) -> "Head":
        """A head without a letterhead; without ``end``, also without a title."""
        return cls(kind, start, start, start if end is None else end)


# 材料一　某县人民政府关于…, 附件2：关于…, 【议题三】关于…: the mark of a packet before a title
_MARK = re.compile(
    rf"[【\[（(]?(?:会议)?(?:材料|文件|附件|议题|议程)(?:之|第)?[（(]?[{NUMERALS}]{{1,3}}[)）]?(?:[】\]）)][：:\s]*|[：:．.\s]\s*)(?=\S)"
)


FIRST_OF_MARK = frozenset("材文附议会【[（(")


def without_mark(text: str) -> str:
    """``text`` without the mark of a packet that stands before it on its line."""
    return _MARK.sub("", text, count=1) if text[:1] in FIRST_OF_MARK and _MARK.match(text) else text


def join_title(lines: Iterable[str]) -> str:
    """Title lines as one text. A title whose characters are spaced out is closed up; a space between phrases stays one space."""
    parts = [" ".join(without_mark(line).split()) for line in lines]
    return _ROUND_DIGITS.sub("", "".join(_close_up(part) for part in parts))


def _close_up(text: str) -> str:
    tokens = text.split()
    spaced_out = len(tokens) > 1 and sum(len(token) == 1 for token in tokens) * 2 >= len(tokens)
    return "".join(tokens) if spaced_out else " ".join(tokens)
