"""Which earlier session a paper answers, what that session had asked for, and which passages say what became of it.

The answered session is the one that heard the report and raised the opinions; a day of hand-over, a session named for another
reason, and this session itself are not it. An opinion is taken as quoted (“ ”), where it is quoted, else by its section's head.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from oversight.structure.bodies import find_sessions
from oversight.structure.cut_acts import split_clauses, split_sentences
from oversight.structure.dates import find_dates
from oversight.structure.demands import Answered, Earlier, EarlierOpinion, EarlierSession, FoundReply, ReadPart
from oversight.structure.heads import split_head
from oversight.structure.numerals import NUMERALS, parse_number
from oversight.structure.outline import Part, Span, outline
from oversight.structure.reply_class import reply_class
from oversight.structure.report_part import ReportPart
from oversight.structure.running_text import RunningText, run_together
from oversight.structure.sections import Topic, topic_of_heading
from oversight.vocabulary import ReplyKind, ReportKind

_FOLLOWS_UP = re.compile(
    r"(?:审议意见|评议意见|意见|建议|决议|决定|问题).{0,16}(?:落实|办理|整改|处理|执行|研究处理)|(?:落实|办理|整改|执行|贯彻).{0,24}(?:审议意见|评议意见|决议|决定)|跟踪"
)
_OF_THE_COMMITTEE = frozenset({ReportKind.INSPECTION_REPORT, ReportKind.SURVEY_REPORT, ReportKind.ENFORCEMENT_REPORT})
# 听取和审议了…并提出了三个方面的审议意见: what the answered session did
_HEARD = re.compile(r"听取|审议|提出|形成|转来|交办|作出|通过")
_RAISED = re.compile(r"审议意见|评议意见|决议|意见建议|(?:提出|形成)[^。]{0,30}(?:意见|建议)")
# 对第八次会议审议意见的落实情况: a session named by its number alone
_BARE_SESSION = re.compile(rf"第(?P<number>[{NUMERALS}]{{1,3}})次(?:常委会)?会议")
# 根据审议意见提出的“…”方面要求; 针对“…”的意见; 关于“…”的办理情况
_QUOTED = re.compile(
    r"(?:关于|针对|对于|对|就|按照|根据)?[^。“”]{0,24}?“(?P<text>[^“”]{4,80})”[^。“”]{0,8}?(?:(?:的|这一|等)?(?:方面)?(?:审议)?(?:要求|意见|建议|问题)|(?:的|方面)?[^。“”]{0,4}(?:办理|落实|整改|处理|执行|贯彻)(?:情况)?)"
)
# 关于优化市场布局的办理情况; 关于加强师资建设方面
_HEAD_SUBJECT = re.compile(
    r"(?:关于|对|针对)(?P<text>[^“”]{4,60}?)(?:方面)?(?:的)?(?:审议)?(?:意见|建议|要求|问题)?(?:的)?(?:研究)?(?:办理|落实|整改|处理|执行|贯彻)(?:落实|整改|处理)?(?:情况|工作|方面)?"
)
# 三条审议意见, 三个方面的审议意见
_COUNT = re.compile(rf"(?P<count>[{NUMERALS}]{{1,3}})(?:条|个方面|点|项)(?:的)?(?:审议|评议|具体|主要)?(?:意见|建议|要求)")
_NUMBER_ONLY_WITHIN = 1500
_FEW = 12
# An opinion and what an inspection says of it share at least so much of the opinion's rare words.
_SPOKEN_OF = 0.22
_CLEARLY = 1.15


@dataclass(frozen=True, slots=True)
class _Read:
    part: ReportPart
    running: RunningText
    tree: Part
    follows_up: bool


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    span: Span
    section: Part
    of: _Read


def find_earlier(parts: Sequence[ReadPart], term: int | None, number: int | None, starts_on: dt.date | None) -> Earlier:
    """The sessions that the papers of session ``term``-``number`` answer, and the opinions of those sessions."""
    reads = [_read(read.part) for read in parts if _may_follow_up(read.part)]
    answers: dict[int, Answered] = {}
    for read in reads:
        answered = _answered(read, term, number, starts_on)
        if answered is not None:
            answers[read.part.number] = answered
    _answer_alike(reads, answers)
    sessions: dict[Answered, list[_Item]] = {}
    for read in reads:
        session = answers.get(read.part.number)
        if session is None or read.part.kind is not ReportKind.RESPONSE_REPORT:
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


def _read(part: ReportPart) -> _Read:
    running = run_together(part.body)
    return _Read(part, running, outline(running), follows_up=True)


# Which session


def _answered(read: _Read, term: int | None, number: int | None, starts_on: dt.date | None) -> Answered | None:
    """The session whose opinions ``read`` answers, by its own text; None where it names none."""
    text = read.running.text
    best: tuple[int, int, Answered] | None = None
    for start, end in split_sentences(text, 0, min(len(text), _NUMBER_ONLY_WITHIN)):
        sentence = text[start:end]
        for mention in find_sessions(sentence):
            named_term = mention.term or term
            if (named_term, mention.number) == (term, number):
                continue
            held_on = _date_of(sentence, mention.at, starts_on)
            weight = 2 * (_RAISED.search(sentence) is not None) + (_HEARD.search(sentence) is not None) + (held_on is not None)
            answered = Answered(term=named_term, number=mention.number, held_on=held_on)
            if best is None or weight > best[0]:
                best = (weight, start, answered)
    if best is not None:
        return best[2]
    for start, end in split_sentences(text, 0, min(len(text), _NUMBER_ONLY_WITHIN)):
        sentence = text[start:end]
        bare = _BARE_SESSION.search(sentence)
        named = parse_number(bare["number"]) if bare else None
        if bare and named is not None and named != number and re.search("意见|决议|建议", sentence):
            return Answered(term=term, number=named, held_on=_date_of(sentence, bare.span(), starts_on))
    return None


def _date_of(sentence: str, at: Span, starts_on: dt.date | None) -> dt.date | None:
    """The day printed with a session: the last one before its name, else one right after it."""
    dates = list(find_dates(sentence))
    before = [date for date in dates if date.at[1] <= at[0]]
    after = [date for date in dates if at[1] <= date.at[0] <= at[1] + _FEW]
    chosen = before[-1] if before else (after[0] if after else None)
    if chosen is None:
        return None
    if chosen.year is not None or starts_on is None:
        return chosen.first()
    # A day without a year lies in the last twelve months.
    day = chosen.first(starts_on.year)
    return day if day is not None and day <= starts_on else chosen.first(starts_on.year - 1)


def _answer_alike(reads: list[_Read], answers: dict[int, Answered]) -> None:
    """A follow-up whose text names no session, or no date, speaks of the one that the answer on the same subject names."""
    for read in reads:
        own = answers.get(read.part.number)
        others = [other for other in reads if other is not read and other.part.number in answers]
        if own is not None:
            same = [
                answers[other.part.number]
                for other in others
                if (answers[other.part.number].number, answers[other.part.number].term) == (own.number, own.term)
            ]
            if own.held_on is None:
                dated = next((answer for answer in same if answer.held_on is not None), None)
                answers[read.part.number] = dated or own
            continue
        if others:
            nearest = max(others, key=lambda other: _shared(_subject(read.part.title), _subject(other.part.title)))
            if _shared(_subject(read.part.title), _subject(nearest.part.title)) >= _SPOKEN_OF:
                answers[read.part.number] = answers[nearest.part.number]


def _subject(title: str) -> str:
    """What a title is about, without who speaks and what kind of paper it is."""
    about = title.rpartition("关于")[2] or title
    return re.sub(r"研究处理|落实|贯彻|情况|审议意见|视察|调研|报告|整改|办理|的|工作|全区|全县|全市", "", about)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _shared(one: str, other: str) -> float:
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


# Which opinions


def _items(read: _Read) -> list[_Item]:
    """The opinions that an answer goes through, in its order: as quoted, as named in the heads, or as counted in its preamble."""
    quoted = _from_sections(read, read.tree)
    if quoted:
        return quoted
    preamble = "".join(read.running.text[slice(*span)] for span in read.tree.own_before_parts())
    count = _COUNT.search(preamble)
    expected = parse_number(count["count"]) if count else None
    for group in (read.tree, *read.tree.parts):
        heads = [(part, head) for part in group.parts if (head := _plain_head(read, part)) is not None]
        if expected is not None and len(heads) == expected:
            return [_Item(read.running.text[slice(*head)], head, part, read) for part, head in heads]
    return []


def _from_sections(read: _Read, parent: Part) -> list[_Item]:
    items: list[_Item] = []
    for part in parent.parts:
        found = _named_in(read, part)
        if found is not None:
            items.append(_Item(read.running.text[slice(*found)], found, part, read))
        elif part.kind is not None and not _is_ahead(read, part):
            items += _from_sections(read, part)
    return items


def _named_in(read: _Read, part: Part) -> Span | None:
    """The opinion that a section answers: quoted in its first sentences or its head, else named in its head."""
    text = read.running.text
    headed = split_head(read.running, part)
    head = text[slice(*headed.head)] if headed.head else ""
    if headed.head and (match := _QUOTED.match(head)) is not None:
        return headed.head[0] + match.start("text"), headed.head[0] + match.end("text")
    own = part.own_before_parts()
    body = headed.body[0] if headed.body else (own[0] if own and not headed.head else None)
    if body is not None:
        first = split_sentences(text, *body)[0]
        sentence = text[slice(*first)]
        match = _QUOTED.search(sentence)
        if match is not None and re.search("意见|建议|要求", sentence):
            return first[0] + match.start("text"), first[0] + match.end("text")
    if headed.head and (match := _HEAD_SUBJECT.fullmatch(head)) is not None:
        subject = match["text"]
        if not re.search(r"审议意见$|决议$", subject):
            return headed.head[0] + match.start("text"), headed.head[0] + match.end("text")
    return None


def _plain_head(read: _Read, part: Part) -> Span | None:
    headed = split_head(read.running, part)
    if headed.head is None or topic_of_heading(read.running.text[slice(*headed.head)]) is not None:
        return None
    return headed.head


def _is_ahead(read: _Read, part: Part) -> bool:
    headed = split_head(read.running, part)
    topic = topic_of_heading(read.running.text[slice(*headed.head)]) if headed.head else None
    return topic in (Topic.PLAN, Topic.TROUBLE, Topic.MIXED)


# Which passages speak of them


def _with_replies(items: list[_Item], inspections: list[_Read]) -> list[EarlierOpinion]:
    findings: list[list[FoundReply]] = [[] for _ in items]
    for read in inspections:
        for at, span in _spoken_of(items, read).items():
            findings[at].append(_reply(read, span, ReplyKind.FINDING))
    return [
        EarlierOpinion(
            path=str(at + 1),
            text=item.of.running.words(*item.span),
            answered_in=item.of.part.number,
            lines=item.of.running.lines(*item.span),
            file=item.of.part.file,
            replies=(_reply(item.of, (item.section.label[0], item.section.end), ReplyKind.ANSWER), *findings[at]),
        )
        for at, item in enumerate(items)
    ]


def _reply(read: _Read, span: Span, kind: ReplyKind) -> FoundReply:
    return FoundReply(
        report=read.part.number,
        kind=kind,
        answer_class=reply_class(read.running.text[slice(*span)]),
        lines=read.running.lines(*span),
        file=read.part.file,
    )


def _spoken_of(items: list[_Item], read: _Read) -> dict[int, Span]:
    """Index of an opinion → the passage of an inspection's account that speaks of it, by the rare words that they share."""
    passages = _account(read)
    texts = [read.running.text[slice(*span)] for span in passages]
    common = Counter(pair for text in (*texts, *(item.text for item in items)) for pair in _pairs(text))

    def weight(pairs: set[str]) -> float:
        return sum(1 / common[pair] for pair in pairs)

    found: dict[int, Span] = {}
    for at, item in enumerate(items):
        pairs = _pairs(item.text)
        whole = weight(pairs)
        scored = sorted(
            (
                (sum(1 / common[pair] for pair in pairs & _pairs(text)) / whole if whole else 0.0, i)
                for i, text in enumerate(texts)
            ),
            reverse=True,
        )
        if not scored or scored[0][0] < _SPOKEN_OF / 2:
            continue
        best, position = scored[0]
        rival = scored[1][0] if len(scored) > 1 else 0.0
        in_order = len(texts) == len(items) and position == at
        if best >= _SPOKEN_OF or best >= _CLEARLY * rival or in_order:
            found[at] = passages[position]
    return found


def _account(read: _Read) -> list[Span]:
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
