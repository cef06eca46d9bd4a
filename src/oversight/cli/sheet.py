"""One thing on a page: a head, labelled lines, sections, passages and small tables."""

from collections.abc import Sequence

from oversight.cli.table import Column, table
from oversight.cli.terminal import BOLD, DIM, coloured, columns_of, folded, padded, printable

_IN_A_PIPE = 100


class Sheet:
    """Text that is put together line by line; everything given to it is made safe to show.

    In a pipe (``width`` None) labelled lines and tables stay whole, so that scripts can read them; long passages are folded
    on a terminal only.
    """

    def __init__(self, *, width: int | None, colour: bool) -> None:
        self._width = width
        self._colour = colour
        self._lines: list[str] = []

    def head(self, text: str) -> None:
        """The title of the page."""
        self._lines += [self._styled(line, BOLD) for line in folded(printable(text), self._width or _IN_A_PIPE)]

    def fields(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Labelled lines, aligned; a pair without a value is left out."""
        shown = [(label, printable(value)) for label, value in pairs if value]
        left = max((columns_of(label) for label, _value in shown), default=0)
        for label, value in shown:
            parts = folded(value, max(self._width - left - 2, 20)) if self._width else [value]
            self._lines.append(self._styled(padded(label, left), DIM) + "  " + parts[0])
            self._lines += [" " * (left + 2) + part for part in parts[1:]]

    def section(self, title: str) -> None:
        """The head of a section, parted from what is above."""
        if self._lines:
            self._lines.append("")
        self._lines.append(self._styled(printable(title), BOLD))

    def paragraph(self, text: str, *, indent: int = 0) -> None:
        """A passage; on a terminal it is folded."""
        space = " " * indent
        parts = folded(printable(text), max(self._width - indent, 20)) if self._width else [printable(text)]
        self._lines += [space + part for part in parts]

    def numbered(self, lines: Sequence[tuple[int, str]]) -> None:
        """Lines of a paper behind their numbers."""
        left = max((len(str(number)) for number, _text in lines), default=0)
        for number, text in lines:
            self._lines.append(f"{self._styled(str(number).rjust(left), DIM)}  {printable(text)}".rstrip())

    def table(self, columns: Sequence[Column], rows: Sequence[object]) -> None:
        """A small table."""
        self._lines += table(columns, rows, width=self._width, colour=self._colour).rstrip("\n").split("\n")

    def _styled(self, text: str, code: str) -> str:
        return coloured(text, code if self._colour else None)

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)
