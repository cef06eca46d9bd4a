"""How often Python looks for cycles of objects where packets are read."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from oversight.documents.document import Document
from oversight.records.collect_seldom import collect_seldom
from oversight.records.read_packet import read_packets
from oversight.structure.compared import Compared
from oversight.structure.outline import Part
from oversight.structure.running_text import RunningText

_SEED = Path(__file__).resolve().parents[2] / "seeds" / "lvyuan-18-33.txt"
_MANY = 6


@pytest.fixture(autouse=True)
def usual() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield gc.get_threshold()
    gc.set_threshold(*before)


def test_cycles_are_looked_for_seldom_from_then_on(usual: tuple[int, int, int]) -> None:
    collect_seldom()
    seldom = gc.get_threshold()
    assert seldom[0] > usual[0]
    assert seldom[1:] == usual[1:]
    collect_seldom()
    assert gc.get_threshold() == seldom


@pytest.mark.parametrize("chosen", [0, 100_000])
def test_whoever_set_it_higher_or_off_keeps_it_so(chosen: int) -> None:
    gc.set_threshold(chosen)
    collect_seldom()
    assert gc.get_threshold()[0] == chosen


def test_who_reads_packets_need_not_ask_for_it(usual: tuple[int, int, int]) -> None:
    next(read_packets([_SEED]))
    assert gc.get_threshold()[0] > usual[0]


def test_what_is_made_of_a_packet_does_not_wait_to_be_looked_for() -> None:
    """But for what is kept of the last papers, nothing that holds their texts is part of a cycle."""
    gc.set_threshold(0)
    left = []
    for _ in range(_MANY):
        for _reading in read_packets([_SEED]):
            pass
        left.append(sum(isinstance(one, Compared | Part | RunningText | Document) for one in gc.get_objects()))
    gc.collect()
    assert left[-1] == left[_MANY // 2]
