"""What a clause of an official sentence does: asks for an act, says how or why, or only leads up to one."""

import re
from functools import lru_cache

from oversight.structure.act_shapes import (
    ADDS_A_NUMBER,
    BY_SOMEBODY,
    COMES_WHEN,
    ENDS_GRANDLY,
    HANDS_IN,
    HAS_OTHERS_ACT,
    HOW_OFTEN,
    IS_A_RULE,
    LEADS,
    LEADS_AT_END,
    MAY_BE_A_RULE,
    MAY_REFER_BACK,
    MAY_SET_THE_PACE,
    MAY_TAKE_A_WAY,
    ON_WHAT,
    PUTS_SOMEWHERE,
    REFERS_BACK,
    REPORTS_ON_ITSELF,
    SERVES,
    SETS_THE_PACE,
    TAKES_A_WAY,
    TRIED_THERE,
    UMBRELLA,
)
from oversight.structure.clause import Clause, Role
from oversight.structure.find_deadlines import deadline_at_start, find_deadlines
from oversight.structure.governed import by_verb, names_a_thing
from oversight.structure.official_words import ADVERBS, BODY_END, CONCRETE, FURTHER, GOVERNING, LEANING
from oversight.structure.speakers import ANY_VERB, MODAL_AT, OPENS_WITH_VERB, is_a_noun_subject, speaks

_VERB_INSIDE = re.compile(rf"(?:{CONCRETE}|{GOVERNING})(?![的和、与及等或，]|$)")
_VERB_TOWARDS = re.compile(rf"(?:{CONCRETE}|{GOVERNING}|{LEANING}|进行)(?![的和、与及等或，]|$)")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）|\([^)]*\)|‘[^’]*’")
_FURTHER = re.compile(rf"(?:{FURTHER})")
_AND = re.compile(r"(?:并且|而且|并|且)")
# 由市教育局牵头，市公安局配合，开展…: who helps in the act after it
_HELP = ("配合", "协助", "参与", "协办")
_HELPS = re.compile(rf"[^，]{{0,60}}?{BODY_END}(?:积极|密切|等)?(?:配合|协助|参与|协办)")
# 既要编制规划，又要制定计划; 不仅要建立基地，还要完善体系; 一方面要争取…，另一方面要设立…: two demands, each with its own word
_ONE_OF_TWO = re.compile(
    r"(?:既|不仅|不但|不光|不只)(?=要|应|须)|一方面[，,]?|(?P<other>(?:又|而且还?|更)(?=要|应|须)|(?:另|再)一方面[，,]?)"
)
# 并通过…, 并对…予以曝光: an adjunct of its own after 并
_ADJUNCT = re.compile(r"(?:对|通过|依托|利用|借助|在|向|由)")

_PREPOSITION = re.compile(
    r"(?:对于|对|向|与|同|(?:会同|联合)(?=.*(?:局|部门|院|委|办|单位|政府|机关))|在|从|由|于|用|就|围绕|结合|充分利用|利用|依托|通过|借助|根据|依据|按照|按|以|为|给|今后)"
)
# 把…纳入考核, 将…转变为…; but not 将持续推进
_BA = re.compile(rf"(?:真正|切实|努力|积极|及时)?(?:把|将(?!(?:{ADVERBS})*(?:{ANY_VERB})))")
# Without a verb of asking, a clause that denies or looks back names no act.
_ADVERBS = re.compile(ADVERBS)
_SAYS_NOT = re.compile(r"[不未没无是了]|等$")
# 按照每个乡镇不少于5人的标准配齐专职安全员
_SUPPLIES_SO = re.compile(r"(?<=标准|要求|原则|比例|需要)(?:配齐|配强|配足|实行|落实|给予)(?=[^，的]{2,}$)")
# So is a clause whose verb nobody knows (稳定队伍).
_SHORTEST_UNKNOWN = 6


