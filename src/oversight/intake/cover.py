"""Proof of completeness: what is kept of a session's papers, held against the papers themselves.

The stored papers are read anew. A line is accounted for by a row that stands, by a rule, or by a person; what the reader takes
for a record that no row holds is open, and so is every sentence of the committee's own papers that asks for something and is
neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from oversight.database.reading import Reader
from oversight.documents.document import Document
from oversight.documents.layout import document_again
from oversight.errors import NotAPacket
from oversight.intake.cover_file import FileCover, Kept
from oversight.intake.coverage import Coverage, OpenPassage
from oversight.intake.expected import expected_in
from oversight.records.packet import Packet
from oversight.records.read_packet import Reading, read_documents
from oversight.records.set_aside import PaperAccount, account
from oversight.views.kept_rows import KeptPaper, KeptRow, PersonsAside, kept_papers, kept_rows, persons_asides
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, resolve_ref

# A paper of which a later one repeats this share of the lines has been replaced by it.
_REPLACED = 0.5


@dataclass(frozen=True, slots=True)
class _Read:
    """Papers that were read together, the packet that they make (None where they make none), and the keys that they are stored under.

    ``papers`` is their account.
    """

    documents: tuple[Document, ...]
    keys: tuple[int, ...]
    packet: Packet | None
    papers: Sequence[PaperAccount]


def cover_session(reader: Reader, ref: str) -> Coverage:
    """The account of all papers that are stored of the session ``ref``.

    :raises NotFound: there is no such session
    """
    found = resolve_ref(reader, ref, Entity.SESSION)
    papers = current_papers(kept_papers(reader, found.id))
    files = _cover(found.ref, _read_again(papers), _rows(reader, papers), persons_asides(reader, found.id))
    return Coverage(
        session=found.ref,
        lines=tuple(line for file in files for line in file.lines),
        passages=tuple(passage for file in files for passage in file.passages),
        papers=tuple(paper for file in files for paper in file.papers),
    )


def open_passages(reader: Reader, reading: Reading, session_ref: str, body_code: str) -> list[OpenPassage]:
    """What is open of a packet that has just been taken in: as :func:`cover_session`, without reading it a second time."""
    known = bodies(reader)
    code = next((key for key, code in known.codes.items() if code == body_code), None)
    ref = session_ref if code is None or len(known.codes) == 1 else f"{body_code}/{session_ref}"
    found = resolve_ref(reader, ref, Entity.SESSION)
    stored = {(paper.sha256, paper.text): paper for paper in kept_papers(reader, found.id)}
    papers = [stored.get((document.sha256, document.text)) for document in reading.documents]
    if any(paper is None for paper in papers):
        return list(cover_session(reader, ref).passages)
    known_papers = [paper for paper in papers if paper is not None]
    read = _Read(reading.documents, tuple(paper.id for paper in known_papers), reading.packet, reading.papers)
    files = _cover(found.ref, [read], _rows(reader, known_papers), persons_asides(reader, found.id))
    return [passage for file in files for passage in file.passages]


def session_of(reader: Reader, reading: Reading) -> str | None:
    """The session under which the papers of ``reading`` are stored, None where they are not."""
    digests = tuple(document.sha256 for document in reading.documents)
    known = bodies(reader)
    row = reader.one(
        """
        SELECT s.ref, s.body_id FROM source_document d JOIN legislative_session s ON s.id = d.session_id
        WHERE d.sha256 IN :digests AND s.withdrawn_at IS NULL ORDER BY d.id DESC""",
        digests=digests,
    )
    return None if row is None else known.prefix(row["body_id"]) + str(row["ref"])


def current_papers(papers: Sequence[KeptPaper]) -> list[KeptPaper]:
    """Without those that nothing rests on any more because a corrected one took their place."""
    current = []
    for position, paper in enumerate(papers):
        others = [other for at, other in enumerate(papers) if at != position and (other.in_use or at > position)]
        if paper.in_use or not any(_replaces(other, paper) for other in others):
            current.append(paper)
    return current


def _replaces(other: KeptPaper, paper: KeptPaper) -> bool:
    before = {line.strip() for line in paper.text.split("\n")} - {""}
    after = {line.strip() for line in other.text.split("\n")}
    return other.name == paper.name or len(before & after) >= _REPLACED * len(before)


def read_again(papers: Sequence[KeptPaper]) -> list[Reading]:
    """The packets that stored papers make, as on the day when they were read; none where they make none any more."""
    return [reading for reading, _keys in _readings(papers)[0]]


def _readings(papers: Sequence[KeptPaper]) -> tuple[list[tuple[Reading, tuple[int, ...]]], dict[int, Document]]:
    """The packets with the keys of their papers, and every paper by its key."""
    documents = {paper.id: document_again(paper.name, paper.sha256, paper.text, paper.layout) for paper in papers}
    keys = {id(document): key for key, document in documents.items()}
    try:
        readings = list(read_documents(list(documents.values())))
    except NotAPacket:
        readings = []
    return [(one, tuple(keys[id(document)] for document in one.documents)) for one in readings], documents


def _read_again(papers: Sequence[KeptPaper]) -> list[_Read]:
    readings, documents = _readings(papers)
    read = [_Read(reading.documents, keys, reading.packet, reading.papers) for reading, keys in readings]
    taken = {key for one in read for key in one.keys}
    left = [(key, document) for key, document in documents.items() if key not in taken]
    return [*read, *(_Read((document,), (key,), None, account([document])) for key, document in left)]


def _rows(reader: Reader, papers: Sequence[KeptPaper]) -> list[KeptRow]:
    return kept_rows(reader, tuple(paper.id for paper in papers)) if papers else []


def _cover(session: str, read: Sequence[_Read], rows: Sequence[KeptRow], asides: Sequence[PersonsAside]) -> list[FileCover]:
    files = []
    for one in read:
        for file, (document, key) in enumerate(zip(one.documents, one.keys, strict=True)):
            kept = Kept(key, [row for row in rows if row.document_id == key], asides)
            of_file = [paper for paper in one.papers if paper.file == file]
            expected = [] if one.packet is None else expected_in(one.packet, file)
            files.append(FileCover(session, document, expected, of_file, kept))
    return files
