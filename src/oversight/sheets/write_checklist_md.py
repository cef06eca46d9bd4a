"""Write a checklist as a table of Markdown."""

import re
from collections.abc import Sequence

from oversight.sheets.checklist import ChecklistRow, headings

# What Markdown would read as its own: emphasis, code, links, tables, tags.
_OWN = re.compile(r"([\\`*_{}\[\]<>|#~])")


def checklist_md(rows: Sequence[ChecklistRow]) -> bytes:
    """``rows`` under the headings, UTF-8; a line break within a cell becomes a space."""
    table = [headings(), ["---"] * len(headings()), *(_escaped(row.cells()) for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in table).encode("utf-8", errors="replace")


def _escaped(cells: list[str]) -> list[str]:
    return [_OWN.sub(r"\\\1", " ".join(cell.split())) for cell in cells]
