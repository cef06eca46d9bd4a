"""``oversight log``: what was changed, by whom and when."""

from typing import Annotated

import typer

from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.table import Column
from oversight.cli.write_output import Output
from oversight.errors import WrongUse
from oversight.messages import _

app = lone()


@verb(
    app,
    "log",
    text=_("List what was changed, by whom and when, the latest first."),
    examples=("log", "log --limit 10", "log --format ndjson"),
)
def log(
    ctx: typer.Context,
    *,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", help=_("no more than this many"))] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """List what was changed."""
    from oversight.views.history import list_changes

    if limit is not None and limit < 1:
        raise WrongUse(_("A limit is a number from 1 on."))
    call = invocation(ctx)
    with call.reading() as reader:
        rows = list_changes(reader, limit=limit)
    columns = [
        Column(_("change"), lambda row: str(row.id), right=True),
        Column(_("when"), lambda row: row.made_at.astimezone().strftime("%Y-%m-%d %H:%M")),
        Column(_("by"), lambda row: row.made_by),
        Column(_("command"), lambda row: row.command),
        Column(_("events"), lambda row: str(row.events), right=True),
        Column(_("what"), lambda row: row.summary, fold=True, optional=True),
    ]
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(rows, columns, empty=_("Nothing has been changed yet."), names=("id", "made_at", "made_by", "command"))
