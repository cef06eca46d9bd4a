"""Numbers as papers print them: 28, ２８, 二十八, 二〇二二, 一百零三."""

import re
from functools import lru_cache

DIGITS = "0-9０-９"
ZEROS = "〇○零OＯОo◯"
HAN = "一二三四五六七八九十百千万亿两廿卅"
# What may stand in a printed number, for use between [ and ] of a pattern.
NUMERALS = DIGITS + HAN + ZEROS

_ZERO = frozenset(ZEROS)
_DIGIT = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"廿": 20, "卅": 30}
_GROUP = {"亿": 100_000_000, "万": 10_000}
_ONE = "([一二两三四五六七八九])"
# 三千七百一十二, 一百零三, 二十八, 十, 廿八
_WORDS = re.compile(
    rf"(?:[{ZEROS}]*{_ONE}千)?(?:[{ZEROS}]*{_ONE}百)?(?:[{ZEROS}]*(?:{_ONE}十|(十)|([廿卅])))?[{ZEROS}]*{_ONE}?"
)
# Longer than any number that a paper of a session prints.
_LONGEST = 20


# A paper counts to ten, over and over.
@lru_cache(1024)
def parse_number(text: str) -> int | None:
    """The whole number that ``text`` prints, or None where it prints none.

    White space within is passed over (a printed line may cut a number). Digits in a row, Arabic or Chinese, are read place by
    place (二○二一 is 2021, and the zero may be 〇, ○, O or 零); otherwise by the words for tens, hundreds, thousands (二十八).
    """
    squeezed = "".join(text.split())
    if not squeezed or len(squeezed) > _LONGEST:
        return None
    digits = [_digit(character) for character in squeezed]
    if None not in digits:
        return _by_place(squeezed)
    return _by_words(squeezed)


def _digit(character: str) -> int | None:
    if character in _ZERO:
        return 0
    if character in _DIGIT:
        return _DIGIT[character]
    if "0" <= character <= "9":
        return ord(character) - ord("0")
    if "０" <= character <= "９":
        return ord(character) - ord("０")
    return None


def _by_place(text: str) -> int | None:
    """Digits in a row. A row of letters O alone is no number."""
    if all(character in "OoＯО" for character in text):
        return None
    return int("".join(str(_digit(character)) for character in text))


def _by_words(text: str) -> int | None:
    """Words for thousands, hundreds, tens and ones, in groups of 亿 and 万."""
    rest, total = text, 0
    for name, unit in _GROUP.items():
        above, found, below = rest.partition(name)
        if found:
            count = _below_ten_thousand(above)
            if not count:
                return None
            rest, total = below, total + count * unit
    last = _below_ten_thousand(rest) if rest else 0
    return None if last is None else total + last


def _below_ten_thousand(text: str) -> int | None:
    match = _WORDS.fullmatch(text)
    if not match or not text.strip(ZEROS):
        return None
    thousands, hundreds, tens, bare_ten, old_tens, ones = match.groups()
    value = 1000 * _DIGIT.get(thousands, 0) + 100 * _DIGIT.get(hundreds, 0) + 10 * _DIGIT.get(tens, 0)
    return value + (10 if bare_ten else 0) + _TENS.get(old_tens, 0) + _DIGIT.get(ones, 0)


def write_number(number: int) -> str:
    """``number``, below ten thousand, in the words of a paper: 三, 十二, 二十一, 一百零三; a larger one in digits."""
    digits = str(number)
    if not 0 < number < 10_000:  # noqa: PLR2004 -- what 千 counts up to
        return digits
    words = ""
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit != "0":
            words += "零一二三四五六七八九"[int(digit)] + ("", "十", "百", "千")[place]
        elif not words.endswith("零"):
            words += "零"
    words = words.rstrip("零")
    return words.removeprefix("一") if words.startswith("一十") else words
