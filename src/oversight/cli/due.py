"""``oversight due``: what is near, what is past, and what has no date at all."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated

import typer

from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.sheet import Sheet
from oversight.cli.table import Column
from oversight.cli.terminal import RED, say
from oversight.cli.words import given, label
from oversight.cli.write_output import Output
from oversight.errors import WrongUse
from oversight.messages import _, language, ngettext
from oversight.rules.read_day import read_day
from oversight.views.due_overview import LATER, NEAR, NONE, PAST, DueRow
from oversight.vocabulary import DeadlineKind

app = lone()


@verb(
    app,
    "due",
    text=_(
        "Show what is past its date, what is near, and what has no date at all: acts that are not done, plans and answers that"
        " have not come.\nOne row a date; the last column says how many acts wait for it."
    ),
    examples=("due", "due --within 2w", "due --within 2026-12-31 --format csv --output due.csv"),
)
@looks_back
def due(
    ctx: typer.Context,
    *,
    within: Annotated[
        str, typer.Option("--within", metavar="30d|2w|1m|DATE", help=_("how far ahead is near; 30 days unless said"))
    ] = "30d",
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show what is due."""
    from oversight.views.due_overview import due_overview

    call = invocation(ctx)
    until = _until(within, call.today)
    with call.reading() as reader:
        rows = due_overview(reader, until=until, language=language(), today=call.today)
    shown = [row for row in rows if row.group != LATER]
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    nothing = _("Nothing is due until {day}, and nothing is without a date.").format(day=until)
    if form is not Format.TABLE or not shown:
        out.rows(shown, [Column(_("when"), _group), *_columns()], empty=nothing, names=("group", "ref", "kind", "due_on"))
    else:
        out.text(_sheet(shown, until, width=out.width, colour=out.colour))
    if form is Format.TABLE and any(row.group == NONE for row in shown):
        say(_("To give a date: oversight rec handover REF --on DATE, or oversight rec due REF --on DATE --basis resolution"))
    if form is Format.TABLE and (later := len(rows) - len(shown)):
        say(ngettext("{count} date lies further ahead.", "{count} dates lie further ahead.", later).format(count=later))


def _until(text: str, today: dt.date) -> dt.date:
    """The last day that is near: a day, or so many days, weeks or months from today."""
    typed = text.strip()
    ahead = f"+{typed}d" if typed.isdecimal() else f"+{typed}"
    found = read_day(typed, today=today) or read_day(ahead, today=today)
    if found is None or found < today:
        raise WrongUse(
            _("{option}: {text} is not ahead.").format(option="--within", text=text),
            hint=_("Write days, weeks or months: 30d, 2w, 1m; or a day that is yet to come."),
        )
    return found


def _sheet(rows: Sequence[DueRow], until: dt.date, *, width: int | None, colour: bool) -> str:
    page = Sheet(width=width, colour=colour)
    heads = {PAST: _("Past"), NEAR: _("Until {day}").format(day=until), NONE: _("Without a date")}
    for group, head in heads.items():
        if of_group := [row for row in rows if row.group == group]:
            page.section(head)
            page.table(_columns(), of_group)
    return str(page)


def _columns() -> list[Column]:
    return [
        Column(_("ref"), lambda row: row.ref),
        Column(_("what"), lambda row: label(DeadlineKind, row.kind) if row.kind else "", optional=True),
        Column(_("due"), lambda row: given(row.due_on), optional=True, colour=lambda row: RED if row.group == PAST else None),
        Column(_("days left"), lambda row: given(row.days), right=True, optional=True),
        Column(_("slipped"), lambda row: f"+{row.days_slipped}" if row.days_slipped else "", right=True, optional=True),
        Column(_("title"), lambda row: row.title, fold=True),
        Column(_("body"), lambda row: given(row.body), fold=True, optional=True),
        Column(_("acts"), lambda row: str(row.leaves), right=True),
    ]


def _group(row: DueRow) -> str:
    return {PAST: _("past"), NEAR: _("near"), NONE: _("none set")}[row.group]
