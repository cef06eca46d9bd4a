"""Paths → papers that lie together: files, folders and .zip archives, in the order in which people number their files.

What is found is not read yet: a thousand packets are told apart by their folders, and read one after another.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
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
        ".xlsx",
        ".xlsm",
        ".csv",
    }
)
# What may hold a paper and cannot be read: in a folder it is named, and does not keep the others from being read.
_CLOSED = frozenset({".xls", ".et", ".ods", ".xlsb", ".ofd", ".rar", ".7z"})
# Read-me files and the like speak about the papers.
_ABOUT = frozenset({"readme", "license", "licence", "changelog", "contributing", "notice", "makefile"})
# Never a paper, even when a pattern of the shell (seeds/*) has named it.
_DATA = frozenset({".tsv", ".json", ".ndjson", ".jsonl", ".yaml", ".yml", ".toml", ".ini", ".sqlite", ".db", ".lnk", ".url"})

# A list of values (.csv) is a paper only where it is one of people: 姓名, in whatever encoding. Programs write others beside the papers.
_OF_PEOPLE = tuple("姓".encode(encoding) for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"))
_HEAD = 4096

_HAN = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
# 附件2, 第十二次: what a person numbers by. One run is a number in digits, or one below a hundred in Chinese
_NUMBER = re.compile(
    r"(?P<digits>[0-9０-９]{1,18})|(?P<tens>[一二三四五六七八九]?)十(?P<ones>[一二三四五六七八九]?)|(?P<one>[〇一二三四五六七八九])"
)


@dataclass(slots=True)
class Folder:
    """The papers that lie in one folder (or in one folder of an archive), and what is wrong with those that cannot be read.

    Each of ``files`` is read when it is called, as often as it is called, and raises what is wrong with it. ``named`` is the path
    under which the folder was found, ``place`` the folder or archive on the disk that holds it. ``closed`` are the names of the files
    in it, and in folders below it without papers, whose format is not read.
    """

    path: PurePath
    named: Path
    place: Path
    files: list[Callable[[], Document]] = field(default_factory=list)
    unreadable: list[OversightError] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


def gather(paths: Sequence[Path]) -> list[list[Document]]:
    """The papers under ``paths``, each inner list holding those that lie in one folder; a copy within its folder counts once.

    Raises what is wrong with the first that cannot be read: NotFound for a path where nothing is, else UnreadableDocument.
    """
    groups = []
    for folder in gather_folders(paths):
        if folder.unreadable:
            raise folder.unreadable[0]
        documents: dict[str, Document] = {}
        for read in folder.files:
            document = read()
            documents.setdefault(document.sha256, document)
        groups.append(list(documents.values()))
    return groups


def gather_folders(paths: Sequence[Path]) -> list[Folder]:
    """The papers under ``paths`` by folder, in the order in which people number their files.

    Folders are searched with their subfolders; a .zip is read as a folder. Files that are plainly no papers are passed over, a
    file that is named twice counts once, and a folder without any paper gives nothing. A path where nothing is and an archive
    that cannot be opened are told with their folder.
    """
    folders: dict[PurePath, Folder] = {}
    seen: set[Path] = set()
    not_read: list[Path] = []

    def at(path: PurePath, named: Path, place: Path) -> Folder:
        return folders.setdefault(path, Folder(path, named, place))

    for path in paths:
        try:
            for file in _files(path):
                if (real := file.resolve()) in seen:
                    continue
                seen.add(real)
                if _is_closed(file.name) and file != path:
                    not_read.append(real)
                    continue
                if not _may_hold_a_paper(file.name, partial(_head, file)):
                    continue
                if _is_zip(file):
                    _unpack(file, real, path, at)
                else:
                    at(real.parent, path, real.parent).files.append(partial(read_document, file))
        except OversightError as error:
            at(path.absolute(), path, path.absolute()).unreadable.append(error)
    for file in not_read:
        if (beside := folders.get(file.parent) or folders.get(file.parent.parent)) is not None:
            beside.closed.append(file.name)
    return list(folders.values())


def _unpack(file: Path, real: Path, named: Path, at: Callable[[PurePath, Path, Path], Folder]) -> None:
    """Put the papers in an archive to the folders in which they lie there."""
    from oversight.documents.unpack import Archive

    archive = Archive(file)
    try:
        for name in archive.papers(is_paper, natural):
            if _may_hold_a_paper(name.name, partial(archive.head, name)):
                at(real / name.parent, named, real).files.append(partial(archive.read, name))
    except OversightError as error:
        at(real, named, real).unreadable.append(error)


def is_paper(name: str) -> bool:
    """Whether a file that is called so, found in a folder, may be a paper: not hidden, no lock file, no data, no read-me."""
    path = PurePosixPath(name)
    return _may_be_paper(name) and path.suffix.lower() in _PAPERS and path.stem.lower() not in _ABOUT


def count_papers(paths: Sequence[Path]) -> int:
    """How many papers and archives lie under ``paths``: by their names, a list of values by its first line as well."""
    count = 0
    for path in paths:
        if path.is_dir():
            for folder, _below, names in os.walk(path):
                papers = (Path(folder, name) for name in names if is_paper(name))
                count += sum(_may_hold_a_paper(paper.name, partial(_head, paper)) for paper in papers)
                count += sum(name.lower().endswith(".zip") for name in names)
        else:
            count += 1
    return count


def _is_closed(name: str) -> bool:
    return _may_be_paper(name) and PurePosixPath(name).suffix.lower() in _CLOSED


def _may_hold_a_paper(name: str, head: Callable[[int], bytes]) -> bool:
    if not name.lower().endswith(".csv"):
        return True
    opening = head(_HEAD)
    return any(sign in opening for sign in _OF_PEOPLE)


def _head(file: Path, size: int) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(size)
    except OSError as error:
        raise closed(error, str(file)) from error


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
            if (
                is_paper(name) or _is_closed(name) or (file.suffix.lower() == ".zip" and _may_be_paper(name))
            ) and file.is_file():
                yield file


def _may_be_paper(name: str) -> bool:
    """~$报告.docx is Word's lock on an open file, ._报告.docx what a Mac leaves on a stick."""
    return not name.startswith((".", "~$", "__")) and not name.endswith("~") and PurePosixPath(name).suffix.lower() not in _DATA


def _is_zip(file: Path) -> bool:
    if file.suffix.lower() != ".zip":
        return False
    return _head(file, len(ZIP)) == ZIP


def _refuse(error: OSError) -> None:
    raise closed(error, str(error.filename)) from error
