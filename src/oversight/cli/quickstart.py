"""``oversight quickstart``: the whole job on the bundled sample papers."""

from pathlib import Path

import typer

from oversight.cli.command import lone, verb
from oversight.cli.invocation import Invocation, invocation
from oversight.cli.options import YesOption
from oversight.cli.terminal import say
from oversight.cli.write_output import Output
from oversight.errors import NotFound, Refused
from oversight.messages import _, language

app = lone()


@verb(
    app,
    "quickstart",
    text=_(
        "Do the whole job on the bundled sample papers: load them, list what is open, sum up attendance and quorum,\n"
        "and write a checklist into this folder. Running it again changes nothing."
    ),
    examples=("quickstart", "--db try.db quickstart"),
)
def quickstart(ctx: typer.Context, *, yes: YesOption = False) -> None:
    """Do the whole job on the sample papers."""
    from oversight.cli.loading import Loading, columns

    call = invocation(ctx)
    loading = Loading(call)
    folder = samples()
    packets = list(loading.read([folder]))
    _keep_apart(call, {reading.packet.session.body for _group, reading in packets}, yes=yes)
    out = Output(no_colour=call.no_colour)
    rows = [loading.take_in(reading, group) for group, reading in packets]
    loading.finish()
    out.text(_("Loaded") + "\n")
    out.rows(rows, columns(), empty="")
    _show(call, out)
    for row in rows:
        _write_checklist(call, row.session)
    say(_("Next: oversight rec show REF, oversight rec mark in-progress REF, oversight --help"))


def samples() -> Path:
    """The folder of the sample papers: in the installed package, else beside ``src`` in the source tree. Raises NotFound."""
    package = Path(__file__).parents[1]
    for folder in (package / "_seeds", package.parents[1] / "seeds"):
        if folder.is_dir():
            return folder
    raise NotFound(_("The sample papers are not there."), where=str(package), hint=_("Install the program again."))


def _keep_apart(call: Invocation, sample: set[str], *, yes: bool) -> None:
    """Refuse to mix the sample into a database where an office has its own committee."""
    from oversight.database.state import Standing, state_of
    from oversight.views.committees import committees

    if yes or state_of(call.url).standing is not Standing.CURRENT:
        return
    with call.reading() as reader:
        own = [name for name in committees(reader) if name not in sample]
    if own:
        raise Refused(
            _("The database holds papers of {name}; the sample would be mixed in.").format(name=own[0]),
            hint=_("Use another database, oversight --db sample.db quickstart, or say --yes."),
        )


def _show(call: Invocation, out: Output) -> None:
    """What is open, and attendance with the quorum."""
    from oversight.cli.attendance import session_columns
    from oversight.cli.rec_columns import columns
    from oversight.views.attendance import attendance_by_session
    from oversight.views.recommendations import Question, list_recommendations
    from oversight.vocabulary import Status

    with call.reading() as reader:
        question = Question(statuses=[Status.OPEN])
        rows = list_recommendations(reader, question, language=language(), today=call.today)
        attended = attendance_by_session(reader)
    out.text("\n" + _("Open: {count}").format(count=len(rows)) + "\n")
    out.rows(rows, columns(), empty=_("Nothing is open."))
    out.text("\n" + _("Attendance and quorum") + "\n")
    out.rows(attended, session_columns(), empty=_("No session is known."))


def _write_checklist(call: Invocation, session: str) -> None:
    """The checklist of all that is followed, into this folder; one that differs, since somebody works in it, is left alone."""
    from oversight.cli.export import checklist_file
    from oversight.cli.write_output import write_file
    from oversight.views.recommendations import Question

    with call.reading() as reader:
        data = checklist_file(reader, Question(), call)
    file = Path(f"checklist-{session.replace('/', '-')}.csv")
    if file.is_file() and file.read_bytes() not in {b"", data}:
        say(_("{file} differs from what would be written now, and was left as it is.").format(file=file))
        return
    write_file(file, data, yes=True)
