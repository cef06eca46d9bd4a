"""``oversight explain``: what each line of a file was taken for."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.table import Column
from oversight.cli.terminal import DIM, say
from oversight.cli.words import given, label
from oversight.cli.write_output import Output
from oversight.errors import NotAPacket
from oversight.messages import _
from oversight.vocabulary import Attendance, LinePart

app = lone()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One line: ``part`` is what it was taken for, ``detail`` which ones (5:3.3.2, 5:3.3.3; 5:p2), of members how they attended."""

    file: str
    line: int
    part: str
    detail: str | None
    text: str


@verb(
    app,
    "explain",
    text=_(
        "Show each line of a file with the part of the packet that it was taken for.\n"
        "Where the reader went wrong, this shows the line at which it did."
    ),
    examples=("explain packet.docx", "explain packet.docx --format csv --output lines.csv"),
)
def explain(
    ctx: typer.Context,
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("a file with papers, or a folder"))],
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show what each line was taken for."""
    call = invocation(ctx)
    rows = list(_explained(file))
    quiet = {LinePart.BLANK, LinePart.FURNITURE}
    several = len({row.file for row in rows}) > 1
    columns = [
        *([Column(_("file"), lambda row: row.file)] if several else []),
        Column(_("line"), lambda row: str(row.line), right=True),
        Column(_("taken for"), lambda row: label(LinePart, row.part), colour=lambda row: DIM if row.part in quiet else None),
        Column(_("which"), _which, fold=True),
        Column(_("text"), lambda row: row.text, fold=True),
    ]
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(rows, columns, empty=_("The file has no line."), names=("file", "line", "part", "detail", "text"))


def _which(row: Explained) -> str:
    if row.part != LinePart.MEMBER or row.detail is None:
        return _(", ").join(given(row.detail).split(", "))
    # As the reader says it: present; leave: 高翔.
    alike = [status.partition(": ") for status in row.detail.split("; ")]
    return _("; ").join(
        _("{status}: {names}").format(status=label(Attendance, status), names=names) if names else label(Attendance, status)
        for status, _colon, names in alike
    )


def _explained(file: Path) -> Iterable[Explained]:
    """The lines of all packets in ``file``; of a file that is no packet, what can be told all the same."""
    from oversight.documents.gather import gather
    from oversight.records.explain import explain, explain_documents
    from oversight.records.read_packet import read_packets

    try:
        readings = list(read_packets([file]))
    except NotAPacket as error:
        groups = gather([file])
        if not groups:
            raise
        say(error.what)
        marked = [(documents, explain_documents(documents)) for documents in groups]
    else:
        marked = [(list(reading.documents), explain(reading)) for reading in readings]
    for documents, marks in marked:
        for mark in marks:
            yield Explained(
                file=documents[mark.file].name, line=mark.number, part=mark.part.value, detail=mark.detail, text=mark.text
            )
