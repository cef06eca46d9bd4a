"""A short code for a committee, from the name of its place."""

import re
import unicodedata
from collections.abc import Collection

# 长春市绿园区人民代表大会常务委员会, 绿园区人大常委会
_COMMITTEE = re.compile(
    r"(?:第?[一二三四五六七八九十\d]+届)?(?:人民代表大会常务委员会|人大常委会|人大常务委员会|人民代表大会|人大)$"
)
# 吉林省 / 延边朝鲜族自治州 / 长春市 / 绿园区: one place after the other, each at least one character before its kind
_PLACE = re.compile(r"(.+?)(自治区|自治州|自治县|自治旗|特别行政区|新区|林区|特区|地区|省|市|县|区|旗|盟)")
# 朝鲜族, 土家族苗族: the peoples in the name of an autonomous place
_PEOPLE = re.compile(
    r"(?<=..)(?:蒙古族?|维吾尔|哈萨克|朝鲜族|土家族|达斡尔族|塔吉克|柯尔克孜|鄂温克族|鄂伦春|[一-鿿]族|各族)+$"
)

# Places that a dictionary of words reads otherwise than those who live there.
_PLACES = {
    "朝阳": "chaoyang",
    "单县": "shanxian",
    "浚县": "xunxian",
    "六合": "luhe",
    "涡阳": "guoyang",
    "洪洞": "hongtong",
    "长垣": "changyuan",
    "长治": "changzhi",
    "珲春": "hunchun",
    "乐陵": "laoling",
    "大埔": "dabu",
    "长岛": "changdao",
    "长葛": "changge",
}


def place_of(name: str) -> str:
    """The place in a committee's name: 长春市绿园区 of 长春市绿园区人民代表大会常务委员会."""
    return _COMMITTEE.sub("", "".join(unicodedata.normalize("NFKC", name).split()))


def code_of(name: str, taken: Collection[str] = ()) -> str:
    """The pinyin of the last place in ``name``, ü as v (绿园 is lvyuan), made unlike every code in ``taken``.

    A place of one character keeps its kind (单县: shanxian). Where the code is taken the place above it is put in front,
    then a number behind.
    """
    place = place_of(name)
    parts = _PLACE.findall(place)
    if place[len("".join(stem + kind for stem, kind in parts)) :] or not parts:
        spoken = [_pinyin(place)]
    else:
        spoken = [_spoken(stem, kind) for stem, kind in parts]
    code = spoken[-1] or "body"
    for above in reversed(spoken[:-1]):
        if code not in taken:
            break
        code = above + code
    if code not in taken:
        return code
    number = 2
    while f"{code}{number}" in taken:
        number += 1
    return f"{code}{number}"


def is_same_body(one: str, other: str) -> bool:
    """Whether two names can mean one committee: 绿园区人大常委会 and 长春市绿园区人民代表大会常务委员会 can."""
    first, second = place_of(one), place_of(other)
    if not first or not second:
        return first == second and one == other
    return first.endswith(second) or second.endswith(first)


def _spoken(stem: str, kind: str) -> str:
    if kind.startswith("自治"):
        stem = _PEOPLE.sub("", stem)
    name = stem if len(stem) > 1 else stem + kind
    return _PLACES.get(name) or _pinyin(name)


def _pinyin(text: str) -> str:
    # Loaded here: the dictionary takes a tenth of a second, and only a committee that is new needs it.
    from pypinyin import lazy_pinyin

    return "".join(re.findall(r"[a-z0-9]+", "".join(lazy_pinyin(text, v_to_u=False)).lower()))
