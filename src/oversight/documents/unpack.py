"""A .zip archive of papers, read without writing anything to the disk."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from oversight.documents.damage import ZIP_ERRORS
from oversight.documents.document import Document
from oversight.documents.read_document import check_size, read_bytes
from oversight.errors import UnreadableDocument
from oversight.messages import _, ngettext

_MOST_FILES = 1000
_LARGEST = 200_000_000
_MEGABYTE = 1_000_000
# Text shrinks to a fifth, a repeated phrase to a hundredth; what shrinks further was made to fill a disk.
_STEEPEST = 200
_HARMLESS = 1_000_000
_ENCRYPTED = 0x1
_UTF8 = 0x800


class Archive:
    """The archive at ``path``. Its papers are listed first and read one by one, as often as is asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._members: dict[PurePosixPath, zipfile.ZipInfo] = {}

    def papers(self, is_paper: Callable[[str], bool], order: Callable[[str], Any]) -> list[PurePosixPath]:
        """The names of the papers in it, each with the folder that it lies in there.

        ``is_paper`` tells by the name whether a file counts, ``order`` is the key by which names are sorted. Raises
        UnreadableDocument for an archive that is damaged, locked, too large, or made to write outside of its folder.
        """
        with _opened(self._path) as archive:
            self._members = _papers(archive, self._path.name, is_paper)
        return sorted(self._members, key=lambda name: ([order(part) for part in name.parent.parts], order(name.name)))

    def head(self, name: PurePosixPath, size: int) -> bytes:
        """The first bytes of one of its papers, at most ``size``."""
        with _opened(self._path) as archive:
            try:
                with archive.open(self._members[name]) as stream:
                    return stream.read(size)
            except ZIP_ERRORS as error:
                raise _damaged(f"{self._path.name}/{name}") from error

    def read(self, name: PurePosixPath) -> Document:
        """One of its papers. Raises UnreadableDocument for what is damaged, empty, too large, or no text."""
        where = f"{self._path.name}/{name}"
        info = self._members[name]
        check_size(info.file_size, where)
        with _opened(self._path) as archive:
            try:
                data = archive.read(info)
            except ZIP_ERRORS as error:
                raise _damaged(where) from error
        return read_bytes(data, name.name)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except ZIP_ERRORS as error:
        raise _damaged(path.name) from error


def _damaged(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        _("The archive is damaged."), where=name, hint=_("Copy it again, or unpack it and give the files in it.")
    )


def _papers(archive: zipfile.ZipFile, where: str, is_paper: Callable[[str], bool]) -> dict[PurePosixPath, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > _MOST_FILES:
        raise UnreadableDocument(
            ngettext(
                "The archive holds {count} file; at most {limit} can be read.",
                "The archive holds {count} files; at most {limit} can be read.",
                len(infos),
            ).format(count=len(infos), limit=_MOST_FILES),
            where=where,
            hint=_("Give the papers of one session at a time."),
        )
    _check_sizes(infos, where)
    members: dict[PurePosixPath, zipfile.ZipInfo] = {}
    for info in infos:
        name = PurePosixPath(_name(info))
        _check_name(info, name, where)
        parts = name.parts
        link = stat.S_ISLNK(info.external_attr >> 16)
        hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in parts)
        if info.is_dir() or link or hidden:
            continue
        if name.suffix.lower() in {".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"}:
            raise UnreadableDocument(
                _("There is an archive within the archive: {name}.").format(name=name),
                where=where,
                hint=_("Unpack it and give the files in it."),
            )
        if not is_paper(name.name):
            continue
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableDocument(
                _("The archive is locked by a password."), where=where, hint=_("Unpack it and give the files in it.")
            )
        members[name] = info
    return members


def _check_sizes(infos: list[zipfile.ZipInfo], where: str) -> None:
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if unpacked > _LARGEST or (unpacked > _HARMLESS and unpacked > _STEEPEST * packed):
        raise UnreadableDocument(
            _("Unpacked, the archive has {size} MB from {packed} MB; at most {limit} MB can be read.").format(
                size=f"{unpacked / _MEGABYTE:.1f}", packed=f"{packed / _MEGABYTE:.1f}", limit=_LARGEST // _MEGABYTE
            ),
            where=where,
            hint=_("Give the papers of one session at a time."),
        )


def _check_name(info: zipfile.ZipInfo, name: PurePosixPath, where: str) -> None:
    drive = len(name.parts) > 0 and ":" in name.parts[0]
    if name.is_absolute() or ".." in name.parts or drive or "\0" in info.orig_filename:
        raise UnreadableDocument(
            _("The archive would write outside of its folder: {name}.").format(name=name),
            where=where,
            hint=_("Do not use it; ask for the papers again."),
        )


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name. Without the flag for UTF-8, Chinese Windows writes it in GB18030, a Mac in UTF-8."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        try:
            coded = name.encode("cp437")
            try:
                name = coded.decode("utf-8")
            except UnicodeDecodeError:
                name = coded.decode("gb18030")
        except UnicodeError:
            pass  # some third encoding: the name is odd, the paper is not
    return name.replace("\\", "/")
