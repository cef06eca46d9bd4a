"""Reads a packet, and one of ten times its length: more reports of the same kind, each altered. Reading has to stay linear.

What counts is the time of the processor: a busy machine disturbs the long packet more than the short one.

Exit code 1: the long one takes more than the limit times as long.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.alter import SEED, marked

from oversight.records.read_packet import read_packets

LIMIT = 12.0
TIMES = 10


def longer(text: str, times: int, run: int = 0) -> str:
    """The packet with its reports ``times`` over, altered each time and otherwise in each ``run``; its front once."""
    [reading] = read_packets([SEED])
    first = min(report.lines[0] for report in reading.packet.reports)
    lines = text.split("\n")
    front, reports = "\n".join(lines[: first - 1]), "\n".join(lines[first - 1 :])
    # The same committee and session throughout: only the lines of running text differ.
    copies = [marked(run * TIMES + number, reports) for number in range(times)]
    return "\n".join([marked(run, front), *copies])


def main() -> int:
    """Prints both medians and their ratio; 1 where it is above the limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=7, help="times that each is read (default: %(default)s)")
    parser.add_argument("--limit", type=float, default=LIMIT, help="highest ratio that is accepted (default: %(default)s)")
    options = parser.parse_args()
    text = SEED.read_text(encoding="utf-8-sig")
    seconds: dict[int, list[float]] = {1: [], TIMES: []}
    counts: dict[int, tuple[int, int]] = {}
    with tempfile.TemporaryDirectory(prefix="oversight-bench-") as folder:
        for run in range(options.runs + 1):
            for times, taken in seconds.items():
                file = Path(folder, f"{times}.txt")
                file.write_text(longer(text, times, run), encoding="utf-8", newline="\n")
                started = time.process_time()
                [reading] = read_packets([file])
                if run:
                    taken.append(time.process_time() - started)
                reports = reading.packet.reports
                counts[times] = len(reports), sum(len(report.recommendations) for report in reports)
    print("| packet | reports | recommendations | median |\n|---|---:|---:|---:|")
    for times, taken in seconds.items():
        print(f"| {times} times | {counts[times][0]} | {counts[times][1]} | {statistics.median(taken) * 1000:.0f} ms |")
    ratio = statistics.median(seconds[TIMES]) / statistics.median(seconds[1])
    print(f"\nratio {ratio:.1f}, limit {options.limit:g}: {'kept' if ratio <= options.limit else 'not kept'}")
    return 0 if ratio <= options.limit else 1


if __name__ == "__main__":
    sys.exit(main())