@lru_cache(2048)
def read_clause(printed: str) -> Clause:
    """The role of one clause (without the comma that ends it). ``printed`` has no white space."""
    text = _QUOTED.sub(lambda match: "某" * len(match[0]), printed)
    further = (match := _FURTHER.match(text)) is not None
    if match is not None and match.end() < len(text):
        text = text[match.end() :].lstrip("，")
    elif text[:1] in "既不一又而更另再" and (match := _ONE_OF_TWO.match(text)) is not None:
        further, text = match["other"] is not None, text[match.end() :]
    new_means = False
    if (match := _AND.match(text)) is not None:
        text = text[match.end() :]
        new_means = _ADJUNCT.match(text) is not None
        # 并于2024年6月底前组织一次演练: a day of its own
        if not new_means and deadline_at_start(text) is None:
            return Clause(Role.LEANS, further=further)
    told = MODAL_AT.match(text)
    clause = _read(text, text[told.end() :] if told else text)
    governs = printed[len(printed) - len(clause.governs) :] if clause.governs else ""
    if not (further or new_means or told) and governs == clause.governs:
        return clause
    return clause._replace(further=further, new_means=new_means, told=told is not None, governs=governs)


def _read(text: str, bare: str) -> Clause:
    """The first of the readers that knows the clause says what it is; ``bare`` is without the modal verb at its beginning."""
    verb = OPENS_WITH_VERB.match(text)
    if (clause := _with_subject(text, opens_with_verb=verb is not None)) is not None:
        return clause
    for reader in _READERS:
        if (clause := reader(bare)) is not None:
            return clause
    if bare != text:
        verb = OPENS_WITH_VERB.match(bare)
    if verb is not None:
        return by_verb(verb["verb"], bare[verb.end() :])
    if find_deadlines(bare, None):
        # 其余2个2025年6月底前建成
        return Clause(Role.DATED)
    # A verb that no list knows, with a thing at its end: 入驻主流电商平台, 分批轮训企业主要负责人
    names = names_a_thing(bare) and _SAYS_NOT.search(bare) is None
    return Clause(Role.OTHER, thing=names and len(bare) >= _SHORTEST_UNKNOWN)


def _with_subject(text: str, *, opens_with_verb: bool) -> Clause | None:
    if text.endswith(_HELP) and _HELPS.fullmatch(text) is not None:
        return Clause(Role.LEADS)
    if (said := speaks(text, opens_with_verb=opens_with_verb)) is not None:
        return Clause(Role.SUBJECT, leads_on=_leads_on(text[said:]))
    rules = not opens_with_verb and MAY_BE_A_RULE(text) and IS_A_RULE.fullmatch(text) is not None
    return Clause(Role.SUBJECT) if rules or is_a_noun_subject(text) else None


def _leads_on(text: str) -> bool:
    # A rest that brings a subject of its own leads to nothing; asked first, it is not read to any depth.
    if speaks(text, opens_with_verb=OPENS_WITH_VERB.match(text) is not None) is not None:
        return False
    return _read(text, MODAL_AT.sub("", text)).role in (Role.LEADS, Role.UMBRELLA)


def _with_deadline(bare: str) -> Clause | None:
    end = deadline_at_start(bare)
    if end is None:
        return None
    rest = bare[end:]
    if not rest:
        return Clause(Role.LEADS)
    if bare.startswith(("力争", "争取")):
        # 制定化债方案，力争三年内完成化债任务: what is hoped for
        return Clause(Role.OUTCOME, bare[:2])
    return Clause(Role.LEANS if HANDS_IN.match(rest) or COMES_WHEN.fullmatch(rest) else Role.DATED)


def _grand(bare: str) -> Clause | None:
    return Clause(Role.UMBRELLA) if bare.endswith(ENDS_GRANDLY) and UMBRELLA.fullmatch(bare) else None


def _of_use(bare: str) -> Clause | None:
    return Clause(Role.OUTCOME) if SERVES.match(bare) else None


