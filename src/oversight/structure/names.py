"""People as papers print them: rows of names, names after a title, lists of either."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from oversight.structure.dense_text import squeeze
from oversight.structure.surnames import COMPOUND_SURNAMES, SURNAMES

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_DOTS = "·•‧∙・･．"
_ANY_DOT = re.compile(f"[{_DOTS}]")
# 帕丽达·艾山江, and the other dots that stand for the same dot
_DOT = re.compile(rf"(?<=[{HAN}])\s*[{_DOTS}]\s*(?=[{HAN}])")
# 庄红, 王丽秀, 尉迟明远; 帕丽达·艾山江
NAME = rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}|[{HAN}]{{2,4}}"
_NAME = re.compile(NAME)
# 常务副区长, 主任委员, 检察长, 镇人大主席, 市人大代表, 党组成员: the words that a title ends in
POST = (
    "主任委员|主任|委员|代表|主席|书记|秘书长|检察长|巡视员|调研员|督导员|负责人|召集人|常委|党组成员|主席团成员|主委|经理|总监|总工程师|"
    "政委|专员|审计师|会计师|经济师|规划师|顾问|干部|同志|教授|院士|律师|检察官|法官|庭长|盟长|"
    "[区县市省州旗镇乡局院部科组处厅会校所站行队馆台司署社团园厂矿村股段关库会]长"
)
_POST_LAST = frozenset(word[-1] for word in POST.split("|"))
_TITLED = re.compile(rf"(?P<title>.*(?:{POST})(?:[（(][^（()）]*[)）])?)(?P<name>{NAME})")
# 副市长何  畏: an office, and right behind it a name that is padded
_PADDED = re.compile(rf"(?P<post>{POST})(?P<name>[{HAN}])[ \u3000]+(?P<given>[{HAN}])(?=[ \u3000\t（(、，,；;。]|$)")
# … what no such name is without
_MAY_BE_PADDED = re.compile(f"[{''.join(_POST_LAST)}][{HAN}][ \u3000]")
_LONG_NAME = re.compile(rf"[{HAN}]{{5,9}}")
_TITLED_LONG = re.compile(rf"(?P<title>.*(?:{POST}))(?P<name>[{HAN}]{{5,9}})")
# 院长就民事审判工作…, 县长在会上…: what follows an office and is a clause, though it is as long as a name
_OF_A_CLAUSE = re.compile("[就的了是在对向把被从与等将作做要]|委员|局|办|部门|报告|工作")
_TITLE = re.compile(rf".*(?:{POST})")
# What two to four characters may be in a list of people without being one
_NO_NAME = re.compile(
    rf".*(?:{POST}|政府|法院|检察院|监委|监察委|常委会|委员会|办公室|部门|单位|机关|街道|人员|名单|出席|列席|请假|缺席|到会|会议|情况|备注|"
    r"职务|姓名|序号|议程|审议|听取|等人|人大|大会|政协|成员|[们等局厅])|(?:因|无|以上|以下|其中|部分|有关|相关|各|全体|其他|共|实到|应到|会|们|等|委员|副?主任|副?秘书长).*"
)
# What parts columns, and what parts the names of a list
_GAP = re.compile(r"[ \u3000]{2,}|\t")
# 巴图孟克　旗人大常委会主任: beside a title one wide space is a gap
_COLUMN = re.compile(r"[ \u3000]{2,}|[\t\u3000]")
_PARTS_NAMES = re.compile("[、，,；;]")
# Longer than any title with its name.
_LONGEST_TITLED = 80


@dataclass(frozen=True, slots=True)
class Titled:
    """A person with the title printed before (or, in a bracket or column, after) the name."""

    name: str
    title: str | None


def _with_one_dot(text: str) -> str:
    """``text`` with one kind of dot between the parts of a name."""
    return _DOT.sub("·", text) if _ANY_DOT.search(text) is not None else text


def normal_name(text: str) -> str:
    """A name without white space and with one kind of dot."""
    return squeeze(_with_one_dot(text))


def is_name(text: str) -> bool:
    """Whether ``text`` can be a person's name: two to four characters, or parts with dots; no office and no heading."""
    return _NAME.fullmatch(text) is not None and _NO_NAME.fullmatch(text) is None


