"""``oversight rule``: house rules, how much time the committee gives."""

from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli.acting import CommitteeOption, NoteOption, who
from oversight.cli.command import noun, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption, day
from oversight.cli.table import Column
from oversight.cli.terminal import say
from oversight.cli.words import given, label
from oversight.cli.write_output import Output
from oversight.errors import WrongUse
from oversight.messages import _
from oversight.rules.count_days import Period
from oversight.vocabulary import DeadlineKind, DeadlineUnit, Origin

if TYPE_CHECKING:
    from oversight.follow_up.house_rules import InForce

app = noun()


@verb(
    app,
    "list",
    text=_(
        "List the house rules: what is due how long after a hand-over, of what origin, in force from when to when.\n"
        "The rule in force on the day of the hand-over counts; one for an origin goes before one for any."
    ),
    examples=("rule list", "rule list --on 2021-04-20"),
)
def list_(
    ctx: typer.Context,
    *,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=_("those under which a hand-over of that day falls"))
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """List the house rules."""
    from oversight.views.house_rules import list_rules

    asked = day(on, "--on")
    call = invocation(ctx)
    with call.reading() as reader:
        rows = list_rules(reader, on=asked)
    several = len({row.committee for row in rows}) > 1
    columns = [
        Column(_("number"), lambda row: str(row.id), right=True),
        *([Column(_("committee"), lambda row: row.committee)] if several else []),
        Column(_("due"), lambda row: label(DeadlineKind, row.kind)),
        Column(_("origin"), lambda row: _("any origin") if row.origin is None else label(Origin, row.origin)),
        Column(_("time"), lambda row: row.period.words),
        Column(_("holds from"), lambda row: given(row.starts_on)),
        Column(_("holds to"), lambda row: given(row.ends_on)),
        Column(_("source"), lambda row: row.source, fold=True),
    ]
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    nothing = _("No house rule is known. Write one down: oversight rule add --help")
    out.rows(rows, columns, empty=nothing, names=("id", "kind", "origin", "amount", "unit"))


@verb(
    app,
    "add",
    text=_(
        "Write down how much time the committee gives: for the handling plan, the handling report (answer), or the act itself.\n"
        "It is counted from the hand-over. A date that a paper names outranks it."
    ),
    examples=(
        "rule add --for answer --origin opinion --months 3 --from 2020-01-01 --source 县人大常委会议事规则第三十条",
        "rule add --for plan --working-days 15 --from 2021-01-01 --source 审议意见办理办法第九条",
    ),
)
def add(
    ctx: typer.Context,
    *,
    kind: Annotated[DeadlineKind, typer.Option("--for", metavar="|".join(DeadlineKind), help=_("what is due"))],
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help=_("the paper and article that it rests on"))],
    months: Annotated[int | None, typer.Option("--months", metavar="N", help=_("so many months"))] = None,
    days: Annotated[int | None, typer.Option("--days", metavar="N", help=_("so many days of the calendar"))] = None,
    working_days: Annotated[int | None, typer.Option("--working-days", metavar="N", help=_("so many working days"))] = None,
    origin: Annotated[
        Origin | None, typer.Option("--origin", metavar="|".join(Origin), help=_("of this origin; without, of any"))
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=_("the first day on which a hand-over falls under it"))
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("the last such day"))] = None,
    committee: CommitteeOption = None,
    note: NoteOption = None,
) -> None:
    """Write a house rule down."""
    amounts = {DeadlineUnit.MONTHS: months, DeadlineUnit.DAYS: days, DeadlineUnit.WORKING_DAYS: working_days}
    periods = [Period(amount, unit) for unit, amount in amounts.items() if amount is not None]
    if len(periods) != 1:
        raise WrongUse(_("A rule gives one time."), hint=_("Give one of --months, --days and --working-days."))
    first, last = day(since, "--from"), day(until, "--to")
    call = invocation(ctx)
    from oversight.follow_up.house_rules import Rule, add_rule

    rule = Rule(kind=kind, period=periods[0], source=source, origin=origin, starts_on=first, ends_on=last)
    rule.check()
    with call.writing() as db:
        row = add_rule(db, rule, who=who(call), code=committee, note=note)
    _tell(row)


@verb(
    app,
    "end",
    text=_(
        "Say until when a house rule holds: hand-overs after that day no longer fall under it.\nDates that were set by it stay."
    ),
    examples=("rule end 2 --on 2023-12-31",),
)
def end(
    ctx: typer.Context,
    *,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=_("the number of the rule, as rule list shows it"))],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=_("the last day on which a hand-over falls under it"))],
    note: NoteOption = None,
) -> None:
    """End a house rule."""
    last = day(on, "--on")
    assert last is not None
    call = invocation(ctx)
    from oversight.follow_up.house_rules import end_rule

    with call.writing() as db:
        row = end_rule(db, number, last, who=who(call), note=note)
    _tell(row)


def _tell(row: "InForce") -> None:
    since = "" if row.starts_on is None else _(", holds from {day}").format(day=row.starts_on)
    until = "" if row.ends_on is None else _(", holds to {day}").format(day=row.ends_on)
    say(_("rule {number}: {rule}").format(number=row.id, rule=f"{row.says}{since}{until}"))
