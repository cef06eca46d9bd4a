"""The numbered parts of a paper as a tree: 一、 → （一） → 1. → （1） → ①, and inside paragraphs 一是, 一要, 第一，, 首先.

Numbers alone do not tell what a part is about (achievements, problems, recommendations and plans are numbered alike); they
only tell what belongs to what. Source: GB/T 9704-2012, 7.3.3, for the first four; the rest is usage.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from oversight.structure.numerals import parse_number
from oversight.structure.running_text import PAPERS, RunningText
from oversight.structure.sections import Topic, topic_of_heading

Span = tuple[int, int]


class Kind(IntEnum):
    """How a part is numbered. The outline kinds nest in this order; the others stand wherever they are opened."""

    BARE = -1  # 存在的问题, 【意见建议】: a line of its own without a number
    HAN = 0  # 一、
    PAREN = 1  # （一）
    ARABIC = 2  # 1.
    PAREN_ARABIC = 3  # （1）
    CIRCLE = 4  # ①, A.
    ORDINAL = 5  # 第一，
    FIRST = 6  # 首先，
    IS = 7  # 一是
    YAO = 8  # 一要


_OUTLINE = frozenset({Kind.BARE, Kind.HAN, Kind.PAREN, Kind.ARABIC, Kind.PAREN_ARABIC, Kind.CIRCLE})
_HAN = "一二三四五六七八九十"
_ENUMERATOR = re.compile(
    # 一、 but not 一、二级
    rf"(?P<HAN>[{_HAN}]{{1,3}}、(?![{_HAN}]))"
    # （一） (二) （十一）
    rf"|(?P<PAREN>[（(][{_HAN}]{{1,3}}[)）])"
    # 1. 1． 1、 but not 1.5
    r"|(?P<ARABIC>[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|、))"
    # （1） (2) 3）
    r"|(?P<PAREN_ARABIC>[（(][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[)）])"
    r"|(?P<CIRCLE>[①-⑳⑴-⒇㈠-㈩]|[A-H][.．、](?![A-Za-z0-9]))"
    # 第一， 第二、 but not 第一时间, 第一家, 第一、二季度
    rf"|(?P<ORDINAL>第[{_HAN}]{{1,2}}[，,、：:](?![{_HAN}]))"
    r"|(?P<FIRST>(?:首先|其次|再次|最后)[，,])"
    # 一是 but not 一是否; 一要 but not 二要素
    rf"|(?P<IS>[{_HAN}]{{1,2}}是(?!否))"
    rf"|(?P<YAO>[{_HAN}]{{1,2}}要(?![素点件求]))"
)
# What a label begins with, and what follows that where it is not all of it.
_FIRST = re.compile(f"[{_HAN}（(0-9０-９①-⑳⑴-⒇㈠-㈩A-H第首其再最](?:(?=[{_HAN}0-9０-９、是要.．)）先次后])|(?<=[①-⑳⑴-⒇㈠-㈩]))")
# What may stand before a number inside a paragraph; a comma only before 一是 and 一要.
_BEFORE = frozenset("。；;：:！!？?”’）)】］]…—")
_BEFORE_WORDS = _BEFORE | frozenset("，,、")
_SENTENCE_END = re.compile(r"[。！？；]")
_FIRST_WORDS = {"首先": 1, "其次": 2, "再次": 3}
# How many numbers a slip of the pen may leave out.
_SKIPPED = 2
# A lead sentence is not longer than this.
_LONGEST_LEAD = 200
# A head without a number is a few words.
_LONGEST_BARE = 16
_SENTENCE_MARKS = frozenset("。，；：！？、”,;:")


@dataclass(slots=True, eq=False)
class Part:
    """A numbered part, or the whole paper (``kind`` None).

    ``label`` is its printed number, ``own`` the text of its own before, between and after its ``parts``, in order of the
    paper; ``before[i]`` is how many of ``parts`` came before ``own[i]``. ``opens_paragraph``: the number begins a paragraph.
    """

    kind: Kind | None
    number: int
    label: Span
    opens_paragraph: bool
    own: list[Span] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def take(self, start: int, end: int) -> None:
        """Own ``text[start:end]`` from here on."""
        if start < end:
            self.own.append((start, end))
            self.before.append(len(self.parts))

    @property
    def start(self) -> int:
        """Where the text after the label begins."""
        return self.label[1]

    @property
    def end(self) -> int:
        """One past its last character, parts included."""
        last = self
        end = last.own[-1][1] if last.own else last.label[1]
        while last.parts:
            last = last.parts[-1]
            end = max(end, last.own[-1][1] if last.own else last.label[1])
        return end

    def own_before_parts(self) -> list[Span]:
        """Its own text before its first part."""
        return [span for span, count in zip(self.own, self.before, strict=True) if count == 0]

    def own_after_parts(self) -> list[Span]:
        """Its own text after its last part; empty where it has no parts."""
        return [span for span, count in zip(self.own, self.before, strict=True) if count == len(self.parts) > 0]


class _Mark(NamedTuple):
    kind: Kind
    number: int | None
    span: Span
    opens_paragraph: bool


# A paper is looked at for what it asks, for what it answers, and to account for its sentences.
@lru_cache(PAPERS)
def outline(running: RunningText) -> Part:
    """The paper as a tree. Every character of ``running`` is a label's or is owned by exactly one part."""
    root = Part(None, 0, (0, 0), opens_paragraph=True)
    stack = [root]
    marks = {mark.span[0]: mark for mark in _marks(running)}
    marks |= {mark.span[0]: mark for mark in _bare_heads(running, marks)}
    cuts = sorted({*running.starts, *marks, len(running.text)})
    if cuts[0] > 0:
        cuts.insert(0, 0)
    starts = frozenset(running.starts)
    for start, end in pairwise(cuts):
        mark = marks.get(start)
        if mark is not None and _open(running, stack, mark):
            stack[-1].take(mark.span[1], end)
            continue
        if mark is None and start in starts:
            _close_inline(stack)
        stack[-1].take(start, end)
    return root