@lru_cache(512)
def is_title(text: str) -> bool:
    """Whether ``text`` ends as the title of an office does."""
    return text[-1:] in _POST_LAST and _TITLE.fullmatch(text) is not None


def close_up_names(row: str) -> str:
    """``row`` with the names closed up that are padded right behind their office: 副市长何  畏　院长雷  鸣."""
    return _PADDED.sub(r"\g<post>\g<name>\g<given>", row) if _MAY_BE_PADDED.search(row) is not None else row


def name_beside_title(row: str) -> Titled | None:
    """副 市 长　　裕  谦, 韦春来  市人大常委会副主任: a name and a title in columns, whichever comes first; None where it is not both."""
    # 副旗长　韩昌黎；旗监委主任　柳河东 are several.
    cells = (_GAP if "；" in row or ";" in row else _COLUMN).split(row.strip())
    for position in range(1, len(cells)):
        left, right = normal_name("".join(cells[:position])), normal_name("".join(cells[position:]))
        if is_name(left) and is_title(right):
            return Titled(left, right)
        if is_title(left) and is_name(right):
            return Titled(right, left)
    return None


def split_names(row: str) -> list[str]:
    """The names in a row of names parted by space, tab or punctuation, a name padded with space put together again.

    王丽秀 庄 红 付彩霞 are three people; what is no name stays in the list as it stands, so that a caller can see it.
    """
    row = _with_one_dot(row.strip(" \t\u3000。；;"))
    if _PARTS_NAMES.search(row):
        names: list[str] = []
        for piece in _PARTS_NAMES.split(row):
            whole = squeeze(piece)
            names.extend([whole] if is_name(whole) else tile(piece.split()))
        return [name for name in names if name]
    # Where people are set wider apart than the characters of a name, the widths tell: 李 云  王建国  赵 明
    cells = [squeeze(cell) for cell in _GAP.split(row)]
    if len(cells) > 1 and all(is_name(cell) for cell in cells):
        return cells
    return [name for cell in row.split("\t") for name in tile(cell.split())]


_ONE = re.compile(rf"[{HAN}]")
# More characters set apart alike than any row of a list has
_LONGEST_ROW = 80


def tile(tokens: list[str]) -> list[str]:
    """The words of a row: tokens of one character pair up (姓 名, 柏 舟); an odd one goes to the compound surname before it or to the short token after it."""
    names: list[str] = []
    position = 0
    while position < len(tokens):
        run = position
        while run < len(tokens) and len(tokens[run]) == 1 and _ONE.fullmatch(tokens[run]):
            run += 1
        singles = tokens[position:run]
        if not singles:
            names.append(tokens[position])
            position += 1
            continue
        if len(singles) % 2 and names and names[-1] in COMPOUND_SURNAMES:
            names[-1] += singles.pop(0)
        elif len(singles) == 1 and run < len(tokens) and len(tokens[run]) in (2, 3):
            singles[0] += tokens[run]
            run += 1
            names.append(singles.pop())
        elif len(singles) % 2 and run < len(tokens) and len(tokens[run]) == len("建国") and singles[-1] in SURNAMES:
            # 赵 明 王 建国
            names.extend([*_pair_up(singles[:-1]), singles[-1] + tokens[run]])
            singles, run = [], run + 1
        names.extend(_pair_up(singles))
        position = run
    return names


