"""What a section is about: told by its heading or by the sentence that leads to its list, never by how it is numbered."""

import re
from enum import Enum
from functools import lru_cache

from oversight.structure.official_words import ADVERBS

# 问题, 不足, 困难, 短板: what a heading over problems ends in, and a lead sentence names
_TROUBLE = "问题|不足(?!之?[一二三四五六七八九十\\d])|困难|短板|弱项|薄弱环节|差距|挑战|制约[^，。；]{0,16}因素|瓶颈"
# 存在的困难和问题及原因, 问题不容忽视, 需要关注的事项, 存在问题的原因分析
_TROUBLE_HEAD = re.compile(
    rf".*(?:{_TROUBLE})(?:及其?|和|与|、)?(?:主要)?(?:的?(?:成因|原因|原因分析|分析|表现|主要表现|方面))?|"
    rf"(?:存在的?|主要|突出|一些|几个|不少|的)*(?:{_TROUBLE})(?:(?:和|与|、)(?:{_TROUBLE}))*(?:不容忽视|不可忽视|[仍依]然?存在|(?:[仍依]然?|比较|较为?)突出|亟待解决|需引起重视|值得(?:关注|重视))|"
    r".*(?:需要?|应|应当|亟待|仍需|有待)(?:进一步)?(?:关注|重视|注意|研究|改进|解决|加强)的(?:几个|主要|突出)?(?:事项|方面|情况|地方)"
)
# 管护经费不足, 中小企业融资困难: one trouble by itself, no head over several (存在的不足, 主要困难)
_ONE_TROUBLE = re.compile(
    r".{2,}(?<![的和与、及或些])(?<!存在|主要|指出|工作|面临|突出|问题|短板|当前|目前|现实|实际|仍有|还有)(?:不足|困难|差距)"
)
# 解决历史遗留问题, 整改问题, 直面困难: acts upon troubles, and the account of how they were dealt with, are no list of them
_ACTS_ON_TROUBLE = re.compile(
    rf"(?:关于|针对)?(?:聚力|{ADVERBS}){{0,2}}(?:解决|破解|补齐|补强|聚焦|针对|攻克|正视|直面|克服|化解|围绕|坚持|突破|消除|整治|整改|查找|梳理|锻长板|弥补|缩小|对照|应对|迎接|帮助|办理|处理|推动|推进|强化|加强|深挖|彻查|严查|查处|查办|惩治|排查|治理|纠正|防范|杜绝|研究)|"
    r".*(?:整改|办理|落实|处理|解决|化解|处置|反馈|销号)(?:情况|工作|落实|进展|结果|成效|措施)"
)
# 关于专项资金闲置问题, 预算编制不够细化问题: one problem by its name; but not 存在的主要问题, 困难和问题
_NAMED_TROUBLE = re.compile(
    r"(?:关于|对|针对).{2,40}(?:的)?问题(?:方面)?|(?!.*(?:存在|主要|突出|困难|面临|不足与|不足和|薄弱环节|几个|共性|遗留|当前|目前|尚未|未整改|原因|需要|亟待|以及|短板))(?=.{6}).*(?<![和与及、的])问题"
)
# 几点建议, 意见和建议, 对策, 下一步工作建议, 审议意见, 工作要求
_ASKING_HEAD = re.compile(
    r".*(?:建议|意见|对策|对策措施|工作要求|有关要求|具体要求|几点要求|希望和要求)(?:如下|和要求|与要求|及要求|和措施|与措施|和对策|与对策)?"
)
# 关于“…”意见的办理情况, 采纳建议, 征求意见: speak of opinions given before
# but 进一步贯彻实施法律法规的意见建议 gives new ones, upon something else
_OLD_ASKING = re.compile(
    r"(?!.*(?<!提出)(?<!反映)的(?:几点|主要|具体|工作)?(?:意见|建议|对策)(?:[和与、]?(?:意见|建议|对策))?$).*(?:办理|落实|采纳|征求|听取|吸纳|反馈|研究处理|贯彻|执行)(?!.*(?:提出|以下|如下)).*(?:意见|建议)(?:的?(?:情况|工作|结果|成效))?|.*(?:意见|建议).*(?:办理|落实|采纳|处理|执行|反馈|贯彻|整改)"
)
# 审计查出问题的整改情况, 问题整改落实情况, 关于“…”的办理情况
_DEALT_WITH = re.compile(
    r".*(?:整改|办理|研究处理|处理|落实)(?:落实|推进|工作|进展|完成|具体|总体|基本){0,2}(?:情况|进展|结果|成效)(?:[及和与、].{1,12})?"
)
# 下一步工作安排, 下步打算, 今后的工作安排, 2022年工作计划, 下半年重点工作, 整改措施
_PLAN_HEAD = re.compile(
    r"(?:关于)?(?:下一?步|下一?阶段|下半年|明年|来年|今后|后续|接下来|未来|将来|后一阶段|下一?年度|四季度|第四季度)(?!.*(?:建议|意见)).*|"
    r".*(?:下一?步|下一?阶段|下半年|明年|今后|后续|第?四季度|后[两几三四五六]个月)(?:的|我[们院市县区局]|主要|重点)*(?:工作|打算|安排|措施|思路|计划|重点|任务|举措|方向|设想|考虑|整改)+.*|"
    r".*(?:工作打算|工作设想|工作思路|努力方向|改进措施|整改措施|整改打算|工作安排及打算|打算)|"
    r"(?:[\d二〇○零一]{4}年)(?:度)?(?:主要|重点)?(?:工作|任务)?(?:安排|打算|计划|重点|思路|任务|工作)"
)
# 基本情况, 主要做法, 工作成效, 总体评价, 检查概况, 会议认为: an account, an appraisal
_ACCOUNT_HEAD = re.compile(
    r".*(?:情况|成效|成绩|做法|作法|评价|概况|进展|背景|经验|特点|回顾|现状|过程|开展|总体看法|亮点|效果|意义|认识|结果|方法|方式|依据|法律地位)(?:[及和与、].{1,12})?|"
    r"会议(?:认为|指出)|.*主要工作|工作总结"
)
# 主要表现在, 主要有: what may stand between the word and the colon of a lead sentence
_LEAD_TROUBLE = re.compile(rf"{_TROUBLE}")
# Each branch begins with a character of its own, so that the patterns are tried only where one stands.
_LEAD_ASKING = re.compile(
    r"建议|意见|决议|决定(?!性)|会议(?:强调|要求)|常委会(?:强调|要求)|组成人员(?:强调|要求)|提出(?:以下|如下|几点)?要求|要求如下"
)
_LEAD_PLAN = re.compile(
    r"下一?步|下一?阶段|下半年|今后|接下来|明年|来年|我[们院区县市局]将|政府将|法院将|检察院将|将(?:着力|重点|着重|继续|切实|进一步)|"
    r"着[力重](?:做好|抓好|推进)|重点(?:做好|抓好|推进)|切实(?:做好|抓好|推进)|努力(?:做好|抓好|推进)|做好[以如]下|抓好[以如]下|推进[以如]下"
)
_LEAD_ACCOUNT = re.compile(
    r"报告如下|汇报如下|说明如下|情况如下|主要(?:做法|作法|成效|特点)|做法(?:如下|是)|主要做了|开展了|采取了|取得了|做了(?:以下|如下|[一二三四五六七八九十]个?方面)"
)
_PAST = re.compile(r"主要做了|开展了|采取了|取得了|做了")
# 解决以下问题：is a plan or a demand about troubles, no list of them
_BEFORE_TROUBLE = re.compile(r"(?:解决|破解|克服|化解|整改|针对|围绕|聚焦|克服|消除|攻克)[^，。；]{0,24}$")
# 下一步, 建议, 整改措施: what else a heading over problems may announce
_AHEAD = re.compile(r"下一?步|今后|打算|建议|对策|改进|意见|整改措施|工作安排")
_BRACKET_AT_END = re.compile(r"[（(][^（）()]*[)）]$")
_LONGEST_HEAD = 36
_LONGEST_LEAD = 300


