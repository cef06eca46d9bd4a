"""One file → numbered lines. What a file is, is told by its content; its name decides only where the content cannot."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from oversight.documents.damage import ZIP_ERRORS, damaged
from oversight.documents.document import Document
from oversight.documents.limits import check_length
from oversight.documents.printed import PrintedText
from oversight.documents.strip_site import strip_site
from oversight.errors import NotFound, UnreadableDocument
from oversight.messages import _, system_reason

Reader = Callable[[bytes, str], PrintedText]

# A packet of ten papers is under 5 MB; what is longer is no packet, or a scan.
LARGEST = 50_000_000
_MEGABYTE = 1_000_000
# Where a PDF may begin, and an HTML page show that it is one.
_HEAD = 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"PK\x05\x06")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
# <!DOCTYPE html>, <html xmlns="…">, <?xml version="1.0"?><html>; Word saves such files as .doc, too
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|table|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_document(path: Path) -> Document:
    """The paper at ``path`` as numbered lines.

    Raises NotFound where nothing is there, and UnreadableDocument, with what it is and what to do, for what is no text: empty,
    too large, damaged, locked, scanned, of another kind.
    """
    try:
        if not path.exists():
            raise NotFound(_("There is no such file or folder."), where=str(path))
        if not path.is_file():
            raise UnreadableDocument(_("This is no file."), where=str(path), hint=_("Give a .txt, .docx or .pdf file."))
        check_size(path.stat().st_size, path.name)
        data = path.read_bytes()
    except OSError as error:
        raise closed(error, str(path)) from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """The paper with this content; ``name`` is the file's, without folders."""
    check_size(len(data), name)
    printed = strip_site(_reader(data, name)(data, name))
    if not any(printed.clean):
        raise UnreadableDocument(_("The file holds no text."), where=name, hint=_("Check that it is the right file."))
    check_length(sum(map(len, printed.raw)), len(printed.raw), name)
    return Document(name, hashlib.sha256(data).hexdigest(), printed.numbered())


def check_size(size: int, name: str) -> None:
    """Refuse a file of ``size`` bytes that is empty or larger than any packet."""
    if size == 0:
        raise UnreadableDocument(_("The file is empty."), where=name, hint=_("Check that it was saved or copied whole."))
    if size > LARGEST:
        raise UnreadableDocument(
            _("The file has {size} MB; at most {limit} MB can be read.").format(
                size=f"{size / _MEGABYTE:.1f}", limit=LARGEST // _MEGABYTE
            ),
            where=name,
            hint=_("Give the papers of one session at a time, as text and not as pictures."),
        )


def closed(error: OSError, where: str) -> UnreadableDocument:
    """What is said of a file or folder that the system does not open."""
    return UnreadableDocument(
        _("It cannot be opened: {reason}.").format(reason=system_reason(error)),
        where=where,
        hint=_("Check that you may read it and that no other program holds it."),
    )


def _reader(data: bytes, name: str) -> Reader:
    suffix = PurePosixPath(name).suffix.lower()
    if data.startswith(ZIP):
        return _zip_reader(data, name)
    if b"%PDF-" in data[:_HEAD]:
        from oversight.documents.read_pdf import read_pdf

        return read_pdf
    if data.startswith(_OLE):
        return _old_word_reader(suffix, name)
    if data.startswith(b"{\\rtf"):
        from oversight.documents.read_rtf import read_rtf

        return read_rtf
    _refuse_strangers(data, name)
    return _text_reader(data, suffix)


def _text_reader(data: bytes, suffix: str) -> Reader:
    if suffix in {".md", ".markdown"}:
        from oversight.documents.read_markdown import read_markdown

        return read_markdown
    if suffix in {".csv", ".tsv"}:
        from oversight.documents.read_values import read_values

        return read_values
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if suffix in {".html", ".htm", ".xhtml"} or _HTML.match(head):
        from oversight.documents.read_html import read_html

        return read_html
    from oversight.documents.read_text import read_text

    return read_text


def _zip_reader(data: bytes, name: str) -> Reader:
    """Word, OpenDocument and spreadsheets are archives, too; what lies in them tells which."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except ZIP_ERRORS:
        raise damaged(name) from None
    if any(member.startswith("word/") for member in members):
        from oversight.documents.read_docx import read_docx

        return read_docx
    if "content.xml" in members and "mimetype" in members:
        from oversight.documents.read_old_word import read_old_word

        return read_old_word
    if any(member.startswith("xl/") for member in members):
        from oversight.documents.read_xlsx import read_xlsx

        return read_xlsx
    if any(member.startswith("ppt/") for member in members):
        raise UnreadableDocument(
            _("This is a presentation, not a paper."), where=name, hint=_("Give a .txt, .docx or .pdf file.")
        )
    if "OFD.xml" in members:
        raise UnreadableDocument(_("OFD files cannot be read."), where=name, hint=_("Export it as .docx or .pdf."))
    raise _archive(name)


def _old_word_reader(suffix: str, name: str) -> Reader:
    if suffix in {".xls", ".et"}:
        raise UnreadableDocument(_("Workbooks of old Excel and WPS cannot be read."), where=name, hint=_("Save it as .xlsx."))
    if suffix in {".ppt", ".dps", ".msg", ".msi"}:
        raise UnreadableDocument(_("This is no paper."), where=name, hint=_("Give a .txt, .docx or .pdf file."))
    from oversight.documents.read_old_word import read_old_word

    return read_old_word


def _refuse_strangers(data: bytes, name: str) -> None:
    if data.startswith(_ARCHIVES):
        raise _archive(name)
    if data.startswith(_PICTURES) and b"\0" in data[:_HEAD]:
        raise UnreadableDocument(
            _("This is a picture."), where=name, hint=_("Have its text recognised, and give it as .txt, .docx or .pdf.")
        )


def _archive(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        _("This is an archive that cannot be read."), where=name, hint=_("Unpack it and give the files in it.")
    )
