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
from itertools import chain

from oversight.structure.answer_parts import answer_parts
from oversight.structure.answered_items import AnsweredItem, answered_items
from oversight.structure.answered_session import FollowUp, answer_alike, answered_session
from oversight.structure.closing import find_closing
from oversight.structure.demands import Answered, Earlier, EarlierOpinion, EarlierSession, FoundReply, ReadPart
from oversight.structure.heads import split_head
from oversight.structure.opinion_numbers import numbered_opinion
from oversight.structure.outline import Span, outline
from oversight.structure.pairs import pairs_of
from oversight.structure.reply_class import reply_class
from oversight.structure.report_part import ReportPart
from oversight.structure.running_text import up_to
from oversight.structure.split_text import split_clauses, split_sentences
from oversight.vocabulary import ReplyClass, ReplyKind, ReportKind

_FOLLOWS_UP = re.compile(
    r"(?:审议意见|评议意见|意见|建议|决议|决定|问题).{0,16}(?:落实|办理|整改|处理|执行|研究处理)|(?:落实|办理|整改|执行|贯彻).{0,24}(?:审议意见|评议意见|决议|决定)|跟踪"
)
_OF_THE_COMMITTEE = frozenset({ReportKind.INSPECTION_REPORT, ReportKind.SURVEY_REPORT, ReportKind.ENFORCEMENT_REPORT})
# 关于市人大常委会…审议意见办理情况的报告: but not 关于审计查出问题整改情况的报告
_ANSWERS_OPINIONS = re.compile("审议意见|评议意见|询问意见|决议")
# A report on 执行决议情况 tells of a whole policy; one on opinions goes through them.
_GOES_THROUGH = re.compile("审议意见|评议意见|询问意见")
# 下一步，县政府将抓好以下工作：a paragraph that speaks of all that was answered, not of the last opinion
_PLANS = re.compile(r"(?:下一?步|下一?阶段|今后|接下来)，")
# No session raises more opinions, and no account of them has more passages.
_MOST = 200
# An opinion and what an inspection says of it share at least so much of the opinion's rare words.
_SPOKEN_OF = 0.22
_CLEARLY = 1.15


def find_earlier(parts: Sequence[ReadPart], term: int | None, number: int | None, starts_on: dt.date | None) -> Earlier:
    """The sessions that the papers of session ``term``-``number`` answer, and the opinions of those sessions."""
    reads = [_read(read.part) for read in parts if _may_follow_up(read.part)]
    answers: dict[int, Answered] = {}
    for read in reads:
        answered = answered_session(read, term, number, starts_on)
        if answered is not None:
            answers[read.part.number] = answered
    answer_alike(reads, answers)
    sessions: dict[Answered, list[AnsweredItem]] = {}
    unread = []
    for read in reads:
        if read.part.kind is not ReportKind.RESPONSE_REPORT:
            continue
        session = answers.get(read.part.number)
        if session is None and _ANSWERS_OPINIONS.search(read.part.title) is not None:
            # Which session raised them is for a person to say.
            session = Answered(term=None, number=None, held_on=None)
        if session is None:
            continue
        items = answered_items(read)
        sessions.setdefault(session, []).extend(items)
        if not items and _GOES_THROUGH.search(read.part.title) is not None:
            unread.append(read.part)
    found = []
    for session, items in sessions.items():
        if items:
            inspections = [
                read for read in reads if read.part.kind in _OF_THE_COMMITTEE and answers.get(read.part.number) == session
            ]
            found.append(EarlierSession(session=session, items=tuple(_with_replies(items, inspections))))
    return Earlier(answers=answers, opinions=tuple(found), unread=tuple(unread))


def _may_follow_up(part: ReportPart) -> bool:
    if part.kind is ReportKind.RESPONSE_REPORT:
        return True
    return part.kind in _OF_THE_COMMITTEE and _FOLLOWS_UP.search(part.title) is not None


def _read(part: ReportPart) -> FollowUp:
    running = part.running
    tree = outline(running)
    end = find_closing(running, tree.parts[0].label[0] if tree.parts else 0, None).end
    return FollowUp(part, running, outline(up_to(running, end)) if 0 < end < len(running.text) else tree)


# Which passages speak of them


def _with_replies(items: list[AnsweredItem], inspections: list[FollowUp]) -> list[EarlierOpinion]:
    findings: list[list[FoundReply]] = [[] for _ in items]
    asked = [set(pairs_of(item.text)) for item in items]
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


def _spoken_of(asked: list[set[int]], read: FollowUp) -> dict[int, Span]:
    """Index of an opinion → the passage of an inspection's account that speaks of it, by the rare words that they share.

    ``asked`` are the pairs of characters of each opinion.
    """
    passages = _account(read)[:_MOST]
    called = [(numbered_opinion(read.running.text, *span), span) for span in passages]
    if sum(told is not None for told, _span in called) > 1:
        return {told[0] - 1: span for told, span in called if told is not None and told[0] <= len(asked)}
    said = [set(pairs_of(read.running.text[slice(*span)])) for span in passages]
    common = Counter(chain.from_iterable((*said, *asked)))

    def weight(pairs: set[int]) -> float:
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
