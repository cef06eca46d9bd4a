"""Write rows as CSV that Excel and WPS open by double click, or as a table of Markdown."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from oversight.sheets.formula import neutralise

# What Markdown would read as its own: emphasis, code, links, tables, tags.
_OWN = re.compile(r"([\\`*_{}\[\]<>|#~])")


def table_csv(headings: Sequence[str], rows: Iterable[Sequence[str]], *, encoding: str = "utf-8-sig") -> bytes:
    """``rows`` under ``headings`` as bytes: lines end with CRLF, cells that would run as a formula are neutralised.

    ``utf-8-sig`` puts a byte-order mark first, without which Excel takes the file for the machine's old code page.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([neutralise(cell) for cell in row])
    # A lone half of a surrogate pair cannot be written in any encoding.
    return text.getvalue().encode(encoding, errors="replace")


def table_md(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """``rows`` under ``headings``; a line break within a cell becomes a space."""
    table = [list(headings), ["---"] * len(headings), *([escaped(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in table)


def escaped(text: str) -> str:
    """``text`` in one line, none of it taken for Markdown."""
    return _OWN.sub(r"\\\1", " ".join(text.split()))
