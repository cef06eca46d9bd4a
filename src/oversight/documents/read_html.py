"""Web pages (.html), also those that Word saves: one line a block, one line a row of a table."""

import re
from html.parser import HTMLParser
from itertools import groupby

from oversight.documents.limits import MOST_MARKUP, check_length
from oversight.documents.list_numbers import write_number
from oversight.documents.printed import Printed, PrintedText, print_row
from oversight.documents.read_text import decode
from oversight.documents.strip_furniture import strip_stray_numbers

# Elements that stand on lines of their own.
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
    }
    | {
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
    }
    | {"ol", "option", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "ul"}
)
# Elements whose text is not part of the page, or was struck out.
_UNREAD = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "select", "textarea", "button", "del", "rt", "rp"}
)
_CELLS = frozenset({"td", "th"})
# No table of a paper is wider, whatever its source says.
_WIDEST = 64
# A cell of more characters is no entry that holds for several rows.
_ENTRY = 200
# 首页 人大概况 代表工作: so many links one after another, and nothing else, lead elsewhere and are no part of a paper
_LINKS_OF_A_MENU = 3
_BETWEEN_LINKS = re.compile(r"[\s|｜/·•>＞»›→\-—]*")
_HAN = "\u2e80-\u9fff\uff00-\uffef"
# 常委 / 会: a line of the source that ends between two Chinese characters ends nothing, and leaves no space
_WRAPPED = re.compile(f"(?<=[{_HAN}])[ \t]*[\r\n][ \t\r\n]*(?=[{_HAN}])")
# <![if !supportLists]> and <![endif]>, with which Word marks what other programs show
_MARKED = re.compile(r"<!\[[^>]*>")
# The ideographic space pads names and opens paragraphs: it is no white space of the source
_SPACE = re.compile("[ \t\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")


def read_html(data: bytes, name: str) -> PrintedText:
    """The lines of a web page, without scripts, styles and what was struck out."""
    source = decode(data, name)
    if len(source) > MOST_MARKUP:
        check_length(len(source), 0, name)
    page = _Page()
    page.feed(_without_comments(source))
    page.close()
    page.finish()
    return strip_stray_numbers(PrintedText.of(_without_menus(page.printed, page.links)))


