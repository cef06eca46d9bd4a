"""How often Python looks for cycles of objects while packets are read."""

import gc
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from oversight.errors import NotAPacket
from oversight.records.collect_seldom import collecting_seldom
from oversight.records.read_packet import read_packets

_SEED = Path(__file__).resolve().parents[2] / "seeds" / "lvyuan-18-33.txt"


@pytest.fixture(autouse=True)
def usual() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield gc.get_threshold()
    gc.set_threshold(*before)


def test_cycles_are_looked_for_seldom_and_then_as_usual(usual: tuple[int, int, int]) -> None:
    with collecting_seldom():
        assert gc.get_threshold()[0] > usual[0]
        assert gc.get_threshold()[1:] == usual[1:]
    assert gc.get_threshold() == usual


def test_whoever_set_it_higher_or_off_keeps_it_so() -> None:
    for chosen in (0, 100_000):
        gc.set_threshold(chosen)
        with collecting_seldom():
            assert gc.get_threshold()[0] == chosen
        assert gc.get_threshold()[0] == chosen


def test_of_two_that_overlap_the_last_leaves_it_as_it_was(usual: tuple[int, int, int]) -> None:
    one, other = collecting_seldom(), collecting_seldom()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)
    other.__exit__(None, None, None)
    assert gc.get_threshold() == usual


def test_it_holds_while_packets_are_read_however_the_reading_ends(usual: tuple[int, int, int], tmp_path: Path) -> None:
    readings = read_packets([_SEED])
    next(readings)
    assert gc.get_threshold()[0] > usual[0]
    assert list(readings) == []
    assert gc.get_threshold() == usual
    readings = read_packets([_SEED, _SEED.with_name("none.txt")], lambda _error: None)
    next(readings)
    assert isinstance(readings, Generator)
    readings.close()
    assert gc.get_threshold() == usual
    (tmp_path / "poem.txt").write_text("床前明月光", encoding="utf-8")
    with pytest.raises(NotAPacket):
        list(read_packets([tmp_path / "poem.txt"]))
    assert gc.get_threshold() == usual
