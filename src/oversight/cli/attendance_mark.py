"""``oversight attendance mark``: who was present, on leave or absent, put right by the office."""

from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli import complete
from oversight.cli.ask_first import ask_first
from oversight.cli.command import verb
from oversight.cli.invocation import invocation
from oversight.cli.options import SessionArgument, YesOption
from oversight.cli.terminal import say
from oversight.cli.words import label
from oversight.errors import WrongUse
from oversight.messages import _
from oversight.vocabulary import Attendance

if TYPE_CHECKING:
    from oversight.database.reading import Reader


def add_to(app: typer.Typer) -> None:
    """Declare the verb."""
    verb(
        app,
        "mark",
        text=_(
            "Say how members attended a session: present, leave or absent. What the paper printed stays in the history.\n"
            "Where the papers do not list the members, --others says how it is with all the others in office."
        ),
        examples=(
            "attendance mark 18-33 庄红 leave --reason 出差",
            "attendance mark 18-34 王丽秀 李伟 absent --others present",
        ),
    )(mark)


def mark(
    ctx: typer.Context,
    *,
    session: SessionArgument,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME|STATUS",
            help=_("the members by name, then how they attended: present, leave or absent"),
            autocompletion=complete.members,
        ),
    ],
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=_("why on leave or absent"))] = None,
    others: Annotated[
        Attendance | None,
        typer.Option("--others", metavar="|".join(Attendance), help=_("how all the others in office attended")),
    ] = None,
    yes: YesOption = False,
) -> None:
    """Mark attendance."""
    *names, last = words
    status = _status(last)
    call = invocation(ctx)
    from oversight.follow_up.attendance import mark_attendance

    def concerned(reader: "Reader") -> int:
        from oversight.views.members import list_members

        return len(names) if others is None else sum(member.confirmed for member in list_members(reader))

    ask_first(call, concerned, _("Mark the attendance of {count} members?"), yes=yes)
    from oversight.cli.acting import who

    with call.writing() as db:
        marks = mark_attendance(db, session, names, status, who=who(call), reason=reason, others=others)
    for one in marks:
        before = _("not on the list") if one.before is None else label(Attendance, one.before)
        say(_("{name}: {before} → {after}").format(name=one.name, before=before, after=label(Attendance, one.after)))


def _status(text: str) -> Attendance:
    """The word that was typed, in either language."""
    if (found := Attendance.typed(text)) is not None:
        return found
    raise WrongUse(
        _("{text} is no attendance.").format(text=text),
        hint=_("It is one of: {words}.").format(words=_(", ").join(f"{word.value} ({word.zh})" for word in Attendance)),
    )
