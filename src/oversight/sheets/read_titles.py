"""Read a file of short titles: ``ref, first words, zh, en``."""

from dataclasses import dataclass
from pathlib import Path

from oversight.sheets.read_table import read_table

_COLUMNS: dict[str, tuple[str, ...]] = {"ref": (), "first words": (), "zh": (), "en": ()}


@dataclass(frozen=True, slots=True)
class TitleLine:
    """One row of the file. ``line`` is where it ends in the file, from 1; an empty title means none in that language."""

    line: int
    ref: str
    first_words: str
    zh: str
    en: str


def read_titles(path: Path) -> list[TitleLine]:
    """The rows of ``path``, as :func:`read_table` reads it."""
    return [TitleLine(row.line, *(row.cells[name] for name in _COLUMNS)) for row in read_table(path, _COLUMNS)]
