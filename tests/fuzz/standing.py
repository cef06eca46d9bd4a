"""What has to hold of a packet whatever the papers were: all that it says stands where it says so, and its numbers are in order."""

import re
from collections.abc import Sequence
from itertools import pairwise

from oversight.database.check import stands_at
from oversight.records.packet import Packet, Placed
from oversight.records.read_packet import Reading

_WORDS = re.compile(r"\w+")


def faults(reading: Reading) -> list[str]:
    """What is wrong with what was read; nothing is the only good answer."""
    packet = reading.packet
    return [
        *_out_of_place(reading),
        *_out_of_order("agenda", [str(item.number) for item in packet.agenda]),
        *_out_of_order("reports", [str(report.number) for report in packet.reports]),
        *(fault for report in packet.reports for fault in _of_report(str(report.number), report.problems, parts=False)),
        *(fault for report in packet.reports for fault in _of_report(str(report.number), report.recommendations, parts=True)),
        *(fault for session in packet.earlier_opinions for fault in _of_report("earlier", session.items, parts=True)),
        *_dangling(packet),
    ]


def _out_of_place(reading: Reading) -> list[str]:
    texts = [line for line in _texts(reading.packet) if line[1]]
    wrong = []
    for what, text, record in texts:
        lines = [line.raw for line in reading.documents[record.file].lines]
        stands = _office_stands(text, lines, record.lines[1]) if what == "office" else stands_at(text, lines, *record.lines)
        if not stands:
            wrong.append(f"{what} {text!r} does not stand at {record.lines} of {len(lines)}")
    for record in _placed(reading.packet):
        first, last = record.lines
        if not 1 <= first <= last <= len(reading.documents[record.file].lines):
            wrong.append(f"{type(record).__name__} at {record.lines}")
    return wrong


def _office_stands(office: str, lines: list[str], last: int) -> bool:
    """An office printed once, above, holds for all names below it, and may go on behind one; marks between its parts are not kept."""

    def stands(words: str) -> bool:
        return stands_at(words, lines, 1, last)

    return all(
        stands(words) or any(stands(words[:at]) and stands(words[at:]) for at in range(1, len(words)))
        for words in _WORDS.findall(office)
    )


def _texts(packet: Packet) -> list[tuple[str, str, Placed]]:
    found: list[tuple[str, str | None, Placed]] = []
    found += [("member", it.name, it) for it in packet.members]
    found += [("observer", it.name, it) for it in packet.observers]
    found += [("office", it.title, it) for it in packet.observers]
    found += [("agenda", it.text, it) for it in packet.agenda]
    for report in packet.reports:
        found += [("title", report.title, report)]
        found += [("problem", it.text, it) for it in report.problems]
        found += [("problem's heading", it.heading, it) for it in report.problems]
        for it in report.recommendations:
            found += [(f"text of {report.number}:{it.path}", it.text, it), ("heading", it.heading, it), ("label", it.label, it)]
    found += [("earlier", it.text, it) for session in packet.earlier_opinions for it in session.items]
    return [(what, text, record) for what, text, record in found if text is not None]


def _placed(packet: Packet) -> list[Placed]:
    reports: list[Placed] = []
    for report in packet.reports:
        reports += [report, *report.problems, *report.recommendations]
    for session in packet.earlier_opinions:
        for item in session.items:
            reports += [item, *item.replies]
    return [*packet.members, *packet.observers, *packet.agenda, *reports]


def _of_report(where: str, rows: Sequence[object], *, parts: bool) -> list[str]:
    paths = [str(getattr(row, "path", "")) for row in rows]
    wrong = _out_of_order(where, paths)
    if not parts:
        return wrong
    lines = dict(zip(paths, (getattr(row, "lines", (0, 0)) for row in rows), strict=True))
    for path in paths:
        whole = path.rpartition(".")[0]
        if whole and whole not in lines:
            wrong.append(f"{where}: {path} is part of nothing")
        elif whole and not (lines[whole][0] <= lines[path][0] and lines[path][1] <= lines[whole][1]):
            wrong.append(f"{where}: {path} at {lines[path]} leaves {whole} at {lines[whole]}")
    return wrong


def _out_of_order(where: str, paths: Sequence[str]) -> list[str]:
    numbers = [tuple(map(int, path.split("."))) for path in paths]
    return [f"{where}: {before} before {after}" for before, after in pairwise(numbers) if before >= after]


def _dangling(packet: Packet) -> list[str]:
    """References to passages or reports that are not there."""
    known = {f"{report.number}:{it.path}" for report in packet.reports for it in report.recommendations}
    numbers = {report.number for report in packet.reports}
    items = {item.number for item in packet.agenda}
    wrong = [
        f"{report.number}:{it.path} is the same as {it.same_as}"
        for report in packet.reports
        for it in report.recommendations
        if it.same_as is not None and (it.same_as not in known or it.same_as == f"{report.number}:{it.path}")
    ]
    wrong += [
        f"report {report.number} is item {report.agenda_number}"
        for report in packet.reports
        if report.agenda_number is not None and report.agenda_number not in items
    ]
    for session in packet.earlier_opinions:
        for item in session.items:
            answering = {item.answered_in, *(reply.report for reply in item.replies)} - {None}
            wrong += [f"earlier {item.path} answered in {number}" for number in answering if number not in numbers]
    return wrong
