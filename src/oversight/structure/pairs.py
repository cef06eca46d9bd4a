"""The pairs of neighbouring characters of a text: what two texts share of them tells how much of their words they share."""

from array import array

# So many bytes has a character, and a pair of them.
_ONE, _TWO = 4, 8


def pairs_of(text: str) -> list[int]:
    """Each pair as one number, in no order that means anything: made and compared in a third of the time of pieces of text."""
    codes = text.encode("utf-32-le", "surrogatepass")
    even, odd = len(text) // 2, (len(text) - 1) // 2
    return [*array("Q", codes[: _TWO * even]), *array("Q", codes[_ONE : _ONE + _TWO * odd])]
