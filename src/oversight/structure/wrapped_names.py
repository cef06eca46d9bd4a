"""Names that are padded to one width and fill a paragraph: the end of a printed line may part the characters of a name."""

import re
from collections.abc import Iterator, Sequence

from oversight.documents.document import Line
from oversight.structure.dense_text import plain
from oversight.structure.names import HAN, begins_as_a_name, tile

# 委员：马　援　耿　弇: what stands before the characters is kept
_PADDED = re.compile(rf"(?P<before>\s*(?:[^\s：:]{{1,4}}[：:])?\s*)(?P<names>[{HAN}](?:\s+[{HAN}])+)\s*")
# Shorter lines are rows that were set so.
_FEWEST = 7

Row = tuple[Line, str, tuple[int, int]]


def rows_of(lines: Sequence[Line]) -> Iterator[Row]:
    """The lines that hold text, each with what is read of it and where that stands.

    Where a line of single characters ends within a name (… 冯 异 岑 / 彭 贾 复 …), the character goes to the next line; surnames at the
    beginning of more names tell that it is so.
    """
    rows = [(line, text, (line.number, line.number)) for line in lines if (text := plain(line))]
    for position in range(len(rows) - 1):
        line, text, at = rows[position]
        below, text_below, (_first, last) = rows[position + 1]
        own, other = _PADDED.fullmatch(text), _PADDED.fullmatch(text_below)
        if own is None or other is None or other["before"].strip():
            continue
        names, more = own["names"].split(), other["names"].split()
        if len(names) < _FEWEST or len(names) % 2 == 0:
            continue
        if _likely(names[:-1]) + _likely([names[-1], *more]) > _likely(names) + _likely(more):
            rows[position] = (line, own["before"] + " ".join(names[:-1]), at)
            rows[position + 1] = (below, " ".join([names[-1], *more]), (at[1], last))
    return iter(rows)


def _likely(characters: list[str]) -> int:
    return sum(begins_as_a_name(name) for name in tile(characters))
