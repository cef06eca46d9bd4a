"""``oversight session``: sessions of the committee."""

import typer

from oversight.cli import session_edit, session_pack
from oversight.cli.command import noun, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, SessionArgument, YesOption
from oversight.cli.sheet import Sheet
from oversight.cli.table import Column
from oversight.cli.words import given, known, label, share
from oversight.cli.write_output import Output
from oversight.messages import _
from oversight.views.sessions import Session, SessionSheet
from oversight.vocabulary import ReportKind, Status

app = noun()


@verb(
    app,
    "list",
    text=_("List the sessions, the latest first, with what they left to follow."),
    examples=("session list", "session list --format csv --output sessions.csv"),
)
@looks_back
def list_(
    ctx: typer.Context, *, form: FormatOption = Format.TABLE, output: OutputOption = None, yes: YesOption = False
) -> None:
    """List the sessions."""
    from oversight.views.sessions import list_sessions

    call = invocation(ctx)
    with call.reading() as reader:
        rows = list_sessions(reader)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(
        rows, _columns(), empty=_("There is no session yet. Load papers first: oversight load FILE"), names=("ref", "date")
    )


@verb(
    app,
    "show",
    text=_("Show one session: day and place, attendance, agenda, papers, and what it left to follow."),
    examples=("session show 18-33", "session show 18-33 --format json"),
)
@looks_back
def show(
    ctx: typer.Context,
    *,
    session: SessionArgument,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show one session."""
    from oversight.views.sessions import show_session

    call = invocation(ctx)
    with call.reading() as reader:
        row = show_session(reader, session)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.one(row, _sheet(row, width=out.width, colour=out.colour), _columns())


def _columns() -> list[Column]:
    return [
        Column(_("session"), lambda row: row.ref),
        Column(_("date"), lambda row: known(row.date)),
        Column(_("presided by"), lambda row: given(row.presided_by)),
        Column(_("papers"), lambda row: str(row.reports) if row.papers_known else _papers_missing(row), right=True),
        Column(_("problems"), lambda row: str(row.problems), right=True),
        Column(_("to follow"), lambda row: str(row.leaves), right=True),
        *[_count(word) for word in Status],
    ]


def _papers_missing(row: Session) -> str:
    """Why there are none: another session's papers speak of it, or it is only on the calendar."""
    return _("missing") if row.reports else _("none yet")


def _count(word: Status) -> Column:
    """How many recommendations stand so."""
    return Column(f"{word.mark} {label(Status, word)}", lambda row: str(getattr(row, word.value)), right=True)


def _sheet(row: SessionSheet, *, width: int | None, colour: bool) -> str:
    page = Sheet(width=width, colour=colour)
    page.head(f"{row.ref}  {row.body}")
    counted = _(", ").join(f"{word.mark} {label(Status, word)} {getattr(row, word.value)}" for word in Status)
    page.fields(
        [
            (_("date"), known(row.date) + ("" if row.ends_on in {None, row.date} else _(" to {day}").format(day=row.ends_on))),
            (_("presided by"), known(row.presided_by)),
            (_("venue"), known(row.venue)),
            (_("papers"), "" if row.papers_known else _papers_missing(row)),
            (_("attendance"), _attendance(row)),
            (_("to follow"), _("{count}: {states}").format(count=row.leaves, states=counted) if row.leaves else "0"),
            (_("open doubts"), str(row.doubts) if row.doubts else ""),
        ]
    )
    if row.agenda:
        page.section(_("Agenda"))
        for item in row.agenda:
            page.paragraph(f"{item.number}. {item.text}", indent=2)
    if row.papers:
        page.section(_("Papers"))
        page.table(
            [
                Column(_("ref"), lambda paper: paper.ref),
                Column(_("kind"), lambda paper: label(ReportKind, paper.kind)),
                Column(_("title"), lambda paper: paper.title, fold=True),
            ],
            row.papers,
        )
    return str(page)


def _attendance(row: SessionSheet) -> str:
    """``25 of 32 present (78.1 %), quorum 17: met``."""
    who = row.attendance
    if who.members is None:
        return _("{present} present, number of members unknown").format(present=known(who.present))
    return _("{present} of {members} present ({rate}), quorum {quorum}: {met}").format(
        present=known(who.present),
        members=who.members,
        rate=share(who.rate),
        quorum=known(who.quorum),
        met=_("met") if who.quorum_met else _("not met"),
    )


session_edit.add_to(app)
session_pack.add_to(app)
