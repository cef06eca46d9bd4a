"""The grids that are drawn on a page of a PDF: where the cells of its tables lie."""

import ctypes
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfObject, PdfPage

# PDFium's code for a drawing object that is a path (FPDF_PAGEOBJ_PATH), and for a straight piece of one (FPDF_SEGMENT_LINETO).
_PATH, _STRAIGHT = 2, 0
# In points: a rule is at most so thick and at least so long; rules that touch or lie on one line are at most so far apart.
_THICK, _LONG, _NEAR = 3.0, 5.0, 3.0
# A path of more pieces is a drawing, and so is a page of more rules.
_MOST_PIECES = 200
_MOST_RULES = 4000
_MOST_CELLS = 5000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule at ``place``, ``start`` to ``end`` along the other axis."""

    place: float
    start: float
    end: float

    def covers(self, at: float, margin: float = 0.0) -> bool:
        """Whether the rule runs past ``at``."""
        return self.start - margin <= at <= self.end + margin


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table. ``xs`` go from left to right, ``ys`` from the top down; ``cells`` gives, by row and column, the first place of
    the cell that covers it: of merged cells all places give one.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[tuple[int, int], ...], ...]

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and the column of the cell in which a point lies; None outside of the table."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        row = min(bisect_right(self.ys, -y, key=lambda height: -height) - 1, len(self.ys) - 2)
        return self.cells[row][column]


def find_grids(page: "PdfPage") -> list[Grid]:
    """The tables drawn on ``page`` that have two columns at least."""
    across, upright = _rules(page)
    return [grid for one in _touching(_joined(across), _joined(upright)) if (grid := _grid(*one)) is not None]


def _rules(page: "PdfPage") -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical rules of a page, as they are drawn: line by line, as thin boxes, or as boxes round cells."""
    across: list[Rule] = []
    upright: list[Rule] = []
    for drawing in page.get_objects(filter=[_PATH]):
        left, bottom, right, top = drawing.get_bounds()
        if top - bottom <= _THICK:
            pieces: Iterable[tuple[float, float, float, float]] = [(left, (bottom + top) / 2, right, (bottom + top) / 2)]
        elif right - left <= _THICK:
            pieces = [((left + right) / 2, bottom, (left + right) / 2, top)]
        else:
            pieces = _pieces(drawing)
        for x, y, to_x, to_y in pieces:
            if abs(to_y - y) < 1 and abs(to_x - x) >= _LONG:
                across.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
            elif abs(to_x - x) < 1 and abs(to_y - y) >= _LONG:
                upright.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))
        if len(across) + len(upright) > _MOST_RULES:
            return [], []
    return across, upright


def _pieces(drawing: "PdfObject") -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces of a path, from where to where."""
    from pypdfium2 import raw

    count = raw.FPDFPath_CountSegments(drawing.raw)
    if count > _MOST_PIECES:
        return
    matrix = drawing.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for at in range(count):
        piece = raw.FPDFPath_GetPathSegment(drawing.raw, at)
        if not raw.FPDFPathSegment_GetPoint(piece, ctypes.byref(x), ctypes.byref(y)):
            return
        here = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(piece) == _STRAIGHT:
            yield (*last, *here)
        else:
            start = here
        last = here
        if raw.FPDFPathSegment_GetClose(piece):
            yield (*last, *start)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """``rules`` with those that go on from each other made one: each cell may draw its own borders."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.place):
        if lines and rule.place - lines[-1][0].place <= _THICK:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    joined: list[Rule] = []
    for line in lines:
        line.sort(key=lambda rule: rule.start)
        place, start, end = line[0].place, line[0].start, line[0].end
        for rule in line[1:]:
            if rule.start > end + _NEAR:
                joined.append(Rule(place, start, end))
                start = rule.start
                end = rule.end
            end = max(end, rule.end)
        joined.append(Rule(place, start, end))
    return joined


def _touching(across: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules by the table that they belong to: those that touch each other."""
    group = list(range(len(across) + len(upright)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for i, one in enumerate(across):
        for j, other in enumerate(upright, len(across)):
            if one.covers(other.place, _NEAR) and other.covers(one.place, _NEAR):
                group[root(i)] = root(j)
    tables: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for at, rule in enumerate((*across, *upright)):
        tables[root(at)][at >= len(across)].append(rule)
    yield from tables.values()


def _grid(across: Sequence[Rule], upright: Sequence[Rule]) -> Grid | None:
    if len(across) < 2 or not upright:  # noqa: PLR2004 -- a table is closed above and below
        return None
    # A table may be open at its sides, and at the foot of a page.
    xs = _apart([rule.place for rule in upright] + [end for rule in across for end in (rule.start, rule.end)])
    ys = _apart([rule.place for rule in across] + [end for rule in upright for end in (rule.start, rule.end)])[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > _MOST_CELLS:  # noqa: PLR2004 -- else it is a frame
        return None
    first = {(row, column): (row, column) for row in range(rows) for column in range(columns)}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            # The places go from the top left on, so that the cell above and the one beside are settled.
            if column and not _parted(upright, left, (top + bottom) / 2):
                first[row, column] = first[row, column - 1]
            elif row and not _parted(across, top, (left + right) / 2):
                first[row, column] = first[row - 1, column]
    return Grid(tuple(xs), tuple(ys), tuple(tuple(first[row, column] for column in range(columns)) for row in range(rows)))


def _apart(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 2 * _NEAR:
            found.append(place)
    return found


def _parted(rules: Iterable[Rule], place: float, at: float) -> bool:
    return any(abs(rule.place - place) <= 2 * _NEAR and rule.covers(at) for rule in rules)
