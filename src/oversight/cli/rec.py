"""``oversight rec``: recommendations."""

from typing import Annotated

import typer

from oversight.cli import rec_decide, rec_due, rec_edit, rec_mark, rec_matrix, rec_promises, rec_reply
from oversight.cli.command import noun, verb
from oversight.cli.filters import with_filters
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, RefArgument, YesOption
from oversight.cli.write_output import Output
from oversight.messages import _, language
from oversight.views.recommendations import Question

app = noun()


@verb(
    app,
    "list",
    text=_("List recommendations, the acts that are followed one by one.\nStatus filters add up; without any, all are listed."),
    examples=(
        "rec list --open",
        "rec list --outstanding --session 18-33 --tree",
        "rec list --overdue --body 应急管理局",
        "rec list --search depot --format json",
    ),
)
@with_filters
@looks_back
def list_(
    ctx: typer.Context,
    *,
    question: Question,
    tree: Annotated[bool, typer.Option("--tree", help=_("show them under their items and measures"))] = False,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """List recommendations."""
    from oversight.cli.rec_columns import columns, empty
    from oversight.views.recommendations import list_recommendations

    call = invocation(ctx)
    with call.reading() as reader:
        rows = list_recommendations(reader, question, language=language(), today=call.today)
        nothing = None if rows else empty(reader, body=question.body)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(rows, columns(tree=tree, level=question.level), empty=nothing or "", names=NAMES)


# The keys of a row, for the heading of a CSV without rows.
NAMES = ("ref", "status", "title", "text")


@verb(
    app,
    "show",
    text=_("Show one recommendation: its text and source, the problem it answers, replies, and its history."),
    examples=("rec show 18-33/5:3.3.2", "rec show 12 --format json"),
)
@looks_back
def show(
    ctx: typer.Context,
    *,
    ref: RefArgument,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show one recommendation."""
    from oversight.cli.rec_columns import columns
    from oversight.cli.rec_sheet import sheet
    from oversight.views.show_recommendation import show_recommendation

    call = invocation(ctx)
    with call.reading() as reader:
        row = show_recommendation(reader, ref, language=language(), today=call.today)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.one(row, sheet(row, width=out.width, colour=out.colour) if form is Format.TABLE else "", columns())


@verb(
    app,
    "history",
    text=_(
        "Show all that happened to a recommendation, oldest first; of an item or a measure, to its parts too.\n"
        "That it moved within a corrected paper is left out of the table without --all."
    ),
    examples=("rec history 18-33/5:3.3.2", "rec history 18-33/5:3 --format json"),
)
@looks_back
def history(
    ctx: typer.Context,
    *,
    ref: RefArgument,
    all_: Annotated[bool, typer.Option("--all", help=_("also that it moved within a corrected paper"))] = False,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show what happened to a recommendation."""
    from oversight.cli.rec_sheet import history_columns, without_moves
    from oversight.views.history import history_of

    call = invocation(ctx)
    with call.reading() as reader:
        rows = history_of(reader, ref)
    if form is Format.TABLE and not all_:
        rows = without_moves(rows)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(rows, history_columns(), empty=_("Nothing has happened to it yet."), names=("sequence", "ref", "field"))


rec_matrix.add_to(app)
rec_mark.add_to(app)
rec_reply.add_to(app)
rec_edit.add_to(app)
rec_decide.add_to(app)
rec_due.add_to(app)
rec_promises.add_to(app)
