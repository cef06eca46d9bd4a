"""Which files make one packet: those of one session in a folder, and in folders beside or below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from oversight.documents.document import Document
from oversight.documents.gather import Folder
from oversight.errors import NotAPacket, OversightError
from oversight.messages import _
from oversight.records.packet import Doubt
from oversight.structure.dense_text import squeeze
from oversight.structure.part_sessions import part_sessions
from oversight.structure.read_session import FilePapers, SessionKey, place_printed, session_key

Entry = tuple[Document, FilePapers]


@dataclass(slots=True)
class Pile:
    """The papers of one session with the folders that they lie in; ``key`` is None where they name no session.

    ``unreadable`` are the errors of files that may be papers of this session: a packet that has any is not whole.
    """

    key: SessionKey | None
    folders: list[Folder]
    files: list[Entry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unreadable: list[OversightError] = field(default_factory=list)

    @property
    def place(self) -> str | None:
        """The committee's place as far as the papers print it."""
        return place_printed([file for _document, file in self.files], self.key)

    @property
    def places(self) -> tuple[Path, ...]:
        """The folders and archives on the disk that hold the papers."""
        return tuple(dict.fromkeys(folder.place for folder in self.folders))


@dataclass(slots=True)
class _Rest:
    """What names no session in a folder: papers, other texts, files that cannot be read."""

    folder: Folder
    homeless: list[Entry]
    left: list[str]


def pile_up(folders: Sequence[Folder]) -> tuple[list[Pile], list[OversightError]]:
    """The packets in ``folders``, and the errors of files that belong to none or could belong to several.

    Folders of one session are put together where one lies in the other or both lie in one, and no paper stands in both (then they
    are versions of each other). A file that names no session joins the only one of its folder, else the only one beside it.
    """
    piles: list[Pile] = []
    rests: list[_Rest] = []
    order: dict[int, int] = {}
    for folder in folders:
        rest = _Rest(folder, [], [])
        here: list[Pile] = []
        for document, file in zip(folder.documents, FilePapers.of_all(folder.documents), strict=True):
            order[id(document)] = len(order)
            parts = [part for part in part_sessions(file) if part.holds_papers]
            rest.left += [] if parts else [document.name]
            for part in parts:
                _put(here, rest, (document, part), folder)
        rests.append(rest)
        for pile in here:
            _join(piles, pile)
    errors: list[OversightError] = []
    for rest in rests:
        errors += _settle(piles, rest)
    for pile in piles:
        pile.files.sort(key=lambda entry: order[id(entry[0])])
    return sorted((pile for pile in piles if pile.files), key=lambda pile: order[id(pile.files[0][0])]), errors


def _put(here: list[Pile], rest: _Rest, entry: Entry, folder: Folder) -> None:
    """Within a folder, a file goes to the session that it names."""
    key = session_key([entry[1]])
    if key is None:
        rest.homeless.append(entry)
        return
    home = next((pile for pile in here if pile.key is not None and pile.key.fits(key)), None)
    if home is None:
        home = Pile(key, [folder])
        here.append(home)
    home.files.append(entry)


def _join(piles: list[Pile], pile: Pile) -> None:
    """``pile`` put to one of the same session that lies near it, or beside the others."""
    for other in piles:
        near = any(_near(one.path, folder.path) for one in other.folders for folder in pile.folders)
        if near and _same_session(other, pile) and not _versions(other, pile):
            known = {document.sha256 for document, _file in other.files}
            other.files += [entry for entry in pile.files if entry[0].sha256 not in known]
            other.folders += pile.folders
            return
    piles.append(pile)


def _near(one: PurePath, other: PurePath) -> bool:
    return one.parent == other.parent or one in other.parents or other in one.parents


def _same_session(one: Pile, other: Pile) -> bool:
    if one.key is None or other.key is None or not one.key.fits(other.key):
        return False
    here, there = one.place or "", other.place or ""
    return here.endswith(there) or there.endswith(here)


def _versions(one: Pile, other: Pile) -> bool:
    """Whether a paper stands in both, as in a folder of drafts beside one of final papers."""
    return not _titles(one.files).isdisjoint(_titles(other.files))


def _titles(files: Iterable[Entry]) -> set[str]:
    return {squeeze(head.title) for _document, file in files for _paper, head in file.papers if head is not None}


def _settle(piles: list[Pile], rest: _Rest) -> list[OversightError]:
    """Bring to a session what names none; gives back the errors of what cannot be brought to one."""
    folder, homeless, unreadable = rest.folder, rest.homeless, rest.folder.unreadable
    beside = False
    homes = [pile for pile in piles if any(one is folder for one in pile.folders)]
    if not homes:
        homes = [pile for pile in piles if any(_beside(one, folder) for one in pile.folders)]
        beside = True
    if len(homes) == 1:
        homes[0].files += homeless
        homes[0].folders += [folder] if beside else []
        homes[0].unreadable += unreadable
        homes[0].doubts += [
            *(_left_out(name) for name in rest.left),
            *(_taken(document) for document, _file in homeless if beside),
        ]
        return []
    if homes and not beside:
        homes[0].doubts += [*(_left_out(name) for name in rest.left), *(_unclear(document) for document, _file in homeless)]
        return unreadable
    if homeless:
        doubts = [_left_out(name) for name in rest.left]
        piles.append(Pile(None, [folder], homeless, doubts, list(unreadable)))
        return []
    if unreadable or not rest.left:
        return unreadable
    return [
        NotAPacket(
            _("No papers of a committee session were found: no session, attendance list, agenda or report."),
            where=", ".join(rest.left),
            hint=_("Check that it is the right file; `oversight explain FILE` shows what each line was taken for."),
        )
    ]


def _beside(one: Folder, other: Folder) -> bool:
    """Whether both were found under one name, one in the other or both in one folder."""
    a, b = one.path, other.path
    return one.named == other.named and (a.parent in {b.parent, b} or b.parent == a)


def _left_out(name: str) -> Doubt:
    return Doubt(code="not_a_paper", message=_("{name} holds no paper of a session and was left out").format(name=name))


def _unclear(document: Document) -> Doubt:
    message = _("{name} does not say which session it belongs to and was left out")
    return Doubt(code="session_unclear", message=message.format(name=document.name))


def _taken(document: Document) -> Doubt:
    message = _("{name} does not say which session it belongs to; it was taken as a paper of the only one beside its folder")
    return Doubt(code="session_unclear", message=message.format(name=document.name))
