"""From files to packets: the papers of one session, put together and validated."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path, PurePath

from pydantic import ValidationError

from oversight.documents.document import Document, Line
from oversight.documents.gather import Folder, gather_folders
from oversight.errors import InvalidPacket, NotAPacket, NotFound, OversightError, UnreadableDocument
from oversight.messages import _
from oversight.records.collect_seldom import collect_seldom
from oversight.records.join_folders import Pile, pile_up
from oversight.records.look_over import Desk
from oversight.records.packet import AgendaItem, Declared, Doubt, Member, Observer, Packet, Session, Source, SourceFile
from oversight.records.put_reports import put_earlier, put_reports
from oversight.records.set_aside import PaperAccount, account
from oversight.structure.agenda_in_news import find_agenda
from oversight.structure.demands import Earlier, ReadPart
from oversight.structure.dense_text import dense
from oversight.structure.earlier_opinions import find_earlier
from oversight.structure.find_demands import find_demands
from oversight.structure.join_tasks import StrayTask, with_tasks
from oversight.structure.minutes import are_minutes, with_minutes
from oversight.structure.paper import Paper, PaperKind
from oversight.structure.part_sessions import strangers
from oversight.structure.presenters import find_readings, presenter_in, presenter_in_item
from oversight.structure.read_agenda import Item, agenda_number, read_agenda
from oversight.structure.read_attendance import AttendanceRead, Front, read_attendance
from oversight.structure.read_session import (
    FilePapers,
    SessionFacts,
    SessionKey,
    is_of_the_session,
    read_session,
    session_key,
)
from oversight.structure.repeats import find_repeats
from oversight.structure.report_head import ReportHead, heard_in, read_head
from oversight.structure.report_part import ReportPart
from oversight.structure.roll import role_of
from oversight.vocabulary import Role


@dataclass(frozen=True)
class Reading:
    """A packet with the documents that it was read from, in the order of ``packet.source.files``.

    ``places`` are the folders and archives on the disk that hold them.
    """

    packet: Packet
    documents: tuple[Document, ...]
    places: tuple[Path, ...] = ()

    @cached_property
    def papers(self) -> list[PaperAccount]:
        """What stands in each paper beside its records; made when it is first asked for, and handed on with the packet."""
        return account(self.documents, self.packet)


def read_packets(paths: Sequence[Path], refused: Callable[[OversightError], None] | None = None) -> Iterator[Reading]:
    """The packets in files, folders and archives, one a session, in the order of the paths.

    Files that lie together and name the same session make one packet; one that names none joins the only session of its folder.
    What is wrong with one packet is told to ``refused`` and does not stop the others; without it the first error is raised:
    NotFound for a missing path, UnreadableDocument for a file that is no text, NotAPacket where no papers are found. A packet one
    of whose files cannot be read is refused whole, since nobody would miss the paper.
    """
    collect_seldom()
    refused = refused or _raise
    folders = gather_folders(paths)
    desk = Desk()
    filled = {place for folder in folders for place in (folder.place, *folder.place.parents)}
    empty = [path for path in paths if path.is_dir() and path.resolve() not in filled]
    if empty or not folders:
        refused(
            NotAPacket(
                _("There are no papers here."),
                where=", ".join(str(path) for path in empty or paths),
                hint=_("Name a file, or a folder with files, in .txt, .docx or .pdf."),
            )
        )
    piles, errors = pile_up(folders, desk)
    for error in errors:
        refused(error)
    for pile in piles:
        if pile.unreadable:
            for error in pile.unreadable:
                refused(error)
            continue
        try:
            reading = _read_session(pile, desk)
        except (InvalidPacket, NotFound, UnreadableDocument) as error:
            refused(error)
            continue
        yield reading
        # The next one is read when this one has been let go.
        del reading


def read_documents(documents: Sequence[Document]) -> Iterator[Reading]:
    """The packets in documents that lie together, one a session. Raises NotAPacket where none holds a paper."""
    together = Folder(PurePath(), Path(), Path(), [partial(_at_hand, document) for document in documents])
    desk = Desk()
    piles, errors = pile_up([together], desk)
    for error in errors:
        raise error
    for pile in piles:
        yield _read_session(pile, desk)


def _at_hand(document: Document) -> Document:
    return document


def _raise(error: OversightError) -> None:
    raise error


def _read_session(pile: Pile, desk: Desk) -> Reading:
    entries = desk.open(pile.shares)
    documents = tuple(document for document, _file in entries)
    contents = list(FilePapers.lent([file for _document, file in entries]))
    key = session_key(contents)
    facts = read_session(contents, key, pile.printed)
    fronts = [(position, paper) for position, file in enumerate(contents) for paper, head in file.papers if head is None]
    heads = [
        (position, paper, head.in_year(facts.year))
        for position, file in enumerate(contents)
        for paper, head in file.papers
        if head is not None
    ]
    attendance = read_attendance(
        [Front(file, paper.heading, _below_title(paper)) for file, paper in fronts if paper.kind is PaperKind.ATTENDANCE],
        [Front(file, paper.heading, _below_title(paper)) for file, paper in fronts if is_of_the_session(paper)],
        [Front(file, paper.heading, _below_title(paper)) for file, paper in fronts if paper.kind is PaperKind.AGENDA],
        _roles(heads),
        facts.number,
    )
    agenda = _agenda(fronts)
    parts = _parts(heads, fronts, [item for item, _file in agenda])
    read = [ReadPart(part, find_demands(part, part.presented_on or facts.starts_on or part.dated_on)) for part in parts]
    read = with_minutes(read, _minutes(fronts, facts.year), lambda part: find_demands(part, facts.starts_on or part.dated_on))
    tables = [(file, paper.lines) for file, paper in fronts if paper.kind is PaperKind.TASKS]
    read, stray = with_tasks(read, tables, facts.starts_on)
    earlier = find_earlier(read, facts.term, facts.number, facts.starts_on)
    try:
        packet = Packet(
            source=Source(
                files=tuple(
                    SourceFile(name=document.name, sha256=document.sha256, lines=len(document.lines)) for document in documents
                )
            ),
            session=Session(
                body=facts.body,
                term=facts.term,
                number=facts.number,
                starts_on=facts.starts_on,
                ends_on=facts.ends_on,
                presided_by=attendance.presided_by,
                venue=facts.venue or attendance.venue,
            ),
            declared=Declared(**attendance.totals),
            members=_members(attendance),
            observers=tuple(
                Observer(name=seen.name, title=seen.title, file=file, lines=seen.lines) for seen, file in attendance.observers
            ),
            agenda=tuple(
                AgendaItem(number=number, text=item.text, file=file, lines=item.lines)
                for number, (item, file) in enumerate(agenda, 1)
            ),
            reports=put_reports(read, find_repeats(read), earlier),
            earlier_opinions=put_earlier(earlier),
            doubts=(
                *pile.doubts,
                *_strangers(contents, key),
                *_unread(earlier),
                *_tasks_of_nobody(stray),
                *_doubts(facts, attendance),
            ),
        )
    except ValidationError as error:
        raise InvalidPacket(
            "; ".join(f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()),
            where=", ".join(document.name for document in documents),
            hint=_("This is a fault of the reader; please report it with the file."),
        ) from error
    return Reading(packet, documents, pile.places)


def _below_title(paper: Paper) -> tuple[Line, ...]:
    return paper.lines[paper.title[-1].number - paper.lines[0].number + 1 :] if paper.title else paper.lines


def _roles(heads: Sequence[tuple[int, Paper, ReportHead]]) -> dict[str, Role]:
    """The roles that the lines under the titles give: 区人大常委会副主任　荆自远."""
    roles: dict[str, Role] = {}
    for _file, _paper, head in heads:
        role = role_of(head.presenter_title) if head.presenter_title and "常委会" in head.presenter_title else None
        if head.presenter and role is not None:
            roles.setdefault(head.presenter, role)
    return roles


def _agenda(fronts: Sequence[tuple[int, Paper]]) -> list[tuple[Item, int]]:
    """The agenda's items; where no agenda is printed, those that a sentence of the news counts up."""
    for file, paper in fronts:
        if paper.kind is PaperKind.AGENDA and (items := read_agenda(_below_title(paper))):
            return [(item, file) for item in items]
    for file, paper in fronts:
        if paper.kind is PaperKind.NEWS and (told := list(find_agenda(dense(_below_title(paper))))):
            return [(item, file) for item in told]
    return []


