"""Reads altered copies of the bundled packet, without a database, beside the least that any reader has to do, in one run.

The least is: read the file, decode it, and pass once over its text with one pattern that finds what the reader goes by: numbers of items,
dates, bodies and words that ask. Both are done in turn for each copy. What counts is the time of the processor, which a busy machine
disturbs least. Exit code 1: the ratio of the medians is above the limit.
"""

import argparse
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.alter import SEED, altered

from oversight.records.read_packet import read_packets

LIMIT = 8.0

# 一、 （一） 1. 第一， 一是 一要; 2021年4月16日; 某某区财政局, 审议意见; 要, 建议, 加快
_LEAST = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|第[一二三四五六七八九十]+[，,]|[一二三四五六七八九十][是要]|"
    r"(?:\d{4}年)?\d{1,2}月\s*\d{1,2}日|要|应当|建议|必须|加快|推进|建立|完善|加强|"
    r"[\u4e00-\u9fff]{2,20}(?:委员会|政府|法院|检察院|局|办公室|街道)|[\u4e00-\u9fff]{2,30}的报告"
)


def least(file: Path) -> int:
    """Read, decode, and look once over the text: how many places were found."""
    return sum(1 for _match in _LEAST.finditer(file.read_bytes().decode("utf-8")))


def main() -> int:
    """Prints both medians and their ratio; 1 where it is above the limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--packets", type=int, default=100, help="altered copies (default: %(default)s)")
    parser.add_argument("--limit", type=float, default=LIMIT, help="highest ratio that is accepted (default: %(default)s)")
    options = parser.parse_args()
    text = SEED.read_text(encoding="utf-8-sig")
    ours, theirs, found = [], [], 0
    with tempfile.TemporaryDirectory(prefix="oversight-bench-") as folder:
        for number in range(options.packets + 1):
            file = Path(folder, f"{number}.txt")
            file.write_text(altered(number, text), encoding="utf-8", newline="\n")
            started = time.process_time()
            least(file)
            between = time.process_time()
            [reading] = read_packets([file])
            ended = time.process_time()
            # The first is not counted: it imports what is imported late.
            if number:
                theirs.append(between - started)
                ours.append(ended - between)
                found += sum(len(report.recommendations) for report in reading.packet.reports)
    print(f"{options.packets} altered packets, {found} recommendations\n")
    print("| a packet | median |\n|---|---:|")
    print(f"| read, decode, one pass | {statistics.median(theirs) * 1000:.1f} ms |")
    print(f"| read_packets | {statistics.median(ours) * 1000:.1f} ms |")
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"\nratio {ratio:.1f}, limit {options.limit:g}: {'kept' if ratio <= options.limit else 'not kept'}")
    return 0 if ratio <= options.limit else 1


if __name__ == "__main__":
    sys.exit(main())
