"""``oversight db``: the database itself."""

from pathlib import Path
from typing import Annotated

import typer

from oversight.cli.command import noun, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.table import Column
from oversight.cli.terminal import ask, can_ask, say
from oversight.cli.write_output import Output
from oversight.errors import Refused
from oversight.messages import _, ngettext

app = noun()


@verb(app, "path", text=_("Print where the database is."), examples=("db path", "--db office.db db path"))
def path(ctx: typer.Context) -> None:
    """Print where the database is."""
    from oversight.database.address import shown

    Output().text(shown(invocation(ctx).url) + "\n")


@verb(
    app,
    "info",
    text=_("Show what the database is and how much is in it."),
    examples=("db info", "db info --format json"),
)
def info(ctx: typer.Context, *, form: FormatOption = Format.TABLE, output: OutputOption = None, yes: YesOption = False) -> None:
    """Show what the database is."""
    from oversight.cli.database_sheet import columns, information, sheet

    call = invocation(ctx)
    row = information(call)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.one(row, sheet(row, width=out.width, colour=out.colour), columns())


@verb(
    app,
    "upgrade",
    text=_("Make the database, or bring it up to this version of the program."),
    examples=("db backup before.db", "db upgrade"),
)
def upgrade(ctx: typer.Context) -> None:
    """Bring the database up to this version."""
    from oversight.database.address import shown
    from oversight.database.state import HEAD, Standing
    from oversight.database.upgrade import upgrade as bring_up

    call = invocation(ctx)
    call.require_folder()
    before = bring_up(call.url)
    where = shown(call.url)
    if before.standing is Standing.CURRENT:
        say(_("{place}: already at version {version}.").format(place=where, version=HEAD))
    elif before.may_be_made:
        say(_("Made the database {place}.").format(place=where))
    else:
        say(_("{place}: from version {before} to {after}.").format(place=where, before=before.revision, after=HEAD))


@verb(
    app,
    "check",
    text=_(
        "Prove that the database is sound: references, committees, texts, the chain of the history, and that each row says what"
        " its history says.\n"
        "With --seal, also that nothing before that seal was altered. Exits with 1 if not."
    ),
    examples=("db check", "db check --format json", "db check --seal lvyuan-000359-7F3A-9C21-04BE-55D1-A0E2-C3F8"),
)
def check(
    ctx: typer.Context,
    *,
    seal_text: Annotated[
        str | None, typer.Option("--seal", metavar="SEAL", help=_("a seal as it stands in the minutes"))
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Prove that the database is sound."""
    from oversight.history.check_database import check_database
    from oversight.history.seal import altered_before, read_seal

    call = invocation(ctx)
    given = None if seal_text is None else read_seal(seal_text)
    with call.studying() as db:
        findings = check_database(db)
        broken = None if given is None else altered_before(db, given)
    if broken is not None:
        findings.append(broken)
    columns = [
        Column(_("what"), lambda row: row.what, fold=True),
        Column(_("table"), lambda row: row.table),
        Column(_("row"), lambda row: "" if row.row_id is None else str(row.row_id), right=True),
    ]
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(findings, columns, empty=_("The database is sound."), names=("code", "table", "row_id", "what"))
    if findings:
        say(ngettext("{count} thing is wrong.", "{count} things are wrong.", len(findings)).format(count=len(findings)))
        raise typer.Exit(1)
    if given is not None:
        say(_("{seal}: nothing before it was altered.").format(seal=given))


@verb(
    app,
    "seal",
    text=_(
        "Print a short fingerprint of the history of each committee, to be put into the minutes.\n"
        "With it, db check --seal proves later that nothing before it was altered."
    ),
    examples=("db seal", "db seal --format json"),
)
def seal(ctx: typer.Context, *, form: FormatOption = Format.TABLE, output: OutputOption = None, yes: YesOption = False) -> None:
    """Print the seals."""
    from oversight.history.seal import make_seals

    call = invocation(ctx)
    with call.studying() as db:
        rows = make_seals(db)
    columns = [
        Column(_("seal"), lambda row: row.seal),
        Column(_("committee"), lambda row: row.name, fold=True),
        Column(_("up to"), lambda row: row.recorded_at.astimezone().strftime("%Y-%m-%d %H:%M")),
        Column(_("facts"), lambda row: str(row.sequence), right=True),
    ]
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.rows(rows, columns, empty=_("Nothing has been changed yet."), names=("seal", "body", "sequence"))


@verb(app, "backup", text=_("Copy the database into a file, whole or not at all."), examples=("db backup 2021-04-16.db",))
def backup(
    ctx: typer.Context,
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("the file to make"))],
    yes: YesOption = False,
) -> None:
    """Copy the database into a file."""
    from oversight.cli.write_output import allow_overwriting
    from oversight.database.backup import backup as copy

    call = invocation(ctx)
    allow_overwriting(file, yes=yes)
    copy(call.url, file)
    say(_("{file}: written").format(file=file))


@verb(
    app,
    "restore",
    text=_("Put a backup in the place of the database. What is in the database now is lost."),
    examples=("db restore 2021-04-16.db --yes",),
)
def restore(
    ctx: typer.Context,
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("the backup"))],
    yes: YesOption = False,
) -> None:
    """Put a backup in the place of the database."""
    from oversight.database.address import shown, sqlite_file
    from oversight.database.backup import check_backup
    from oversight.database.backup import restore as put_back

    call = invocation(ctx)
    call.require_folder()
    # Nobody is asked about a file that cannot be restored.
    check_backup(call.url, file)
    held = sqlite_file(call.url)
    if held is not None and held.is_file() and held.stat().st_size and not yes:
        _allow_replacing(held, file)
    put_back(call.url, file)
    say(_("{place}: restored from {file}").format(place=shown(call.url), file=file))


def _allow_replacing(held: Path, file: Path) -> None:
    """Pass where the person says yes on the terminal. Raises Refused otherwise."""
    if not can_ask():
        raise Refused(
            _("What is in the database now would be lost. It was left as it is."),
            where=str(held),
            hint=_("Say --yes to put {file} in its place.").format(file=file),
        )
    if not ask(_("Put {file} in the place of {place}? What is in it now is lost.").format(file=file, place=held)):
        raise Refused(_("You said no. Nothing was changed."))