def _parts(
    heads: Sequence[tuple[int, Paper, ReportHead]], fronts: Sequence[tuple[int, Paper]], agenda: Sequence[Item]
) -> list[ReportPart]:
    news = [dense(_below_title(paper)).text for _file, paper in fronts if paper.kind is PaperKind.NEWS]
    readings = [reading for text in news for reading in find_readings(text)]
    numbers = [agenda_number(head.title, agenda) or agenda_number(heard_in(head), agenda) for _file, _paper, head in heads]
    return [
        ReportPart(
            number=number,
            kind=head.kind,
            title=head.title,
            lines=paper.lines,
            body=head.body,
            file=file,
            author=head.author,
            presenter=head.presenter
            or presenter_in(readings, head)
            or (presenter_in_item(agenda[at - 1].text, head) if at is not None else None),
            presented_on=head.presented_on,
            dated_on=head.dated_on,
            addressee=head.addressee,
            agenda_number=at,
            document_number=head.document_number,
        )
        for number, ((file, paper, head), at) in enumerate(zip(heads, numbers, strict=True), 1)
    ]


def _minutes(fronts: Sequence[tuple[int, Paper]], year: int | None) -> list[ReportPart]:
    """The minutes among the papers that are no reports, as they would be ones."""
    found = [(file, paper) for file, paper in fronts if paper.kind is PaperKind.NEWS and are_minutes(paper.heading)]
    return _parts([(file, paper, read_head(paper).in_year(year)) for file, paper in found], (), ())


