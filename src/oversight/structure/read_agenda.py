"""The agenda: its items as printed, and which of them a paper belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from oversight.documents.document import Line
from oversight.structure.dense_text import plain, squeeze
from oversight.structure.pairs import pairs_of


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda, without its number and its closing mark."""

    text: str
    lines: tuple[int, int]


_STYLES = (
    # 一、听取和审议…
    re.compile(r"[一二三四五六七八九十]{1,3}[、．.]"),
    # （一）听取和审议…
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]、?"),
    # 1．听取和审议…, 2. 听取…, 3、听取…
    re.compile(r"[0-9０-９]{1,2}[．.、）)](?!\d)"),
    # （1）听取…
    re.compile(r"[（(][0-9０-９]{1,2}[)）]"),
    # ①听取…
    re.compile(r"[①-⑳]"),
    # 第一项：听取…
    re.compile(r"第[一二三四五六七八九十]{1,3}项(?:议程)?[：:，,、]?"),
    # • 听取…
    re.compile(r"[•●◆■·\-—]+"),
)
# 听取和审议, 审查, 表决: what an unnumbered item opens with
_VERB = re.compile(
    r"(?:书面)?(?:听取|审议|审查|表决|传达|学习|讨论|研究|通过|决定|任免|补选|选举|开展|专题询问|满意度测评|进行|组织|颁发|举行|其他)"
)
# 会议时间：…, 地点：…, 主持人：…
_NOTE = re.compile(r"(?:会议)?(?:时间|地点|主持人?|参加人员|出席|列席|日期)[^，。]{0,6}[：:].*")
# 11月29日（星期五）, 上午9:00　第一次全体会议, 14:30 分组审议: the timetable that the items stand in
_TIMED = re.compile(
    r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?:[（(][^（()）]{1,8}[)）])?(?:[上下]午|全天|晚上?)?[：:]?|"
    r"(?:[上下]午|晚上?)?(?:\d{1,2}(?:[：:]\d{2}|[时点]半?)(?:[-—–~至]+\d{1,2}[：:]\d{2})?)?(?:第.次|分组|联组|召开)?(?:全体|分组|联组|主任)?(?:会议|审议|讨论|报到|休息|闭会)?[：:。；]?"
)
END = "。；;，,、 \u3000"


# 三、会议建议议程 in a notice, whose other heads tell when, where and for whom
_LABEL = re.compile(r".{0,4}?(?:会议)?(?:建议|主要|拟定|拟)?议(?:程|题)(?:安排|建议)?(?:[（(][^（()）]{1,8}[)）])?[：:]?")


def _style_of(text: str) -> tuple[re.Pattern[str], re.Match[str]] | None:
    return next(((pattern, match) for pattern in _STYLES if (match := pattern.match(text))), None)


