"""Paragraphs without a number: which only lead to what follows, and where in one a demand or a plan begins."""

import re

from oversight.structure.clause import Role
from oversight.structure.cut_acts import is_principle, read_sentence
from oversight.structure.find_bodies import find_bodies
from oversight.structure.official_words import YAO
from oversight.structure.outline import Span
from oversight.structure.sections import Topic, topic_of_lead
from oversight.structure.split_text import split_sentences

# 做好以下…：, 提出如下意见。: a sentence that leads to a list; 当前的主要问题，一是…, 会议要求，一要…: so does a clause that only names one
_LEADS_TO = re.compile(
    r"(?:[：:]|(?:以下|如下|几点|几个方面|几项)[^，。；]{0,10}[。]?|[^。！；，”）]|"
    r"(?:主要|突出|存在)(?:的)?(?:问题|不足|困难|短板|差距)(?:和不足|和困难)?[是有]?，|"
    r"(?:会议|常委会|组成人员|检查组|调研组|视察组)[^，。：；]{0,8}(?:要求|建议|强调|提出)，)$"
)
# 下一步，…; 今后，…: a paragraph of plans without a heading
_AHEAD = re.compile(r"(?:下一?步|下一?阶段|今后|下半年|接下来|明年)[^，。]{0,12}，")
# 会议要求, 常委会建议, 视察组建议: a paragraph of demands without a heading
_ASKED = re.compile(
    r"(?:为此，?|综上，?)?(?:会议|常委会|组成人员|常委会组成人员|检查组|调研组|视察组|委员会)[^，。：；]{0,8}(?:要求|建议|强调|提出)[，：:]"
)
# 区政府要, 教育部门应当: somebody is told to act; 会议认为, 听取了: the paper looks back
_TOLD = re.compile(rf"{YAO}|应当|应该|必须")
_LOOKS_BACK = re.compile(r"听取|审议了|会议认为|肯定")
# …还存在监管力量薄弱等问题，建议区政府加强…
_ADVISES = re.compile(r"，(?:为此，?|因此，?)?(?:并|现|特)?(?P<asks>(?:建议|要求|希望)(?!和|得到|的|被|基本)[^，。；]{4})")
# A lead sentence is not longer than two printed lines.
_LONGEST_LEAD = 60


def leads_to(sentence: str) -> bool:
    """Whether a sentence leads to the list behind it."""
    return _LEADS_TO.search(sentence) is not None


def only_leads(paragraph: str) -> bool:
    """Whether a paragraph says nothing but what follows it."""
    return paragraph.endswith(("：", ":")) or (len(paragraph) < _LONGEST_LEAD and leads_to(paragraph))


def looks_ahead(text: str, span: Span) -> bool:
    """Whether a passage opens with 下一步，… or 今后，…."""
    return _AHEAD.match(text, *span) is not None


def is_all_principle(text: str, span: Span) -> bool:
    """坚持人民至上、生命至上，全面提升治理水平。: what opens a list of demands without numbers asks for nothing by itself."""
    return all(is_principle(text, read_sentence(text, sentence)) for sentence in split_sentences(text, *span))


def topic_announced(text: str, span: Span) -> Topic | None:
    """What the last sentence of a paragraph says that the paragraphs below are (组成人员提出以下意见建议：)."""
    start, end = split_sentences(text, *span)[-1]
    lead = text[start:end]
    return topic_of_lead(lead) if lead.endswith(("：", ":")) else None


def where_it_asks(text: str, span: Span) -> int | None:
    """Where the demand of a paragraph of the committee begins, after the words that announce it."""
    sentences = split_sentences(text, *span)
    for i, (start, end) in enumerate(sentences):
        printed = text[start:end]
        if (match := _ASKED.match(printed)) is not None and start + match.end() < span[1]:
            return start + match.end()
        if i + 1 == len(sentences) and _asks_after_colon(printed):
            return start + max(printed.find("："), printed.find(":")) + 1
    return None


def where_it_plans(text: str, span: Span) -> int | None:
    """Where a paragraph of the reporting body begins to look ahead."""
    for start, end in split_sentences(text, *span):
        if looks_ahead(text, (start, end)) and not (end == span[1] and text[start:end].endswith(("：", ":"))):
            return start
    return None


def where_it_tells(text: str, span: Span) -> int | None:
    """Where a paragraph of a formal paper begins to tell a body to act, be it in the sentence that looks back."""
    for start, end in split_sentences(text, *span):
        printed = text[start:end]
        if (advised := _ADVISES.search(printed)) is not None:
            return start + advised.start("asks")
        if _LOOKS_BACK.search(printed) is None and (
            printed.startswith("要") or (find_bodies(printed) and _TOLD.search(printed))
        ):
            return start
    return None


def is_general(text: str, span: Span) -> bool:
    """Whether a passage names no act that can be checked off (区政府要高度重视，采取有力措施，切实加以解决)."""
    clauses = [clause for part in split_sentences(text, *span) for clause in read_sentence(text, part).roles]
    return not any(clause.thing or clause.role in (Role.CONCRETE, Role.GOVERNING, Role.DATED) for clause in clauses)


def _asks_after_colon(text: str) -> bool:
    lead, mark, rest = text.replace(":", "：").partition("：")
    return bool(mark and len(rest) > 8 and topic_of_lead(lead + mark) is Topic.ASKING)  # noqa: PLR2004 -- shorter is no demand
