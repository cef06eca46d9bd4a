"""Which earlier session a paper answers, what that session had asked for, and which passages say what became of it.

The answered session is the one that heard the report and raised the opinions; a day of hand-over, a session named for another
reason, and this session itself are not it. An opinion is taken as quoted (“ ”), where it is quoted, else by its section's head.
"""

import datetime as dt
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from rapidfuzz import fuzz

from oversight.structure.answer_parts import answer_parts
from oversight.structure.answer_table import AnsweredRow, answered_rows
from oversight.structure.answered_session import FollowUp, answer_alike, answered_session, pairs_of
from oversight.structure.closing import find_closing
from oversight.structure.cut_acts import first_sentence, split_clauses, split_sentences
from oversight.structure.demands import Answered, Earlier, EarlierOpinion, EarlierSession, FoundReply, ReadPart
from oversight.structure.heads import split_head
from oversight.structure.numerals import NUMERALS, parse_number
from oversight.structure.outline import Part, Span, outline
from oversight.structure.reply_class import reply_class
from oversight.structure.report_part import ReportPart
from oversight.structure.running_text import run_together
from oversight.structure.sections import Topic, topic_of_heading
from oversight.vocabulary import ReplyClass, ReplyKind, ReportKind

_FOLLOWS_UP = re.compile(
    r"(?:审议意见|评议意见|意见|建议|决议|决定|问题).{0,16}(?:落实|办理|整改|处理|执行|研究处理)|(?:落实|办理|整改|执行|贯彻).{0,24}(?:审议意见|评议意见|决议|决定)|跟踪"
)
_OF_THE_COMMITTEE = frozenset({ReportKind.INSPECTION_REPORT, ReportKind.SURVEY_REPORT, ReportKind.ENFORCEMENT_REPORT})
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
# 关于“整治畜禽养殖污染”, 关于整治畜禽养殖污染: a head that only names what was asked for
_NAMES_ONLY = re.compile(r"(?:关于|针对|对于|对)(?:“(?P<quoted>[^“”]{4,60})”|(?P<plain>[^“”，。]{4,60}))")
# 关于优化市场布局的办理情况; 关于加强师资建设方面
_HEAD_SUBJECT = re.compile(
    r"(?:关于|对|针对)(?P<text>[^“”]{4,60}?)(?:(?:方面)?(?:的)?(?:审议)?(?:意见|建议|要求|问题)?(?:的)?(?:研究)?(?:办理|落实|整改|处理|执行|贯彻)(?:落实|整改|处理)?(?:情况|工作|方面)?|方面|(?:方面)?的(?:审议)?(?:意见|建议)|(?:的)?问题)"
)
# 关于市人大常委会…审议意见办理情况的报告: but not 关于审计查出问题整改情况的报告
_ANSWERS_OPINIONS = re.compile("审议意见|评议意见|询问意见|决议")
# 关于进一步提升政务服务效能的意见。 at the beginning of a paragraph without a number
_OPENS_WITH_SUBJECT = re.compile(
    r"(?:关于|针对|对于?)(?P<text>[^，。：“”]{4,40}?)(?:方面)?(?:的)?(?:审议)?(?:意见|建议|要求|问题)[。：:]"
)
_BECAME = re.compile("(?:办理|落实|整改|处理)(?:落实)?情况[：:]")
# 三条审议意见, 三个方面的审议意见
_COUNT = re.compile(
    rf"从(?P<sides>[{NUMERALS}]{{1,3}})个方面提出|(?P<count>[{NUMERALS}]{{1,3}})(?:条|个方面|点|项)(?:的)?(?:审议|评议|具体|主要)?(?:意见|建议|要求)"
)
# 下一步，县政府将抓好以下工作：a paragraph that speaks of all that was answered, not of the last opinion
_PLANS = re.compile(r"(?:下一?步|下一?阶段|今后|接下来)，")
# No session raises more opinions, and no account of them has more passages.
_MOST = 200
# An opinion and what an inspection says of it share at least so much of the opinion's rare words.
_SPOKEN_OF = 0.22
_CLEARLY = 1.15
# Percent of their characters that an opinion has in common with the same one in a table.
_SAME_OPINION = 80


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    span: Span
    answer: Span
    of: FollowUp
    # What a table of the answer claims, where the passage itself claims nothing.
    claim: ReplyClass | None = None


