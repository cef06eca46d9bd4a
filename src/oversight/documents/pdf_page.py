"""A page of a PDF as a person reads it: its lines from the top down, with their indents, and its tables row by row."""

import ctypes
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from oversight.documents.pdf_columns import Gap, Glyph, find_gap
from oversight.documents.pdf_rules import Grid, find_grids
from oversight.documents.printed import Printed, print_row

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

# U+FFFE and U+0002 are what PDFium gives for a hyphen at the end of a line: 2020- / 2025
_HYPHENS = re.compile("[\ufffe\x02]")
_HALVES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = frozenset("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_NARROW = re.compile("[!-~]")
# 一、强化规划引领。 （一）…: what a paragraph within a cell begins with, and what stands before it
_NUMBERED = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")
_CLOSED = tuple("。；：！")
# By how many characters the first line of a paragraph is indented; how many lines make a margin, within how many points.
_INDENT = (1.4, 3.0)
_MARGIN_LINES = 3
_SAME_START = 4.0
_INDENTED = "\u3000\u3000"
# A cell that holds so much, and most of what its table holds, frames a paper.
_FRAMED = 600
# An entry that holds for several rows is short; a longer text is said once.
_ENTRY = 200
# How many lines may stand between the edge of a page and a table that it cuts.
_EDGE = 3
# Points by which the columns of a table may differ from page to page.
_SAME_COLUMN = 6.0
# So many lines that stand beside others make a column.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text, or a table as rows of cells; with the box that it fills."""

    left: float
    bottom: float
    right: float
    top: float
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    # Where its columns begin and end.
    columns: tuple[float, ...] = field(default=())

    @property
    def middle(self) -> float:
        """How high its middle stands."""
        return (self.bottom + self.top) / 2

    @property
    def size(self) -> int:
        """How many characters it shows."""
        return len(self.text.strip()) + sum(len(cell) for row in self.rows for cell in row)

    def printed(self, page: int) -> list[Printed]:
        """The lines that it makes."""
        if not self.rows:
            return [Printed.of(self.text, page)._replace(height=self.bottom)]
        return [line for row in self.rows for line in print_row([cell.split("\n") if cell else [] for cell in row], page)]


def read_page(page: "PdfPage", text: "PdfTextPage") -> list[Block]:
    """What stands on a page, in the order in which it is read."""
    lines = _lines(text)
    grids = find_grids(page) if lines else []
    gap = None if grids else find_gap(lines)
    if gap is not None:
        lines = _by_column(lines, gap)
    blocks: list[Block] = []
    put: set[int] = set()
    cells = _fill(grids, lines)
    tables = {at: table for at, grid in enumerate(grids) if (table := _table(grid, cells[at])) is not None}
    for line in lines:
        within = {at for glyph in line if glyph.sign.strip() and (at := _grid_at(glyph, grids, tables)) is not None}
        blocks.extend(tables[at] for at in sorted(within - put))
        put |= within
        rest = [glyph for glyph in line if _grid_at(glyph, grids, tables) is None] if within else line
        if not within or any(glyph.sign.strip() for glyph in rest):
            blocks.append(_line(rest))
    return _indented(blocks if gap is not None else _in_order(blocks))


def _lines(text: "PdfTextPage") -> list[list[Glyph]]:
    """The characters of a page by line, as PDFium parts them; blank lines at its end are none."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    corners = [ctypes.byref(corner) for corner in (left, right, bottom, top)]
    lines: list[list[Glyph]] = [[]]
    before = ""
    for at in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text.raw, at))
        if sign in _LINE_ENDS:
            if not (sign == "\n" and before == "\r"):
                lines.append([])
        elif sign != "\0":
            raw.FPDFText_GetCharBox(text.raw, at, *corners)
            lines[-1].append(Glyph(_HYPHENS.sub("-", sign), left.value, bottom.value, right.value, top.value))
        before = sign
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _by_column(lines: Sequence[list[Glyph]], gap: Gap) -> list[list[Glyph]]:
    """The lines of the left column before those of the right one, between the lines that run over both."""
    ordered: list[list[Glyph]] = []
    left: list[list[Glyph]] = []
    right: list[list[Glyph]] = []
    for line in sorted(lines, key=lambda line: -max((glyph.top for glyph in line), default=0.0)):
        if gap.is_crossed(line):
            ordered += [*left, *right, line]
            left, right = [], []
            continue
        for column, side in ((left, True), (right, False)):
            part = [glyph for glyph in line if (glyph.right <= gap.at) is side]
            # PDFium parts what it takes for words.
            while part and part[-1].sign == " ":
                part.pop()
            column.extend([part] if part else [])
    return [*ordered, *left, *right]


def _line(glyphs: Sequence[Glyph]) -> Block:
    shown = [glyph for glyph in glyphs if glyph.sign.strip()]
    if not shown:
        return Block(0, 0, 0, 0, _signs(glyphs))
    box = (
        min(glyph.left for glyph in shown),
        min(glyph.bottom for glyph in shown),
        max(glyph.right for glyph in shown),
        max(glyph.top for glyph in shown),
    )
    tall = box[3] - box[1]
    # Signs of another font may be drawn after the rest of their line: 关于“ ”加快进度 的意见
    steps_back = any(later.left < earlier.left - tall / 2 for earlier, later in pairwise(shown))
    if steps_back and all(glyph.bottom < (box[1] + box[3]) / 2 + tall / 4 for glyph in shown):
        shown.sort(key=lambda glyph: glyph.left)
        gaps = [later.left - earlier.right > tall / 2 for earlier, later in pairwise(shown)]
        return Block(*box, shown[0].sign + "".join(" " * gap + glyph.sign for gap, glyph in zip(gaps, shown[1:], strict=True)))
    return Block(*box, _signs(glyphs))


def _signs(glyphs: Iterable[Glyph]) -> str:
    text = "".join(glyph.sign for glyph in glyphs)
    # A rare character may come as the two halves that UTF-16 makes of it.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALVES.search(text) else text


def _grid_at(glyph: Glyph, grids: Sequence[Grid], only: Iterable[int]) -> int | None:
    x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
    return next((at for at in only if grids[at].place(x, y) is not None), None)


def _fill(grids: Sequence[Grid], lines: Sequence[Sequence[Glyph]]) -> list[dict[tuple[int, int], list[str]]]:
    """The lines of text in each cell of each grid."""
    filled: list[dict[tuple[int, int], list[str]]] = [{} for _ in grids]
    for line in lines if grids else ():
        here: dict[tuple[int, tuple[int, int]], list[Glyph]] = {}
        for glyph in line:
            at = _grid_at(glyph, grids, range(len(grids)))
            if at is not None:
                place = grids[at].place((glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2)
                assert place is not None
                here.setdefault((at, place), []).append(glyph)
        for (at, place), glyphs in here.items():
            filled[at].setdefault(place, []).append(_line(glyphs).text.strip())
    return filled


def _table(grid: Grid, cells: dict[tuple[int, int], list[str]]) -> Block | None:
    """The table, unless it only frames running text."""
    texts = {place: _run_on(lines) for place, lines in cells.items()}
    sizes = [len(text) for text in texts.values()]
    side_by_side = any(len({place for place in row if texts.get(place)}) > 1 for row in grid.cells)
    if not side_by_side or (max(sizes) > _FRAMED and 2 * max(sizes) > sum(sizes)):
        return None
    rows = []
    for at, row in enumerate(grid.cells):
        entries = []
        for column, place in enumerate(row):
            text = texts.get(place, "")
            held = place[0] < at and len(text) > _ENTRY
            entries.append("" if place[1] != column or held else text)
        rows.append(tuple(entries))
    box = (grid.xs[0], grid.ys[-1], grid.xs[-1], grid.ys[0])
    return Block(*box, rows=tuple(row for row in rows if any(row)), columns=grid.xs)


def _run_on(lines: Iterable[str]) -> str:
    """The lines of a cell as one text, 县人大常委 / 会主任, but a numbered paragraph on a line of its own."""
    text = ""
    for line in lines:
        gap = bool(text and line and _NARROW.fullmatch(text[-1]) and _NARROW.fullmatch(line[0]))
        begins = text.endswith(_CLOSED) and _NUMBERED.match(line) is not None
        text += "\n" * begins + " " * gap + line
    return text


def _in_order(blocks: list[Block]) -> list[Block]:
    """From the top down, unless there are columns: a text box, a header or a footer may be drawn after all the rest."""
    drawn = [block for block in blocks if block.top > block.bottom]
    runs: list[list[Block]] = []
    for block in drawn:
        if runs and block.middle <= runs[-1][-1].top:
            runs[-1].append(block)
        else:
            runs.append([block])
    if len(runs) < 2 or any(_side_by_side(one, other) for at, one in enumerate(runs) for other in runs[:at]):  # noqa: PLR2004 -- two runs
        return blocks
    rows: list[list[Block]] = []
    for block in sorted(drawn, key=lambda block: -block.middle):
        if rows and not block.rows and rows[-1][0].bottom < block.middle:
            rows[-1].append(block)
        else:
            rows.append([block])
    return [block for row in rows for block in sorted(row, key=lambda block: block.left)]


def _side_by_side(one: Sequence[Block], other: Sequence[Block]) -> bool:
    """Whether two runs of lines are columns, or one is a note at the side of the other."""
    beside = (any(_is_beside(block, line) for line in one) for block in other)
    return sum(beside) >= min(_BESIDE, len(other))


def _is_beside(one: Block, other: Block) -> bool:
    level = one.bottom < other.middle < one.top
    return level and (one.right <= other.left or other.right <= one.left)


def _indented(blocks: list[Block]) -> list[Block]:
    """With the indents of paragraphs, which are drawn and not in the text, written before their first lines."""
    starts = sorted(block.left for block in blocks if block.text.strip())
    # The box of a character is narrower than its place in the line.
    margins = [start for at, start in enumerate(starts) if bisect_right(starts, start + _SAME_START) - at >= _MARGIN_LINES]
    return [
        replace(block, text=_INDENTED + block.text) if not block.rows and _is_indented(block, margins) else block
        for block in blocks
    ]


def _is_indented(block: Block, margins: Iterable[float]) -> bool:
    wide = block.top - block.bottom
    least, most = _INDENT
    return not block.text[:1].isspace() and any(least * wide <= block.left - left <= most * wide for left in margins)


def mended(pages: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """``pages`` with each row of a table that a page cuts put together on the page where it begins."""
    whole = [list(blocks) for blocks in pages]
    for above, below in pairwise(whole):
        # A page number stands below a table that the page cuts, a header above.
        last = next((at for at in range(len(above) - 1, max(-1, len(above) - 1 - _EDGE), -1) if above[at].rows), None)
        first = next((at for at, block in enumerate(below[:_EDGE]) if block.rows), None)
        if last is None or first is None or not _goes_on(above[last], below[first]):
            continue
        *rows, cut = above[last].rows
        rest, *others = below[first].rows
        joined = tuple(_run_on(cell for cell in pair if cell) for pair in zip(cut, rest, strict=True))
        above[last] = replace(above[last], rows=(*rows, joined))
        below[first] = replace(below[first], rows=tuple(others))
        if not others:
            del below[first]
    return whole


def _goes_on(last: Block, first: Block) -> bool:
    """Whether the first row of a table is the rest of the last row of the one on the page before: without a number of its own, and
    in cells that broke off there.
    """
    same = len(last.columns) == len(first.columns) and all(
        abs(one - other) <= _SAME_COLUMN for one, other in zip(last.columns, first.columns, strict=True)
    )
    if not same or not last.rows or not first.rows or first.rows[0][0]:
        return False
    pairs = [(above, below) for above, below in zip(last.rows[-1], first.rows[0], strict=True) if below]
    return all(above for above, _below in pairs) and any(above[-1] not in "。；！" for above, _below in pairs)
