"""How often Python looks for cycles of objects where packets are read and written."""

import gc

# New objects that are there before cycles are looked for: those of some eight packets, a few megabytes. Python's own number is 700.
_SELDOM = 50_000


def collect_seldom() -> None:
    """From here on cycles are looked for seldom, but not never.

    Reading makes lines, parts and records by the thousand, as writing makes rows, and keeps most of them until the packet is let go:
    to look through them again and again for what could be let go takes a tenth of the time and finds little. It is the process
    that looks, so that the setting holds for whatever else it does; nor is it put back, since Python would then look at once
    through all that was made meanwhile. Where somebody has set it as high, or switched the looking off, nothing is changed.
    """
    usual, *older = gc.get_threshold()
    if 0 < usual < _SELDOM:
        gc.set_threshold(_SELDOM, *older)
