"""Small workbooks (.xlsx) for the tests, written by hand."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


@dataclass(frozen=True)
class Sheet:
    """A sheet: rows of cells, each a text, a number, a ``<c>`` element, or None for no cell; and which cells are merged (``A1:C1``)."""

    rows: Sequence[Sequence[str | float | None]]
    merged: Sequence[str] = ()
    state: str = "visible"


def workbook(*sheets: Sheet, styles: str = "") -> bytes:
    """A workbook of these sheets. Cell style 1 is the one that ``styles`` gives as a custom number format."""
    strings: list[str] = []
    parts = {
        "_rels/.rels": f'<Relationships {_PACKAGE}><Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
        + "".join(f'<sheet name="{at}" sheetId="{at}" state="{one.state}" r:id="s{at}"/>' for at, one in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {_PACKAGE}>"
        + "".join(
            f'<Relationship Id="s{at}" Type="{_OFFICE}/worksheet" Target="worksheets/{at}.xml"/>'
            for at in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="t" Type="{_OFFICE}/sharedStrings" Target="strings.xml"/>'
        + f'<Relationship Id="y" Type="{_OFFICE}/styles" Target="/xl/styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {_MAIN}><numFmts><numFmt numFmtId="164" formatCode="{styles}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    for at, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/{at}.xml"] = _sheet(sheet, strings)
    parts["xl/strings.xml"] = f"<sst {_MAIN}>{''.join(f'<si>{text}</si>' for text in strings)}</sst>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for path, content in parts.items():
            file.writestr(path, content)
    return data.getvalue()


def _sheet(sheet: Sheet, strings: list[str]) -> str:
    rows = []
    for at, row in enumerate(sheet.rows, 1):
        cells = [_cell(cell, f"{chr(ord('A') + column)}{at}", strings) for column, cell in enumerate(row) if cell is not None]
        rows.append(f'<row r="{at}">{"".join(cells)}</row>')
    merged = "".join(f'<mergeCell ref="{cells}"/>' for cells in sheet.merged)
    return f"<worksheet {_MAIN}><sheetData>{''.join(rows)}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"


def _cell(cell: str | float, place: str, strings: list[str]) -> str:
    if isinstance(cell, float | int):
        return f'<c r="{place}"><v>{cell}</v></c>'
    if cell.startswith("<c"):
        return cell.replace("<c", f'<c r="{place}"', 1)
    strings.append(cell if cell.startswith("<") else f"<t>{cell}</t>")
    return f'<c r="{place}" t="s"><v>{len(strings) - 1}</v></c>'
