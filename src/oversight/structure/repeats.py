"""Which passages of a packet say the same: a survey's suggestion that was taken into the formal opinion.

A suggestion points to the opinion, never the other way. Passages are compared by what they ask for: who is to act, by when, and
what is to come of it may differ (an opinion often only adds a date, or turns the sentence round).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, product
from operator import add, itemgetter

from rapidfuzz import fuzz

from oversight.structure.clauses import Role
from oversight.structure.cut_acts import read_sentence, split_sentences
from oversight.structure.demands import FoundRecommendation, ReadPart
from oversight.structure.duty_notes import without_notes
from oversight.structure.find_bodies import find_bodies
from oversight.structure.find_deadlines import find_deadlines
from oversight.structure.shared_words import pair_by_words
from oversight.vocabulary import Level, Origin

# Measured on survey reports and the opinions made of them: the same demand in other words stays above, another demand below.
_ALIKE = 0.8
# Short demands share most of their characters with other short demands.
_SHORT = 12
_ALIKE_SHORT = 0.88
# A shorter demand (加强领导) is the same only where its heading says so.
_SHORTEST = 7
# So like, two texts share that many pairs of characters for each character of the shorter one: to leave out a character
# spoils two of its pairs, to put one in spoils one, and there are not enough of either to spoil more.
_PAIRS_SHARED = 0.4
# A passage that stands within another covers at least so much of it.
_COVERS = 0.5
_HEADINGS_ALIKE = 0.8
_WHOLES_ALIKE = 0.75
# 加强水源地保护 and 突出重点，加大水源地保护力度: so like, two clauses of headings are of one subject.
_CLAUSES_ALIKE = 0.7
# What stands within another counts a little less than what reads like it from end to end.
_WITHIN = 0.97
# Same level and same place among the parts count a little: between equals they decide.
_SAME_LEVEL = 0.05
_SAME_PATH = 0.01
# Pairs of characters that stand in more passages than this tell nothing.
_COMMON = 64
_CANDIDATES = 24
# What a passage says further on decides nothing.
_LONGEST = 6000
_MARKS = re.compile("[，。；：、！？“”（）《》]+")
_SILENT = re.compile(r"[\W_]+")
# 建议, 要, 应当, 由…: words that stand before what is asked for
_OPENING = re.compile(r"^(?:建议|请|希望|要|应当|应|须|必须|尽快|抓紧|继续|进一步|由)+")


@dataclass
class _Passage:
    """A recommendation on one side, with the keys by which it is compared.

    ``core`` is what it asks for, ``pairs`` its pairs of characters in order, ``kinds`` each of them once.
    """

    report: int
    title: str
    record: FoundRecommendation
    core: str
    heading: str
    pairs: list[str]
    kinds: frozenset[str]
    children: list["_Passage"] = field(default_factory=list)
    parent: "_Passage | None" = None

    @cached_property
    def counted(self) -> Counter[str]:
        """How often each pair of characters stands in what it asks for."""
        return Counter(self.pairs)

    @cached_property
    def whole(self) -> str:
        """All of it."""
        return _key(self.record.text)


def find_repeats(parts: Sequence[ReadPart]) -> dict[tuple[int, str], str]:
    """(report number, path) of a suggestion → ``"report:path"`` of the formal passage that says the same."""
    sources = _passages(parts, (Origin.SUGGESTION,))
    targets = _passages(parts, (Origin.OPINION,))
    if not sources or not targets:
        return {}
    return _Matching(sources, targets).run()


def _passages(parts: Sequence[ReadPart], origins: tuple[Origin, ...]) -> list[_Passage]:
    made: list[_Passage] = []
    for read in parts:
        by_path: dict[str, _Passage] = {}
        for record in read.demands.recommendations:
            if record.origin not in origins:
                continue
            body = record.text.removeprefix(record.heading or "").lstrip("。，：:") or record.text
            core, heading = _core(body), _key(record.heading or "")
            pairs = _pairs(core)
            passage = _Passage(read.part.number, read.part.title, record, core, heading, pairs, frozenset(pairs))
            parent = by_path.get(record.path.rpartition(".")[0])
            if parent is not None:
                parent.children.append(passage)
                passage.parent = parent
            by_path[record.path] = passage
            made.append(passage)
    return made


def _key(text: str) -> str:
    # Without the marks, most of which have another form, there is mostly nothing to normalise, and nothing else to take out.
    key = unicodedata.normalize("NFKC", _MARKS.sub("", text[:_LONGEST]))
    return key if key.isalnum() else _SILENT.sub("", key)


def _core(text: str) -> str:
    """What a passage asks for, without who, by when, and what is to come of it; a short demand is known by that alone."""
    dense = without_notes("".join(text[:_LONGEST].split()))
    core = _bare("".join(_acts(dense)))
    return core if len(core) >= _SHORTEST else _bare(dense)


def _acts(dense: str) -> list[str]:
    """The clauses that ask for something."""
    kept: list[str] = []
    for span in split_sentences(dense, 0, len(dense)):
        sentence = read_sentence(dense, span)
        for (start, end), clause in zip(sentence.clauses, sentence.roles, strict=True):
            if clause.role is not Role.OUTCOME or not kept:
                kept.append(dense[start:end])
    return kept


def _bare(core: str) -> str:
    """``core`` without who is to act and by when."""
    for name in sorted(find_bodies(core), key=len, reverse=True):
        core = core.replace(name, "", 1)
    for deadline in reversed(find_deadlines(core, None)):
        core = core[: deadline.at[0]] + core[deadline.at[1] :]
    return _OPENING.sub("", _key(core))


class _Matching:
    """Leaves first, by what they ask for; then the wholes that they are parts of; then the parts of linked wholes again."""

    def __init__(self, sources: list[_Passage], targets: list[_Passage]) -> None:
        self.sources, self.targets = sources, targets
        self.links: dict[int, _Passage] = {}
        by_pair: dict[str, list[int]] = defaultdict(list)
        for i, target in enumerate(targets):
            for pair in _words(target):
                by_pair[pair].append(i)
        self.by_pair = {pair: held for pair, held in by_pair.items() if len(held) <= _COMMON}

    def run(self) -> dict[tuple[int, str], str]:
        leaves = [source for source in self.sources if not source.children]
        for leaf in leaves:
            best = self._best(leaf, self._candidates(leaf))
            if best is not None:
                self.links[id(leaf)] = best
        self._link_in_other_words(leaves)
        for whole in reversed([source for source in self.sources if source.children]):
            best = self._best_whole(whole)
            if best is not None:
                self.links[id(whole)] = best
        for whole in self.sources:
            linked = self.links.get(id(whole))
            if whole.children and linked is not None:
                self._link_children(whole, linked)
        return {
            (source.report, source.record.path): f"{target.report}:{target.record.path}"
            for source in self.sources
            if (target := self.links.get(id(source))) is not None
        }

    def _link_in_other_words(self, leaves: Sequence[_Passage]) -> None:
        """Of what is left, leaves that share the words that no other demand has."""
        taken = {id(target) for target in self.links.values()}
        targets = [target for target in self.targets if not target.children]
        left = [i for i, leaf in enumerate(leaves) if id(leaf) not in self.links]
        if not left or all(id(target) in taken for target in targets):
            return
        pairs = pair_by_words([leaf.record.text for leaf in leaves], [target.record.text for target in targets], left)
        for i, j in pairs.items():
            if id(targets[j]) not in taken:
                self.links[id(leaves[i])] = targets[j]

    def _candidates(self, source: _Passage) -> list[_Passage]:
        """The targets that share the most uncommon pairs of characters with ``source``."""
        holders = [self.by_pair[pair] for pair in _words(source) if pair in self.by_pair]
        shared = Counter(chain.from_iterable(holders))
        most = sorted(shared.items(), key=itemgetter(1), reverse=True)[:_CANDIDATES]
        return [self.targets[i] for i, _count in most]

    def _best(self, source: _Passage, candidates: Iterable[_Passage]) -> _Passage | None:
        scored = [(score, target) for target in candidates if (score := _score(source, target)) > 0]
        return max(scored, key=lambda entry: entry[0])[1] if scored else None

    def _best_whole(self, whole: _Passage) -> _Passage | None:
        """The target that holds all that the parts of ``whole`` point to, or that reads like it."""
        held: Counter[int] = Counter()
        above: dict[int, _Passage] = {}
        for child in whole.children:
            linked = self.links.get(id(child))
            while linked is not None:
                if linked.record.level is whole.record.level:
                    held[id(linked)] += 1
                    above[id(linked)] = linked
                    break
                linked = linked.parent
        candidates = [above[key] for key, _count in held.most_common()]
        candidates += [target for target in self._candidates(whole) if id(target) not in above]
        best: tuple[float, _Passage] | None = None
        for target in candidates:
            if target.record.level is not whole.record.level:
                continue
            headings = fuzz.ratio(whole.heading, target.heading) / 100 if whole.heading and target.heading else None
            taken_up = 2 * held[id(target)] >= len(whole.children) > 1 and _of_one_subject(whole, target)
            if headings is not None and headings < _HEADINGS_ALIKE and not taken_up:
                continue
            all_held = held[id(target)] == len(whole.children) or taken_up
            least = _WHOLES_ALIKE if not all_held else _COVERS if headings is None else 0.0
            wholes = fuzz.ratio(whole.whole, target.whole, score_cutoff=100 * least) / 100
            if wholes >= least:
                score = wholes + (headings or 0) + (_SAME_PATH if whole.record.path == target.record.path else 0)
                if best is None or score > best[0]:
                    best = (score, target)
        return best[1] if best else None

    def _link_children(self, whole: _Passage, linked: _Passage) -> None:
        """Within a linked whole the parts point to parts of its counterpart, where these say the same."""
        inside = _below(linked)
        for child in whole.children:
            if child.children and id(child) in self.links:
                continue
            if child.children:
                continue
            near = inside if len(inside) <= _CANDIDATES else [one for one in self._candidates(child) if _is_below(one, linked)]
            best = self._best(child, near)
            if best is not None:
                self.links[id(child)] = best


def _of_one_subject(one: _Passage, other: _Passage) -> bool:
    """Whether a clause of one heading says what a clause of the other does, beside the stock phrases that headings open with."""
    clauses = ([_key(clause) for clause in re.split("[，,、]", each.record.heading or "")] for each in (one, other))
    return any(fuzz.ratio(first, second) >= 100 * _CLAUSES_ALIKE for first, second in product(*clauses))


def _is_below(passage: _Passage, above: _Passage) -> bool:
    while passage.parent is not None and passage.parent is not above:
        passage = passage.parent
    return passage.parent is above


def _below(passage: _Passage) -> list[_Passage]:
    return [each for child in passage.children for each in (child, *_below(child))]


def _pairs(text: str) -> list[str]:
    return list(map(add, text, text[1:]))


def _words(passage: _Passage) -> Iterable[str]:
    """The pairs of characters of what a passage asks for and of its heading, each once."""
    return dict.fromkeys((*passage.pairs, *_pairs(passage.heading)))


def _score(source: _Passage, target: _Passage) -> float:
    """How surely a source leaf says the same as ``target``; 0 where it does not."""
    same_level = source.record.level is target.record.level
    if target.children and same_level and source.record.level is Level.ITEM:
        alike = bool(source.heading) and fuzz.ratio(source.heading, target.heading) / 100 >= _HEADINGS_ALIKE
        inside = fuzz.partial_ratio(source.core, target.whole) / 100 if alike and source.core else 0.0
        return inside + _bonus(source, target, same_level=same_level) if inside >= _ALIKE else 0.0
    if target.children and not same_level:
        return 0.0
    short, long = (source, target) if len(source.core) <= len(target.core) else (target, source)
    if len(short.core) < _SHORTEST:
        equal = source.core == target.core and bool(source.core) and source.heading == target.heading
        return 1.0 + _bonus(source, target, same_level=True) if equal and same_level else 0.0
    score = _likeness(short, long, _ALIKE_SHORT if len(short.core) < _SHORT else _ALIKE)
    return score + _bonus(source, target, same_level=same_level) if score else 0.0


def _bonus(source: _Passage, target: _Passage, *, same_level: bool) -> float:
    bonus = (_SAME_LEVEL if same_level else 0) + (_SAME_PATH if source.record.path == target.record.path else 0)
    return bonus + _SAME_PATH * fuzz.ratio(source.title, target.title) / 100


def _likeness(one: _Passage, other: _Passage, least: float) -> float:
    """How alike two demands are, turned round or one within the other; 0 below ``least``. ``one`` is the shorter."""
    short, long = one.core, other.core
    shared = one.kinds & other.kinds
    again = len(one.pairs) - len(one.kinds)
    if len(shared) + again < _PAIRS_SHARED * len(short) - 1:
        # Most are done with at this.
        return 0.0
    common = sum([min(one.counted[pair], other.counted[pair]) for pair in shared])
    # The share of pairs of characters that both have in common, in whatever order
    turned_round = 2 * common / (len(short) + len(long) - 2)
    score = max(fuzz.ratio(short, long, score_cutoff=100 * least) / 100, turned_round)
    if len(short) >= _COVERS * len(long):
        # A hair below what is asked for: what counts is compared after the division.
        enough = 100 * max(score, least) / _WITHIN - 1e-6
        score = max(score, _WITHIN * fuzz.partial_ratio(short, long, score_cutoff=enough) / 100)
    return score if score >= least else 0.0
