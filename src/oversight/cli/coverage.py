"""``oversight coverage``: what became of every line of the papers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli import complete
from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import Invocation, invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.table import Column, table
from oversight.cli.terminal import YELLOW, say
from oversight.cli.words import given, label, place
from oversight.cli.write_output import Output
from oversight.errors import NotFound, WrongUse
from oversight.messages import _, ngettext
from oversight.vocabulary import Aside, LineState

if TYPE_CHECKING:
    from oversight.intake.coverage import Coverage

app = lone()

_NAMES = ("session", "file", "line", "paper", "state", "rule", "refs", "reason", "text")


@verb(
    app,
    "coverage",
    text=_(
        "Account for every line of the papers: it is in a row, a named rule or a person set it aside, or it is open.\n"
        "Open passages are listed: what asks for something in a paper of the committee and is in no row."
    ),
    examples=(
        "coverage 18-33",
        "coverage seeds/",
        "coverage 18-33 --format csv --output lines.csv",
        'coverage 18-33 --set-aside packet.txt:137-139 --reason "引用上级文件"',
    ),
)
def coverage(
    ctx: typer.Context,
    *,
    packet: Annotated[
        str,
        typer.Argument(
            metavar="PACKET", help=_("a session such as 18-33, or files that were loaded"), autocompletion=complete.sessions
        ),
    ],
    set_aside: Annotated[
        str | None, typer.Option("--set-aside", metavar="FILE:LINES", help=_("these lines are no row, and a person says so"))
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=_("why they are none"))] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Account for every line."""
    call = invocation(ctx)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    if set_aside is not None:
        _set_aside(call, packet, set_aside, reason)
        return
    if reason is not None:
        raise WrongUse(_("--reason goes with --set-aside."))
    found = _covered(call, packet)
    if form is Format.TABLE:
        out.text("\n".join(_sheet(one, out) for one in found))
    else:
        out.rows([line for one in found for line in one.lines], _line_columns(), empty=_("There are no papers."), names=_NAMES)
    for one in found:
        say(open_passages(one.session, len(one.passages)))


def open_passages(session: str, count: int) -> str:
    """How many passages are open, in a sentence."""
    return ngettext("{session}: {count} passage open.", "{session}: {count} passages open.", count).format(
        session=session, count=count
    )


def _covered(call: Invocation, packet: str) -> "list[Coverage]":
    """The account of the session, or of each session whose papers lie at the path."""
    from oversight.intake.cover import cover_session

    with call.reading() as reader:
        if not Path(packet).exists():
            return [cover_session(reader, packet)]
        from oversight.intake.cover import session_of
        from oversight.records.read_packet import read_packets

        found = []
        for reading in read_packets([Path(packet)]):
            ref = session_of(reader, reading)
            if ref is None:
                raise NotFound(
                    _("These papers are not in the database."),
                    where=packet,
                    hint=_("Load them first: oversight load {path}").format(path=packet),
                )
            found.append(cover_session(reader, ref))
        return found


def _set_aside(call: Invocation, packet: str, lines: str, reason: str | None) -> None:
    from oversight.intake.set_aside import set_aside

    with call.writing() as db:
        done = set_aside(db, packet, lines, reason=reason or "", made_by=call.made_by, command_id=call.command_id, now=call.now)
    say(
        _("{session}: set aside, {place}: {text}").format(
            session=done.session, place=place(done.file, done.lines), text=done.passage
        )
    )


def _sheet(found: "Coverage", out: Output) -> str:
    """The papers in numbers, the rules that set lines aside, and what is open."""
    papers = [
        Column(_("paper"), lambda row: given(row.paper)),
        Column(_("title"), lambda row: row.title, fold=True),
        Column(_("lines"), lambda row: str(row.lines), right=True),
        Column(_("in rows"), lambda row: str(row.in_rows), right=True),
        Column(_("set aside"), lambda row: str(row.set_aside), right=True),
        Column(_("open"), lambda row: str(row.open), right=True, colour=lambda row: YELLOW if row.open else None),
        Column(_("set aside as"), lambda row: _rules(row.rules), fold=True),
    ]
    blocks = [table(papers, found.papers, width=out.width, colour=out.colour)] if found.papers else []
    if found.passages:
        passages = [
            Column(_("where"), lambda row: place(row.file, row.lines)),
            Column(_("why it is open"), _why),
            Column(_("passage"), lambda row: row.text, fold=True),
        ]
        blocks.append(table(passages, found.passages, width=out.width, colour=out.colour))
    return "\n".join(blocks)


def _rules(counts: dict[str, int]) -> str:
    return _(", ").join(f"{label(Aside, rule)} {count}" for rule, count in counts.items())


def _why(row: object) -> str:
    """Why a passage is open, in words."""
    taken_for = getattr(row, "taken_for", None)
    return {
        "missing": _("read as {what}, but no row holds it").format(what=taken_for),
        "phrase": _("asks for something, but is in no row"),
        "unread": _("not read as anything"),
    }[getattr(row, "why", "unread")]


def _line_columns() -> list[Column]:
    return [
        Column(_("file"), lambda row: row.file),
        Column(_("line"), lambda row: str(row.line), right=True),
        Column(_("paper"), lambda row: given(row.paper)),
        Column(_("state"), lambda row: label(LineState, row.state)),
        Column(_("rule"), lambda row: "" if row.rule is None else label(Aside, row.rule)),
        Column(_("rows"), lambda row: _(", ").join(row.refs)),
        Column(_("reason"), lambda row: given(row.reason)),
        Column(_("text"), lambda row: row.text, fold=True),
    ]
