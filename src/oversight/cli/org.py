"""``oversight org``: the bodies that have to act, their names, and who took the place of whom."""

from typing import Annotated

import typer

from oversight.cli import complete, rec_columns
from oversight.cli.acting import CommitteeOption, NoteOption, who
from oversight.cli.command import noun, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import FormatOption, OutputOption, YesOption, day
from oversight.cli.sheet import Sheet
from oversight.cli.table import Column
from oversight.cli.terminal import RED, say
from oversight.cli.words import given
from oversight.cli.write_output import Output
from oversight.messages import _, language
from oversight.views.organization_rows import OrganizationRow, OrganizationSheet
from oversight.views.organizations import Name

app = noun()

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help=_("the body, by any of its names"), autocompletion=complete.bodies)
]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help=_("the first day of the name"))]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("the last day of the name"))]
OnOption = Annotated[str, typer.Option("--on", metavar="DATE", help=_("since when it is so"))]


@verb(
    app,
    "list",
    text=_("List the bodies that have to act: those put down with their names, then those that only papers name."),
    examples=("org list", "org list --format csv"),
)
@looks_back
def list_(
    ctx: typer.Context, *, form: FormatOption = Format.TABLE, output: OutputOption = None, yes: YesOption = False
) -> None:
    """List the bodies."""
    from oversight.views.organization_rows import list_organizations

    call = invocation(ctx)
    with call.reading() as reader:
        rows = list_organizations(reader, today=call.today)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(rows, _columns(), empty=_("No body is known."), names=("id", "name"))


def _columns() -> list[Column]:
    return [
        Column(_("body"), lambda row: row.name, fold=True),
        Column(_("put down"), lambda row: _("no") if row.id is None else _("yes")),
        Column(_("other names"), lambda row: "、".join(row.other_names), fold=True, optional=True),
        Column(_("in its place"), _in_its_place, fold=True, optional=True),
        Column(_("to follow"), lambda row: str(row.to_follow), right=True),
        Column(_("outstanding"), lambda row: str(row.outstanding), right=True),
        Column(_("overdue"), lambda row: str(row.overdue), right=True, colour=lambda row: RED if row.overdue else None),
        Column(_("supports"), lambda row: str(row.supporting or ""), right=True, optional=True),
    ]


def _in_its_place(row: OrganizationRow | OrganizationSheet) -> str:
    """Who acts in its place, and since when."""
    return f"{given(row.successor)} {given(row.succeeded_on)}".strip()


@verb(
    app,
    "show",
    text=_("Show a body: its names, whose place it took, and what it has to carry out."),
    examples=("org show 区应急管理局",),
)
@looks_back
def show(
    ctx: typer.Context,
    *,
    name: NameArgument,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Show a body."""
    from oversight.views.organization_rows import show_organization

    call = invocation(ctx)
    with call.reading() as reader:
        row = show_organization(reader, name, language=language(), today=call.today)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    if form in {Format.CSV, Format.TSV, Format.MD}:
        out.rows(row.recommendations, rec_columns.columns(), empty=_("No recommendation fits."), names=("ref", "status"))
        return
    page = Sheet(width=out.width, colour=out.colour)
    page.head(row.name)
    page.fields(
        [
            *((_("took the place of"), f"{one.name} {given(one.on)}".strip()) for one in row.predecessors),
            (_("in its place"), _in_its_place(row)),
        ]
    )
    page.section(_("Names"))
    page.table(_name_columns(), row.names)
    if row.recommendations:
        page.section(_("Recommendations"))
        page.table(rec_columns.columns(), row.recommendations)
    out.one(row, str(page), [])


def _name_columns() -> list[Column]:
    def since(name: Name) -> str:
        return given(name.starts_on)

    return [
        Column(_("name of the body"), lambda name: name.text),
        Column(_("first day"), since, optional=True),
        Column(_("last day"), lambda name: given(name.ends_on), optional=True),
    ]


@verb(
    app,
    "add",
    text=_("Put down a body, so that it is known by all its names."),
    examples=("org add 区应急管理局 --alias 应急局", "org add 区数据局 --from 2024-01-01"),
)
def add(
    ctx: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("its name"))],
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="NAME", help=_("a further name; may be given again"))
    ] = None,
    since: FromOption = None,
    committee: CommitteeOption = None,
    note: NoteOption = None,
) -> None:
    """Put a body down."""
    starts_on = day(since, "--from")
    call = invocation(ctx)
    from oversight.follow_up.organization import add_organization

    with call.writing() as db:
        called = add_organization(db, name, alias or (), who=who(call), starts_on=starts_on, code=committee, note=note)
    say(_("{body}: put down.").format(body=called))


@verb(
    app,
    "alias",
    text=_("Let a body answer to a further name, for good or for a time."),
    examples=("org alias 区应急管理局 应急部门", "org alias 区应急管理局 区应急办 --to 2019-02-28"),
)
def alias(
    ctx: typer.Context,
    *,
    name: NameArgument,
    further: Annotated[str, typer.Argument(metavar="NAME", help=_("the further name"))],
    since: FromOption = None,
    until: ToOption = None,
    committee: CommitteeOption = None,
    note: NoteOption = None,
) -> None:
    """Add a name."""
    starts_on, ends_on = day(since, "--from"), day(until, "--to")
    call = invocation(ctx)
    from oversight.follow_up.organization import Span, add_alias

    span = Span(starts_on=starts_on, ends_on=ends_on)
    with call.writing() as db:
        called = add_alias(db, name, further, span, who=who(call), code=committee, note=note)
    say(_("{body} is also called {name}.").format(body=called, name=further.strip()))


@verb(
    app,
    "rename",
    text=_("Give a body its new name. What was given to it under the old one stays with it, and is found under both."),
    examples=("org rename 区安监局 区应急管理局 --on 2019-03-01",),
)
def rename(
    ctx: typer.Context,
    *,
    name: NameArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", help=_("its new name"))],
    on: OnOption,
    committee: CommitteeOption = None,
    note: NoteOption = None,
) -> None:
    """Rename a body."""
    since = day(on, "--on")
    assert since is not None
    call = invocation(ctx)
    from oversight.follow_up.organization import rename_organization

    with call.writing() as db:
        old = rename_organization(db, name, new, since, who=who(call), code=committee, note=note)
    say(_("{old} is called {new} since {day}.").format(old=old, new=new.strip(), day=since))


@verb(
    app,
    "merge",
    text=_(
        "Say that a body acts in the place of another one. Asking for it finds what was given to that one too; asking for that one"
        " finds its own alone."
    ),
    examples=("org merge 区粮食局 区发展和改革局 --on 2019-03-01",),
)
def merge(
    ctx: typer.Context,
    *,
    name: NameArgument,
    into: Annotated[
        str, typer.Argument(metavar="INTO", help=_("the body that takes its place"), autocompletion=complete.bodies)
    ],
    on: OnOption,
    committee: CommitteeOption = None,
    note: NoteOption = None,
) -> None:
    """Merge a body into another one."""
    since = day(on, "--on")
    assert since is not None
    call = invocation(ctx)
    from oversight.follow_up.organization import merge_organization

    with call.writing() as db:
        gone, taker = merge_organization(db, name, into, since, who=who(call), code=committee, note=note)
    say(_("{taker} acts in the place of {gone} since {day}.").format(taker=taker, gone=gone, day=since))
