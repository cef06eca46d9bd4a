"""Pages set in two columns: where the gap between them runs, so that a line does not go on in the other column."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

# So many lines on either side make a column, each of so many characters.
_LINES, _CHARACTERS = 5, 9
# Of these, at least this share is set close, where a character takes at most so much more than its own width: rows of names do not.
_CLOSE, _DENSE = 0.8, 1.15
# The gap is at least so wide, in characters, and lies in the middle part of the page's text.
_GAP = 0.9
_MIDDLE = (0.35, 0.65)
# This share of the lines may run over the gap: a title, a page number.
_CROSSED = 0.4


class Glyph(NamedTuple):
    """A character and the box that it fills on the page, in points from the lower left corner."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float


class Gap(NamedTuple):
    """The gap between two columns: a line that has less than ``least`` points free at ``at`` runs over it."""

    at: float
    least: float

    def is_crossed(self, line: Sequence[Glyph]) -> bool:
        """Whether a line runs over the gap, as a title above both columns does."""
        free = _free(line, self.at)
        return free is not None and free[1] - free[0] < self.least


def find_gap(lines: Sequence[Sequence[Glyph]]) -> Gap | None:
    """Where the gap between two columns of running text lies; None where a page has one column, or holds a table or a list."""
    rows = [row for line in lines if (row := [glyph for glyph in line if glyph.sign.strip()])]
    if len(rows) < _LINES:
        return None
    wide = median(max(glyph.top for glyph in row) - min(glyph.bottom for glyph in row) for row in rows)
    left, right = min(row[0].left for row in rows), max(row[-1].right for row in rows)
    start, end = (left + share * (right - left) for share in _MIDDLE)
    gaps = [gap for row in rows if (gap := _widest(row, start, end)) is not None and gap[1] - gap[0] >= _GAP * wide]
    if len(gaps) < _LINES:
        return None
    gap = Gap(median((before + after) / 2 for before, after in gaps), _GAP * wide)
    parted = [row for row in rows if _free(row, gap.at) is not None and not gap.is_crossed(row)]
    sides = [[glyph for glyph in row if (glyph.right <= gap.at) is side] for side in (True, False) for row in parted]
    long = [side for side in sides if len(side) >= _CHARACTERS]
    close = sum(side[-1].right - side[0].left <= _DENSE * wide * len(side) for side in long)
    columns = len(parted) >= _LINES and len(long) >= len(sides) / 2 and close >= _CLOSE * len(long)
    return gap if columns and sum(map(gap.is_crossed, rows)) <= _CROSSED * len(rows) else None


def _widest(row: Sequence[Glyph], start: float, end: float) -> tuple[float, float] | None:
    """The widest gap between neighbours that lies between ``start`` and ``end``."""
    gaps = (
        (earlier.right, later.left)
        for earlier, later in pairwise(row)
        if earlier.right < end and later.left > start and later.left > earlier.right
    )
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=None)


def _free(row: Sequence[Glyph], at: float) -> tuple[float, float] | None:
    """From where to where a row is free at this place, no further than ``at`` under a character; None where it lies on one side."""
    shown = [glyph for glyph in row if glyph.sign.strip()]
    before = max((glyph.right for glyph in shown if glyph.left < at), default=None)
    after = min((glyph.left for glyph in shown if glyph.right > at), default=None)
    return None if before is None or after is None else (before, after)