def _members(attendance: AttendanceRead) -> tuple[Member, ...]:
    return tuple(
        Member(
            name=person.name,
            role=person.role or Role.MEMBER,
            attendance=person.attendance,
            reason=person.reason,
            file=file,
            lines=person.lines,
        )
        for person, file in attendance.members
    )


def _strangers(files: Sequence[FilePapers], key: SessionKey | None) -> Iterator[Doubt]:
    for position, file in enumerate(files):
        for paper, mention in strangers(file, key):
            message = _("“{title}” says that it was read at session {number}, not at the one of the other papers")
            lines = (paper.title[0].number, paper.title[-1].number)
            yield Doubt(
                code="other_session",
                message=message.format(title=paper.heading, number=mention.number),
                lines=lines,
                file=position,
            )


def _unread(earlier: Earlier) -> Iterator[Doubt]:
    for part in earlier.unread:
        message = _("“{title}” answers opinions, but not one of them was recognised in it; what it says is not kept")
        lines = (part.lines[0].number, part.lines[-1].number)
        yield Doubt(code="answer_unread", message=message.format(title=part.title), lines=lines, file=part.file)


def _tasks_of_nobody(stray: Iterable[StrayTask]) -> Iterator[Doubt]:
    for task in stray:
        message = _("The table gives out “{task}”, which no passage of the opinion asks for in these words").format(
            task=task.text
        )
        yield Doubt(code="task_without_demand", message=message, lines=task.lines, file=task.file)


def _doubts(facts: SessionFacts, attendance: AttendanceRead) -> Iterator[Doubt]:
    said = {
        "body": _("The papers do not name the committee's place"),
        "session": _("The papers do not say which session they belong to"),
        "date": _("The papers do not give the date of the session, or not its year"),
    }
    for missing in facts.missing:
        yield Doubt(code=f"{missing}_unknown", message=said[missing])
    for doubt in attendance.doubts:
        yield Doubt(code=doubt.code, message=doubt.message, lines=doubt.lines, file=doubt.file)
