"""A paper: a part of a file, and what kind of part it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from oversight.documents.document import Line
from oversight.structure.dense_text import plain
from oversight.structure.names import HAN

# 关于 2023 年决算的报告: the gap that a printer leaves round digits
_ROUND_DIGITS = re.compile(rf"(?<=[{HAN}]) (?=\d)|(?<=\d) (?=[{HAN}])")


class PaperKind(Enum):
    """What a part of a file is."""

    NEWS = "news"
    ATTENDANCE = "attendance"
    AGENDA = "agenda"
    REPORT = "report"
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


def join_title(lines: Iterable[str]) -> str:
    """Title lines as one text. A title whose characters are spaced out is closed up; a space between phrases stays one space."""
    parts = [" ".join(line.split()) for line in lines]
    return _ROUND_DIGITS.sub("", "".join(_close_up(part) for part in parts))


def _close_up(text: str) -> str:
    tokens = text.split()
    spaced_out = len(tokens) > 1 and sum(len(token) == 1 for token in tokens) * 2 >= len(tokens)
    return "".join(tokens) if spaced_out else " ".join(tokens)
