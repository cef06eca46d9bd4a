"""The parts of an Office file (.docx, .xlsx) as trees, opened so that nothing outside of the file is ever fetched."""

import io
import posixpath
import zipfile
from xml.etree import ElementTree as ET

from oversight.documents.damage import ZIP_ERRORS, damaged
from oversight.documents.limits import unpacks_too_large

Element = ET.Element

# The text of ten papers unpacks to about 2 MB.
_LARGEST_PART = 30_000_000
# XML shrinks to a tenth or a twentieth; what shrinks further was made to fill a memory.
_STEEPEST = 200
_HARMLESS = 1_000_000
# Ordinary and "strict" files use different namespaces for the same names: only the local names count.
_MAIN = "word/document.xml"


class OfficeFile:
    """The parts of one file by their paths in it."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_ERRORS:
            raise damaged(name) from None

    def main(self) -> str | None:
        """The path of the part that all others hang on."""
        return self.target("_rels/.rels", "/officeDocument", "")

    def related(self, path: str) -> dict[str, str]:
        """The parts that the part at ``path`` refers to, by the key that it uses for them."""
        folder, file = posixpath.split(path)
        tree = self.part(f"{folder}/_rels/{file}.rels")
        return {
            relation.get("Id", ""): _resolved(relation.get("Target", ""), folder)
            for relation in (tree if tree is not None else ())
            if relation.get("TargetMode") != "External"
        }

    def target(self, relations: str, kind: str, folder: str) -> str | None:
        """Where the relation of this kind points within the file."""
        tree = self.part(relations)
        for relation in tree if tree is not None else ():
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                return _resolved(relation.get("Target", ""), folder)
        return None

    def part(self, path: str) -> Element | None:
        """The part at ``path`` as a tree, if there is one. Raises UnreadableDocument where it is damaged or made to fill a memory."""
        try:
            info = self._archive.getinfo(path)
        except KeyError:
            return None
        bomb = info.file_size > _HARMLESS and info.file_size > _STEEPEST * info.compress_size
        if bomb or info.file_size > _LARGEST_PART:
            raise unpacks_too_large(self._name)
        try:
            data = self._archive.read(info)
            if b"<!DOCTYPE" in data[:1024]:
                raise damaged(self._name)
            # The parser fetches no entity from outside; a definition of entities was refused above.
            return ET.fromstring(data)  # noqa: S314
        except (*ZIP_ERRORS, ET.ParseError):
            raise damaged(self._name) from None


def _resolved(target: str, folder: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


class WordFile:
    """The parts of one .docx by what they are for."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._file = OfficeFile(data, name)
        self._main = self._file.main() or _MAIN

    def body(self) -> Element:
        """The body of the document."""
        document = self._file.part(self._main)
        found = None if document is None else child(document, "body")
        if found is None:
            raise damaged(self._name)
        return found

    def part(self, kind: str) -> Element | None:
        """The part that the document calls ``kind`` (numbering, styles, footnotes, endnotes), if it has one."""
        folder, file = posixpath.split(self._main)
        target = self._file.target(f"{folder}/_rels/{file}.rels", f"/{kind}", folder)
        return None if target is None else self._file.part(target)


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along ``path``, each step a local name."""
    for name in path:
        element = next((found for found in element if local(found) == name), None) if element is not None else None
    return element


def attribute(element: Element | None, name: str) -> str | None:
    """The attribute with this local name."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def value(element: Element | None, *path: str) -> str | None:
    """The ``val`` of the descendant along ``path``."""
    return attribute(child(element, *path), "val")


def number(element: Element | None, *path: str) -> int | None:
    """The whole number that the ``val`` along ``path`` holds."""
    text = value(element, *path)
    return int(text) if text is not None and text.lstrip("-").isdecimal() and len(text) < 10 else None  # noqa: PLR2004 -- 32 bits


def is_on(element: Element | None, *path: str) -> bool:
    """Whether a switch is set: there, and not val="0"."""
    found = child(element, *path)
    return found is not None and attribute(found, "val") not in {"0", "false", "off", "none"}
