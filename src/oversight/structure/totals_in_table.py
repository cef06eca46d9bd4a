"""Totals that a table prints: 应到 实到 请假 缺席 over 27 23 3 1, or each beside its number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oversight.structure.dense_text import squeeze
from oversight.structure.numerals import NUMERALS, parse_number

_OF = r"(?:会议)?(?:人员|人数|组成人员|委员)?(?:总?数)?(?:[（(]人[)）])?"
_KINDS = (
    ("members", re.compile(rf"应(?:到|出席|参加){_OF}|(?:常委会)?组成人员(?:总?数|人数)(?:[（(]人[)）])?")),
    ("present", re.compile(rf"(?:实到|实际出席|出席|到会){_OF}")),
    ("leave", re.compile(rf"请假{_OF}")),
    ("absent", re.compile(rf"(?:缺席|未到|未出席){_OF}")),
)
# 出席率, 缺席率, 列席人数, 备注: columns beside them
_BESIDE = re.compile(r".{0,6}率|列席.{0,4}|备注|会议(?:名称|时间)?|日期|时间|场次|项目|人数|.{0,8}全体会议|")
_COUNT = re.compile(rf"(?P<count>[{NUMERALS}]{{1,6}})[人名位]?")
_FEWEST = 2


def _kind(cell: str) -> str | None:
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(cell)), None)


@dataclass(slots=True)
class TotalsTable:
    """Reads such a table row by row; the first row of numbers counts, since further ones are of further sittings."""

    _columns: tuple[str | None, ...] = ()

    def read(self, text: str) -> dict[str, int] | None:
        """The totals of a row; empty for one that only names them, None for a row that is no part of such a table."""
        if "\t" not in text:
            return None
        cells = [squeeze(cell) for cell in text.split("\t")]
        kinds = tuple(_kind(cell) for cell in cells)
        if sum(kind is not None for kind in kinds) >= _FEWEST and all(
            kind or _BESIDE.fullmatch(cell) for kind, cell in zip(kinds, cells, strict=True)
        ):
            self._columns = kinds
            return {}
        beside = {
            kind: count for kind, cell in zip(kinds, cells[1:], strict=False) if kind and (count := _count(cell)) is not None
        }
        if beside:
            return beside
        found = {kind: count for kind, count in self._below(cells) if kind}
        return found if self._columns and found else None

    def _below(self, cells: list[str]) -> Iterator[tuple[str | None, int]]:
        for kind, cell in zip(self._columns, cells, strict=False):
            if (count := _count(cell)) is not None:
                yield kind, count


def _count(cell: str) -> int | None:
    match = _COUNT.fullmatch(cell)
    return parse_number(match["count"]) if match else None
