"""Which of two lists of demands speak of one thing in other words: by the words that hardly any other demand uses.

A formal opinion often says in half a sentence what a survey asks for in a whole one (增加区物业办编制，配备法律专业人员 and
为区物业办增加编制、配备专业人员). Read from end to end the two differ; what they share stands in no other demand of the papers.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from oversight.structure.dense_text import squeeze
from oversight.structure.pairs import pairs_within

# Words of every subject, and who is told to act
_OF_EVERY_DEMAND = re.compile(
    r"机制|工作|制度|管理|建设|服务|能力|水平|发展|进一步|加强|强化|推进|建立|完善|健全|开展|加快|落实|各级|部门|政府|单位|乡镇|街道|公安|检察机关|检察院|法院|机关|[县市区州省]|[\W\d_]+"
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


def pair_by_words(sources: Sequence[str], targets: Sequence[str], left: Iterable[int]) -> dict[int, int]:
    """Source → target, by position, for those of the sources that are ``left``, where each is the other's best by far."""
    of_sources, of_targets = [_pairs(text) for text in sources], [_pairs(text) for text in targets]
    used = Counter(chain.from_iterable((*of_sources, *of_targets)))
    by_count = {count: math.log(1 + (len(sources) + len(targets)) / count) for count in set(used.values())}

    def weight(pairs: frozenset[int]) -> float:
        """What ``pairs`` weigh together, the same in whatever order they are met."""
        return math.fsum([by_count[used[pair]] for pair in pairs])

    holders: dict[int, list[int]] = defaultdict(list)
    for j, pairs in enumerate(of_targets):
        for pair in pairs:
            holders[pair].append(j)
    telling = {pair: held for pair, held in holders.items() if len(held) <= _COMMON}
    found: dict[int, int] = {}
    for i in left:
        shared = Counter(chain.from_iterable([telling[pair] for pair in of_sources[i] if pair in telling]))
        if max(shared.values(), default=0) < _FEWEST:
            # Most are done with at this.
            continue
        near = sorted(shared, key=lambda j: (-shared[j], j))[:_CANDIDATES]
        ranked = _ranked(of_sources[i], of_targets, near, weight)
        if ranked[0][0] < _SHARED or not _leads(ranked):
            continue
        best = ranked[0][1]
        if len(of_sources[i] & of_targets[best]) < _FEWEST:
            continue
        claims = _ranked(of_targets[best], of_sources, range(len(of_sources)), weight)
        if claims[0][1] == i and _leads(claims):
            found[i] = best
    return found


def _ranked(
    pairs: frozenset[int], others: Sequence[frozenset[int]], near: Iterable[int], weight: Callable[[frozenset[int]], float]
) -> list[tuple[float, int]]:
    """Those of ``others`` that are ``near``, best first: how much of the lighter one's words it has in common with ``pairs``."""
    own = weight(pairs)
    shared = ((pairs & others[i], i) for i in near)
    return sorted(((weight(common) / min(own, weight(others[i])), i) for common, i in shared if common), reverse=True)


def _leads(ranked: Sequence[tuple[float, int]]) -> bool:
    return len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _MARGIN


def _pairs(text: str) -> frozenset[int]:
    return frozenset(pairs_within(_OF_EVERY_DEMAND.split(squeeze(text))))
