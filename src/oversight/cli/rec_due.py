"""``oversight rec handover`` and ``rec due``: when something was handed over, when it is due, and why."""

from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli import complete
from oversight.cli.acting import DecidedOption, NoteOption, basis, who
from oversight.cli.ask_first import ask_first
from oversight.cli.command import verb
from oversight.cli.formats import Format
from oversight.cli.invocation import Invocation, invocation
from oversight.cli.look_back import looks_back
from oversight.cli.many import with_many
from oversight.cli.options import FormatOption, OutputOption, YesOption, day
from oversight.cli.table import Column
from oversight.cli.terminal import say
from oversight.cli.words import given, label
from oversight.cli.write_output import Output
from oversight.errors import WrongUse
from oversight.messages import _
from oversight.vocabulary import DeadlineBasis, DeadlineKind

if TYPE_CHECKING:
    from oversight.follow_up.hand_over import HandedOver

RefsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="REF",
        help=_("refs of recommendations such as 18-33/5:3.3.1, or of reports such as 18-33/5"),
        autocompletion=complete.recommendations,
    ),
]


def add_to(app: typer.Typer) -> None:
    """Declare the verbs."""
    verb(
        app,
        "handover",
        text=_(
            "Write down when an opinion was handed over (交办): the day starts the clock. A report hands over all that it asks for.\n"
            "The dates of the plan, the answer and the act follow from the text, else from the house rule in force on that day.\n"
            "A further hand-over corrects the day, and moves the dates that were counted from it and were not extended."
        ),
        examples=(
            "rec handover 18-33/5 --on 2021-04-20 --number 绿人发〔2021〕8号",
            "rec handover 18-33/5:3.3.2 --on 2021-05-06 --note 补充交办",
        ),
    )(with_many(handover))
    verb(
        app,
        "due",
        text=_(
            "Explain when something is due: by which rule, counted from when, the days skipped, each extension.\n"
            "With --on, set a date or extend one: each date is kept, the first too. A date of an item holds for its parts that"
            " have none of their own; the plan and the answer are due of a report or of a recommendation.\nThe same day once more corrects what the date rests on."
        ),
        examples=(
            "rec due 18-33/5:3.3.2",
            "rec due 18-33/5 --as-of 2021-07-01",
            "rec due 18-33/5:3.3.2 --on 2021-12-31 --basis resolution --source 主任会议纪要第5期",
            "rec due 18-33/5 --kind answer --on 2021-09-30 --basis resolution --reason 资金未到位 --asked-by 区政府 --granted-by 主任会议 --granted-on 2021-07-12",
        ),
    )(with_many(looks_back(due)))


