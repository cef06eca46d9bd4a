"""``oversight rec edit``, ``rec add``, ``rec split`` and ``rec merge``: what the reader got wrong, put right."""

from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli import complete
from oversight.cli.acting import (
    AsReadOption,
    ChineseTitleOption,
    DecidedOption,
    EnglishTitleOption,
    HeadingOption,
    LinesOption,
    NoteOption,
    TextOption,
    TitleOption,
    lines,
    names,
    say_file,
    titles,
    who,
)
from oversight.cli.ask_first import ask_first
from oversight.cli.command import verb
from oversight.cli.formats import Format
from oversight.cli.invocation import Invocation, invocation
from oversight.cli.options import FormatOption, OutputOption, RefArgument, RefsArgument, YesOption, day, status
from oversight.cli.table import Column
from oversight.cli.terminal import ask, can_ask, say
from oversight.cli.words import state, state_colour
from oversight.cli.write_output import Output
from oversight.errors import Refused
from oversight.messages import _, ngettext
from oversight.vocabulary import Level, Origin

if TYPE_CHECKING:
    from oversight.follow_up.merge import Gone


def add_to(app: typer.Typer) -> None:
    """Declare the verbs."""
    verb(
        app,
        "edit",
        text=_(
            "Correct the words, the heading, the level or the short titles of a recommendation.\n"
            "What the paper says stays beside it, and no later load undoes it."
        ),
        examples=(
            "rec edit 18-33/5:3.3.2 --text 年内完成区级应急物资储备库建设",
            'rec edit 18-33/5:3.3.2 --title-en "Finish the depot" --note 与区应急管理局核对',
            "rec edit 18-33/5:3.3.2 --as-read",
        ),
    )(edit)
    verb(
        app,
        "add",
        text=_(
            "Put a recommendation on the list that the reader did not find: under a report, an item or a measure.\n"
            "With --lines it stands on lines of the paper, whose words it takes; else it is only typed."
        ),
        examples=(
            "rec add 18-33/5:3 --text 每半年开展一次应急演练 --bodies 区应急管理局、区财政局",
            "rec add 18-33/5 --lines 1296-1298",
        ),
    )(add)
    verb(
        app,
        "split",
        text=_(
            "Part one recommendation into the several that it is, where clauses begin.\n"
            "An item or a measure keeps its ref, and has the parts below it. An action becomes actions side by side: the first"
            " keeps the ref. Each part takes over status, bodies and due date."
        ),
        examples=("rec split 18-33/5:2.1.1 --at 完善",),
    )(split)
    verb(
        app,
        "merge",
        text=_(
            "Make one of recommendations that ask for the same. The first stays; the others are linked to it and counted no more.\n"
            "Their due date goes with it, and its history says what came in. Where the texts are not alike, it is asked first."
        ),
        examples=(
            "rec merge 18-33/5:1.1.1 18-33/5:1.1.2 --note 同一事项",
            "rec merge 18-33/5:1.1.1 18-33/5:1.1.2 --status in-progress",
        ),
    )(merge)


def edit(
    ctx: typer.Context,
    *,
    ref: RefArgument,
    text: TextOption = None,
    as_read: AsReadOption = False,
    heading: HeadingOption = None,
    level: Annotated[Level | None, typer.Option("--level", metavar="|".join(Level), help=_("the level that it is of"))] = None,
    title: TitleOption = None,
    title_zh: ChineseTitleOption = None,
    title_en: EnglishTitleOption = None,
    note: NoteOption = None,
) -> None:
    """Correct a recommendation."""
    named = titles(title, title_zh, title_en)
    call = invocation(ctx)
    from oversight.follow_up.edit import Edits, edit_recommendation

    edits = Edits(text=text, as_read=as_read, heading=heading, titles=named)
    with call.writing() as db:
        found = edit_recommendation(db, ref, edits, who=who(call), level=level, note=note)
    say(_("{ref}: corrected.").format(ref=found.ref))


