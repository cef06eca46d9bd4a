"""Answers that stand in a table: 序号, 审议意见, 落实情况, 责任单位, a row for each opinion."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oversight.documents.document import Line
from oversight.structure.dense_text import plain, squeeze
from oversight.structure.outline import Span
from oversight.structure.running_text import RunningText

# 审议意见, 意见建议内容, 决议要求
_ASKED = re.compile(
    r"(?:审议|评议)?(?:意见|建议|决议|要求)(?:和?建议)?(?:的?(?:具体|主要)?(?:内容|事项|条目|要点|要求|任务))?|(?:任务|事项)(?:内容)?"
)
# 落实情况, 研究处理情况, 办理结果, 整改措施及成效
_BECAME = re.compile(
    r"(?:研究)?(?:落实|办理|处理|整改|完成|进展|推进|执行|贯彻)(?:落实|整改|处理)?(?:工作)?(?:情况|结果|进展|成效|进度|措施)(?:[及和与、].{1,8})?"
)


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A row of such a table: where the opinion stands in the running text, and where what became of it."""

    asked: Span
    answer: Span


def answered_rows(lines: Sequence[Line], running: RunningText) -> list[AnsweredRow]:
    """The rows of all such tables of a paper, in order. A row whose opinion is empty, or the one before's, goes on with it."""
    found: list[AnsweredRow] = []
    columns: tuple[int, int] | None = None
    for line in lines:
        cells = [squeeze(cell) for cell in plain(line).split("\t")]
        if len(cells) < 2:  # noqa: PLR2004 -- a row has two cells at least
            # A blank line, or the mark between the head and the rows of a table, ends nothing.
            columns = columns if not squeeze(plain(line)) else None
            continue
        head = _columns(cells)
        if head is not None:
            columns = head
        elif columns is not None and len(cells) > max(columns):
            spans = list(_cells(line, cells, running))
            asked, answer = spans[columns[0]], spans[columns[1]]
            text = running.text[slice(*asked)]
            if answer[0] == answer[1] or not (found or text):
                continue
            if not found or text not in ("", running.text[slice(*found[-1].asked)]):
                found.append(AnsweredRow(asked, answer))
            else:
                found[-1] = AnsweredRow(found[-1].asked, (found[-1].answer[0], answer[1]))
    return found


def _columns(cells: Sequence[str]) -> tuple[int, int] | None:
    asked = next((i for i, cell in enumerate(cells) if _ASKED.fullmatch(cell)), None)
    became = next((i for i, cell in enumerate(cells) if _BECAME.fullmatch(cell)), None)
    return (asked, became) if asked is not None and became is not None else None


def _cells(line: Line, cells: Sequence[str], running: RunningText) -> Iterator[Span]:
    at, _end = running.of_lines(line.number, line.number)
    for cell in cells:
        yield at, at + len(cell)
        at += len(cell)