def handover(
    ctx: typer.Context,
    *,
    refs: RefsArgument,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help=_("the day on which it was handed over"))],
    number: Annotated[str | None, typer.Option("--number", metavar="TEXT", help=_("the document number of the letter"))] = None,
    session: DecidedOption = None,
    note: NoteOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Hand opinions over."""
    start = day(on, "--on")
    assert start is not None
    call = invocation(ctx)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.settle()
    from oversight.follow_up.hand_over import Letter, hand_over

    ask_first(call, lambda _reader: len(set(refs)), _("Hand {count} of them over?"), yes=yes)
    with call.writing() as db:
        rows = hand_over(db, refs, Letter(on=start, number=number), who=who(call), note=note, session_ref=session)
    if form is Format.TABLE:
        _tell(rows)
        dates = [date for row in rows for date in row.dates]
        if dates:
            out.rows(dates, _date_columns(), empty="")
        return
    columns = [
        Column(_("ref"), lambda row: row.ref),
        Column(_("handed over"), lambda row: row.on.isoformat()),
        Column(_("number"), lambda row: given(row.number)),
    ]
    out.rows(rows, columns, empty="", names=("ref", "on", "number"))


def _tell(rows: "tuple[HandedOver, ...]") -> None:
    for row in rows:
        letter = "" if row.number is None else _(" ({number})").format(number=row.number)
        if row.before is None or row.before == row.on:
            say(_("{ref}: handed over on {day}{letter}.").format(ref=row.ref, day=row.on, letter=letter))
        else:
            say(
                _("{ref}: handed over on {day}{letter}, no longer on {before}.").format(
                    ref=row.ref, day=row.on, letter=letter, before=row.before
                )
            )
        if not row.dates:
            say(_("No date follows: no house rule gives one that is not there already. See: oversight rule list"))


def _date_columns() -> list[Column]:
    def until(row: object) -> str:
        due_on, before = getattr(row, "due_on", None), getattr(row, "before", None)
        if getattr(row, "extended", False):
            return _("{day} (extended, stays)").format(day=given(due_on))
        if due_on is None:
            return _("none any more, was {day}").format(day=given(before))
        return given(due_on) if before is None else _("{day}, was {before}").format(day=due_on, before=before)

    return [
        Column(_("ref"), lambda row: row.ref),
        Column(_("what"), lambda row: label(DeadlineKind, row.kind)),
        Column(_("due"), until),
        Column(_("rests on"), lambda row: row.basis_text or label(DeadlineBasis, row.basis), fold=True),
    ]


def due(
    ctx: typer.Context,
    *,
    refs: RefsArgument,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=_("the day on which it is due; without, the dates are explained"))
    ] = None,
    kind: Annotated[
        DeadlineKind | None, typer.Option("--kind", metavar="|".join(DeadlineKind), help=_("what is due; else the act"))
    ] = None,
    rests_on: Annotated[
        str | None,
        typer.Option(
            "--basis",
            metavar="text|resolution|house-rule",
            help=_("what the date rests on"),
            autocompletion=lambda: ["text", "resolution", "house-rule"],
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="TEXT", help=_("the paper that it rests on, in words"))
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help=_("why; needed where a date is changed"))
    ] = None,
    asked_by: Annotated[str | None, typer.Option("--asked-by", metavar="NAME", help=_("who asked for the extension"))] = None,
    granted_by: Annotated[str | None, typer.Option("--granted-by", metavar="NAME", help=_("who granted it"))] = None,
    granted_on: Annotated[str | None, typer.Option("--granted-on", metavar="DATE", help=_("when it was granted"))] = None,
    session: DecidedOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Explain due dates, or set one."""
    call = invocation(ctx)
    granting = (rests_on, source, reason, asked_by, granted_by, granted_on, session)
    until, granted = day(on, "--on"), day(granted_on, "--granted-on")
    if until is None:
        if any(one is not None for one in granting):
            raise WrongUse(_("It is not said until when."), hint=_("Say it: --on DATE"))
        _explain(call, refs, kind, Output(form, file=output, yes=yes, no_colour=call.no_colour))
        return
    if call.moment is not None:
        raise WrongUse(_("A date is set now, not in the past."), hint=_("Leave --as-of and --known-at out."))
    if rests_on is None:
        raise WrongUse(_("A date rests on something."), hint=_("Say on what: --basis text, resolution or house-rule"))
    word = basis(rests_on)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.settle()
    from oversight.follow_up.due import Grant, set_due

    ask_first(call, lambda _reader: len(set(refs)), _("Change the due date of {count} recommendations?"), yes=yes)
    grant = Grant(
        on=until,
        basis=word,
        kind=kind or DeadlineKind.ACT,
        reason=reason,
        asked_by=asked_by,
        granted_by=granted_by,
        granted_on=granted,
        source=source,
    )
    with call.writing() as db:
        rows = set_due(db, refs, grant, who=who(call), session_ref=session)
    for row in rows:
        if row.before is None:
            sentence = _("{ref}: due {day} ({kind}).")
        elif row.before == row.due_on:
            sentence = _("{ref}: due {day} as before ({kind}); what it rests on was corrected.")
        else:
            sentence = _("{ref}: due {day}, no longer {before} ({kind}).")
        say(sentence.format(ref=row.ref, day=row.due_on, before=row.before, kind=label(DeadlineKind, row.kind)))
    if form is not Format.TABLE:
        out.rows(rows, [Column(_("ref"), lambda row: row.ref), Column(_("due"), lambda row: given(row.due_on))], empty="")


def _explain(call: Invocation, refs: list[str], kind: DeadlineKind | None, out: Output) -> None:
    from oversight.cli.due_sheet import due_columns, due_sheet
    from oversight.follow_up.leaves_to_mark import opinion_of
    from oversight.views.explain_due import explain_due
    from oversight.views.resolve_ref import Entity, resolve_refs

    with call.reading() as reader:
        found = resolve_refs(reader, refs, Entity.RECOMMENDATION, Entity.REPORT)
        # As where a date is set, a suggestion means the opinion that took it up.
        meant = [opinion_of(reader, one) if one.entity is Entity.RECOMMENDATION else one for one in found]
        rows = [explain_due(reader, one, kind) for one in dict.fromkeys(meant)]
    if out.form is Format.TABLE:
        out.text("\n".join(due_sheet(row, width=out.width, colour=out.colour) for row in rows))
    else:
        out.rows(rows, due_columns(), empty="", names=("ref", "title"))