def _marks(running: RunningText) -> Iterator[_Mark]:
    text, starts = running.text, frozenset(running.starts)
    for place in _FIRST.finditer(text):
        start = place.start()
        opens = start in starts
        # Most of what begins as a label does is the number of something within a sentence.
        if not opens and (start == 0 or text[start - 1] not in _BEFORE_WORDS):
            continue
        if (match := _ENUMERATOR.match(text, start)) is not None:
            kind = Kind[str(match.lastgroup)]
            if opens or kind in (Kind.IS, Kind.YAO) or text[start - 1] in _BEFORE:
                yield _Mark(kind, _number(match[0], kind), match.span(), opens)


def _bare_heads(running: RunningText, marks: dict[int, _Mark]) -> list[_Mark]:
    """The lines that head sections without a number, where a paper is parted by such: two at least, before any 一、."""
    found: list[tuple[int, Topic]] = []
    for start, end in pairwise((*running.starts, len(running.text))):
        if start in marks and marks[start].kind is Kind.HAN and not found:
            return []
        if end - start <= _LONGEST_BARE and start not in marks and running.text[end - 1] not in _SENTENCE_MARKS:
            topic = topic_of_heading(running.text[start:end].strip("【】"))
            found += [(start, topic)] if topic is not None else []
    parted = len(found) > 1 and any(topic is not Topic.ACCOUNT for _start, topic in found)
    return [_Mark(Kind.BARE, i, (start, start), True) for i, (start, _topic) in enumerate(found, 1)] if parted else []


def _number(label: str, kind: Kind) -> int | None:
    """The number of a label; None for 最后, which follows whatever was last."""
    if kind is Kind.FIRST:
        return _FIRST_WORDS.get(label[:2])
    if kind is Kind.CIRCLE:
        for first in "①⑴㈠A":
            if 0 <= ord(label[0]) - ord(first) < 20:  # noqa: PLR2004 -- ① to ⑳ are twenty characters in a row
                return ord(label[0]) - ord(first) + 1
    return parse_number(label.strip("（()）.．、，,：:第是要"))


def _close_inline(stack: list[Part]) -> None:
    """A new paragraph ends the lists that were opened inside the paragraph before it."""
    while len(stack) > 1 and not stack[-1].opens_paragraph:
        stack.pop()


