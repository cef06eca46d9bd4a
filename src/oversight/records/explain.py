"""The reader's own debugger: what each line of the files was taken for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oversight.documents.document import Document, Line
from oversight.records.packet import Packet
from oversight.records.read_packet import Reading
from oversight.structure.bodies import find_sessions
from oversight.structure.dense_text import plain, squeeze
from oversight.structure.paper import Paper, PaperKind
from oversight.structure.paper_titles import opens_an_item
from oversight.structure.read_session import FilePapers
from oversight.structure.report_head import ReportHead
from oversight.vocabulary import Attendance, LinePart

# A heading stands on its line alone, or nearly so.
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class LineMark:
    """Line ``number`` (from 1) of file ``file`` (from 0).

    ``detail`` is the report's number, or the paths of all that stands on the line (5:3.3.2, 5:3.3.3; 5:p2); of members how they
    attended: present; leave: 高翔.
    """

    file: int
    number: int
    part: LinePart
    detail: str | None
    text: str


def explain(reading: Reading) -> list[LineMark]:
    """A mark for each line of each file; where several parts hold a line, the smallest names it."""
    return explain_documents(reading.documents, reading.packet)


def explain_documents(documents: Sequence[Document], packet: Packet | None = None) -> list[LineMark]:
    """The same for files that make no packet, too: what stands in them before any record was made."""
    marks: list[LineMark] = []
    reports = 0
    for file, (document, found) in enumerate(zip(documents, FilePapers.of_all(documents), strict=True)):
        papers = found.papers
        parts: dict[int, tuple[LinePart, str | None]] = {}
        for paper, head in papers:
            reports += head is not None
            parts.update(_of_report(paper, head, _number(packet, file, paper, reports)) if head else _of_front(paper))
        if packet is not None:
            parts.update(_of_records(packet, file))
        marks += [LineMark(file, line.number, *_mark(line, parts), line.clean) for line in document.lines]
    return marks


def _number(packet: Packet | None, file: int, paper: Paper, position: int) -> str | None:
    """The number that a report has in the packet, None where it is of another session; without a packet, its ``position``."""
    if packet is None:
        return str(position)
    return next((str(it.number) for it in packet.reports if it.file == file and _holds(paper, it.lines[0])), None)


def _holds(paper: Paper, line: int) -> bool:
    return paper.lines[0].number <= line <= paper.lines[-1].number


def _mark(line: Line, parts: dict[int, tuple[LinePart, str | None]]) -> tuple[LinePart, str | None]:
    if not line.raw.strip():
        return LinePart.BLANK, None
    return parts.get(line.number, (LinePart.UNREAD, None)) if plain(line) else (LinePart.FURNITURE, None)


_FRONT = {
    PaperKind.NEWS: LinePart.NEWS,
    PaperKind.ATTENDANCE: LinePart.ATTENDANCE,
    PaperKind.AGENDA: LinePart.AGENDA,
    PaperKind.CONTENTS: LinePart.CONTENTS,
    PaperKind.NOTICE: LinePart.LETTERHEAD,
    PaperKind.TASKS: LinePart.TEXT,
}


def _of_front(paper: Paper) -> Iterable[tuple[int, tuple[LinePart, str | None]]]:
    for line in (*paper.letterhead, *paper.lines):
        yield line.number, (_FRONT[paper.kind], None)
    for line in (*paper.letterhead, *paper.title):
        names_it = any(find_sessions(squeeze(plain(line))))
        yield line.number, (LinePart.SESSION if names_it else _FRONT[paper.kind], None)


def _of_report(paper: Paper, head: ReportHead, number: str | None) -> Iterable[tuple[int, tuple[LinePart, str | None]]]:
    for line in paper.lines:
        heading = opens_an_item(plain(line)) and len(line.clean) <= _LONGEST_HEADING
        yield line.number, (LinePart.HEADING if heading else LinePart.TEXT, number)
    for line_number, meaning in head.used.items():
        yield line_number, (LinePart(meaning), number)


def _of_records(packet: Packet, file: int) -> Iterable[tuple[int, tuple[LinePart, str | None]]]:
    """The records' lines, the longest passages first, so that the smallest has the last word."""
    found: list[tuple[int, int, LinePart, str | None]] = []
    found += [(*it.lines, LinePart.OBSERVER, None) for it in packet.observers if it.file == file]
    yield from _of_members(packet, file)
    found += [(*it.lines, LinePart.AGENDA, str(it.number)) for it in packet.agenda if it.file == file]
    for session in packet.earlier_opinions:
        for opinion in session.items:
            detail = f"{session.term or '?'}-{session.number or '?'}:{opinion.path}"
            found += [(*reply.lines, LinePart.REPLY, detail) for reply in opinion.replies if reply.file == file]
    for report in packet.reports:
        if report.file == file:
            found += [(*it.lines, LinePart.PROBLEM, f"{report.number}:p{it.path}") for it in report.problems]
            found += [(*it.lines, LinePart.RECOMMENDATION, f"{report.number}:{it.path}") for it in report.recommendations]
    held: dict[int, tuple[int, LinePart, list[str]]] = {}
    for first, last, part, named in sorted(found, key=lambda mark: mark[0] - mark[1]):
        for number in range(first, last + 1):
            size, before, names = held.get(number, (-1, part, []))
            beside = names if (size, before) == (last - first, part) else []
            held[number] = (last - first, part, [*beside, *([named] if named else [])])
    for number, (_size, part, names) in held.items():
        # What has parts on the line is named by them.
        whole = {other.rpartition(".")[0] for other in names}
        yield number, (part, ", ".join(name for name in names if name not in whole) or None)


def _of_members(packet: Packet, file: int) -> Iterable[tuple[int, tuple[LinePart, str | None]]]:
    """How those on a line attended; where not all alike, those are named who are not as the first."""
    lines: dict[int, dict[Attendance, list[str]]] = {}
    for member in packet.members:
        if member.file == file:
            for number in range(member.lines[0], member.lines[1] + 1):
                lines.setdefault(number, {}).setdefault(member.attendance, []).append(member.name)
    for number, alike in lines.items():
        most = max(alike, key=lambda status: len(alike[status]))
        others = [f"{status.value}: {'、'.join(names)}" for status, names in alike.items() if status is not most]
        yield number, (LinePart.MEMBER, "; ".join([most.value, *others]))
