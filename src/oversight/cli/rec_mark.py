"""``oversight rec mark`` and ``rec note``: what staff say of a recommendation."""

from typing import Annotated

import typer

from oversight.cli import complete
from oversight.cli.acting import OnOption, say_file, who
from oversight.cli.ask_first import ask_first
from oversight.cli.command import verb
from oversight.cli.formats import Format
from oversight.cli.invocation import Invocation, invocation
from oversight.cli.many import LookedFor, with_many
from oversight.cli.options import FormatOption, OutputOption, RefsArgument, YesOption, day, status
from oversight.cli.rec_reply import say_judged
from oversight.cli.table import Column
from oversight.cli.terminal import ask, can_ask, say
from oversight.cli.words import label, state, state_colour
from oversight.cli.write_output import Output
from oversight.errors import Refused
from oversight.messages import _, ngettext
from oversight.vocabulary import Status

# More leaves than this at once are asked about first.
_UNASKED = 3

SessionOption = Annotated[
    str | None,
    typer.Option("--session", metavar="REF", help=_("the session where it was decided"), autocompletion=complete.sessions),
]


def add_to(app: typer.Typer) -> None:
    """Declare the verbs that write."""
    verb(
        app,
        "mark",
        text=_(
            "Mark recommendations as open, in-progress or done. An item or a measure marks all its leaves.\n"
            "done says what it rests on: --session or --evidence; else --without-evidence with a --note. The answers that wait on"
            " it are accepted by done, and sent back by open."
        ),
        examples=(
            "rec mark in-progress 18-33/5:3.3.2 --note 已立项",
            "rec mark done 18-33/5:1.1 18-33/5:1.2 --session 18-34",
            "rec mark done 18-33/5:3 --evidence 验收报告.pdf --on 2021-07-30 --yes",
            "rec mark in-progress --open --body 区应急管理局 --of-session 18-33",
        ),
    )(with_many(mark))
    verb(
        app,
        "note",
        text=_("Write a note into the history of recommendations. Their status stays as it is."),
        examples=(
            'rec note 18-33/5:3.3.2 "财政局答复：资金已列入预算"',
            "rec note --overdue --body 区应急管理局 已电话催办",
        ),
    )(with_many(note))


def mark(
    ctx: typer.Context,
    *,
    to: Annotated[
        str,
        typer.Argument(
            metavar="STATUS", help=_("open, in-progress or done"), autocompletion=lambda: ["open", "in-progress", "done"]
        ),
    ],
    refs: RefsArgument,
    session: SessionOption = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=_("a note for the history"))] = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT|FILE", help=_("what it rests on, in words or a file"))
    ] = None,
    on: OnOption = None,
    without_evidence: Annotated[
        bool, typer.Option("--without-evidence", help=_("done without any of these; needs a --note"))
    ] = False,
    version: Annotated[
        int | None,
        typer.Option("--version", metavar="N", help=_("the version that you saw; refused if it was changed since")),
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Mark recommendations."""
    word, since = status(to), day(on, "--on")
    call = invocation(ctx)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.settle()
    seen = _allow_many(call, refs, word, yes=yes)
    from oversight.follow_up.mark import mark as mark_leaves

    with call.writing() as db:
        result = mark_leaves(
            db,
            refs,
            word,
            made_by=call.made_by,
            command_id=call.command_id,
            now=call.now,
            session_ref=session,
            note=note,
            evidence=evidence,
            on=since,
            without_evidence=without_evidence,
            version=version,
            seen=seen,
            looked_for=isinstance(refs, LookedFor),
        )
    for asked, followed in result.followed:
        say(_("{asked} was taken into {followed}, which is marked in its place.").format(asked=asked, followed=followed))
    for left in result.untouched:
        say(_("{ref}: left as it is. {why}").format(ref=left.ref, why=left.why))
    columns = [
        Column(_("ref"), lambda row: row.ref),
        Column(_("before"), lambda row: state(row.before), colour=lambda row: state_colour(row.before)),
        Column(_("after"), lambda row: state(row.after), colour=lambda row: state_colour(row.after)),
    ]
    out.rows(result.marked, columns, empty=_("Nothing was changed."), names=("ref", "asked", "before", "after"))
    say_file(result.evidence)
    say_judged(result.judged)
    count = len(result.marked)
    say(
        ngettext("{count} marked {status}, since {day}.", "{count} marked {status}, since {day}.", count).format(
            count=count, status=label(Status, word), day=result.effective_on
        )
    )


def _allow_many(call: Invocation, refs: list[str], word: Status, *, yes: bool) -> dict[int, int]:
    """Ask on a terminal before many leaves are marked at once; nothing is locked while the person thinks.

    What the person was asked about comes back, each leaf with its version: what another one changes meanwhile is not marked.
    """
    if yes or not can_ask():
        return {}
    from oversight.follow_up.leaves_to_mark import leaves_to_mark

    with call.reading() as reader:
        leaves = [leaf.id for leaf in leaves_to_mark(reader, refs)]
        versions = reader.rows("SELECT id, version FROM recommendation WHERE id IN :ids", ids=leaves)
    if len(leaves) <= _UNASKED:
        return {}
    if not ask(_("Mark {count} recommendations {status}?").format(count=len(leaves), status=label(Status, word))):
        raise Refused(_("You said no. Nothing was changed."))
    return {row["id"]: row["version"] for row in versions}


def note(
    ctx: typer.Context,
    *,
    refs: RefsArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("the note"))],
    session: SessionOption = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=_("the day it is of; else today"))] = None,
    yes: YesOption = False,
) -> None:
    """Write a note."""
    since = day(on, "--on")
    call = invocation(ctx)
    from oversight.follow_up.note import add_notes

    ask_first(call, lambda _reader: len(set(refs)), _("Write this note on {count} recommendations?"), yes=yes)
    with call.writing() as db:
        rows = add_notes(db, refs, text, who=who(call), session_ref=session, on=since)
    for noted in rows:
        if noted.ref != noted.asked:
            say(_("{asked} was taken into {followed}; the note stands there.").format(asked=noted.asked, followed=noted.ref))
        say(_("{ref}: noted, {day}.").format(ref=noted.ref, day=noted.effective_on))
