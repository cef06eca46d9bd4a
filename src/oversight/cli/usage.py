"""A command line that cannot be parsed, said in our words: the parser itself speaks English only."""

from typer._click import exceptions as parser  # the parser has no public names for its errors; pinned in pyproject.toml

from oversight.errors import WrongUse
from oversight.messages import _

OPTIONS_OF_THE_PROGRAM = ("--db", "--lang", "--by", "--no-color", "--debug")


def help_instead(error: Exception) -> str | None:
    """The help that stands for an answer where a command was called without a word; None for any other error."""
    return error.message if isinstance(error, parser.NoArgsIsHelpError) else None


def as_wrong_use(error: Exception) -> WrongUse | None:
    """The parser's ``error`` in the language in force; None for any other error."""
    if not isinstance(error, parser.ClickException):
        return None
    context = getattr(error, "ctx", None)
    where = context.get_usage() if context else None
    hint = _("See: {command} --help").format(command=context.command_path) if context else None
    if isinstance(error, parser.NoSuchOption):
        if error.option_name in OPTIONS_OF_THE_PROGRAM:
            hint = _("It stands before the command: oversight {option} …").format(option=error.option_name)
        elif error.possibilities:
            hint = _("Did you mean {words}?").format(words=", ".join(sorted(error.possibilities)))
        return WrongUse(_("There is no option {option}.").format(option=error.option_name), where=where, hint=hint)
    return WrongUse(_what(error), where=where, hint=hint)


def _what(error: parser.ClickException) -> str:
    """What is wrong, by the kind of the error."""
    parameter = getattr(error, "param", None)
    name = _name(parameter) if parameter is not None else ""
    if isinstance(error, parser.MissingParameter):
        return _("{name} is missing.").format(name=name)
    if isinstance(error, parser.BadParameter):
        described = parameter.type_descriptor if parameter is not None else None
        if described is not None and described.is_choice:
            return _("{name} is one of: {words}.").format(name=name, words=", ".join(map(str, described.choices or ())))
        if described is not None and described.annotation in (int, float):
            return _("{name} takes a whole number.").format(name=name)
        return _("{name}: {reason}").format(name=name or error.param_hint, reason=error.message)
    if isinstance(error, parser.BadOptionUsage):
        return _("{name} takes a value.").format(name=error.option_name)
    if isinstance(error, parser.UsageError) and error.message.startswith("Missing command"):
        return _("A command is missing.")
    if isinstance(error, parser.UsageError) and "unexpected extra argument" in error.message:
        return _("Too many words: {words}.").format(words=error.message.partition("(")[2].rstrip(")"))
    return error.message


def _name(parameter: object) -> str:
    """An option or an argument as it is typed."""
    if getattr(parameter, "param_type_name", "") == "option":
        return str(max(getattr(parameter, "opts", [""]), key=len))
    return str(getattr(parameter, "metavar", None) or getattr(parameter, "name", "")).upper()
