"""Golden packets: a folder is a case. ``pytest --accept`` writes what the reader now gives; the diff is the review.

``expected.json`` is everything that is read; ``*.gold.json`` is what a person found in the papers.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from oversight.records.read_packet import read_packets

_HERE = Path(__file__).parent
_CASES = sorted(folder for folder in _HERE.iterdir() if any(folder.glob("*.gold.json")))
_OF_REPORT = ("kind", "title", "presenter", "presented_on", "addressee", "agenda_number", "lines")


def packets(case: Path) -> list[dict[str, Any]]:
    """What the reader gives; the sample packet lies in ``seeds/``."""
    sample = _HERE.parents[1] / "seeds" / f"{case.name}.txt"
    return [json.loads(reading.packet.to_json()) for reading in read_packets([sample if sample.exists() else case])]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_the_whole_packet(case: Path, request: pytest.FixtureRequest) -> None:
    expected = case / "expected.json"
    found = json.dumps(packets(case), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--accept"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_what_a_person_found(case: Path) -> None:
    found = packets(case)
    golds = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(case.glob("*.gold.json"))]
    assert [packet["session"] for packet in found] == [gold["session"] for gold in golds]
    for packet, gold in zip(found, golds, strict=True):
        assert packet["declared"] == gold["declared"]
        for part in ("members", "observers", "agenda"):
            assert [_like(made, one) for made, one in zip(packet[part], gold[part], strict=True)] == gold[part]
        for report, one in zip(packet["reports"], gold["reports"], strict=True):
            keys = [key for key in _OF_REPORT if key in one]
            assert {key: report[key] for key in keys} == {key: one[key] for key in keys}
        assert {doubt["code"] for doubt in packet["doubts"]} == {doubt["code"] for doubt in gold["doubts"]}


def _like(made: dict[str, Any], gold: dict[str, Any]) -> dict[str, Any]:
    return {key: made[key] for key in gold}
