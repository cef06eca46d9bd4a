"""Paths → papers that lie together: files, folders and .zip archives, in the order in which people number their files."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath

from oversight.documents.document import Document
from oversight.documents.read_document import ZIP, closed, read_document
from oversight.errors import NotFound, OversightError
from oversight.messages import _

# What a paper may be saved as. Other files of a folder are passed over; a file that is named by itself is tried whatever it is.
_PAPERS = frozenset(
    {
        ".txt",
        ".text",
        ".docx",
        ".docm",
        ".doc",
        ".wps",
        ".odt",
        ".rtf",
        ".pdf",
        ".html",
        ".htm",
        ".xhtml",
        ".md",
        ".markdown",
    }
)
# Read-me files and the like speak about the papers.
_ABOUT = frozenset({"readme", "license", "licence", "changelog", "contributing", "notice", "makefile"})
# Never a paper, even when a pattern of the shell (seeds/*) has named it.
_DATA = frozenset(
    {".csv", ".tsv", ".json", ".ndjson", ".jsonl", ".yaml", ".yml", ".toml", ".ini", ".sqlite", ".db", ".lnk", ".url"}
)

_HAN = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
# 附件2, 第十二次: what a person numbers by. One run is a number in digits, or one below a hundred in Chinese
_NUMBER = re.compile(
    r"(?P<digits>[0-9０-９]{1,18})|(?P<tens>[一二三四五六七八九]?)十(?P<ones>[一二三四五六七八九]?)|(?P<one>[〇一二三四五六七八九])"
)


@dataclass(slots=True)
class Folder:
    """The papers that lie in one folder (or in one folder of an archive), and what is wrong with those that cannot be read.

    ``named`` is the path under which it was found, ``place`` the folder or archive on the disk that holds it.
    """

    path: PurePath
    named: Path
    place: Path
    documents: list[Document] = field(default_factory=list)
    unreadable: list[OversightError] = field(default_factory=list)


def gather(paths: Sequence[Path]) -> list[list[Document]]:
    """The papers under ``paths``, each inner list holding those that lie in one folder.

    Raises what is wrong with the first that cannot be read: NotFound for a path where nothing is, else UnreadableDocument.
    """
    folders = gather_folders(paths)
    for folder in folders:
        if folder.unreadable:
            raise folder.unreadable[0]
    return [folder.documents for folder in folders]


def gather_folders(paths: Sequence[Path]) -> list[Folder]:
    """The papers under ``paths`` by folder, in the order in which people number their files.

    Folders are searched with their subfolders; a .zip is read as a folder. Files that are plainly no papers are passed over, a
    file that is named twice or copied within its folder counts once, and a folder without any paper gives nothing. A path where
    nothing is and a paper that cannot be read are told with their folder.
    """
    folders: dict[PurePath, Folder] = {}
    seen: set[Path] = set()

    def keep(path: PurePath, named: Path, place: Path, found: Document | OversightError) -> None:
        folder = folders.setdefault(path, Folder(path, named, place))
        if isinstance(found, OversightError):
            folder.unreadable.append(found)
        elif all(document.sha256 != found.sha256 for document in folder.documents):
            folder.documents.append(found)

    for path in paths:
        try:
            for file in _files(path):
                if (real := file.resolve()) in seen:
                    continue
                seen.add(real)
                if _is_zip(file):
                    for folder, found in _unpacked(file):
                        keep(real / folder, path, real, found)
                else:
                    keep(real.parent, path, real.parent, _read(file))
        except OversightError as error:
            keep(path.absolute(), path, path.absolute(), error)
    return list(folders.values())


def _read(file: Path) -> Document | OversightError:
    try:
        return read_document(file)
    except OversightError as error:
        return error


def _unpacked(file: Path) -> Iterator[tuple[PurePath, Document | OversightError]]:
    from oversight.documents.unpack import unpack

    try:
        yield from unpack(file, is_paper, natural)
    except OversightError as error:
        yield PurePath(), error


def is_paper(name: str) -> bool:
    """Whether a file that is called so, found in a folder, may be a paper: not hidden, no lock file, no data, no read-me."""
    path = PurePosixPath(name)
    return _may_be_paper(name) and path.suffix.lower() in _PAPERS and path.stem.lower() not in _ABOUT


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that puts 附件2 before 附件10 and 材料二 before 材料十."""
    parts: list[tuple[int, int, str]] = []
    at = 0
    for match in _NUMBER.finditer(name):
        if match.start() > at:
            parts.append((1, 0, name[at : match.start()].casefold()))
        parts.append((0, _value(match), ""))
        at = match.end()
    if at < len(name):
        parts.append((1, 0, name[at:].casefold()))
    return parts


def _value(match: re.Match[str]) -> int:
    if digits := match["digits"]:
        return int(digits)
    if one := match["one"]:
        return _HAN[one]
    return 10 * _HAN.get(match["tens"], 1) + _HAN.get(match["ones"], 0)


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or every paper and archive in the folder and below it, the folder's own files first."""
    try:
        if not path.exists():
            raise NotFound(_("There is no such file or folder."), where=str(path))
        if not path.is_dir():
            if _may_be_paper(path.name):
                yield path
            return
    except OSError as error:
        raise closed(error, str(path)) from error
    for folder, subfolders, names in os.walk(path, onerror=_refuse):
        subfolders[:] = sorted((name for name in subfolders if _may_be_paper(name)), key=natural)
        for name in sorted(names, key=natural):
            file = Path(folder) / name
            if (is_paper(name) or (file.suffix.lower() == ".zip" and _may_be_paper(name))) and file.is_file():
                yield file


def _may_be_paper(name: str) -> bool:
    """~$报告.docx is Word's lock on an open file, ._报告.docx what a Mac leaves on a stick."""
    return not name.startswith((".", "~$", "__")) and not name.endswith("~") and PurePosixPath(name).suffix.lower() not in _DATA


def _is_zip(file: Path) -> bool:
    if file.suffix.lower() != ".zip":
        return False
    try:
        with file.open("rb") as stream:
            return stream.read(len(ZIP)) == ZIP
    except OSError as error:
        raise closed(error, str(file)) from error


def _refuse(error: OSError) -> None:
    raise closed(error, str(error.filename)) from error
