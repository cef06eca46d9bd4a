"""Packets of many kinds of offices: a folder is a case, its papers beside ``clerk.txt``, what a clerk wrote down after reading them.

A line of that sheet begins with what it tells: S session, D declared totals, M members, O an observer, A an item of the agenda, R a report, ! a
doubt's code; where the clerk went through the demands as well, P a problem and L a leaf. People, places and figures are invented.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from oversight.records.packet import Packet, Report
from oversight.records.read_packet import read_packets
from oversight.vocabulary import Attendance, Role

_HERE = Path(__file__).parent / "read_by_a_clerk"
_CASES = sorted(folder for folder in _HERE.iterdir() if folder.is_dir())
_SHEET = "clerk.txt"
_ALWAYS = set("SDMOAR!")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_what_a_clerk_wrote_down(case: Path) -> None:
    papers = sorted(path for path in case.iterdir() if path.name != _SHEET)
    written = (case / _SHEET).read_text(encoding="utf-8").splitlines()
    sheet = [line for reading in read_packets(papers) for line in _sheet(reading.packet)]
    told = _ALWAYS | {line[0] for line in written if line}
    assert [line for line in sheet if line[0] in told] == [line for line in written if line]


def _sheet(packet: Packet) -> list[str]:
    it, said = packet.session, packet.declared
    return [
        f"S {it.body}|{it.term}|{it.number}|{it.starts_on}|{it.ends_on}|{it.presided_by}|{it.venue}",
        f"D present={said.present} absent={said.absent} leave={said.leave} members={said.members}",
        *_members(packet),
        *(f"O {seen.name} {seen.title}" for seen in packet.observers),
        *(f"A {item.number} {item.text}" for item in packet.agenda),
        *(line for report in packet.reports for line in _report(report)),
        *(f"! {doubt.code}" for doubt in packet.doubts),
    ]


def _members(packet: Packet) -> list[str]:
    order = {(state, role): (i, j) for i, state in enumerate(Attendance) for j, role in enumerate(Role)}
    people = sorted(packet.members, key=lambda person: order[person.attendance, person.role])
    return [
        f"M {state} {role}: " + " ".join(one.name + (f"({one.reason})" if one.reason else "") for one in group)
        for (state, role), group in groupby(people, key=lambda person: (person.attendance, person.role))
    ]


def _report(it: Report) -> Iterator[str]:
    answered = it.answers and f"{it.answers.term}-{it.answers.number}@{it.answers.date}"
    yield (
        f"R {it.number} {it.kind}|{it.title}|{it.author}|{it.presenter}|{it.presented_on}|{it.addressee}"
        f"|{it.document_number}|{it.agenda_number}|{answered}"
    )
    for problem in it.problems:
        yield f"P {it.number}:p{problem.path} {problem.heading}"
    paths = [one.path for one in it.recommendations]
    for one in it.recommendations:
        if not any(path.startswith(f"{one.path}.") for path in paths):
            said = [one.text, "、".join(one.bodies), str(one.due_on or one.due_text or ""), one.same_as or ""]
            yield f"L {it.number}:{one.path} {'|'.join(said)}"
