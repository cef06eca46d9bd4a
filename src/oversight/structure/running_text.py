"""The lines of a paper run together into paragraphs, each character still on its line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from oversight.documents.document import Line
from oversight.structure.dense_text import filled

# 一、 （一） 1. （1） 1） ① 第一， 一是 一要: what the first line of a numbered paragraph opens with; but not 一、二级医院 or 1.5亿元
_OPENS_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:、(?![一二三四五六七八九十])|[是要])|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[.．](?!\d)|[、)）])|"
    r"[①-⑳㈠-㈩⑴-⒇]|第[一二三四五六七八九十]{1,2}[，,、]"
)
# A sentence, a clause before a list, a bracket or a quotation has come to an end.
_CLOSED = tuple("。！？；：!?;:”’」』）)…")
_NARROW = re.compile("[\x00-\x7f]")
_WORD = re.compile(r"\S+")
_INDENT = re.compile(r"(?:\u3000|\t| {2,})")

# A printed line fills its measure to this share; digits and hanging punctuation make lines uneven.
_FULL = 0.8
# From this share of full lines that break off in mid sentence on, lines are printed lines, not paragraphs.
_BROKEN_OFF = 0.2
# The papers of a packet, which are looked at again while the next packet waits.
_PAPERS = 16
# Longer lines than these are paragraphs whatever they end in.
_LONGEST_PRINTED_LINE = 70
# … and no page is so narrow.
_SHORTEST_PRINTED_LINE = 12


@dataclass(frozen=True, slots=True)
class RunningText:
    """``text`` has no white space; ``numbers[i]`` is the line of ``text[i]``; ``starts`` are where paragraphs begin.

    ``shown`` is the same text with the spaces inside its lines; ``at[i]`` is where ``text[i]`` stands in it.
    """

    text: str
    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    shown: str
    at: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """``text[start:end]`` as printed."""
        return self.shown[self.at[start] : self.at[end - 1] + 1] if start < end else ""

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last line of ``text[start:end]``, which may not be empty."""
        return self.numbers[start], self.numbers[end - 1]

    def up_to(self, end: int) -> "RunningText":
        """Only ``text[:end]``."""
        shown = self.shown[: self.at[end - 1] + 1] if end else ""
        starts = tuple(start for start in self.starts if start < end)
        return RunningText(self.text[:end], self.numbers[:end], starts, shown, self.at[:end])


# A paper is run together to find its demands, to see what it answers, and to account for its sentences.
@lru_cache(_PAPERS)
def run_together(lines: tuple[Line, ...]) -> RunningText:
    """The text of ``lines`` in paragraphs: by indents and blank lines where they tell, else by short lines and numbers."""
    found = [(line, printed) for line, text in filled(lines) if (printed := text.strip())]
    rows, texts = [line for line, _printed in found], [printed for _line, printed in found]
    starts_here = _paragraph_starts(rows, texts)
    text: list[str] = []
    numbers: list[int] = []
    at: list[int] = []
    shown: list[str] = []
    starts: list[int] = []
    length = 0
    for row, printed, starts_paragraph in zip(rows, texts, starts_here, strict=True):
        if starts_paragraph:
            starts.append(len(at))
        words = printed.split()
        text += words
        if len(words) == 1:
            at.extend(range(length, length + len(printed)))
        else:
            for word in _WORD.finditer(printed):
                at.extend(range(length + word.start(), length + word.end()))
        numbers.extend([row.number] * (len(at) - len(numbers)))
        shown.append(printed)
        length += len(printed)
    return RunningText("".join(text), tuple(numbers), tuple(starts), "".join(shown), tuple(at))


def _paragraph_starts(rows: Sequence[Line], texts: Sequence[str]) -> list[bool]:
    if not rows:
        return []
    widths = [_width(text) for text in texts]
    full = sorted(widths)[len(widths) * 9 // 10]
    broken_off = sum(not text.endswith(_CLOSED) and width >= _FULL * full for text, width in zip(texts, widths, strict=True))
    if not _SHORTEST_PRINTED_LINE <= full <= _LONGEST_PRINTED_LINE or broken_off < _BROKEN_OFF * len(rows) or len(rows) == 1:
        return [True] * len(rows)
    indented = [_INDENT.match(row.raw) is not None for row in rows]
    indents_tell = 0 < sum(indented) < _FULL * len(rows)
    gaps = [later.number - earlier.number > 1 for earlier, later in pairwise(rows)]
    gaps_tell = 0 < sum(gaps) < _BROKEN_OFF * len(rows)
    starts = [True]
    numbers = [_OPENS_NUMBERED.match(text.replace(" ", "")) is not None for text in texts]
    # Whether a paragraph opens as a numbered head and no sentence of it has ended yet.
    in_head = numbers[0] and "。" not in texts[0]
    for i in range(1, len(rows)):
        closed = texts[i - 1].endswith(_CLOSED)
        short = widths[i - 1] < _FULL * full
        in_head = in_head and not texts[i - 1].endswith(("，", "、"))
        start = (
            (indents_tell and indented[i])
            or (gaps_tell and gaps[i - 1] and (closed or in_head))
            or rows[i].clean.startswith("#")
            or (numbers[i] and (closed or short))
            or (short and (closed or in_head))
        )
        starts.append(start)
        in_head = (numbers[i] if start else in_head) and "。" not in texts[i]
    return starts


def _width(text: str) -> float:
    return len(text) - 0.5 * len(_NARROW.findall(text))
