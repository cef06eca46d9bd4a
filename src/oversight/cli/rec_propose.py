"""Whom a text names, shown to the person who may take it over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from oversight.cli.invocation import Invocation
from oversight.cli.table import Column
from oversight.cli.terminal import ask, can_ask, say
from oversight.cli.words import given
from oversight.cli.write_output import Output
from oversight.messages import _, ngettext

if TYPE_CHECKING:
    from oversight.follow_up.propose import Proposal


def take_over(call: Invocation, out: Output, refs: Sequence[str], *, yes: bool) -> bool:
    """Whether the proposals for ``refs`` are to be taken over; where not, they are shown, and on a terminal asked about first.

    ``yes`` takes them over without a word.
    """
    from oversight.follow_up.propose import propose

    with call.reading() as reader:
        rows = propose(reader, refs)
    fresh = sum(row.is_new for row in rows)
    if yes and fresh:
        return True
    out.rows(rows, _columns(), empty="", names=("ref", "now", "lead", "supporting", "named_in"))
    if not fresh:
        say(_("Nobody else is named. Say who: --lead, --support."))
        return False
    question = ngettext(
        "Assign {count} recommendation as proposed?", "Assign {count} recommendations as proposed?", fresh
    ).format(count=fresh)
    if can_ask():
        if ask(question):
            return True
        say(_("You said no. Nothing was changed."))
        return False
    say(_("Nothing was changed. To assign them so: --propose --yes"))
    return False


def _columns() -> list[Column]:
    def proposed(row: "Proposal") -> str:
        return "、".join([*([row.lead] if row.lead else []), *row.supporting])

    return [
        Column(_("ref"), lambda row: row.ref),
        Column(_("responsible now"), lambda row: "、".join(row.now), fold=True, optional=True),
        Column(_("named in the text"), proposed, fold=True),
        Column(_("stands in"), lambda row: given(row.named_in), optional=True),
    ]
