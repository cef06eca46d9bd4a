"""Problems: numbered parts under their heading, clauses after 主要是：, and 但是…等问题 in a preamble."""

import re
from dataclasses import dataclass
from itertools import pairwise

from oversight.structure.heads import first_clause, split_head
from oversight.structure.outline import Part, Span
from oversight.structure.running_text import RunningText
from oversight.structure.split_text import split_clauses, split_sentences
from oversight.structure.trouble_words import (
    AND_SO_ON,
    AUDITED,
    CAUSE,
    DETAIL,
    ENDS_TROUBLED,
    INTRODUCES,
    LIST_OF_CLAUSES,
    LIST_OF_TROUBLES,
    MOREOVER,
    NOUN_END,
    NOW,
    POINTS_OUT,
    PROMISES,
    SAYS_THERE_ARE,
    SUMS_UP,
    TROUBLED,
    TURN,
    TURNS,
)

# 问题：河道淤积严重。 建议：…
LABELLED = re.compile(r"(?:存在的?)?(?:主要)?问题[一二三四五六七八九十\d]{0,2}[：:]")
# “引不进、留不住”: what a quotation names is one thing
_QUOTED = re.compile("“[^“”]*”|（[^（）]*）")
_SHORTEST_CLAUSE = 4
_LONGEST_PAIR = 10
_SHARP = re.compile("[。；]")
_CLOSES = "。！；;，,：:、"
# … and what stands before a problem of a list without numbers
_DASHES = "—－-–─·•●■◆▪*"
_OPENS = _CLOSES + _DASHES


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem at ``span``, its head at ``head``."""

    span: Span
    head: Span


def is_audited(head: str) -> bool:
    """Whether the head of a passage of an audit names what was found wrong (管理不严格, 违规发放津贴, 挤占挪用专项资金)."""
    return ENDS_TROUBLED.search(head) is not None or AUDITED.search(head) is not None


def from_part(running: RunningText, part: Part) -> Trouble:
    """A numbered problem: its head is its first sentence, or its first clause where it is one sentence."""
    part_end = _without_promise(running, part)
    whole = (part.label[0], part_end)
    headed = split_head(running, part)
    alone = part_end < part.end and headed.head is not None and headed.head[1] >= part_end - 1
    if headed.head is None or alone:
        whole_head = _trim(running.text, (part.start, part_end))
        if not part.parts and _is_one_head(running.text, whole_head):
            return Trouble(whole, whole_head)
        headed = first_clause(running, part)
    start, end = headed.head or _trim(running.text, (part.start, part_end))
    if CAUSE.match(running.text, start, end) and not ENDS_TROUBLED.search(running.text[start:end]) and end < part_end:
        # 受市场环境影响，资产处置困难
        first = split_clauses(running.text, end + 1, part_end)[0]
        end = _trim(running.text, first)[1] if ENDS_TROUBLED.search(running.text[slice(*_trim(running.text, first))]) else end
    label = LABELLED.match(running.text, start, end)
    return Trouble(whole, (label.end() if label else start, end))


def _is_one_head(text: str, span: Span) -> bool:
    """待遇低，队伍不稳: clauses so short that they are one head together, each a trouble."""
    if span[1] - span[0] > _LONGEST_PAIR or _SHARP.search(text, *span) is not None:
        return False
    clauses = split_clauses(text, *span)
    return len(clauses) > 1 and all(ENDS_TROUBLED.search(text[slice(*_trim(text, clause))]) for clause in clauses)


def _without_promise(running: RunningText, part: Part) -> int:
    """Where the last problem of a list ends that 对此，我们将认真加以解决。 follows in its paragraph."""
    last = part.own[-1] if part.own and not part.parts else None
    sentences = split_sentences(running.text, *last) if last else []
    promises = len(sentences) > 1 and PROMISES.match(running.text, *sentences[-1]) is not None
    return sentences[-1][0] if promises else part.end


def from_paragraph(running: RunningText, span: Span) -> list[Trouble]:
    """An unnumbered paragraph under a heading of problems: its clauses after 主要是：, its parts between ；, or the whole."""
    if running.text[span[0]] in _DASHES:
        return [Trouble(_trim(running.text, span), _head(running, split_sentences(running.text, *span)[0]))]
    found = from_sentences(running, span, turned=False)
    if found:
        return found
    sentences = split_sentences(running.text, *span)
    parts = [sentence for sentence in sentences if running.text[slice(*sentence)].endswith(("；", ";"))]
    # 超载放牧反弹；补奖资金发放不及时。
    both = len(sentences) == 2 and all(TROUBLED.search(running.text, *sentence) for sentence in sentences)  # noqa: PLR2004
    if len(parts) > 1 or (parts and both):
        opens = SAYS_THERE_ARE.search(running.text[slice(*sentences[0])]) is not None
        return [_part(running.text, sentence) for sentence in sentences[opens:]]
    clauses = [_trim(running.text, clause) for clause in split_clauses(running.text, *span)]
    if (
        len(sentences) == 1
        and len(clauses) > 1
        and all(ENDS_TROUBLED.search(running.text[slice(*clause)]) for clause in clauses)
    ):
        return [Trouble(clause, clause) for clause in clauses]
    return [Trouble(span, _head(running, sentences[0]))]


def _head(running: RunningText, sentence: Span) -> Span:
    clause = _trim(running.text, split_clauses(running.text, *sentence)[0])
    if ENDS_TROUBLED.search(running.text[slice(*clause)]):
        return clause
    return _trim(running.text, clause if sentence[1] - sentence[0] > 40 else sentence)  # noqa: PLR2004 -- a head is no longer than a line


def from_sentences(running: RunningText, span: Span, *, turned: bool) -> list[Trouble]:
    """The problems that sentences name clause by clause. ``turned``: only sentences that turn with 但是, 存在, 指出 count."""
    found: list[Trouble] = []
    goes_on = announced = False
    for parts in _periods(running.text, span):
        listed = _listed_parts(running, parts, turned=turned)
        if announced and not listed:
            listed = _announced(running.text, parts)
        announced = SAYS_THERE_ARE.search(running.text[parts[0][0] : parts[-1][1]]) is not None
        if listed:
            found += listed
            goes_on = True
            continue
        for sentence in parts:
            now = _in_sentence(running, sentence, turned=turned)
            more = MOREOVER.match(running.text, *sentence) if goes_on and not now else None
            if more is not None:
                now = _with_details(running.text, split_clauses(running.text, more.end(), sentence[1]))
            found += now
            goes_on = bool(now)
    return found


def _announced(text: str, parts: list[Span]) -> list[Trouble]:
    """The troubles after a sentence that only said that there are some: 主要表现为：…；…。 or 从水源看，…；从管护看，…."""
    (start, end), *others = parts
    lead = LIST_OF_CLAUSES.match(text, start, end)
    if others:
        return [_part(text, span) for span in ((lead.end() if lead else start, end), *others)]
    return _with_details(text, split_clauses(text, lead.end(), end)) if lead else []


def _periods(text: str, span: Span) -> list[list[Span]]:
    """The sentences of ``span``, those together that only ； parts."""
    periods: list[list[Span]] = []
    begins = True
    for sentence in split_sentences(text, *span):
        if begins:
            periods.append([])
        periods[-1].append(sentence)
        begins = not text[sentence[0] : sentence[1]].endswith(("；", ";"))
    return periods


def _listed_parts(running: RunningText, parts: list[Span], *, turned: bool) -> list[Trouble]:
    """主要是：产业链条短，活牛卖给外地；资产权属不清，6处未移交。 Each part between ；is a problem with its detail."""
    text = running.text
    start, end = parts[0]
    if len(parts) < 2:  # noqa: PLR2004 -- one part is no list
        return []
    listed = LIST_OF_CLAUSES.search(text[start:end])
    if listed is not None and listed.end() < end - start - _SHORTEST_CLAUSE:
        named = re.search(r"问题|不足|短板|困难|薄弱|差距", text[start : start + listed.end()]) is not None
        if named or not (turned or listed.start() > 0):
            return [_part(text, span) for span in ((start + listed.end(), end), *parts[1:])]
    turn = TURNS.search(text[start:end]) if turned else None
    if turn is not None and not AND_SO_ON.search(text, start, end):
        # 但也要看到，部分指标滞后；项目储备不足；…问题依然突出。
        opened = start + turn.end() + (text[start + turn.end()] in "，,：:")
        spans = [(opened, end), *parts[1:]]
        if sum(TROUBLED.search(text, *span) is not None for span in spans) >= len(spans) - 1:
            return [_part(text, span) for span in spans]
    return []


def _part(text: str, span: Span) -> Trouble:
    """A part of a list between ；: its first clause is its head."""
    clauses = split_clauses(text, *span)
    if len(clauses) > 1 and INTRODUCES.fullmatch(text, *clauses[0]):
        # 调研发现，有的乡镇重视不够
        span, clauses = (clauses[1][0], span[1]), clauses[1:]
    first, whole = _trim(text, clauses[0]), _trim(text, span)
    return Trouble(whole, whole if _goes_with_next(text[slice(*first)]) else first)


def _in_sentence(running: RunningText, sentence: Span, *, turned: bool) -> list[Trouble]:
    text = running.text
    printed = text[slice(*sentence)]
    listed = LIST_OF_CLAUSES.search(printed)
    if (
        listed is not None
        and listed.end() < len(printed) - _SHORTEST_CLAUSE
        and re.search(r"问题|不足|短板|困难|薄弱|差距", printed[: listed.end()])
    ):
        clauses = _troubled(text, split_clauses(text, sentence[0] + listed.end(), sentence[1]), parted="，；")
        if len(clauses) > 1:
            return clauses
    and_so_on = AND_SO_ON.search(printed) or LIST_OF_TROUBLES.search(printed)
    if and_so_on is not None:
        and_so_on_at = and_so_on.start("end") if and_so_on.re is LIST_OF_TROUBLES else and_so_on.start()
        turns = list(TURN.finditer(printed, 0, and_so_on_at))
        if turns or not turned:
            start = turns[-1].end() if turns else 0
            spans = _at_commas(text, sentence[0] + start, sentence[0] + and_so_on_at)
            # …的现象仍然存在，少数人员素质不高
            more = printed.find("，", and_so_on.end()) + 1
            rest = split_clauses(text, sentence[0] + more, sentence[1]) if more else []
            after = [trouble for trouble in _with_details(text, rest) if ENDS_TROUBLED.search(text[slice(*trouble.head)])]
            return [*_troubled(text, spans, parted="、，"), *after]
        return []
    pointed = POINTS_OUT.match(printed) if turned else None
    if pointed is not None:
        named = [_trim(text, clause) for clause in split_clauses(text, sentence[0] + pointed.end(), sentence[1])]
        if all(ENDS_TROUBLED.search(text[slice(*clause)]) for clause in named):
            return _with_details(text, named)
    turn = TURNS.search(printed)
    if turned and turn is not None:
        return _with_details(text, split_clauses(text, sentence[0] + turn.end(), sentence[1]))
    return []


def _with_details(text: str, clauses: list[Span]) -> list[Trouble]:
    """The clauses that name a trouble, each with the clauses after it that only tell how bad it is."""
    found: list[Trouble] = []
    for trouble in _troubled(text, clauses, parted="，"):
        printed = text[slice(*trouble.head)]
        if found and DETAIL.search(printed) and not ENDS_TROUBLED.search(printed):
            found[-1] = Trouble((found[-1].span[0], trouble.span[1]), found[-1].head)
        elif TROUBLED.search(printed) and not SUMS_UP.fullmatch(printed):
            found += _each(text, trouble)
    return found


def _each(text: str, trouble: Trouble) -> list[Trouble]:
    """办理质量还不平衡、答复重形式轻落实、跟踪督办不到位: troubles that only 、 parts."""
    parts = [_trim(text, span) for span in _at_commas(text, *trouble.head)]
    ends = [ENDS_TROUBLED.search(text[slice(*part)]) is not None for part in parts]
    apart = len(parts) > 1 and ends[0] and ends[-1] and min(end - start for start, end in parts) >= _SHORTEST_CLAUSE
    return [Trouble(part, part) for part in parts] if apart and trouble.span == trouble.head else [trouble]


def _at_commas(text: str, start: int, end: int) -> list[Span]:
    """``text[start:end]`` at ， and 、; the mark counts to the span before it."""
    spans: list[Span] = []
    for begin, stop in split_clauses(text, start, end):
        hidden = _QUOTED.sub(lambda match: "“" * len(match[0]), text[begin:stop])
        ends = [match.end() for match in re.finditer("、", hidden)]
        edges = [begin, *(begin + edge for edge in ends), stop]
        spans += [(one, other) for one, other in pairwise(edges) if one < other]
    return spans


def _troubled(text: str, spans: list[Span], *, parted: str) -> list[Trouble]:
    """``spans`` as problems; one that names no trouble goes with the next (商务、城管等部门 / 职责不清)."""
    found: list[Trouble] = []
    open_from: int | None = None
    for i, (begin, stop) in enumerate(spans):
        if i == 0 and len(spans) > 1 and INTRODUCES.fullmatch(text, begin, stop):
            continue
        start = open_from if open_from is not None else begin
        head = _trim(text, (start, stop))
        if "、" in parted and stop != spans[-1][1] and _goes_with_next(text[slice(*_trim(text, (begin, stop)))]):
            open_from = start
            continue
        open_from = None
        if head[1] - head[0] >= _SHORTEST_CLAUSE - 1:
            found.append(Trouble(head, head))
    return found


def _goes_with_next(printed: str) -> bool:
    """Whether a part of a list of troubles is only a noun of the next: 学校、医院等场所 / 通道堵塞."""
    if ENDS_TROUBLED.search(printed):
        return False
    return len(printed) <= _SHORTEST_CLAUSE or NOUN_END.search(printed) is not None


def _trim(text: str, span: Span) -> Span:
    start, end = span
    if (now := NOW.match(text, start, end)) is not None:
        start = now.end()
    while end - 1 > start and text[end - 1] in _CLOSES:
        end -= 1
    while start < end - 1 and text[start] in _OPENS:
        start += 1
    return start, end
