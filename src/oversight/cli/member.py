"""``oversight member``: members of the committee."""

from typing import Annotated

import typer

from oversight.cli import complete, member_edit
from oversight.cli.command import noun, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.sheet import Sheet
from oversight.cli.table import Column
from oversight.cli.words import given, known, label, share
from oversight.cli.write_output import Output
from oversight.messages import _
from oversight.views.members import Member, MemberSheet
from oversight.vocabulary import Attendance, Role

app = noun()


@verb(
    app,
    "list",
    text=_("List the members with their roles, by rank and name; with --as-of those in office on that day."),
    examples=("member list", "member list --as-of 2021-04-16"),
)
@looks_back
def list_(
    ctx: typer.Context,
    *,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """List the members."""
    from oversight.views.members import list_members

    call = invocation(ctx)
    with call.reading(before_papers=True) as reader:
        rows = list_members(reader, as_of=None if call.moment is None else call.moment.as_of)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(rows, _columns(), empty=_("No member is known."), names=("id", "name", "role"))


@verb(
    app,
    "show",
    text=_("Show one member: roles held, attendance in numbers, and every session."),
    examples=("member show 王丽秀", "member show 王丽秀 --format json"),
)
@looks_back
def show(
    ctx: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("the name, or the number"), autocompletion=complete.members)],
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show one member."""
    from oversight.views.members import show_member

    call = invocation(ctx)
    with call.reading() as reader:
        row = show_member(reader, name)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    if form in {Format.CSV, Format.TSV, Format.MD}:
        out.rows(row.sessions, _attended_columns(), empty=_("The papers name the member at no session."), names=("session",))
    else:
        out.one(row, _sheet(row, width=out.width, colour=out.colour), [])


def _columns() -> list[Column]:
    return [
        Column(_("number"), lambda row: str(row.id), right=True),
        Column(_("name"), lambda row: row.name),
        Column(_("role"), lambda row: label(Role, row.role)),
        Column(_("term"), lambda row: str(row.term), right=True),
        Column(_("from"), lambda row: given(row.starts_on), optional=True),
        Column(_("to"), lambda row: given(row.ends_on), optional=True),
        Column(_("known by"), _known_by),
    ]


def _known_by(row: Member) -> str:
    """Whether the office has said so, with the roster as a whole or by hand alone, or only a paper."""
    if row.confirmed:
        return _("the office")
    return _("the office, not confirmed") if row.typed else _("a paper")


def _attended_columns() -> list[Column]:
    return [
        Column(_("session"), lambda row: row.session),
        Column(_("date"), lambda row: known(row.date)),
        Column(_("attendance"), lambda row: label(Attendance, row.status)),
        Column(_("reason"), lambda row: given(row.reason), fold=True, optional=True),
    ]


def _sheet(row: MemberSheet, *, width: int | None, colour: bool) -> str:
    page = Sheet(width=width, colour=colour)
    page.head(row.name)
    page.section(_("Roles"))
    page.table([column for column in _columns() if column.heading not in {_("number"), _("name")}], row.roles)
    numbers = row.summary
    page.section(_("Attendance"))
    page.fields(
        [
            (_("sessions"), str(numbers.eligible)),
            (label(Attendance, Attendance.PRESENT), str(numbers.present)),
            (label(Attendance, Attendance.LEAVE), str(numbers.leave)),
            (label(Attendance, Attendance.ABSENT), str(numbers.absent)),
            (_("rate"), share(numbers.rate)),
            (_("longest absence"), str(numbers.longest_absence)),
        ]
    )
    if row.sessions:
        page.section(_("Sessions"))
        page.table(_attended_columns(), row.sessions)
    return str(page)


member_edit.add_to(app)
