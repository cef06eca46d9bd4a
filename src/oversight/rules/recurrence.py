"""Whether a later session asks again for what an earlier one asked.

Precision comes first: a person is asked about each pair, and who is asked too often stops reading. What is missed here is joined by
hand.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from oversight.rules.likeness import likeness, text_key

# Words that are put in or changed when the same is asked again: 尽早完成…储备库建设, 仍要加快完成…储备库建设. The short ones stand within
# others (应急, 需要) and count at the head of a clause alone.
_EMPHASIS = re.compile(
    r"(?:^|(?<=[，。；：、\s]))(?:(?:要(?!求)|须|仍然|仍|还|应当)+)|"
    r"应当|仍然|再次|继续|持续|进一步|不断|切实|着力|大力|积极|努力|加快|尽早|尽快|抓紧|认真|务必|全力|坚决"
)
# 加强组织领导 stands in half of all opinions.
_SHORTEST = 8
# 提高政治站位，强化责任担当: so short, it may be said of anything; on another subject it is another demand.
_SHORTEST_ELSEWHERE = 13
# 加强应急队伍建设, 加强应急机构建设: of ten characters two differ, and it is another demand.
_SHORT, _SURE_OF_SHORT = 14, 0.9
# 配齐快检设备，检测结果每日公示, 落实检测结果每日公示要求: asked again of the same markets.
_SURE = 0.7
_SURE_ELSEWHERE = 0.85
_SAME_SUBJECT = 0.6
# 完成区级应急物资储备库建设，确保汛期前投入使用: asked again, and more besides.
_SHORTEST_WITHIN = 12
_WITHIN = 0.9

# 区人大常委会关于区政府应急管理工作情况报告的审议意见, 关于贯彻落实区人大常委会关于项目建设情况审议意见的报告
_SUBJECT = re.compile(
    r"(?:.*关于|^.*?对)(?:检查)?(?:[全本我]?[省市州区县旗](?:人民)?(?:政府|法院|检察院)?)?"
    r"(.+?)(?:工作|情况|落实|实施|贯彻|报告|视察|调研|检查|审议|研究处理|意见|建议|决议|决定|的|（[^）]*）)*$"
)

# How many characters of a text are looked up together, and how many steps lie between two of them.
_PIECE, _STEP = 3, 3
# A text that shares less with another cannot be as like it as is asked for here.
_SHARED = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What is asked: ``heading`` of an item, ``text`` of an act; ``subject`` is the title of its paper, if it has one.

    What is both an item and an act without a heading has its text as both.
    """

    heading: str | None = None
    text: str | None = None
    subject: str | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All of its words."""
        return tuple(dict.fromkeys(text for text in (self.heading, self.text) if text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When a session was held, as far as that is known."""

    day: date | None = None
    term: int | None = None
    number: int | None = None

    def follows(self, other: "Occasion") -> bool:
        """Whether this session surely came after ``other``: by the day, else by the number within one term."""
        if self.day is not None and other.day is not None:
            return self.day > other.day
        if None in (self.term, self.number, other.term, other.number) or self.term != other.term:
            return False
        return (self.number or 0) > (other.number or 0)


@lru_cache(maxsize=4096)
def demand_key(text: str) -> str:
    """``text`` for comparing demands: letters and digits, without the words that only press for it."""
    return text_key(_EMPHASIS.sub("", text))


@lru_cache(maxsize=1024)
def subject_of(title: str | None) -> str:
    """What a paper is about, from its title: 应急管理; empty where that does not say."""
    found = _SUBJECT.search(title or "")
    return text_key(found[1]) if found else ""


def same_subject(one: str | None, other: str | None) -> bool:
    """Whether two titles speak of the same thing; a title that names no subject speaks of nothing that is known."""
    first, second = sorted((subject_of(one), subject_of(other)), key=len)
    return bool(first) and (first in second or likeness(first, second) >= _SAME_SUBJECT)


def asks_again(later: Demand, earlier: Demand) -> float | None:
    """How like the two are, 0 to 1, where ``later`` surely enough asks for what ``earlier`` asked; None otherwise."""
    related = same_subject(later.subject, earlier.subject)
    scores = (_likeness(later.heading, earlier.heading, related=related), _likeness(later.text, earlier.text, related=related))
    return max((score for score in scores if score is not None), default=None)


def could_ask_again(one: Demand, texts: Iterable[str]) -> bool:
    """Whether any of ``texts``, whatever its paper is about, is like enough to be looked at closely."""
    others = tuple(texts)
    return any(_likeness(text, other, related=True) is not None for text in one.texts for other in others)


def _likeness(later: str | None, earlier: str | None, *, related: bool) -> float | None:
    one, other = demand_key(later or ""), demand_key(earlier or "")
    length = min(len(one), len(other))
    if length < (_SHORTEST if related else _SHORTEST_ELSEWHERE):
        return None
    sure = _SURE if related else _SURE_ELSEWHERE
    if length < _SHORT:
        sure = max(sure, _SURE_OF_SHORT)
    # Most are soon found to be less alike than that.
    score = fuzz.ratio(one, other, score_cutoff=100 * sure) / 100
    if length >= _SHORTEST_WITHIN:
        # A hair below what is asked for: what counts is compared after the division.
        enough = 100 * max(score, sure) / _WITHIN - 1e-6
        short, long = sorted((one, other), key=len)
        score = max(score, _WITHIN * fuzz.partial_ratio(short, long, score_cutoff=enough) / 100)
    return score if score >= sure else None


class Pieces:
    """Finds quickly, among very many texts, those that share enough with a few demands to be compared at all."""

    def __init__(self, demands: Mapping[int, Collection[str]]) -> None:
        self._holders: dict[str, tuple[int, ...]] = {}
        self._least: dict[int, float] = {}
        for key, texts in demands.items():
            self._least[key] = min((len(text) for text in texts), default=0) / _STEP * _SHARED
            for text in texts:
                for piece in {*_pieces(text), *_pieces(text_key(text))}:
                    holders = self._holders.get(piece, ())
                    if key not in holders:
                        self._holders[piece] = (*holders, key)
        self._fewest = max(1.0, min(self._least.values(), default=1.0))

    def near(self, text: str) -> Sequence[int]:
        """The demands that share a good part of ``text``, or of which it holds a good part."""
        looked_up = range(0, len(text) - _PIECE + 1, _STEP)
        found = [holders for start in looked_up if (holders := self._holders.get(text[start : start + _PIECE]))]
        most = max(1.0, len(looked_up) * _SHARED)
        if len(found) < min(most, self._fewest):
            return ()
        shared = Counter(holder for holders in found for holder in holders)
        return [key for key, count in shared.items() if count >= min(most, self._least[key])]


def _pieces(text: str) -> Iterable[str]:
    return (text[start : start + _PIECE] for start in range(len(text) - _PIECE + 1))
