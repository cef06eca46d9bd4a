"""The pairs of neighbouring characters of a text: what two texts share of them tells how much of their words they share."""

from array import array
from collections.abc import Iterable

# What parts runs, and so many bytes has a character, and a pair of them.
_BETWEEN = "\0"
_ONE, _TWO = 4, 8
_LAST_ONE = 2**32 - 1


def pairs_of(text: str) -> list[int]:
    """Each pair as one number, in no order that means anything: made and compared in a third of the time of pieces of text."""
    codes = text.encode("utf-32-le", "surrogatepass")
    even, odd = len(text) // 2, (len(text) - 1) // 2
    return [*array("Q", codes[: _TWO * even]), *array("Q", codes[_ONE : _ONE + _TWO * odd])]


def pairs_within(runs: Iterable[str]) -> list[int]:
    """The pairs of each run of a text, and none of the end of one and the beginning of the next."""
    return [pair for pair in pairs_of(_BETWEEN.join(runs)) if pair > _LAST_ONE and pair & _LAST_ONE]
