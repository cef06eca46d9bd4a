"""``oversight log``: what was changed, by whom and when."""

from typing import TYPE_CHECKING, Annotated

import typer

from oversight.cli import complete
from oversight.cli.command import lone, verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.options import FormatOption, OutputOption, YesOption, day
from oversight.cli.table import Column
from oversight.cli.thing_words import deeds
from oversight.cli.write_output import Output
from oversight.errors import WrongUse
from oversight.messages import _

if TYPE_CHECKING:
    from oversight.views.log import Change

app = lone()


@verb(
    app,
    "log",
    text=_(
        "List what was changed, by whom and when, the latest first; with the numbers of changes, all that they consist of.\n"
        "To take a change back: oversight undo CHANGE."
    ),
    examples=(
        "log --limit 10",
        "log 12",
        "log --ref 18-33/5:3.3.2",
        "log --by-person 王敏 --since 2021-05-01 --verbose",
        "log --command 'rec mark' --format ndjson",
    ),
)
def log(
    ctx: typer.Context,
    *,
    changes: Annotated[list[int] | None, typer.Argument(metavar="CHANGE", help=_("the number of a change"))] = None,
    by_person: Annotated[str | None, typer.Option("--by-person", metavar="NAME", help=_("only what this person did"))] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help=_("from this day on"))] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help=_("up to this day"))] = None,
    ref: Annotated[
        str | None,
        typer.Option(
            "--ref",
            metavar="REF",
            help=_("about this recommendation, problem, report or session, or decided at this session"),
            autocompletion=complete.recommendations,
        ),
    ] = None,
    command: Annotated[
        str | None, typer.Option("--command", metavar="COMMAND", help=_("by this command, such as load, rec or 'rec mark'"))
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", help=_("no more than this many"))] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help=_("list each fact that was written"))] = False,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """List what was changed."""
    from oversight.views.log import Asked, facts_of, list_changes

    if limit is not None and limit < 1:
        raise WrongUse(_("A limit is a number from 1 on."))
    asked = Asked(
        numbers=changes or (),
        made_by=by_person,
        since=day(since, "--since"),
        until=day(until, "--until"),
        command=command,
        ref=ref,
        limit=limit,
    )
    if asked.since is not None and asked.until is not None and asked.since > asked.until:
        raise WrongUse(_("--since is after --until."), hint=_("Give the earlier day in --since."))
    facts = verbose or bool(changes)
    call = invocation(ctx)
    with call.reading() as reader:
        rows = list_changes(reader, asked)
        told = facts_of(reader, [row.id for row in rows]) if facts else []
    narrowed = asked != Asked(limit=limit)
    empty = _("Nothing was changed that fits.") if narrowed else _("Nothing has been changed yet.")
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    if facts:
        from oversight.cli.rec_sheet import history_columns

        columns = [Column(_("change"), lambda row: str(row.change), right=True), *history_columns()]
        out.rows(told, columns, empty=empty, names=("change", "sequence", "ref", "field"))
        return
    columns = [
        Column(_("change"), lambda row: str(row.id), right=True),
        Column(_("when"), lambda row: row.made_at.astimezone().strftime("%Y-%m-%d %H:%M")),
        Column(_("by"), lambda row: row.made_by),
        Column(_("what"), lambda row: deeds().get(row.command, row.command)),
        Column(_("facts"), lambda row: str(row.events), right=True),
        Column(_("summary"), lambda row: row.summary, fold=True, optional=True),
        Column(_("decided at"), lambda row: _(", ").join(row.decided_at), optional=True),
        Column(_("taken back"), _taken_back, optional=True),
    ]
    out.rows(rows, columns, empty=empty, names=("id", "made_at", "made_by", "command"))


def _taken_back(row: "Change") -> str:
    return "" if row.taken_back_by is None else _("by change {number}").format(number=row.taken_back_by)
