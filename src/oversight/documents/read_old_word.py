"""Files of old Word and WPS (.doc, .wps) and OpenDocument (.odt), by way of LibreOffice where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path, PurePosixPath

from oversight.documents.printed import Printed
from oversight.errors import UnreadableDocument
from oversight.messages import _

_COMMANDS = ("soffice", "libreoffice")
# Seconds. The first start of LibreOffice takes up to half a minute on an old machine.
_PATIENCE = 120


def read_old_word(data: bytes, name: str) -> list[Printed]:
    """The lines of a file that only an office program can open, as that program saves it in .docx."""
    from oversight.documents.read_docx import read_docx

    command = next((found for command in _COMMANDS if (found := shutil.which(command))), None)
    if command is None:
        raise UnreadableDocument(
            _("Files of old Word and WPS cannot be read as they are."),
            where=name,
            hint=_("Save it as .docx, or install LibreOffice."),
        )
    with tempfile.TemporaryDirectory(prefix="oversight-", ignore_cleanup_errors=True) as folder:
        converted = _convert(command, data, PurePosixPath(name).suffix.lower(), Path(folder))
        if converted is None:
            raise UnreadableDocument(
                _("LibreOffice could not open the file."), where=name, hint=_("Open it where it was made and save it as .docx.")
            )
        return read_docx(converted, name)


def _convert(command: str, data: bytes, suffix: str, folder: Path) -> bytes | None:
    """The file as .docx, made in ``folder``; None where that fails or takes too long."""
    paper = folder / f"paper{suffix if suffix.isascii() else '.doc'}"
    paper.write_bytes(data)
    # A profile of its own: an open LibreOffice would take the order over and answer nothing.
    profile = (folder / "profile").as_uri()
    order = [command, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx", "--outdir"]
    order += [str(folder / "out"), str(paper)]
    try:
        # The command is the installed LibreOffice, the file name is ours.
        office = subprocess.Popen(  # noqa: S603
            order, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError:
        return None
    try:
        office.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(office)
    made = folder / "out" / "paper.docx"
    return made.read_bytes() if made.is_file() else None


def _end(office: subprocess.Popen[bytes]) -> None:
    """End the program with what it has started: its first process only starts the one that works."""
    if office.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(office.pid, signal.SIGKILL)
        else:
            office.kill()
        office.wait()