class Topic(Enum):
    """What the parts of a section are.

    MIXED: problems and what is to be done stand under one heading. ANSWER: what became of earlier demands or findings; problems
    and measures named there are old ones.
    """

    ACCOUNT = "account"
    TROUBLE = "trouble"
    ASKING = "asking"
    PLAN = "plan"
    MIXED = "mixed"
    ANSWER = "answer"


# The first that fits names the topic.
_HEADS = (
    (_DEALT_WITH, Topic.ANSWER),
    (_ASKING_HEAD, Topic.ASKING),
    (_PLAN_HEAD, Topic.PLAN),
    (_ACCOUNT_HEAD, Topic.ACCOUNT),
)


@lru_cache(256)
def topic_of_heading(heading: str) -> Topic | None:
    """What a heading says its section is about; None where it says nothing of the kind (it may be an item's head)."""
    head = heading.strip("，,。；;：: 　（）()【】")
    head = _BRACKET_AT_END.sub("", head)
    if not head or len(head) > _LONGEST_HEAD or "，" in head:
        return None
    names_trouble = _LEAD_TROUBLE.search(head) is not None
    trouble = names_trouble and not (_ACTS_ON_TROUBLE.match(head) or _ONE_TROUBLE.fullmatch(head))
    old = ("意见" in head or "建议" in head) and _OLD_ASKING.fullmatch(head) is not None
    if trouble and not old and _AHEAD.search(head):
        return Topic.MIXED
    if (trouble or not names_trouble) and _TROUBLE_HEAD.fullmatch(head):
        return Topic.TROUBLE
    if old:
        return Topic.ANSWER
    return next((topic for pattern, topic in _HEADS if pattern.fullmatch(head)), None)


def names_a_trouble(heading: str) -> bool:
    """Whether a heading is the name of one problem, not of a section of problems."""
    return _NAMED_TROUBLE.fullmatch(heading.strip("，,。；;：: 　")) is not None


def topic_of_lead(sentence: str) -> Topic | None:
    """What the sentence before a list says the list is: 主要是：, 提出以下意见：, 我们将抓好以下工作：.

    The word that stands last decides: 针对存在的问题，提出以下建议： leads to recommendations.
    """
    lead = sentence[-_LONGEST_LEAD:].rstrip("：:。")
    last: list[tuple[int, Topic]] = []
    for pattern, topic in (
        (_LEAD_TROUBLE, Topic.TROUBLE),
        (_LEAD_ASKING, Topic.ASKING),
        (_LEAD_PLAN, Topic.PLAN),
        (_LEAD_ACCOUNT, Topic.ACCOUNT),
    ):
        for match in pattern.finditer(lead):
            if topic is Topic.TROUBLE and _BEFORE_TROUBLE.search(lead[: match.start()]):
                continue
            last.append((match.start(), topic))
    if not last:
        return None
    _at, topic = max(last, key=lambda found: found[0])
    # 围绕审议意见做了以下工作： leads to an account; 做了一些工作，但仍存在以下问题： does not.
    return Topic.ACCOUNT if topic is not Topic.TROUBLE and _PAST.search(lead) else topic
