"""Packets that a second process reads: the same that one process reads, in the same order, with the same refusals."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from oversight import messages
from oversight.errors import OversightError
from oversight.records import read_ahead as ahead
from oversight.records.read_ahead import read_ahead
from oversight.records.read_packet import read_packets
from tests.records.test_join_folders import AGENDA, COURT, put
from tests.records.test_look_over import sessions_of


@pytest.fixture
def by_two(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a machine with two processors, in Chinese."""
    monkeypatch.setattr(ahead, "_MANY", 3)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    before = messages.language()
    messages.use("zh")
    yield
    messages.use(before)
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("by_two")
def test_what_is_read_and_refused_is_the_same(tmp_path: Path) -> None:
    put(sessions_of(tmp_path, 3), c=AGENDA + COURT)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "d.docx").write_bytes(b"PK\x03\x04 no archive")
    refused: list[OversightError] = []
    refused_here: list[OversightError] = []
    there, here = list(read_ahead([tmp_path], refused.append)), list(read_packets([tmp_path], refused_here.append))
    assert there == here
    assert len(there) == 3
    assert [(type(one), str(one)) for one in refused] == [(type(one), str(one)) for one in refused_here]
    assert refused


def test_what_is_raised_there_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_given: None)
    ours, theirs = multiprocessing.Pipe(duplex=False)
    ahead._read((7,), messages.language(), theirs)  # type: ignore[arg-type] # no path at all: a mistake of the program
    with pytest.raises(AttributeError):
        list(ahead._handed_over(ours, lambda _error: None))
    ours.close()
    theirs.close()


@pytest.mark.usefixtures("by_two")
def test_who_stops_early_leaves_no_process_behind(tmp_path: Path) -> None:
    readings = read_ahead([sessions_of(tmp_path, 5)], lambda _error: None)
    assert next(readings).packet.session.number == 1
    assert len(multiprocessing.active_children()) == 1
    readings.close()  # type: ignore[attr-defined] # it is a generator


@pytest.mark.usefixtures("by_two")
def test_a_reader_that_was_ended_is_told_of(tmp_path: Path) -> None:
    readings = read_ahead([sessions_of(tmp_path, 40)], lambda _error: None)
    next(readings)
    [process] = multiprocessing.active_children()
    process.kill()
    with pytest.raises(OversightError, match="材料"):
        list(readings)


def test_few_files_and_one_processor_need_no_second_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = read_ahead([sessions_of(tmp_path, 3)], lambda _error: None)
    next(readings)
    assert multiprocessing.active_children() == []
    monkeypatch.setattr(ahead, "_MANY", 3)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert len(list(read_ahead([tmp_path], lambda _error: None))) == 3
