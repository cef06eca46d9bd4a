"""The plan while it is being made: what was read, what is stored, and what has been decided so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from oversight.database.papers import Recommendation
from oversight.documents.document import Document
from oversight.intake.planned import Changed, Held, Move, NewDoubt, Planned
from oversight.intake.settled import Settled
from oversight.intake.stored import Stored
from oversight.records import packet as records
from oversight.rules.candidates import Candidate


class Reading(Protocol):
    """A packet with the documents that its lines count in, in the order of ``packet.source.files``."""

    @property
    def packet(self) -> records.Packet:
        """What was read."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """What it was read from."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """Filled step by step by the modules ``plan_…``; ``rows`` are kept in the order in which they can be written.

    ``contested`` are the recommendations, by number, whose own words stand against a newer wording of their paper.
    """

    stored: Stored
    held: Held
    packet: records.Packet
    documents: tuple[Document, ...]
    rows: list[Planned] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    doubts: list[NewDoubt] = field(default_factory=list)
    told: list[Changed] = field(default_factory=list)
    sources: list[Planned] = field(default_factory=list)
    settled: tuple[Settled, ...] = ()
    contested: set[int] = field(default_factory=set)

    def add(self, planned: Planned) -> Planned:
        """Take a row into the plan."""
        self.rows.append(planned)
        return planned

    def place(self, record: records.Placed) -> dict[str, object]:
        """The columns that say where ``record`` stands."""
        return {
            "document_id": self.sources[record.file],
            "first_line": record.lines[0],
            "last_line": record.lines[1],
        }

    def passage(self, record: records.Placed) -> str:
        """The text that stands at the lines of ``record``, without line breaks."""
        first, last = record.lines
        return "".join(line.clean for line in self.documents[record.file].lines[first - 1 : last])

    def doubt(
        self,
        code: str,
        message: str,
        record: records.Placed | None = None,
        *,
        passage: str | None = None,
        candidates: Sequence[Candidate] = (),
    ) -> None:
        """Leave something for a person to decide: which of ``candidates``, the likely one first."""
        self.doubts.append(
            NewDoubt(
                code=code,
                message=message,
                document=None if record is None else self.sources[record.file],
                lines=None if record is None else record.lines,
                passage=passage,
                candidates=tuple(candidates),
            )
        )


@dataclass(slots=True, kw_only=True)
class PlannedReport:
    """A report of the packet with the row it becomes and the recommendations in it, by path."""

    record: records.Report
    row: Planned
    ref: str
    recommendations: dict[str, Planned] = field(default_factory=dict)
    problems: list[Planned] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A row that a later paper had made known, found in its true report: it keeps its number and its story."""

    row: Recommendation
    old_ref: str


def session_ref(term: int | None, number: int | None, day: date | None) -> str | None:
    """18-33; a session without its numbers is called by its day; None where neither is known."""
    if term is not None and number is not None:
        return f"{term}-{number}"
    return day.isoformat() if day is not None else None
