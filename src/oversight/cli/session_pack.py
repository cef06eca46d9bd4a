"""``oversight session pack``: the papers for the next session."""

from pathlib import Path
from typing import Annotated

import typer

from oversight.cli.command import verb
from oversight.cli.invocation import invocation
from oversight.cli.look_back import look_back_to_session
from oversight.cli.options import SessionArgument, YesOption
from oversight.cli.terminal import say
from oversight.messages import _, language, ngettext


def add_to(app: typer.Typer) -> None:
    """Declare the verb."""
    verb(
        app,
        "pack",
        text=_(
            "Write the papers for a session into a folder: what is carried over, due and overdue, replies to judge, promises to test,"
            " what was raised again, and drafts of hand-over and reminder letters.\n"
            "The session need not have papers yet: put it on the calendar with session add. Of a session that is past, all of it is as"
            " it stood at its end. The folder is written whole or not at all; files in it that are not the program's stay."
        ),
        examples=("session pack 18-34 18-34/", "--lang zh session pack 18-34 第34次会议"),
    )(pack)


def pack(
    ctx: typer.Context,
    *,
    session: SessionArgument,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_("where to write the papers"))],
    yes: YesOption = False,
) -> None:
    """Write the papers for a session."""
    from oversight.cli.write_folder import write_folder
    from oversight.sheets.session_pack import pack_files
    from oversight.views.session_pack import session_pack

    call = invocation(ctx)
    look_back_to_session(call, session)
    with call.reading() as reader:
        known = session_pack(reader, session, language=language(), today=call.today)
        files = pack_files(known)
    write_folder(folder, {file.name: file.data for file in files}, yes=yes)
    say(
        ngettext("{folder}: {count} file written.", "{folder}: {count} files written.", len(files)).format(
            folder=folder, count=len(files)
        )
    )
    say(
        _(
            "Carried over {carried}, overdue {overdue}, due {due}, replies {replies}, promises {promises}, raised again {again}."
        ).format(
            carried=len(known.carried_over),
            overdue=len(known.overdue),
            due=len(known.due),
            replies=len(known.waiting),
            promises=len(known.promises),
            again=len(known.recurring),
        )
    )
