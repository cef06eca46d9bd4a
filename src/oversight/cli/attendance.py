"""``oversight attendance``: who was present, on leave or absent."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from oversight.cli import attendance_mark
from oversight.cli.command import noun, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, SessionArgument, YesOption, day
from oversight.cli.sheet import Sheet
from oversight.cli.table import Column
from oversight.cli.terminal import RED
from oversight.cli.words import given, known, label, share
from oversight.cli.write_output import Output
from oversight.errors import WrongUse
from oversight.messages import _
from oversight.views.attendance import AttendanceSheet
from oversight.vocabulary import Attendance, Capacity, Role

app = noun()


class By(StrEnum):
    """What a row of the summary is."""

    SESSION = "session"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Someone on the list, member or observer, for the formats that have one row a person."""

    capacity: str
    position: int
    name: str
    role: str | None
    title: str | None
    status: str | None
    reason: str | None


@verb(
    app,
    "show",
    text=_("Show who was present, on leave or absent at one session, and who sat in without a vote."),
    examples=("attendance show 18-33", "attendance show 18-33 --format csv --output attendance.csv"),
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
    """Show the attendance of one session."""
    from oversight.views.attendance import show_attendance

    call = invocation(ctx)
    with call.reading() as reader:
        row = show_attendance(reader, session)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    if form in {Format.CSV, Format.TSV, Format.MD}:
        out.rows(_people(row), _people_columns(), empty=_("The papers name nobody."), names=("name", "status"))
    elif form is Format.NDJSON:
        out.rows([row], [], empty="")
    else:
        out.one(row, _sheet(row, width=out.width, colour=out.colour), [])


@verb(
    app,
    "summary",
    text=_(
        "Sum up the attendance, session by session or member by member.\n"
        "What the papers do not tell is shown as unknown and never guessed."
    ),
    examples=("attendance summary", "attendance summary --by member --from 2021-01-01 --to 2021-12-31"),
)
@looks_back
def summary(
    ctx: typer.Context,
    *,
    by: Annotated[By, typer.Option("--by", metavar="|".join(By), help=_("what a row is"))] = By.SESSION,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help=_("from this day on"))] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("up to this day"))] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Sum up the attendance."""
    from oversight.views.attendance import attendance_by_member, attendance_by_session

    first, last = day(since, "--from"), day(until, "--to")
    if first and last and first > last:
        raise WrongUse(_("--from is after --to."), hint=_("Exchange them."))
    call = invocation(ctx)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    nothing = _("No session fits.")
    with call.reading() as reader:
        if by is By.MEMBER:
            out.rows(attendance_by_member(reader, since=first, until=last), _member_columns(), empty=nothing, names=("name",))
        else:
            rows = attendance_by_session(reader, since=first, until=last)
            out.rows(rows, session_columns(), empty=nothing, names=("session",))


def _people(row: AttendanceSheet) -> list[Attendee]:
    members = [
        Attendee(
            capacity=Capacity.MEMBER.value,
            position=one.position,
            name=one.name,
            role=one.role,
            title=one.title,
            status=one.status,
            reason=one.reason,
        )
        for one in row.members
    ]
    observers = [
        Attendee(
            capacity=Capacity.OBSERVER.value,
            position=one.position,
            name=one.name,
            role=None,
            title=one.title,
            status=None,
            reason=None,
        )
        for one in row.observers
    ]
    return members + observers


def _people_columns() -> list[Column]:
    return [
        Column(_("name"), lambda row: row.name),
        Column(_("capacity"), lambda row: label(Capacity, row.capacity), optional=True),
        Column(_("role"), lambda row: label(Role, row.role) if row.role else ""),
        Column(_("attendance"), lambda row: label(Attendance, row.status) if row.status else ""),
        Column(_("reason"), lambda row: given(row.reason), fold=True, optional=True),
        Column(_("post"), lambda row: given(row.title), fold=True, optional=True),
    ]


def _sheet(row: AttendanceSheet, *, width: int | None, colour: bool) -> str:
    page = Sheet(width=width, colour=colour)
    who = row.summary
    page.head(f"{who.session}  {known(who.date)}")
    declared = [
        (_("members"), row.declared.members, who.members),
        (label(Attendance, Attendance.PRESENT), row.declared.present, who.present),
        (label(Attendance, Attendance.LEAVE), row.declared.leave, who.leave),
        (label(Attendance, Attendance.ABSENT), row.declared.absent, who.absent),
    ]
    page.fields(
        [
            (_("presided by"), known(who.presided_by)),
            *[(name, _counted(printed, counted)) for name, printed, counted in declared],
            (_("rate"), share(who.rate)),
            (_("quorum"), _("unknown") if who.quorum is None else f"{who.quorum} · {_met(who.quorum_met)}"),
        ]
    )
    if row.members:
        page.section(_("Members"))
        columns = [column for column in _people_columns() if column.heading != _("capacity")]
        page.table(columns, row.members)
    if row.observers:
        page.section(_("Observers, without a vote ({count})").format(count=len(row.observers)))
        page.table(
            [
                Column(_("name"), lambda one: one.name),
                Column(_("post"), lambda one: given(one.title), fold=True),
            ],
            row.observers,
        )
    return str(page)


def _counted(printed: int | None, counted: int | None) -> str:
    """The number counted, and the printed one where it is another."""
    if printed is None or printed == counted:
        return known(counted)
    return _("{counted} (printed: {printed})").format(counted=known(counted), printed=printed)


def _met(met: bool | None) -> str:
    if met is None:
        return _("unknown")
    return _("met") if met else _("not met")


def session_columns() -> list[Column]:
    """The columns of a summary session by session."""
    return [
        Column(_("session"), lambda row: row.session, fold=True),
        Column(_("date"), lambda row: known(row.date)),
        Column(_("members"), lambda row: known(row.members), right=True),
        Column(label(Attendance, Attendance.PRESENT), lambda row: known(row.present), right=True),
        Column(label(Attendance, Attendance.LEAVE), lambda row: known(row.leave), right=True),
        Column(label(Attendance, Attendance.ABSENT), lambda row: known(row.absent), right=True),
        Column(_("rate"), lambda row: share(row.rate), right=True),
        Column(_("quorum"), lambda row: known(row.quorum), right=True),
        Column(_("quorum met"), lambda row: _met(row.quorum_met), colour=lambda row: RED if row.quorum_met is False else None),
        Column(_("presided by"), lambda row: given(row.presided_by), fold=True),
    ]


def _member_columns() -> list[Column]:
    return [
        Column(_("name"), lambda row: row.name),
        Column(_("role"), lambda row: label(Role, row.role)),
        Column(_("sessions"), lambda row: str(row.eligible), right=True),
        Column(label(Attendance, Attendance.PRESENT), lambda row: str(row.present), right=True),
        Column(label(Attendance, Attendance.LEAVE), lambda row: str(row.leave), right=True),
        Column(label(Attendance, Attendance.ABSENT), lambda row: str(row.absent), right=True),
        Column(_("rate"), lambda row: share(row.rate), right=True),
        Column(_("longest absence"), lambda row: str(row.longest_absence), right=True),
    ]


attendance_mark.add_to(app)
