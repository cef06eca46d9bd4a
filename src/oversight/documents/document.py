"""A paper as numbered lines, before it means anything."""

from dataclasses import dataclass
from typing import NamedTuple


class Line(NamedTuple):
    """One line of a paper. A packet has thousands: a tuple is made in a third of the time of a frozen record.

    ``number`` counts from 1, blank lines included; ``page`` counts from 1 where the format has pages, else it is None;
    ``raw`` is the line as it stands in the text that the reader made of the file; ``clean`` is what is read of it: trimmed, and
    empty for page furniture (running headers, stray page numbers).
    """

    number: int
    page: int | None
    raw: str
    clean: str


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Document:
    """A file read into lines. ``sha256`` is that of the file's bytes; ``lines[0].number`` is 1."""

    name: str
    sha256: str
    lines: tuple[Line, ...]

    def __hash__(self) -> int:
        return hash(self.sha256)

    @property
    def text(self) -> str:
        """The lines as one text, joined by line feeds: what ``lines`` in every record count in."""
        return "\n".join(line.raw for line in self.lines)
