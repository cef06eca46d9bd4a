"""The lines of a paper, as they were read."""

from dataclasses import dataclass

from oversight.database.reading import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedLine:
    """A line of a file's text, counted from 1."""

    number: int
    text: str


def passage_of(reader: Reader, document_id: int | None, first: int | None, last: int | None) -> tuple[NumberedLine, ...]:
    """The lines from ``first`` to ``last``, inclusive; nothing for what staff typed."""
    if document_id is None or first is None or last is None:
        return ()
    row = reader.one("SELECT text FROM source_document WHERE id = :id", id=document_id)
    lines = [] if row is None else row["text"].split("\n")
    return tuple(NumberedLine(number=number, text=text) for number, text in enumerate(lines[first - 1 : last], start=first))
