"""``oversight calendar``: working days, the holiday plan of each year."""

from pathlib import Path
from typing import Annotated

import typer

from oversight.cli.acting import CommitteeOption, NoteOption, who
from oversight.cli.command import noun, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption, day
from oversight.cli.table import Column
from oversight.cli.terminal import say
from oversight.cli.words import given, weekday
from oversight.cli.write_output import Output
from oversight.errors import WrongUse
from oversight.messages import _, ngettext

app = noun()


@verb(
    app,
    "list",
    text=_(
        "List the years whose holiday plan is known; of one year, the days that are otherwise than their day of the week says.\n"
        "Working days of a year that is not known are never counted."
    ),
    examples=("calendar list", "calendar list 2021"),
)
def list_(
    ctx: typer.Context,
    *,
    year: Annotated[int | None, typer.Argument(metavar="YEAR", help=_("a year; without, all that are known"))] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """List what is known of working days."""
    from oversight.views.working_days import list_days, list_years

    call = invocation(ctx)
    with call.reading() as reader:
        years = list_years(reader)
        days = [] if year is None else list_days(reader, year)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    own = Column(_("committee"), lambda row: given(row.committee), optional=True)
    if year is None:
        columns = [
            Column(_("year"), lambda row: str(row.year)),
            Column(_("days off"), lambda row: str(row.holidays), right=True),
            Column(_("weekends worked"), lambda row: str(row.working_weekends), right=True),
            own,
            Column(_("source"), lambda row: row.source, fold=True),
        ]
        out.rows(years, columns, empty=_("No plan is known."), names=("year", "holidays", "working_weekends", "source"))
        return
    columns = [
        Column(_("date"), lambda row: row.day.isoformat()),
        Column(_("weekday"), lambda row: weekday(row.day)),
        Column(_("kind"), lambda row: _("worked") if row.works else _("off")),
        Column(_("holiday"), lambda row: row.name, fold=True),
        own,
    ]
    known = any(one.year == year for one in years)
    nothing = "" if known else _("The holiday plan of {year} is not known.").format(year=year)
    out.rows(days, columns, empty=nothing, names=("day", "weekday", "works", "name"))


@verb(
    app,
    "import",
    text=_(
        "Bring the holiday plan of a year, as the State Council's notice publishes it, from a CSV file: date, kind, name.\n"
        "The kind is 放假 (off) or 上班 (worked). The whole plan at once: one with a gap is refused."
    ),
    examples=("calendar import 2027 2027年放假安排.csv --source 国办发明电〔2026〕00号",),
)
def import_(
    ctx: typer.Context,
    *,
    year: Annotated[int, typer.Argument(metavar="YEAR", help=_("the year"))],
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("the table"))],
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help=_("the notice that published the plan"))],
    committee: CommitteeOption = None,
    note: NoteOption = None,
) -> None:
    """Bring the plan of a year."""
    from oversight.rules.holiday_plan import plan_of_year
    from oversight.sheets.read_plan import read_plan

    days = plan_of_year(year, read_plan(file.expanduser()))
    call = invocation(ctx)
    from oversight.follow_up.holiday_plan import import_plan

    with call.writing() as db:
        done = import_plan(db, year, days, source, who=who(call), code=committee, note=note)
    off = ngettext("{count} day off", "{count} days off", done.holidays).format(count=done.holidays)
    worked = ngettext("{count} weekend day worked", "{count} weekend days worked", done.working_weekends)
    counted = _(", ").join((off, worked.format(count=done.working_weekends)))
    say(_("{year}: {days}").format(year=done.year, days=counted))


@verb(
    app,
    "add",
    text=_("Make a single day of a known year otherwise: a day off of the place, or a weekend that is worked."),
    examples=("calendar add 2021-08-16 --off 自治州州庆", "calendar add 2021-08-14 --worked 州庆调休"),
)
def add(
    ctx: typer.Context,
    *,
    on: Annotated[str, typer.Argument(metavar="DATE", help=_("the day"))],
    off: Annotated[str | None, typer.Option("--off", metavar="NAME", help=_("it is a day off, for this"))] = None,
    worked: Annotated[
        str | None, typer.Option("--worked", metavar="NAME", help=_("it is worked though it is a weekend, for this"))
    ] = None,
    committee: CommitteeOption = None,
    note: NoteOption = None,
) -> None:
    """Make a day otherwise."""
    which = day(on, _("DATE"))
    assert which is not None
    if (off is None) == (worked is None):
        raise WrongUse(_("A day is off or worked."), hint=_("Give one of --off and --worked."))
    from oversight.rules.holiday_plan import PlanDay, check_day

    planned = PlanDay(on=which, works=worked is not None, name=off or worked or "")
    check_day(planned)
    call = invocation(ctx)
    from oversight.follow_up.holiday_plan import add_day

    with call.writing() as db:
        add_day(db, planned, who=who(call), code=committee, note=note)
    kind = _("worked") if planned.works else _("off")
    said = _("{day} ({weekday}): {kind}, {name}")
    say(said.format(day=which.isoformat(), weekday=weekday(which), kind=kind, name=planned.name))
