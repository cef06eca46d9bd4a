"""The account that is given of every line of the papers of a session."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from oversight.vocabulary import Aside, LineState


class Why(StrEnum):
    """Why a passage is open."""

    # The reader takes it for a record, but no row holds it.
    MISSING = "missing"
    # It carries a recommending phrase and nothing accounts for it.
    PHRASE = "phrase"
    # Nothing is known of what it is.
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCover:
    """A line of a file: ``refs`` are the rows that rest on it; ``rule`` sets it aside, ``reason`` is a person's."""

    session: str
    file: str
    line: int
    paper: str | None
    state: str
    rule: str | None
    refs: tuple[str, ...]
    reason: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPassage:
    """A passage that nobody has accounted for. ``taken_for`` is what the reader takes it for, such as 5:3.3.2."""

    session: str
    file: str
    paper: str | None
    lines: tuple[int, int]
    why: str
    taken_for: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCover:
    """One paper in numbers: lines that are read, those in rows, set aside (by which rule), and open."""

    session: str
    file: str
    paper: str | None
    title: str
    lines: int
    in_rows: int
    set_aside: int
    open: int
    rules: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The account of one session."""

    session: str
    lines: tuple[LineCover, ...]
    passages: tuple[OpenPassage, ...]
    papers: tuple[PaperCover, ...]


def paper_cover(session: str, file: str, paper: str | None, title: str, lines: Iterable[LineCover]) -> PaperCover:
    """``lines`` of one paper, counted; blank lines and page furniture are not."""
    unread = {Aside.BLANK.value, Aside.FURNITURE.value}
    read = [line for line in lines if line.rule not in unread]
    states = Counter(line.state for line in read)
    return PaperCover(
        session=session,
        file=file,
        paper=paper,
        title=title,
        lines=len(read),
        in_rows=states[LineState.ROW.value],
        set_aside=states[LineState.ASIDE.value],
        open=states[LineState.OPEN.value],
        rules=dict(sorted(Counter(line.rule for line in read if line.rule is not None).items())),
    )
