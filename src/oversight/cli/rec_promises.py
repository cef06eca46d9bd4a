"""``oversight rec promises``: what bodies said is under way or planned."""

import typer

from oversight.cli.command import verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.table import Column
from oversight.cli.terminal import RED
from oversight.cli.words import given, label, state, state_colour
from oversight.cli.write_output import Output
from oversight.messages import _, language
from oversight.views.promises import Promise
from oversight.vocabulary import ReplyClass


def add_to(app: typer.Typer) -> None:
    """Declare the verb."""
    verb(
        app,
        "promises",
        text=_(
            "List what bodies said is under way or planned, in their own words: it comes back at every session until it is done"
            " or a later answer stands in its place."
        ),
        examples=("rec promises", "rec promises --format csv --output promises.csv"),
    )(promises)


@looks_back
def promises(
    ctx: typer.Context, *, form: FormatOption = Format.TABLE, output: OutputOption = None, yes: YesOption = False
) -> None:
    """List the promises."""
    from oversight.views.promises import list_promises

    call = invocation(ctx)
    with call.reading() as reader:
        rows = list_promises(reader, language=language(), today=call.today)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(rows, _columns(), empty=_("No promise stands."), names=("id", "ref", "claim", "quoted", "promised_on"))


def _columns() -> list[Column]:
    return [
        Column(_("ref"), lambda row: row.ref),
        Column(_("status"), lambda row: state(row.status), colour=lambda row: state_colour(row.status)),
        Column(_("claim"), lambda row: label(ReplyClass, row.claim)),
        Column(_("promise"), lambda row: row.quoted, fold=True),
        Column(_("promised for"), _promised_for, colour=lambda row: RED if row.past else None, optional=True),
        Column(_("received"), lambda row: given(row.received_on)),
        Column(_("body"), lambda row: given(row.body), fold=True),
    ]


def _promised_for(row: Promise) -> str:
    """The day; that it has passed is said in a sign, not only in colour."""
    return f"{given(row.promised_on)}{' !' if row.past else ''}"