class _Page(HTMLParser):
    """``printed`` fills as the page is fed. A table within a cell is written into that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.printed: list[Printed] = []
        # For each printed line, how many links it holds if it holds nothing else, or 0.
        self.links: list[int] = []
        self._linked = 0
        self._unlinked = False
        self._row_links: list[int] = []
        self._in_link = False
        self._text: list[str] = []
        self._unread: list[str] = []
        # The cells of the row that is open, the paragraphs of the cell that is, and how deep in tables they are.
        self._cells: list[list[str]] | None = None
        self._cell: list[str] = []
        self._depth = 0
        self._span = 0
        # By column, a cell that goes on below and for how many rows.
        self._rows = 1
        self._held: dict[int, tuple[int, list[str]]] = {}
        # The number that the next item of each open list has, None where it has none, and the one that is not yet written.
        self._lists: list[int | None] = []
        self._label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread.append(tag)
            return
        if tag == "a":
            self._in_link = any(name == "href" for name, _value in attrs)
            self._linked += self._in_link
        if tag == "body":
            self._unread.clear()  # a head that nobody closed ends where the body begins
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._held.clear()
        if self._depth == 1 and tag == "tr":
            self._end_row()
            self._cells = []
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()
            self._span = _span(dict(attrs).get("colspan"))
            self._rows = _span(dict(attrs).get("rowspan"))
        elif tag in _BLOCKS or tag in _CELLS:
            self._end_block()
            self._list(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unread:
            del self._unread[self._unread.index(tag) :]
            return
        if tag == "a":
            self._in_link = False
        if self._depth == 1 and tag in {"tr", "table"}:
            self._end_row()
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()
        elif tag in _BLOCKS or tag in _CELLS:
            self._end_block()
        if tag == "table":
            self._depth = max(0, self._depth - 1)
        elif tag in {"ol", "ul"} and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._text.append(data)
            self._unlinked = self._unlinked or not (self._in_link or _BETWEEN_LINKS.fullmatch(data))

    def finish(self) -> None:
        """End what the page left open."""
        self._end_row()

    def _list(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count the items of a numbered list: their numbers are not in the text."""
        if tag == "ul":
            self._lists.append(None)
        elif tag == "ol":
            start = dict(attrs).get("start") or ""
            self._lists.append(int(start) if start.isdecimal() and len(start) <= len("999") else 1)
        elif tag == "li" and self._lists and (number := self._lists[-1]) is not None:
            self._label = _number(number, sum(start is not None for start in self._lists))
            self._lists[-1] = number + 1

    def _end_block(self) -> None:
        text = _collapsed("".join(self._text))
        links = 0 if self._unlinked else self._linked
        self._text.clear()
        self._linked, self._unlinked = int(self._in_link), False
        if not text:
            return
        text, self._label = self._label + text, ""
        if self._cells is None:
            self.printed.append(Printed.of(text))
            self.links.append(links)
        else:
            self._cell.append(text)
            self._row_links.append(links)

    def _end_cell(self) -> None:
        self._end_block()
        if self._cells is not None and self._span:
            self._carry_down()
            if self._rows > 1 and sum(map(len, self._cell)) <= _ENTRY:
                self._held[len(self._cells)] = (self._rows - 1, self._cell)
            self._cells.extend([self._cell, *[[]] * (self._span - 1)])
            self._cell, self._span, self._rows = [], 0, 1

    def _carry_down(self) -> None:
        """Repeat the cells of rows above that go on in the next columns: an office printed once beside several people."""
        assert self._cells is not None
        while (held := self._held.pop(len(self._cells), None)) is not None:
            rows, cell = held
            if rows > 1:
                self._held[len(self._cells)] = (rows - 1, cell)
            self._cells.append(cell)

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self._carry_down()
        cells, self._cells = self._cells, None
        links, self._row_links = self._row_links, []
        if cells and any(cells):
            rows = print_row(cells)
            self.printed.extend(rows)
            self.links.extend([sum(links) if all(links) else 0] * len(rows))


def _number(number: int, depth: int) -> str:
    """The number of an item: lists within lists are told apart as the outline of papers tells its levels, 1. （1） ①."""
    if depth > 2:  # noqa: PLR2004 -- the third level
        return write_number(number, "decimalEnclosedCircle")
    return f"（{number}）" if depth > 1 else f"{number}."


def _span(colspan: str | None) -> int:
    return min(int(colspan), _WIDEST) if colspan and colspan.isdecimal() and 0 < len(colspan.lstrip("0")) <= len("64") else 1


def _collapsed(text: str) -> str:
    """White space as a browser shows it: a run of it is one space, none where the source breaks a Chinese sentence."""
    return _SPACE.sub(" ", _WRAPPED.sub("", text)).strip(" ")


def _without_menus(printed: list[Printed], links: list[int]) -> list[Printed]:
    """Without the runs of lines that hold links only, where there are several; such a line keeps its ``raw``, its ``clean`` becomes empty."""
    kept: list[Printed] = []
    for linked, run in groupby(zip(printed, links, strict=True), key=lambda line: line[1] > 0):
        lines = list(run)
        menu = linked and sum(number for _line, number in lines) >= _LINKS_OF_A_MENU
        kept.extend(line.emptied() if menu else line for line, _number in lines)
    return kept


def _without_comments(text: str) -> str:
    """``text`` without <!-- … -->, and with a < that no > follows made a character.

    The parser looks for both ends again and again: a page of open ends would take it hours.
    """
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    kept.append(text[at:])
    text = "".join(kept)
    closed = text.rfind(">") + 1
    return _MARKED.sub("", text[:closed]) + text[closed:].replace("<", "&lt;")