def _pair_up(singles: list[str]) -> list[str]:
    """Characters set apart alike, two to a name; of an odd number one name has three: where most names then begin with a surname."""
    count = len(singles)
    if count % 2 == 0 or not len("王丽秀") <= count <= _LONGEST_ROW:
        return ["".join(singles[start : start + 2]) for start in range(0, count, 2)]
    ways = [[*range(0, long, 2), *range(long, count, 2)[:1], *range(long + 3, count, 2)] for long in range(0, count - 2, 2)]
    cuts = [["".join(singles[start:end]) for start, end in pairwise([*way, count])] for way in ways]
    return max(cuts, key=lambda names: sum(map(begins_as_a_name, names)))


def begins_as_a_name(text: str) -> int:
    """How surely ``text`` begins with a surname: 0 to 2."""
    return (text[0] in SURNAMES) + (text[:2] in COMPOUND_SURNAMES and text not in COMPOUND_SURNAMES)


def is_long_name(text: str) -> bool:
    """Whether ``text`` can be a name of five to nine characters without a dot: 乌云其木格, 买买提吐尔逊."""
    return _LONG_NAME.fullmatch(text) is not None and not _NO_NAME.fullmatch(text) and not _OF_A_CLAUSE.search(text)


def split_titled(text: str, *, long_name: bool = False) -> Titled | None:
    """区人大常委会副主任杜玉凤 parted into title and name; None where it is not both.

    ``long_name`` lets a name be longer than four characters without a dot (乌云其木格): where nothing else can follow the title.
    """
    text = squeeze(_with_one_dot(text))
    if len(text) > _LONGEST_TITLED:
        return None
    if (match := _TITLED.fullmatch(text)) is not None and is_name(match["name"]):
        return Titled(match["name"], match["title"])
    if long_name and (match := _TITLED_LONG.fullmatch(text)) is not None and is_long_name(match["name"]):
        return Titled(match["name"], match["title"])
    return None


# 区监委负责同志, 有关部门负责人: whom nobody names
_UNNAMED = re.compile("(?:负责同志|负责人|有关同志|相关人员)$")


def read_people(text: str) -> Iterator[Titled]:
    """The people named in a clause before its verb, each with the title that governs the name.

    副主任付彩霞、杨自山及委员: a title holds for the names that 、 joins to it. Offices without a name yield nobody.
    """
    title: str | None = None
    waiting: list[str] = []
    mark = ""
    for chunk, next_mark in _chunks(squeeze(_with_one_dot(text))):
        person = split_titled(chunk, long_name=True)
        if person is not None:
            title = "、".join([*(waiting if mark == "、" else []), person.title or ""])
            waiting = []
            yield Titled(person.name, title)
        elif title is not None and mark == "、" and not waiting and (names := _joined_names(chunk)):
            for name in names:
                yield Titled(name, title)
        elif _UNNAMED.search(chunk):
            title, waiting = None, []
        elif is_title(chunk):
            waiting = [*waiting, chunk] if mark == "、" and waiting else [chunk]
            title = None
        else:
            title, waiting = None, []
        mark = next_mark


# 副主任朱虹、马志武，秘书长韩军和委员: 和 parts only before a title or a class of people, for it may stand in a name (李和平)
_PART = re.compile(
    rf"[，,、；;。：:]|(?:以及|和|及|与|暨)(?=(?:副|{POST}|常务|常委|党组|人大|政府|政协|法院|检察院|监委|[省市州盟县区旗镇乡])[^，、；。]{{0,20}}|"
    r"部分|有关|相关|各|其他|全体)"
)
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    text = _BRACKET.sub("", text)
    start = 0
    for match in _PART.finditer(text):
        yield text[start : match.start()], "、" if match[0] == "、" else "，"
        start = match.end()
    yield text[start:], ""


def _joined_names(chunk: str) -> list[str]:
    """荆自远 is one name, 荆自远和仉淑华 are two."""
    if is_name(chunk):
        return [chunk]
    for match in re.finditer("以及|和|及|与", chunk):
        left, right = chunk[: match.start()], chunk[match.end() :]
        if is_name(left) and is_name(right):
            return [left, right]
    return [chunk] if is_long_name(chunk) else []
