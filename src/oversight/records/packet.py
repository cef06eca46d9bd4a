"""The validated packet: what reading the papers of one session yields.

The JSON of these records is a fixed contract: a key may be added, none is renamed or removed. ``lines`` are the first and the
last line, from 1, of the text that the reader made of the file; ``file`` is the position in ``source.files``, from 0.
"""

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from oversight.vocabulary import (
    Attendance,
    Level,
    Origin,
    ProblemOrigin,
    ReplyClass,
    ReplyKind,
    ReportKind,
    Role,
)

Lines = Annotated[tuple[int, int], Field(description="first and last line, from 1")]
Path = Annotated[str, Field(pattern=r"^\d+(\.\d+){0,2}$")]


class Record(BaseModel):
    """What all records share: strict, frozen, and no key that the contract does not know."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class SourceFile(Record):
    """One file of the packet; ``lines`` is how many lines its text has."""

    name: str
    sha256: str
    lines: int


class Source(Record):
    """The files that the packet was read from."""

    files: tuple[SourceFile, ...]


class Session(Record):
    """The session whose papers these are."""

    body: str
    term: int | None = None
    number: int | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    presided_by: str | None = None
    venue: str | None = None


class Declared(Record):
    """The totals as printed, never as counted."""

    present: int | None = None
    absent: int | None = None
    leave: int | None = None
    members: int | None = None


class Placed(Record):
    """A record that stands somewhere: in file ``file``, from line ``lines[0]`` to line ``lines[1]``."""

    file: int = 0
    lines: Lines


class Member(Placed):
    """A member as the attendance list has them."""

    name: str
    role: Role
    attendance: Attendance
    reason: str | None = None


class Observer(Placed):
    """Someone who may speak but not vote, with the title as printed."""

    name: str
    title: str | None = None


class AgendaItem(Placed):
    """One item of the agenda."""

    number: int
    text: str


class EarlierSession(Record):
    """The earlier session that a paper answers."""

    term: int | None = None
    number: int | None = None
    date: dt.date | None = None


class Problem(Placed):
    """A problem raised by the committee or admitted by the body that reports."""

    path: Path
    heading: str | None = None
    text: str
    origin: ProblemOrigin


class Recommendation(Placed):
    """A recommendation, one of its measures, or one act; the leaf is what is tracked."""

    path: Path
    level: Level
    label: str | None = None
    heading: str | None = None
    text: str
    origin: Origin
    bodies: tuple[str, ...] = ()
    due_on: dt.date | None = None
    due_text: str | None = None
    same_as: str | None = None


class Report(Placed):
    """One paper: its head matter, the problems and the recommendations that stand in it."""

    number: int
    kind: ReportKind
    title: str
    author: str | None = None
    presenter: str | None = None
    presented_on: dt.date | None = None
    addressee: str | None = None
    agenda_number: int | None = None
    document_number: str | None = None
    plan_due_on: dt.date | None = None
    answer_due_on: dt.date | None = None
    plan_due_text: str | None = None
    answer_due_text: str | None = None
    answers: EarlierSession | None = None
    problems: tuple[Problem, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()


class AnswerPart(Placed):
    """A numbered part of an answer; ``text`` is what it names. Its file is the answer's."""

    text: str
    class_: ReplyClass | None = Field(default=None, alias="class", serialization_alias="class")

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)


class Reply(Placed):
    """A passage of report ``report`` of this packet about an earlier opinion."""

    report: int
    kind: ReplyKind
    # The contract's key is the word of the field, which the language reserves.
    class_: ReplyClass | None = Field(default=None, alias="class", serialization_alias="class")
    # Left out where there are none.
    parts: tuple[AnswerPart, ...] = Field(default=(), exclude_if=lambda parts: not parts)

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)


class EarlierItem(Placed):
    """An opinion of an earlier session, known from the paper that answers it."""

    path: Path
    text: str
    answered_in: int | None = None
    replies: tuple[Reply, ...] = ()


class EarlierOpinions(EarlierSession):
    """The opinions of one earlier session."""

    items: tuple[EarlierItem, ...] = ()


class Doubt(Record):
    """What the reader cannot settle: data for a person, not an error."""

    code: str
    message: str
    lines: Lines | None = None
    file: int = 0


class Packet(Record):
    """The papers of one session."""

    source: Source
    session: Session
    declared: Declared = Declared()
    members: tuple[Member, ...] = ()
    observers: tuple[Observer, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    reports: tuple[Report, ...] = ()
    earlier_opinions: tuple[EarlierOpinions, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def to_json(self) -> str:
        """The packet as one line of JSON."""
        return self.model_dump_json(by_alias=True)
