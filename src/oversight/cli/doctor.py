"""``oversight doctor``: a look over the installation and the database."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import typer

from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import Invocation, invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.placeholder import in_language
from oversight.cli.table import Column
from oversight.cli.terminal import GREEN, RED, YELLOW
from oversight.cli.write_output import Output
from oversight.errors import OversightError
from oversight.messages import _, language

app = lone()

_COLOURS = {"ok": GREEN, "hint": YELLOW, "wrong": RED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One thing looked at. ``state`` is ok, hint (works, but could be better) or wrong."""

    what: str
    state: str
    found: str
    advice: str | None = None


@verb(
    app,
    "doctor",
    text=_(
        "Look over the installation and the database, and say what to do about what is found.\nExits with 1 if something is wrong."
    ),
    examples=("doctor", "doctor --format json"),
)
def doctor(
    ctx: typer.Context, *, form: FormatOption = Format.TABLE, output: OutputOption = None, yes: YesOption = False
) -> None:
    """Look over the installation and the database."""
    call = invocation(ctx)
    rows = [*_program(), *_terminal(), *_database(call)]
    words = {"ok": _("ok"), "hint": _("hint"), "wrong": _("wrong")}
    columns = [
        Column(_("what"), lambda row: row.what),
        Column(_("state"), lambda row: words[row.state], colour=lambda row: _COLOURS[row.state]),
        Column(_("found"), lambda row: row.found, fold=True),
        Column(_("advice"), lambda row: in_language(row.advice or ""), fold=True, optional=True),
    ]
    Output(form, file=output, yes=yes, no_colour=call.no_colour).rows(rows, columns, empty="")
    if any(row.state == "wrong" for row in rows):
        raise typer.Exit(1)


def _program() -> Iterator[Checked]:
    """The program and what it stands on."""
    import sqlite3
    from importlib.util import find_spec

    from oversight import __version__

    yield Checked(what=_("program"), state="ok", found=__version__)
    yield Checked(what="Python", state="ok", found=f"{sys.version.split()[0]} {sys.executable}")
    yield Checked(what="SQLite", state="ok", found=sqlite3.sqlite_version)
    if find_spec("psycopg"):
        yield Checked(what="PostgreSQL", state="ok", found=_("the driver is installed"))
    else:
        yield Checked(
            what="PostgreSQL",
            state="hint",
            found=_("the driver is not installed"),
            advice=_("Only for a database on a server: pip install 'oversight[pg]'"),
        )


def _terminal() -> Iterator[Checked]:
    """How this terminal shows Chinese and the marks of a status."""
    yield Checked(what=_("language"), state="ok", found=language())
    encoding = sys.stdout.encoding or "?"
    try:
        "未办○◎●".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        yield Checked(
            what=_("encoding"),
            state="wrong",
            found=_("{encoding} cannot show Chinese").format(encoding=encoding),
            advice=_("Set PYTHONUTF8=1, or a locale such as C.UTF-8 or zh_CN.UTF-8."),
        )
    else:
        yield Checked(what=_("encoding"), state="ok", found=encoding)


def _database(call: Invocation) -> Iterator[Checked]:
    """The database in force, who writes to it, and whether it can be written to."""
    from oversight.database.address import shown, sqlite_file
    from oversight.database.state import Standing, state_of

    try:
        yield Checked(what=_("who acts"), state="ok", found=call.made_by)
        state = state_of(call.url)
    except OversightError as error:
        yield Checked(what=_("database"), state="wrong", found=error.what, advice=error.hint)
        return
    refusal = state.refusal
    if state.standing in {Standing.MISSING, Standing.EMPTY}:
        yield Checked(what=_("database"), state="hint", found=shown(call.url), advice=refusal.hint if refusal else None)
    elif refusal:
        yield Checked(what=_("database"), state="wrong", found=refusal.what, advice=refusal.hint)
    else:
        yield Checked(what=_("database"), state="ok", found=shown(call.url))
    file = sqlite_file(call.url)
    if file is not None and file.exists():
        yield _writable(str(file))


def _writable(file: str) -> Checked:
    """Whether the database may be written to: its file, and its folder, where SQLite keeps a journal meanwhile."""
    import os

    if os.access(file, os.W_OK) and os.access(os.path.dirname(file), os.W_OK):  # noqa: PTH120 -- the text is at hand
        return Checked(what=_("writing"), state="ok", found=_("the file and its folder may be written to"))
    return Checked(
        what=_("writing"),
        state="hint",
        found=_("the file or its folder may only be read"),
        advice=_("Reading works. To write, ask for the right to write both."),
    )
