"""``oversight rec matrix``: a row a recommendation, a column a session."""

from dataclasses import replace
from typing import Annotated

import typer

from oversight.cli import complete
from oversight.cli.command import verb
from oversight.cli.filters import with_filters
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.table import Column
from oversight.cli.terminal import say
from oversight.cli.words import given, state_colour
from oversight.cli.write_output import Output
from oversight.errors import WrongUse
from oversight.messages import _, language, ngettext
from oversight.views.matrix import COLUMNS, DROPPED, Matrix, MatrixRow
from oversight.views.recommendations import Question
from oversight.vocabulary import Status

_MARKS = {status.value: status.mark for status in Status} | {DROPPED: "–"}


def add_to(app: typer.Typer) -> None:
    """Declare the verb."""
    verb(
        app,
        "matrix",
        text=_(
            "Show session by session how far recommendations had come: a row a recommendation, a column a session.\n"
            "Without --session the columns are the last sessions since the first of the rows was raised."
        ),
        examples=(
            "rec matrix --outstanding",
            "rec matrix --raised-at 18-33 --last 8",
            "rec matrix --session 18-33 --session 18-36 --format csv --output matrix.csv",
        ),
    )(matrix)


@with_filters
@looks_back
def matrix(
    ctx: typer.Context,
    *,
    question: Question,
    session: Annotated[
        list[str] | None,
        typer.Option(
            "--session",
            metavar="REF",
            help=_("a column for this session; may be given again"),
            autocompletion=complete.sessions,
        ),
    ] = None,
    last: Annotated[
        int, typer.Option("--last", metavar="N", help=_("a column for each of the last N sessions"), show_default=False)
    ] = COLUMNS,
    raised_at: Annotated[
        list[str] | None,
        typer.Option(
            "--raised-at",
            metavar="REF",
            help=_("a row for what this session raised; may be given again"),
            autocompletion=complete.sessions,
        ),
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show how far recommendations had come, session by session."""
    from oversight.cli.rec_columns import empty
    from oversight.views.matrix import matrix as ask

    if last < 1:
        raise WrongUse(_("--last is a number from 1 on."))
    call = invocation(ctx)
    question = replace(question, sessions=raised_at or ())
    with call.reading() as reader:
        found = ask(reader, question, language=language(), today=call.today, sessions=session or (), last=last)
        nothing = None if found.rows else empty(reader)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(found.rows, columns(found), empty=nothing or "", names=("ref", "status", "title"))
    if found.rows and form in {Format.TABLE, Format.MD}:
        _explain(found)


def columns(found: Matrix) -> list[Column]:
    """The columns of the table: ref, title, a mark for each session, how long it has been open."""
    return [
        Column(_("ref"), lambda row: row.ref),
        Column(_("title"), lambda row: row.title, fold=True),
        *[_column(session.ref) for session in found.sessions],
        Column(_("open for"), _open_for, right=True),
    ]


def _column(ref: str) -> Column:
    def stood(row: MatrixRow) -> str | None:
        return row.sessions[ref]

    def mark(row: MatrixRow) -> str:
        return _MARKS.get(stood(row) or "", "")

    def colour(row: MatrixRow) -> str | None:
        return state_colour(stood(row))

    return Column(ref, mark, colour=colour)


def _open_for(row: MatrixRow) -> str:
    """Days and sessions: ``412/3``."""
    return "" if row.open_days is None else f"{row.open_days}/{given(row.open_sessions)}"


def _explain(found: Matrix) -> None:
    marks = [f"{status.mark} {status.label(language())}" for status in Status]
    say(
        _(
            "{marks}, – dropped, blank: not raised yet. Open for: days/sessions since it was raised, until done or dropped."
        ).format(marks=_(", ").join(marks))
    )
    if found.earlier:
        text = ngettext(
            "{count} earlier session is not shown: --last N or --session REF.",
            "{count} earlier sessions are not shown: --last N or --session REF.",
            found.earlier,
        )
        say(text.format(count=found.earlier))
