"""``oversight problem edit``, ``add``, ``drop``, ``restore`` and ``link``: problems that the reader got wrong, put right."""

from typing import Annotated

import typer

from oversight.cli import complete
from oversight.cli.acting import (
    AsReadOption,
    ChineseTitleOption,
    EnglishTitleOption,
    HeadingOption,
    LinesOption,
    NoteOption,
    ReasonOption,
    TextOption,
    TitleOption,
    lines,
    titles,
    who,
)
from oversight.cli.command import verb
from oversight.cli.invocation import invocation
from oversight.cli.options import ProblemArgument, RefArgument, ReportArgument
from oversight.cli.terminal import say
from oversight.cli.words import label
from oversight.messages import _
from oversight.vocabulary import LinkKind, ProblemOrigin

OriginOption = Annotated[ProblemOrigin | None, typer.Option("--origin", metavar="|".join(ProblemOrigin), help=_("who says so"))]


def add_to(app: typer.Typer) -> None:
    """Declare the verbs."""
    verb(
        app,
        "edit",
        text=_("Correct the words, the heading, the short titles or the origin of a problem. What the paper says stays."),
        examples=("problem edit 18-33/4:p2 --heading 基层基础薄弱", "problem edit 18-33/4:p2 --as-read"),
    )(edit)
    verb(
        app,
        "add",
        text=_("Put a problem on the list of a report that the reader did not find."),
        examples=("problem add 18-33/4 --lines 1093-1095", "problem add 18-33/4 --text 应急队伍装备老化"),
    )(add)
    verb(
        app,
        "drop",
        text=_("Take a problem off the list, with a reason: it is none. To bring it back: problem restore."),
        examples=("problem drop 18-33/4:p2 --reason 属背景说明",),
    )(drop)
    verb(
        app,
        "restore",
        text=_("Put a problem that was dropped back on the list."),
        examples=("problem restore 18-33/4:p2",),
    )(restore)
    verb(
        app,
        "link",
        text=_("Say that a recommendation addresses a problem, or with --remove that it does not."),
        examples=("problem link 18-33/4:p1 18-33/5:1", "problem link 18-33/4:p1 18-33/5:1 --remove"),
    )(link)


def edit(
    ctx: typer.Context,
    *,
    ref: ProblemArgument,
    text: TextOption = None,
    as_read: AsReadOption = False,
    heading: HeadingOption = None,
    origin: OriginOption = None,
    title: TitleOption = None,
    title_zh: ChineseTitleOption = None,
    title_en: EnglishTitleOption = None,
    note: NoteOption = None,
) -> None:
    """Correct a problem."""
    named = titles(title, title_zh, title_en)
    call = invocation(ctx)
    from oversight.follow_up.edit import Edits, edit_problem

    edits = Edits(text=text, as_read=as_read, heading=heading, titles=named)
    with call.writing() as db:
        found = edit_problem(db, ref, edits, who=who(call), origin=origin, note=note)
    say(_("{ref}: corrected.").format(ref=found.ref))


def add(
    ctx: typer.Context,
    *,
    report: ReportArgument,
    text: TextOption = None,
    line_numbers: LinesOption = None,
    heading: HeadingOption = None,
    origin: OriginOption = None,
    note: NoteOption = None,
) -> None:
    """Add a problem."""
    placed = lines(line_numbers)
    call = invocation(ctx)
    from oversight.follow_up.add import Passage, add_problem

    passage = Passage(text=text, heading=heading, lines=placed)
    with call.writing() as db:
        found = add_problem(db, report, passage, who=who(call), origin=origin, note=note)
    say(_("{ref}: added.").format(ref=found.ref))


def drop(ctx: typer.Context, *, ref: ProblemArgument, reason: ReasonOption) -> None:
    """Drop a problem."""
    call = invocation(ctx)
    from oversight.follow_up.drop import drop_problem

    with call.writing() as db:
        found = drop_problem(db, ref, who=who(call), reason=reason)
    say(_("{ref}: dropped.").format(ref=found.ref))


def restore(ctx: typer.Context, *, ref: ProblemArgument, note: NoteOption = None) -> None:
    """Bring a problem back."""
    call = invocation(ctx)
    from oversight.follow_up.drop import restore_problem

    with call.writing() as db:
        found = restore_problem(db, ref, who=who(call), note=note)
    say(_("{ref}: back on the list.").format(ref=found.ref))


def link(
    ctx: typer.Context,
    *,
    problem: Annotated[
        str,
        typer.Argument(
            metavar="PROBLEM", help=_("a problem such as 18-33/5:p2, or a number"), autocompletion=complete.problems
        ),
    ],
    ref: RefArgument,
    remove: Annotated[bool, typer.Option("--remove", help=_("take the link away"))] = False,
    note: NoteOption = None,
) -> None:
    """Link a recommendation to a problem."""
    call = invocation(ctx)
    from oversight.follow_up.link import link_problem

    with call.writing() as db:
        source, target = link_problem(db, problem, ref, who=who(call), remove=remove, note=note)
    sentence = _("{source} → {target}: {kind}, taken away.") if remove else _("{source} → {target}: {kind}.")
    say(sentence.format(source=source.ref, target=target.ref, kind=label(LinkKind, LinkKind.ADDRESSES.value)))
