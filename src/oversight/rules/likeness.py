"""How alike two texts are."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

# Whatever is neither letter nor digit
_SILENT = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def text_key(text: str) -> str:
    """``text`` for comparing: letters and digits alone, in their compatible forms. Line breaks and punctuation do not count."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text)).casefold()


def likeness(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (the same), after :func:`text_key`; nothing is like an empty text."""
    first, second = text_key(one), text_key(other)
    if not first or not second:
        return 0.0
    return fuzz.ratio(first, second) / 100


def containment(short: str, long: str) -> float:
    """How well ``short`` stands somewhere within ``long``, 0 to 1; a text longer than ``long`` stands nowhere in it."""
    first, second = text_key(short), text_key(long)
    if not first or len(first) > len(second):
        return 0.0
    return fuzz.partial_ratio(first, second) / 100