def find_earlier(parts: Sequence[ReadPart], term: int | None, number: int | None, starts_on: dt.date | None) -> Earlier:
    """The sessions that the papers of session ``term``-``number`` answer, and the opinions of those sessions."""
    reads = [_read(read.part) for read in parts if _may_follow_up(read.part)]
    answers: dict[int, Answered] = {}
    for read in reads:
        answered = answered_session(read, term, number, starts_on)
        if answered is not None:
            answers[read.part.number] = answered
    answer_alike(reads, answers)
    sessions: dict[Answered, list[_Item]] = {}
    for read in reads:
        if read.part.kind is not ReportKind.RESPONSE_REPORT:
            continue
        session = answers.get(read.part.number)
        if session is None and _ANSWERS_OPINIONS.search(read.part.title) is not None:
            # Which session raised them is for a person to say.
            session = Answered(term=None, number=None, held_on=None)
        if session is None:
            continue
        sessions.setdefault(session, []).extend(_items(read))
    found = []
    for session, items in sessions.items():
        if items:
            inspections = [
                read for read in reads if read.part.kind in _OF_THE_COMMITTEE and answers.get(read.part.number) == session
            ]
            found.append(EarlierSession(session=session, items=tuple(_with_replies(items, inspections))))
    return Earlier(answers=answers, opinions=tuple(found))


def _may_follow_up(part: ReportPart) -> bool:
    if part.kind is ReportKind.RESPONSE_REPORT:
        return True
    return part.kind in _OF_THE_COMMITTEE and _FOLLOWS_UP.search(part.title) is not None


def _read(part: ReportPart) -> FollowUp:
    running = run_together(part.body)
    tree = outline(running)
    end = find_closing(running, tree.parts[0].label[0] if tree.parts else 0, None).end
    return FollowUp(part, running, outline(running.up_to(end)) if 0 < end < len(running.text) else tree)


# Which opinions


def _items(read: FollowUp) -> list[_Item]:
    """The opinions that an answer goes through, in its order: as quoted, as named in the heads, or as counted in its preamble."""
    quoted = _from_sections(read, read.tree)
    if rows := answered_rows(read.part.body, read.running):
        if len(quoted) < len(rows):
            return [_Item(read.running.text[slice(*row.asked)], row.asked, row.answer, read, row.claim) for row in rows]
        # A list attached to the answer says once more what became of each.
        return [replace(item, claim=_claim_in(rows, item)) for item in quoted]
    if quoted := quoted or _from_paragraphs(read):
        return quoted
    preamble = "".join(read.running.text[slice(*span)] for span in read.tree.own_before_parts())
    count = _COUNT.search(preamble)
    expected = parse_number(count["count"] or count["sides"]) if count else None
    for group in (read.tree, *read.tree.parts):
        heads = [(part, head) for part in group.parts if (head := _plain_head(read, part)) is not None]
        if len(heads) == expected or (expected is None and len(heads) > 1 and _is_account(read, group)):
            return [_Item(read.running.text[slice(*head)], head, (part.label[0], part.end), read) for part, head in heads]
    return []


def _claim_in(rows: Sequence[AnsweredRow], item: _Item) -> ReplyClass | None:
    told = [row for row in rows if fuzz.ratio(item.of.running.text[slice(*row.asked)], item.text) >= _SAME_OPINION]
    return told[0].claim if len(told) == 1 else None


def _from_sections(read: FollowUp, parent: Part) -> list[_Item]:
    items: list[_Item] = []
    for part in parent.parts:
        found = _named_in(read, part)
        if found is not None:
            items.append(_Item(read.running.text[slice(*found)], found, (part.label[0], part.end), read))
        elif part.kind is not None and not _is_ahead(read, part):
            items += _from_sections(read, part)
    return items


def _from_paragraphs(read: FollowUp) -> list[_Item]:
    """Paragraphs without numbers, each of which begins with what was asked for, and what lies between them."""
    text = read.running.text
    opened = [(span, match) for span in read.tree.own if (match := _OPENS_WITH_SUBJECT.match(text, *span)) is not None]
    if len(opened) < 2:  # noqa: PLR2004 -- one is no list
        return []
    ends = [span[0] for span, _match in opened[1:]] + [opened[-1][0][1]]
    return [
        _Item(text[slice(*match.span("text"))], match.span("text"), (span[0], end), read)
        for (span, match), end in zip(opened, ends, strict=True)
    ]


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
        start, end = named.span("quoted" if named["quoted"] else "plain")
        return headed.head[0] + start, headed.head[0] + end
    return None if topic_of_heading(head) is not None else headed.head


