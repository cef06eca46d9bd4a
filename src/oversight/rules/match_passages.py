"""Which passage of a paper is which when the paper comes again, corrected.

Exact text comes first, wherever the passage stands now; then likeness, with the place among parents, parts and neighbours as
support. What is unsure is named and matched to nothing: carrying "done" over to another demand would hide that one for good,
while a demand that is listed once too often is seen.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from oversight.rules.likeness import likeness, text_key

# Measured on corrected papers: one word mended in a clause of ten characters leaves 0.8 and more.
_SURE = 0.8
# With parent and neighbours on its side, half of a passage may have been rewritten.
_SUPPORTED = 0.6
# Below this two passages are two passages.
_UNSURE = 0.5
# A passage that was withdrawn comes back only when hardly a word differs.
_RETURNED = 0.9
# In shorter texts two different demands share most characters: 加强领导, 加强督导.
_SHORTEST = 8
# The neighbours on both sides.
_SIDES = (-1, 1)
# Two candidates closer than this are told apart by their place or not at all.
_MARGIN = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A passage with its place: ``key`` is the caller's handle, ``parent`` the key of the passage it is a part of.

    ``standing`` is false for what an earlier load withdrew; ``judged`` is true for what a person has worked on.
    """

    key: Hashable
    parent: Hashable | None = None
    text: str
    heading: str | None = None
    standing: bool = True
    judged: bool = False


@dataclass(slots=True)
class Matches:
    """``pairs``: new key → old key. ``unsure``: (new key, old key), matched to nothing."""

    pairs: dict[Hashable, Hashable] = field(default_factory=dict)
    unsure: list[tuple[Hashable, Hashable]] = field(default_factory=list)


