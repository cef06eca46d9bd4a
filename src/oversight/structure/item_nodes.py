"""A demand on its way to being recorded: passages with what hangs on them, and the notes that say who and by when."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from oversight.structure.duty_notes import find_notes, first_note, read_note
from oversight.structure.find_deadlines import find_deadlines
from oversight.structure.heads import Headed
from oversight.structure.outline import Part, Span
from oversight.vocabulary import Level

Due = tuple[str, dt.date | None]

_CLOSES = "。！；;，,：:"
# ——支持…: what a list without numbers puts before its parts
DASHES = "—－-–─·•●■◆▪*"
# 2024年10月, 三个月, 第二季度, 年内
_TELLS_WHEN = re.compile(r"[\d〇○零一二三四五六七八九十两半](?:个?(?:年|月|季度|工作日)|[日天周])|年[内底]|[今明]年")


@dataclass(slots=True)
class Node:
    """A passage on its way: ``span`` of its text, where its ``label`` stands, its ``heading``, and what hangs on it."""

    span: Span
    label: Span | None = None
    heading: Span | None = None
    bodies: tuple[str, ...] = ()
    due: Due | None = None
    level: Level = Level.ACTION
    parts: list["Node"] = field(default_factory=list)


class Act(NamedTuple):
    """One act at ``span``, who must do it and by when."""

    span: Span
    bodies: tuple[str, ...]
    due: Due | None


def trim(text: str, span: Span) -> Span:
    """``span`` without the marks that open and close a passage."""
    start, end = span
    while end - 1 > start and text[end - 1] in _CLOSES:
        end -= 1
    while start < end - 1 and text[start] in _CLOSES + DASHES:
        start += 1
    return start, end


def due_in(text: str, session_date: dt.date | None) -> Due | None:
    """The deadline that a text prints: the first that is a day, else the first."""
    found = find_deadlines(text, session_date)
    best = next((deadline for deadline in found if deadline.on), found[0] if found else None)
    return (best.text, best.on) if best else None


def due_of_note(printed: str | None, session_date: dt.date | None) -> Due | None:
    """The printed time of a bracket or a cell; 长期坚持, 持续推进 and 立行立改 are none."""
    if not printed:
        return None
    due = due_in(printed, session_date) or due_in(printed + "前", session_date)
    if due is None or due[1] is None:
        # 2024年6月
        due = (due_in(printed + "底前", session_date) if printed.endswith(("月", "月份")) else None) or due
    if due is None and not _TELLS_WHEN.search(printed):
        return None
    return (printed, due[1] if due else None)


def spread(node: Node, bodies: tuple[str, ...], due: Due | None) -> None:
    """Give ``node`` and all that hangs on it ``bodies``, and ``due`` where they have none of their own."""
    for each in (node, *node.parts, *(leaf for part in node.parts for leaf in part.parts)):
        each.bodies = tuple(dict.fromkeys((*bodies, *each.bodies)))
        each.due = each.due or due


class Notes:
    """The brackets of one paper that say who and by when, and what each holds for."""

    def __init__(self, text: str, starts: frozenset[int], session_date: dt.date | None) -> None:
        self.text = text
        self.starts = starts
        self.session_date = session_date

    def told_each(self, acts: list[Act], notes: Sequence[re.Match[str] | None]) -> Iterator[Act]:
        """建立台账（县财政局负责）；开展轮训（2024年底前完成）。: each note holds for the acts since the one before."""
        first = 0
        for i, match in enumerate(notes):
            if match is None:
                continue
            note = read_note(match[0])
            due = self._due(note.due_text)
            for act in acts[first : i + 1]:
                span = (act.span[0], min(act.span[1], match.start()))
                bodies = tuple(dict.fromkeys((*note.bodies, *act.bodies)))
                yield Act(trim(self.text, span), bodies, due or act.due)
            first = i + 1
        yield from acts[first:]

    def take(self, node: Node) -> None:
        """A bracket （牵头单位：…；完成时限：…） at the end holds for the node and its leaves."""
        notes = list(find_notes(self.text, *node.span))
        match = notes[-1] if notes else None
        if match is None or self.text[match.end() : node.span[1]].strip(_CLOSES) or (len(notes) > 1 and node.parts):
            return
        note = read_note(match[0])
        spread(node, note.bodies, self._due(note.due_text))
        node.parts = [leaf for leaf in node.parts if leaf.span[0] < match.start()]
        if not node.parts:
            # A leaf says what to do; a passage that is parted keeps its bracket, as printed.
            node.span = (node.span[0], match.start())
        for last in (node.parts[-1:], *(part.parts[-1:] for part in node.parts[-1:])):
            for leaf in last:
                leaf.span = (leaf.span[0], min(leaf.span[1], match.start()))

    def take_from_head(self, node: Node, headed: Headed) -> None:
        """The bracket on the line of the head holds for all under it."""
        if headed.note is not None:
            note = read_note(self.text[slice(*headed.note)])
            spread(node, note.bodies, self._due(note.due_text))

    def _due(self, printed: str | None) -> Due | None:
        return due_of_note(printed, self.session_date)

    def spread_last(self, item: Node, part: Part) -> None:
        """The bracket after the last measure holds for the item where no other measure has its own, and the measures stand in
        one paragraph or the bracket in its own.
        """
        notes = [first_note(self.text, child.start, child.end) for child in part.parts]
        last = notes[-1]
        if last is None or any(notes[:-1]):
            return
        inline = len(notes) > 1 and all(not child.opens_paragraph or i == 0 for i, child in enumerate(part.parts))
        if not inline and last.start() not in self.starts:
            return
        note = read_note(last[0])
        spread(item, note.bodies, self._due(note.due_text))
