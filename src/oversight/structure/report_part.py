"""A paper of the packet with its head matter told from its body."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from oversight.documents.document import Line
from oversight.structure.running_text import RunningText, run_together
from oversight.vocabulary import ReportKind


@dataclass(frozen=True)
class ReportPart:
    """One report of a packet.

    ``lines`` are the whole paper, title to last line; ``body`` is what follows title, date line, author line and salutation
    (the closing lines with signature and date still stand in it). ``dated_on`` is the date under an opinion's signature, which
    is when it was sent. ``file`` is the position of its file in the packet, from 0.
    """

    number: int
    kind: ReportKind
    title: str
    lines: tuple[Line, ...]
    body: tuple[Line, ...]
    file: int = 0
    author: str | None = None
    presenter: str | None = None
    presented_on: date | None = None
    dated_on: date | None = None
    addressee: str | None = None
    agenda_number: int | None = None
    document_number: str | None = None

    @cached_property
    def running(self) -> RunningText:
        """The text of its body, which is looked at for what it asks, for what it answers, and for what its tables give out."""
        return run_together(self.body)
