"""What a mark rests on, as the story keeps it."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from oversight.errors import NotFound
from oversight.messages import _

# 验收报告.pdf   photos/road-3.jpg   现场.mp4: no blank, no mark of a sentence, no address, and a suffix that is no number.
_FILE_NAME = re.compile(r"(?!\w+://)[^\s，。；：、！？]*[^\s，。；：、！？.]\.(?=\d?[A-Za-z])[A-Za-z0-9]{1,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """``text`` is what the story keeps; of a file also its name and the SHA-256 of its bytes, to know it again."""

    text: str
    file: str | None = None
    sha256: str | None = None


def evidence_of(given: str | None) -> Evidence | None:
    """What ``given`` is: an existing file, else words, which stay as they are; None where nothing was given.

    :raises NotFound: it looks like the name of a file and there is none
    """
    words = (given or "").strip()
    if not given or not words:
        return None
    file = Path(given)
    try:
        if file.is_file():
            with file.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            return Evidence(text=f"{file.name} (SHA-256 {sha256})", file=file.name, sha256=sha256)
    except (OSError, ValueError):
        # A sentence can be too long for a file name, or hold a character that none may have.
        return Evidence(text=words)
    if _FILE_NAME.fullmatch(words):
        raise NotFound(
            _("There is no file {file}.").format(file=words), hint=_("Give the path to it, or say in words what it rests on.")
        )
    return Evidence(text=words)
