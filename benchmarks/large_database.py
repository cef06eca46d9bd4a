"""Times the everyday commands on a database of 25 years beside the same commands on the sample database, in one run.

A page of a list, the matrix, the overview, and one mark; then a list and the overview as they were on an earlier day beside the same
today. Exit code 1 says that a ratio of medians is above its limit.
"""

import argparse
import itertools
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.compare import BIN, ROOT, Timed, in_turn, run
from benchmarks.grow import grow

PAGE = ("--limit", "40")
HALFWAY, LATELY = "2014-06-30", "2026-02-20"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is timed on the large database, beside what, and how many times as long it may take."""

    name: str
    large: Sequence[str]
    beside: Sequence[str]
    limit: float


def questions(folder: Path) -> Iterator[Question]:
    """Every comparison; both sides are commands of the program."""
    small, large = ([str(BIN / "oversight"), "--db", str(folder / name)] for name in ("small.db", "large.db"))
    for name, words, limit in (
        ("rec list --open, a page", ("rec", "list", "--open", *PAGE), 1.5),
        ("rec matrix, a page", ("rec", "matrix", *PAGE), 1.5),
        ("status", ("status",), 1.5),
    ):
        yield Question(name=name, large=[*large, *words], beside=[*small, *words], limit=limit)
    for name, words, day in (
        ("rec list --as-of, a page", ("rec", "list", "--outstanding", *PAGE), HALFWAY),
        ("status --as-of, halfway", ("status",), HALFWAY),
        ("status --as-of, after the last session", ("status",), LATELY),
    ):
        yield Question(
            name=f"{name}, beside today's", large=[*large, *words, "--as-of", day], beside=[*large, *words], limit=3.0
        )


def marks(folder: Path, pairs: int) -> tuple[Timed, Timed]:
    """One act of each database marked in progress and open again, in turn: how long a mark takes on the large and on the small one."""
    sides: dict[str, list[float]] = {"large.db": [], "small.db": []}
    acts = {name: _open_act(folder / name) for name in sides}
    for number, status in zip(range(2 * pairs + 2), itertools.cycle(("in-progress", "open")), strict=False):
        for name, seconds in sides.items():
            taken, _out = run([str(BIN / "oversight"), "--db", str(folder / name), "rec", "mark", status, acts[name]], folder)
            if number > 1:
                seconds.append(taken)
    return Timed("rec mark", sides["large.db"]), Timed("rec mark", sides["small.db"])


def _open_act(file: Path) -> str:
    listed = run(
        [str(BIN / "oversight"), "--db", str(file), "rec", "list", "--open", "--limit", "1", "--format", "json"], file.parent
    )
    return str(json.loads(listed[1])[0]["ref"])


def row(name: str, large: Timed, beside: Timed, limit: float) -> tuple[str, bool]:
    """A line of the table, and whether the limit is kept."""
    ratio = large.median / beside.median
    kept = ratio <= limit
    cells = (name, f"{large.median * 1000:.0f} ms", f"{beside.median * 1000:.0f} ms", f"{ratio:.2f}", f"{limit:g}")
    return f"| {' | '.join(cells)} | {'kept' if kept else 'not kept'} |", kept


def main() -> int:
    """Prints the table; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=15, help="runs of each command (default: %(default)s)")
    parser.add_argument("--recommendations", type=int, default=100_000, help="how many (default: %(default)s)")
    parser.add_argument("--sessions", type=int, default=300, help="over how many sessions (default: %(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="oversight-bench-") as name:
        folder = Path(name)
        run([str(BIN / "oversight"), "--db", str(folder / "small.db"), "load", str(ROOT / "seeds")], folder)
        grow(folder / "large.db", recommendations=options.recommendations, sessions=options.sessions)
        print(f"{options.recommendations} recommendations over {options.sessions} sessions, {options.pairs} paired runs\n")
        print("| command | large | beside | ratio | limit | |\n|---|---:|---:|---:|---:|---|")
        results = []
        for question in questions(folder):
            large, beside = in_turn({"large": question.large, "beside": question.beside}, folder, options.pairs)
            line, kept = row(question.name, large, beside, question.limit)
            print(line, flush=True)
            results.append(kept)
        line, kept = row("rec mark, one row", *marks(folder, options.pairs), 1.2)
        print(line)
        return 0 if all([*results, kept]) else 1


if __name__ == "__main__":
    sys.exit(main())
