"""Which of two lists of demands speak of one thing in other words: by the words that hardly any other demand uses.

A formal opinion often says in half a sentence what a survey asks for in a whole one (增加区物业办编制，配备法律专业人员 and
为区物业办增加编制、配备专业人员). Read from end to end the two differ; what they share stands in no other demand of the papers.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from operator import add

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
# Pairs that stand in more demands than this tell nothing, and with more demands than this none is compared.
_COMMON = 64
_CANDIDATES = 24


def pair_by_words(sources: Sequence[str], targets: Sequence[str]) -> dict[int, int]:
    """Source → target, by position, where each is the other's best by far."""
    of_sources, of_targets = [_pairs(text) for text in sources], [_pairs(text) for text in targets]
    used = Counter(chain.from_iterable((*of_sources, *of_targets)))
    weigh = {pair: math.log(1 + (len(sources) + len(targets)) / count) for pair, count in used.items()}
    holders: dict[str, list[int]] = defaultdict(list)
    for i, pairs in enumerate(of_targets):
        for pair in pairs:
            holders[pair].append(i)
    telling = {pair: held for pair, held in holders.items() if len(held) <= _COMMON}
    weights = [_weight(pairs, weigh) for pairs in of_targets]
    best: dict[int, tuple[int, float]] = {}
    claims: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for i, pairs in enumerate(of_sources):
        own = _weight(pairs, weigh)
        near = Counter(chain.from_iterable([telling[pair] for pair in pairs if pair in telling]))
        shared = {j: pairs & of_targets[j] for j, _count in near.most_common(_CANDIDATES)}
        scores = sorted(((_weight(common, weigh) / min(own, weights[j]), j) for j, common in shared.items()), reverse=True)
        for score, j in scores:
            claims[j].append((score, i))
        if scores and scores[0][0] >= _SHARED and _leads(scores) and len(shared[scores[0][1]]) >= _FEWEST:
            best[i] = (scores[0][1], scores[0][0])
    for ranked in claims.values():
        ranked.sort(reverse=True)
    return {i: j for i, (j, _score) in best.items() if claims[j][0][1] == i and _leads(claims[j])}


def _weight(pairs: frozenset[str], weigh: Mapping[str, float]) -> float:
    """What ``pairs`` weigh together, the same in whatever order they are met."""
    return math.fsum([weigh[pair] for pair in pairs])


def _leads(ranked: Sequence[tuple[float, int]]) -> bool:
    return len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _MARGIN


def _pairs(text: str) -> frozenset[str]:
    runs = _OF_EVERY_DEMAND.split(squeeze(text))
    return frozenset(chain.from_iterable([map(add, run, run[1:]) for run in runs]))
