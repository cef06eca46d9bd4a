"""``oversight status``: where everything stands, on one screen."""

import typer

from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
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

# One screen: the earlier sessions stand in the other formats. The bodies stand here all, so that they add up.
_SESSIONS = 8


@verb(
    app,
    "status",
    text=_("Show on one screen where everything stands: open, in progress, done, overdue, by session and by body."),
    examples=("status", "status --format json"),
)
def status(
    ctx: typer.Context, *, form: FormatOption = Format.TABLE, output: OutputOption = None, yes: YesOption = False
) -> None:
    """Show where everything stands."""
    from oversight.views.status import overview

    call = invocation(ctx)
    with call.reading() as reader:
        row = overview(reader, today=call.today)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    if form in {Format.CSV, Format.TSV, Format.MD}:
        out.rows(row.by_session, _columns(_("session")), empty=_("There is no session yet."), names=("name", "leaves"))
        return
    if not row.sessions:
        say(_("There is no session yet. Load papers first: oversight load FILE"))
    out.one(row, _sheet(row, width=out.width, colour=out.colour), [])


def _sheet(row: Overview, *, width: int | None, colour: bool) -> str:
    page = Sheet(width=width, colour=colour)
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
            *[(f"  {word.mark} {label(Status, word)}", str(getattr(row, word.value))) for word in Status],
            (_("overdue"), str(row.overdue)),
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
    return [
        Column(title, lambda row: row.name or _("no body named"), fold=True),
        Column(_("date"), lambda row: given(row.date), optional=True),
        Column(_("to follow"), lambda row: str(row.leaves), right=True),
        *[_count(word) for word in Status],
        Column(_("overdue"), lambda row: str(row.overdue), right=True, colour=lambda row: RED if row.overdue else None),
        Column(_("supports"), lambda row: str(row.supporting) if row.supporting else "", right=True, optional=True),
    ]


def _count(word: Status) -> Column:
    return Column(f"{word.mark} {label(Status, word)}", lambda row: str(getattr(row, word.value)), right=True)
