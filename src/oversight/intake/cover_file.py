"""The account of one file: rows and rules, laid over its lines."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from oversight.documents.document import Document, Line
from oversight.intake.cover_report import Fate, Left, ReportCover
from oversight.intake.coverage import LineCover, OpenPassage, PaperCover, Why, paper_cover
from oversight.intake.expected import Expected
from oversight.records.set_aside import PaperAccount, is_read
from oversight.structure.dense_text import dense, squeeze
from oversight.structure.paper import PaperKind
from oversight.structure.passage import Passage
from oversight.views.kept_rows import KeptRow, PersonsAside
from oversight.vocabulary import Aside, LineState

# （2024年8月28日…第一次全体会议通过）, 出 席（共25人）, 缺席：, 主 任, 姓名 职务, 列席人员名单, 地点：县人大机关二楼会议室, 因公请假: what stands on a list beside its entries
_LIST_WORDS = re.compile(
    r"[（(][^（()）]*(?:通过|草案|笔[画划](?:为序|排序|顺序|排列)?|不分先后)[)）]|[\d\W]|应到|实到|到会|出席|缺席|列席|请假|参加|会议室?|情况|名单|名录|签到|姓名|职务|职位|单位|序号|备注|事由|原因|主任|副主任|秘书长|委员|组成人员|人员|"
    r"常委会|常务委员会|人大|人民代表大会|主持人?|时间|地点|议程|议题|日程|上午|下午|党组|书记|机关|因[公病事]|召开|举行|"
    r"[共人名位册表年月日届第次省市区县和及的有为由在于楼室厅一二三四五六七八九十〇○]"
)
_ASIDE_WHOLE = {PaperKind.NEWS: Aside.NEWS, PaperKind.CONTENTS: Aside.CONTENTS, PaperKind.TASKS: Aside.ATTACHMENT}
_FRONT_TABLES = {"attendance", "agenda_item"}
_IN_REPORTS = {"recommendation", "problem", "reply"}
_BLANK = Fate(LineState.ASIDE, Aside.BLANK)
_FURNITURE = Fate(LineState.ASIDE, Aside.FURNITURE)
_ROW = Fate(LineState.ROW)
_OPEN = Fate(LineState.OPEN)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one file: its rows, hidden ones too, and the passages that people set aside in the session's papers."""

    document_id: int
    rows: Sequence[KeptRow]
    asides: Sequence[PersonsAside]


