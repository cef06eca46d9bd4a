"""What of a paper's lines cannot be told from its text: pages, and lines of which something else is read than stands there.

A paper is stored as its text. With its layout it becomes the same document again, so that it can be read anew without the file.
"""

import hashlib
import json

from oversight.documents.document import Document, Line
from oversight.documents.printed import clean


def layout_of(document: Document) -> str:
    """The layout of ``document`` as JSON: ``pages`` are (first line, page), ``clean`` is what is read of a line by its number.

    Empty is what is read of a running header or a page number; the rows of tables keep their empty cells. ``text`` is the digest
    of the text that they belong to, so that a change to it is seen.
    """
    pages: list[tuple[int, int | None]] = []
    for line in document.lines:
        if line.page != (pages[-1][1] if pages else None):
            pages.append((line.number, line.page))
    read = {str(line.number): line.clean for line in document.lines if line.clean != clean(line.raw)}
    found = {"pages": pages, "clean": read, "text": _digest(document.text)}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def is_untouched(text: str, layout: str | None) -> bool:
    """Whether ``text`` is still the one that ``layout`` was made of; unknown, without a layout, counts as yes."""
    return not layout or json.loads(layout)["text"] == _digest(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def document_again(name: str, sha256: str, text: str, layout: str | None) -> Document:
    """The document that was stored as ``text`` and ``layout``; without a layout, all that its lines show is read."""
    found = json.loads(layout) if layout else {"pages": [], "clean": {}}
    pages: dict[int, int | None] = dict(found["pages"])
    read: dict[str, str] = found["clean"]
    lines = []
    page: int | None = None
    # A file without any line has an empty text, and so has one with a single empty line: nobody can tell, nothing depends on it.
    for number, raw in enumerate(text.split("\n"), start=1):
        page = pages.get(number, page)
        lines.append(Line(number, page, raw, read.get(str(number), clean(raw))))
    return Document(name, sha256, tuple(lines))
