"""The opinions that an answer goes through: as quoted (“ ”), as named in the heads of its sections, or as counted in its preamble."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from oversight.structure.answer_table import AnsweredRow, answered_rows
from oversight.structure.answered_session import FollowUp
from oversight.structure.heads import split_head
from oversight.structure.numerals import NUMERALS, parse_number
from oversight.structure.opinion_numbers import numbered_opinion
from oversight.structure.outline import Part, Span
from oversight.structure.sections import Topic, topic_of_heading
from oversight.structure.split_text import first_sentence, split_sentences
from oversight.vocabulary import ReplyClass

# 根据审议意见提出的“…”方面要求; 针对“…”的意见; 关于“…”的办理情况
_QUOTED = re.compile(
    r"(?:关于|针对|对于|对|就|按照|根据)?[^。“”]{0,24}?“(?P<text>[^“”]{4,80})”[^。“”]{0,8}?(?:(?:的|这一|等)?(?:方面)?(?:审议)?(?:要求|意见|建议|问题)|(?:的|方面)?[^。“”]{0,4}(?:办理|落实|整改|处理|执行|贯彻)(?:情况)?)"
)
# 审议意见提出“…”。
_SAID = re.compile(
    r"(?:审议|评议)?(?:意见|决议|建议)(?:中)?(?:提出|要求|指出|建议|明确)(?:的|要|了)?[：:，,]?“(?P<text>[^“”]{4,80})”"
)
# 审议意见：强化动态监测。 意见二：…
_PRINTED = re.compile(rf"(?:审议|评议)?(?:意见|建议)(?:建议|内容)?[{NUMERALS}]{{0,3}}[：:](?P<text>[^：:]{{4,200}}?)[。；]?$")
# 关于“整治畜禽养殖污染”, 关于整治畜禽养殖污染, 整治畜禽养殖污染方面: a head that only names what was asked for
_NAMES_ONLY = re.compile(
    r"(?:关于|针对|对于|对)(?:“(?P<quoted>[^“”]{4,60})”|(?P<plain>[^“”，。]{4,60}))|(?P<side>[^“”，。]{4,60})方面"
)
# 关于优化市场布局的办理情况; 关于加强师资建设方面
_HEAD_SUBJECT = re.compile(
    r"(?:关于|对|针对)(?P<text>[^“”]{4,60}?)(?:(?:方面)?(?:的)?(?:审议)?(?:意见|建议|要求|问题)?(?:的)?(?:研究)?(?:办理|落实|整改|处理|执行|贯彻)(?:落实|整改|处理)?(?:情况|工作|方面)?|方面|(?:方面)?的(?:审议)?(?:意见|建议)|(?:的)?问题)"
)
# 关于进一步提升政务服务效能的意见。 at the beginning of a paragraph without a number
_OPENS_WITH_SUBJECT = re.compile(
    r"(?:关于|针对|对于?)(?P<text>[^，。：“”]{4,40}?)(?:方面)?(?:的)?(?:审议)?(?:意见|建议|要求|问题)[。：:]"
)
_BECAME = re.compile("(?:办理|落实|整改|处理)(?:落实)?情况[：:]")
# 三条审议意见, 三个方面的审议意见
_COUNT = re.compile(
    rf"从(?P<sides>[{NUMERALS}]{{1,3}})个方面提出|(?P<count>[{NUMERALS}]{{1,3}})(?:条|个方面|点|项)(?:的)?(?:审议|评议|具体|主要)?(?:意见|建议|要求)"
)
# 提出了“优化布局”“壮大队伍”“严格监管”三个方面的审议意见: one right behind the other
_QUOTE = re.compile("“([^“”]{4,60})”")
_BETWEEN_QUOTES = frozenset({"", "、", "，", "；", "和", "以及"})
# Percent of their characters that an opinion has in common with the same one in a table.
_SAME_OPINION = 80


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """An opinion (``text``, where it stands) and the passage of the paper ``of`` that answers it."""

    text: str
    span: Span
    answer: Span
    of: FollowUp
    # What a table of the answer claims, where the passage itself claims nothing.
    claim: ReplyClass | None = None


def answered_items(read: FollowUp) -> list[AnsweredItem]:
    """The opinions that an answer goes through, in its order: as quoted, as named in the heads, or as counted in its preamble."""
    quoted = _from_sections(read, read.tree)
    if rows := answered_rows(read.part.body, read.running):
        if len(quoted) < len(rows):
            return [AnsweredItem(read.running.text[slice(*row.asked)], row.asked, row.answer, read, row.claim) for row in rows]
        # A list attached to the answer says once more what became of each.
        return [replace(item, claim=_claim_in(rows, item)) for item in quoted]
    if quoted := quoted or _from_paragraphs(read) or _by_number(read):
        return quoted
    preamble = "".join(read.running.text[slice(*span)] for span in read.tree.own_before_parts())
    count = _COUNT.search(preamble)
    expected = parse_number(count["count"] or count["sides"]) if count else None
    listed = _listed_ahead(read)
    for group in (read.tree, *read.tree.parts):
        heads = [(part, head) for part in group.parts if (head := _plain_head(read, part)) is not None]
        told = len(heads) > 1 and ((expected is None and _is_account(read, group)) or _names_one_each(read, group))
        as_listed = len(heads) == len(listed) > 1
        if told or as_listed or len(heads) == expected:
            asked = listed if as_listed else [head for _part, head in heads]
            return [
                AnsweredItem(read.running.text[slice(*words)], words, (part.label[0], part.end), read)
                for (part, _head), words in zip(heads, asked, strict=True)
            ]
    return []


def _listed_ahead(read: FollowUp) -> list[Span]:
    """The opinions that the preamble quotes one behind the other, which the sections then answer in their order, in words of their own."""
    text = read.running.text
    for span in read.tree.own_before_parts():
        for start, end in split_sentences(text, *span):
            quotes = list(_QUOTE.finditer(text, start, end))
            gaps = {text[one.end() : other.start()] for one, other in pairwise(quotes)}
            if gaps and gaps <= _BETWEEN_QUOTES and re.search("意见|建议|要求", text[start:end]):
                return [quote.span(1) for quote in quotes]
    return []


def _claim_in(rows: Sequence[AnsweredRow], item: AnsweredItem) -> ReplyClass | None:
    told = [row for row in rows if fuzz.ratio(item.of.running.text[slice(*row.asked)], item.text) >= _SAME_OPINION]
    return told[0].claim if len(told) == 1 else None


def _from_sections(read: FollowUp, parent: Part) -> list[AnsweredItem]:
    items: list[AnsweredItem] = []
    for part in parent.parts:
        found = _named_in(read, part)
        if found is not None:
            items.append(AnsweredItem(read.running.text[slice(*found)], found, (part.label[0], part.end), read))
        elif part.kind is not None and not _is_ahead(read, part):
            items += _from_sections(read, part)
    return items


def _from_paragraphs(read: FollowUp) -> list[AnsweredItem]:
    """Paragraphs without numbers, each of which begins with what was asked for, and what lies between them."""
    text = read.running.text
    opened = [(span, match) for span in read.tree.own if (match := _OPENS_WITH_SUBJECT.match(text, *span)) is not None]
    if len(opened) < 2:  # noqa: PLR2004 -- one is no list
        return []
    ends = [span[0] for span, _match in opened[1:]] + [opened[-1][0][1]]
    return [
        AnsweredItem(text[slice(*match.span("text"))], match.span("text"), (span[0], end), read)
        for (span, match), end in zip(opened, ends, strict=True)
    ]


def _by_number(read: FollowUp) -> list[AnsweredItem]:
    """一、针对意见一，… 二、针对意见二，…: passages that call the opinions by their numbers, from the first on and without a gap."""
    text = read.running.text
    paragraphs = [(span, span) for span in read.tree.own]
    groups = [
        [((part.start, part.end), (part.label[0], part.end)) for part in group.parts] for group in (read.tree, *read.tree.parts)
    ]
    for group in (*groups, paragraphs):
        found = [(told, whole) for words, whole in group if (told := numbered_opinion(text, *words)) is not None]
        if len(found) > 1 and [number for (number, _name), _whole in found] == list(range(1, len(found) + 1)):
            return [AnsweredItem(text[slice(*name)], name, whole, read) for (_number, name), whole in found]
    return []


def _named_in(read: FollowUp, part: Part) -> Span | None:
    """The opinion that a section answers: quoted in its first sentences or its head, else named in its head."""
    text = read.running.text
    headed = split_head(read.running, part)
    head = text[slice(*headed.head)] if headed.head else ""
    if (printed := _printed_in(text, part)) is not None:
        return printed
    if headed.head and (match := _QUOTED.match(head)) is not None:
        return headed.head[0] + match.start("text"), headed.head[0] + match.end("text")
    own = part.own_before_parts()
    body = headed.body[0] if headed.body else (own[0] if own and not headed.head else None)
    if body is not None:
        first = first_sentence(text, *body)
        sentence = text[slice(*first)]
        match = _SAID.search(sentence) or _QUOTED.search(sentence)
        if match is not None and re.search("意见|建议|要求|决议", sentence):
            return first[0] + match.start("text"), first[0] + match.end("text")
    if headed.head and (match := _NAMES_ONLY.fullmatch(head)) is not None and match["quoted"]:
        return headed.head[0] + match.start("quoted"), headed.head[0] + match.end("quoted")
    if headed.head and (match := _HEAD_SUBJECT.fullmatch(head)) is not None:
        subject = match["text"]
        if not re.search(r"审议意见$|决议$|存在|面临", subject):
            return headed.head[0] + match.start("text"), headed.head[0] + match.end("text")
    return None


def _printed_in(text: str, part: Part) -> Span | None:
    """The opinion that a section prints before it tells what became of it: 审议意见：… 办理情况：…."""
    own = part.own_before_parts()
    if not own:
        return None
    start, end = own[0]
    first = (start, first_sentence(text, start, end)[1]) if _BECAME.search(text, start, end) else (start, end)
    match = _PRINTED.match(text[slice(*first)])
    return (first[0] + match.start("text"), first[0] + match.end("text")) if match else None


def _plain_head(read: FollowUp, part: Part) -> Span | None:
    headed = split_head(read.running, part)
    if headed.head is None:
        return None
    head = read.running.text[slice(*headed.head)]
    if (named := _NAMES_ONLY.fullmatch(head)) is not None:
        start, end = named.span(named.lastgroup or 0)
        return headed.head[0] + start, headed.head[0] + end
    return None if topic_of_heading(head) is not None else headed.head


def _is_account(read: FollowUp, part: Part) -> bool:
    """二、审议意见落实情况: a section whose parts each tell what became of one opinion."""
    if part.kind is None:
        return False
    headed = split_head(read.running, part)
    return headed.head is not None and topic_of_heading(read.running.text[slice(*headed.head)]) is Topic.ANSWER


def _names_one_each(read: FollowUp, group: Part) -> bool:
    """一、关于深入推进医养结合 二、稳定护理队伍方面: each head only names what was asked for, and none what a report always has."""
    for part in group.parts:
        headed = split_head(read.running, part)
        named = _NAMES_ONLY.fullmatch(read.running.text[slice(*headed.head)]) if headed.head else None
        if named is None or topic_of_heading(named[named.lastgroup or 0]) is not None:
            return False
    return True


def _is_ahead(read: FollowUp, part: Part) -> bool:
    headed = split_head(read.running, part)
    topic = topic_of_heading(read.running.text[slice(*headed.head)]) if headed.head else None
    return topic in (Topic.PLAN, Topic.TROUBLE, Topic.MIXED)
