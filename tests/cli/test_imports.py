"""A command imports only what it needs: what it does not need costs more time than the command itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "alembic",
    "docx",
    "jinja2",
    "lxml",
    "openpyxl",
    "psycopg",
    "pydantic",
    "pypdfium2",
    "pypinyin",
    "rapidfuzz",
    "rich",
    "sqlalchemy",
}

_SHOW = """
import sys
from oversight.cli.main import run
code = run(sys.argv[1:])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    "argv",
    [
        ["--help"],
        ["rec", "list", "--help"],
        ["rec", "list", "--open", "--origin", "opinion", "--limit", "3"],
        ["rec", "show", "18-33/5:3.3.2", "--format", "json"],
        ["status"],
        ["attendance", "summary"],
        ["export", "checklist"],
        ["db", "path"],
    ],
    ids=" ".join,
)
def test_what_is_heavy_stays_unloaded(argv: list[str], db: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _SHOW, *argv],
        env={**os.environ, "OVERSIGHT_DB": str(db), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout
    assert not HEAVY & set(ran.stderr.splitlines()[-1].split())
