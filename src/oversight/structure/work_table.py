"""Tables of work: a row for each opinion or problem, with who is to act, by when, and what became of it.

An office calls them 任务分解表, 责任清单, 问题清单, 整改清单 or 台账, and attaches them to an opinion, a plan or an answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from oversight.documents.document import Line
from oversight.structure.dense_text import plain, squeeze
from oversight.structure.outline import Span
from oversight.structure.running_text import RunningText


class Column(Enum):
    """What a column of such a table holds."""

    ASKED = "asked"
    PROBLEM = "problem"
    MEASURE = "measure"
    STATE = "state"
    LEAD = "lead"
    SUPPORT = "support"
    DUE = "due"


_TAIL = r"(?:[及和与、（(].{1,10})?"
# The first that fits names a column.
_HEADINGS = (
    # 完成时限, 计划完成时间, 整改期限, 时间节点, 办结时限要求
    (
        Column.DUE,
        re.compile(
            r"(?:计划|预计|拟)?(?:完成|办结|办理|整改|落实|销号|反馈)?(?:的)?(?:时限|时间|期限|日期)(?:要求|节点|安排)?|(?:时间|进度)(?:节点|安排|要求)"
        ),
    ),
    # 牵头单位, 责任单位（部门）, 主办单位, 承办部门
    (
        Column.LEAD,
        re.compile(
            rf"(?:牵头|主办|主责|责任|承办|实施|落实|办理|整改)(?:[（(]责任[)）]|责任)?(?:单位|部门|主体|机构){_TAIL}|牵头|主办|责任"
        ),
    ),
    # 配合单位, 协办部门
    (Column.SUPPORT, re.compile(rf"(?:配合|协办|会办|参与|协同|协助)(?:责任)?(?:单位|部门){_TAIL}|配合|协办|会办")),
    # 落实情况, 研究处理情况, 办理结果, 整改进展及成效
    (
        Column.STATE,
        re.compile(
            rf"(?:目前|当前)?(?:研究)?(?:落实|办理|处理|整改|完成|进展|推进|执行|贯彻|销号)(?:落实|整改|处理)?(?:工作)?(?:情况|结果|进展|成效|进度|状态){_TAIL}|(?:目前|当前)?(?:进展|进度)|是否(?:完成|整改到位|销号)"
        ),
    ),
    # 整改措施, 工作举措, 落实措施及成效
    (
        Column.MEASURE,
        re.compile(
            rf"(?:整改|落实|办理|工作|具体|处理|推进|主要|研究处理)?(?:落实|整改)?(?:的)?(?:措施|举措|打算|路径){_TAIL}"
        ),
    ),
    # 审议意见, 意见建议内容, 决议要求, 工作任务, 整改事项
    (
        Column.ASKED,
        re.compile(
            r"(?:审议|评议|整改|处理|对策|工作|改进)?(?:意见|建议|决议|要求)(?:和?建议)?(?:的?(?:具体|主要)?(?:内容|事项|条目|要点|要求|任务))?|"
            r"(?:工作|重点|具体|主要|整改|落实|办理|目标|任务)?(?:任务|事项|工作)(?:内容|分解|分工|要求|清单)?|(?:整改|办理|落实|工作)(?:内容|要求)|任务分解|任务分工"
        ),
    ),
    # 存在的问题, 问题描述, 反馈问题
    (
        Column.PROBLEM,
        re.compile(r"(?:存在的?|反馈的?|查摆的?|指出的?|(?:检查)?发现的?|主要|具体|突出)*问题(?:清单|描述|表现|内容|概述)?"),
    ),
)
# 一、 （一） 1. ①: the number of an opinion or a task
_NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳])")
_SUBJECTS = (Column.ASKED, Column.PROBLEM)
_LONGEST_HEADING = 16


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A row on ``line``: by column, the cells of that kind, as printed and where they stand in the running text."""

    line: int
    cells: dict[Column, tuple[str, ...]]
    spans: dict[Column, tuple[Span, ...]]

    def said(self, *columns: Column) -> str:
        """What stands in these columns, without white space."""
        return "".join(squeeze(cell) for column in columns for cell in self.cells.get(column, ()))


def names_work(text: str) -> bool:
    """Whether a row names the columns of such a table."""
    return "\t" in text and _columns(text) is not None


def table_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that such tables take, with those of their heads."""
    found: set[int] = set()
    within = False
    for line in lines:
        if "\t" in line.clean:
            within = within or names_work(plain(line))
            found |= {line.number} if within else set()
        elif line.clean:
            within = False
    return frozenset(found)


def work_rows(lines: Sequence[Line], running: RunningText) -> list[WorkRow]:
    """The rows of all such tables among ``lines``, in order; ``running`` is their running text."""
    found: list[WorkRow] = []
    columns: list[Column | None] | None = None
    for line in lines:
        text = plain(line)
        if "\t" not in text:
            # A blank line, or the mark between the head and the rows of a table, ends nothing.
            columns = columns if not squeeze(text) else None
            continue
        head = _columns(text)
        if head is not None:
            columns = head
        elif columns is not None:
            row = _row(line, columns, running)
            if any(row.cells.get(column) for column in (*_SUBJECTS, Column.MEASURE)):
                found.append(row)
    return found


def _columns(text: str) -> list[Column | None] | None:
    """What each cell of the head of such a table names; None for any other row."""
    cells = [squeeze(cell) for cell in text.split("\t")]
    if any(len(cell) > _LONGEST_HEADING for cell in cells):
        return None
    kinds = [next((column for column, heading in _HEADINGS if heading.fullmatch(cell)), None) for cell in cells]
    known = {kind for kind in kinds if kind is not None}
    return kinds if len(known) > 1 and not known.isdisjoint((*_SUBJECTS, Column.MEASURE)) else None


def _row(line: Line, columns: Sequence[Column | None], running: RunningText) -> WorkRow:
    cells: dict[Column, tuple[str, ...]] = {}
    spans: dict[Column, tuple[Span, ...]] = {}
    printed = plain(line).split("\t")
    for column, text, span in zip(columns, printed, _spans(line, printed, running), strict=False):
        shown = text.strip()
        if column is not None and shown:
            start = span[0]
            if column in _SUBJECTS and (number := _NUMBER.match(shown)) is not None and number.end() < len(shown):
                shown, start = shown[number.end() :].lstrip(), start + len(squeeze(number[0]))
            cells[column] = (*cells.get(column, ()), shown)
            spans[column] = (*spans.get(column, ()), (start, span[1]))
    return WorkRow(line.number, cells, spans)


def _spans(line: Line, cells: Sequence[str], running: RunningText) -> Iterator[Span]:
    at, _end = running.of_lines(line.number, line.number)
    for cell in cells:
        size = len(squeeze(cell))
        yield at, at + size
        at += size
