"""``oversight review``: what the reader could not settle, settled by a person."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli import complete
from oversight.cli.command import lone, verb
from oversight.cli.dialogue import Dialogue, described
from oversight.cli.formats import Format
from oversight.cli.invocation import Invocation, invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.table import Column
from oversight.cli.terminal import can_ask, printable_lines, say
from oversight.cli.words import given, place
from oversight.cli.write_output import Output
from oversight.errors import Undecided, WrongUse
from oversight.messages import _, ngettext

if TYPE_CHECKING:
    from oversight.intake.settle import Answer
    from oversight.views.doubts import Doubt

app = lone()


@verb(
    app,
    "review",
    text=_(
        "Walk through what the reader could not settle: what was read, what is proposed, and how like the two are.\n"
        "Enter takes the answer in brackets. Answers are kept when you quit, and later loads keep to them.\n"
        "Without a terminal nothing is asked: what is open is listed, and the command exits with 5."
    ),
    examples=(
        "review",
        "review 18-33",
        "review --list --format json",
        'review --doubt 3 --answer same --reason "仅改一字"',
    ),
)
def review(
    ctx: typer.Context,
    *,
    packet: Annotated[
        str | None,
        typer.Argument(metavar="PACKET", help=_("a session such as 18-33; else all"), autocompletion=complete.sessions),
    ] = None,
    doubt: Annotated[int | None, typer.Option("--doubt", metavar="ID", help=_("settle this one"))] = None,
    answer: Annotated[str | None, typer.Option("--answer", metavar="KEY", help=_("by this answer"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=_("why"))] = None,
    list_only: Annotated[bool, typer.Option("--list", help=_("list what is open and ask nothing"))] = False,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Settle doubts."""
    if (doubt is None) is not (answer is None):
        raise WrongUse(_("--doubt and --answer go together."))
    if reason is not None and doubt is None:
        raise WrongUse(_("--reason goes with --doubt and --answer."))
    call = invocation(ctx)
    if doubt is not None and answer is not None:
        from oversight.intake.settle import Answer

        _keep(call, {doubt: Answer(key=answer, reason=reason)})
        return
    doubts = _open(call, packet)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    if not list_only and doubts and can_ask():
        _walk(call, doubts)
        return
    out.rows(doubts, _columns(), empty=_("Nothing is in doubt."), names=("id", "session", "code", "message", "file", "lines"))
    if doubts and not list_only:
        raise Undecided(
            ngettext("{count} doubt is open.", "{count} doubts are open.", len(doubts)).format(count=len(doubts)),
            hint=_("Settle it on a terminal, or by: oversight review --doubt ID --answer KEY"),
        )


def _open(call: Invocation, packet: str | None) -> "list[Doubt]":
    from oversight.views.doubts import list_doubts

    with call.reading() as reader:
        return list_doubts(reader, session=packet)


def _columns() -> list[Column]:
    return [
        Column(_("doubt"), lambda row: str(row.id), right=True),
        Column(_("session"), lambda row: given(row.session)),
        Column(_("what"), lambda row: row.message, fold=True),
        Column(_("where"), lambda row: place(row.file, row.lines)),
        Column(_("answers"), lambda row: _("; ").join(described(row.code, one) for one in row.candidates), fold=True),
    ]


def _walk(call: Invocation, doubts: "Sequence[Doubt]") -> None:
    """Ask on the terminal; nothing is locked meanwhile, and the answers are written at the end."""
    from oversight.intake.settle import Answer

    dialogue = Dialogue(doubts)
    while not dialogue.over:
        say(dialogue.question)
        sys.stderr.write(printable_lines(dialogue.prompt))
        sys.stderr.flush()
        typed = sys.stdin.readline()
        if not dialogue.take(typed or "q"):
            say(_("That is none of the answers."))
    if dialogue.answers:
        _keep(call, {number: Answer(key=key) for number, key in dialogue.answers.items()})
    left = len(doubts) - len(dialogue.answers)
    if left:
        say(
            ngettext(
                "{count} doubt is left. Go on with: {command}", "{count} doubts are left. Go on with: {command}", left
            ).format(count=left, command="oversight review")
        )


def _keep(call: Invocation, answers: "dict[int, Answer]") -> None:
    """Write the answers, and say what followed from them."""
    from oversight.intake.settle import settle

    with call.writing() as db:
        kept = settle(db, answers, made_by=call.made_by, command_id=call.command_id, now=call.now)
    for one in kept:
        say(_("doubt {number}: {answer}. {message}").format(number=one.doubt, answer=one.answer, message=one.message))
        for sentence in one.changes:
            say("  " + sentence)
