"""``oversight session add`` and ``edit``: sessions on the calendar."""

from typing import Annotated

import typer

from oversight.cli.acting import CommitteeOption, NoteOption, who
from oversight.cli.command import verb
from oversight.cli.invocation import invocation
from oversight.cli.options import SessionArgument, day
from oversight.cli.terminal import say
from oversight.messages import _

FirstDayOption = Annotated[str | None, typer.Option("--date", metavar="DATE", help=_("the day, or the first one"))]
LastDayOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("the last day"))]
VenueOption = Annotated[str | None, typer.Option("--venue", metavar="TEXT", help=_("where it is held"))]
PresiderOption = Annotated[str | None, typer.Option("--presided-by", metavar="NAME", help=_("who presides"))]


def add_to(app: typer.Typer) -> None:
    """Declare the verbs."""
    verb(
        app,
        "add",
        text=_("Put a session on the calendar before its papers are there; they are taken into it when they come."),
        examples=("session add 18-34 --date 2021-06-25", "session add lvyuan/18-34 --date 2021-06-25 --to 2021-06-26"),
    )(add)
    verb(
        app,
        "edit",
        text=_("Correct the day, the place or the presider of a session. A later load leaves your word as it is."),
        examples=("session edit 18-34 --date 2021-06-29 --note 因防汛延期",),
    )(edit)


def add(
    ctx: typer.Context,
    *,
    session: Annotated[str, typer.Argument(metavar="SESSION", help=_("term and number: 18-34"))],
    first: FirstDayOption = None,
    last: LastDayOption = None,
    venue: VenueOption = None,
    presided_by: PresiderOption = None,
    committee: CommitteeOption = None,
    note: NoteOption = None,
) -> None:
    """Add a session."""
    starts_on, ends_on = day(first, "--date"), day(last, "--to")
    call = invocation(ctx)
    from oversight.follow_up.session import Facts, add_session

    facts = Facts(starts_on=starts_on, ends_on=ends_on or starts_on, venue=venue, presided_by=presided_by)
    with call.writing() as db:
        ref = add_session(db, session, facts, who=who(call), code=committee, note=note)
    say(_("{ref}: on the calendar.").format(ref=ref))


def edit(
    ctx: typer.Context,
    *,
    session: SessionArgument,
    first: FirstDayOption = None,
    last: LastDayOption = None,
    venue: VenueOption = None,
    presided_by: PresiderOption = None,
    note: NoteOption = None,
) -> None:
    """Correct a session."""
    starts_on, ends_on = day(first, "--date"), day(last, "--to")
    call = invocation(ctx)
    from oversight.follow_up.session import Facts, edit_session

    facts = Facts(starts_on=starts_on, ends_on=ends_on, venue=venue, presided_by=presided_by)
    with call.writing() as db:
        ref = edit_session(db, session, facts, who=who(call), note=note)
    say(_("{ref}: corrected.").format(ref=ref))
