"""The rows of an attendance list that name observers, with their titles as printed."""

import re
from itertools import takewhile

from oversight.structure.dense_text import squeeze
from oversight.structure.names import (
    HAN,
    is_name,
    is_title,
    name_beside_title,
    normal_name,
    read_people,
    split_names,
    split_titled,
)
from oversight.structure.roll import Roll, Seen

# 丘岳（副区长）, 厉行远（区监察委员会主任）
_BRACKETED = re.compile(rf"(?P<name>[{HAN}·•\s]{{2,16}}?)\s*[（(](?P<title>[^（()）]+)[)）]")


# 县政府, 市中级人民法院, 县监委: whose people follow
_BODY = re.compile(r".{0,20}(?:政府|法院|检察院|监委|监察委员会|监察委|人大|政协|局|委|办)")


def is_body(text: str) -> bool:
    """Whether ``text`` names a body, perhaps in short, whose people may follow: 县监委."""
    return _BODY.fullmatch(text) is not None


# 帕丽达 · 艾山江
_DOT = re.compile(r"\s*[·•‧・]\s*")
# One in a cell of its own may be anything.
_FEWEST_IN_CELLS = 2
# 部分区人大代表, 县人大代表（3名）
_AROUND = re.compile(r"^(?:部分|有关|其他)|[（(]共?\d{1,3}[人名位][)）]$")
# 县财政局局长 says whose office it is, 县长 does not.
_OWN_BODY = re.compile("[省市州盟县区旗](?!长).{2}")
# 各县（市、区）人大常委会负责人, 部分省人大代表: people whom nobody names
_CLASS = re.compile(r".*(?:负责人|负责同志|人大代表|有关人员|工作人员|机关干部)(?:各?[0-9一二两三四五六七八九十]+[人名位])?")


def read_observers(roll: Roll, text: str, at: tuple[int, int], title: str | None) -> str | None:
    """Add the observers of a row: name and title, title and name, name（title）, or names under a title that ends in ：.

    ``title`` is that of the rows above, where one was printed for several people; what holds for the rows below is given back.
    """
    row = text.strip(" \t\u3000。；;")
    heading, mark, rest = row.partition("：") if "：" in row else row.partition(":")
    if mark and not is_name(normal_name(heading)):
        title, row = _AROUND.sub("", squeeze(heading)) or None, rest.strip()
    if row:
        people = _people_of(row, title)
        if mark and title is not None and _BODY.fullmatch(title):
            # 县政府：常务副县长 田勇; but 县政府：李浩（县财政局局长）、张旭（县府办副主任）
            people = [
                (name, title + office if office and office != title and not _OWN_BODY.match(office) else office)
                for name, office in people
            ]
        roll.observers.extend(Seen(name, office, at) for name, office in people)
        if not people and not _CLASS.fullmatch(squeeze(row)) and not _runs_on(roll, row, at):
            roll.unread.append((row, at))
        if mark and len(people) == 1:
            # 县人民法院院长：黄海 speaks of nobody else.
            title = None
    return title


def _people_of(row: str, title: str | None) -> list[tuple[str, str | None]]:
    bracketed = list(_BRACKETED.finditer(row)) if "（" in row or "(" in row else []
    if bracketed and all(is_name(normal_name(found["name"])) for found in bracketed):
        return [(normal_name(found["name"]), squeeze(found["title"])) for found in bracketed]
    if found := _office_for_all(row) or _in_columns(row):
        return found
    names = split_names(row)
    if names and all(is_name(name) for name in names) and (title or len(names) > 1 or len(row.split()) > 1):
        return [(normal_name(name), title) for name in names]
    # 县政府副县长 字强、县法院院长 周刚
    people = [(person.name, person.title) for person in read_people(row)]
    if len(people) > 1:
        return people
    one = _name_and_title(row)
    seen: list[tuple[str, str | None]] = [one] if one is not None else list(people)
    return seen or ([(normal_name(row), title)] if is_name(normal_name(row)) else [])


def _in_columns(row: str) -> list[tuple[str, str | None]]:
    """副市长何畏　市人民法院院长雷鸣: people with their titles side by side; or one, the title in a column of its own."""
    tokens = row.split()
    each = list(takewhile(bool, map(split_titled, tokens)))
    if len(each) == len(tokens) > 1:
        return [(person.name, person.title) for person in each if person is not None]
    for names, titles in ((tokens[1::2], tokens[::2]), (tokens[::2], tokens[1::2])):
        # 副市长　何畏　法院院长　雷鸣
        if len(titles) == len(names) > 1 and all(map(is_name, names)) and all(map(is_title, titles)):
            return list(zip(names, titles, strict=True))
    found = name_beside_title(row)
    return [(found.name, found.title)] if found is not None else []


def _office_for_all(row: str) -> list[tuple[str, str | None]]:
    """市人大代表 in one cell, a person in each of the next."""
    if row.count("\t") < _FEWEST_IN_CELLS:
        return []
    office, *others = [normal_name(cell) for cell in row.split("\t")]
    return [(name, squeeze(office)) for name in others] if is_title(office) and all(map(is_name, others)) else []


def _runs_on(roll: Roll, row: str, at: tuple[int, int]) -> bool:
    """市生态环境局 / 望澜分局局长: a title that runs over the end of its line is put together."""
    if not roll.observers or is_title(roll.observers[-1].title or "") or not is_title(squeeze(row)):
        return False
    last = roll.observers[-1]
    roll.observers[-1] = Seen(last.name, (last.title or "") + squeeze(row), (last.lines[0], at[1]))
    return True


def _name_and_title(row: str) -> tuple[str, str] | None:
    tokens = _DOT.sub("·", row).split()
    for size in (1, 2, 3):
        if len(tokens) <= size:
            return None
        if size > 1 and not all(len(token) == 1 for token in tokens[:size]):
            return None
        first, last = normal_name("".join(tokens[:size])), normal_name("".join(tokens[-size:]))
        if is_name(first) and (size > 1 or len(tokens[0]) > 1):
            return first, "".join(tokens[size:])
        if is_name(last) and is_title("".join(tokens[:-size])) and all(len(token) == 1 for token in tokens[-size:] if size > 1):
            return last, "".join(tokens[:-size])
    return None
