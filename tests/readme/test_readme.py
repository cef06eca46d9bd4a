"""README and pages under docs/ show real output: each ```console block is run, in order, in one empty folder, and must print what stands there.

``pytest --accept`` writes what was printed into the pages; the diff is the review.
"""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "README.zh.md", "docs/scenario.md", "docs/scenario.zh.md", "docs/deadlines.md")
SHOWN_ON = "2026-11-23"

_BLOCK = re.compile(r"(?P<open>^```console\n)(?P<text>.*?)(?P<close>^```$)", re.MULTILINE | re.DOTALL)


def run_block(text: str, folder: Path, environment: dict[str, str]) -> str:
    """The block with what its commands (lines that begin with ``$ ``) print now."""
    printed = []
    for command in re.findall(r"^\$ (.+)$", text, re.MULTILINE):
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        printed.append(f"$ {command}\n{done.stdout}")
    return "".join(printed)


@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_the_page_shows(page: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    today = dt.datetime.now(dt.UTC).astimezone().date()
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "tests" / "scenario" / "papers", tmp_path / "papers")
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "OVERSIGHT_DB": str(tmp_path / "oversight.db"),
        "OVERSIGHT_BY": "Li",
        "OVERSIGHT_LANG": "zh" if ".zh." in page else "en",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
    }
    file = ROOT / page
    shown = file.read_text(encoding="utf-8")
    assert _BLOCK.search(shown), f"{page} shows no command"

    def renewed(block: re.Match[str]) -> str:
        return block["open"] + run_block(block["text"], tmp_path, environment) + block["close"]

    printed = _BLOCK.sub(renewed, shown)
    # What depends on the day and the place is shown as on one day, in one place.
    printed = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?", f"{SHOWN_ON} 09:00", printed)
    # A seal covers the moments at which things were told.
    printed = re.sub(r"(?<=[a-z]-\d{6})(?:-[0-9A-F]{4}){6}", "-XXXX" * 6, printed)
    printed = printed.replace(today.isoformat(), SHOWN_ON).replace(f"{tmp_path}{os.sep}", "")
    if request.config.getoption("--accept"):
        file.write_text(printed, encoding="utf-8")
    assert printed == shown
