"""The status of an item or a measure follows from its leaves."""

from collections.abc import Iterable
from dataclasses import dataclass

from oversight.vocabulary import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """How many leaves stand how, and what that makes of the whole; ``status`` is None where nothing counts."""

    leaves: int
    open: int
    in_progress: int
    done: int
    status: Status | None


def roll_up(statuses: Iterable[Status]) -> RollUp:
    """All leaves done: done; any leaf begun: in progress; else open.

    ``statuses`` are those of the leaves that count: dropped and withdrawn ones are left out by the caller.
    """
    opened = begun = finished = 0
    for status in statuses:
        match status:
            case Status.OPEN:
                opened += 1
            case Status.IN_PROGRESS:
                begun += 1
            case Status.DONE:
                finished += 1
    leaves = opened + begun + finished
    if not leaves:
        whole = None
    elif finished == leaves:
        whole = Status.DONE
    elif begun or finished:
        whole = Status.IN_PROGRESS
    else:
        whole = Status.OPEN
    return RollUp(leaves=leaves, open=opened, in_progress=begun, done=finished, status=whole)
