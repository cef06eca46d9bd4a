"""A table for people: plain text in columns, folded to the width of a terminal, whole in a pipe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from oversight.cli.terminal import BOLD, coloured, columns_of, folded, padded, printable

_GAP = "  "
_NARROWEST = 12
_NARROWEST_OF_ALL = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how a row fills it, and how it is set.

    ``fold`` allows long text to go on in further lines where the terminal is narrow; refs and words of state never fold.
    ``colour`` gives the code of a row's cell, or None. An ``optional`` column is left out where no row fills it.
    """

    heading: str
    cell: Callable[[Any], str]
    fold: bool = False
    right: bool = False
    colour: Callable[[Any], str | None] | None = None
    optional: bool = False


def table(columns: Sequence[Column], rows: Sequence[object], *, width: int | None, colour: bool) -> str:
    """``rows`` under the headings of ``columns``; ``width`` None leaves every cell whole in one line."""
    columns = [column for column in columns if not column.optional or any(column.cell(row) for row in rows)]
    cells = [[printable(column.cell(row)) for column in columns] for row in rows]
    widths = _widths(columns, cells, width)
    gap = _GAP if width is None or sum(widths) + len(_GAP) * (len(widths) - 1) <= width else " "
    headings = [folded(column.heading, size) for column, size in zip(columns, widths, strict=True)]
    lines = [_line(columns, headings, widths, [BOLD if colour else None] * len(columns), gap)]
    lines.append([gap.join("-" * size for size in widths)])
    for row, texts in zip(rows, cells, strict=True):
        codes = [column.colour(row) if colour and column.colour else None for column in columns]
        parts = [
            folded(text, size) if column.fold else [text] for column, text, size in zip(columns, texts, widths, strict=True)
        ]
        lines.append(_line(columns, parts, widths, codes, gap))
    return "".join(f"{line}\n" for block in lines for line in block)


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """The width of each column: that of its widest cell, and less where the terminal is narrow.

    First long cells fold, then headings between their words, then the gaps close, then cells fold as far as can be read.
    """
    sizes = [
        max([columns_of(column.heading), *(columns_of(row[position]) for row in cells)])
        for position, column in enumerate(columns)
    ]
    if width is None:
        return sizes
    excess = _narrow(columns, sizes, sum(sizes) + len(_GAP) * (len(sizes) - 1) - width, _NARROWEST)
    for position, column in enumerate(columns):
        least = max([*map(columns_of, column.heading.split()), *(columns_of(row[position]) for row in cells)])
        give = max(0, min(excess, sizes[position] - least))
        sizes[position] -= give
        excess -= give
    if excess > 0:
        _narrow(columns, sizes, excess - len(sizes) + 1, _NARROWEST_OF_ALL)
    return sizes


def _narrow(columns: Sequence[Column], sizes: list[int], excess: int, narrowest: int) -> int:
    """Take ``excess`` from the folding columns, none below ``narrowest``; what could not be taken.

    The widest column gives way first, down to the next widest, so that short columns stay whole.
    """
    while excess > 0:
        widest = max((size for size, column in zip(sizes, columns, strict=True) if column.fold), default=0)
        if widest <= narrowest:
            break
        position = next(i for i, column in enumerate(columns) if column.fold and sizes[i] == widest)
        others = [size for i, size in enumerate(sizes) if i != position and columns[i].fold]
        give = min(excess, max(1, widest - max([*others, narrowest])), widest - narrowest)
        sizes[position] -= give
        excess -= give
    return excess


def _line(
    columns: Sequence[Column],
    parts: Sequence[Sequence[str]],
    widths: Sequence[int],
    codes: Sequence[str | None],
    gap: str,
) -> list[str]:
    """One row as the lines that its longest cell needs; nothing trails a line."""
    lines = []
    for number in range(max(len(part) for part in parts)):
        texts = [part[number] if number < len(part) else "" for part in parts]
        last = max((i for i, text in enumerate(texts) if text), default=0)
        pieces = []
        for i, text in enumerate(texts[: last + 1]):
            shown = text if i == last and not columns[i].right else padded(text, widths[i], right=columns[i].right)
            pieces.append(coloured(shown, codes[i] if text else None))
        lines.append(gap.join(pieces))
    return lines
