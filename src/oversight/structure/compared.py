"""A demand as it is compared with others: by what it asks for, without who is to act, by when, and what is to come of it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz

from oversight.structure.clause import Role
from oversight.structure.cut_acts import read_sentence
from oversight.structure.demands import FoundRecommendation
from oversight.structure.duty_notes import without_notes
from oversight.structure.find_deadlines import find_deadlines
from oversight.structure.pairs import pairs_of
from oversight.structure.split_text import split_sentences

# A shorter demand (加强领导) is the same only where its heading says so.
SHORTEST = 7
# A passage that stands within another covers at least so much of it; what is like another from end to end covers more.
COVERS = 0.5
# Two texts that are alike (0.8) share that many pairs of characters for each character of the shorter one: to leave out a
# character spoils two of its pairs, to put one in spoils one, and there are not enough of either to spoil more.
_PAIRS_SHARED = 0.4
# What stands within another counts a little less than what reads like it from end to end.
_WITHIN = 0.97
# What a passage says further on decides nothing.
_LONGEST = 6000
_MARKS = re.compile("[，。；：、！？“”（）《》]+")
_SILENT = re.compile(r"[\W_]+")
# 建议, 要, 应当, 由…: words that stand before what is asked for
_OPENING = re.compile(r"^(?:建议|请|希望|要|应当|应|须|必须|尽快|抓紧|继续|进一步|由)+")


@dataclass(eq=False)
class Compared:
    """A recommendation with the keys by which it is compared, each made when it is first asked for."""

    report: int
    title: str
    record: FoundRecommendation
    children: list["Compared"] = field(default_factory=list)

    @cached_property
    def heading(self) -> str:
        """Its heading; empty where it has none."""
        return text_key(self.record.heading or "")

    @cached_property
    def whole(self) -> str:
        """All of it."""
        return text_key(self.record.text)

    @cached_property
    def core(self) -> str:
        """What it asks for; a short demand is known by all but who and when."""
        body = self.record.text.removeprefix(self.record.heading or "").lstrip("。，：:") or self.record.text
        dense = without_notes("".join(body[:_LONGEST].split()))
        bodies = {name for each in (self, *self.below()) for name in each.record.bodies}
        core = _bare(_acts(dense), bodies)
        return core if len(core) >= SHORTEST else _bare(dense, bodies)

    @cached_property
    def pairs(self) -> frozenset[int]:
        """The pairs of characters of what it asks for."""
        return frozenset(pairs_of(self.core))

    @cached_property
    def counted(self) -> Counter[int]:
        """How often each of these stands there."""
        return Counter(pairs_of(self.core))

    @property
    def again(self) -> int:
        """How many pairs of characters stand there that stood there before."""
        return len(self.core) - 1 - len(self.pairs)

    @cached_property
    def fewest(self) -> float:
        """So many of its pairs at least stand in another that is alike and not shorter; of a whole it may be any number."""
        return 0.0 if self.children else _PAIRS_SHARED * len(self.core) - 1 - self.again

    def words(self) -> set[int]:
        """The pairs of characters by which it is found: what it asks for, and its heading; of a whole its heading, else all of it."""
        return {*pairs_of(self.heading or self.whole)} if self.children else {*self.pairs, *pairs_of(self.heading)}

    def below(self) -> list["Compared"]:
        """Its parts, each with its own."""
        return [each for child in self.children for each in (child, *child.below())]


def text_key(text: str) -> str:
    """``text`` without its marks, in one form."""
    # Without the marks, most of which have another form, there is mostly nothing to normalise, and nothing else to take out.
    key = unicodedata.normalize("NFKC", _MARKS.sub("", text[:_LONGEST]))
    return key if key.isalnum() else _SILENT.sub("", key)


def likeness(one: Compared, other: Compared, least: float) -> float:
    """How alike two demands are, turned round or one within the other; 0 below ``least``, which is 0.8 at least.

    ``one`` is the shorter.
    """
    short, long = one.core, other.core
    if len(short) < COVERS * len(long):
        return 0.0
    shared = one.pairs & other.pairs
    if len(shared) < one.fewest:
        return 0.0
    # Where no pair stands in one of them again, each is shared once.
    once = not (one.again and other.again)
    common = len(shared) if once else sum([min(one.counted[pair], other.counted[pair]) for pair in shared])
    # The share of pairs of characters that both have in common, in whatever order
    turned_round = 2 * common / (len(short) + len(long) - 2)
    score = max(fuzz.ratio(short, long, score_cutoff=100 * least) / 100, turned_round)
    # A hair below what is asked for: what counts is compared after the division.
    enough = 100 * max(score, least) / _WITHIN - 1e-6
    score = max(score, _WITHIN * fuzz.partial_ratio(short, long, score_cutoff=enough) / 100)
    return score if score >= least else 0.0


def _acts(dense: str) -> str:
    """The clauses that ask for something."""
    kept = ""
    for span in split_sentences(dense, 0, len(dense)):
        sentence = read_sentence(dense, span)
        for (start, end), clause in zip(sentence.clauses, sentence.roles, strict=True):
            if clause.role is not Role.OUTCOME or not kept:
                kept += dense[start:end]
    return kept


def _bare(core: str, bodies: Iterable[str]) -> str:
    """``core`` without who is to act and by when."""
    for name in sorted(bodies, key=lambda name: (-len(name), name)):
        core = core.replace(name, "", 1)
    for deadline in reversed(find_deadlines(core, None)):
        core = core[: deadline.at[0]] + core[deadline.at[1] :]
    return _OPENING.sub("", text_key(core))
