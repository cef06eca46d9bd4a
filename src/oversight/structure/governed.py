"""What a clause asks for by its verb and by what the verb governs: something that will stand or not stand by itself, or not."""

import re
from functools import lru_cache

from oversight.structure.act_shapes import ENDS_IN_A_NOUN, LAST_OF_NOUN
from oversight.structure.clause import Clause, Role
from oversight.structure.official_words import ABSTRACT, CONCRETE, GOVERNING, LEANING, OUTCOME, PLAIN, SUMS, THINGS

_VERBS = {
    Role.CONCRETE: re.compile(CONCRETE),
    Role.OUTCOME: re.compile(OUTCOME),
    Role.GOVERNING: re.compile(GOVERNING),
    Role.LEANS: re.compile(LEANING),
}
# 力度, 工作: nouns that add nothing to the object before them
_PLAIN = re.compile(PLAIN)
_EMPTY = ("力度", "步伐", "进度", "力量", "工作")
_EMPTY_END = re.compile(r"(?:(?<!的)工作)?(?:力度|步伐|进度|力量)$|(?<!的)工作$")
_ABSTRACT = re.compile(rf"(?:{ABSTRACT})$")
# The thing may be followed by its number: 购置专用车6台, 设立网点一个
_THING = re.compile(rf"(?:{THINGS})(?:[^，、]{{0,4}}[\d一二三四五六七八九十百千两]+[^，]{{0,3}})?$")
_SO_MANY = re.compile(r"^(?:不少于)?[\d一二三四五六七八九十]+(?:[至到—\-~]\d+)?[个处条家座批]")
_SO_OFTEN = re.compile(r"(?:不少于|至少)?[一二两三四五六七八九十\d]+[次轮期](?:以上)?")
_OBSTACLES = ("堵点", "痛点", "难点", "卡点", "瓶颈", "壁垒", "障碍", "难题", "梗阻", "最后一公里", "最后一公里”")
# 给予资金补助, 实行网格化管理: of the verbs that lean on the act before, these put something there
_SUPPLIES = re.compile(r"给予|实行")
# Shorter objects (加强宣传) name nothing in particular.
_SHORTEST_OBJECT = 3
_SHORTEST_PLAIN = 4


def names_a_thing(governed: str) -> bool:
    """Whether ``governed`` ends in something that stands or does not stand by itself: a plan, a depot, a list; but not 机制, 能力."""
    return (
        len(governed) >= _SHORTEST_OBJECT
        and not _at_end(_ABSTRACT, governed, 6)
        and (
            _at_end(_THING, governed, 16) is not None
            or (governed[-1] in LAST_OF_NOUN and _at_end(ENDS_IN_A_NOUN, governed, 12) is not None)
        )
    )


def _at_end(pattern: re.Pattern[str], text: str, longest: int) -> re.Match[str] | None:
    """What ``pattern``, which ends in ``$``, finds among the last characters of ``text``, so many as its ``longest`` word has."""
    # A place before the first character is the first.
    return pattern.search(text, len(text) - longest)


@lru_cache(1024)
def _role_of(verb: str) -> Role:
    return next(role for role, words in _VERBS.items() if words.fullmatch(verb))


def by_verb(verb: str, governed: str) -> Clause:
    """The clause that one of the verbs of `official_words` opens, ``governed`` being the rest of it."""
    role, whole = _role_of(verb), governed
    if verb == "打造" and _SO_MANY.search(governed) is not None:
        # 打造2至3个特色街区; but not 打造营商环境新高地
        role = Role.CONCRETE
    if _SO_OFTEN.fullmatch(governed) is not None:
        # 发布收费参考价，每两年调整一次: what becomes of the thing before
        role = Role.LEANS
    elif not governed and role is not Role.OUTCOME:
        # 科学规划，合理开发，严格保护: mottoes govern nothing
        role = Role.LEANS
    if governed.endswith(_EMPTY) and (empty := _at_end(_EMPTY_END, governed, 6)) is not None:
        governed = governed[: empty.start()]
    plain = _PLAIN.fullmatch(verb) is not None and len(governed) >= _SHORTEST_PLAIN and not _at_end(_ABSTRACT, governed, 6)
    thing = plain or names_a_thing(governed)
    if role is Role.LEANS:
        thing = thing and _SUPPLIES.fullmatch(verb) is not None
    if governed.endswith(_OBSTACLES):
        # 出台实施细则，打通企业办学堵点: what the act before it is for
        role = Role.OUTCOME
    return Clause(role, verb, thing=thing, sums_up=governed.endswith(SUMS), governs=whole)
