"""Answers that stand in a table: 序号, 审议意见, 落实情况, 责任单位, a row for each opinion."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from oversight.documents.document import Line
from oversight.structure.outline import Span
from oversight.structure.reply_class import reply_class
from oversight.structure.running_text import RunningText
from oversight.structure.work_table import Column, WorkRow, work_rows
from oversight.vocabulary import ReplyClass

# 完成, 已办结, 是: all that a cell says
_DONE = re.compile(r"(?:已经?|均已|全部)?(?:完成|办结|整改到位|落实到位|销号)|是")


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A row of such a table: where the opinion stands in the running text, and where what became of it.

    ``claim`` is what its column for the state claims, None where that does not say.
    """

    asked: Span
    answer: Span
    claim: ReplyClass | None = None


def answered_rows(lines: Sequence[Line], running: RunningText) -> list[AnsweredRow]:
    """The rows of all such tables of a paper, in order. A row whose opinion is empty, or the one before's, goes on with it."""
    found: list[AnsweredRow] = []
    for row in work_rows(lines, running) if "\t" in running.shown else ():
        asked = row.spans.get(Column.ASKED) or row.spans.get(Column.PROBLEM)
        became = sorted((*row.spans.get(Column.MEASURE, ()), *row.spans.get(Column.STATE, ())))
        if not became or not (found or asked):
            continue
        answer = became[0][0], became[-1][1]
        text = running.text[slice(*asked[0])] if asked else ""
        if not found or text not in ("", running.text[slice(*found[-1].asked)]):
            found.append(AnsweredRow(asked[0] if asked else answer, answer, _claim(row)))
        else:
            last = found[-1]
            found[-1] = AnsweredRow(last.asked, (last.answer[0], answer[1]), last.claim if last.claim is _claim(row) else None)
    return found


def _claim(row: WorkRow) -> ReplyClass | None:
    state = row.said(Column.STATE).rstrip("。；")
    return ReplyClass.DONE if _DONE.fullmatch(state) else reply_class(state)
