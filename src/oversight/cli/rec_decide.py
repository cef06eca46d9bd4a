"""``oversight rec drop``, ``restore``, ``link`` and ``assign``: what staff decide about a recommendation."""

from typing import Annotated

import typer

from oversight.cli import complete
from oversight.cli.acting import DecidedOption, NoteOption, OnOption, ReasonOption, names, who
from oversight.cli.ask_first import ask_first
from oversight.cli.command import verb
from oversight.cli.formats import Format
from oversight.cli.invocation import invocation
from oversight.cli.many import with_many
from oversight.cli.options import FormatOption, OutputOption, RefsArgument, YesOption, day
from oversight.cli.rec_propose import take_over
from oversight.cli.table import Column
from oversight.cli.terminal import say
from oversight.cli.words import given, label
from oversight.cli.write_output import Output
from oversight.errors import WrongUse
from oversight.messages import _, ngettext
from oversight.vocabulary import LinkKind


def add_to(app: typer.Typer) -> None:
    """Declare the verbs."""
    verb(
        app,
        "drop",
        text=_(
            "Take recommendations off the list, with a reason. They are kept, and neither listed nor counted.\n"
            "What never was a demand is off the list on every past day, too. What the committee gave up is so since --on, or since"
            " the --session where it was decided.\n"
            "An item or a measure takes its parts with it. To bring them back: rec restore."
        ),
        examples=(
            "rec drop 18-33/5:1.2 --reason 属工作原则，不单独交办",
            "rec drop 18-33/5:3.3.2 --reason 项目已取消 --on 2021-09-01",
        ),
    )(with_many(drop))
    verb(
        app,
        "restore",
        text=_("Put recommendations that were dropped or merged back on the list."),
        examples=("rec restore 18-33/5:1.2",),
    )(with_many(restore, dropped=True))
    verb(
        app,
        "link",
        text=_(
            "Say how a recommendation stands to another one or to a problem: a suggestion that a formal opinion took up, a"
            " demand that comes back, a problem that it addresses."
        ),
        examples=(
            "rec link 18-33/4:1.1 --same-as 18-33/5:1.1",
            "rec link 18-34/2:1 --recurs 18-33/5:1.2",
            "rec link 18-33/5:1 --problem 18-33/4:p1 --remove",
        ),
    )(with_many(link))
    verb(
        app,
        "assign",
        text=_(
            "Say who carries recommendations out. An item or a measure assigns all its leaves.\n"
            "Your word stands in the place of what the paper names; --as-read takes it back. Without a name it is proposed whom the"
            " text names."
        ),
        examples=(
            "rec assign 18-33/5:3.3.2 --lead 区应急管理局 --support 区财政局、区发改局 --person 王涛",
            "rec assign 18-33/5:2",
            "rec assign 18-33/5:2 --propose --yes",
            "rec assign 18-33/5:3 --as-read --yes",
        ),
    )(with_many(assign))


def drop(
    ctx: typer.Context,
    *,
    refs: RefsArgument,
    reason: ReasonOption,
    session: DecidedOption = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help=_("the day on which the committee gave it up; else it never was a demand")),
    ] = None,
    yes: YesOption = False,
) -> None:
    """Drop recommendations."""
    given_up = day(on, "--on")
    call = invocation(ctx)
    from oversight.follow_up.drop import count_leaves
    from oversight.follow_up.drop import drop as drop_rows

    ask_first(call, lambda reader: count_leaves(reader, refs), _("Drop {count} recommendations?"), yes=yes)
    with call.writing() as db:
        dropped = drop_rows(db, refs, who=who(call), reason=reason, session_ref=session, on=given_up)
    for one in dropped:
        say(
            ngettext("{ref}: dropped, {count} act.", "{ref}: dropped, {count} acts.", one.leaves).format(
                ref=one.ref, count=one.leaves
            )
        )
    _say_since(decided=given_up is not None or session is not None)


def _say_since(*, decided: bool) -> None:
    """What was meant is seen: a correction of the papers, or a decision of a day."""
    if not decided:
        say(
            _(
                "It counts as never asked, on past days too. If the committee gave it up on a day, undo this, and say: {command}"
            ).format(command="oversight rec drop REF --reason … --on DATE")
        )


def restore(ctx: typer.Context, *, refs: RefsArgument, note: NoteOption = None, yes: YesOption = False) -> None:
    """Bring recommendations back."""
    call = invocation(ctx)
    from oversight.follow_up.drop import restore as restore_rows

    ask_first(call, lambda _reader: len(set(refs)), _("Bring {count} recommendations back?"), yes=yes)

    with call.writing() as db:
        restored = restore_rows(db, refs, who=who(call), note=note)
    for one in restored:
        say(
            ngettext("{ref}: back on the list, {count} act.", "{ref}: back on the list, {count} acts.", one.leaves).format(
                ref=one.ref, count=one.leaves
            )
        )


