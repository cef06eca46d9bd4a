"""How far a long command has come: one line of a terminal, wiped when it is done. Nothing of it reaches a pipe or a file."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from oversight.cli.terminal import columns_of, padded
from oversight.messages import _

# ■■■■□□□□: both can be printed in GBK, too.
_BAR = 20
_DONE, _LEFT = "■", "□"


class Progress:
    """Counts the files of a load. Shown on a terminal, and only where there is more than one."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._total = _count(paths) if self._shown else 0
        self._done = 0
        self._width = 0

    def __enter__(self) -> Self:
        self._show()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.wipe()

    def advance(self, files: int) -> None:
        """So many more files are done."""
        self._done += files
        self._show()

    def wipe(self) -> None:
        """Take the line away, so that something else can be said in its place."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0

    def _show(self) -> None:
        if self._total <= 1:
            return
        # A file of an archive counts as one more than was seen from outside.
        done = min(self._done, self._total)
        full = _BAR * done // self._total
        said = _("{done} of {total} files").format(done=done, total=self._total)
        line = f"{_DONE * full}{_LEFT * (_BAR - full)} {said}"
        sys.stderr.write("\r" + padded(line, self._width))
        sys.stderr.flush()
        self._width = columns_of(line)


def _count(paths: Sequence[Path]) -> int:
    from oversight.documents.gather import count_papers

    return count_papers(paths)
