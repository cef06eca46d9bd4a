"""Which of two lists of demands speak of one thing in other words: by the words that hardly any other demand uses.

A formal opinion often says in half a sentence what a survey asks for in a whole one (增加区物业办编制，配备法律专业人员 and
为区物业办增加编制、配备专业人员). Read from end to end the two differ; what they share stands in no other demand of the papers.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from oversight.structure.dense_text import squeeze

# Words of every subject, and who is told to act
_OF_EVERY_DEMAND = re.compile(
    r"机制|工作|制度|管理|建设|服务|能力|水平|发展|进一步|加强|强化|推进|建立|完善|健全|开展|加快|落实|各级|部门|政府|单位|乡镇|街道|[县市区州省]|[\W\d_]+"
)
# Measured on survey reports and the opinions made of them: what says the same in other words has 0.48 and more of the words of
# the shorter one in common, seldom 0.37; another demand upon the same subject 0.3 at most.
_SHARED = 0.35
# … and the second best is far behind.
_MARGIN = 0.2
# So many pairs of characters at least; fewer are a word that happens to be the same.
_FEWEST = 3


def pair_by_words(sources: Sequence[str], targets: Sequence[str]) -> dict[int, int]:
    """Source → target, by position, where each is the other's best by far."""
    of_sources, of_targets = [_pairs(text) for text in sources], [_pairs(text) for text in targets]
    used = Counter(pair for pairs in (*of_sources, *of_targets) for pair in pairs)
    weigh = {pair: math.log(1 + (len(sources) + len(targets)) / count) for pair, count in used.items()}
    holders: dict[str, list[int]] = defaultdict(list)
    for i, pairs in enumerate(of_targets):
        for pair in pairs:
            holders[pair].append(i)
    weights = [sum(weigh[pair] for pair in pairs) for pairs in of_targets]
    best: dict[int, tuple[int, float]] = {}
    claims: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for i, pairs in enumerate(of_sources):
        common: Counter[int] = Counter()
        shared: dict[int, float] = defaultdict(float)
        for pair in pairs:
            for j in holders.get(pair, ()):
                common[j] += 1
                shared[j] += weigh[pair]
        own = sum(weigh[pair] for pair in pairs)
        scores = sorted(((weight / min(own, weights[j]), j) for j, weight in shared.items()), reverse=True)
        for score, j in scores:
            claims[j].append((score, i))
        if scores and scores[0][0] >= _SHARED and _leads(scores) and common[scores[0][1]] >= _FEWEST:
            best[i] = (scores[0][1], scores[0][0])
    for ranked in claims.values():
        ranked.sort(reverse=True)
    return {i: j for i, (j, _score) in best.items() if claims[j][0][1] == i and _leads(claims[j])}


def _leads(ranked: Sequence[tuple[float, int]]) -> bool:
    return len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _MARGIN


def _pairs(text: str) -> frozenset[str]:
    dense = _OF_EVERY_DEMAND.sub("，", squeeze(text))
    return frozenset(pair for i in range(len(dense) - 1) if "，" not in (pair := dense[i : i + 2]))