def link(
    ctx: typer.Context,
    *,
    refs: RefsArgument,
    same_as: Annotated[
        str | None,
        typer.Option(
            "--same-as",
            metavar="REF",
            help=_("the formal opinion that took this suggestion up"),
            autocompletion=complete.recommendations,
        ),
    ] = None,
    recurs: Annotated[
        str | None,
        typer.Option(
            "--recurs",
            metavar="REF",
            help=_("the earlier recommendation that this one repeats"),
            autocompletion=complete.recommendations,
        ),
    ] = None,
    problem: Annotated[
        str | None,
        typer.Option("--problem", metavar="REF", help=_("the problem that it addresses"), autocompletion=complete.problems),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help=_("take the link away"))] = False,
    note: NoteOption = None,
    yes: YesOption = False,
) -> None:
    """Link recommendations."""
    given_links = [
        (kind, target)
        for kind, target in ((LinkKind.SAME_AS, same_as), (LinkKind.RECURS, recurs), (LinkKind.ADDRESSES, problem))
        if target is not None
    ]
    if len(given_links) != 1:
        raise WrongUse(_("One link at a time."), hint=_("Give one of --same-as, --recurs and --problem."))
    call = invocation(ctx)
    from oversight.follow_up.link import link_many

    ((kind, target),) = given_links
    ask_first(call, lambda _reader: len(set(refs)), _("Link {count} recommendations?"), yes=yes)
    with call.writing() as db:
        pairs = link_many(db, refs, kind, target, who=who(call), remove=remove, note=note)
    sentence = _("{source} → {target}: {kind}, taken away.") if remove else _("{source} → {target}: {kind}.")
    for source, to in pairs:
        say(sentence.format(source=source.ref, target=to.ref, kind=label(LinkKind, kind.value)))


def assign(
    ctx: typer.Context,
    *,
    refs: RefsArgument,
    lead: Annotated[
        str | None,
        typer.Option("--lead", metavar="NAME", help=_("the body that leads"), autocompletion=complete.bodies),
    ] = None,
    support: Annotated[
        list[str] | None,
        typer.Option(
            "--support",
            metavar="NAME",
            help=_("a body that supports it; may be given again, or as a list"),
            autocompletion=complete.bodies,
        ),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help=_("the responsible person; empty: nobody"))
    ] = None,
    as_read: Annotated[bool, typer.Option("--as-read", help=_("those whom the paper names, again"))] = False,
    proposed: Annotated[
        bool, typer.Option("--propose", help=_("show whom the text names; with --yes those are assigned where nobody is yet"))
    ] = False,
    note: NoteOption = None,
    session: DecidedOption = None,
    on: OnOption = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
    yes: YesOption = False,
) -> None:
    """Assign recommendations."""
    since = day(on, "--on")
    call = invocation(ctx)
    out = Output(form, file=output, yes=yes, no_colour=call.no_colour)
    out.settle()
    from oversight.follow_up.assign import Duty, assign_proposed
    from oversight.follow_up.assign import assign as assign_leaves
    from oversight.follow_up.leaves_to_mark import leaves_to_mark

    duty = Duty(
        lead=lead,
        support=[name for one in support for name in names(one) or [""]] if support else None,
        person=person,
        as_read=as_read,
    )
    if proposed or duty.names_nobody:
        if not duty.names_nobody:
            raise WrongUse(_("--propose stands alone."), hint=_("Leave the other options out."))
        if not take_over(call, out, refs, yes=yes):
            return
        with call.writing() as db:
            rows = assign_proposed(db, refs, who=who(call), note=note, session_ref=session, on=since)
    else:
        duty.check()
        ask_first(call, lambda reader: len(leaves_to_mark(reader, refs)), _("Assign {count} recommendations?"), yes=yes)
        with call.writing() as db:
            rows = assign_leaves(db, refs, duty, who=who(call), note=note, session_ref=session, on=since)
    columns = [
        Column(_("ref"), lambda row: row.ref),
        Column(_("lead body"), lambda row: given(row.lead), fold=True),
        Column(_("supporting bodies"), lambda row: "、".join(row.supporting), fold=True, optional=True),
        Column(_("responsible person"), lambda row: given(row.person), optional=True),
    ]
    out.rows(rows, columns, empty="", names=("ref", "asked", "lead", "supporting", "person"))
    for row in rows:
        if row.gone is not None:
            say(_("{ref}: {person} is no longer named as responsible.").format(ref=row.ref, person=row.gone))
    say(ngettext("{count} assigned.", "{count} assigned.", len(rows)).format(count=len(rows)))
