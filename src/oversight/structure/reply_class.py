"""What a passage plainly claims to have become of an opinion; mostly it does not say, and then there is no class."""

import re

from oversight.structure.find_from import find_from, holding
from oversight.vocabulary import ReplyClass

# 已全部完成, 已经落实, 全部办结, 整改到位, 已于9月1日投入使用
_DONE = re.compile(
    r"(?:已经?|均已|现已|全部|全面|业已)(?:全部|全面|基本|如期|按期|顺利)?(?:完成|落实|办结|整改完毕|整改到位|解决|销号|建成|到位|到岗|投入使用|投用|完工|竣工|清零|补齐|配齐)|全部[^，。；]{0,4}(?:上线|启用|运行|兑现|清偿|发放|办复|取缔|拆除|通车|投运|开放)|(?:办结|整改|落实)到位|办理完毕|整改完毕|全部论证结束|(?:编制|修订|建设|改造|整治|签订|组建)完成|已经?于[^，。；]{2,12}(?:完成|建成|投入使用|投用|完工|竣工|运行|开业|出台|印发)|已经?[^，。；]{0,14}(?:审议通过|(?:印发|出台|颁布)(?:实施|执行|施行)|投入运行)"
)
# 正在推进, 尚在进行, 部分落实, 完成工程量的六成
_UNDER_WAY = re.compile(
    r"正在|尚在|仍在|尚未|还未|部分(?:已经?)?(?:落实|完成|解决|整改)|推进中|进行中|施工中|办理中|(?:完成|落实)[^，。；]{0,8}(?:[一二三四五六七八九半]成|\d+%|百分之|过半|一半)"
)
_NOT_YET = re.compile("尚未|还未")
# 尚未启动, 还没有开工, 至今未开展: nothing is done for it yet
NOT_BEGUN = re.compile(
    r"(?:尚未|还未|仍未|至今未|迟迟未|(?:尚|还|仍)?没有?)(?:能)?(?:正式|全面|完全|实质性|真正)?(?:启动|开始|开展|动工|开工|着手|起步|实施|落实)"
)
# 《办法》已形成征求意见稿: a step was taken
_STEP = re.compile(
    r"(?:形成|起草|草拟|拟定|拟订|完成|编制)[^，。；]{0,16}(?:征求意见稿|送审稿|讨论稿|初稿|草案|初步方案)|已经?(?:正式|全面)?(?:启动|着手|开工|动工|进场)"
)
# 已清偿3.1亿元，剩余1.5亿元计划…; 尚有2个项目未能开工，预计…
_REST = re.compile(r"剩余|其余|余下|剩下|(?:尚|还)有[\d一二两三四五六七八九十]")
# 计划于, 拟, 将于, 列入下一年度
_PLANNED = re.compile(
    r"(?:计划|拟|预计|将)(?:于|在|今年|明年|年内|下一?步|[上下]半年|第?[一二三四]季度|\d{4}年|\d{1,2}月)|(?:[上下]半年|季度|月底前?|年底前?|月份|近期|届时)(?:将|拟|计划)|下一?步(?:将|，)|列入[^，。；]{0,12}计划|纳入[^，。；]{0,12}(?:计划|规划)|(?:我们|区政府|县政府|市政府|今年|年内|明年)(?:还)?(?:将|计划)|将(?:继续|持续|进一步)"
)
# 暂不具备条件, 不予采纳, 无法实施
_DECLINED = re.compile(
    r"不予(?:采纳|办理|支持)|暂(?:时)?(?:不(?:采纳|办理|具备|宜|考虑|能|扩大|提高|调整|实施|启动|新增|设立|安排)|无法|难以|未能|缓)|(?:由于|鉴于|因|受)[^。；]{2,40}?，[^。；，]{0,16}(?:无法|不宜|不具备)|(?:暂时)?(?:无法|不能|难以)(?:实施|办理|采纳|落实|启动|推进|解决)|不具备[^，。；]{0,8}条件|未予采纳"
)
# What the two cannot do without: a text is a whole passage, and few have one of these.
_MAY_DENY = holding("未", "没")
_MAY_DECLINE = holding("不予", "暂", "无法", "未予", "不能", "不宜", "难以", "不具备")
# What each of the others begins with.
_FIRST = {
    _DONE: re.compile("[已均现全业办整落编修建改签组]"),
    _UNDER_WAY: re.compile("[正尚仍还部推进施办完落]"),
    _STEP: re.compile("[形起草拟完编已]"),
    _PLANNED: re.compile("[计拟预将上下季月年近届列纳我区县市今明]"),
    _DECLINED: re.compile("[不暂由鉴因受无难未]"),
}


def _find(claim: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first place where ``text`` makes this claim."""
    return next(find_from(_FIRST[claim], claim, text), None)


def reply_class(text: str) -> ReplyClass | None:
    """What ``text`` (without white space) claims where it claims one thing only; None where it does not say or says several."""
    begun = NOT_BEGUN.sub("", text) if _MAY_DENY(text) else text
    done, under_way = _find(_DONE, text) is not None, _find(_UNDER_WAY, begun) is not None
    ahead, refused = _find(_PLANNED, text), _find(_DECLINED, text) if _MAY_DECLINE(text) else None
    if under_way and (ahead or refused) and not done:
        # 拟于下半年出台，目前尚未出台: what is only said not to be there yet is not under way.
        under_way = _find(_UNDER_WAY, _NOT_YET.sub("", begun)) is not None
    planned, declined = ahead is not None, refused is not None
    under_way = (
        under_way
        or (not done and _find(_STEP, begun) is not None)
        or (ahead is not None and _REST.search(text, 0, ahead.start()) is not None)
    )
    if refused is not None and not done and not under_way and (ahead is None or refused.start() < ahead.start()):
        # 因…暂不具备条件，我们将积极向上级反映: what is promised instead does not take the refusal back.
        return ReplyClass.DECLINED
    said = [done, under_way, planned, declined]
    if under_way and (done or planned) and not declined:
        # Parts are done and parts are not, or it is said when they will be: the opinion as a whole is being carried out.
        return ReplyClass.UNDER_WAY
    if sum(said) != 1:
        return None
    if planned and re.search(r"[了已]", text):
        return None
    return (ReplyClass.DONE, ReplyClass.UNDER_WAY, ReplyClass.PLANNED, ReplyClass.DECLINED)[said.index(True)]
