"""The program as a whole: its options, its nouns, and where each of them stands."""

from typing import Annotated, Any

import typer
from typer.main import get_command

from oversight.cli.command import Program
from oversight.cli.invocation import Invocation
from oversight.messages import _


def places() -> dict[str, tuple[str, str]]:
    """Every noun with its module and what it is for, in the order that help shows them."""
    return {
        "quickstart": ("quickstart", _("the whole job on the bundled sample papers")),
        "load": ("load", _("read the papers of sessions into the database")),
        "explain": ("explain", _("show what each line of a file was taken for")),
        "coverage": ("coverage", _("account for every line of the papers")),
        "verify": ("verify", _("prove that every stored text still stands in its paper")),
        "review": ("review", _("settle what the reader could not")),
        "status": ("status", _("one screen: what is open, in progress, done and overdue")),
        "rec": ("rec", _("recommendations: list, show, mark, note, history")),
        "inbox": ("inbox", _("answers that nobody has judged yet")),
        "due": ("due", _("what is near, what is past, and what has no date")),
        "rule": ("rule", _("house rules: how much time the committee gives")),
        "calendar": ("calendar", _("working days: the holiday plan of each year")),
        "session": ("session", _("sessions of the committee")),
        "attendance": ("attendance", _("who was present, on leave or absent")),
        "member": ("member", _("members of the committee")),
        "org": ("org", _("the bodies that have to act, and their names")),
        "report": ("report", _("the papers of the sessions")),
        "problem": ("problem", _("problems that the papers raise or admit")),
        "export": ("export", _("checklists for Excel, WPS and Word")),
        "log": ("log", _("what was changed, by whom and when")),
        "undo": ("undo", _("take back what was changed")),
        "db": ("db", _("the database: where it is, check, upgrade, back up")),
        "doctor": ("doctor", _("look over the installation and the database")),
    }


def program() -> Any:  # noqa: ANN401 -- the command as Typer makes it
    """The command line, ready to run; nouns are imported when they are asked for."""
    app = typer.Typer(
        cls=Program,
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=_("Tracks what a standing committee asked for, session by session, until it is done."),
        epilog="quickstart\nload seeds/\nrec list --open\n--lang zh attendance show 18-33",
    )
    app.callback()(_options())
    command = get_command(app)
    assert isinstance(command, Program)
    command.places = places()
    _complete_if_asked()
    return command


def _options() -> Any:  # noqa: ANN401 -- a function whose signature Typer reads
    """The options of the program; made when the language is known."""

    def options(
        ctx: typer.Context,
        *,
        db: Annotated[
            str | None,
            typer.Option(
                "--db", metavar="FILE|URL", help=_("the database; else OVERSIGHT_DB, else a file in your data folder")
            ),
        ] = None,
        lang: Annotated[
            str | None, typer.Option("--lang", metavar="zh|en", help=_("the language; else OVERSIGHT_LANG, else the system's"))
        ] = None,
        by: Annotated[
            str | None, typer.Option("--by", metavar="NAME", help=_("who does this; else OVERSIGHT_BY, else the login name"))
        ] = None,
        no_color: Annotated[bool, typer.Option("--no-color", help=_("no colour"))] = False,
        debug: Annotated[bool, typer.Option("--debug", help=_("show where in the program an error arose"))] = False,
        version: Annotated[
            bool, typer.Option("--version", is_eager=True, callback=_version, help=_("show the version"))
        ] = False,
        install_completion: Annotated[
            bool,
            typer.Option("--install-completion", is_eager=True, callback=_install, help=_("let your shell complete commands")),
        ] = False,
        show_completion: Annotated[
            str | None,
            typer.Option(
                "--show-completion", is_eager=True, metavar="SHELL", callback=_show, help=_("print the script for a shell")
            ),
        ] = None,
    ) -> None:
        del version, install_completion, show_completion
        if lang not in (None, "zh", "en"):
            raise typer.BadParameter(_("it is zh or en"), param_hint="--lang")
        if db is not None and not db.strip():
            # An unset variable in a script: --db "$FILE". The default database would be written to instead.
            raise typer.BadParameter(_("it names no database"), param_hint="--db")
        ctx.obj = Invocation(db=db, by=by, no_colour=no_color, debug=debug)
        ctx.call_on_close(ctx.obj.close)

    return options


def _version(wanted: bool) -> None:
    if wanted:
        from oversight import __version__

        print(f"oversight {__version__}")  # noqa: T201 -- the version is data and goes to standard output
        raise typer.Exit


def _install(wanted: bool) -> None:
    """Write the completion script where the shell of this terminal looks for it."""
    if not wanted:
        return
    from oversight.cli.install_completion import install
    from oversight.cli.terminal import say

    shell, path = install()
    say(_("Completion for {shell} stands in {path}. It works in the next terminal you open.").format(shell=shell, path=path))
    raise typer.Exit


def _show(shell: str | None) -> None:
    if not shell:
        return
    from oversight.cli.install_completion import script, shells

    if shell not in shells():
        raise typer.BadParameter(
            _("it is one of: {words}").format(words=_(", ").join(shells())),
            param_hint="--show-completion",
        )
    print(script(shell))  # noqa: T201 -- data
    raise typer.Exit


def _complete_if_asked() -> None:
    """Make the shells known to the parser when one of them asks for completions."""
    import os

    if "_OVERSIGHT_COMPLETE" in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
