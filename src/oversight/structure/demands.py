"""What one paper asks for or plans: its problems and its recommendations, each at its lines."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from oversight.structure.report_part import ReportPart
from oversight.vocabulary import Level, Origin, ProblemOrigin, ReplyClass, ReplyKind

Lines = tuple[int, int]


class FoundProblem(NamedTuple):
    """A problem. ``heading`` is its head without the number, ``text`` the whole passage as printed, without line breaks."""

    path: str
    heading: str | None
    text: str
    origin: ProblemOrigin
    lines: Lines


class FoundRecommendation(NamedTuple):
    """An item, a measure or an action. ``due_text`` is the deadline as printed, ``due_on`` its date where one follows.

    A packet has hundreds: a tuple is made in a third of the time of a frozen record.
    """

    path: str
    level: Level
    label: str | None
    heading: str | None
    text: str
    origin: Origin
    lines: Lines
    bodies: tuple[str, ...] = ()
    due_on: date | None = None
    due_text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """Problems and recommendations in the order of the paper, parents before their parts.

    ``plan_due_on`` and ``answer_due_on`` are the days by which an opinion's closing sentence wants the plan and the answer; where
    it gives a time instead (三个月内), that stands in ``plan_due_text`` and ``answer_due_text``.
    """

    problems: tuple[FoundProblem, ...] = ()
    recommendations: tuple[FoundRecommendation, ...] = ()
    plan_due_on: date | None = None
    answer_due_on: date | None = None
    plan_due_text: str | None = None
    answer_due_text: str | None = None


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A paper of the packet with what was found in it."""

    part: ReportPart
    demands: Demands


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The earlier session that a paper answers; what the papers do not say is None."""

    term: int | None
    number: int | None
    held_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """A numbered part of an answer: ``text`` is what it names."""

    text: str
    answer_class: ReplyClass | None
    lines: Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundReply:
    """A passage of report ``report`` about an earlier opinion. ``lines`` are of that report's file, ``file`` counts from 0."""

    report: int
    kind: ReplyKind
    answer_class: ReplyClass | None
    lines: Lines
    file: int = 0
    parts: tuple[AnswerPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierOpinion:
    """An opinion of an earlier session, as a paper of this packet quotes or names it."""

    path: str
    text: str
    answered_in: int | None
    lines: Lines
    file: int = 0
    replies: tuple[FoundReply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierSession:
    """The opinions of one earlier session that this packet speaks of."""

    session: Answered
    items: tuple[EarlierOpinion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """``answers``: report number → the session that it answers; ``opinions``: what those sessions had asked for.

    ``unread`` are the reports that answer opinions by their title, and in which none was recognised.
    """

    answers: dict[int, Answered] = field(default_factory=dict)
    opinions: tuple[EarlierSession, ...] = ()
    unread: tuple[ReportPart, ...] = ()
