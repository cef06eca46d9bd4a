"""What has to be kept of a packet: the records that the reader finds in each of its files."""

from collections.abc import Iterator
from dataclasses import dataclass

from oversight.records.packet import Packet, Report


@dataclass(frozen=True, slots=True)
class Expected:
    """A record that the reader finds, and the table in which it has to be kept.

    ``detail`` names it within the packet (5:3.3.2). ``text`` is None for a reply, which is whatever stands at its lines; it may be
    kept in the ``parts`` of what it answers instead.
    """

    table: str
    detail: str
    lines: tuple[int, int]
    text: str | None
    parts: tuple[tuple[int, int], ...] = ()


def expected_in(packet: Packet, file: int) -> list[Expected]:
    """The records of file ``file`` that stand for themselves: leaves, not what they are parts of."""
    people = [
        *(Expected("attendance", one.name, one.lines, one.name) for one in packet.members if one.file == file),
        *(Expected("attendance", one.name, one.lines, one.name) for one in packet.observers if one.file == file),
    ]
    agenda = [Expected("agenda_item", str(one.number), one.lines, one.text) for one in packet.agenda if one.file == file]
    passages = [one for report in packet.reports if report.file == file for one in _of_report(report)]
    return [*people, *agenda, *passages, *_replies(packet, file)]


def _of_report(report: Report) -> Iterator[Expected]:
    for problem in report.problems:
        yield Expected("problem", f"{report.number}:p{problem.path}", problem.lines, problem.text)
    parents = {one.path.rpartition(".")[0] for one in report.recommendations}
    for one in report.recommendations:
        if one.path not in parents:
            yield Expected("recommendation", f"{report.number}:{one.path}", one.lines, one.text)


def _replies(packet: Packet, file: int) -> Iterator[Expected]:
    for earlier in packet.earlier_opinions:
        for asked in earlier.items:
            named = f"{earlier.term or '?'}-{earlier.number or '?'}:{asked.path}"
            for reply in asked.replies:
                if reply.file == file:
                    yield Expected("reply", named, reply.lines, None, tuple(part.lines for part in reply.parts))
