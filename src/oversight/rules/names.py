"""Who is who: two spellings of one name, and the order of names."""

import unicodedata
from functools import cache

# 帕丽达·艾山江 is also printed with these between the two parts.
_MIDDLE_DOTS = dict.fromkeys(map(ord, "•‧・∙⋅●᛫ꞏ⸱."), "·")

_FIRST_IDEOGRAPH = "\u2e80"

# Surnames that a dictionary of words reads otherwise: 单 is dān in a word and Shàn before a given name. Tone as a digit.
_SURNAMES = {
    "万俟": "mo4 qi2",
    "尉迟": "yu4 chi2",
    "澹台": "tan2 tai2",
    "令狐": "ling2 hu2",
    "宰父": "zai3 fu3",
    "不": "fou3",
    "仇": "qiu2",
    "会": "gui4",
    "任": "ren2",
    "佴": "nai4",
    "便": "pian2",
    "区": "ou1",
    "华": "hua4",
    "单": "shan4",
    "卜": "bu3",
    "召": "shao4",
    "员": "yun4",
    "哈": "ha3",
    "句": "gou1",
    "宁": "ning4",
    "折": "she2",
    "撒": "sa3",
    "曾": "zeng1",
    "朴": "piao2",
    "查": "zha1",
    "洗": "xian3",
    "牟": "mu4",
    "盖": "ge3",
    "祭": "zhai4",
    "秘": "bi4",
    "种": "chong2",
    "繁": "po2",
    "纪": "ji3",
    "缪": "miao4",
    "翟": "zhai2",
    "能": "nai4",
    "舍": "she4",
    "葛": "ge3",
    "藏": "zang1",
    "覃": "qin2",
    "观": "guan4",
    "解": "xie4",
    "过": "guo1",
    "适": "kuo4",
    "那": "na1",
    "郇": "xun2",
    "都": "du1",
    "重": "chong2",
    "隗": "wei3",
    "黑": "he4",
    "乐": "yue4",
    "乜": "nie4",
    "薄": "bo2",
    "阚": "kan4",
}


def name_key(name: str) -> str:
    """``name`` for comparing: compatibility forms resolved, no white space or invisible marks, one kind of middle dot."""
    plain = unicodedata.normalize("NFKC", name)
    kept = "".join(character for character in plain if not character.isspace() and unicodedata.category(character) != "Cf")
    return kept.translate(_MIDDLE_DOTS).strip("·")


def sort_key(name: str) -> str:
    """The key that orders names by pinyin, surname first, the same on every engine and under every collation.

    Each character gives its syllable, the digit of its tone and its code: small ASCII letters and digits only, so that no
    collation skips any of it.
    """
    plain = name_key(name)
    surname = next((plain[:size] for size in (2, 1) if plain[:size] in _SURNAMES and len(plain) >= size), "")
    syllables = _SURNAMES[surname].split() if surname else []
    syllables += _syllables(plain[len(surname) :])
    return "".join(
        f"{syllable}{ord(character):05x}" for character, syllable in zip(plain, syllables, strict=True) if character != "·"
    )


@cache
def _syllables(text: str) -> list[str]:
    # Loaded here: the dictionary takes a tenth of a second, and only a load needs it.
    from pypinyin import Style, lazy_pinyin

    return [
        lazy_pinyin(character, style=Style.TONE3, neutral_tone_with_five=True)[0]
        if character >= _FIRST_IDEOGRAPH
        else character.lower()
        for character in text
    ]
