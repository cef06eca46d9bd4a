"""How often Python looks for cycles of objects while packets are read and written."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects that are there before cycles are looked for: those of some eight packets, a few megabytes. Python's own number is 700.
_SELDOM = 50_000


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Within, cycles are looked for seldom, but not never.

    Reading makes lines, parts and records by the thousand, as writing makes rows, and keeps most of them until the packet is let go:
    to look through them again and again for what could be let go takes a tenth of the time and finds little. It is the process
    that looks, so that the setting holds for whoever uses the packets meanwhile as well. Where somebody has set it as high, or
    switched the looking off, nothing is changed, and nothing has to be put back.
    """
    usual, *older = gc.get_threshold()
    if not 0 < usual < _SELDOM:
        yield
        return
    gc.set_threshold(_SELDOM, *older)
    try:
        yield
    finally:
        gc.set_threshold(usual, *older)
