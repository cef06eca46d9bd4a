"""Which problem an item answers, where the paper makes it plain."""

import re
from collections import Counter
from collections.abc import Sequence

from oversight.rules.likeness import text_key

# Words that stand in any heading of any paper, and so say nothing of its subject: 进一步加强…工作, …有待提高.
_GENERAL = re.compile(
    "进一步|切实|着力|加强|加快|加大|强化|完善|健全|提高|提升|推进"
    "|推动|促进|深化|优化|改进|落实|建立|全面|有效|积极|大力|持续"
    "|不断|工作|问题|不足|不够|不高|不强|不到位|不完善|不健全|有待|需要"
    "|需|亟待|仍|还|尚|未|仍然|存在|较|比较|相对|薄弱"
    "|滞后|短板|弱项|力度|能力|水平|机制|体系|建设|管理|情况|方面"
    "|完全|实际|没有|缺乏|缺少"
)
# 责任主体能力不足: so many characters of a problem quoted in a passage are no accident.
_QUOTED = 6


# So many pairs in order, and a single one left on either side: the two left over belong together.
_IN_ORDER = 2


def match_problems(problems: Sequence[str], items: Sequence[tuple[str, str]]) -> dict[int, int]:
    """Index of the item → index of the problem that it answers; ``items`` are (heading or first clause, whole text).

    Sure are: a heading that shares more subject words with this problem than with any other, and the other way round; a
    passage that quotes the problem; and the last of two lists of one length that stand in one order. The rest is left out.
    """
    problem_subjects, item_subjects = _subjects(problems), _subjects([heading for heading, _text in items])
    scores = [[len(subject & problem) for problem in problem_subjects] for subject in item_subjects]
    pairs = _best_both_ways(scores)
    for i, (_heading, text) in enumerate(items):
        quoted = [j for j, problem in enumerate(problems) if _quotes(text_key(text), text_key(problem))]
        if i not in pairs and len(quoted) == 1 and quoted[0] not in pairs.values():
            pairs[i] = quoted[0]
    if len(problems) == len(items) == len(pairs) + 1 and len(pairs) >= _IN_ORDER and all(i == j for i, j in pairs.items()):
        left = next(i for i in range(len(items)) if i not in pairs)
        pairs[left] = left
    return pairs


def _best_both_ways(scores: Sequence[Sequence[int]]) -> dict[int, int]:
    pairs = {}
    for i, row in enumerate(scores):
        best = max(row, default=0)
        if best and row.count(best) == 1:
            j = row.index(best)
            if all(other[j] < best for k, other in enumerate(scores) if k != i):
                pairs[i] = j
    return pairs


def _subjects(texts: Sequence[str]) -> list[set[str]]:
    """The pairs of neighbouring characters of each text that no other text has: 应急 in every heading tells nothing apart."""
    subjects = [_pairs(text) for text in texts]
    count = Counter(pair for subject in subjects for pair in subject)
    return [{pair for pair in subject if count[pair] == 1} for subject in subjects]


def _pairs(text: str) -> set[str]:
    subject = _GENERAL.sub(" ", text_key(text))
    return {subject[i : i + 2] for i in range(len(subject) - 1) if " " not in subject[i : i + 2]}


def _quotes(text: str, problem: str) -> bool:
    return any(problem[i : i + _QUOTED] in text for i in range(len(problem) - _QUOTED + 1))