def _labelled(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines below a numbered label, up to the next head in its style; all lines where there is no such label."""
    label: re.Pattern[str] | None = None
    start = 0
    for position, line in enumerate(lines):
        text = squeeze(plain(line))
        found = _style_of(text)
        if label is None and found and _LABEL.fullmatch(text[found[1].end() :]):
            label, start = found[0], position + 1
        elif label is not None and found and found[0] is label:
            return lines[start:position]
    return lines[start:]


def read_agenda(lines: Sequence[Line]) -> list[Item]:
    """The items of an agenda, in order. What is printed under an item in another style of numbers belongs to that item."""
    items: list[tuple[str, int, int]] = []
    style: re.Pattern[str] | None = None
    for line in _labelled(lines):
        text = squeeze(plain(line).replace("\t", " "))
        if not text or _NOTE.fullmatch(text) or _TIMED.fullmatch(text):
            continue
        found = _style_of(text)
        if found is not None and (style is None or style is found[0]):
            style, match = found
            items.append((text[match.end() :], line.number, line.number))
        elif style is None and _VERB.match(text):
            items.append((text, line.number, line.number))
        elif items:
            before, first, _last = items[-1]
            if found is None and (before.endswith("。") or (before.endswith(("；", ";")) and "。" in text)):
                # 2.人事任免。 / 会议指出，…。: what follows the last item is no part of it.
                break
            items[-1] = (before + text, first, line.number)
    return [Item(text.rstrip(END), (first, last)) for text, first, last in items if text.rstrip(END)]


# 听取和审议区政府关于应急管理工作情况的报告: verbs before, the kind of paper behind
_VERBS_BEFORE = re.compile(r"^(?:书面)?(?:听取|审议|审查|批准|表决|通过|和|并|了|与|讨论)+")
_KIND_BEHIND = re.compile(
    r"(?:情况)?(?:的)?(?:专项)?(?:工作|调研|视察|调查|执法检查|检查|审议|评议)?(?:报告|汇报|意见|决议|决定|方案|说明|建议)(?:[（(].{0,8}[)）])?$"
)
_SUBJECT = re.compile(r"^.{0,60}?(?:关于|对|就)(?P<subject>.{2,})$")
_LIKE_ENOUGH = 0.34
_SAME_KIND = 0.25
# …的报告、区政府关于…的报告
_ANOTHER = re.compile("[，、](?=[^，、]{0,24}关于)")
_KIND = re.compile(
    "(?:调研|视察|执法检查|检查|审查结果|审查|调查)?(?:报告|汇报)|专题询问|审议意见|决议|决定|说明|议案|方案|名单|办法|条例"
)
# …的报告（市教育局局长某某作报告）
_NOTE_BEHIND = re.compile("[（(][^（()）]*[)）]$")
# 任免名单 belongs to 人事任免, whatever else both say
_APPOINTS = re.compile("任免|任命|免职|免去|人事事项|辞职|辞去")


def agenda_number(title: str, items: Sequence[Item]) -> int | None:
    """The position (from 1) of the item whose subject is most like that of ``title``; None where none is like it."""
    best, number = 0.0, None
    for position, item in enumerate(items, 1) if title else ():
        likeness = max([_likeness(title, text) for text in _papers_of(item.text)])
        if likeness > best:
            best, number = likeness, position
    return number if best >= _LIKE_ENOUGH else None


# Each title is compared with each item.
@lru_cache(64)
def _papers_of(item: str) -> list[str]:
    """The papers that an item names, which may be several."""
    return _ANOTHER.split(_NOTE_BEHIND.sub("", item))


def _likeness(title: str, text: str) -> float:
    """Of two items on one subject, that of its report and that of its opinion, the kind decides."""
    likeness = subject_likeness(title, text)
    return likeness + (_SAME_KIND if likeness and _kind_of(text) == _kind_of(title) else 0)


@lru_cache(64)
def _kind_of(text: str) -> str:
    return next((match[0] for match in reversed(list(_KIND.finditer(text)))), "")


def subject_likeness(one: str, other: str) -> float:
    """How much of the shorter subject stands in the other (0 to 1), and a little more for the likeness of the whole."""
    if _APPOINTS.search(one) and _APPOINTS.search(other):
        return 1.0
    left, right = _pairs_of_subject(one), _pairs_of_subject(other)
    if not left or not right:
        return 0.0
    shared = len(left & right) / min(len(left), len(right))
    if not shared:
        return 0.0
    whole_one, whole_other = _pairs_of_all(one), _pairs_of_all(_VERBS_BEFORE.sub("", squeeze(other)))
    return shared + 0.5 * len(whole_one & whole_other) / max(len(whole_one), len(whole_other), 1)


@lru_cache(64)
def _pairs_of_all(text: str) -> frozenset[int]:
    return frozenset(pairs_of(squeeze(text)))


@lru_cache(64)
def _pairs_of_subject(text: str) -> frozenset[int]:
    pairs = frozenset(pairs_of(_subject(text)))
    return pairs - _COMMON or pairs


def _subject(text: str) -> str:
    dense = _KIND_BEHIND.sub("", _VERBS_BEFORE.sub("", squeeze(text)))
    match = _SUBJECT.match(dense)
    return match["subject"] if match else dense


# What any title says, so that it tells no subject from another
_COMMON = frozenset(
    pair
    for phrase in (
        "开展工作情况的报告关于全区全市全县全省",
        "贯彻落实审议意见研究处理情况",
        "进一步加强",
        "实施情况的调研视察报告",
        "执行情况",
    )
    for pair in pairs_of(phrase)
) - {pair for word in ("执行", "审议", "意见", "落实") for pair in pairs_of(word)}
