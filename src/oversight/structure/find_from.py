"""Looking for a pattern only where one of its first characters stands."""

import re
from collections.abc import Iterator


def find_from(first: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text, start)`` gives, many times faster for a pattern of many branches.

    ``first`` matches wherever ``pattern`` may begin. A pattern that is one set of characters is looked for without trying it at
    every place, which a pattern of many branches is not.
    """
    end = start
    for place in first.finditer(text, start):
        if (at := place.start()) >= end and (match := pattern.match(text, at)) is not None:
            yield match
            end = match.end()
