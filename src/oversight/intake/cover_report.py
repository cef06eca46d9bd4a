"""The account of one report: which of its sentences stand in rows, and what becomes of the others."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oversight.intake.coverage import Why
from oversight.intake.expected import Expected
from oversight.records.set_aside import PaperAccount, Stated
from oversight.structure.dense_text import squeeze
from oversight.structure.outline import Span
from oversight.structure.running_text import RunningText
from oversight.views.kept_rows import KeptRow
from oversight.vocabulary import Aside, LineState

_CLAUSE = re.compile(r"[^，。；：！？,;:!?、]{2,}")
# A passage that is named only by its lines is shown by its beginning.
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a line or a sentence."""

    state: LineState
    rule: Aside | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A passage that is open."""

    lines: tuple[int, int]
    why: Why
    detail: str | None
    text: str


# Where a line holds several things, the weightiest counts.
_WEIGHT = {LineState.OPEN: 3, LineState.ROW: 2, LineState.ASIDE: 1}
_ROW = Fate(LineState.ROW)
_OPEN = Fate(LineState.OPEN)


class ReportCover:
    """``rows`` are those that rest on the report's lines, hidden ones too; ``asides`` gives the lines that a person set aside."""

    def __init__(
        self, paper: PaperAccount, expected: Sequence[Expected], rows: Sequence[KeptRow], asides: Mapping[int, str]
    ) -> None:
        assert paper.running is not None
        self._paper = paper
        self._running: RunningText = paper.running
        self._asides = asides
        self._leaves = {table: self._filled([row for row in rows if _holds(row) and row.table == table]) for table in _TABLES}
        self._wholes = [
            span for row in rows if row.stands and row.table == "recommendation" and not row.leaf for span in self._spans(row)
        ]
        self._by_person = [(row, span) for row in rows if row.by_person for span in self._spans(row)]
        self.left: list[Left] = []
        self.fates: dict[int, Fate] = {}
        self._hold_expected(expected, rows)
        missing = [self._span_of_lines(left.lines) for left in self.left]
        for stated in paper.stated:
            fate = self._fate(stated)
            if fate is _OPEN and not any(_meet(stated.span, span) for span in missing):
                lines = self._running.lines(*stated.span)
                self.left.append(Left(lines, Why.PHRASE, None, self._running.words(*stated.span)))
            for number in self._running.all_lines(*stated.span):
                self._settle(number, fate)
        for left in self.left:
            for number in range(left.lines[0], left.lines[1] + 1):
                self._settle(number, _OPEN)

    def _settle(self, number: int, fate: Fate) -> None:
        before = self.fates.get(number)
        if before is None or _WEIGHT[fate.state] > _WEIGHT[before.state]:
            self.fates[number] = fate

    # Where rows stand

    def _span_of_lines(self, lines: tuple[int, int]) -> Span:
        begin, end = self._running.of_lines(*lines)
        return (begin, end) if begin < end else (0, 0)

    def _spans(self, row: KeptRow) -> list[Span]:
        """Where the row's text stands: every time that it does so on its lines; all of the lines where an older reader made it."""
        begin, end = self._span_of_lines((row.first, row.last))
        if row.table == "reply":
            return [(begin, end)]
        return self._occurrences(row.text, begin, end) or [(begin, end)]

    def _occurrences(self, text: str, begin: int, end: int) -> list[Span]:
        wanted = squeeze(text)
        found: list[Span] = []
        at = self._running.text.find(wanted, begin, end) if wanted else -1
        while at >= 0:
            found.append((at, at + len(wanted)))
            at = self._running.text.find(wanted, at + len(wanted), end)
        return found

    def _filled(self, rows: Sequence[KeptRow]) -> bytearray:
        """A byte a character: 1 where a row holds it. Each row takes one place; the same words twice need two rows."""
        filled = bytearray(len(self._running.text))
        for row in rows:
            spans = self._spans(row)
            begin, end = next((span for span in spans if 0 in filled[slice(*span)]), spans[0])
            filled[begin:end] = b"\1" * (end - begin)
        return filled

    # What should be kept

    def _hold_expected(self, expected: Sequence[Expected], rows: Sequence[KeptRow]) -> None:
        replies = Counter((row.first, row.last) for row in rows if row.table == "reply" and (row.stands or row.by_person))
        for one in expected:
            span = self._span_of_lines(one.lines)
            if one.table == "reply":
                places = [one.lines] if replies[one.lines] > 0 else one.parts
                held = bool(places) and all(replies[place] > 0 for place in places)
                replies.subtract(places)
            else:
                spans = self._occurrences(one.text or "", *span) or [span]
                held = any(self._is_held(one.table, each) for each in spans)
            if held or self._is_set_aside(one.lines):
                continue
            text = one.text if one.text is not None else self._running.words(*span)[:_SHOWN]
            self.left.append(Left(one.lines, Why.MISSING, one.detail, text))

    def _is_held(self, table: str, span: Span) -> bool:
        """Whether no clause of ``span`` is left out: a row that a person split holds it in parts, one that was merged in another."""
        filled = self._leaves[table]
        return all(
            1 in filled[clause.start() : clause.end()] or self._persons_word(clause.span()) is not None
            for clause in _CLAUSE.finditer(self._running.text, *span)
        )

    # What becomes of sentences

    def _fate(self, stated: Stated) -> Fate:
        begin, end = stated.span
        if any(1 in filled[begin:end] for filled in self._leaves.values()):
            return _ROW
        if (word := self._persons_word(stated.span)) is not None:
            return Fate(LineState.ASIDE, Aside.PERSON, word)
        whole = next((span for span in self._wholes if _meet(span, stated.span)), None)
        if stated.rule is not None:
            return _ROW if stated.rule is Aside.HEADING and whole is not None else Fate(LineState.ASIDE, stated.rule)
        if whole is not None and 1 not in self._leaves["recommendation"][whole[0] : begin]:
            return Fate(LineState.ASIDE, Aside.PRINCIPLE)
        return _OPEN if stated.recommends else Fate(LineState.ASIDE, Aside.STATEMENT)

    def _persons_word(self, span: Span) -> str | None:
        """Why a person took this off the list or set it aside, None where nobody did."""
        for row, place in self._by_person:
            if _meet(place, span):
                return row.note or ""
        if not self._asides:
            return None
        numbers = self._running.all_lines(*span)
        return self._asides[min(numbers)] if numbers and numbers <= self._asides.keys() else None

    def _is_set_aside(self, lines: tuple[int, int]) -> bool:
        printed = self._running.all_lines(*self._running.of_lines(*lines))
        return printed <= self._asides.keys()


_TABLES = ("recommendation", "problem", "reply")


def _holds(row: KeptRow) -> bool:
    return row.stands and row.leaf


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
