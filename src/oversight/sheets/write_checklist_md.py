"""Write a checklist as a table of Markdown."""

from collections.abc import Sequence

from oversight.sheets.checklist import ChecklistRow, headings
from oversight.sheets.write_table import table_md


def checklist_md(rows: Sequence[ChecklistRow]) -> bytes:
    """``rows`` under the headings, UTF-8; a line break within a cell becomes a space."""
    return table_md(headings(), (row.cells() for row in rows)).encode("utf-8", errors="replace")
