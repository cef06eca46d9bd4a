"""``oversight status``: where everything stands, on one screen."""

from enum import StrEnum
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
from oversight.messages import _
from oversight.views.status import Overview
from oversight.vocabulary import Status

app = lone()


class By(StrEnum):
    """What a row of the table is."""

    SESSION = "session"
    BODY = "body"


# One screen: the earlier sessions stand in the other formats. The bodies stand here all, so that they add up.
_SESSIONS = 8


@verb(
    app,
    "status",
    text=_("Show on one screen where everything stands: open, in progress, done, overdue, by session and by body."),
    examples=("status", "status --by body", "status --format json"),
)
@looks_back
def status(
    ctx: typer.Context,
    *,
    by: Annotated[By | None, typer.Option("--by", metavar="|".join(By), help=_("only this table: what a row is"))] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show where everything stands."""
    from oversight.views.status import overview

    call = invocation(ctx)
    with call.reading() as reader:
        row = overview(reader, today=call.today)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    if by is By.BODY:
        out.rows(row.by_body, _columns(_("body")), empty=_("There is nothing to follow up yet."), names=("name", "leaves"))
        return
    if by is By.SESSION or form in {Format.CSV, Format.TSV, Format.MD}:
        out.rows(row.by_session, _columns(_("session")), empty=_("There is no session yet."), names=("name", "leaves"))
        return
    if not row.sessions:
        say(_("There is no session yet. Load papers first: oversight load FILE"))
    out.one(row, _sheet(row, width=out.width, colour=out.colour), [])


def _sheet(row: Overview, *, width: int | None, colour: bool) -> str:
    page = Sheet(width=width, colour=colour)
    verified, unproved = _done()
    page.head("、".join(row.committees) or _("No committee yet"))
    missing = row.sessions_without_papers
    page.fields(
        [
            (
                _("sessions"),
                str(row.sessions) + (_(" ({missing} without papers)").format(missing=missing) if missing else ""),
            ),
            (_("papers"), str(row.reports)),
            (_("problems"), str(row.problems)),
            (_("to follow"), str(row.leaves)),
            *[
                (f"  {word.mark} {label(Status, word)}", str(getattr(row, word.value)))
                for word in Status
                if word is not Status.DONE
            ],
            (f"  {Status.DONE.mark} {verified}", str(row.verified)),
            (f"  {Status.DONE.mark} {unproved}", str(row.closed_without_evidence)),
            (_("overdue"), str(row.overdue)),
            (_("claimed done"), str(row.claimed)),
            (_("answers to judge"), str(row.answers_to_judge)),
            (_("dropped"), str(row.dropped)),
            (_("commitments"), str(row.commitments)),
            (_("open doubts"), str(row.doubts) if row.doubts else ""),
        ]
    )
    if row.by_session:
        page.section(_("By session"))
        page.table(_columns(_("session")), row.by_session[:_SESSIONS])
        if len(row.by_session) > _SESSIONS:
            page.paragraph(_("… and {count} more: --format json").format(count=len(row.by_session) - _SESSIONS))
    if row.by_body:
        page.section(_("By body"))
        page.table(_columns(_("body")), row.by_body)
    return str(page)


def _columns(title: str) -> list[Column]:
    verified, unproved = _done()
    return [
        Column(title, lambda row: row.name or _("no body named"), fold=True),
        Column(_("date"), lambda row: given(row.date), optional=True),
        Column(_("to follow"), lambda row: str(row.leaves), right=True),
        *[_count(f"{word.mark} {label(Status, word)}", word.value) for word in Status if word is not Status.DONE],
        _count(f"{Status.DONE.mark} {verified}", "verified"),
        _count(f"{Status.DONE.mark} {unproved}", "closed_without_evidence", optional=True),
        _count(_("claimed done"), "claimed", optional=True),
        Column(_("overdue"), lambda row: str(row.overdue), right=True, colour=lambda row: RED if row.overdue else None),
        _count(_("dropped"), "dropped", optional=True),
        _count(_("supports"), "supporting", optional=True),
    ]


def _done() -> tuple[str, str]:
    """What is done, parted by whether it rests on a session or evidence: the two are never one figure."""
    return _("verified"), _("closed without evidence")


def _count(heading: str, field: str, *, optional: bool = False) -> Column:
    """A figure; an optional one is left empty where it is nought, so that a column of noughts is left out."""

    def cell(row: object) -> str:
        number = getattr(row, field)
        return "" if optional and not number else str(number)

    return Column(heading, cell, right=True, optional=optional)
