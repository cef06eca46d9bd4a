"""``oversight rec reply`` and ``rec send-back``: what a body answers, typed by hand, and what the committee does not accept of it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli import complete
from oversight.cli.acting import DecidedOption, NoteOption, TextOption, say_file, who
from oversight.cli.ask_first import ask_first
from oversight.cli.command import verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.many import with_many
from oversight.cli.options import FormatOption, OutputOption, RefArgument, RefsArgument, YesOption, day
from oversight.cli.table import Column
from oversight.cli.terminal import say
from oversight.cli.words import label, state, state_colour
from oversight.cli.write_output import Output
from oversight.errors import WrongUse
from oversight.messages import _, ngettext
from oversight.vocabulary import ReplyClass, ReplyJudgement

if TYPE_CHECKING:
    from oversight.follow_up.judge import Judged

ClaimOption = Annotated[
    ReplyClass,
    typer.Option(
        "--class",
        metavar="done|under-way|planned|declined",
        help=_("what it claims"),
        autocompletion=lambda: [word.to_type for word in ReplyClass],
    ),
]


def add_to(app: typer.Typer) -> None:
    """Declare the verbs."""
    verb(
        app,
        "reply",
        text=_(
            "Enter what a body answers. It is a claim: open recommendations are in progress then, unless it declines, and the"
            " answer waits in the inbox until you mark them done or send it back."
        ),
        examples=(
            "rec reply 18-33/5:3.3.2 --from 区应急管理局 --on 2021-07-12 --class done --file 答复.docx --evidence 验收报告.pdf",
            "rec reply 18-33/5:3.1 --from 区政府 --on 2021-07-12 --class planned --text 年内完成修订 --promised-on 2021-12-31",
        ),
    )(with_many(reply))
    verb(
        app,
        "send-back",
        text=_(
            "Send back the answers that wait on recommendations. They stay as they are, and the body has to answer again.\n"
            "To send back and take up anew at once: rec mark open."
        ),
        examples=("rec send-back 18-33/5:3.3.2 --session 18-35 --note 只有方案，未见开工",),
    )(with_many(send_back))
    verb(
        app,
        "claim",
        text=_(
            "Correct what an answer claims, where a paper was misread or says it between the lines. It outlives later loads; statuses"
            " stay as they are."
        ),
        examples=(
            "rec claim 18-33/5:3.3.2 --class planned",
            "rec claim 18-33/5:3.3.2 --id 12 --class under-way --note 仍在施工",
        ),
    )(claim_of)


def reply(
    ctx: typer.Context,
    *,
    refs: RefsArgument,
    body: Annotated[
        str, typer.Option("--from", metavar="NAME", help=_("the body that answers"), autocompletion=complete.bodies)
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=_("the day on which it was received"))],
    claim: ClaimOption,
    text: TextOption = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help=_("a file that holds the words"))] = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT|FILE", help=_("what the body shows for it, in words or a file"))
    ] = None,
    evidence_on: Annotated[
        str | None, typer.Option("--evidence-on", metavar="DATE", help=_("the day that the evidence is of"))
    ] = None,
    promised_on: Annotated[
        str | None, typer.Option("--promised-on", metavar="DATE", help=_("until when it promises the rest"))
    ] = None,
    session: Annotated[
        str | None,
        typer.Option("--session", metavar="REF", help=_("the session that heard it"), autocompletion=complete.sessions),
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help=_("also from a body that is not responsible; needs a --note"))
    ] = False,
    note: NoteOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Enter an answer."""
    received_on = day(on, "--on")
    assert received_on is not None
    call = invocation(ctx)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.settle()
    from oversight.follow_up.leaves_to_mark import leaves_to_mark
    from oversight.follow_up.reply import Claim
    from oversight.follow_up.reply import reply as enter

    said = Claim(
        body=body,
        received_on=received_on,
        claim=claim,
        text=_words(text, file),
        evidence=evidence,
        evidence_on=day(evidence_on, "--evidence-on"),
        promised_on=day(promised_on, "--promised-on"),
        anyway=anyway,
    )
    said.check(note)
    ask_first(
        call, lambda reader: len(leaves_to_mark(reader, refs)), _("Enter this answer for {count} recommendations?"), yes=yes
    )
    with call.writing() as db:
        result = enter(db, refs, said, who=who(call), note=note, session_ref=session)
    out.rows(result.replied, _columns(), empty="", names=("ref", "asked", "before", "after"))
    say_file(result.evidence)
    count = len(result.replied)
    say(
        ngettext(
            "{count} answered: {claim}. To judge it: oversight inbox",
            "{count} answered: {claim}. To judge them: oversight inbox",
            count,
        ).format(count=count, claim=label(ReplyClass, claim.value))
    )


