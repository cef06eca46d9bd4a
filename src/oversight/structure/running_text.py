"""The lines of a paper run together into paragraphs, each character still on its line."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from oversight.documents.document import Line
from oversight.structure.dense_text import filled, squeeze

# 一、 （一） 1. （1） 1） ① 第一， 一是 一要 附件：: what the first line of a paragraph opens with; but not 一、二级医院 or 1.5亿元
_OPENS_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:、(?![一二三四五六七八九十])|[是要])|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[.．](?!\d)|[、)）])|"
    r"[①-⑳㈠-㈩⑴-⒇]|第[一二三四五六七八九十]{1,2}[，,、]|附件?[：:]|附件\d"
)
# … which begins with one of these; most lines do not.
_FIRST_OF_NUMBER = frozenset(
    "一二三四五六七八九十（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇第附"
)
# A sentence, a clause before a list, a bracket or a quotation has come to an end.
_CLOSED = frozenset("。！？；：!?;:”’」』）)】］]…")
# … and one has begun.
_SENTENCE = re.compile("[，。；]")
# 二、保障经费, behind 完成时限：2024年6月底前, which no stop ends
_SECTION = re.compile("[一二三四五六七八九十]{1,3}、")
_GOES_ON = tuple("，、,第周期")
_INDENTS = ("\u3000", "\t", "  ")

# A printed line fills its measure to this share; digits and hanging punctuation make lines uneven.
_FULL = 0.8
# From this share of full lines that break off in mid sentence on, lines are printed lines, not paragraphs.
_BROKEN_OFF = 0.2
# The papers of a packet, which are looked at again while the next packet waits.
PAPERS = 16
# Longer lines than these are paragraphs whatever they end in.
_LONGEST_PRINTED_LINE = 70
# … and no page is so narrow.
_SHORTEST_PRINTED_LINE = 12


@dataclass(frozen=True, slots=True, eq=False)
class RunningText:
    """``text`` has no white space; ``starts`` are where paragraphs begin. ``shown`` is the same text with the spaces inside its lines.

    ``places`` are where in ``text`` a line begins, or goes on after spaces; of each, ``numbers`` has the line, and ``at`` its
    place in ``shown``.
    """

    text: str
    starts: tuple[int, ...]
    shown: str
    places: tuple[int, ...]
    numbers: tuple[int, ...]
    at: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """``text[start:end]`` as printed."""
        return self.shown[self._shown_at(start) : self._shown_at(end - 1) + 1] if start < end else ""

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last line of ``text[start:end]``, which may not be empty."""
        return self.numbers[bisect_right(self.places, start) - 1], self.numbers[bisect_right(self.places, end - 1) - 1]

    def all_lines(self, start: int, end: int) -> frozenset[int]:
        """Each line of ``text[start:end]``."""
        first, last = bisect_right(self.places, start) - 1, bisect_right(self.places, end - 1)
        return frozenset(self.numbers[first:last] if start < end else ())

    def of_lines(self, first: int, last: int) -> tuple[int, int]:
        """Where the text of the lines from ``first`` to ``last`` begins and ends."""
        ends = (*self.places, len(self.text))
        return ends[bisect_left(self.numbers, first)], ends[bisect_right(self.numbers, last)]

    def _shown_at(self, place: int) -> int:
        word = bisect_right(self.places, place) - 1
        return self.at[word] + place - self.places[word]


# A paper is looked at without what closes it for what it asks, for what it answers, and to account for its sentences.
@lru_cache(PAPERS)
def up_to(running: RunningText, end: int) -> RunningText:
    """Only ``running.text[:end]``."""
    shown = running.shown[: len(running.words(0, end))]
    starts = running.starts[: bisect_left(running.starts, end)]
    count = bisect_left(running.places, end)
    return RunningText(running.text[:end], starts, shown, running.places[:count], running.numbers[:count], running.at[:count])


# A paper is run together to find its demands, to see what it answers, and to account for its sentences.
@lru_cache(PAPERS)
def run_together(lines: tuple[Line, ...]) -> RunningText:
    """The text of ``lines`` in paragraphs: by indents and blank lines where they tell, else by short lines and numbers."""
    found = filled(lines)
    starts: list[int] = []
    places: list[int] = []
    numbers: list[int] = []
    shown_at: list[int] = []
    length = before = 0
    for (row, printed), starts_paragraph in zip(found, _paragraph_starts(found), strict=True):
        if starts_paragraph:
            starts.append(length)
        at = 0
        for word in printed.split():
            at = printed.index(word, at) if at else 0
            places.append(length)
            numbers.append(row.number)
            shown_at.append(before + at)
            at += len(word)
            length += len(word)
        before += len(printed)
    shown = "".join([printed for _row, printed in found])
    return RunningText(squeeze(shown), tuple(starts), shown, tuple(places), tuple(numbers), tuple(shown_at))


def _paragraph_starts(found: Sequence[tuple[Line, str]]) -> list[bool]:
    if not found:
        return []
    rows, texts = zip(*found, strict=True)
    narrow = "\n".join(texts).encode("ascii", "ignore").split(b"\n")
    widths = [len(text) - 0.5 * len(half) for text, half in zip(texts, narrow, strict=True)]
    full = sorted(widths)[len(widths) * 9 // 10]
    closed = [text[-1] in _CLOSED for text in texts]
    fills = [width >= _FULL * full for width in widths]
    broken_off = sum([fill and not ends for fill, ends in zip(fills, closed, strict=True)])
    if not _SHORTEST_PRINTED_LINE <= full <= _LONGEST_PRINTED_LINE or not broken_off or len(rows) == 1:
        return [True] * len(rows)
    indented = [row.raw.startswith(_INDENTS) for row in rows]
    numbers = [text[0] in _FIRST_OF_NUMBER and _OPENS_NUMBERED.match(text.replace(" ", "")) is not None for text in texts]
    if broken_off < _BROKEN_OFF * len(rows):
        # Paragraphs of a line each, but for the few that are longer.
        return [True] + [
            not (fills[i] and not closed[i] and _SENTENCE.search(texts[i])) or indented[i + 1] or numbers[i + 1]
            for i in range(len(rows) - 1)
        ]
    indents_tell = 0 < sum(indented) < _FULL * len(rows)
    gaps = [later.number - earlier.number > 1 for earlier, later in pairwise(rows)]
    gaps_tell = 0 < sum(gaps) < _BROKEN_OFF * len(rows)
    starts = [True]
    # Whether a paragraph opens as a numbered head and no sentence of it has ended yet.
    in_head = numbers[0] and "。" not in texts[0]
    for i in range(1, len(rows)):
        ended, short = closed[i - 1], not fills[i - 1]
        in_head = in_head and not texts[i - 1].endswith(("，", "、"))
        start = (
            (indents_tell and indented[i])
            or (gaps_tell and gaps[i - 1] and (ended or in_head))
            or rows[i].clean.startswith("#")
            or (numbers[i] and (ended or short or (_SECTION.match(texts[i]) and not texts[i - 1].endswith(_GOES_ON))))
            or (short and (ended or in_head))
        )
        starts.append(start)
        in_head = (numbers[i] if start else in_head) and "。" not in texts[i]
    return starts
