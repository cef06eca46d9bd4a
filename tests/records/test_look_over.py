"""Papers of many sessions in one call: what is kept of those that have been looked over, and what is read again."""

import gc
from pathlib import Path

import pytest

from oversight.documents.document import Document
from oversight.errors import NotFound, OversightError, UnreadableDocument
from oversight.records import look_over
from oversight.records.read_packet import Reading, read_packets
from tests.records.test_join_folders import AGENDA, COURT, NOTICE, OPINION, WATER, put, sessions


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if so much had been read already that nothing more is kept."""
    monkeypatch.setattr(look_over, "_ROOM", 0)


def sessions_of(folder: Path, count: int) -> Path:
    for number in range(1, count + 1):
        put(folder, **{f"{number}__1": WATER.replace("第三次", f"第{number}次")})
    return folder


def documents() -> int:
    """How many there are in memory."""
    return sum(isinstance(one, Document) for one in gc.get_objects())


@pytest.mark.usefixtures("no_room")
def test_however_many_packets_a_few_are_in_memory(tmp_path: Path) -> None:
    before = documents()
    alive = [documents() - before for _reading in read_packets([sessions_of(tmp_path, 40)])]
    assert (len(alive), max(alive) <= 20) == (40, True)


@pytest.mark.parametrize("room", [0, 1_000_000])
def test_what_is_read_again_is_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """One folder with two sessions, one of them in two files, and a notice in a file of its own that names no session."""
    monkeypatch.setattr(look_over, "_ROOM", room)
    opinion = OPINION.replace("县人民政府：\n", "")
    put(tmp_path, a1=AGENDA, a2=opinion, b=WATER.replace("第三次", "第四次").replace("水利", "林业"), c=NOTICE)
    refused: list[OversightError] = []
    readings = list(read_packets([tmp_path], refused.append))
    assert (sessions(readings), refused) == ([(3, ["a1.txt", "a2.txt"]), (4, ["b.txt"])], [])
    [report] = readings[0].packet.reports
    assert (report.document_number, report.addressee) == ("东人常〔2024〕7号", "县水利局")
    assert [doubt.code for doubt in readings[0].packet.doubts if "c.txt" in doubt.message] == ["session_unclear"]


def read_one_by_one(folder: Path, after_the_first: str | None) -> tuple[list[Reading], list[OversightError]]:
    """The packets of ``folder`` where the second file is changed (None: taken away) after the first packet was read."""
    refused: list[OversightError] = []
    found = []
    for reading in read_packets([folder], refused.append):
        found.append(reading)
        second = folder / "2" / "1.txt"
        if len(found) == 1 and after_the_first is None:
            second.unlink()
        elif len(found) == 1:
            second.write_text(after_the_first or "", encoding="utf-8")
    return found, refused


@pytest.mark.usefixtures("no_room")
def test_a_file_that_changes_meanwhile_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    found, refused = read_one_by_one(sessions_of(tmp_path, 3), COURT)
    assert [number for number, _files in sessions(found)] == [1, 3]
    [error] = refused
    assert isinstance(error, UnreadableDocument)
    assert (error.what, error.where) == ("The file was changed while the papers were read.", "1.txt")


@pytest.mark.usefixtures("no_room")
def test_a_file_that_goes_meanwhile_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    found, refused = read_one_by_one(sessions_of(tmp_path, 3), None)
    assert [number for number, _files in sessions(found)] == [1, 3]
    assert [type(error) for error in refused] == [NotFound]
