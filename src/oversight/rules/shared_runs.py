"""The runs of characters that an answer shares with what was asked: the words of one subject in the words of another writer."""

import re

from oversight.rules.likeness import text_key

CLAUSE = re.compile(r"[^，,；;。！？]+[，,；;。！？]?")
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
# 建立健全…工作机制: what any demand may say tells no two of them apart
_ANYWHERE = re.compile(
    r"建立健全|健全完善|进一步|切实|不断|积极|有效|大力|全面|扎实|加强|强化|加快|推进|推动|完善|健全|建立|工作|机制|制度|情况|有关|相关|关于|办理|落实"
)
# 监测预警, 应急宣教: the words of one subject in the words of another writer
_SHORTEST = 4


def runs_of(text: str) -> set[str]:
    """The runs of characters that stand in one clause, without the words that stand anywhere."""
    return {
        key[at : at + _SHORTEST]
        for clause in CLAUSE.findall(text)
        for piece in _ANYWHERE.split(clause)
        for key in (text_key(piece),)
        for at in range(len(key) - _SHORTEST + 1)
    }


def about(answer: str, part: str) -> str:
    """The sentences of ``answer`` that have a run of the words of ``part``; empty where none has."""
    words = runs_of(part)
    return "".join(sentence for sentence in _SENTENCE.findall(answer) if runs_of(sentence) & words).strip()
