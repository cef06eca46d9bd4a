"""Read a file of short titles: ``ref, first words, zh, en``."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from oversight.errors import NotFound, UnreadableDocument
from oversight.messages import _, ngettext

_COLUMNS = ("ref", "first words", "zh", "en")


@dataclass(frozen=True, slots=True)
class TitleLine:
    """One row of the file. ``line`` is where it ends in the file, from 1; an empty title means none in that language."""

    line: int
    ref: str
    first_words: str
    zh: str
    en: str


def read_titles(path: Path) -> list[TitleLine]:
    """The rows of ``path``, blank ones left out.

    The file is UTF-8, with or without a byte-order mark, or GB18030. Raises NotFound, or UnreadableDocument that names the
    row and the column at fault.
    """
    try:
        text = _decoded(path.read_bytes())
    except FileNotFoundError as missing:
        raise NotFound(_("There is no such file."), where=str(path)) from missing
    except (OSError, UnicodeDecodeError) as unreadable:
        raise UnreadableDocument(
            _("The titles cannot be read."), where=str(path), hint=_("Save the file as CSV in UTF-8.")
        ) from unreadable
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[TitleLine] = []
    try:
        heading = [cell.strip().lower() for cell in next(reader, [])]
        if missing_columns := [name for name in _COLUMNS if name not in heading]:
            raise UnreadableDocument(
                _("The heading lacks: {columns}").format(columns=", ".join(missing_columns)),
                where=_("{file}, row 1").format(file=path),
                hint=_("The first row has to be: {columns}").format(columns=",".join(_COLUMNS)),
            )
        places = [heading.index(name) for name in _COLUMNS]
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) <= max(places):
                raise UnreadableDocument(
                    ngettext(
                        "The row has {count} cell, the heading has {expected}.",
                        "The row has {count} cells, the heading has {expected}.",
                        len(cells),
                    ).format(count=len(cells), expected=len(heading)),
                    where=_("{file}, row {row}").format(file=path, row=reader.line_num),
                    hint=_("Put a cell that holds a comma between double quotes."),
                )
            ref, first_words, zh, en = (cells[place].strip() for place in places)
            lines.append(TitleLine(reader.line_num, ref, first_words, zh, en))
    except csv.Error as broken:
        raise UnreadableDocument(
            _("This is not CSV: {reason}").format(reason=broken),
            where=_("{file}, row {row}").format(file=path, row=reader.line_num),
            hint=_("Save the file as CSV in UTF-8."),
        ) from broken
    return lines


def _decoded(data: bytes) -> str:
    """Text of a CSV file as offices save it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
