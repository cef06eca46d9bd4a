"""Both catalogues say everything that the program says, and are compiled."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_both_catalogues_are_complete() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "scripts" / "messages.py", "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
