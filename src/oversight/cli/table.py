"""A table for people: plain text in columns, folded to the width of a terminal, whole in a pipe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from oversight.cli.terminal import BOLD, coloured, columns_of, folded, padded, printable

_GAP = "  "
_NARROWEST = 12


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
    lines = [_line(columns, [[column.heading] for column in columns], widths, [BOLD if colour else None] * len(columns))]
    lines.append([_GAP.join("-" * size for size in widths)])
    for row, texts in zip(rows, cells, strict=True):
        codes = [column.colour(row) if colour and column.colour else None for column in columns]
        parts = [
            folded(text, size) if column.fold else [text] for column, text, size in zip(columns, texts, widths, strict=True)
        ]
        lines.append(_line(columns, parts, widths, codes))
    return "".join(f"{line}\n" for block in lines for line in block)


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """The width of each column: that of its widest cell, and less for folding columns where the terminal is narrow."""
    sizes = [
        max([columns_of(column.heading), *(columns_of(row[position]) for row in cells)])
        for position, column in enumerate(columns)
    ]
    if width is None:
        return sizes
    excess = sum(sizes) + len(_GAP) * (len(sizes) - 1) - width
    while excess > 0:
        # The widest column gives way first, down to the next widest, so that short columns stay whole.
        widest = max((size for size, column in zip(sizes, columns, strict=True) if column.fold), default=0)
        if widest <= _NARROWEST:
            break
        position = next(i for i, column in enumerate(columns) if column.fold and sizes[i] == widest)
        others = [size for i, size in enumerate(sizes) if i != position and columns[i].fold]
        give = min(excess, max(1, widest - max([*others, _NARROWEST])), widest - _NARROWEST)
        sizes[position] -= give
        excess -= give
    return sizes


def _line(
    columns: Sequence[Column], parts: Sequence[Sequence[str]], widths: Sequence[int], codes: Sequence[str | None]
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
        lines.append(_GAP.join(pieces))
    return lines
