"""The head of a numbered part and the text under it."""

import re
from functools import lru_cache
from typing import NamedTuple

from oversight.structure.clause import Clause, Role
from oversight.structure.cut_acts import cut_sentence, read_sentence
from oversight.structure.duty_notes import NOTE, find_notes, first_note
from oversight.structure.find_bodies import find_bodies
from oversight.structure.find_deadlines import find_deadlines
from oversight.structure.official_words import YAO, YING
from oversight.structure.outline import Part, Span
from oversight.structure.running_text import RunningText
from oversight.structure.split_text import first_sentence, split_clauses, split_sentences

# 要, 应当, 建议, 负责: a sentence that tells somebody to act is no head
_TELLS = re.compile(rf"{YAO}|应当|应该|必须|不得|禁止|^(?:建议|请)|负责|{YING}")
_SENTENCE = re.compile("[。；]")
# 资金方面：…; but not 主要问题是：…, 重点做好以下工作：
_COLON = re.compile(r"[^，。；：（(]{2,24}[：:](?=.)")
_LEADS = re.compile(r"主要|如下|以下|表现|问题|工作")
_CLOSES = "。！；;：:，,"
# The longest head that ends in a stop, and the longest that stands alone on its line.
_LONGEST_HEAD = 45
_LONGEST_HEAD_ALONE = 60
_ACTS_IN_A_ROW = 3
_BUILDS = frozenset({"建立", "健全", "完善", "构建", "搭建", "建立健全", "推行"})
# 把…纳入考核 has no verb before what it speaks of.
_TURNS = frozenset({"", "控制", "配齐", "配强", "配足", "实行", "追究"})


class Headed(NamedTuple):
    """``head`` without its closing mark, None where there is none; ``body`` is the part's own text under the head, in order.

    ``note``: what the line of the head says about who and by when (一、规范采砂（牵头单位：县水利局）).
    """

    head: Span | None
    body: tuple[Span, ...]
    alone: bool = False
    note: Span | None = None


# A part is asked for its head to tell what it is about, and again when it is read.
@lru_cache(256)
def split_head(running: RunningText, part: Part) -> Headed:
    """The head of ``part``: a line of its own, or the first sentence where more follows and it tells nobody to act."""
    own = part.own_before_parts()
    text = running.text
    if not own:
        return Headed(None, ())
    start, end = own[0]
    more = bool(part.parts) or any(not NOTE.fullmatch(text, *span) for span in own[1:])
    noted = next((match for match in find_notes(text, start, end) if match.end() == end), None) if more else None
    if noted and start < noted.start() <= start + _LONGEST_HEAD_ALONE and not _SENTENCE.search(text, start, noted.start()):
        return Headed((start, noted.start()), tuple(own[1:]), alone=True, note=noted.span())
    first = first_sentence(text, start, end)
    printed = text[slice(*first)]
    if (
        first[1] == end
        and not printed.endswith(("。", "！", "；", ";", "”", "）"))
        and more
        and len(printed) <= _LONGEST_HEAD_ALONE
    ):
        return Headed(_trim(text, first), tuple(own[1:]), alone=True)
    colon = _COLON.match(printed)
    if colon and not _TELLS.search(colon[0]) and not _LEADS.search(colon[0]):
        return Headed((start, start + colon.end() - 1), ((start + colon.end(), end), *own[1:]))
    note = _note_at_end(text, first)
    if note is not None:
        printed = text[first[0] : note[0]].rstrip("。") + "。"
    if (
        (first[1] < end or more)
        and len(printed) <= _LONGEST_HEAD
        and printed.endswith(("。", "！", "：", ":"))
        and "。" not in printed[:-1]
        and not _TELLS.search(printed)
    ):
        rest = ((first[1], end),) if first[1] < end else ()
        return Headed(_trim(text, (first[0], note[0] if note else first[1])), (*rest, *own[1:]), note=note)
    return Headed(None, tuple(own))


