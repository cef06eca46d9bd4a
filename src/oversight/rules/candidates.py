"""The answers that a doubt lies between. The first is the likely one."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

ASKED_AGAIN = "asked_again"
"""The doubt whether a later session asks again for what an earlier one asked."""

SEEN = "seen"
"""Nothing hangs on the answer but that a person has seen it."""

KEPT = "kept"
"""What a person put in stays, whatever the paper says."""

PAPER = "paper"
"""What the paper says counts, in the place of what a person put in."""

CORRECTED = "corrected_reads_anew"
"""The doubt whether the words of a person or the newer words of the paper count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One answer: ``key`` is what is typed for it. Where it stands for a row, its ref, its number, what it says, and how like it is.

    ``likeness`` is from 0 to 1; ``of`` is the ref of the row that is asked about, where an answer says how two rows stand.
    """

    key: str
    ref: str | None = None
    row: int | None = None
    text: str | None = None
    likeness: float | None = None
    of: str | None = None


# Doubts of which the answers are the same every time.
_USUAL = {
    # 18 present are printed, 17 are named: a slip of the total, or a name that is missing or was not read.
    "totals_disagree": ("names", "total"),
    # 王涛 is on the list with two offices: one person, or two.
    "name_two_titles": ("one", "two"),
}


def usual(code: str) -> tuple[Candidate, ...]:
    """The answers to a doubt for which the reader has no candidates of its own."""
    return tuple(Candidate(key=key) for key in _USUAL.get(code, (SEEN,)))


def to_json(candidates: Sequence[Candidate]) -> str:
    """``candidates`` as they are stored."""
    return json.dumps(
        [{key: value for key, value in asdict(one).items() if value is not None} for one in candidates],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(text: str | None, code: str) -> tuple[Candidate, ...]:
    """The candidates that were stored; the usual ones of ``code`` where none were."""
    return tuple(Candidate(**one) for one in json.loads(text)) if text else usual(code)
