"""What a mark rests on, as the story keeps it."""

import hashlib
from pathlib import Path


def evidence_text(given: str | None) -> str | None:
    """``given`` as it is kept: words as they are; of an existing file the name and the SHA-256 of its bytes, to know it again."""
    if given is None or not given.strip():
        return None
    file = Path(given)
    try:
        if not file.is_file():
            return given.strip()
        with file.open("rb") as stream:
            return f"{file.name} (SHA-256 {hashlib.file_digest(stream, 'sha256').hexdigest()})"
    except (OSError, ValueError):
        # A sentence can be too long for a file name, or hold a character that none may have.
        return given.strip()