def _is_account(read: FollowUp, part: Part) -> bool:
    """二、审议意见落实情况: a section whose parts each tell what became of one opinion."""
    if part.kind is None:
        return False
    headed = split_head(read.running, part)
    return headed.head is not None and topic_of_heading(read.running.text[slice(*headed.head)]) is Topic.ANSWER


def _is_ahead(read: FollowUp, part: Part) -> bool:
    headed = split_head(read.running, part)
    topic = topic_of_heading(read.running.text[slice(*headed.head)]) if headed.head else None
    return topic in (Topic.PLAN, Topic.TROUBLE, Topic.MIXED)


# Which passages speak of them


def _with_replies(items: list[_Item], inspections: list[FollowUp]) -> list[EarlierOpinion]:
    findings: list[list[FoundReply]] = [[] for _ in items]
    asked = [pairs_of(item.text) for item in items]
    for read in inspections:
        for at, span in _spoken_of(asked, read).items():
            findings[at].append(_reply(read, span, ReplyKind.FINDING))
    return [
        EarlierOpinion(
            path=str(at + 1),
            text=item.of.running.words(*item.span),
            answered_in=item.of.part.number,
            lines=item.of.running.lines(*item.span),
            file=item.of.part.file,
            replies=(_reply(item.of, item.answer, ReplyKind.ANSWER, item.claim), *findings[at]),
        )
        for at, item in enumerate(items)
    ]


def _reply(read: FollowUp, span: Span, kind: ReplyKind, claim: ReplyClass | None = None) -> FoundReply:
    starts = read.running.starts
    inside = starts[bisect_right(starts, span[0]) : bisect_left(starts, span[1])]
    plans = next((at for at in inside if _PLANS.match(read.running.text, at)), span[1])
    span = (span[0], plans)
    return FoundReply(
        report=read.part.number,
        kind=kind,
        answer_class=reply_class(read.running.text[slice(*span)]) or claim,
        lines=read.running.lines(*span),
        file=read.part.file,
        parts=answer_parts(read, span) if kind is ReplyKind.ANSWER else (),
    )


def _spoken_of(asked: list[set[str]], read: FollowUp) -> dict[int, Span]:
    """Index of an opinion → the passage of an inspection's account that speaks of it, by the rare words that they share.

    ``asked`` are the pairs of characters of each opinion.
    """
    passages = _account(read)[:_MOST]
    said = [pairs_of(read.running.text[slice(*span)]) for span in passages]
    common = Counter(chain.from_iterable((*said, *asked)))

    def weight(pairs: set[str]) -> float:
        return math.fsum([1 / common[pair] for pair in pairs])

    found: dict[int, Span] = {}
    for at, pairs in enumerate(asked[:_MOST]):
        whole = weight(pairs)
        scored = sorted(
            ((weight(pairs & other) / whole if whole else 0.0, i) for i, other in enumerate(said)),
            reverse=True,
        )
        if not scored or scored[0][0] < _SPOKEN_OF / 2:
            continue
        best, position = scored[0]
        rival = scored[1][0] if len(scored) > 1 else 0.0
        in_order = len(said) == len(asked) and position == at
        if best >= _SPOKEN_OF or best >= _CLEARLY * rival or in_order:
            found[at] = passages[position]
    return found


def _account(read: FollowUp) -> list[Span]:
    """The passages of an inspection's account of what became of the opinions: its numbered parts, else its clauses."""
    for section in read.tree.parts:
        headed = split_head(read.running, section)
        head = read.running.text[slice(*headed.head)] if headed.head else ""
        if not re.search(
            r"(?:意见|决议|建议|整改|问题).{0,8}(?:落实|办理|整改|处理|执行|情况)|(?:落实|办理|整改|执行)(?:情况|成效)", head
        ):
            continue
        if section.parts:
            return [(part.label[0], part.end) for part in section.parts]
        return [
            clause
            for span in headed.body
            for sentence in split_sentences(read.running.text, *span)
            for clause in split_clauses(read.running.text, *sentence)
        ]
    return []
