"""``oversight undo``: take back what was done."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli.acting import NoteOption, who
from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.history_words import value, what
from oversight.cli.invocation import invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption
from oversight.cli.table import Column, table
from oversight.cli.terminal import ask, can_ask, say
from oversight.cli.thing_words import deeds, things
from oversight.cli.write_output import Output
from oversight.errors import Refused
from oversight.messages import _, ngettext

if TYPE_CHECKING:
    from oversight.follow_up.undo import Kept, Returned, Target, Undone

_LISTED = 40
"""So many things are listed one by one; more are counted."""

_Part = tuple[Sequence[Column], Sequence[object]]
"""A table of the receipt."""

app = lone()


@verb(
    app,
    "undo",
    text=_(
        "Take back what the last command changed, or the change that is named; nothing is deleted, and this too can be taken back.\n"
        "What it will take back is shown and asked first. Where later changes rest on it, they are named, and have to go first.\n"
        "Of a load, what someone has worked on since is kept."
    ),
    examples=("undo", "undo 12", "undo 12 --yes --note 误操作", "log"),
)
def undo(
    ctx: typer.Context,
    *,
    changes: Annotated[
        list[int] | None, typer.Argument(metavar="CHANGE", help=_("the number of a change, as oversight log shows it"))
    ] = None,
    note: NoteOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Take changes back."""
    from oversight.follow_up.undo import last_command, preview_undo
    from oversight.follow_up.undo import undo as take_back

    call = invocation(ctx)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.settle()
    with call.studying() as db:
        numbers = list(dict.fromkeys(changes or last_command(db)))
        shown = preview_undo(db, numbers) if numbers else None
    if shown is None:
        say(_("There is nothing to take back."))
        return
    _tell_changes(shown)
    if out.form is Format.TABLE and (out.file is None or not yes):
        _show(Output(form, no_colour=call.no_colour), shown)
    if not yes:
        _ask(numbers)
    with call.writing() as db:
        done = take_back(db, numbers, who=who(call), note=note)
        if (done.taken_back, done.kept) != (shown.taken_back, shown.kept):
            raise Refused(_("It was changed meanwhile. Nothing was taken back."), hint=_("Look again: oversight undo"))
    # A program or a file is told what was done, not what may be refused yet.
    if out.form is not Format.TABLE:
        out.one(done, "", [])
    elif out.file is not None:
        _show(out, done)
    _tell_done(done)


def _ask(numbers: Sequence[int]) -> None:
    """Pass where the person says yes on the terminal. Raises Refused otherwise."""
    named = " ".join(map(str, numbers))
    if not can_ask():
        raise Refused(
            _("Nobody can be asked here. Nothing was taken back."),
            hint=_("Say yes beforehand: {command}").format(command=f"oversight undo {named} --yes"),
        )
    if not ask(_("Take this back?")):
        raise Refused(_("You said no. Nothing was changed."))


def _tell_changes(shown: "Undone") -> None:
    for change in shown.changes:
        say(
            _("Change {number}, {when}, {name}, {what}").format(
                number=change.id,
                when=change.made_at.astimezone().strftime("%Y-%m-%d %H:%M"),
                name=change.made_by,
                what=_deed(change),
            )
        )
    if shown.beside:
        both = " ".join(str(number) for number in sorted({*shown.beside, *(change.id for change in shown.changes)}))
        say(
            _("The same command made change {numbers} too, which stays. To take all back: {command}").format(
                numbers=_(", ").join(map(str, shown.beside)), command=f"oversight undo {both}"
            )
        )


def _deed(change: "Target") -> str:
    """What was done and to what; many a line of the log says both."""
    deed = deeds().get(change.command, change.command)
    if not change.summary or change.summary.startswith(deed):
        return change.summary or deed
    return _("{deed}: {summary}").format(deed=deed, summary=change.summary)


def _show(out: Output, shown: "Undone") -> None:
    """The receipt: what goes, counted where it is much, and what is kept, one by one."""
    taken_back, kept = (
        [table(columns, rows, width=out.width, colour=out.colour) for columns, rows in parts]
        for parts in (_taken_back(shown.taken_back), _kept(shown.kept))
    )
    if not taken_back:
        say(_("There is nothing in it that can be taken back."))
    if out.file is not None:
        out.text("\n".join([*taken_back, *kept]))
        return
    out.text("".join(taken_back))
    if kept:
        count = len(shown.kept)
        say(ngettext("{count} thing is kept:", "{count} things are kept:", count).format(count=count))
        out.text("".join(kept))


def _taken_back(rows: "Sequence[Returned]") -> Iterator[_Part]:
    if not rows:
        return
    if len(rows) <= _LISTED:
        columns = [
            Column(_("ref"), lambda row: row.ref),
            Column(_("what"), what, fold=True),
            Column(_("now"), lambda row: value(row, row.after), fold=True),
            Column(_("again"), lambda row: value(row, row.before), fold=True, optional=True),
        ]
        yield columns, rows
        return
    counted = Counter((row.entity, row.field.rpartition(".")[2]) for row in rows)
    columns = [
        Column(_("taken back"), lambda row: things().get(row[0][0], row[0][0])),
        Column(_("what"), lambda row: _field(row[0][1])),
        Column(_("how many"), lambda row: str(row[1]), right=True),
    ]
    yield columns, sorted(counted.items())


def _field(name: str) -> str:
    from oversight.follow_up.undo import Returned

    return what(Returned(ref="", field=name, before="", after="", entity="", row=0))


def _kept(rows: "Sequence[Kept]") -> Iterator[_Part]:
    if not rows:
        return
    columns = [
        Column(_("kept"), lambda row: row.ref),
        Column(_("what"), lambda row: things().get(row.entity, row.entity)),
        Column(_("because"), _because, fold=True),
    ]
    yield columns, rows


def _because(row: "Kept") -> str:
    if not row.because_of:
        return _("what is kept stands on it")
    numbers = _(", ").join(map(str, row.because_of))
    return _("worked on since, in change {numbers}").format(numbers=numbers)


def _tell_done(done: "Undone") -> None:
    numbers = _(", ").join(str(change.id) for change in done.changes)
    by = _(", ").join(map(str, done.by))
    say(_("Change {numbers} was taken back, by change {undo}.").format(numbers=numbers, undo=by))
    say(_("To bring it back: {command}").format(command="oversight undo " + " ".join(map(str, done.by))))
