"""What is said of a file that is not whole."""

import lzma
import struct
import zipfile
import zlib

from oversight.errors import UnreadableDocument
from oversight.messages import _

# What the standard library raises on an archive that is cut off, or of which a byte was changed (found by changing bytes);
# RuntimeError is its word for a locked member.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


def damaged(name: str) -> UnreadableDocument:
    """The file called ``name`` is cut off or changed."""
    return UnreadableDocument(
        _("The file is damaged."), where=name, hint=_("Copy it again, or open it where it was made and save it anew.")
    )
