"""When two names mean one body: papers leave out the place before it, and call an office by what it deals with."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

# 人民政府 and 政府, 人民法院 and 法院 are said of one body
_PEOPLES = re.compile(r"人民(?=政府|法院|检察院)")
_LEVEL = "省|自治区|市|自治州|州|地区|盟|自治县|县|区|旗"
# 长春市, 长春市绿园区, and 区 alone
_PLACE = re.compile(rf"(?:.{{0,12}}?(?:{_LEVEL}))+")
# 财政部门, 公安机关: an office by what it deals with
_BY_TRADE = re.compile(r"(?P<trade>.{2,12})(?:部门|机关)")
_OFFICE = r".{0,8}(?:局|厅|委员会|委|部|办公室|办|中心|院|队|署)"


@lru_cache(maxsize=20_000)
def body_key(name: str) -> str:
    """``name`` for comparing: letters alone, in their compatible forms, and without the 人民 of 人民政府."""
    plain = "".join(character for character in unicodedata.normalize("NFKC", name) if character.isalnum()).casefold()
    return _PEOPLES.sub("", plain)


def is_one_body(one: str, other: str) -> bool:
    """Whether two names can mean one body: 区政府 and 长春市绿园区人民政府 can, 财政部门 and 区财政局 too; 市政府 and 区政府 cannot."""
    short, long = sorted((body_key(one), body_key(other)), key=len)
    if not short:
        return False
    return short == long or _lacks_the_place(short, long) or _is_named_by_trade(short, long) or _is_named_by_trade(long, short)


def each_once(names: Iterable[str]) -> list[str]:
    """``names``, each body by the first of its names."""
    kept: list[str] = []
    for name in names:
        if not any(is_one_body(name, other) for other in kept):
            kept.append(name)
    return kept


def as_one(counts: Mapping[str, int]) -> dict[str, str]:
    """The name under which each of ``counts`` is counted: 县政府 with 县人民政府, by the one that counts most.

    A name that can mean two bodies (政府, of 市政府 and 县政府) stands for itself, and so does an office that is called by what it
    deals with.
    """
    ending: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        ending[body_key(name)[-2:]].append(name)
    result = {name: name for name in counts}
    for names in ending.values():
        fits = {name: [other for other in names if is_one_body(name, other)] for name in names}
        clear = {name for name, alike in fits.items() if all(is_one_body(one, other) for one in alike for other in alike)}
        for name in clear:
            alike = [other for other in fits[name] if other in clear]
            result[name] = max(alike, key=lambda one: (counts[one], len(one), one), default=name)
    return result


def _lacks_the_place(short: str, long: str) -> bool:
    if not long.endswith(short):
        return False
    before = long[: len(long) - len(short)]
    # 绿园|区政府: the level may stand on either side of the cut
    return _PLACE.fullmatch(before) is not None or (
        short[0] in "省市州盟县区旗" and _PLACE.fullmatch(before + short[0]) is not None
    )


def _is_named_by_trade(by_trade: str, other: str) -> bool:
    found = _BY_TRADE.fullmatch(by_trade)
    return found is not None and re.search(rf"(?:^|[省市州盟县区旗]){re.escape(found['trade'])}{_OFFICE}$", other) is not None
