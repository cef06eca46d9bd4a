"""Files of old Word and WPS (.doc, .wps) and OpenDocument (.odt), by way of a program that saves them in .docx.

LibreOffice where it is installed; else, for .doc and .wps alone, msdoc2docx: a package of pure Python that the extra ``doc``
brings. Either runs in a process of its own, so that a file which it chokes on ends that process and not this one.
"""

import importlib.metadata
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path, PurePosixPath

from oversight.documents.printed import PrintedText
from oversight.errors import UnreadableDocument
from oversight.messages import _

_COMMANDS = ("soffice", "libreoffice")
# What the extra brings. Its module has a name that another package uses too, so the package is asked for.
_PACKAGE, _MODULE = "msdoc2docx", "doc2docx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Seconds. The first start of LibreOffice takes up to half a minute on an old machine.
_PATIENCE = 120


def read_old_word(data: bytes, name: str) -> PrintedText:
    """The lines of a file that only an office program can open, as that program saves it in .docx."""
    from oversight.documents.read_docx import read_docx

    command = next((found for command in _COMMANDS if (found := shutil.which(command))), None)
    if command is None and not (data.startswith(_OLE) and _has_package()):
        raise _unopenable(data, name)
    with tempfile.TemporaryDirectory(prefix="oversight-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        (folder / "out").mkdir()
        if command is None:
            refused = _("msdoc2docx could not open the file.")
            order = _package_order(data, folder)
        else:
            refused = _("LibreOffice could not open the file.")
            order = _office_order(command, data, PurePosixPath(name).suffix.lower(), folder)
        converted = _convert(order, folder / "out" / "paper.docx")
        if converted is None:
            raise UnreadableDocument(refused, where=name, hint=_("Open it where it was made and save it as .docx."))
        return read_docx(converted, name)


def _has_package() -> bool:
    try:
        importlib.metadata.distribution(_PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _unopenable(data: bytes, name: str) -> UnreadableDocument:
    """What to say where nothing is installed that opens the file."""
    if data.startswith(_OLE):
        hint = _("Save it as .docx, or install LibreOffice or the reader of old Word files: {command}").format(
            command="pip install 'oversight[doc]'"
        )
    else:
        hint = _("Save it as .docx, or install LibreOffice.")
    return UnreadableDocument(_("Files of old Word and WPS cannot be read as they are."), where=name, hint=hint)


def _package_order(data: bytes, folder: Path) -> list[str]:
    """The command that has msdoc2docx save the file as out/paper.docx in ``folder``."""
    paper = folder / "paper.doc"
    paper.write_bytes(data)
    # -P: a file of the module's name in the folder where the person works is not what is meant.
    return [sys.executable, "-P", "-m", _MODULE, str(paper), "-o", str(folder / "out" / "paper.docx")]


def _office_order(command: str, data: bytes, suffix: str, folder: Path) -> list[str]:
    """The command that has LibreOffice save the file as out/paper.docx in ``folder``."""
    paper = folder / f"paper{suffix if suffix.isascii() else '.doc'}"
    paper.write_bytes(data)
    # A profile of its own: an open LibreOffice would take the order over and answer nothing.
    profile = (folder / "profile").as_uri()
    order = [command, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx", "--outdir"]
    return [*order, str(folder / "out"), str(paper)]


def _convert(order: list[str], made: Path) -> bytes | None:
    """What the command ``order`` wrote to ``made``; None where it fails or takes too long."""
    try:
        # The command is the installed LibreOffice or this Python, the file names are ours.
        program = subprocess.Popen(  # noqa: S603
            order, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError:
        return None
    try:
        program.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(program)
    return made.read_bytes() if made.is_file() else None


def _end(program: subprocess.Popen[bytes]) -> None:
    """End the program with what it has started: its first process only starts the one that works."""
    if program.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(program.pid, signal.SIGKILL)
        else:
            program.kill()
        program.wait()
