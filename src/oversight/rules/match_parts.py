"""Which measure or act of an opinion a later paper quotes, where it answers part by part."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from oversight.rules.likeness import text_key

# 加强领导 begins a measure of half of all opinions.
_SHORTEST = 6
# 清理整治: where only the headings of one demand are asked, fewer words tell.
_SHORTEST_HEAD = 4
# 着眼于做好应对峰值需求的准备，完善三级储备布局 is quoted without the purpose that it opens with.
_SHORTEST_WITHIN, _SHARE = 10, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of an opinion: ``parent`` is the key of the one that it is a part of, None for an item."""

    key: Hashable
    parent: Hashable | None
    heading: str | None
    text: str


def match_parts(quotations: Sequence[str], passages: Sequence[Passage]) -> dict[int, Hashable]:
    """Index of the quotation → key of the part that it quotes word for word; what quotes an item or nothing has none.

    因地制宜，建立应急救援队伍 is an act, and begins the measure that it stands in: the whole measure is meant, unless the paper quotes
    another part of that measure by itself. Nothing is given where the same words stand twice.
    """
    by_key = {passage.key: passage for passage in passages}
    found = {index: _lines(text_key(text), passages, by_key) for index, text in enumerate(quotations)}
    quoted = {index: lines[0] for index, lines in found.items() if len(lines) == 1}
    spoken_of: dict[Hashable, set[int]] = defaultdict(set)
    for index, line in quoted.items():
        for key in (*_above(line[-1], by_key), line[-1]):
            spoken_of[key].add(index)
    result: dict[int, Hashable] = {}
    for index, line in quoted.items():
        meant = next((key for key in line if not spoken_of[key] - {index}), line[-1])
        if by_key[meant].parent is not None:
            result[index] = meant
    return result


def _lines(quoted: str, passages: Sequence[Passage], by_key: Mapping[Hashable, Passage]) -> list[list[Hashable]]:
    """The passages that ``quoted`` is or begins, in lines from the whole to the part."""
    if len(quoted) < _SHORTEST:
        return []
    fitting = {passage.key for passage in passages if _fits(quoted, passage)}
    inner = [key for key in fitting if not any(by_key[other].parent == key for other in fitting)]
    return [[key for key in (*_above(last, by_key), last) if key in fitting] for last in inner]


def _fits(quoted: str, passage: Passage) -> bool:
    text = text_key(passage.text)
    if text.startswith(quoted) or text_key(passage.heading or "") == quoted:
        return True
    return len(quoted) >= _SHORTEST_WITHIN and len(quoted) >= _SHARE * len(text) and quoted in text


def _above(key: Hashable, by_key: Mapping[Hashable, Passage]) -> list[Hashable]:
    """What the passage stands in, the whole first."""
    line: list[Hashable] = []
    parent = by_key[key].parent
    while parent is not None and parent in by_key and parent not in line:
        line.insert(0, parent)
        parent = by_key[parent].parent
    return line


def match_answer_parts(named: Sequence[str], passages: Sequence[Passage], whole: Hashable) -> dict[int, Hashable]:
    """Index of a numbered part of an answer → key of the part of ``whole`` that it answers; nothing where one of them is not sure.

    ``named`` is what each of them says it is about: the words of a part of the whole, or words of a single heading (清理整治: 依法清理整治).
    Where answer and whole have equally many parts and none stands elsewhere, the order tells the rest.
    """
    by_key = {passage.key: passage for passage in passages}
    within = [passage for passage in passages if whole in _above(passage.key, by_key)]
    found = match_parts(named, [by_key[whole], *within])
    for index, name in enumerate(named):
        key = text_key(name)
        headed = [passage.key for passage in within if key and key in text_key(passage.heading or "")]
        if index not in found and len(key) >= _SHORTEST_HEAD and len(headed) == 1:
            found[index] = headed[0]
    direct = [passage.key for passage in within if passage.parent == whole]
    at_its_place = [index < len(direct) and direct[index] in (*_above(key, by_key), key) for index, key in found.items()]
    if len(direct) == len(named) and at_its_place and all(at_its_place):
        found = {index: found.get(index, direct[index]) for index in range(len(named))}
    distinct = len({*found.values()}) == len(named)
    return (
        found
        if distinct and not any(other in _above(key, by_key) for key in found.values() for other in found.values())
        else {}
    )
