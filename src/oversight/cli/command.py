"""Commands: how they are declared, found and explained.

Help is written here and not by Rich, which costs more time than most commands take. It wraps Chinese by its true width, and
reads the same on a terminal and in a pipe.
"""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Protocol

import typer
import typer.core
from typer.main import get_command

from oversight.cli.placeholder import placeholder
from oversight.cli.terminal import BOLD, coloured, columns_of, folded, padded, wants_colour, width_of
from oversight.cli.value import read_by_us
from oversight.errors import WrongUse
from oversight.messages import _

_WIDTH_IN_A_PIPE = 100


class Parameter(Protocol):
    """What help has to know of an option or an argument."""

    name: str
    opts: list[str]
    nargs: int
    required: bool
    multiple: bool
    param_type_name: str
    metavar: str | None


def noun() -> typer.Typer:
    """A new group of verbs; what it is for stands in the list of commands."""
    group = typer.Typer(
        cls=Noun, add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
    )
    # A group of one verb would otherwise be taken for the verb itself.
    group.callback()(_nothing)
    return group


def lone() -> typer.Typer:
    """A new command that has no verbs of its own."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _nothing() -> None:
    """A group does nothing by itself."""


def verb(group: typer.Typer, name: str, *, text: str, examples: Sequence[str]) -> Callable[[Callable[..., None]], Any]:
    """Declare a verb of ``group``: ``text`` says what it does (its first line stands in lists), ``examples`` are commands."""
    return group.command(name, cls=Verb, help=text, epilog="\n".join(examples))


class Verb(typer.core.TyperCommand):
    """A command that does something."""

    def get_params(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # noqa: ANN401, D102
        return read_by_us(super().get_params(ctx))

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ANN401, D102
        formatter.write(explained(self, ctx))

    def get_usage(self, ctx: typer.Context) -> str:  # type: ignore[override]  # noqa: D102
        return usage(self, ctx)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # noqa: ANN401, D102
        form, file = ctx.params.get("form"), ctx.params.get("output")
        if file is not None and str(file) == "-":
            # As everywhere else, - is standard output.
            file = ctx.params["output"] = None
        if file is not None:
            from oversight.cli.invocation import invocation
            from oversight.cli.write_output import refuse_database
            from oversight.database.address import sqlite_file

            # Before the command does anything, and before it makes a database where there is none yet.
            refuse_database(file, sqlite_file(invocation(ctx).url))
        if form is not None and file is not None:
            from oversight.cli.file_kind import by_ending

            source = ctx.get_parameter_source("form")
            ctx.params["form"] = by_ending(form, file, chosen=source is not None and source.name == "COMMANDLINE")
        return super().invoke(ctx)


class Group(typer.core.TyperGroup):
    """What has commands below it."""

    def get_params(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # noqa: ANN401, D102
        return read_by_us(super().get_params(ctx))

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]  # noqa: ANN401, D102
        name = args[0]
        if name.startswith("-") or ctx.resilient_parsing or self.get_command(ctx, name):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, self.list_commands(ctx))
        raise WrongUse(
            _("There is no command {name}.").format(name=f"{ctx.command_path} {name}"),
            hint=_("Did you mean {words}?").format(words=_(", ").join(near))
            if near
            else _("See: {command} --help").format(command=ctx.command_path),
        )

    def get_usage(self, ctx: typer.Context) -> str:  # type: ignore[override]  # noqa: D102
        return usage(self, ctx)


class Noun(Group):
    """A group of verbs about one thing."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ANN401, D102
        verbs = [(name, (self.commands[name].help or "").split("\n")[0]) for name in self.commands]
        formatter.write(explained(self, ctx, verbs))


class Program(Group):
    """All nouns. The module of a noun is imported when it is asked for; its place and its help are known before."""

    places: dict[str, tuple[str, str]]

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002, D102
        return list(self.places)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ANN401, ARG002, D102
        if cmd_name not in self.places:
            return None
        if cmd_name not in self.commands:
            module, text = self.places[cmd_name]
            command = get_command(import_module(f"oversight.cli.{module}").app)
            command.name = cmd_name
            # The text of a lone command stands with it; a group has the list's.
            if isinstance(command, Noun):
                command.help = text
            self.commands[cmd_name] = command
        return self.commands[cmd_name]

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ANN401, D102
        formatter.write(explained(self, ctx, [(name, text) for name, (_module, text) in self.places.items()]))


def usage(command: Any, ctx: typer.Context) -> str:  # noqa: ANN401 -- any command of Typer's
    """The usage line: ``Usage: oversight rec show [OPTIONS] REF``."""
    pieces = [ctx.command_path]
    parameters: list[Parameter] = command.get_params(ctx)
    if any(parameter.param_type_name == "option" for parameter in parameters):
        pieces.append(_("[OPTIONS]"))
    pieces += [_argument(parameter) for parameter in parameters if parameter.param_type_name == "argument"]
    if isinstance(command, typer.core.TyperGroup):
        pieces.append(_("COMMAND …"))
    return _("Usage: {usage}").format(usage=" ".join(pieces))


def _argument(parameter: Parameter) -> str:
    name = placeholder(parameter.metavar or parameter.name.upper())
    shown = name if parameter.required else f"[{name}]"
    return shown if parameter.nargs == 1 else f"{shown}..."


def explained(command: Any, ctx: typer.Context, verbs: Sequence[tuple[str, str]] = ()) -> str:  # noqa: ANN401 -- any command
    """The help of ``command``: usage, what it does, verbs, arguments, options, examples."""
    width = min(width_of(sys.stdout) or _WIDTH_IN_A_PIPE, 120)
    colour = wants_colour(sys.stdout, forbidden="--no-color" in sys.argv)
    parameters = [parameter for parameter in command.get_params(ctx) if not parameter.hidden]
    arguments = [(_argument(p), p.help or "") for p in parameters if p.param_type_name == "argument"]
    options = [_option(p) for p in parameters if p.param_type_name == "option"]
    blocks = [usage(command, ctx) + "\n"]
    if command.help:
        blocks.append("".join(f"{line}\n" for part in command.help.split("\n") for line in folded(part, width)))
    for heading, rows in (
        (_("Commands"), verbs),
        (_("Arguments"), arguments),
        (_("Options"), options),
    ):
        if rows:
            blocks.append(coloured(heading, BOLD if colour else None) + "\n" + _described(rows, width))
    if command.epilog:
        examples = command.epilog.split("\n")
        blocks.append(
            coloured(_("Examples"), BOLD if colour else None) + "\n" + "".join(f"  oversight {line}\n" for line in examples)
        )
    return "\n".join(blocks)


def _option(parameter: Any) -> tuple[str, str]:  # noqa: ANN401 -- any option of Typer's
    names = ", ".join(sorted(parameter.opts, key=len, reverse=True))
    if parameter.name == "help":
        return names, _("show this help")
    metavar = "" if parameter.is_flag else f" {placeholder(parameter.metavar or parameter.name.upper())}"
    return f"{names}{metavar}", parameter.help or ""


def _described(rows: Sequence[tuple[str, str]], width: int) -> str:
    """Names on the left, what they mean on the right."""
    left = min(max(columns_of(name) for name, _text in rows), 34)
    lines = []
    for name, text in rows:
        parts = folded(text, max(width - left - 4, 20))
        if columns_of(name) > left:
            lines.append(f"  {name}")
        else:
            lines.append(f"  {padded(name, left)}  {parts.pop(0)}".rstrip())
        lines += [f"  {' ' * left}  {part}" for part in parts]
    return "".join(f"{line}\n" for line in lines)
