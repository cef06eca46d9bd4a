"""The agenda where no paper prints it, and only sentences of the news tell it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from oversight.structure.numerals import NUMERALS
from oversight.structure.passage import Passage
from oversight.structure.read_agenda import END, Item

# 第一项议程是，听取和审议…；第二项议程是，…
_COUNTED = re.compile(rf"第[{NUMERALS}]{{1,3}}项(?:议程|议题)?(?:是|为)?[，,：:、]?(?P<told>[^；。]{{4,160}})")
# 会议的主要议程有：听取和审议…；审议…。 会议共有五项议程：一是…；二是…
_LISTED = re.compile(
    r"(?:议程(?:共[有计]?.{1,4}项[，,]?)?(?:分别)?(?:主要)?(?:[有是为]|包括|如下)[：:，,]?|项(?:主要)?(?:议程|议题)(?:[，,]?(?:分别|依次|主要)?[是为有])?[：:，,])(?P<told>[^。]{4,600})"
)
_DO = "听取|审议|审查|表决|传达|学习|讨论|通过|决定|任免|任命|补选|选举|批准|接受|确认|票决|作出|开展|进行|举行|颁发"
# 会议首先听取…, 会议还分别听取…: how, which is no part of what
_HOW = "(?:还|并|首先|随后|最后|分别|依次|先后|集中)*"
_ACT = rf"(?:书面|联组|分组|专题)?(?:{_DO})(?:(?:和|并|与|、)?(?:{_DO}))*"
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、])?"
# 会议听取和审议了…；审议通过了…。 一、会议听取了…。 上午，会议首先听取了…
_TOLD = re.compile(
    rf"(?:^|(?<=[。！？：；])){_NUMBER}(?:[^。，；]{{0,8}}[日上下][日午][，,]?)?(?:本次|这次|此次)?会(?:议|上)[，,]?(?P<told>{_HOW}{_ACT}[^。！？]+)"
)
# 现纪要如下：一、听取和审议了…
_NUMBERED = re.compile(
    r"(?:^|(?<=[。！？：；]))(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、])"
    rf"(?P<told>{_HOW}{_ACT}了[^。！？]+)"
)
_NEXT = re.compile(rf"[；;]|[，,](?=(?:会议)?{_HOW}{_ACT}了)")
_OPENING = re.compile(rf"{_NUMBER}(?:会(?:议|上)[，,]?)?{_HOW}")
# …的报告，区科委主任范晓军作报告: who read it; …测评，结果为：满意21票: how the vote went
_ADDED = re.compile("[，,](?=[^，；]{2,40}[作做](?:了)?[^，；的]{0,12}(?:报告|汇报|说明)|(?:测评|表决|投票)?结果[为是：:])")
# What a committee deals with, so that 会议审议认为 and 会议讨论热烈 are none
_MATTER = re.compile(
    "报告|汇报|说明|《|议案|草案|人事|任免|任命|决定|决议|名单|事项|代表|条例|办法|方案|规划|计划|决算|预算|意见|测评|询问|宣誓|职务|辞职|精神"
)
_OPINES = re.compile(rf"{_ACT}(?:时|后)?[，,]?(?:认为|指出|强调|要求|提出|建议)")


def find_agenda(text: Passage) -> Iterator[Item]:
    """The items that the news counts up (第一项议程是…), else lists (议程有：…；…), else tells as done (会议听取和审议了…；表决通过了…)."""
    for spans in (_counted(text.text), _listed(text.text), _told(text.text)):
        items = [Item(text.text[first:last].rstrip(END), text[first:last].span) for first, last in spans]
        if items:
            yield from items
            return


def _counted(text: str) -> Iterator[tuple[int, int]]:
    for match in _COUNTED.finditer(text):
        yield match.span("told")


def _listed(text: str) -> Iterator[tuple[int, int]]:
    match = _LISTED.search(text)
    return _clauses(text, *match.span("told")) if match else iter(())


def _told(text: str) -> Iterator[tuple[int, int]]:
    for match in list(_TOLD.finditer(text)) or _NUMBERED.finditer(text):
        yield from _clauses(text, *match.span("told"))


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence that name a matter, each from its verb on."""
    edges = [start, *(mark.end() for mark in _NEXT.finditer(text, start, end)), end + 1]
    for first, last in pairwise(edges):
        opening = _OPENING.match(text, first, last - 1)
        begin = opening.end() if opening else first
        added = _ADDED.search(text, begin, last - 1)
        close = added.start() if added else last - 1
        clause = text[begin:close]
        if _MATTER.search(clause) and not _OPINES.match(clause) and re.match(_ACT, clause):
            yield begin, close