class FileCover:
    """The account of ``document``, in which ``papers`` stand and ``expected`` is what the reader finds in them."""

    def __init__(
        self, session: str, document: Document, expected: Sequence[Expected], papers: Sequence[PaperAccount], kept: Kept
    ) -> None:
        self._session = session
        self._document = document
        self._kept = kept
        self._of_reports = [row for row in kept.rows if row.table == "report"]
        self._in_reports = [row for row in kept.rows if row.table in _IN_REPORTS]
        self._asides = _lines_set_aside(document, kept)
        self._expected = expected
        self._fates: dict[int, Fate] = {}
        self._paper_of: dict[int, str | None] = {}
        self._left: list[tuple[Left, str | None]] = []
        for paper in papers:
            self._take_paper(paper)
        for line in document.lines:
            self._take_line(line.number, line.clean, blank=not line.raw.strip(), read=is_read(line))
        self._papers = papers

    @cached_property
    def lines(self) -> list[LineCover]:
        """Each line of the file, and what it was taken for."""
        # The standing rows by line, the shortest first.
        standing: dict[int, list[KeptRow]] = defaultdict(list)
        for row in sorted((row for row in self._kept.rows if row.stands), key=lambda row: row.last - row.first):
            for number in range(row.first, row.last + 1):
                standing[number].append(row)
        return [self._line(line, standing.get(line.number, ())) for line in self._document.lines]

    @property
    def papers(self) -> list[PaperCover]:
        """Each paper of the file in numbers."""
        return list(self._counted())

    @property
    def passages(self) -> list[OpenPassage]:
        """What nobody has accounted for, in the order of the file."""
        return [
            OpenPassage(
                session=self._session,
                file=self._document.name,
                paper=paper,
                lines=left.lines,
                why=left.why.value,
                taken_for=left.detail,
                text=left.text,
            )
            for left, paper in sorted(self._left, key=lambda entry: entry[0].lines)
        ]

    # Papers

    def _take_paper(self, paper: PaperAccount) -> None:
        first, last = paper.lines[0].number, paper.lines[-1].number
        expected = [one for one in self._expected if first <= one.lines[0] <= last]
        if paper.number is None:
            self._take_list(paper, [one for one in expected if one.table in _FRONT_TABLES])
            return
        row = self._report_row(paper)
        ref = row.ref if row is not None and row.stands else None
        self._paper_of.update(dict.fromkeys(range(first, last + 1), ref))
        rows = [row for row in self._in_reports if row.first <= last and first <= row.last]
        report = ReportCover(paper, [one for one in expected if one.table in _IN_REPORTS], rows, self._asides)
        self._fates.update(report.fates)
        self._left += [(left, ref) for left in report.left]
        self._take_head(paper, row)

    def _report_row(self, paper: PaperAccount) -> KeptRow | None:
        first, last = paper.lines[0].number, paper.lines[-1].number
        rows = [row for row in self._of_reports if row.first <= last and first <= row.last]
        return max(rows, key=lambda row: (row.stands, row.by_person), default=None)

    def _take_head(self, paper: PaperAccount, row: KeptRow | None) -> None:
        """Title, date and author make the report's own row."""
        if row is not None and row.stands:
            own = _ROW
        elif row is not None and row.by_person:
            own = Fate(LineState.ASIDE, Aside.PERSON, row.note)
        else:
            own = _OPEN
            lines = sorted(number for number, rule in paper.head.items() if rule is None)
            if lines and not all(number in self._asides for number in lines):
                self._left.append((Left((lines[0], lines[-1]), Why.MISSING, str(paper.number), paper.heading), None))
        for number, rule in paper.head.items():
            self._fates[number] = own if rule is None else Fate(LineState.ASIDE, rule)
        for line in paper.lines:
            # What the running text leaves out: page numbers, numbers that stand alone.
            self._fates.setdefault(line.number, _FURNITURE)

    def _take_list(self, paper: PaperAccount, expected: Sequence[Expected]) -> None:
        """A news item, an attendance list or an agenda: its entries are rows, its labels are known words."""
        front = {number: Fate(LineState.ASIDE, rule) for number, rule in paper.head.items() if rule is not None}
        rows = [row for row in self._kept.rows if row.table in _FRONT_TABLES]
        # Minutes may be all that says what was asked for.
        first, last = paper.lines[0].number, paper.lines[-1].number
        on_it = (row for row in (*rows, *self._in_reports) if row.stands and row.first <= last and first <= row.last)
        held = {number for row in on_it for number in range(row.first, row.last + 1)}
        by_words: dict[tuple[str, str], list[KeptRow]] = defaultdict(list)
        for row in rows:
            by_words[row.table, squeeze(row.text)].append(row)
        # Who stands in the table may be named once more in the sentence above it.
        names = [
            words for (table, words), same in by_words.items() if table == "attendance" and any(row.stands for row in same)
        ]
        beside = {} if paper.kind is PaperKind.NEWS else _beside(names, dense(paper.lines))
        for line in paper.lines:
            if line.number in held:
                fate = _ROW
            elif line.number in front:
                fate = front[line.number]
            elif paper.kind in _ASIDE_WHOLE:
                fate = Fate(LineState.ASIDE, _ASIDE_WHOLE[paper.kind])
            elif not _LIST_WORDS.sub("", beside.get(line.number, "")):
                fate = Fate(LineState.ASIDE, Aside.FRONT)
            else:
                fate = _OPEN
            self._fates[line.number] = fate
        for one in expected:
            same = by_words[one.table, squeeze(one.text or "")]
            numbers = range(one.lines[0], one.lines[1] + 1)
            if any(row.stands for row in same) or all(number in self._asides for number in numbers):
                continue
            person = next((row for row in same if row.by_person), None)
            if person is None:
                self._left.append((Left(one.lines, Why.MISSING, one.detail, one.text or ""), None))
                self._fates.update(dict.fromkeys(numbers, _OPEN))
            else:
                self._fates.update(
                    {n: Fate(LineState.ASIDE, Aside.PERSON, person.note) for n in numbers if self._fates.get(n) is not _ROW}
                )

    # Lines

    def _take_line(self, number: int, text: str, *, blank: bool, read: bool) -> None:
        if blank or not read:
            self._fates[number] = _BLANK if blank else _FURNITURE
            return
        fate = self._fates.setdefault(number, _OPEN)
        if fate.state is LineState.OPEN and number in self._asides:
            self._fates[number] = Fate(LineState.ASIDE, Aside.PERSON, self._asides[number])
        elif fate.state is LineState.OPEN and not any(left.lines[0] <= number <= left.lines[1] for left, _ref in self._left):
            self._left.append((Left((number, number), Why.UNREAD, None, text), self._paper_of.get(number)))

    def _line(self, line: Line, on_it: Sequence[KeptRow]) -> LineCover:
        fate = self._fates[line.number]
        on_it = () if fate.state is LineState.ASIDE else on_it
        parts = [row for row in on_it if row.table != "report"]
        return LineCover(
            session=self._session,
            file=self._document.name,
            line=line.number,
            paper=self._paper_of.get(line.number),
            state=fate.state.value,
            rule=None if fate.rule is None else fate.rule.value,
            refs=tuple(dict.fromkeys(_called(row) for row in parts or on_it)),
            reason=fate.reason,
            text=line.clean,
        )

    def _counted(self) -> Iterator[PaperCover]:
        of_line = {line.line: line for line in self.lines}
        for paper in self._papers:
            lines = [of_line[line.number] for line in {line.number: line for line in paper.lines}.values()]
            ref = self._paper_of.get(paper.lines[0].number)
            yield paper_cover(self._session, self._document.name, ref, paper.heading, lines)


def _beside(names: Sequence[str], text: Passage) -> dict[int, str]:
    """What stands on each line of ``text`` beside the names, which may run over the end of a line."""
    named: set[int] = set()
    for name in names:
        for match in re.finditer(re.escape(name), text.text):
            named.update(range(*match.span()))
    left: dict[int, str] = {}
    for at, (character, number) in enumerate(zip(text.text, text.numbers, strict=True)):
        left[number] = left.get(number, "") + ("" if at in named else character)
    return left


def _called(row: KeptRow) -> str:
    """The ref of a row; a person on a list has none, but a name."""
    return row.text if row.table == "attendance" else row.ref


def _lines_set_aside(document: Document, kept: Kept) -> Mapping[int, str]:
    """The lines that people set aside, with their reasons. In a corrected paper the same words are looked for, nearest first."""
    found: dict[int, str] = {}
    if not kept.asides:
        return found
    whole = dense(document.lines)
    for aside in kept.asides:
        wanted = squeeze(aside.passage)
        starts = [match.start() for match in re.finditer(re.escape(wanted), whole.text)] if wanted else []
        near = sorted(starts, key=lambda at: abs(whole.numbers[at] - aside.first))[:1]
        for at in near:
            found.update(dict.fromkeys(whole.numbers[at : at + len(wanted)], aside.reason or ""))
    return found
