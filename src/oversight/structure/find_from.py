"""Looking for a pattern only where it can be: where its words are, or one of its first characters stands."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether ``text`` holds one of ``words``: in all but short texts, told many times faster than by a pattern."""
    for word in words:  # noqa: SIM110 -- any() takes twice as long
        if word in text:
            return True
    return False


def holding(*words: str) -> Callable[[str], bool]:
    """:func:`holds_any` of these words."""
    return partial(holds_any, words=words)


def find_from(
    first: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text, start, end)`` gives, many times faster for a pattern of many branches.

    ``first`` matches wherever ``pattern`` may begin. A pattern that is one set of characters is looked for without trying it at
    every place, which a pattern of many branches is not.
    """
    done = start
    for place in first.finditer(text, start, end):
        if (at := place.start()) >= done and (match := pattern.match(text, at, end)) is not None:
            yield match
            done = match.end()
