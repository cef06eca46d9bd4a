"""Refs are given once: what is new gets a number that nothing has ever had."""

from collections.abc import Iterable


class RefPaths:
    """Gives each new part the next number under its parent that nothing has ever had."""

    def __init__(self, used: Iterable[str]) -> None:
        self._last: dict[str, int] = {}
        for path in used:
            self._note(path)
        self._fresh = not self._last

    def _note(self, path: str) -> None:
        above, _dot, last = path.rpartition(".")
        self._last[above] = max(self._last.get(above, 0), int(last))

    def give(self, path: str, above: str | None) -> str:
        """The ref path of the new part that is printed at ``path``, under the parent whose ref path is ``above``."""
        last = int(path.rpartition(".")[2])
        under = above or ""
        number = (
            last
            if last > self._last.get(under, 0) and (self._fresh or under not in self._last)
            else self._last.get(under, 0) + 1
        )
        given = f"{under}.{number}" if under else str(number)
        self._note(given)
        return given
