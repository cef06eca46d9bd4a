"""Small papers written in a test, as the documents that the reader is given."""

from oversight.documents.document import Document, Line


def paper(text: str, *, name: str = "paper.txt") -> Document:
    """``text`` as a document, each of its lines a line."""
    lines = text.split("\n")
    return Document(name, "0" * 64, tuple(Line(number, None, raw, raw.strip()) for number, raw in enumerate(lines, 1)))


def rows(text: str) -> tuple[Line, ...]:
    return paper(text).lines
