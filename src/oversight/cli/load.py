"""``oversight load``: papers into the database."""

from pathlib import Path
from typing import Annotated

import typer

from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.terminal import say
from oversight.cli.write_output import Output
from oversight.messages import _

app = lone()


@verb(
    app,
    "load",
    text=_(
        "Read the papers of sessions into the database. Each packet is kept whole or not at all.\n"
        "Loading a packet again changes nothing; a corrected one updates what changed and keeps what staff have done."
    ),
    examples=(
        "load seeds/",
        "load 2021-04/ 2021-06.zip",
        "load packet.docx --dry-run",
        "load packet.docx --dry-run --format json",
    ),
)
def load(
    ctx: typer.Context,
    *,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=_("files, folders or .zip"))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("say what would be done and write nothing; with --format json: what was read"))
    ] = False,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Read papers into the database."""
    from oversight.cli.loading import Loading, columns, packets_as_json, say_what_is_left

    call = invocation(ctx)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.settle()
    loading = Loading(call, dry_run=dry_run)
    if dry_run and form in {Format.JSON, Format.NDJSON}:
        out.text(packets_as_json(loading, paths))
    else:
        rows = list(loading.load(paths))
        if rows:
            out.rows(rows, columns(), empty="")
            if dry_run:
                say(_("This was a dry run: nothing was written."))
            else:
                say_what_is_left(rows)
    loading.finish()