def _handling(bare: str) -> Clause | None:
    """把…优先改造为…: turns what was spoken of into something; 将…纳入…: an act by itself."""
    return Clause(Role.LEANS, thing=PUTS_SOMEWHERE.match(bare) is not None) if _BA.match(bare) else None


def _measured(bare: str) -> Clause | None:
    if (MAY_REFER_BACK(bare) and REFERS_BACK.match(bare)) or ("每" in bare and HOW_OFTEN.fullmatch(bare)):
        return Clause(Role.LEANS)
    if ADDS_A_NUMBER.fullmatch(bare):
        return Clause(Role.OUTCOME)
    return Clause(Role.LEANS) if REPORTS_ON_ITSELF.fullmatch(bare) else None


def _having_others_act(bare: str) -> Clause | None:
    match = HAS_OTHERS_ACT.match(bare)
    return Clause(Role.CONCRETE, match["verb"], thing=True) if match else None


def _leading(bare: str) -> Clause | None:
    leads = (
        not bare
        or bare.endswith("的")
        or (MAY_SET_THE_PACE(bare) and SETS_THE_PACE.fullmatch(bare))
        or (MAY_TAKE_A_WAY(bare) and TAKES_A_WAY.fullmatch(bare))
        or (LEADS.match(bare) and not OPENS_WITH_VERB.match(bare))
    )
    return Clause(Role.LEADS) if leads else None


def _tried(bare: str) -> Clause | None:
    return Clause(Role.CONCRETE, "试点", thing=True) if bare.endswith(TRIED_THERE) else None


def _with_adjunct(bare: str) -> Clause | None:
    """对…, 在…, 与…: an act where a verb with its object follows in the clause, else only what leads to one."""
    if not _PREPOSITION.match(bare):
        return None
    if LEADS_AT_END.fullmatch(bare):
        return Clause(Role.LEADS)
    if bare.startswith(("对", "为", "给")) or BY_SOMEBODY.match(bare) is not None:
        return _towards(bare)
    inside = _VERB_INSIDE.search(bare, 1)
    if inside is not None:
        clause = by_verb(inside[0], bare[inside.end() :])
        # 与州中级人民法院建立…机制, 向社会公开…结果: a partner of its own makes an act; in 与国土空间规划充分衔接 the verb is a noun
        own = bare.startswith(("与", "同", "向", "会同", "联合")) and not _ADVERBS.match(bare, inside.end())
        return clause._replace(thing=clause.thing or own)
    if (supplied := _SUPPLIES_SO.search(bare, 1)) is not None:
        return Clause(Role.LEANS, supplied[0])
    # 与公安、税务等部门密切配合，取缔无照经营: with whom the act after it is done
    partner = bare[0] in "与同" and bare.endswith(("配合", "协作", "协同"))
    return Clause(Role.OTHER if bare[0] in "与同从向" and not partner else Role.LEADS)


def _towards(bare: str) -> Clause:
    """对撤并校舍统一调剂使用, 为规模以上学校配齐…教师: what is done to or for somebody; without a verb it only leads."""
    inside = _VERB_TOWARDS.search(bare, 1)
    if inside is not None and bare[inside.start() - 1] in "已未拟新":
        # 对已建成项目, 对未完成的: of what it is said
        inside = _VERB_TOWARDS.search(bare, inside.end())
    if inside is None and find_deadlines(bare, None):
        # 对新开工项目12月底前形成实物工作量
        return Clause(Role.DATED)
    acts = inside is not None or ON_WHAT.fullmatch(bare) is not None
    return Clause(Role.CONCRETE, inside[0] if inside else "", thing=True) if acts else Clause(Role.LEADS)


_READERS = (
    _with_deadline,
    _grand,
    _of_use,
    _measured,
    _handling,
    _leading,
    _having_others_act,
    _tried,
    _with_adjunct,
)
