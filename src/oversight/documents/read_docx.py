"""Word files (.docx): what a person sees printed, one line a paragraph, one line a row of a table.

Tracked insertions are read and deletions are not; list numbers, which Word counts by itself, stand in front of their paragraphs.
python-docx's own ``paragraph.text`` leaves out both, and text boxes, content controls and footnotes with them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from oversight.documents.list_numbers import ListNumbers
from oversight.documents.office_xml import Element, WordFile, attribute, child, is_on, local, number, value
from oversight.documents.printed import Printed, PrintedText, print_row
from oversight.documents.strip_furniture import strip_stray_numbers
from oversight.errors import UnreadableDocument
from oversight.messages import _

# What was struck out, or is about the text and not of it.
_UNREAD = frozenset({"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt", "rubyPr", "sdtPr", "sdtEndPr", "fldData"})
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
# In the file a line end within a text is a space
_LINE_END = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
# w:sym of the Wingdings fonts, whose characters are pictures: boxes that are ticked or not, circled numbers.
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x75: "◆",
    0xA1: "○",
    0xA8: "□",
    0x52: "☑",
    0xFC: "√",
    0xFB: "×",
    0xFE: "☑",
}
_WINGDINGS.update({0x81 + at: chr(0x2460 + at) for at in range(10)})
# Fonts of pictures keep them in the private area, at F000 and on.
_PRIVATE = 0xF000
_WIDEST = 64
# An entry that holds for several rows is short; a longer text is said once.
_ENTRY = 200


def read_docx(data: bytes, name: str) -> PrintedText:
    """The lines of a Word file; footnotes and endnotes stand at its end.

    Pages are those that the author's breaks and the breaks of the last print make; without any break, they are unknown.
    """
    file = WordFile(data, name)
    try:
        walk = _Walk(ListNumbers(file.part("numbering"), file.part("styles")))
        printed = list(walk.blocks(file.body()))
        for kind in ("footnotes", "endnotes"):
            printed.extend(walk.notes(kind, file.part(kind)))
    except RecursionError:
        raise UnreadableDocument(
            _("The file is nested more deeply than any paper."), where=name, hint=_("Copy its text into a new file.")
        ) from None
    if walk.page == 1:
        printed = [Printed(line.raw, line.clean, None, line.is_row) for line in printed]
    return strip_stray_numbers(PrintedText.of(printed))


@dataclass
class _Paragraph:
    """A paragraph in the making: its finished lines with their pages, the line being written, and what hangs on it."""

    lines: list[tuple[str, int]] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def end_line(self, page: int) -> None:
        self.lines.append(("".join(self.current), page))
        self.current.clear()


class _Walk:
    """One way through the body of a file, counting pages and list numbers as it goes."""

    def __init__(self, numbers: ListNumbers) -> None:
        self.page = 1
        self._numbers = numbers
        self._noted: dict[str, list[str]] = {"footnotes": [], "endnotes": []}
        # A break that the author made is followed by the mark that the last print broke there, too.
        self._fresh = True
        # The text of a paragraph whose end was struck out: it goes on in the next one.
        self._open: _Paragraph | None = None

    def blocks(self, parent: Element) -> Iterator[Printed]:
        """The lines of the paragraphs and tables in ``parent``."""
        for block in parent:
            kind = local(block)
            if kind == "p":
                yield from self._paragraph(block)
            elif kind == "tbl":
                yield from self._table(block)
            elif kind == "AlternateContent":
                yield from self.blocks(_chosen(block))
            elif kind in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}:
                yield from self.blocks(block)
        if self._open is not None:
            last, self._open = self._open, None
            yield from self._lines(last)

    def notes(self, kind: str, part: Element | None) -> Iterator[Printed]:
        """The footnotes or endnotes that the text refers to, in the order in which it does."""
        found = {attribute(note, "id"): note for note in part or () if local(note) in {"footnote", "endnote"}}
        for at, note in enumerate(self._noted[kind], start=1):
            if (content := found.get(note)) is None:
                continue
            text = " ".join(line.clean for line in self.blocks(content) if line.clean)
            if text:
                yield Printed.of(f"注{at}：{text}", self.page)

    def _paragraph(self, block: Element) -> Iterator[Printed]:
        properties = child(block, "pPr")
        if is_on(properties, "pageBreakBefore"):
            self._turn()
        paragraph = self._open or _Paragraph()
        label = "" if self._open else self._numbers.label(properties)
        self._open = None
        self._inline(block, paragraph)
        if label and (text := paragraph.lines[0][0] if paragraph.lines else "".join(paragraph.current)).strip():
            if paragraph.lines:
                paragraph.lines[0] = (label + text.lstrip(), paragraph.lines[0][1])
            else:
                paragraph.current[:] = [label, text.lstrip()]
        if child(properties, "rPr", "del") is not None:
            self._open = paragraph
            return
        yield from self._lines(paragraph)
        section = child(properties, "sectPr")
        if section is not None and value(section, "type") != "continuous":
            self._turn()

    def _lines(self, paragraph: _Paragraph) -> Iterator[Printed]:
        # A page break at the end of a paragraph ends the page and begins no line.
        if paragraph.current or not paragraph.lines:
            paragraph.end_line(self.page)
        for text, page in paragraph.lines:
            yield Printed.of(text, page)
        for box in paragraph.boxes:
            yield from self.blocks(box)

    def _inline(self, parent: Element, paragraph: _Paragraph) -> None:
        for element in parent:
            kind = local(element)
            if kind in _UNREAD or (kind == "r" and is_on(element, "rPr", "vanish")):
                continue
            if kind == "t":
                text = _LINE_END.sub(" ", element.text or "")
                paragraph.current.append(text)
                self._fresh = self._fresh and not text.strip()
            elif kind in _SIGNS:
                paragraph.current.append(_SIGNS[kind])
            elif kind == "sym":
                paragraph.current.append(_symbol(element))
            elif kind in {"br", "cr"}:
                self._break(element, paragraph)
            elif kind == "lastRenderedPageBreak":
                self._rendered_break()
            elif kind in {"footnoteReference", "endnoteReference"}:
                self._noted[kind.removesuffix("Reference") + "s"].append(attribute(element, "id") or "")
            elif kind == "txbxContent":
                paragraph.boxes.append(element)
            else:
                self._inline(_chosen(element) if kind == "AlternateContent" else element, paragraph)

    def _break(self, element: Element, paragraph: _Paragraph) -> None:
        if attribute(element, "type") == "page":
            if "".join(paragraph.current).strip() or paragraph.lines:
                paragraph.end_line(self.page)
            paragraph.current.clear()
            self._turn()
        else:
            paragraph.end_line(self.page)

    def _turn(self) -> None:
        self.page += 1
        self._fresh = True

    def _rendered_break(self) -> None:
        """Where the last print turned the page: within a paragraph, whose line stays on the page on which it begins."""
        if not self._fresh:
            self._turn()

    def _table(self, table: Element) -> Iterator[Printed]:
        above: dict[int, list[str]] = {}
        for row in _parts(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            page = self.page
            entries: list[list[str]] = [[]] * min(number(properties, "gridBefore") or 0, _WIDEST)
            for cell in _parts(row, "tc"):
                at = len(entries)
                texts = [line.clean.replace("\t", " ") for line in self.blocks(cell) if line.clean]
                merge = child(cell, "tcPr", "vMerge")
                if merge is not None and attribute(merge, "val") != "restart" and sum(map(len, above.get(at, []))) <= _ENTRY:
                    texts = texts or above.get(at, [])
                above[at] = texts
                entries.append(texts)
                entries.extend([[]] * (min(number(cell, "tcPr", "gridSpan") or 1, _WIDEST) - 1))
            yield from print_row(entries, page)


def _parts(parent: Element, kind: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those within content controls."""
    for element in parent:
        if local(element) == kind:
            yield element
        elif local(element) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _parts(element, kind)


def _chosen(versions: Element) -> Element:
    """One of several versions of the same content: the newest, else what older programs fall back on."""
    newest = child(versions, "Choice")
    fallback = child(versions, "Fallback")
    return newest if newest is not None else fallback if fallback is not None else versions


def _symbol(element: Element) -> str:
    code = attribute(element, "char") or ""
    try:
        at = int(code, 16)
    except ValueError:
        return ""
    if (attribute(element, "font") or "").startswith("Wingdings"):
        return _WINGDINGS.get(at - _PRIVATE if at >= _PRIVATE else at, "")
    return chr(at) if 0x20 <= at < 0xD800 else ""  # noqa: PLR2004 -- from the space to the surrogates
