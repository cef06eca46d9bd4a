"""Cutting the sentences of a demand into acts that can each be checked off by itself.

A clause is an act of its own when it names something that will stand or not stand by itself (a depot, a layout, a database, a
rule, a list, a training), when somebody else comes to act, or when it has a deadline of its own. A clause of purpose, manner or
outcome belongs to the act that it serves; clauses that unfold one act stay together.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from oversight.structure.clause import Clause, Role
from oversight.structure.clauses import read_clause
from oversight.structure.duty_notes import may_hold_notes, without_notes
from oversight.structure.find_from import holding
from oversight.structure.official_words import ABSTRACT, ADVERBS, PROCESS, YAO
from oversight.structure.split_text import Span, split_clauses

# Clauses whose verb governs something.
_GOVERNING = (Role.GOVERNING, Role.CONCRETE)
# From so many governing clauses in one sentence on it is an enumeration, not one act unfolded.
_ENUMERATION = 4
# So many clauses at most only say what is spoken of, before it is said what must be done.
_TOPICS = 5

# 是, 事关, 有利于; 已…, …了; 2018年6月，…; 会议通过…: a sentence that says how things are or were
_STATES = re.compile(
    r"(?:^|，)[^，]{0,40}?(?:(?<![但而于可就还凡正若要别只总倒也尤特])是(?![否])|具有|在于|意味着|已经|成为|面临着|存在着?|仍然)"
)
_STATES_PLAINLY = re.compile(
    r"事关|关系到|关系着|关乎|有利于|取决于|离不开|(?<!为)(?<!除)了(?![解结断])|^(?:[\d二〇]{4}年)?\d{1,2}月[，份]|会议(?:通过|审议|听取)|以来，|(?:^|，)(?!对|将|把|为|督促|责令|推动)[^，。；]{0,12}[\d一二两三四五六七八九十]+[家个名所处户人条](?!以上)[^，。；的]{0,16}(?:未|没有|尚无|缺)[^，。；的]*(?=[，。；]|$)|(?:^|，)[^，]{0,12}(?<!特别)(?<!尤其)(?<!凡)是[^，]{2,40}的[^，]{0,16}[。；，]?$"
)
_MAY_STATE = holding("关", "利于", "取决", "离不开", "了", "月", "会议", "以来", "未", "没有", "无", "缺", "是")
_DEMANDS = re.compile(YAO + r"|应当|应该|必须|不得|禁止|严禁|须(?!知)")
_MAY_ASK = holding("建议", "请", "希望", "将")
_ASKS = re.compile(r"(?:^|，)(?:建议|请|希望|[^，]{0,16}将(?:继续|持续|进一步|全面|切实|着力))")
_QUOTED = re.compile("“[^”]*”")
_CONNECTIVES = frozenset(
    {
        "同时",
        "此外",
        "另外",
        "与此同时",
        "并",
        "其中",
        "一方面",
        "另一方面",
        "下一步",
        "下步",
        "下一阶段",
        "今后",
        "接下来",
        "目前",
        "当前",
        "对此",
        "为此",
    }
)
# … with the comma behind it.
_LONGEST_CONNECTIVE = max(map(len, _CONNECTIVES)) + 1
# 坚持…原则, 以…为指导: a sentence of nothing but these is a principle, no act
_PRINCIPLE_ROLES = frozenset({Role.LEADS, Role.UMBRELLA, Role.OUTCOME, Role.OTHER})
_PRINCIPLE = re.compile(
    r"(?:要)?(?:始终|牢固)?(?:坚持(?!不懈)|贯彻|深入贯彻|全面贯彻|树立|树牢|以[^，]{2,40}为|深入学习|秉持|本着|遵循|立足|着眼|对照|站在|牢记|高举)"
)


# Words of every subject: that two clauses share them does not tie them to each other.
_OF_EVERY_SUBJECT = re.compile(rf"机制|工作|制度|管理|建设|服务|能力|水平|发展|进一步|{ADVERBS}|[，。；、的和与及等]")
# 加强宣传引导，推动工作落到实处: clauses that only say how far the act before goes
_HOW_FAR = re.compile(
    r"落到实处|落地|见效|走深|走实|提质|增效|转型|升级|台阶|高质量|规范化|常态化|制度化|向.{2,16}(?:发展|转变|延伸)$|发展$|问题$"
)
# A shorter object (完善机制, 强化督查) unfolds what was said.
_SHORTEST_OBJECT = 5
_THOSE_WHO = re.compile("对[^，]{2,}的")
# Verbs of forbidding and punishing
_SANCTIONS = frozenset({"严禁", "打击", "严打", "查处", "查办", "纠正", "惩处"})
_SUPERVISES = re.compile("监管|监督|监测|执法|[检巡审督]查|整治|查处|打击|惩|力度")
# 挂钩制度，完善…协同机制: two of them stand beside each other where the second has a name of its own.
_INSTITUTION = re.compile("(?:制度|机制|办法)$")
_LONG_NAME = 8
_HOW_OFTEN = re.compile(r"每(?:[年月周日天]|季度?|半[年月]|学期)|定期|按[年季月]")
# 推动散煤替代2300户: what is counted can be checked off by itself
_COUNTED = re.compile(r"(?<!\d)(?!\d{4}年)\d{2}|\d[万千百]?[个处所户家条座台套名人公亩吨]")
# 完善…机制, 强化…分析研判, 优化…流程: what has no shape of its own, unless it is counted or has a name
_A_PROCESS = re.compile(rf"(?:{ABSTRACT}|{PROCESS}|[^绿美]化)$")


class Sentence(NamedTuple):
    """A sentence or a part of one up to its ；, at ``span`` of its text, with its clauses, their words and their roles."""

    span: Span
    clauses: tuple[Span, ...]
    roles: tuple[Clause, ...]
    words: tuple[str, ...]

    def role_at(self, start: int) -> Role:
        """What the clause that begins at ``start`` does."""
        return next(clause.role for span, clause in zip(self.clauses, self.roles, strict=True) if span[0] == start)


def read_sentence(text: str, span: Span) -> Sentence:
    """The clauses of a sentence and what each does. A connective alone (同时，) counts to the clause after it."""
    ends, roles, words = _read(text[slice(*span)])
    start = span[0]
    clauses = tuple([(start + begin, start + end) for begin, end in pairwise(ends)])
    return Sentence(span, clauses, roles, words)


# A sentence is read when it is cut, and again when it is compared.
@lru_cache(512)
def _read(printed: str) -> tuple[tuple[int, ...], tuple[Clause, ...], tuple[str, ...]]:
    """Where the clauses of a sentence begin and end, what each does, and its words."""
    ends = [0]
    for begin, end in split_clauses(printed, 0, len(printed)):
        if end - begin > _LONGEST_CONNECTIVE or printed[begin:end].rstrip("，,") not in _CONNECTIVES:
            ends.append(end)
    if ends[-1] < len(printed):
        ends.append(len(printed))
    parts = [printed[begin:end] for begin, end in pairwise(ends)]
    if may_hold_notes(printed):
        parts = [without_notes(part) for part in parts]
    words = tuple([part.rstrip("，,。；;！!") for part in parts])
    return tuple(ends), tuple(map(read_clause, words)), words


def asks(text: str, sentence: Sentence) -> bool:
    """Whether a sentence asks for something, rather than saying how things are."""
    printed = text[slice(*sentence.span)]
    if _DEMANDS.search(printed) or (_MAY_ASK(printed) and _ASKS.search(printed)):
        return True
    if _MAY_STATE(printed) and _STATES_PLAINLY.search(_QUOTED.sub("", printed) if "“" in printed else printed):
        return False
    first = next((role for role in sentence.roles if role.role is not Role.LEADS), None)
    if first is not None and first.role not in (Role.OTHER, Role.OUTCOME):
        return True
    return _STATES.search(printed) is None


def is_principle(text: str, sentence: Sentence) -> bool:
    """Whether a sentence holds only what leads to acts (坚持问题导向，着眼实战需要，全面提升实际救援能力)."""
    return _PRINCIPLE.match(text, *sentence.span) is not None and all(role.role in _PRINCIPLE_ROLES for role in sentence.roles)


# What is spoken of, named before who must act
_TOPIC = re.compile("[^，是有了为]{2,20}的[^，是有了为的]{2,8}")
_ONLY_OUTCOME = ("确保", "保证", "做到", "使", "使得", "让", "从而", "进而", "力争", "力求")


def is_outcome(sentence: Sentence) -> bool:
    """Whether a sentence only says what comes of the act before it (确保出现险情时，应急力量拉得出)."""
    first = sentence.roles[0] if sentence.roles else None
    return first is not None and first.role is Role.OUTCOME and first.verb in _ONLY_OUTCOME


def cut_sentence(sentence: Sentence) -> list[Span]:
    """The acts of a sentence, which together are the whole sentence. Four and more governing clauses are an enumeration."""
    governing = sum([role.role in _GOVERNING for role in sentence.roles])
    return _Cutter(sentence, enumeration=governing >= _ENUMERATION).run()


class _Cutter:
    """Walks the clauses of one sentence; a run of leading clauses goes with the act after it."""

    def __init__(self, sentence: Sentence, *, enumeration: bool) -> None:
        self.sentence = sentence
        self.enumeration = enumeration
        self.acts: list[Span] = []
        self.start = 0
        self.has_act = False
        self.lead: int | None = None
        self.shared_lead = False
        self.verbs: set[str] = set()

    def run(self) -> list[Span]:
        roles, clauses = self.sentence.roles, self.sentence.clauses
        for i, clause in enumerate(roles):
            if clause.role is Role.LEADS or (clause.role is Role.UMBRELLA and not self.has_act):
                self._lead_on(i)
            elif not self.has_act and clause.role is Role.OTHER and self._told_next(i):
                # 城市新区建设、旧区改造等，应当按照…: what is spoken of stands before who must do what
                self._lead_on(i)
            elif not self.has_act and not (clause.role is Role.SUBJECT and self._told_before(i)):
                self.has_act = not clause.leads_on
                self.shared_lead = self.lead is not None and roles[self.lead].role is Role.LEADS
                self.lead = None
                self.verbs = {clause.verb}
            elif self._told_again(i, clause) or self._cuts(i, clause):
                boundary = self.lead if self.lead is not None else i
                self.acts.append((clauses[self.start][0], clauses[boundary][0]))
                self.start, self.shared_lead, self.lead = boundary, self.lead is not None, None
                self.has_act = not clause.leads_on
                self.verbs = {clause.verb}
            else:
                self.lead = None
                self.verbs.add(clause.verb)
        if clauses:
            self.acts.append((clauses[self.start][0], clauses[-1][1]))
        return self.acts

    def _told_next(self, i: int) -> bool:
        roles = self.sentence.roles
        if i + 1 < len(roles) and roles[i + 1].role is Role.SUBJECT and _TOPIC.fullmatch(self.sentence.words[i]):
            # 确需调整的指标，市人民政府应依法提出方案
            return True
        after = next((clause for clause in roles[i + 1 : i + _TOPICS] if clause.told or clause.role is not Role.OTHER), None)
        return after is not None and after.told

    def _told_before(self, i: int) -> bool:
        """各镇要落实责任，县农业局要…: whoever was named before has been told to act, if only in general."""
        return any(clause.role is Role.SUBJECT for clause in self.sentence.roles[self.start : i])

    def _lead_on(self, i: int) -> None:
        if self.lead is None:
            self.lead = i

    def _cuts(self, i: int, clause: Clause) -> bool:
        """Whether clause ``i`` begins an act of its own."""
        opening = clause if self.lead is None else self.sentence.roles[self.lead]
        further = clause.further or opening.further or clause.new_means or opening.new_means
        # 以…为基础，在各镇成立…，在村成立…: one basis, one verb, parts of one act
        same_again = bool(clause.verb) and clause.verb in self.verbs and self.shared_lead and self.lead is None
        closes = clause.sums_up and i == len(self.sentence.roles) - 1
        match clause.role:
            case Role.GOVERNING:
                governs = clause.thing or self.enumeration or self.lead is not None
                governs = governs or self._speaks_of_something_else(i, clause) or self._turns_on(i, clause)
                return further or (governs and not same_again and not closes)
            case Role.CONCRETE:
                return further or not (same_again or self._says_how_often(i))
            case Role.LEANS:
                turns = _COUNTED.search(clause.governs) is not None and self._speaks_of_something_else(i, clause)
                return further or clause.thing or turns or self._speaks_of_those_who(clause)
            case Role.OTHER:
                return clause.thing
            case Role.SUBJECT | Role.DATED:
                return True
            case _:
                return False

    def _told_again(self, i: int, clause: Clause) -> bool:
        """要把答疑作为必经程序，要提高文书说理水平: each 要 asks for something, save what only says what is to come of it."""
        return clause.told and clause.verb not in _ONLY_OUTCOME and self.sentence.words[i].startswith("要")

    def _says_how_often(self, i: int) -> bool:
        """建立银企对接机制，每季度组织一次专场对接: what a mechanism does is no act beside it."""
        before = self.sentence.roles[i - 1]
        regular = before.governs.endswith(("机制", "制度")) and _HOW_OFTEN.match(self.sentence.words[i]) is not None
        # 定期公布“红黑榜”名单 can be seen by everybody.
        return regular and self.sentence.roles[i].verb != "公布"

    def _speaks_of_those_who(self, clause: Clause) -> bool:
        """依法建立生产记录，对拒不建立的，依法予以处罚: what is done to those who do not is an act beside what all have to do."""
        return (
            self.lead is not None and clause.verb == "予以" and _THOSE_WHO.fullmatch(self.sentence.words[self.lead]) is not None
        )

    def _turns_on(self, i: int, clause: Clause) -> bool:
        """建立信用评价制度，严厉打击…: to forbid or to punish unfolds supervision, and nothing else; nor does one institution another."""
        if clause.verb in _SANCTIONS:
            return len(clause.governs) >= _SHORTEST_OBJECT and _SUPERVISES.search(self.sentence.words[i - 1]) is None
        before = self.sentence.roles[i - 1]
        beside = (before.role is Role.OUTCOME and clause.verb == "建立") or _INSTITUTION.search(before.governs) is not None
        return beside and len(clause.governs) >= _LONG_NAME and _INSTITUTION.search(clause.governs) is not None

    def _speaks_of_something_else(self, i: int, clause: Clause) -> bool:
        """Whether clause ``i`` shares no word of its subject with the act so far: 更新监测设备，探索巡查新模式.

        What unfolds an act comes back to its subject (健全执行干警保障制度，全面关心关爱执行干警).
        """
        if len(clause.governs) < _SHORTEST_OBJECT or clause.sums_up or _HOW_FAR.search(clause.governs):
            return False
        if not (_COUNTED.search(clause.governs) or "”" in clause.governs) and _A_PROCESS.search(clause.governs):
            # 加强与镇街的沟通联系，完善联动配合机制: how the act before is gone about
            return False
        said = "，".join(self.sentence.words[self.start : i])
        return not _pairs(said) & _pairs(self.sentence.words[i])


def _pairs(words: str) -> set[str]:
    """The pairs of neighbouring characters that are of the subject of ``words``."""
    dense = _OF_EVERY_SUBJECT.sub("，", words)
    return {pair for i in range(len(dense) - 1) if "，" not in (pair := dense[i : i + 2])}
