"""Lists of values (.csv, .tsv): one line a row, as a workbook saves its sheet."""

import csv
import io
from collections.abc import Iterator

from oversight.documents.limits import check_length
from oversight.documents.printed import Printed, PrintedText
from oversight.documents.read_text import decode

_MARKS = ",\t;"


def read_values(data: bytes, name: str) -> PrintedText:
    """The rows of a list of values, whatever parts them: a comma, a tab or a semicolon."""
    text = decode(data, name)
    check_length(len(text), text.count("\n"), name)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    mark = max(_MARKS, key=first.count)
    return PrintedText.of(_lines(csv.reader(io.StringIO(text, newline=""), delimiter=mark)))


def _lines(rows: Iterator[list[str]]) -> Iterator[Printed]:
    for cells in rows:
        # A title stands alone in its row, with the marks of the empty cells behind it.
        if not any(cell.strip() for cell in cells[1:]):
            yield Printed.of(" ".join(cells[0].split("\n")) if cells else "")
        else:
            yield Printed.row(cells)
