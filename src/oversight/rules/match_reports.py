"""Which report of a session is which when its packet comes again."""

from collections.abc import Sequence
from dataclasses import dataclass

from oversight.rules.likeness import likeness, text_key

# A title with a word mended; 关于教育工作的报告 and 关于体育工作的报告 stay below it with their kind and place.
_SURE = 0.85
# At the same place, of the same kind, and most of it alike: the same report under a rewritten title.
_SUPPORTED = 0.6
# Most passages stand in both: the same paper, whatever it is called.
_SAME_CONTENT = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A report as far as matching needs it: ``passages`` are the texts of its problems and recommendations.

    ``standing`` is false for what an earlier load withdrew.
    """

    kind: str
    title: str
    position: int | None = None
    passages: frozenset[str] = frozenset()
    standing: bool = True


def match_reports(old: Sequence[Paper], new: Sequence[Paper]) -> dict[int, int]:
    """Index in ``new`` → index in ``old``; reports that are new are left out, and no old one is given twice."""
    pairs: dict[int, int] = {}
    for rule in (_same_title_and_kind, _same_title, _alike):
        scored = sorted(
            (
                (-score, not old[j].standing, abs((new[i].position or i) - (old[j].position or j)), i, j)
                for i in range(len(new))
                for j in range(len(old))
                if i not in pairs and j not in pairs.values() and (score := rule(new[i], old[j])) > 0
            ),
        )
        for _score, _hidden, _distance, i, j in scored:
            if i not in pairs and j not in pairs.values():
                pairs[i] = j
    return pairs


def _same_title_and_kind(new: Paper, old: Paper) -> float:
    return _same_title(new, old) if new.kind == old.kind else 0.0


def _same_title(new: Paper, old: Paper) -> float:
    """A head that is printed twice leaves two papers of one title: the one that holds the passages is the paper."""
    return 1 + _shared(new.passages, old.passages) if text_key(new.title) == text_key(old.title) else 0.0


def _alike(new: Paper, old: Paper) -> float:
    title = likeness(new.title, old.title)
    content = _shared(new.passages, old.passages)
    if new.kind != old.kind:
        # An opinion often repeats its survey word for word, and is another paper.
        return 0.0
    if title >= _SURE and not (new.passages and old.passages and content == 0):
        return title + content
    if title >= _SUPPORTED and new.position == old.position:
        return title + content
    return content if content >= _SAME_CONTENT else 0.0


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other)) if one and other else 0.0
