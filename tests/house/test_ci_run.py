"""`.ci/run` fails when the checks fail, and when nothing was tested."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        ('echo \'<testsuites><testsuite tests="3" skipped="1"/></testsuites>\' > build/tests.xml', 0),
        ('echo \'<testsuites><testsuite tests="3" skipped="3"/></testsuites>\' > build/tests.xml', 1),
        ('echo \'<testsuites><testsuite tests="0" skipped="0"/></testsuites>\' > build/tests.xml', 1),
        ("true", 1),
        ("echo '<testsuites><testsuite tests=\"3\"/></testsuites>' > build/tests.xml; exit 2", 2),
    ],
    ids=["two ran", "all skipped", "none found", "no report", "make failed"],
)
def test_a_run_counts_when_tests_ran(tmp_path: Path, make: str, code: int) -> None:
    for folder in (".ci", "build", "bin", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    # A report of an earlier run must not count for this one.
    (tmp_path / "build" / "tests.xml").write_text('<testsuites><testsuite tests="9"/></testsuites>', encoding="utf-8")
    stand_in = tmp_path / "bin" / "make"
    stand_in.write_text(f"#!/bin/sh\n{make}\n", encoding="utf-8")
    stand_in.chmod(0o755)
    run = subprocess.run(
        ["bash", tmp_path / ".ci" / "run"],
        env={"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == code, run.stdout + run.stderr
