"""Proof that what is stored still stands in its papers, and that a paper is the file that it was read from."""

import difflib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from oversight.database.check import stands_at
from oversight.database.check_shape import missing_tables
from oversight.database.finding import Finding
from oversight.database.reading import Reader
from oversight.documents.gather import gather
from oversight.documents.layout import is_untouched
from oversight.documents.read_document import read_bytes, read_document
from oversight.errors import UnreadableDocument
from oversight.messages import _
from oversight.views.kept_rows import KeptPaper, KeptRow, all_papers, kept_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that does not stand: ``code`` for programs, ``what`` for people; the row that rests on it, where there is one."""

    code: str
    file: str
    lines: tuple[int, ...]
    ref: str | None
    table: str | None
    row_id: int | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How many papers and rows were looked at, and what is wrong with them."""

    papers: int
    rows: int
    files: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """A file as it is now; ``text`` is None where it can no longer be read as a paper."""

    name: str
    sha256: str
    text: str | None


def verify(reader: Reader, files: Sequence[Path] = ()) -> Verified:
    """Hold every row that rests on lines against the stored text, and each of ``files`` against the paper that was read from it.

    A file is known by its digest, else by its name. Folders and archives are looked through.

    :raises NotFound: a file is not there
    """
    if missing := missing_tables(reader):
        return Verified(papers=0, rows=0, files=0, faults=tuple(_of_table(one) for one in missing))
    papers = all_papers(reader)
    rows = kept_rows(reader, tuple(paper.id for paper in papers)) if papers else []
    standing = [row for row in rows if row.stands]
    given = [one for path in files for one in _given(path)]
    faults = [*_out_of_place(papers, rows), *_otherwise(papers, standing, given)]
    return Verified(papers=len(papers), rows=len(rows), files=len(given), faults=tuple(faults))


def _given(path: Path) -> Iterator[_Given]:
    if path.is_file() and path.suffix.lower() != ".zip":
        data = path.read_bytes()
        try:
            text = read_bytes(data, path.name).text
        except UnreadableDocument:
            text = None
        yield _Given(path.name, hashlib.sha256(data).hexdigest(), text)
    elif path.exists():
        for document in (document for group in gather([path]) for document in group):
            yield _Given(document.name, document.sha256, document.text)
    else:
        read_document(path)


def _out_of_place(papers: Sequence[KeptPaper], rows: Sequence[KeptRow]) -> Iterator[Fault]:
    """Stored texts that do not stand at the lines that they name, and stored papers that were changed since they were read."""
    for paper in papers:
        lines = paper.text.split("\n")
        if not is_untouched(paper.text, paper.layout):
            yield Fault(
                code="paper_changed",
                file=paper.name,
                lines=(),
                ref=None,
                table="source_document",
                row_id=paper.id,
                what=_("The stored text of {file} is not the one that was read.").format(file=paper.name),
            )
        for row in rows:
            if row.document_id == paper.id and not stands_at(row.text, lines, row.first, row.last):
                what = _("{ref}: its text does not stand at the lines that it names.")
                yield _of_row("text_out_of_place", paper, row, what.format(ref=_called(row)))


def _otherwise(papers: Sequence[KeptPaper], rows: Sequence[KeptRow], given: Sequence[_Given]) -> Iterator[Fault]:
    """Files that are not the papers that were read, with the rows that rest on what is otherwise."""
    by_digest = {paper.sha256: paper for paper in papers}
    by_name = {paper.name: paper for paper in papers}
    for file in given:
        paper = by_digest.get(file.sha256) or by_name.get(file.name)
        if paper is None:
            yield _of_file("unknown_file", file.name, (), _("{file} was never loaded.").format(file=file.name))
            continue
        changed = _changed(paper.text, file.text)
        if file.sha256 != paper.sha256:
            what = _("{file} is not the file that was read: its bytes differ.").format(file=file.name)
            yield _of_file("file_changed", file.name, changed, what)
        touched = set(changed)
        for row in rows:
            if row.document_id == paper.id and not touched.isdisjoint(range(row.first, row.last + 1)):
                what = _("{ref} rests on lines that {file} has otherwise.").format(ref=_called(row), file=file.name)
                yield _of_row("rests_on_changed", paper, row, what)


def _changed(stored: str, given: str | None) -> tuple[int, ...]:
    """The lines of ``stored`` that ``given`` has otherwise; all of them where there is no text any more."""
    before = stored.split("\n")
    if given is None:
        return tuple(range(1, len(before) + 1))
    changed: set[int] = set()
    for act, first, last, _first, _last in difflib.SequenceMatcher(
        None, before, given.split("\n"), autojunk=False
    ).get_opcodes():
        if act == "insert":
            # Lines that were put in stand between two that are there.
            changed.update({max(first, 1), min(first + 1, len(before))})
        elif act != "equal":
            changed.update(range(first + 1, last + 1))
    return tuple(sorted(changed))


def _of_table(one: Finding) -> Fault:
    return Fault(code=one.code, file="", lines=(), ref=None, table=one.table, row_id=None, what=one.what)


def _of_row(code: str, paper: KeptPaper, row: KeptRow, what: str) -> Fault:
    return Fault(
        code=code, file=paper.name, lines=(row.first, row.last), ref=row.ref, table=row.table, row_id=row.id, what=what
    )


def _of_file(code: str, name: str, changed: tuple[int, ...], what: str) -> Fault:
    lines = (changed[0], changed[-1]) if changed else ()
    return Fault(code=code, file=name, lines=lines, ref=None, table=None, row_id=None, what=what)


def _called(row: KeptRow) -> str:
    """What a person calls the row: who stands on a list has no ref, but a name."""
    return f"{row.ref} {row.text}" if row.table == "attendance" else row.ref
