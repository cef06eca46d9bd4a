"""``oversight verify``: what is stored still stands in its papers."""

from pathlib import Path
from typing import Annotated

import typer

from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.table import Column
from oversight.cli.terminal import say
from oversight.cli.words import place
from oversight.cli.write_output import Output
from oversight.messages import _, ngettext

app = lone()


@verb(
    app,
    "verify",
    text=_(
        "Prove that each stored text still stands at its lines in the stored paper. With files: that they are the papers that\n"
        "were read, byte for byte; else the rows that rest on what is otherwise are named. Exits with 1 if anything is wrong."
    ),
    examples=("verify", "verify seeds/lvyuan-18-33.txt", "verify 2021-04/ --format json"),
)
def verify(
    ctx: typer.Context,
    *,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help=_("files, folders or .zip that were loaded"))
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Prove that texts stand in their papers."""
    from oversight.intake.verify import verify as hold_against

    call = invocation(ctx)
    with call.reading() as reader:
        found = hold_against(reader, files or [])
    columns = [
        Column(_("what"), lambda row: row.what, fold=True),
        Column(_("where"), lambda row: place(row.file, row.lines)),
    ]
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(found.faults, columns, empty=_("Nothing is wrong."), names=("code", "file", "lines", "ref", "what"))
    say(
        _("Held against their papers: texts {rows}, stored files {papers}, files given {files}.").format(
            rows=found.rows, papers=found.papers, files=found.files
        )
    )
    if found.faults:
        count = len(found.faults)
        say(ngettext("{count} thing is wrong.", "{count} things are wrong.", count).format(count=count))
        raise typer.Exit(1)
