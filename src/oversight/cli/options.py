"""Options that several commands share, and words typed by a person turned into values."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from oversight.cli import complete
from oversight.cli.formats import Format
from oversight.errors import WrongUse
from oversight.messages import _
from oversight.rules.read_day import read_day
from oversight.vocabulary import Status

FormatOption = Annotated[
    Format,
    typer.Option("--format", metavar="|".join(Format), help=_("how to print it; table is for people, the others for programs")),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="FILE",
        help=_("write to a file instead, whole or not at all; its ending (.csv .json …) says the format"),
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", help=_("answer every question with yes"))]
RefArgument = Annotated[
    str,
    typer.Argument(metavar="REF", help=_("a ref such as 18-33/5:3.3.1, or a number"), autocompletion=complete.recommendations),
]
RefsArgument = Annotated[
    list[str],
    typer.Argument(metavar="REF", help=_("refs such as 18-33/5:3.3.1, or numbers"), autocompletion=complete.recommendations),
]
SessionArgument = Annotated[
    str, typer.Argument(metavar="SESSION", help=_("a session such as 18-33"), autocompletion=complete.sessions)
]
ReportArgument = Annotated[
    str, typer.Argument(metavar="REF", help=_("a report such as 18-33/5, or a number"), autocompletion=complete.reports)
]
ProblemArgument = Annotated[
    str, typer.Argument(metavar="REF", help=_("a problem such as 18-33/5:p2, or a number"), autocompletion=complete.problems)
]


def day(text: str | None, option: str) -> dt.date | None:
    """The day that ``option`` was given, also as ``today``, ``+2w`` or 今天; None for none. Raises WrongUse for what is no day."""
    if text is None:
        return None
    today = dt.datetime.now(dt.UTC).astimezone().date()
    if (found := read_day(text, today=today)) is not None:
        return found
    raise WrongUse(
        _("{option}: {text} is no date.").format(option=option, text=text),
        hint=_("Write it as year-month-day: 2021-04-16; or as today, tomorrow, +2w, +10d, +1m."),
    )


def status(text: str) -> Status:
    """The status that was typed: with ``-`` or ``_``, in either case, or as its Chinese or English word."""
    if (word := Status.typed(text)) is not None:
        return word
    raise WrongUse(
        _("There is no status {text}.").format(text=text),
        hint=_("It is one of: {words}.").format(words=_(", ").join(f"{word.to_type} ({word.zh})" for word in Status)),
    )
