"""Which problem an item answers, where the paper makes it plain."""

from collections.abc import Sequence

from oversight.rules.likeness import text_key

# Words that stand in any heading of any paper, and so say nothing of its subject: 进一步加强…工作, …有待提高.
_GENERAL = (
    "进一步 切实 着力 加强 加快 加大 强化 完善 健全 提高 提升 推进 推动 促进 深化 优化 改进 落实 建立 全面 有效 积极 大力 持续 不断 "
    "工作 问题 不足 不够 不高 不强 不到位 不完善 不健全 有待 需要 需 亟待 仍 还 尚 未 仍然 存在 较 比较 相对 薄弱 滞后 短板 弱项 力度 "
    "能力 水平 机制 体系 建设 管理 情况 方面 完全 实际 没有 缺乏 缺少"
).split()
# 责任主体能力不足: so many characters of a problem quoted in a passage are no accident.
_QUOTED = 6


def match_problems(problems: Sequence[str], items: Sequence[tuple[str, str]]) -> dict[int, int]:
    """Index of the item → index of the problem that it answers; ``items`` are (heading or first clause, whole text).

    Sure are: a heading that shares more subject words with this problem than with any other, and the other way round; and a
    passage that quotes the problem. What is not sure is left out. Equal scores are decided by order where both lists are of
    one length, else not at all.
    """
    scores = [[_shared_subject(problem, heading) for problem in problems] for heading, _text in items]
    pairs: dict[int, int] = {}
    in_order = len(problems) == len(items)
    for i, row in enumerate(scores):
        best = max(row, default=0.0)
        if not best:
            continue
        winners = [j for j, score in enumerate(row) if score == best]
        if len(winners) > 1:
            winners = [j for j in winners if in_order and j == i]
        for j in winners:
            column = [scores[k][j] for k in range(len(items))]
            rivals = [k for k, score in enumerate(column) if score >= best and k != i]
            if not rivals or (in_order and i == j and max(column) == best):
                pairs[i] = j
    for i, (_heading, text) in enumerate(items):
        if i not in pairs:
            quoted = [j for j, problem in enumerate(problems) if _quotes(text_key(text), text_key(problem))]
            if len(quoted) == 1 and quoted[0] not in pairs.values():
                pairs[i] = quoted[0]
    return pairs


def _shared_subject(problem: str, heading: str) -> int:
    """How many pairs of neighbouring characters the two subjects share."""
    return len(_pairs(problem) & _pairs(heading))


def _pairs(text: str) -> frozenset[str]:
    subject = text_key(text)
    for word in _GENERAL:
        subject = subject.replace(word, " ")
    return frozenset(subject[i : i + 2] for i in range(len(subject) - 1) if " " not in subject[i : i + 2])


def _quotes(text: str, problem: str) -> bool:
    return any(problem[i : i + _QUOTED] in text for i in range(len(problem) - _QUOTED + 1))
