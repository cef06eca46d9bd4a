"""The rows of an attendance list that say why: 事由：…, beneath the names or across the columns of a table."""

import re
from dataclasses import dataclass, field, replace

from oversight.structure.dense_text import squeeze
from oversight.structure.names import is_name, normal_name
from oversight.structure.roll import Listed, Roll, role_of
from oversight.vocabulary import Attendance

# 事由：因公出差; 请假原因：江南因公外出；清风因病住院
_WHY = re.compile(r"\s*(?:请\s*假|缺\s*席)?\s*(?:事\s*由|原\s*因|理\s*由)\s*[：:]\s*(?P<rest>\S.*)")
_EACH = re.compile("[；;，,。]")
# 姓名 / 江南 / 清风: a table whose rows are what other tables have as columns
_NAME_CELL = re.compile("姓名|请假人员?|缺席人员?")
_REASON_CELL = re.compile("(?:请假|缺席)?(?:事由|原因|理由|备注)")
_TITLE_CELL = re.compile("职务|身份")
# Parts with dots included
_LONGEST_NAME = 24


@dataclass(slots=True)
class Reasons:
    """Whom the next row of reasons speaks of: the members of ``roll`` from ``since`` on, or those named ``across`` a table."""

    roll: Roll
    since: int = 0
    across: tuple[int, ...] = ()
    _seen: int = 0
    _last: dict[str, int] = field(default_factory=dict)

    def read(self, text: str, attendance: Attendance | None, at: tuple[int, int]) -> bool:
        """Whether ``text`` is such a row; what it says is then kept with the people."""
        if "\t" in text:
            return self._read_across([squeeze(cell) for cell in text.split("\t")], attendance, at)
        match = _WHY.fullmatch(text)
        if match is None:
            return False
        for piece in filter(None, (squeeze(piece) for piece in _EACH.split(match["rest"]))):
            if (named := self._named_in(piece)) is not None:
                self._say(named, piece.removeprefix(self.roll.members[named].name).lstrip("：:"))
                continue
            for i in range(self.since, len(self.roll.members)):
                if self.roll.members[i].reason is None:
                    self._say(i, piece)
        self.since = len(self.roll.members)
        return True

    def _named_in(self, piece: str) -> int | None:
        """The place of the member that ``piece`` begins with: 江南因公外出."""
        for i in range(self._seen, len(self.roll.members)):
            self._last[self.roll.members[i].name] = i
        self._seen = len(self.roll.members)
        found = next((self._last[piece[:size]] for size in range(_LONGEST_NAME, 1, -1) if piece[:size] in self._last), None)
        # A name that the end of a line had cut was taken back and read anew.
        whole = found is not None and found < len(self.roll.members) and piece.startswith(self.roll.members[found].name)
        return found if whole else None

    def _say(self, position: int, reason: str) -> None:
        self.roll.members[position] = replace(self.roll.members[position], reason=reason or None)

    def _read_across(self, cells: list[str], attendance: Attendance | None, at: tuple[int, int]) -> bool:
        first, *others = cells
        if attendance is not None and _NAME_CELL.fullmatch(first) and all(not cell or is_name(cell) for cell in others):
            start = len(self.roll.members)
            self.roll.members.extend(Listed(normal_name(cell), attendance, at) for cell in others if cell)
            positions = iter(range(start, len(self.roll.members)))
            self.across = tuple(next(positions) if cell else -1 for cell in others)
            return True
        if not self.across or not (_REASON_CELL.fullmatch(first) or _TITLE_CELL.fullmatch(first)):
            return False
        for position, cell in zip(self.across, others, strict=False):
            if position >= 0 and cell and _REASON_CELL.fullmatch(first):
                self._say(position, cell)
            elif position >= 0 and cell:
                self.roll.members[position] = replace(self.roll.members[position], role=role_of(cell))
        return True