def _open(running: RunningText, stack: list[Part], mark: _Mark) -> bool:
    """Put a new part where ``mark`` says, and make it the last of ``stack``. False where the mark is none of a list."""
    depth = _sibling_depth(stack, mark)
    if depth is None and mark.number == 1:
        depth = _depth_of_a_new_list(running, stack, mark)
    if depth is None and mark.opens_paragraph and mark.kind in _OUTLINE:
        depth = _depth_by_rank(stack, mark)
    if depth is None:
        return False
    lead = _lead_before(running, stack, mark) if depth < len(stack) - 1 and mark.number == 1 else None
    del stack[depth + 1 :]
    parent = stack[-1]
    if lead is not None:
        parent.take(*lead)
    number = mark.number if mark.number is not None else parent.parts[-1].number + 1
    part = Part(mark.kind, number, mark.span, mark.opens_paragraph)
    parent.parts.append(part)
    stack.append(part)
    return True


def _follows(part: Part, mark: _Mark) -> bool:
    if part.kind is not mark.kind:
        return False
    if mark.number is None:
        return part.number > 0
    step = mark.number - part.number
    if mark.opens_paragraph and part.opens_paragraph and mark.kind in _OUTLINE:
        # （二） printed twice, or （三） left out
        return step == 0 or 1 <= step <= 1 + _SKIPPED
    return step == 1


def _sibling_depth(stack: list[Part], mark: _Mark) -> int | None:
    """The depth of the parent under which ``mark`` goes on counting."""
    alike = [depth for depth in range(len(stack) - 1, 0, -1) if _follows(stack[depth], mark)]
    same_place = [depth for depth in alike if stack[depth].opens_paragraph is mark.opens_paragraph]
    for depth in same_place or alike:
        return depth - 1
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].parts and _follows(stack[depth].parts[-1], mark) and mark.number != 1:
            return depth
    return None


def _depth_of_a_new_list(running: RunningText, stack: list[Part], mark: _Mark) -> int | None:
    """The depth of the parent of a list that begins here."""
    if mark.kind in _OUTLINE:
        if mark.opens_paragraph:
            return _depth_by_rank(stack, mark)
        # 主要是：（1）…（2）…: inside a paragraph a list needs something that leads to it
        if running.text[mark.span[0] - 1] not in "：:。；":
            return None
    depth = len(stack) - 1
    if mark.opens_paragraph:
        while depth > 0 and not stack[depth].opens_paragraph:
            depth -= 1
    for other in range(depth, 0, -1):
        if stack[other].kind is mark.kind and stack[other].opens_paragraph is mark.opens_paragraph:
            return other - 1
    return depth


def _depth_by_rank(stack: list[Part], mark: _Mark) -> int:
    """The depth of the nearest part that ``mark`` may stand under, by the order of the outline.

    A kind that has not been met yet stands under what is open, even against that order (（三）意见建议 / 一、…).
    """
    met = any(part.kind is mark.kind for above in stack for part in above.parts[-1:])
    depth = len(stack) - 1
    while depth > 0:
        kind = stack[depth].kind
        inline = not stack[depth].opens_paragraph
        assert kind is not None
        of_the_outline = kind >= mark.kind if met else kind is mark.kind
        above = of_the_outline if kind in _OUTLINE else mark.kind <= Kind.PAREN
        if not inline and not above:
            break
        depth -= 1
    return depth


def _lead_before(running: RunningText, stack: list[Part], mark: _Mark) -> Span | None:
    """The sentence that leads to a new list (下半年，我们将抓好以下工作：), taken away from the part before it."""
    last = stack[-1]
    if not last.own or last.own[-1][1] != mark.span[0] or running.text[mark.span[0] - 1] not in "：:":
        return None
    start, end = last.own[-1]
    floor = max(start, end - _LONGEST_LEAD)
    ends = [match.end() for match in _SENTENCE_END.finditer(running.text, floor, end)]
    if not ends and len(last.own) > 1 and floor == start:
        # A paragraph of its own that only leads to the list.
        last.own.pop()
        last.before.pop()
        return start, end
    if not ends or ends[-1] >= end:
        return None
    last.own[-1] = (start, ends[-1])
    return ends[-1], end
