"""``oversight problem``: problems that the papers raise or admit."""

from typing import Annotated

import typer

from oversight.cli import complete, problem_edit
from oversight.cli.command import noun, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, ProblemArgument, YesOption
from oversight.cli.sheet import Sheet
from oversight.cli.table import Column
from oversight.cli.words import given, label, state, state_colour
from oversight.cli.write_output import Output
from oversight.messages import _, language
from oversight.views.problems import ProblemSheet
from oversight.vocabulary import ProblemOrigin

app = noun()


@verb(
    app,
    "list",
    text=_("List the problems that the committee raised and those that a reporting body admitted."),
    examples=("problem list", "problem list --session 18-33 --origin committee"),
)
@looks_back
def list_(
    ctx: typer.Context,
    *,
    session: Annotated[
        list[str] | None,
        typer.Option(
            "--session", metavar="REF", help=_("of this session; may be given again"), autocompletion=complete.sessions
        ),
    ] = None,
    report: Annotated[
        str | None, typer.Option("--report", metavar="REF", help=_("of this paper"), autocompletion=complete.reports)
    ] = None,
    origin: Annotated[
        list[ProblemOrigin] | None,
        typer.Option("--origin", metavar="|".join(ProblemOrigin), help=_("who says so; may be given again")),
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """List the problems."""
    from oversight.views.problems import list_problems

    call = invocation(ctx)
    with call.reading() as reader:
        rows = list_problems(reader, language=language(), sessions=session or (), report=report, origins=origin or ())
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(rows, _columns(), empty=_("No problem fits."), names=("ref", "origin", "title", "text"))


@verb(
    app,
    "show",
    text=_("Show one problem: its text and source, and the recommendations that address it."),
    examples=("problem show 18-33/5:p2",),
)
@looks_back
def show(
    ctx: typer.Context,
    *,
    ref: ProblemArgument,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show one problem."""
    from oversight.views.problems import show_problem

    call = invocation(ctx)
    with call.reading() as reader:
        row = show_problem(reader, ref, language=language(), today=call.today)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.one(row, _sheet(row, width=out.width, colour=out.colour), _columns())


def _columns() -> list[Column]:
    return [
        Column(_("ref"), lambda row: row.ref),
        Column(_("origin"), lambda row: label(ProblemOrigin, row.origin)),
        Column(_("title"), lambda row: row.title, fold=True),
        Column(_("addressed by"), lambda row: _(", ").join(row.addressed_by), fold=True),
    ]


def _sheet(row: ProblemSheet, *, width: int | None, colour: bool) -> str:
    page = Sheet(width=width, colour=colour)
    page.head(f"{row.ref}  {row.title}")
    page.fields(
        [
            (_("origin"), label(ProblemOrigin, row.origin)),
            (_("session"), f"{row.session.ref}  {given(row.session.date)}"),
            (_("report"), f"{row.report.ref}  {row.report.title}"),
            (_("number"), str(row.id)),
        ]
    )
    page.section(_("Text"))
    page.paragraph(row.text)
    if row.text != row.text_as_read:
        page.section(_("Text as read"))
        page.paragraph(row.text_as_read)
    if row.recommendations:
        page.section(_("Addressed by"))
        page.table(
            [
                Column(_("ref"), lambda one: one.ref),
                Column(_("status"), lambda one: state(one.status), colour=lambda one: state_colour(one.status)),
                Column(_("title"), lambda one: one.title, fold=True),
            ],
            row.recommendations,
        )
    if row.passage:
        page.section(_("Source: {place}").format(place=given(row.source.file)))
        page.numbered([(line.number, line.text) for line in row.passage])
    return str(page)


problem_edit.add_to(app)
