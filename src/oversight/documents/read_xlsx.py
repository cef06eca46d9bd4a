"""Workbooks (.xlsx): what a person sees in their sheets, one line a row, a page for each sheet.

A workbook lies beside the papers of a session where an office keeps its attendance or its list of tasks in one.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from oversight.documents.damage import damaged
from oversight.documents.limits import check_length
from oversight.documents.office_xml import Element, OfficeFile, attribute, child, local
from oversight.documents.printed import Printed, PrintedText, print_row

# No table of a paper is wider; an entry that holds for several rows is short.
_WIDEST = 64
_ENTRY = 200
# B12: the column in letters, the row in digits
_PLACE = re.compile(r"(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})")
# Formats of numbers that show a day, by their number (ECMA-376 part 1, 18.8.30) or by the letters of one made by hand: yyyy"年"m"月"d"日"
_DAYS = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58})
_SHOWS_DAY = re.compile("[yYdD]")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
# Day 0 of a workbook, and how many days later it is in one that counts from 1904.
_EPOCH = dt.date(1899, 12, 30)
_FROM_1904 = 1462
_LAST_DAY = 2_958_465


def read_xlsx(data: bytes, name: str) -> PrintedText:
    """The rows of a workbook, sheet after sheet; hidden sheets are not read."""
    book = _Workbook(data, name)
    sheets = list(book.sheets())
    rows = (line for page, sheet in enumerate(sheets, 1) for line in book.rows(sheet, page if len(sheets) > 1 else None))
    printed: list[Printed] = []
    characters = 0
    for line in rows:
        printed.append(line)
        characters += len(line.raw)
        # Before the whole is held: a sheet may have a million rows.
        check_length(characters, len(printed), name)
    return PrintedText.of(printed)


class _Workbook:
    def __init__(self, data: bytes, name: str) -> None:
        self._file = OfficeFile(data, name)
        self._path = self._file.main() or "xl/workbook.xml"
        tree = self._file.part(self._path)
        if tree is None:
            raise damaged(name)
        self._tree = tree
        self._related = self._file.related(self._path)
        self._strings = [_text(entry) for entry in self._of_kind("sharedStrings") if local(entry) == "si"]
        self._days = list(_formats_of_days(self._of_kind("styles")))
        self._epoch = _EPOCH + dt.timedelta(
            _FROM_1904 if attribute(child(tree, "workbookPr"), "date1904") in {"1", "true"} else 0
        )

    def sheets(self) -> Iterator[Element]:
        """The sheets that are shown, in order."""
        entries = child(self._tree, "sheets")
        for entry in entries if entries is not None else ():
            path = self._related.get(attribute(entry, "id") or "")
            if path and entry.get("state", "visible") == "visible" and (sheet := self._file.part(path)) is not None:
                yield sheet

    def rows(self, sheet: Element, page: int | None) -> Iterator[Printed]:
        """The lines that the rows of a sheet make."""
        merged = _merged(sheet)
        held: dict[int, tuple[int, str]] = {}
        data = child(sheet, "sheetData")
        for at, row in enumerate(data if data is not None else (), 1):
            number = int(row.get("r") or at)
            cells = self._cells(row)
            for column, (last, text) in list(held.items()):
                if number <= last:
                    cells[column] = cells.get(column) or text
            for column, text in cells.items():
                last = merged.get((number, column), number)
                if last > number and len(text) <= _ENTRY:
                    held[column] = last, text
            if not any(cells.values()):
                continue
            first, *others = [column for column, text in sorted(cells.items()) if text]
            if others or first > 1:
                entries = [cells.get(column, "") for column in range(1, min(max(cells), _WIDEST) + 1)]
                yield from print_row([[text] if text else [] for text in entries], page)
            else:
                # What stands alone in its row is a title, a label or a note, and may have several lines.
                yield from (Printed.of(text, page) for text in cells[first].split("\n"))

    def _cells(self, row: Element) -> dict[int, str]:
        found: dict[int, str] = {}
        at = 0
        for cell in row:
            place = _PLACE.fullmatch(cell.get("r", ""))
            at = _column(place["column"]) if place else at + 1
            if local(cell) == "c" and at <= _WIDEST:
                found[at] = self._shown(cell).strip()
        return found

    def _shown(self, cell: Element) -> str:
        """What a cell shows."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _text(child(cell, "is"))
        value = child(cell, "v")
        text = (value.text or "") if value is not None else ""
        if kind == "s":
            return self._strings[int(text)] if text.isdecimal() and int(text) < len(self._strings) else ""
        if kind == "e":
            return ""
        return text if kind == "str" or not text else self._number(text, cell.get("s", ""))

    def _number(self, text: str, style: str) -> str:
        try:
            amount = float(text)
        except ValueError:
            return text
        if style.isdecimal() and int(style) < len(self._days) and self._days[int(style)] and 1 <= amount <= _LAST_DAY:
            day = self._epoch + dt.timedelta(int(amount))
            return f"{day.year}年{day.month}月{day.day}日"
        # 3.0 and 2.9999999999999996 are 3 on the screen.
        return f"{amount:.10g}"

    def _of_kind(self, kind: str) -> Element | Sequence[Element]:
        folder, _, file = self._path.rpartition("/")
        path = self._file.target(f"{folder}/_rels/{file}.rels", f"/{kind}", folder)
        tree = self._file.part(path) if path else None
        return tree if tree is not None else ()


def _text(entry: Element | None) -> str:
    """The text of a string, without what is written above it for its pronunciation."""
    pieces = chain.from_iterable([part] if local(part) == "t" else part if local(part) == "r" else () for part in entry or ())
    return "".join(piece.text or "" for piece in pieces if local(piece) == "t")


def _formats_of_days(styles: Element | Sequence[Element]) -> Iterator[bool]:
    """For each style of a cell, whether it shows a number as a day."""
    by_name = {local(entry): entry for entry in styles}
    made: Mapping[str, str] = {
        entry.get("numFmtId", ""): entry.get("formatCode", "") for entry in by_name.get("numFmts", ()) if entry is not None
    }
    for style in by_name.get("cellXfs", ()):
        key = style.get("numFmtId", "0")
        yield (
            _SHOWS_DAY.search(_QUOTED.sub("", made[key])) is not None if key in made else key.isdecimal() and int(key) in _DAYS
        )


def _merged(sheet: Element) -> dict[tuple[int, int], int]:
    """The last row of each cell that is merged over several, by the row and the column of its first."""
    found: dict[tuple[int, int], int] = {}
    entries = child(sheet, "mergeCells")
    for entry in entries if entries is not None else ():
        first, _, last = entry.get("ref", "").partition(":")
        start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if start and end and int(end["row"]) > int(start["row"]):
            found[int(start["row"]), _column(start["column"])] = int(end["row"])
    return found


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column