def add(
    ctx: typer.Context,
    *,
    under: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help=_("where it belongs: a report such as 18-33/5, an item or a measure"),
            autocompletion=complete.recommendations,
        ),
    ],
    text: TextOption = None,
    line_numbers: LinesOption = None,
    heading: HeadingOption = None,
    level: Annotated[
        Level | None,
        typer.Option("--level", metavar="|".join(Level), help=_("the level; else an item, or an action below another one")),
    ] = None,
    origin: Annotated[
        Origin | None, typer.Option("--origin", metavar="|".join(Origin), help=_("the origin; else that of its paper"))
    ] = None,
    bodies: Annotated[
        str | None,
        typer.Option(
            "--bodies",
            metavar="NAME",
            help=_("the responsible bodies as a list, the lead first"),
            autocompletion=complete.bodies,
        ),
    ] = None,
    note: NoteOption = None,
) -> None:
    """Add a recommendation."""
    placed = lines(line_numbers)
    call = invocation(ctx)
    from oversight.follow_up.add import Passage, add_recommendation

    passage = Passage(text=text, heading=heading, lines=placed)
    with call.writing() as db:
        found = add_recommendation(
            db, under, passage, who=who(call), origin=origin, level=level, bodies=names(bodies), note=note
        )
    say(_("{ref}: added, open.").format(ref=found.ref))


def split(
    ctx: typer.Context,
    *,
    ref: RefArgument,
    at: Annotated[
        list[str],
        typer.Option("--at", metavar="TEXT", help=_("the first words of a further part; may be given again")),
    ],
    note: NoteOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Split a recommendation."""
    call = invocation(ctx)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.settle()
    from oversight.follow_up.split import split as split_leaf

    with call.writing() as db:
        parts = split_leaf(db, ref, at, who=who(call), note=note)
    columns = [
        Column(_("ref"), lambda row: row.ref),
        Column(_("status"), lambda row: state(row.status), colour=lambda row: state_colour(row.status)),
        Column(_("text"), lambda row: row.text, fold=True),
    ]
    out.rows(parts, columns, empty="", names=("ref", "status", "text"))
    say(_("Split into {count}.").format(count=len(parts)))


def merge(
    ctx: typer.Context,
    *,
    refs: RefsArgument,
    to: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help=_("how it stands with the one that stays, where they differ"),
            autocompletion=lambda: ["open", "in-progress", "done"],
        ),
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help=_("which of their due dates holds, where they differ"))
    ] = None,
    session: DecidedOption = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT|FILE", help=_("what it rests on, in words or a file"))
    ] = None,
    note: NoteOption = None,
    yes: YesOption = False,
) -> None:
    """Merge recommendations."""
    word = None if to is None else status(to)
    holds = None if due is None else day(due, "--due")
    call = invocation(ctx)
    from oversight.follow_up.merge import merge as merge_leaves

    asked = not yes and can_ask() and _ask_unless_alike(call, refs)
    ask_first(call, lambda _reader: len(set(refs)), _("Make one of {count} recommendations?"), yes=yes or asked)
    with call.writing() as db:
        merged = merge_leaves(
            db, refs, who=who(call), status=word, due=holds, session_ref=session, evidence=evidence, note=note
        )
    say_file(merged.evidence)
    say(
        ngettext(
            "{refs} was merged into {first}, which is {status}.",
            "{refs} were merged into {first}, which is {status}.",
            len(merged.merged),
        ).format(refs=_(", ").join(merged.merged), first=merged.ref, status=state(merged.status))
    )
    for one in merged.gone:
        say("  " + _("{ref} is listed no more: {text}").format(ref=one.ref, text=one.text))
        if not one.alike:
            say("  " + _unlike(one))
    if merged.dated_by is not None:
        say("  " + _("{first} is now due when {ref} was.").format(first=merged.ref, ref=merged.dated_by))
    if not all(one.alike for one in merged.gone):
        say("  " + _("If that was not meant: {command}").format(command="oversight undo"))


def _ask_unless_alike(call: Invocation, refs: list[str]) -> bool:
    """Show what would be listed no more though it says something else, and ask; whether there was any."""
    from oversight.follow_up.merge import what_goes

    with call.studying() as db:
        gone = [one for one in what_goes(db, refs, who=who(call)) if not one.alike]
    for one in gone:
        say(_("{ref} {text}").format(ref=one.ref, text=one.text))
        say("  " + _unlike(one))
    if gone and not ask(_("Merge them all the same?")):
        raise Refused(_("You said no. Nothing was changed."))
    return bool(gone)


def _unlike(one: "Gone") -> str:
    return _("It says something else than the one that stays ({percent} % alike).").format(percent=round(one.likeness * 100))
