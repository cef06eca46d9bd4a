"""``oversight export``: rows for people who work in a spreadsheet."""

from enum import StrEnum
from typing import Annotated

import typer

from oversight.cli.command import noun, verb
from oversight.cli.filters import with_filters
from oversight.cli.invocation import Invocation, invocation
from oversight.cli.look_back import looks_back
from oversight.cli.options import OutputOption, YesOption
from oversight.cli.write_output import write_bytes
from oversight.database.reading import Reader
from oversight.errors import WrongUse
from oversight.messages import _, language
from oversight.views.recommendations import Question

app = noun()


class ChecklistFormat(StrEnum):
    """How a checklist is written."""

    CSV = "csv"
    MD = "md"


class Encoding(StrEnum):
    """How the characters of a CSV are written."""

    UTF_8_SIG = "utf-8-sig"
    UTF_8 = "utf-8"
    GB18030 = "gb18030"


@verb(
    app,
    "checklist",
    text=_(
        "Write the checklist: one row a recommendation, with room for what was done.\n"
        "Takes the filters of rec list. Excel and WPS open the CSV by double click.\n"
        "Version goes up with whatever is told of a row: where two exports differ in it, the row has changed in between."
        " Nothing takes the sheet back yet; enter what comes back with rec mark, rec reply and rec note."
    ),
    examples=(
        "export checklist --output checklist.csv",
        "export checklist --outstanding --body 财政局 --output 财政局.csv",
        "export checklist --encoding gb18030 --output 台账.csv --yes",
        "export checklist --session 18-33 --format md",
    ),
)
@with_filters
@looks_back
def checklist(
    ctx: typer.Context,
    *,
    question: Question,
    form: Annotated[
        ChecklistFormat, typer.Option("--format", metavar="|".join(ChecklistFormat), help=_("what kind of file"))
    ] = ChecklistFormat.CSV,
    output: OutputOption = None,
    encoding: Annotated[
        Encoding | None,
        typer.Option("--encoding", metavar="|".join(Encoding), help=_("of the CSV; utf-8-sig suits Excel and WPS")),
    ] = None,
    yes: YesOption = False,
) -> None:
    """Write the checklist."""
    if encoding is not None and form is not ChecklistFormat.CSV:
        raise WrongUse(_("--encoding is for CSV."), hint=_("Leave it out, or say --format csv."))
    call = invocation(ctx)
    with call.reading() as reader:
        data = checklist_file(reader, question, call, form=form, encoding=encoding or Encoding.UTF_8_SIG)
    written_in = Encoding.UTF_8 if form is ChecklistFormat.MD else encoding or Encoding.UTF_8_SIG
    write_bytes(data, output, encoding=written_in.value, yes=yes)


def checklist_file(
    reader: Reader,
    question: Question,
    call: Invocation,
    *,
    form: ChecklistFormat = ChecklistFormat.CSV,
    encoding: Encoding = Encoding.UTF_8_SIG,
) -> bytes:
    """The bytes of a checklist; a question that nothing answers gives the headings, and says so."""
    from oversight.cli.rec_columns import empty
    from oversight.cli.terminal import say
    from oversight.sheets.checklist import checklist_row
    from oversight.views.progress import progress_of
    from oversight.views.recommendations import list_recommendations

    rows = list_recommendations(reader, question, language=language(), today=call.today)
    progress = progress_of(reader, [row.id for row in rows])
    lines = [checklist_row(row, progress[row.id]) for row in rows]
    if not lines:
        say(empty(reader, body=question.body))
    if form is ChecklistFormat.MD:
        from oversight.sheets.write_checklist_md import checklist_md

        return checklist_md(lines)
    from oversight.sheets.write_checklist_csv import checklist_csv

    return checklist_csv(lines, encoding=encoding.value)