class _Side:
    """One version of the paper, with the neighbours of each passage."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = {node.key: node for node in nodes}
        self.parts: dict[Hashable | None, list[Hashable]] = defaultdict(list)
        for node in nodes:
            if node.standing:
                self.parts[node.parent].append(node.key)
        self.rank = {key: rank for keys in self.parts.values() for rank, key in enumerate(keys)}

    def neighbour(self, key: Hashable, step: int) -> Hashable | None:
        """The sibling before (-1) or after (1), None at the edge and for what does not stand."""
        rank = self.rank.get(key)
        siblings = self.parts[self.nodes[key].parent]
        if rank is None or not 0 <= rank + step < len(siblings):
            return None
        return siblings[rank + step]


def match_passages(old: Sequence[Node], new: Sequence[Node], known: dict[Hashable, Hashable] | None = None) -> Matches:
    """Which of the ``old`` passages each of the ``new`` ones is; both in the order of the paper, parents before their parts.

    ``known`` are pairs that the caller has already (new key → old key). No old passage is given twice.
    """
    # Most papers come once: there is nothing that theirs could be.
    return _Matching(old, new, known or {}).run() if old else Matches(dict(known or {}))


class _Matching:
    def __init__(self, old: Sequence[Node], new: Sequence[Node], known: dict[Hashable, Hashable]) -> None:
        self.old, self.new = _Side(old), _Side(new)
        self.matches = Matches(dict(known))
        self.taken = set(known.values())

    def run(self) -> Matches:
        self._exact()
        for generation in self._generations():
            self._alike(generation)
        return self.matches

    def _pair(self, new: Hashable, old: Hashable) -> None:
        self.matches.pairs[new] = old
        self.taken.add(old)

    def _free_new(self, keys: Iterable[Hashable]) -> list[Hashable]:
        return [key for key in keys if key not in self.matches.pairs]

    def _free_old(self, *, standing: bool) -> list[Hashable]:
        return [key for key, node in self.old.nodes.items() if key not in self.taken and node.standing is standing]

    def _exact(self) -> None:
        """Same words: unique ones first, so that they can vouch for the place of repeated ones; what stands before what is hidden."""
        for standing in (True, False):
            old_by_text, new_by_text = defaultdict(list), defaultdict(list)
            for key in self._free_old(standing=standing):
                old_by_text[text_key(self.old.nodes[key].text)].append(key)
            for key in self._free_new(self.new.nodes):
                if not standing and self._is_claimed(key):
                    continue
                new_by_text[text_key(self.new.nodes[key].text)].append(key)
            repeated = []
            for text, new_keys in new_by_text.items():
                old_keys = old_by_text.get(text, [])
                if len(old_keys) == len(new_keys) == 1:
                    self._pair(new_keys[0], old_keys[0])
                elif old_keys:
                    repeated.append((new_keys, old_keys))
            for new_keys, old_keys in repeated:
                ranked = sorted(
                    (
                        (not self.old.nodes[o].judged, -self._place(n, o).weight, abs(i - j), i, j)
                        for i, n in enumerate(new_keys)
                        for j, o in enumerate(old_keys)
                    ),
                )
                for _judged, _support, _distance, i, j in ranked:
                    if new_keys[i] not in self.matches.pairs and old_keys[j] not in self.taken:
                        self._pair(new_keys[i], old_keys[j])

    def _is_claimed(self, n: Hashable) -> bool:
        """Whether a row that stands is surely ``n``, mended, so that a hidden row of the same words is a copy that was taken out.

        A hidden row that a person worked on yields to none that nobody did.
        """
        text = text_key(self.new.nodes[n].text)
        hidden = [self.old.nodes[key] for key in self._free_old(standing=False)]
        copies = [node for node in hidden if text_key(node.text) == text]
        if not copies:
            return False
        judged = any(node.judged for node in copies)
        for o in self._free_old(standing=True):
            old = self.old.nodes[o]
            score = likeness(self.new.nodes[n].text, old.text)
            if score < _SURE or (judged and not old.judged) or not self._is_sure(n, o, score, self._place(n, o)):
                continue
            if all(likeness(self.new.nodes[other].text, old.text) <= score for other in self._free_new(self.new.nodes)):
                return True
        return False

    def _generations(self) -> list[list[Hashable]]:
        """The new passages by depth, the whole ones first: their parts then know their parent."""
        depth: dict[Hashable, int] = {}
        for key, node in self.new.nodes.items():
            depth[key] = depth.get(node.parent, -1) + 1 if node.parent is not None else 0
        generations: list[list[Hashable]] = [[] for _level in range(max(depth.values(), default=-1) + 1)]
        for key, level in depth.items():
            generations[level].append(key)
        return generations

    def _alike(self, generation: list[Hashable]) -> None:
        """Pair the passages of one depth by likeness, the surest first."""
        for standing in (True, False):
            new_keys, old_keys = self._free_new(generation), self._free_old(standing=standing)
            scored: list[tuple[float, Hashable, Hashable]] = []
            unsure: set[Hashable] = set()
            for n in new_keys:
                for o in old_keys:
                    score = likeness(self.new.nodes[n].text, self.old.nodes[o].text)
                    place = self._place(n, o)
                    if self._is_sure(n, o, score, place):
                        scored.append((score + place.weight, n, o))
            scored.sort(key=lambda entry: -entry[0])
            for total, n, likest in scored:
                if n in self.matches.pairs or likest in self.taken or n in unsure:
                    continue
                o = self._judged_twin(n, likest, scored)
                if self._has_rival(total, n, o, scored):
                    self.matches.unsure.append((n, o))
                    unsure.add(n)
                else:
                    self._pair(n, o)
        self._name_unsure(self._free_new(generation), self._free_old(standing=True))

    def _judged_twin(self, n: Hashable, o: Hashable, scored: list[tuple[float, Hashable, Hashable]]) -> Hashable:
        """The row of the same words as ``o`` that a person worked on, where no other passage is likelier to be it; else ``o``."""
        claimed: dict[Hashable, Hashable] = {}
        for _total, other_n, other_o in scored:
            if other_n not in self.matches.pairs and other_o not in self.taken:
                claimed.setdefault(other_o, other_n)
        return next((twin for twin, first in claimed.items() if first == n and self._outranks(twin, o)), o)

    def _outranks(self, one: Hashable, other: Hashable) -> bool:
        """Two rows of the same words: the place does not tell them apart as surely as what a person did with one of them."""
        first, second = self.old.nodes[one], self.old.nodes[other]
        return first.judged and not second.judged and text_key(first.text) == text_key(second.text)

    def _has_rival(self, total: float, n: Hashable, o: Hashable, scored: list[tuple[float, Hashable, Hashable]]) -> bool:
        """Whether another free pair with one of the two is as good."""
        return any(
            (other_n == n) != (other_o == o)
            and other_n not in self.matches.pairs
            and other_o not in self.taken
            and not self._outranks(o, other_o)
            and total - other_total < _MARGIN
            for other_total, other_n, other_o in scored
        )

    def _name_unsure(self, new_keys: list[Hashable], old_keys: list[Hashable]) -> None:
        named = {pair[0] for pair in self.matches.unsure}
        for n in new_keys:
            if n in named:
                continue
            best = max(
                ((likeness(self.new.nodes[n].text, self.old.nodes[o].text), -i) for i, o in enumerate(old_keys)), default=None
            )
            if best is not None and best[0] >= _UNSURE and len(text_key(self.new.nodes[n].text)) >= _SHORTEST:
                self.matches.unsure.append((n, old_keys[-best[1]]))

    def _is_sure(self, n: Hashable, o: Hashable, score: float, place: "_Place") -> bool:
        new, old = self.new.nodes[n], self.old.nodes[o]
        if not old.standing:
            return score >= _RETURNED and len(text_key(new.text)) >= _SHORTEST
        if min(len(text_key(new.text)), len(text_key(old.text))) < _SHORTEST:
            return score >= _UNSURE and place.parent and place.neighbours == len(_SIDES)
        if score >= _SURE:
            return True
        if not place.parent:
            return False
        same_heading = bool(new.heading and old.heading) and text_key(new.heading or "") == text_key(old.heading or "")
        return same_heading or place.parts or (score >= _SUPPORTED and place.neighbours > 0)

    def _place(self, n: Hashable, o: Hashable) -> "_Place":
        """What the places of the two say for this pair."""
        pairs = self.matches.pairs
        new, old = self.new.nodes[n], self.old.nodes[o]
        parent = old.parent is None if new.parent is None else old.parent is not None and pairs.get(new.parent) == old.parent
        neighbours = 0
        for step in _SIDES:
            beside_new, beside_old = self.new.neighbour(n, step), self.old.neighbour(o, step)
            at_edge = beside_new is None and beside_old is None and parent and old.standing
            neighbours += at_edge or (beside_old is not None and pairs.get(beside_new) == beside_old)
        new_parts, old_parts = self.new.parts.get(n, []), self.old.parts.get(o, [])
        shared = sum(1 for part in new_parts if part in pairs and pairs[part] in old_parts)
        return _Place(parent, neighbours, bool(shared) and 2 * shared >= max(len(new_parts), len(old_parts)))


class _Place(NamedTuple):
    """Same parent; how many of the two neighbours are the same; most parts the same."""

    parent: bool
    neighbours: int
    parts: bool

    @property
    def weight(self) -> float:
        """How much the place adds to the likeness when two pairs compete."""
        return 0.1 * self.parent + 0.04 * self.neighbours + 0.08 * self.parts
