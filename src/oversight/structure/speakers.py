"""Who or what comes to speak in a clause: a body that must act, a thing that must be so, or only a verb."""

import re

from oversight.structure.official_words import (
    ADVERBS,
    BODY_END,
    BODY_THAT_ACTS,
    CONCRETE,
    GOVERNING,
    LEANING,
    OUTCOME,
    YAO,
    YING,
)

ANY_VERB = f"{CONCRETE}|{OUTCOME}|{GOVERNING}|{LEANING}"
# 使 is one of these verbs, 使用 is not.
# 进一步健全, 抓紧启动, 每年组织, 每个乡镇至少设立
OPENS_WITH_VERB = re.compile(
    rf"(?:{ADVERBS}|每[个逢]?[^，]{{1,5}}?(?=至少|{CONCRETE}|{GOVERNING})|地|的(?={ANY_VERB})){{0,5}}(?P<verb>(?!使用)(?:{ANY_VERB}))"
)

_NOT_A_SUBJECT = re.compile(
    r"^(?:对|在|把|将|由|与|向|从|按|以|为|通过|依托|根据|围绕|除|到|于|用|就|如|若|凡|因|当|不|有|是|没有|需要|主要|重要|必要|首要|只要|还|也)"
)
# 区财政局要, 充电设施应当, 司法行政部门须; but neither 需要, 主要, 重要 nor 要求, 要素
# 区编办应对下放事项开展评估, but not 应对突发事件
_MODAL = rf"(?:应当|应该|必须|务必|不得|{YAO}|{YING}|应(?=对[^，。；]{{2,24}}(?:开展|进行|实施|予以|作出|给予|加强|逐|依法))|须(?!知))"
MODAL_AT = re.compile(rf"^{_MODAL}")
_SUBJECT = re.compile(rf"(?P<subject>[^，。；“”]{{2,50}}?)(?P<modal>{_MODAL})")
# 建议区委编办在养老科增加编制, 建议市财政局会同…, 责成区公安分局健全…
_ADVISED = re.compile(rf"(?:建议|请|希望|责成|委托)(?P<subject>[^，。；“”]{{1,40}}?{BODY_END})")
# 市财政局会同市检察院, 各部门负责
_ACTING = re.compile(rf"(?P<subject>[^，。；“”]{{1,40}}?{BODY_END})(?:会同|牵头|负责|联合|要?共同|继续|将)")
# 公安、消防等部门在小区公示联系人: several bodies, and what they do without a modal verb
_OF_SEVERAL = re.compile(r"[^，。；“”]{2,40}?等(?:有关|相关|职能)?(?:部门|单位)(?=[在对将把按每定])")
_BODY_THAT_ACTS = re.compile(rf"({BODY_THAT_ACTS})")
# 检查结果向社会公开, 检测结果每日公示, 评定结果与奖补资金挂钩, 所需经费纳入预算
_NOUN_SUBJECT = re.compile(
    r"(?!建立|健全|完善|构建|制定)[^，]{2,16}(?:结果|情况|资金|经费|费用|标准|名单|数据|信息|进度|进展|线索|成果|报告|问题)(?:要|应当|应|须|及时|定期|每[日天月季年周半]|按[日月季年]|"
    r"向|与|专款|只能|全部|一律|全面|纳入|列入|不得|实时|同步)|"
    # 评估工作于7月底前完成
    r"[^，]{2,12}(?:工作|任务|工程|项目)(?:于|在)(?=[^，]{1,12}前)"
)
# What they cannot do without.
_MAY_BE_A_NOUN = re.compile("[果况金费用准单据息度展索告题作务程目][要应须及定每按向与专只全一纳列不实同于在]")
_MAY_BE_TOLD = re.compile("[应必务不要须]")
_MAY_ACT = re.compile("会同|牵头|负责|联合|共同|继续|将")
# … or in who leads one: 承办单位主要负责同志
_ENDS_IN_BODY = re.compile(rf"(?:{BODY_END}|负责人|负责同志|责任人|领导)$")


def speaks(text: str, *, opens_with_verb: bool) -> int | None:
    """Where the subject that a clause brings ends: a body that must act, or a thing that must be so. None without one.

    ``opens_with_verb``: whether :data:`OPENS_WITH_VERB` knows the beginning of ``text``.
    """
    if (match := _ADVISED.match(text)) is not None:
        return match.end()
    if _NOT_A_SUBJECT.match(text):
        return None
    if _MAY_BE_TOLD.search(text) and (match := _SUBJECT.match(text)) is not None:
        subject = match["subject"]
        if _ENDS_IN_BODY.search(subject) is not None or OPENS_WITH_VERB.match(subject) is None:
            return match.end()
    # 建立医保、卫健等部门联合执法机制: they are part of what is built
    if opens_with_verb:
        return None
    if "等" in text and (match := _OF_SEVERAL.match(text)) is not None:
        return match.end()
    match = (_ACTING.match(text) if _MAY_ACT.search(text) else None) or _BODY_THAT_ACTS.match(text)
    return match.end(1) if match is not None else None


def is_a_noun_subject(text: str) -> bool:
    """检查结果向社会公开: whether what a clause begins with is a thing that is to be so."""
    return (
        _MAY_BE_A_NOUN.search(text) is not None and _NOUN_SUBJECT.match(text) is not None and _NOT_A_SUBJECT.match(text) is None
    )
