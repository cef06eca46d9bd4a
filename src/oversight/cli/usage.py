"""A command line that cannot be parsed, said in our words: the parser itself speaks English only."""

from typer._click import exceptions as parser  # the parser has no public names for its errors; pinned in pyproject.toml

from oversight.cli.placeholder import placeholder
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
            hint = _("Did you mean {words}?").format(words=_(", ").join(sorted(error.possibilities)))
        return WrongUse(_("There is no option {option}.").format(option=error.option_name), where=where, hint=hint)
    return WrongUse(_what(error), where=where, hint=hint)


def _what(error: parser.ClickException) -> str:
    """What is wrong, by the kind of the error."""
    what = error.message
    match error:
        case parser.MissingParameter():
            what = _("{name} is missing.").format(name=_name(error.param))
        case parser.BadParameter():
            what = _bad_value(error)
        case parser.BadOptionUsage() if "does not take a value" in error.message:
            what = _("{name} takes no value.").format(name=error.option_name)
        case parser.BadOptionUsage():
            what = _("{name} takes a value.").format(name=error.option_name)
        case parser.UsageError() if error.message.startswith("Missing command"):
            what = _("A command is missing.")
        case parser.UsageError() if "unexpected extra argument" in error.message:
            what = _("Too many words: {words}.").format(words=error.message.partition("(s) (")[2].removesuffix(")"))
    return what


def _bad_value(error: parser.BadParameter) -> str:
    """What an option or argument would have taken."""
    if error.param is None:
        return _("{name}: {reason}.").format(name=error.param_hint, reason=error.message)
    return _("{name}: {reason}.").format(name=_name(error.param), reason=error.message)


def _name(parameter: object) -> str:
    """An option or an argument as it is typed."""
    if getattr(parameter, "param_type_name", "") == "option":
        return str(max(getattr(parameter, "opts", [""]), key=len))
    return placeholder(str(getattr(parameter, "metavar", None) or getattr(parameter, "name", "")).upper())
