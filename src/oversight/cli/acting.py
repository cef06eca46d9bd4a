"""Options that the commands share by which staff correct and decide."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli import complete
from oversight.cli.invocation import Invocation
from oversight.cli.terminal import say
from oversight.errors import WrongUse
from oversight.messages import _, language
from oversight.vocabulary import DeadlineBasis

if TYPE_CHECKING:
    from oversight.follow_up.deed import Who
    from oversight.follow_up.evidence import Evidence

NoteOption = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=_("a note for the history"))]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("why"))]
DecidedOption = Annotated[
    str | None,
    typer.Option("--session", metavar="REF", help=_("the session where it was decided"), autocompletion=complete.sessions),
]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help=_("since when it is so; else the session's day, else today"))
]
CommitteeOption = Annotated[
    str | None, typer.Option("--committee", metavar="CODE", help=_("the committee, where there are several"))
]
TextOption = Annotated[str | None, typer.Option("--text", metavar="TEXT", help=_("the words"))]
HeadingOption = Annotated[str | None, typer.Option("--heading", metavar="TEXT", help=_("the heading; empty: none"))]
TitleOption = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help=_("the short title in the language in force; empty: none"))
]
ChineseTitleOption = Annotated[str | None, typer.Option("--title-zh", metavar="TEXT", help=_("the short Chinese title"))]
EnglishTitleOption = Annotated[str | None, typer.Option("--title-en", metavar="TEXT", help=_("the short English title"))]
AsReadOption = Annotated[bool, typer.Option("--as-read", help=_("take your own words back: it reads as in the paper again"))]
LinesOption = Annotated[
    str | None,
    typer.Option("--lines", metavar="A-B", help=_("the lines of the paper where it stands; without it, it is only typed")),
]

# 1296-1298   1296
_LINES = re.compile(r"\s*(\d{1,7})\s*(?:[-–~至]\s*(\d{1,7})\s*)?")


def who(call: Invocation) -> "Who":
    """Who acts in this call."""
    from oversight.follow_up.deed import Who

    return Who(made_by=call.made_by, command_id=call.command_id, now=call.now)


def say_file(evidence: "Evidence | None") -> None:
    """Say which file was taken as evidence, so that nobody mistakes its name for words; words need no telling."""
    if evidence is not None and evidence.sha256 is not None:
        say(_("Evidence: the file {file}, SHA-256 {sum}…").format(file=evidence.file, sum=evidence.sha256[:12]))


def lines(text: str | None) -> tuple[int, int] | None:
    """First and last line as typed in ``--lines``. Raises WrongUse for what is no lines."""
    if text is None:
        return None
    found = _LINES.fullmatch(text)
    if found is None:
        raise WrongUse(
            _("{option}: {text} is no lines.").format(option="--lines", text=text),
            hint=_("Write the first and the last line: 1296-1298."),
        )
    first = int(found[1])
    return first, int(found[2] or first)


def names(text: str | None) -> list[str]:
    """The names in a list as people write it: 甲局、乙局 or A, B."""
    return [name.strip() for name in re.split(r"[、,，;；]", text or "") if name.strip()]


def titles(in_force: str | None, zh: str | None, en: str | None) -> dict[str, str]:
    """Short titles by language. Raises WrongUse where one language is given twice."""
    given = {name: title for name, title in (("zh", zh), ("en", en)) if title is not None}
    if in_force is not None:
        if language() in given:
            raise WrongUse(_("The title is given twice."), hint=_("Leave one of them out."))
        given[language()] = in_force
    return given


def basis(text: str) -> DeadlineBasis:
    """What a due date rests on, typed with ``-`` or ``_``."""
    if (found := DeadlineBasis.typed(text)) is not None:
        return found
    raise WrongUse(
        _("{option}: {text} is no basis.").format(option="--basis", text=text),
        hint=_("It is one of: {words}.").format(words=_(", ").join(f"{word.to_type} ({word.zh})" for word in DeadlineBasis)),
    )
