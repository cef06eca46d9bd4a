"""The database that the benchmarks grow is a real one: its story holds, and lists of it are as they should be."""

import subprocess
import sys
from pathlib import Path

from benchmarks.grow import grow

from oversight.database.engine import open_engine, reading
from oversight.database.reading import open_reader
from oversight.history.check_database import check_database
from oversight.views.status import overview
from tests.intake.conftest import NOW


def test_what_is_grown_holds_together(tmp_path: Path) -> None:
    file = tmp_path / "large.db"
    grow(file, recommendations=1920, sessions=12)
    with reading(open_engine(f"sqlite:///{file}")) as db:
        assert [finding.what for finding in check_database(db)] == []
    with open_reader(f"sqlite:///{file}") as reader:
        seen = overview(reader, today=NOW.date())
        assert reader.rows("SELECT COUNT(*) AS n FROM recommendation") == [{"n": 1920}]
    assert (seen.sessions, seen.reports) == (12, 24)
    # 10 items of 12 acts a session; three of them suggestions, of which the opinion took up every second act.
    assert seen.leaves == 12 * (10 * 12 - 3 * 12 // 2)
    assert min(seen.open, seen.in_progress, seen.done, seen.overdue) > 0


def test_the_benchmark_measures() -> None:
    script = Path(__file__).parents[2] / "benchmarks" / "large_database.py"
    small = ("--recommendations", "320", "--sessions", "4", "--pairs", "1")
    run = subprocess.run([sys.executable, script, *small], capture_output=True, text=True, check=False)
    assert run.returncode in {0, 1}, run.stderr
    rows = [line for line in run.stdout.splitlines() if line.endswith(("| kept |", "| not kept |"))]
    assert [row.split("|")[1].strip() for row in rows] == [
        "rec list --open, a page",
        "rec matrix, a page",
        "status",
        "rec list --as-of, a page, beside today's",
        "status --as-of, halfway, beside today's",
        "status --as-of, after the last session, beside today's",
        "rec mark, one row",
    ]
