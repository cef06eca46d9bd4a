"""``oversight report``: the papers of the sessions."""

from typing import Annotated

import typer

from oversight.cli import complete
from oversight.cli.command import noun, verb
from oversight.cli.due_sheet import handed_over
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, ReportArgument, YesOption
from oversight.cli.sheet import Sheet
from oversight.cli.table import Column
from oversight.cli.words import given, label, place
from oversight.cli.write_output import Output
from oversight.messages import _
from oversight.views.reports import ReportSheet, ReportText
from oversight.vocabulary import ReportKind

app = noun()


@verb(
    app,
    "list",
    text=_("List the papers, those of the latest session first."),
    examples=("report list", "report list --session 18-33"),
)
@looks_back
def list_(
    ctx: typer.Context,
    *,
    session: Annotated[
        str | None, typer.Option("--session", metavar="REF", help=_("of this session"), autocompletion=complete.sessions)
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """List the papers."""
    from oversight.views.reports import list_reports
    from oversight.views.resolve_ref import Entity, resolve_ref

    call = invocation(ctx)
    with call.reading() as reader:
        key = None if session is None else resolve_ref(reader, session, Entity.SESSION).id
        rows = list_reports(reader, session=key)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(rows, _columns(), empty=_("There is no paper here."), names=("ref", "kind", "title"))


@verb(
    app,
    "show",
    text=_("Show one paper: who wrote it, for whom, what it answers and what it asks for."),
    examples=("report show 18-33/5",),
)
@looks_back
def show(
    ctx: typer.Context,
    *,
    ref: ReportArgument,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show one paper."""
    from oversight.views.reports import show_report

    call = invocation(ctx)
    with call.reading() as reader:
        row = show_report(reader, ref)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.one(row, _sheet(row, width=out.width, colour=out.colour), _columns())


@verb(
    app,
    "text",
    text=_("Print a paper as it was read, each line behind its number."),
    examples=("report text 18-33/5", "report text 18-33/5 --format json"),
)
def text(
    ctx: typer.Context,
    *,
    ref: ReportArgument,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Print a paper as it was read."""
    from oversight.views.reports import report_text

    call = invocation(ctx)
    with call.reading() as reader:
        row = report_text(reader, ref)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    if form in {Format.TABLE, Format.JSON}:
        out.one(row, _text(row, width=out.width, colour=out.colour), [])
    else:
        columns = [
            Column(_("line"), lambda line: str(line.number), right=True),
            Column(_("text"), lambda line: line.text, fold=True),
        ]
        out.rows(row.lines, columns, empty="", names=("number", "text"))


def _text(row: ReportText, *, width: int | None, colour: bool) -> str:
    page = Sheet(width=width, colour=colour)
    page.numbered([(line.number, line.text) for line in row.lines])
    return str(page)


def _columns() -> list[Column]:
    return [
        Column(_("ref"), lambda row: row.ref),
        Column(_("kind"), lambda row: label(ReportKind, row.kind)),
        Column(_("title"), lambda row: row.title, fold=True),
        Column(_("author"), lambda row: given(row.author), fold=True),
        Column(_("presented by"), lambda row: given(row.presenter)),
        Column(_("problems"), lambda row: str(row.problems), right=True),
        Column(_("acts"), lambda row: str(row.leaves), right=True),
    ]


def _sheet(row: ReportSheet, *, width: int | None, colour: bool) -> str:
    page = Sheet(width=width, colour=colour)
    page.head(f"{row.ref}  {row.title}")
    page.fields(
        [
            (_("kind"), label(ReportKind, row.kind)),
            (_("author"), given(row.author)),
            (_("presented by"), given(row.presenter)),
            (_("presented on"), given(row.presented_on)),
            (_("addressee"), given(row.addressee)),
            (_("document number"), given(row.document_number)),
            (_("agenda item"), given(row.agenda_number)),
            (_("answers session"), given(row.answers)),
            (_("handed over"), handed_over(row.handed_over, row.ref)),
            (_("plan due"), given(row.plan_due_on)),
            (_("answer due"), given(row.answer_due_on)),
            (_("problems"), str(row.problems)),
            (_("acts"), str(row.leaves)),
            (_("items"), _(", ").join(row.items)),
            (_("source"), place(row.file, row.lines)),
            (_("number"), str(row.id)),
        ]
    )
    return str(page)
