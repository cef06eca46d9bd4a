"""The files of a folder looked over: which sessions their papers are of. The papers themselves are read when their turn comes.

A call may be given the papers of twenty years, and which of them make one packet is known only when all have been seen. So no
more is kept of each than what tells: its session, its titles, the places that it prints. Only while little has been read the
papers are kept as well, so that a single packet is read once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from oversight.documents.document import Document
from oversight.documents.gather import Folder
from oversight.errors import OversightError, UnreadableDocument
from oversight.messages import _
from oversight.structure.bodies import Places
from oversight.structure.dense_text import squeeze
from oversight.structure.join_notices import join_apart
from oversight.structure.paper import Paper
from oversight.structure.part_sessions import part_sessions
from oversight.structure.read_session import FilePapers, SessionKey, places_in, session_key

Entry = tuple[Document, FilePapers]
# Of so many characters the papers are kept: some forty packets, 20 MB.
_ROOM = 1_000_000


@dataclass(slots=True)
class SeenFile:
    """A file that was looked over. ``order`` counts all files; ``together`` are those of its folder that it has to be read with."""

    read: Callable[[], Document]
    order: int
    name: str
    sha256: str
    together: tuple["SeenFile", ...] = ()
    shares: tuple["Share", ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """The papers of one session in a file, the ``part``-th that it holds. ``key`` is None where they name no session.

    ``attached``: it holds but a table of tasks, which says nothing by itself.
    """

    file: SeenFile
    part: int
    key: SessionKey | None
    titles: frozenset[str]
    places: Places
    attached: bool = False


@dataclass(slots=True)
class Desk:
    """Looks files over, and reads them when they are needed."""

    _seen: int = 0
    _room: int = field(default_factory=lambda: _ROOM)
    _kept: dict[int, tuple[Document, list[FilePapers]]] = field(default_factory=dict)

    def look_over(self, folder: Folder) -> list[SeenFile]:
        """The files of ``folder`` in order, a copy once. What is wrong with one is put to ``folder.unreadable``."""
        files: dict[str, SeenFile] = {}
        husks: list[tuple[Paper, ...]] = []
        for read in folder.files:
            try:
                self._look_at(read, files, husks)
            except OversightError as error:
                folder.unreadable.append(error)
        for group in _tied(husks):
            together = tuple(list(files.values())[at] for at in group)
            for file in together:
                file.together = together
            documents = [self._document(file) for file in together]
            for file, document, papers in zip(together, documents, FilePapers.of_all(documents), strict=True):
                self._put_down(file, document, papers)
        return list(files.values())

    def _look_at(self, read: Callable[[], Document], files: dict[str, SeenFile], husks: list[tuple[Paper, ...]]) -> None:
        document = read()
        if document.sha256 in files:
            return
        self._seen += 1
        file = files[document.sha256] = SeenFile(read, self._seen, document.name, document.sha256)
        [papers] = FilePapers.of_all([document])
        husks.append(tuple(replace(paper, lines=(), letterhead=()) for paper, _head in papers.papers))
        self._put_down(file, document, papers)

    def open(self, shares: Sequence[Share]) -> list[Entry]:
        """The papers themselves, read again where they are not at hand.

        Raises NotFound or UnreadableDocument for a file that has gone, or is another than the one that was looked over.
        """
        opened: dict[int, tuple[Document, list[FilePapers]]] = {}
        for file in (share.file for share in shares):
            if file.order not in opened:
                opened.update(self._opened(file))
        return [(opened[share.file.order][0], opened[share.file.order][1][share.part]) for share in shares]

    def _opened(self, file: SeenFile) -> Iterator[tuple[int, tuple[Document, list[FilePapers]]]]:
        if (kept := self._kept.pop(file.order, None)) is not None:
            yield file.order, kept
            return
        together = file.together or (file,)
        documents = [self._document(one) for one in together]
        for one, document, papers in zip(together, documents, FilePapers.of_all(documents), strict=True):
            yield one.order, (document, _parts(papers))

    def _put_down(self, file: SeenFile, document: Document, papers: FilePapers) -> None:
        parts = _parts(papers)
        file.shares = tuple(
            Share(file, at, session_key([part]), _titles(part), places_in(part), part.only_attached)
            for at, part in enumerate(parts)
        )
        size = sum([len(line.raw) for line in document.lines])
        if file.order in self._kept or size <= self._room:
            self._room -= 0 if file.order in self._kept else size
            self._kept[file.order] = document, parts

    def _document(self, file: SeenFile) -> Document:
        kept = self._kept.get(file.order)
        document = kept[0] if kept else file.read()
        if document.sha256 != file.sha256:
            raise UnreadableDocument(
                _("The file was changed while the papers were read."), where=file.name, hint=_("Give the papers again.")
            )
        return document


def _parts(papers: FilePapers) -> list[FilePapers]:
    return [part for part in part_sessions(papers) if part.holds_papers]


def _titles(part: FilePapers) -> frozenset[str]:
    return frozenset(squeeze(head.title) for _paper, head in part.papers if head is not None)


def _tied(files: Sequence[Sequence[Paper]]) -> list[list[int]]:
    """The files, by their place, that have to be read together: a notice that lies in one sends a paper that lies in another."""
    owner = {id(line): at for at, papers in enumerate(files) for paper in papers for line in paper.title}
    group = list(range(len(files)))
    for at, (papers, joined) in enumerate(zip(files, join_apart(files), strict=True)):
        for paper, now in zip(papers, joined, strict=True):
            if now.notice is not None and paper.notice is None:
                one, other = group[at], group[owner[id(now.notice.title[0])]]
                group = [one if each == other else each for each in group]
    together: dict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(group):
        together[each].append(at)
    return [places for places in together.values() if len(places) > 1]