def _note_at_end(text: str, sentence: Span) -> Span | None:
    """The bracket that ends a sentence, before or behind its stop (加快资金拨付。（牵头单位：县财政局）)."""
    for match in find_notes(text, *sentence):
        if match.start() > sentence[0] and not text[match.end() : sentence[1]].strip(_CLOSES):
            return match.span()
    return None


def _with_note(text: str, head: Span, body: tuple[Span, ...]) -> Headed:
    """加快资金拨付，（牵头单位：县财政局）建立…: what the bracket behind a head says holds for all under it."""
    behind = NOTE.match(text, *body[0]) if body else None
    if behind is None or (len(body) == 1 and not text[behind.end() : body[0][1]].strip(_CLOSES)):
        return Headed(head, body)
    start = behind.end()
    while start < body[0][1] and text[start] in _CLOSES:
        start += 1
    rest = ((start, body[0][1]),) if start < body[0][1] else ()
    return Headed(head, (*rest, *body[1:]), note=behind.span())


def head_of_item(running: RunningText, part: Part) -> Headed:
    """The head of a numbered demand: that of :func:`split_head` unless it is an act, else the first clause of its one sentence."""
    headed = split_head(running, part)
    if headed.head is not None and not headed.alone and _is_an_act(running.text[slice(*headed.head)]):
        # 制定清偿计划，2024年12月31日前全部清偿完毕。: a first sentence with a date or a bearer of its own is no head.
        headed = Headed(None, tuple(part.own_before_parts()))
    own = part.own_before_parts()
    if headed.head is not None or part.parts or len(own) != 1 or len(split_sentences(running.text, *own[0])) != 1:
        return headed
    if find_bodies(running.text[part.start : part.end].split("，", 1)[0]):
        # 区财政局应当…: the passage is a duty with its bearer.
        return headed
    sentence = read_sentence(running.text, (part.start, part.end))
    alike = all(clause.role not in (Role.SUBJECT, Role.DATED) for clause in sentence.roles)
    acts = len(cut_sentence(sentence))
    first, *rest = sentence.roles
    # 强化预算约束，细化预算编制，加快资金下达。: each clause is an act, and none stands over the others;
    # 健全调解员队伍，完善疏导制度; 把…纳入考核，对…予以通报: nor does what builds or turns one thing stand over another
    if alike and (acts >= _ACTS_IN_A_ROW or (acts > 1 and _stands_over_nothing(first))):
        return headed
    if acts > 1 and first.thing and not first.sums_up and rest[0].role is Role.DATED:
        # 加快防火道路建设，9月底前完成装备采购
        return headed
    # 建设…平台，实现…; 设立…基金，…: the first clause is itself what is to be done
    names = first.role is Role.CONCRETE or (first.thing and all(clause.role is Role.OUTCOME for clause in rest))
    return headed if rest and names else first_clause(running, part)


def _stands_over_nothing(first: Clause) -> bool:
    return (first.thing and first.verb in _BUILDS) or (first.role is Role.LEANS and first.verb in _TURNS)


def _is_an_act(printed: str) -> bool:
    clauses = read_sentence(printed, (0, len(printed))).roles
    return any(clause.role in (Role.SUBJECT, Role.DATED) for clause in clauses) or bool(find_deadlines(printed, None))


def first_clause(running: RunningText, part: Part) -> Headed:
    """The first clause as the head of a part that is one sentence (加强税源监测，对重点税源企业逐户建立台账)."""
    own = part.own_before_parts()
    text = running.text
    if not own:
        return Headed(None, ())
    start, end = own[0]
    note = first_note(text, start, end)
    clauses = split_clauses(text, start, note.start() if note and note.start() > start else end)
    first = _trim(text, clauses[0])
    printed = text[slice(*first)]
    if _TELLS.search(printed) or len(printed) > _LONGEST_HEAD:
        return Headed(None, tuple(own))
    rest = ((clauses[1][0], end),) if len(clauses) > 1 else ()
    rest = rest or (((note.start(), end),) if note else ())
    return _with_note(text, first, (*rest, *own[1:]))


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in _CLOSES:
        end -= 1
    return start, end
