"""Committees, governments, courts and their places, as papers name them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from oversight.structure.names import HAN
from oversight.structure.numerals import NUMERALS, parse_number

# 长春市绿园区, 延边朝鲜族自治州敦化市, 内蒙古自治区阿拉善盟
_LEVEL = "自治区|自治州|自治县|自治旗|地区|林区|特区|省|市|州|盟|县|区|旗"
_UNIT = rf"(?:[{HAN}]{{1,6}}?(?:{_LEVEL})|[{HAN}]{{2,16}}?自治(?:区|州|县|旗))"
_PLACE = re.compile(rf"{_UNIT}{{1,4}}")
# 本市, 在区, 提请县, 园区: what ends as a place does and is none
_NO_PLACE = re.compile(
    rf".*(?:听取|审议|提请|报告|报送|根据|关于|委托|贯彻|落实|检查|主持|要求|支持|督促|有关|相关|任命|代表|通过|[前上呈抄]报|召开|举行|会议|研究|同意|确定|了|人民|政府|人大|法院|委员|组成|副|"
    rf"[{NUMERALS}]届|[第我]).*|[在由被把将据按给请受].*|[本全各该两外经从至与及于向对为](?:{_LEVEL}|乡|镇)|(?:社|小|园|辖|城|地|市)区"
)
# 人大常委会 first: the longer word has to be met before its parts
_BODY = re.compile(
    r"人民代表大会常务委员会|人大常委会|人大常务委员会|人民代表大会主席团|人大主席团|人民代表大会|人大|人民政府|高级人民法院|中级人民法院|"
    r"人民法院|人民检察院|监察委员会|监委|政府|法院|检察院"
)
# 十八届人大常委会: between the place and the body
_TERM = re.compile(rf"第?[{NUMERALS}]{{1,4}}届$")
_LONGEST_TERM = 6
_NOT_HAN = re.compile(rf"[^{HAN}]")
# All up to what no place holds. 6月29日哈日乌苏旗…, 二〇二三年…: what a date ends in is no part of the place behind it, though 日 may
# be (哈日乌苏旗, 日照市).
_COUNTED = "[0-9０-９一二三四五六七八九十〇○]"
_UP_TO_PLACE = re.compile(rf"(?s:.*)(?:[^{HAN}]|(?:(?<={_COUNTED})|(?<={_COUNTED}[ \t\u3000]))[年月日号])")
# 4月20日在砚湖区…, 由县…, 任命为江西省…: what may stand before a place inside a sentence
_BEFORE_PLACE = re.compile(r".*(?:[今近昨]日|在|于|了|经|由|受|向|的|对|取|议|和|及|与|据|按|给|为|请|从|至|通过|任命)")
# 东河县教育局关于…, a signature 东河县教育局: where no committee, government or court is named, its offices name the place
_OFFICES = ("局", "厅", "委员会", "办公室")
_OFFICE = re.compile(rf"(?P<place>{_UNIT}{{1,3}})[{HAN}]{{2,12}}(?:{'|'.join(_OFFICES)})(?:关于|$)")
# A township has no standing committee: between the sessions of its congress the presidium sits.
_PRESIDIUM = ("人民代表大会主席团", "人大主席团")
_COMMITTEE = ("人民代表大会常务委员会", "人大常委会", "人大常务委员会", *_PRESIDIUM)
_TOWNSHIP = re.compile(rf"(?:{_UNIT}){{0,3}}[{HAN}]{{1,12}}?[乡镇]")
_LONGEST_PLACE = 30
# A place without a name of its own, and what any place ends in.
_BARE_LEVEL = re.compile(f"{_LEVEL}|乡|镇")
_LEVEL_AT_END, _TOWNSHIP_AT_END = re.compile(f"(?:{_LEVEL})$"), re.compile(f"(?:{_LEVEL}|乡|镇)$")
_LAST_OF_PLACE = frozenset(word[-1] for word in _BARE_LEVEL.pattern.split("|"))


@dataclass(frozen=True, slots=True)
class SessionMention:
    """A session of a standing committee named in a text: 砚湖区四届人大常委会第八次会议. ``at`` is where its name begins and ends."""

    place: str | None
    term: int | None
    number: int
    at: tuple[int, int]


# 十八届人大常委会第三十三次会议, 人大常委会举行第五次会议, 人大第三十三次常委会议, 人大常委会第五、六次会议, 人大常委会十八届三十三次（扩大）会议;
# but neither 人大常委会第三次主任会议 nor 十八届人大第三次会议, which are meetings of others
_SESSION = re.compile(
    rf"(?:第?(?P<term>[{NUMERALS}]{{1,3}})届(?P<level>全国|[省市县区州盟旗乡镇])?)?(?P<org>人民代表大会常务委员会|人大常委会|人大常务委员会|人民代表大会主席团|人大主席团|人大)"
    rf"(?:(?:于|在)?[^，。；：、第]{{0,12}}?(?:召开|举行|举办)了?)?(?:第?(?P<later_term>[{NUMERALS}]{{1,3}})届)?"
    rf"第?(?P<number>[{NUMERALS}]{{1,3}})(?:[、和至][{NUMERALS}]{{1,3}})?次(?P<standing>常委会|常委|常务委员会)?(?:[（(]扩大[)）]|全体)?会议"
)


def find_sessions(text: str) -> Iterator[SessionMention]:
    """The sessions of standing committees named in ``text`` (without white space), in order."""
    # Most lines name none: a word that every name of a session has is found a hundred times faster than the name.
    for match in _SESSION.finditer(text) if "会议" in text and "人" in text else ():
        number = parse_number(match["number"])
        if number is None or match["level"] == "全国" or (match["org"] == "人大" and not match["standing"]):
            continue
        term = match["term"] or match["later_term"]
        seat = match["org"] in _PRESIDIUM
        place, start = _place_before(text, match.start(), _TOWNSHIP if seat else _PLACE)
        place = place or match["level"]
        if seat and not (place or "").endswith(("乡", "镇")):
            # The presidium of a county's congress sits only while the congress does.
            continue
        if text[:start].endswith("全国"):
            continue
        yield SessionMention(place, parse_number(term) if term else None, number, (start, match.end()))


def place_of(text: str) -> str | None:
    """The place of the first body that ``text`` begins with: 长春市绿园区人民政府关于… gives 长春市绿园区."""
    match = _BODY.search(text)
    if not match or (start := _before_term(text, match.start())) > _LONGEST_PLACE:
        return None
    place = text[:start]
    return place if _PLACE.fullmatch(place) and not _NO_PLACE.fullmatch(place) else None


def _before_term(text: str, at: int) -> int:
    """Where the number of the term begins that a body's name at ``at`` stands behind (十八届人大常委会); ``at`` where none does."""
    term = _TERM.search(text, max(0, at - _LONGEST_TERM), at) if text[at - 1 : at] == "届" else None
    return at if term is None else term.start()


