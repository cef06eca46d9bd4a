"""The benchmark runs, compares the same rows, and says when the limit is not kept."""

import subprocess
import sys
from pathlib import Path

COMPARE = Path(__file__).parents[2] / "benchmarks" / "compare.py"


def compare(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, COMPARE, "--pairs", "1", *options], capture_output=True, text=True, check=False)


def test_it_measures_and_compares() -> None:
    run = compare("--limit", "1000")
    assert run.returncode == 0, run.stderr
    for command in ("sqlite-utils query", "oversight rec list --open", "oversight --help", "oversight load seeds/"):
        assert f"| {command}" in run.stdout
    assert "limit 1000: kept" in run.stdout


def test_a_limit_that_is_not_kept_fails() -> None:
    run = compare("--limit", "0.001")
    assert run.returncode == 1
    assert "limit 0.001: not kept" in run.stdout
