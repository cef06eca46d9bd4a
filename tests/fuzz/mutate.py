"""Packets spoiled as scanners, copying, conversion and tired clerks spoil them, and worse."""

from collections.abc import Sequence

from hypothesis import strategies as st

# What may come in anywhere: numbers of items, brackets and quotes without their partner, dates that are none, marks of structure.
SNIPPETS = (
    *("一、", "（一）", "1.", "（1）", "①", "一是", "二要", "第一，", "首先，", "十、", "（十二）", "99、", "第三条 ", "——", "- "),
    *("（", "）", "(", ")", "“", "”", "《", "》", "〔", "〕", "【", "[", "「", "‘", '"', "、", "，", "；", "：", "。", "。。", "；；", "!?"),
    *("2021年4月16日", "2月30日", "13月45日", "二〇二一年", "0000年0月0日", "9999年12月31日", "年底前", "三个月内", "10月31日前"),
    *("0", "37", "９", "12345678901234567890", "100%", "共25人", "缺席 7 人", "第三十三次会议", "第〇次会议", "第百千万次会议"),
    *("要", "建议", "主要是：", "存在的问题", "审议意见", "出席：", "缺席：", "列席：", "会议议程", "主　任", "关于", "报告", "各位委员："),
    *("（牵头单位：", "（责任单位：）", "由…负责", "财政部门", "区十八届人大常委会第二十八次会议"),
    *("\t", "\u3000", "\u3000\u3000", "    ", "\f", "\v", "\u2028", "\u2029", "\x85", "\x1c", "\r", "\xa0"),
    *("\x00", "\x07", "\x1b[31m", "\x1b]0;x\x07", "\x7f", "\u200b", "\u200e", "\u200f", "\u202e", "\u2066", "\u2069", "\ufeff", "\xad"),
    *("\ufffd", "\u0301", "\u3099", "\ufe0f", "\U000e0041", "\U0001f600", "𠮷", "⼈⼤", "㈠", "⑴", "Ⅲ", "ﷺ", "ا", "א", "#", "|", "**", "<!--", "-->"),
)  # fmt: skip

_PLACE = st.integers(0, 1_000_000)


def _at(place: int, length: int) -> int:
    return place * length // 1_000_001


def drop(lines: list[str], at: int, _other: int, _snippet: str) -> None:
    """A line is lost."""
    del lines[at]


def double(lines: list[str], at: int, _other: int, _snippet: str) -> None:
    """A line comes twice."""
    lines.insert(at, lines[at])


def swap(lines: list[str], at: int, other: int, _snippet: str) -> None:
    """Two lines change places."""
    second = _at(other, len(lines))
    lines[at], lines[second] = lines[second], lines[at]


def cut(lines: list[str], at: int, other: int, _snippet: str) -> None:
    """A line is broken in two."""
    place = _at(other, len(lines[at]) + 1)
    lines[at : at + 1] = [lines[at][:place], lines[at][place:]]


def merge(lines: list[str], at: int, _other: int, _snippet: str) -> None:
    """A line end is lost."""
    lines[at : at + 2] = ["".join(lines[at : at + 2])]


def insert(lines: list[str], at: int, other: int, snippet: str) -> None:
    """Something comes into a line."""
    place = _at(other, len(lines[at]) + 1)
    lines[at] = lines[at][:place] + snippet + lines[at][place:]


def open_with(lines: list[str], at: int, _other: int, snippet: str) -> None:
    """A line begins with something else."""
    lines[at] = snippet + lines[at]


def shorten(lines: list[str], at: int, other: int, _snippet: str) -> None:
    """A line loses its end."""
    lines[at] = lines[at][: _at(other, len(lines[at]) + 1)]


def blank(lines: list[str], at: int, _other: int, _snippet: str) -> None:
    """A blank line comes in."""
    lines.insert(at, "")


def move(lines: list[str], at: int, other: int, _snippet: str) -> None:
    """A run of lines stands elsewhere."""
    first, last = sorted((at, _at(other, len(lines))))
    run = lines[first:last][:40]
    del lines[first : first + len(run)]
    lines[at // 2 : at // 2] = run


def stand_alone(lines: list[str], at: int, _other: int, snippet: str) -> None:
    """Something stands on a line of its own."""
    lines.insert(at, snippet)


MUTATIONS = (drop, double, swap, cut, merge, insert, open_with, shorten, blank, move, stand_alone)
_MUTATION = st.tuples(st.sampled_from(MUTATIONS), _PLACE, _PLACE, st.sampled_from(SNIPPETS))


@st.composite
def mutated(draw: st.DrawFn, start: str, *, most_lines: int = 120, most: int = 25) -> str:
    """A run of at most ``most_lines`` lines of ``start``, changed in up to ``most`` places. Often the run begins at the top."""
    lines = start.split("\n")
    if len(lines) > most_lines:
        first = _at(draw(st.one_of(st.just(0), _PLACE)), len(lines) - most_lines)
        lines = lines[first : first + most_lines]
    for change, at, other, snippet in draw(st.lists(_MUTATION, min_size=1, max_size=most)):
        if not lines:
            break
        change(lines, _at(at, len(lines)), other, snippet)
    return "\n".join(lines)


@st.composite
def damaged(draw: st.DrawFn, starts: Sequence[bytes]) -> bytes:
    """One of these files with bytes changed, cut out, doubled or put in."""
    data = bytearray(draw(st.sampled_from(starts)))
    for place, length, put in draw(
        st.lists(st.tuples(_PLACE, st.integers(0, 40), st.binary(max_size=8)), min_size=1, max_size=12)
    ):
        at = _at(place, len(data) + 1)
        data[at : at + length] = put
    return bytes(data)
