"""``oversight inbox``: the answers that nobody has judged yet."""

from typing import Annotated

import typer

from oversight.cli import complete
from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.table import Column
from oversight.cli.terminal import say
from oversight.cli.words import given, label, state, state_colour
from oversight.cli.write_output import Output
from oversight.messages import _, language, ngettext
from oversight.rules.first_clause import opening
from oversight.views.inbox import Waiting
from oversight.vocabulary import ReplyClass

app = lone()


@verb(
    app,
    "inbox",
    text=_(
        "List the answers that were received and not yet judged, the oldest first.\n"
        "To accept one: rec mark done. To send it back: rec send-back, or rec mark open. An answer to an item waits until each of"
        " its parts is judged."
    ),
    examples=("inbox", "inbox --session 18-33 --body 区应急管理局", "inbox --format json"),
)
@looks_back
def inbox(
    ctx: typer.Context,
    *,
    session: Annotated[
        list[str] | None,
        typer.Option(
            "--session",
            metavar="REF",
            help=_("to what this session raised; may be given again"),
            autocompletion=complete.sessions,
        ),
    ] = None,
    body: Annotated[
        str | None, typer.Option("--body", metavar="NAME", help=_("answers of this body"), autocompletion=complete.bodies)
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """List the answers that wait."""
    from oversight.views.inbox import inbox as answers

    call = invocation(ctx)
    with call.reading() as reader:
        rows = answers(reader, language=language(), today=call.today, sessions=session or (), body=body)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(
        rows, columns(), empty=_("No answer waits to be judged."), names=("id", "ref", "claim", "body", "received_on", "text")
    )
    if rows and form is Format.TABLE:
        say(ngettext("{count} answer to judge.", "{count} answers to judge.", len(rows)).format(count=len(rows)))


def columns() -> list[Column]:
    """What is shown of an answer that waits."""
    return [
        Column(_("ref"), lambda row: row.ref),
        Column(_("title"), lambda row: row.title, fold=True),
        Column(_("claim"), lambda row: label(ReplyClass, row.claim)),
        Column(_("body"), lambda row: given(row.body), fold=True),
        Column(_("received"), lambda row: given(row.received_on)),
        Column(_("days"), lambda row: given(row.days_waiting), right=True),
        Column(_("status"), lambda row: state(row.status), colour=lambda row: state_colour(row.status)),
        Column(_("to judge"), _parts, fold=True, optional=True),
        Column(_("promised for"), lambda row: given(row.promised_on), optional=True),
        Column(_("evidence"), _evidence, fold=True, optional=True),
        Column(_("answer"), lambda row: opening(row.text), fold=True),
    ]


def _parts(row: Waiting) -> str:
    """The leaves that are still to be judged, where the answer speaks of more than one thing."""
    return "" if row.leaves == (row.ref,) else _(", ").join(leaf.rpartition(":")[2] for leaf in row.leaves)


def _evidence(row: Waiting) -> str:
    return f"{given(row.evidence)} {given(row.evidence_on)}".strip()