def claim_of(
    ctx: typer.Context,
    *,
    ref: RefArgument,
    claim: ClaimOption,
    number: Annotated[
        int | None,
        typer.Option("--id", metavar="N", help=_("which answer, where there are several: its number in inbox --format json")),
    ] = None,
    note: NoteOption = None,
) -> None:
    """Correct the class of an answer."""
    call = invocation(ctx)
    from oversight.follow_up.claim import correct_claim

    with call.writing() as db:
        done = correct_claim(db, ref, claim, who=who(call), answer=number, note=note)
    say(
        _("{ref}: the answer claims {after}, not {before}.").format(
            ref=done.ref, after=label(ReplyClass, done.after), before=label(ReplyClass, done.before)
        )
    )


def _words(text: str | None, file: Path | None) -> str:
    """The words of the answer, typed or from a file of any kind that can be read."""
    if text is not None and file is not None:
        raise WrongUse(_("The words of the answer are given twice."), hint=_("Leave out --text or --file."))
    if text is None and file is None:
        raise WrongUse(_("An answer needs words."), hint=_("Give them in --text, or a file in --file."))
    if file is None:
        return text or ""
    from oversight.documents.read_document import read_document

    return "\n".join(line.clean for line in read_document(file).lines if line.clean)


def _columns() -> list[Column]:
    return [
        Column(_("ref"), lambda row: row.ref),
        Column(_("before"), lambda row: state(row.before), colour=lambda row: state_colour(row.before)),
        Column(_("after"), lambda row: state(row.after), colour=lambda row: state_colour(row.after)),
    ]


def send_back(
    ctx: typer.Context,
    *,
    refs: RefsArgument,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=_("what is missing"))],
    session: DecidedOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=_("since when it is so; else the session's day, else today"))
    ] = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Send answers back."""
    since = day(on, "--on")
    call = invocation(ctx)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.settle()
    from oversight.follow_up.leaves_to_mark import leaves_to_mark
    from oversight.follow_up.send_back import send_back as send

    ask_first(
        call, lambda reader: len(leaves_to_mark(reader, refs)), _("Send back the answers to {count} recommendations?"), yes=yes
    )
    with call.writing() as db:
        result = send(db, refs, who=who(call), note=note, session_ref=session, on=since)
    for ref in result.untouched:
        say(_("{ref}: left as it is. No answer waits to be judged here.").format(ref=ref))
    columns = [
        Column(_("ref"), lambda row: row.ref),
        Column(_("status"), lambda row: state(row.status), colour=lambda row: state_colour(row.status)),
    ]
    out.rows(result.sent_back, columns, empty="", names=("ref", "asked", "status"))
    say_judged(result.judged)
    count = len(result.sent_back)
    say(ngettext("{count} sent back, {day}.", "{count} sent back, {day}.", count).format(count=count, day=result.effective_on))


def say_judged(judged: "Sequence[Judged]") -> None:
    """Say what became of the answers that are judged now."""
    for one, count in Counter(judged).items():
        say(
            ngettext(
                "The answer of {body} ({claim}): {judgement}.", "{count} answers of {body} ({claim}): {judgement}.", count
            ).format(
                count=count,
                body=one.body or _("an unnamed body"),
                claim=label(ReplyClass, one.claim),
                judgement=label(ReplyJudgement, one.judgement),
            )
        )
