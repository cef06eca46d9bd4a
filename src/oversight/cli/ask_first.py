"""Ask before many things are written at once; nothing is locked while the person thinks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from oversight.cli.invocation import Invocation
from oversight.cli.terminal import ask, can_ask
from oversight.errors import Refused
from oversight.messages import _

if TYPE_CHECKING:
    from oversight.database.reading import Reader

_UNASKED = 3
"""So many are written without a question."""


def ask_first(call: Invocation, count: "Callable[[Reader], int]", question: str, *, yes: bool) -> None:
    """Pass where few are concerned, or the person says yes; ``question`` has a place for their ``{count}``.

    Without a terminal nobody is asked.
    """
    if yes or not can_ask():
        return
    with call.reading() as reader:
        number = count(reader)
    if number > _UNASKED and not ask(question.format(count=number)):
        raise Refused(_("You said no. Nothing was changed."))
