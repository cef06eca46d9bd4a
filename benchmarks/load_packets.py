"""Loads altered packets into an empty database, beside ``sqlite-utils insert`` of the same rows as NDJSON, in one run.

The left side reads the papers, plans and writes them with their story, each packet in a transaction of its own; the right side is
given the rows that came of it, already parsed. Beside the time that a person waits stands that of the processor, which other
programs on the machine change less; that of loading counts the process that reads ahead, too. Then the peak of memory, of the larger
of the two, for a tenth of the packets and for all of them. Exit code 1: a ratio is
above its limit.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.alter import SEED, altered
from benchmarks.compare import BIN, environment, run

LIMIT = 3.0
# How much more memory all packets may take than a tenth of them.
MEMORY_LIMIT = 1.2
_MEGABYTE = 1024


def write_packets(folder: Path, count: int) -> None:
    """Altered packets, each in a folder of its own, as an office keeps its sessions."""
    text = SEED.read_text(encoding="utf-8-sig")
    for number in range(count):
        session = folder / f"{number:04}"
        session.mkdir(parents=True)
        (session / "packet.txt").write_text(altered(number, text), encoding="utf-8", newline="\n")


def load(folder: Path, packets: Path, name: str) -> tuple[float, int]:
    """Loads ``packets`` into a new database: seconds, and the peak of memory in megabytes."""
    with Path(folder, f"{name}.out").open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(BIN / "oversight"), "--db", f"{name}.db", "load", str(packets)],
            cwd=folder,
            env=environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        _number, status, usage = os.wait4(process.pid, 0)
        taken = time.perf_counter() - started
    if status:
        sys.exit(f"load failed:\n{Path(folder, f'{name}.out').read_text(encoding='utf-8')[-2000:]}")
    return taken, usage.ru_maxrss // _MEGABYTE


def busy() -> float:
    """Seconds of the processor that all commands have taken so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def rows_as_ndjson(database: Path, folder: Path) -> dict[str, tuple[Path, int]]:
    """Each table that holds rows as a file of NDJSON, with the number of its rows."""
    files = {}
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        for table in tables:
            file, count = folder / f"{table}.ndjson", 0
            with file.open("w", encoding="utf-8") as lines:
                # The names come out of the database itself.
                for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608
                    lines.write(json.dumps(dict(row), ensure_ascii=False) + "\n")
                    count += 1
            if count:
                files[table] = (file, count)
    connection.close()
    return files


def main() -> int:
    """Prints times, memory and ratios; 1 where one is above its limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--packets", type=int, default=1000, help="altered packets (default: %(default)s)")
    parser.add_argument("--limit", type=float, default=LIMIT, help="highest ratio of times (default: %(default)s)")
    parser.add_argument("--memory", type=float, default=MEMORY_LIMIT, help="highest ratio of memory (default: %(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="oversight-bench-") as name:
        folder = Path(name)
        write_packets(folder / "all", options.packets)
        write_packets(folder / "tenth", max(1, options.packets // 10))
        _fewer_taken, fewer = load(folder, folder / "tenth", "tenth")
        before = busy()
        taken, memory = load(folder, folder / "all", "all")
        loading, before = busy() - before, busy()
        rows = rows_as_ndjson(folder / "all.db", folder)
        inserted = sum(
            run([str(BIN / "sqlite-utils"), "insert", "beside.db", table, str(file), "--nl"], folder)[0]
            for table, (file, _count) in rows.items()
        )
        inserting = busy() - before
    print(f"{options.packets} altered packets, {sum(count for _file, count in rows.values())} rows in {len(rows)} tables\n")
    print("| | seconds | a packet | of the processor |\n|---|---:|---:|---:|")
    for what, seconds, worked in (("sqlite-utils insert", inserted, inserting), ("oversight load", taken, loading)):
        print(f"| {what} | {seconds:.1f} | {seconds / options.packets * 1000:.0f} ms | {worked:.1f} |")
    ratio, growth = taken / inserted, memory / fewer
    in_time, in_memory = ratio <= options.limit, growth <= options.memory
    print(f"\nmemory at most {memory} MB, for a tenth of the packets {fewer} MB")
    print(f"memory: ratio {growth:.2f}, limit {options.memory:g}: {'kept' if in_memory else 'not kept'}")
    print(f"processor: ratio {loading / inserting:.1f}")
    print(f"time: ratio {ratio:.1f}, limit {options.limit:g}: {'kept' if in_time else 'not kept'}")
    return 0 if in_time and in_memory else 1


if __name__ == "__main__":
    sys.exit(main())
