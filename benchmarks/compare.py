"""Times whole commands as a person waits for them, beside a tool of the same kind, in one run.

``oversight rec list --open`` and ``sqlite-utils query`` list the same rows of the same database as a table. They run in turn, A B A B,
so that whatever else the machine does meets both alike. Exit code 1 says that the ratio of their medians is above the limit.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Where the tools of this interpreter's environment are.
BIN = Path(sys.executable).parent
LIMIT = 1.5

# The columns of `rec list` as far as they are stored, for the rows that it lists.
SAME_ROWS = """
SELECT r.id, r.status, COALESCE(t.text, r.text_as_read) AS title, p.title AS report, p.addressee, s.starts_on AS session
FROM recommendation r
JOIN report p ON p.id = r.report_id
JOIN legislative_session s ON s.id = p.session_id
LEFT JOIN title t ON t.recommendation_id = r.id AND t.language = 'en'
WHERE r.id IN ({ids})
ORDER BY r.id
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """A command with the seconds that each of its runs took."""

    name: str
    seconds: list[float]

    @property
    def median(self) -> float:
        """Half the runs took longer, seconds."""
        return statistics.median(self.seconds)

    @property
    def spread(self) -> float:
        """From the first to the third quarter, seconds."""
        if len(self.seconds) < 2:  # noqa: PLR2004 -- one run has no spread
            return 0.0
        first, _middle, third = statistics.quantiles(self.seconds, n=4)
        return third - first


def environment() -> dict[str, str]:
    """The environment of every command: English, no database of a person's own, bytecode as in ordinary use."""
    dropped = ("OVERSIGHT_DB", "OVERSIGHT_LANG", "PYTHONDONTWRITEBYTECODE", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"OVERSIGHT_LANG": "en", "OVERSIGHT_BY": "benchmark"}


def run(command: Sequence[str], folder: Path) -> tuple[float, str]:
    """Runs ``command`` once: wall time in seconds, and what it printed. Where it fails nothing can be compared: SystemExit."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    taken = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed with {done.returncode}:\n{done.stderr.decode()}")
    return taken, done.stdout.decode()


def in_turn(commands: dict[str, Sequence[str]], folder: Path, pairs: int) -> list[Timed]:
    """Runs ``commands`` in turn, ``pairs`` times each, after one run each that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        run(command, folder)
    for _pair in range(pairs):
        for name, command in commands.items():
            seconds[name].append(run(command, folder)[0])
    return [Timed(name, taken) for name, taken in seconds.items()]


def loads(folder: Path, times: int) -> Timed:
    """``oversight load seeds/`` into a new database each time, so that each run does the whole work."""
    seconds = []
    for number in range(times):
        file = f"load-{number}.db"
        seconds.append(run([str(BIN / "oversight"), "--db", file, "load", str(ROOT / "seeds")], folder)[0])
    return Timed("oversight load seeds/ (new database)", seconds)


def report(rows: Sequence[Timed], unit: float) -> str:
    """A table of medians, with how many times ``unit`` seconds each is."""
    lines = ["| command | median | middle half | times |", "|---|---:|---:|---:|"]
    lines += [
        f"| {row.name} | {row.median * 1000:.0f} ms | ± {row.spread * 500:.0f} ms | {row.median / unit:.2f} |" for row in rows
    ]
    return "\n".join(lines)


def main() -> int:
    """Prints the tables; 1 where ``rec list --open`` takes more than the limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=25, help="runs of each command (default: %(default)s)")
    parser.add_argument("--limit", type=float, default=LIMIT, help="highest ratio that is accepted (default: %(default)s)")
    options = parser.parse_args()

    # Both sides start from bytecode, as they do once installed.
    subprocess.run([sys.executable, "-m", "compileall", "-q", ROOT / "src"], check=True)
    with tempfile.TemporaryDirectory(prefix="oversight-bench-") as name:
        folder = Path(name)
        oversight = [str(BIN / "oversight"), "--db", "seeds.db"]
        run([*oversight, "load", str(ROOT / "seeds")], folder)
        listed = [row["id"] for row in json.loads(run([*oversight, "rec", "list", "--open", "--format", "json"], folder)[1])]
        query = SAME_ROWS.format(ids=", ".join(map(str, listed)))
        sqlite_utils = [str(BIN / "sqlite-utils"), "query", "seeds.db", query]
        beside = [row["id"] for row in json.loads(run(sqlite_utils, folder)[1])]
        if not listed or sorted(listed) != beside:
            print(f"Not the same rows: {len(listed)} listed by oversight, {len(beside)} by sqlite-utils", file=sys.stderr)
            return 1

        ours, theirs = in_turn(
            {
                "oversight rec list --open": [*oversight, "rec", "list", "--open"],
                "sqlite-utils query": [*sqlite_utils, "--table"],
            },
            folder,
            options.pairs,
        )
        fewer = max(1, options.pairs // 3)
        rest = in_turn(
            {
                "oversight --help": [str(BIN / "oversight"), "--help"],
                "python -c pass": [sys.executable, "-c", "pass"],
                "python -c 'import typer'": [sys.executable, "-c", "import typer"],
                "python -c 'import sqlalchemy'": [sys.executable, "-c", "import sqlalchemy"],
            },
            folder,
            fewer,
        )
        print(f"{len(listed)} rows, {options.pairs} paired runs; times: beside sqlite-utils\n")
        print(report([theirs, ours, *rest, loads(folder, fewer)], theirs.median))
    ratio = ours.median / theirs.median
    print(f"\nratio {ratio:.2f}, limit {options.limit:g}: {'kept' if ratio <= options.limit else 'not kept'}")
    return 0 if ratio <= options.limit else 1


if __name__ == "__main__":
    sys.exit(main())
