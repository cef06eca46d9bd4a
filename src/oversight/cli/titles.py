"""Which file of short titles belongs to which packet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from oversight.sheets.read_titles import TitleLine, read_titles

if TYPE_CHECKING:
    from oversight.records.read_packet import Reading

_ENDING = ".titles.csv"


def titles_of(reading: "Reading", paths: Sequence[Path]) -> list[TitleLine]:
    """The titles that lie beside a packet's files.

    A file of titles belongs to the packet that has a paper of its name (``a.txt``, ``a.titles.csv``), or that fills the folder
    of its name (``a/…``, ``a/a.titles.csv``, ``a.titles.csv``); any other one to every packet of its folder.
    """
    names = {file.name for file in reading.packet.source.files}
    own = {Path(name).stem for name in names}
    lines: list[TitleLine] = []
    for folder in dict.fromkeys(path if path.is_dir() else path.parent for path in paths):
        stems = {file.stem for file in folder.iterdir() if not file.name.endswith(_ENDING)}
        for file in sorted(folder.glob(f"*{_ENDING}")):
            stem = file.name.removesuffix(_ENDING)
            if stem in own or stem not in stems:
                lines += read_titles(file)
    return lines
