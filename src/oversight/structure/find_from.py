"""Looking for a pattern only where one of its first characters stands."""

import re
import sys
from collections.abc import Iterator


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
