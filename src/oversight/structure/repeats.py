"""Which passages of a packet say the same: a survey's suggestion that was taken into the formal opinion.

A suggestion points to the opinion, never the other way. Passages are compared by what they ask for: who is to act, by when, and
what is to come of it may differ (an opinion often only adds a date, or turns the sentence round).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, product

from rapidfuzz import fuzz

from oversight.structure.compared import COVERS, SHORTEST, Compared, likeness, text_key
from oversight.structure.demands import ReadPart
from oversight.structure.shared_words import pair_by_words
from oversight.vocabulary import Level, Origin

# Measured on survey reports and the opinions made of them: the same demand in other words stays above, another demand below.
_ALIKE = 0.8
# Short demands share most of their characters with other short demands.
_SHORT = 12
_ALIKE_SHORT = 0.88
_HEADINGS_ALIKE = 0.8
_WHOLES_ALIKE = 0.75
# 加强水源地保护 and 突出重点，加大水源地保护力度: so like, two clauses of headings are of one subject.
_CLAUSES_ALIKE = 0.7
# Same level and same place among the parts count a little: between equals they decide.
_SAME_LEVEL = 0.05
_SAME_PATH = 0.01
# Pairs of characters that stand in more passages than this tell nothing.
_COMMON = 64
_CANDIDATES = 24


def find_repeats(parts: Sequence[ReadPart]) -> dict[tuple[int, str], str]:
    """(report number, path) of a suggestion → ``"report:path"`` of the formal passage that says the same."""
    sources = _passages(parts, Origin.SUGGESTION)
    targets = _passages(parts, Origin.OPINION)
    return _Matching(sources, targets).run() if sources and targets else {}


def _passages(parts: Sequence[ReadPart], origin: Origin) -> list[Compared]:
    made: list[Compared] = []
    for read in parts:
        by_path: dict[str, Compared] = {}
        for record in read.demands.recommendations:
            if record.origin is not origin:
                continue
            parent = by_path.get(record.path.rpartition(".")[0])
            passage = by_path[record.path] = Compared(read.part.number, read.part.title, record)
            if parent is not None:
                parent.children.append(passage)
            made.append(passage)
    return made


class _Matching:
    """Leaves first, by what they ask for; then the wholes that they are parts of; then the parts of linked wholes again."""

    def __init__(self, sources: list[Compared], targets: list[Compared]) -> None:
        self.sources, self.targets = sources, targets
        # Kept apart from the passages: what points to its parts and back waits until Python looks for cycles.
        self.above = {part: whole for whole in targets for part in whole.children}
        self.links: dict[Compared, Compared] = {}
        by_pair: dict[int, list[int]] = defaultdict(list)
        for i, target in enumerate(targets):
            for pair in target.words():
                by_pair[pair].append(i)
        self.fewest = [target.fewest for target in targets]
        self.common = {pair for pair, held in by_pair.items() if len(held) > _COMMON}
        self.by_pair = {pair: held for pair, held in by_pair.items() if pair not in self.common} if self.common else by_pair

    def run(self) -> dict[tuple[int, str], str]:
        leaves = [source for source in self.sources if not source.children]
        wholes = [source for source in self.sources if source.children]
        for leaf in leaves:
            self._link(leaf, _best(leaf, self._candidates(leaf)))
        self._link_in_other_words(leaves)
        for whole in reversed(wholes):
            self._link(whole, self._best_whole(whole))
        for whole in wholes:
            if whole in self.links:
                self._link_children(whole, self.links[whole])
        return {
            (source.report, source.record.path): f"{target.report}:{target.record.path}"
            for source in self.sources
            if (target := self.links.get(source)) is not None
        }

    def _link(self, source: Compared, target: Compared | None) -> None:
        if target is not None:
            self.links[source] = target

    def _link_in_other_words(self, leaves: Sequence[Compared]) -> None:
        """Of what is left, leaves that share the words that no other demand has."""
        taken = set(self.links.values())
        targets = [target for target in self.targets if not target.children]
        left = [i for i, leaf in enumerate(leaves) if leaf not in self.links]
        if not left or taken.issuperset(targets):
            return
        pairs = pair_by_words([leaf.record.text for leaf in leaves], [target.record.text for target in targets], left)
        for i, j in pairs.items():
            if targets[j] not in taken:
                self.links[leaves[i]] = targets[j]

    def _candidates(self, source: Compared) -> list[Compared]:
        """The targets that may say the same as ``source``: those that share the most uncommon pairs of characters with it."""
        words = source.words()
        shared = Counter(chain.from_iterable([self.by_pair[pair] for pair in words if pair in self.by_pair]))
        common = len(words & self.common)
        if source.children:
            may = [i for i in shared if self.targets[i].record.level is source.record.level]
        else:
            may = [i for i, count in shared.items() if count + common >= min(source.fewest, self.fewest[i])]
        return [self.targets[i] for i in sorted(may, key=lambda i: (-shared[i], i))[:_CANDIDATES]]

    def _best_whole(self, whole: Compared) -> Compared | None:
        """The target that holds all that the parts of ``whole`` point to, or that reads like it."""
        linked = [self.links[child] for child in whole.children if child in self.links]
        held = Counter(target for each in linked if (target := self._at_level(each, whole.record.level)) is not None)
        best, most = None, 0.0
        for target in dict.fromkeys((*(target for target, _count in held.most_common()), *self._candidates(whole))):
            headings = fuzz.ratio(whole.heading, target.heading) / 100 if whole.heading and target.heading else None
            all_held = held[target] == len(whole.children)
            differ = headings is not None and headings < _HEADINGS_ALIKE
            if differ or not all_held:
                taken_up = 2 * held[target] >= len(whole.children) > 1 and _of_one_subject(whole, target)
                if differ and not taken_up:
                    continue
                all_held = all_held or taken_up
            least = _WHOLES_ALIKE if not all_held else COVERS if headings is None else 0.0
            wholes = fuzz.ratio(whole.whole, target.whole, score_cutoff=100 * least) / 100
            score = wholes + (headings or 0) + (_SAME_PATH if whole.record.path == target.record.path else 0)
            if wholes >= least and score > most:
                best, most = target, score
        return best

    def _at_level(self, target: Compared, level: Level) -> Compared | None:
        """``target`` itself, or what it is a part of, at this level."""
        passage: Compared | None = target
        while passage is not None and passage.record.level is not level:
            passage = self.above.get(passage)
        return passage

    def _link_children(self, whole: Compared, linked: Compared) -> None:
        """Within a linked whole the parts point to parts of its counterpart, where these say the same."""
        inside = linked.below()
        for child in whole.children:
            known = self.links.get(child)
            if child.children or known in inside:
                continue
            near = inside if len(inside) <= _CANDIDATES else [one for one in self._candidates(child) if one in inside]
            self._link(child, _best(child, near))


def _best(source: Compared, targets: Iterable[Compared]) -> Compared | None:
    """The first of those that say the same as the leaf ``source`` most surely; None where none does."""
    best, most = None, 0.0
    for target in targets:
        if (score := _score(source, target)) > most:
            best, most = target, score
    return best


def _of_one_subject(one: Compared, other: Compared) -> bool:
    """Whether a clause of one heading says what a clause of the other does, beside the stock phrases that headings open with."""
    clauses = ([text_key(clause) for clause in re.split("[，,、]", each.record.heading or "")] for each in (one, other))
    return any(fuzz.ratio(first, second) >= 100 * _CLAUSES_ALIKE for first, second in product(*clauses))


def _score(source: Compared, target: Compared) -> float:
    """How surely a source leaf says the same as ``target``; 0 where it does not."""
    same_level = source.record.level is target.record.level
    if target.children and same_level and source.record.level is Level.ITEM:
        alike = bool(source.heading) and fuzz.ratio(source.heading, target.heading) / 100 >= _HEADINGS_ALIKE
        inside = fuzz.partial_ratio(source.core, target.whole) / 100 if alike and source.core else 0.0
        return inside + _bonus(source, target, same_level=same_level) if inside >= _ALIKE else 0.0
    if target.children and not same_level:
        return 0.0
    short, long = (source, target) if len(source.core) <= len(target.core) else (target, source)
    if len(short.core) < SHORTEST:
        equal = source.core == target.core and bool(source.core) and source.heading == target.heading
        return 1.0 + _bonus(source, target, same_level=True) if equal and same_level else 0.0
    score = likeness(short, long, _ALIKE_SHORT if len(short.core) < _SHORT else _ALIKE)
    return score + _bonus(source, target, same_level=same_level) if score else 0.0


def _bonus(source: Compared, target: Compared, *, same_level: bool) -> float:
    bonus = (_SAME_LEVEL if same_level else 0) + (_SAME_PATH if source.record.path == target.record.path else 0)
    return bonus + _SAME_PATH * fuzz.ratio(source.title, target.title) / 100
