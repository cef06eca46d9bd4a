"""``oversight member add``, ``edit``, ``leave`` and ``confirm``: the roster as the office keeps it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli import complete
from oversight.cli.acting import CommitteeOption, NoteOption, who
from oversight.cli.ask_first import ask_first
from oversight.cli.command import verb
from oversight.cli.invocation import invocation
from oversight.cli.options import YesOption, day
from oversight.cli.terminal import say
from oversight.cli.words import label
from oversight.messages import _, ngettext
from oversight.vocabulary import Role

if TYPE_CHECKING:
    from oversight.database.reading import Reader
    from oversight.follow_up.member import OnRoster

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help=_("the name, or the number"), autocompletion=complete.members)
]
RoleOption = Annotated[Role | None, typer.Option("--role", metavar="|".join(Role), help=_("the role"))]
TermOption = Annotated[int | None, typer.Option("--term", metavar="NUMBER", help=_("the term; else the latest"))]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help=_("the first day in office"))]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("the last day in office"))]


def add_to(app: typer.Typer) -> None:
    """Declare the verbs."""
    verb(
        app,
        "add",
        text=_("Put a member on the roster."),
        examples=("member add 周敏 --role member --from 2021-07-01",),
    )(add)
    verb(
        app,
        "edit",
        text=_("Correct a member's name, role or dates. What the papers print stays beside it."),
        examples=("member edit 王丽秀 --role vice_chair", "member edit 庄红 --name 庄虹 --note 户籍姓名"),
    )(edit)
    verb(
        app,
        "leave",
        text=_("Say since when a member is out of office. Sessions after that day no longer count the member."),
        examples=("member leave 王丽秀 --on 2021-06-30 --reason 调离本行政区域",),
    )(leave)
    verb(
        app,
        "confirm",
        text=_(
            "Confirm the roster: until then members are only seen in papers. Look it over first with: member list.\n"
            "A confirmed roster says how many count where a session's papers do not, and a list that differs from it is asked"
            " about."
        ),
        examples=("member confirm --yes", "member confirm 周敏"),
    )(confirm)


def add(
    ctx: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("the name"))],
    role: RoleOption = None,
    term: TermOption = None,
    since: FromOption = None,
    until: ToOption = None,
    mark: Annotated[
        str, typer.Option("--mark", metavar="TEXT", help=_("what tells this person from another one of this name"))
    ] = "",
    committee: CommitteeOption = None,
    note: NoteOption = None,
) -> None:
    """Add a member."""
    first, last = day(since, "--from"), day(until, "--to")
    call = invocation(ctx)
    from oversight.follow_up.member import Office, add_member

    office = Office(role=role, starts_on=first, ends_on=last)
    with call.writing() as db:
        row = add_member(db, name, office, who=who(call), term=term, code=committee, mark=mark, note=note)
    _tell([row])


def edit(
    ctx: typer.Context,
    *,
    name: NameArgument,
    new_name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=_("the right name"))] = None,
    role: RoleOption = None,
    since: FromOption = None,
    until: ToOption = None,
    of: Annotated[
        Role | None,
        typer.Option("--of", metavar="|".join(Role), help=_("which of several roles is meant")),
    ] = None,
    term: TermOption = None,
    note: NoteOption = None,
) -> None:
    """Correct a member."""
    first, last = day(since, "--from"), day(until, "--to")
    call = invocation(ctx)
    from oversight.follow_up.member import Office, edit_member

    office = Office(role=role, starts_on=first, ends_on=last)
    with call.writing() as db:
        row = edit_member(db, name, office, who=who(call), new_name=new_name, of=of, term=term, note=note)
    _tell([row])


def leave(
    ctx: typer.Context,
    *,
    name: NameArgument,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=_("the last day in office"))],
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=_("why"))] = None,
) -> None:
    """Let a member leave."""
    last = day(on, "--on")
    assert last is not None
    call = invocation(ctx)
    from oversight.follow_up.member import leave as leave_office

    with call.writing() as db:
        rows = leave_office(db, name, last, who=who(call), reason=reason)
    _tell(rows)


def confirm(
    ctx: typer.Context,
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help=_("those who came later; without, all"), autocompletion=complete.members),
    ] = None,
    term: TermOption = None,
    committee: CommitteeOption = None,
    note: NoteOption = None,
    yes: YesOption = False,
) -> None:
    """Confirm the roster."""
    call = invocation(ctx)
    from oversight.follow_up.member import confirm as confirm_roster

    def waiting(reader: "Reader") -> int:
        from oversight.views.members import list_members

        return len(names) if names else sum(not member.confirmed for member in list_members(reader))

    ask_first(call, waiting, _("Confirm {count} members?"), yes=yes)
    with call.writing() as db:
        rows = confirm_roster(db, names or (), who=who(call), term=term, code=committee, note=note)
    count = len({row.id for row in rows})
    say(ngettext("{count} member confirmed.", "{count} members confirmed.", count).format(count=count))


def _tell(rows: "Sequence[OnRoster]") -> None:
    for row in rows:
        office = _("{name}: {role} of term {term}").format(name=row.name, role=label(Role, row.role), term=row.term)
        since = "" if row.starts_on is None else _(", from {day}").format(day=row.starts_on)
        until = "" if row.ends_on is None else _(", to {day}").format(day=row.ends_on)
        say(f"{office}{since}{until}")
