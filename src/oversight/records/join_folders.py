"""Which files make one packet: those of one session in a folder, and in folders beside or below it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from oversight.documents.gather import Folder
from oversight.errors import NotAPacket, OversightError
from oversight.messages import _
from oversight.records.look_over import Desk, Share
from oversight.records.packet import Doubt
from oversight.structure.bodies import Places
from oversight.structure.read_session import SessionKey, place_printed


@dataclass(slots=True)
class Pile:
    """The papers of one session with the folders that they lie in; ``key`` is None where they name no session.

    ``unreadable`` are the errors of files that may be papers of this session: a packet that has any is not whole.
    """

    key: SessionKey | None
    folders: list[Folder]
    shares: list[Share] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unreadable: list[OversightError] = field(default_factory=list)

    @property
    def printed(self) -> Places:
        """The places that the papers print."""
        places = Places()
        for share in self.shares:
            places.add(share.places)
        return places

    @property
    def places(self) -> tuple[Path, ...]:
        """The folders and archives on the disk that hold the papers."""
        return tuple(dict.fromkeys(folder.place for folder in self.folders))


@dataclass(slots=True)
class _Rest:
    """What names no session in a folder: papers, other texts, files that cannot be read."""

    folder: Folder
    homeless: list[Share]
    left: list[str]


def pile_up(folders: Sequence[Folder], desk: Desk) -> tuple[list[Pile], list[OversightError]]:
    """The packets in ``folders``, and the errors of files that belong to none or could belong to several.

    Folders of one session are put together where one lies in the other or both lie in one, and no paper stands in both (then they
    are versions of each other). A file that names no session joins the only one of its folder, else the only one beside it.
    """
    piles: list[Pile] = []
    rests: list[_Rest] = []
    for folder in folders:
        rest = _Rest(folder, [], [])
        here: list[Pile] = []
        for file in desk.look_over(folder):
            rest.left += [] if file.shares else [file.name]
            for share in file.shares:
                _put(here, rest, share, folder)
        rests.append(rest)
        for pile in here:
            _join(piles, pile)
    errors: list[OversightError] = []
    for rest in rests:
        errors += _settle(piles, rest)
    for pile in piles:
        pile.shares.sort(key=lambda share: share.file.order)
    return sorted((pile for pile in piles if pile.shares), key=lambda pile: pile.shares[0].file.order), errors


def _put(here: list[Pile], rest: _Rest, share: Share, folder: Folder) -> None:
    """Within a folder, a file goes to the session that it names."""
    key = share.key
    if key is None:
        rest.homeless.append(share)
        return
    home = next((pile for pile in here if pile.key is not None and pile.key.fits(key)), None)
    if home is None:
        home = Pile(key, [folder])
        here.append(home)
    home.shares.append(share)


def _join(piles: list[Pile], pile: Pile) -> None:
    """``pile`` put to one of the same session that lies near it, or beside the others."""
    for other in piles:
        if _same_number(other, pile) and _near(other, pile) and _same_place(other, pile) and not _versions(other, pile):
            known = {share.file.sha256 for share in other.shares}
            other.shares += [share for share in pile.shares if share.file.sha256 not in known]
            other.folders += pile.folders
            return
    piles.append(pile)


def _same_number(one: Pile, other: Pile) -> bool:
    return one.key is not None and other.key is not None and one.key.fits(other.key)


def _near(one: Pile, other: Pile) -> bool:
    return any(_beside_or_within(here.path, there.path) for here in one.folders for there in other.folders)


def _beside_or_within(one: PurePath, other: PurePath) -> bool:
    return one.parent == other.parent or one in other.parents or other in one.parents


def _same_place(one: Pile, other: Pile) -> bool:
    here, there = place_printed(one.printed, one.key) or "", place_printed(other.printed, other.key) or ""
    return here.endswith(there) or there.endswith(here)


def _versions(one: Pile, other: Pile) -> bool:
    """Whether a paper stands in both, as in a folder of drafts beside one of final papers."""
    here, there = ({title for share in pile.shares for title in share.titles} for pile in (one, other))
    return not here.isdisjoint(there)


def _settle(piles: list[Pile], rest: _Rest) -> list[OversightError]:
    """Bring to a session what names none; gives back the errors of what cannot be brought to one."""
    folder, homeless, unreadable = rest.folder, rest.homeless, rest.folder.unreadable
    if not (homeless or unreadable or rest.left or folder.closed):
        return []
    beside = False
    homes = [pile for pile in piles if any(one is folder for one in pile.folders)]
    if not homes:
        homes = [pile for pile in piles if any(_beside(one, folder) for one in pile.folders)]
        beside = True
    if len(homes) == 1:
        homes[0].shares += homeless
        homes[0].folders += [folder] if beside else []
        homes[0].unreadable += unreadable
        homes[0].doubts += [
            *_named(rest),
            *(_taken(share) for share in homeless if beside),
        ]
        return []
    if homes and not beside:
        homes[0].doubts += [*_named(rest), *(_unclear(share) for share in homeless)]
        return unreadable
    rest.left += [share.file.name for share in homeless if share.attached]
    homeless = [share for share in homeless if not share.attached]
    if homeless:
        piles.append(Pile(None, [folder], homeless, _named(rest), list(unreadable)))
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


def _named(rest: _Rest) -> list[Doubt]:
    """What lies beside the papers and was not taken as one."""
    no_paper = _("{name} holds no paper of a session and was left out")
    closed = _("{name} was not read: save it as .docx, .pdf or .xlsx and load it with the others")
    return [
        *(Doubt(code="not_a_paper", message=no_paper.format(name=name)) for name in rest.left),
        *(Doubt(code="not_read", message=closed.format(name=name)) for name in rest.folder.closed),
    ]


def _unclear(share: Share) -> Doubt:
    message = _("{name} does not say which session it belongs to and was left out")
    return Doubt(code="session_unclear", message=message.format(name=share.file.name))


def _taken(share: Share) -> Doubt:
    message = _("{name} does not say which session it belongs to; it was taken as a paper of the only one beside its folder")
    return Doubt(code="session_unclear", message=message.format(name=share.file.name))
