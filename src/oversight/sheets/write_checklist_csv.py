"""Write a checklist as CSV that Excel and WPS open by double click."""

import csv
import io
from collections.abc import Sequence

from oversight.sheets.checklist import ChecklistRow, headings
from oversight.sheets.formula import neutralise

ENCODINGS = ("utf-8-sig", "utf-8", "gb18030")


def checklist_csv(rows: Sequence[ChecklistRow], *, encoding: str = "utf-8-sig") -> bytes:
    """``rows`` under the headings as bytes: lines end with CRLF, cells that would run as a formula are neutralised.

    ``utf-8-sig`` puts a byte-order mark first, without which Excel takes the file for the machine's old code page.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings())
    for row in rows:
        writer.writerow([neutralise(cell) for cell in row.cells()])
    # A lone half of a surrogate pair cannot be written in any encoding.
    return text.getvalue().encode(encoding, errors="replace")
