"""Read a table that a spreadsheet saved as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from oversight.errors import NotFound, UnreadableDocument
from oversight.messages import _, language, ngettext


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row by the names of their columns, without white space around them. ``line``: where it ends in the file."""

    line: int
    cells: Mapping[str, str]


def read_table(path: Path, columns: Mapping[str, Sequence[str]]) -> list[TableRow]:
    """The rows of ``path``, blank ones left out. ``columns``: each name with the other headings that mean it.

    The file is UTF-8, with or without a byte-order mark, or GB18030. Raises NotFound, or UnreadableDocument that names the
    row and the column at fault.
    """
    try:
        text = _decoded(path.read_bytes())
    except FileNotFoundError as missing:
        raise NotFound(_("There is no such file."), where=str(path)) from missing
    except (OSError, UnicodeDecodeError) as unreadable:
        raise UnreadableDocument(
            _("The table cannot be read."), where=str(path), hint=_("Save the file as CSV in UTF-8.")
        ) from unreadable
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[TableRow] = []
    try:
        places = _places([cell.strip().lower() for cell in next(reader, [])], columns, path)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) <= max(places.values()):
                raise UnreadableDocument(
                    ngettext(
                        "The row has {count} cell, the heading has {expected}.",
                        "The row has {count} cells, the heading has {expected}.",
                        len(cells),
                    ).format(count=len(cells), expected=max(places.values()) + 1),
                    where=row_of(path, reader.line_num),
                    hint=_("Put a cell that holds a comma between double quotes."),
                )
            rows.append(TableRow(reader.line_num, {name: cells[place].strip() for name, place in places.items()}))
    except csv.Error as broken:
        raise UnreadableDocument(
            _("This is not CSV: {reason}").format(reason=broken),
            where=row_of(path, reader.line_num),
            hint=_("Save the file as CSV in UTF-8."),
        ) from broken
    return rows


def row_of(path: Path, line: int) -> str:
    """Where a row stands: the file, and the number of the row in it."""
    return _("{file}, row {row}").format(file=path, row=line)


def _places(heading: Sequence[str], columns: Mapping[str, Sequence[str]], path: Path) -> dict[str, int]:
    """Where each column stands."""
    places = {}
    for name, others in columns.items():
        there = [heading.index(word) for word in (name, *others) if word in heading]
        if there:
            places[name] = there[0]
    if lacking := [name for name in columns if name not in places]:
        raise UnreadableDocument(
            _("The heading lacks: {columns}").format(columns=_(", ").join(_called(name, columns) for name in lacking)),
            where=row_of(path, 1),
            hint=_("The first row has to be: {columns}").format(columns=",".join(_called(name, columns) for name in columns)),
        )
    return places


def _called(name: str, columns: Mapping[str, Sequence[str]]) -> str:
    """The heading of a column that a person would write: in Chinese the first of the others, where there is one."""
    return next(iter(columns[name]), name) if language() == "zh" else name


def _decoded(data: bytes) -> str:
    """Text of a CSV file as offices save it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
