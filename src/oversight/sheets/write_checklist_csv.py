"""Write a checklist as CSV that Excel and WPS open by double click."""

from collections.abc import Sequence

from oversight.sheets.checklist import ChecklistRow, headings
from oversight.sheets.write_table import table_csv


def checklist_csv(rows: Sequence[ChecklistRow], *, encoding: str = "utf-8-sig") -> bytes:
    """``rows`` under the headings, as :func:`table_csv` writes them."""
    return table_csv(headings(), (row.cells() for row in rows), encoding=encoding)
