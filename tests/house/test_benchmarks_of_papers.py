"""The benchmarks of reading and loading run, in small, and say when a limit is not kept."""

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.alter import SEED, altered, in_words

_FOLDER = Path(__file__).parents[2] / "benchmarks"


def bench(name: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, _FOLDER / name, *options], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("read_packets.py", ["--packets", "2", "--limit", "1000"]),
        ("read_length.py", ["--runs", "1", "--limit", "1000"]),
        ("load_packets.py", ["--packets", "3", "--limit", "1000", "--memory", "100"]),
    ],
)
def test_they_measure(name: str, options: list[str]) -> None:
    ran = bench(name, *options)
    assert ran.returncode == 0, ran.stderr
    assert "limit 1000: kept" in ran.stdout


def test_a_limit_that_is_not_kept_fails() -> None:
    ran = bench("read_packets.py", "--packets", "1", "--limit", "0.001")
    assert ran.returncode == 1
    assert "not kept" in ran.stdout


def test_a_copy_differs_in_its_running_text_and_names_another_session() -> None:
    text = SEED.read_text(encoding="utf-8-sig")
    one, other = altered(3, text), altered(14, text)
    lines = [line for line in text.split("\n") if len(line) > 16]
    kept = set(one.split("\n"))
    assert sum(line in kept for line in lines) < len(lines) // 5
    assert "第二次会议" not in one
    assert "第二次会议" in other
    assert "白塔区" in one
    assert len(one.split("\n")) == len(text.split("\n"))


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (33, "三十三"), (90, "九十")])
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words