def _place_before(text: str, end: int, known: re.Pattern[str] = _PLACE) -> tuple[str | None, int]:
    """The place that ends at ``end``, and where it starts; the bare level (区, 省) where only that is printed.

    ``known`` is what a place looks like.
    """
    if text[end - 1 : end] not in _LAST_OF_PLACE:
        return None, end
    before = text[max(0, end - _LONGEST_PLACE) : end]
    other = _UP_TO_PLACE.match(before)
    run = before[other.end() :] if other is not None else before
    if known.fullmatch(run) and not _NO_PLACE.fullmatch(run):
        return run, end - len(run)
    word = _BEFORE_PLACE.match(run)
    place = run[word.end() :] if word is not None else ""
    if known.fullmatch(place) and not _NO_PLACE.fullmatch(place):
        return place, end - len(place)
    level = (_TOWNSHIP_AT_END if known is _TOWNSHIP else _LEVEL_AT_END).search(run)
    return (level[0], end - len(level[0])) if level else (None, end)


@dataclass(frozen=True, slots=True)
class Places:
    """The places that papers print: how much each weighs as that of a body, which of them have a sure left edge, which have offices."""

    weights: Counter[str] = field(default_factory=Counter)
    clean: set[str] = field(default_factory=set)
    offices: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Places") -> None:
        """Count what ``other`` has counted, too."""
        self.weights.update(other.weights)
        self.clean.update(other.clean)
        self.offices.update(other.offices)

    def committee(self, level: str | None) -> str | None:
        """The place whose committee sits, in the longest form that is printed; None where none is printed.

        ``level`` (区, 省), where the session's name gives no more, must be the place's last.
        """
        weights = {place: weight for place, weight in self.weights.items() if not level or place.endswith(level)}
        if not weights:
            return self.offices.most_common(1)[0][0] if self.offices else None
        families = {short: sum(weight for place, weight in weights.items() if place.endswith(short)) for short in weights}
        # The family is named by its shortest form; what weighs most is this committee's.
        base = max(families, key=lambda short: (families[short], -len(short)))
        # 木果为青岚县: what comes before has to be a place, too (长春市绿园区), or has to be printed as often.
        family = [
            place
            for place in weights
            if place.endswith(base) and (_PLACE.fullmatch(place.removesuffix(base)) or weights[place] >= weights[base])
        ]
        # Inside a sentence a word before the place may cling to it; a line's start or a mark before it is a sure left edge.
        return max([place for place in family if place in self.clean] or family, key=lambda place: (len(place), weights[place]))


def count_places(lines: Iterable[str]) -> Places:
    """The places that ``lines`` print, which are printed lines or sentences without white space.

    A committee's own name at the start of a line counts most (a title, a signature), a name inside a sentence least.
    """
    found = Places()
    printed = list(lines)
    for line in printed:
        office = _OFFICE.match(line) if line.endswith(_OFFICES) or "关于" in line else None
        if office is not None and not _NO_PLACE.fullmatch(office["place"]):
            found.offices[office["place"]] += 1
    # One look at all lines takes a fraction of one at each. No body's name and no place runs over a line end.
    text = "\n".join(printed)
    for match in _BODY.finditer(text):
        end = _before_term(text, match.start())
        place, start = _place_before(text, end, _TOWNSHIP if match[0] in _PRESIDIUM else _PLACE)
        if place is None or _BARE_LEVEL.fullmatch(place):
            continue
        whole = start == 0 or _NOT_HAN.match(text, start - 1) is not None
        found.weights[place] += (4 if whole else 1) * (4 if match[0] in _COMMITTEE else 1)
        if whole:
            found.clean.add(place)
    return found
