"""Which parts of a demand an answer to the whole speaks of, and whether it says that something was not begun."""

import re
from collections.abc import Sequence

from oversight.rules.likeness import text_key
from oversight.structure.reply_class import NOT_BEGUN

_CLAUSE = re.compile(r"[^，,；;。！？]+[，,；;。！？]?")
# 建立健全…工作机制: what any demand may say tells no two of them apart
_ANYWHERE = re.compile(
    r"建立健全|健全完善|进一步|切实|不断|积极|有效|大力|全面|扎实|加强|强化|加快|推进|推动|完善|健全|建立|工作|机制|制度|情况|有关|相关|关于|办理|落实"
)
# 监测预警, 应急宣教: the words of one subject in the words of another writer
_SHORTEST = 4


def says_not_begun(answer: str) -> bool:
    """Whether ``answer`` says of something that it was not begun."""
    return NOT_BEGUN.search(answer) is not None


def spoken_of(answer: str, parts: Sequence[str], *, heading: str | None = None, claims: bool = True) -> set[int]:
    """The places of the ``parts`` that ``answer`` speaks of as begun; all of them where it tells none apart.

    A part is spoken of where a run of its own words stands in the answer. ``heading`` is that of the whole: to repeat it is to name
    no part. Of an answer that ``claims`` nothing and says that something was not begun, nothing else counts.
    """
    said = _runs(_without(answer, heading))
    told_apart = {place for place, part in enumerate(parts) if _runs(part) & said}
    if not told_apart:
        return set(range(len(parts))) if claims or not says_not_begun(answer) else set()
    begun = _runs(_without("".join(one for one in _CLAUSE.findall(answer) if not says_not_begun(one)), heading))
    return {place for place in told_apart if _runs(parts[place]) & begun}


def _without(answer: str, heading: str | None) -> str:
    return answer.replace(heading, "。") if heading else answer


def _runs(text: str) -> set[str]:
    """The runs of characters that stand in one clause, without the words that stand anywhere."""
    return {
        key[at : at + _SHORTEST]
        for clause in _CLAUSE.findall(text)
        for piece in _ANYWHERE.split(clause)
        for key in (text_key(piece),)
        for at in range(len(key) - _SHORTEST + 1)
    }
