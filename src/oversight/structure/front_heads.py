"""Where a list or an agenda begins: by its heading, by its columns, by its label below a paper, or as a section of the minutes."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from oversight.documents.document import Line
from oversight.structure.bodies import find_sessions
from oversight.structure.dense_text import lines_with
from oversight.structure.head_lines import date_line, presenter
from oversight.structure.names import is_long_name, is_name, split_names
from oversight.structure.names import is_title as ends_in_office
from oversight.structure.numerals import parse_number
from oversight.structure.paper import Head, PaperKind
from oversight.structure.paper_titles import LONGEST_TITLE_LINE, opens_an_item
from oversight.structure.read_table import tells_who_came

MOST_FRONT_LINES = 3
_LONGEST_NAME_LINE = 60
# 出席情况, 出席人员名单, 组成人员出缺席情况表, 会议签到表, 列席人员名单
_THERE = "出席|缺席|到会|参会|签到|应到|请假|列席"
_ATTENDANCE = re.compile(
    rf"(?=.{{0,60}}$)[^。；：]*(?:{_THERE})[^。；：，]{{0,32}}(?:情况(?:统计|汇总)?|名单|一览表|统计表|登记表|签到表|表|册)(?:[（(].{{0,20}}[)）])?(?:的?(?:通报|报告|公示|公告))?"
)
# 出席人员, right under the session's name or behind it
_PEOPLE = re.compile(r"(?:.*会议)?(?:(?:出席|缺席|列席|请假|出缺席|出列席)[、及和]?)+人员(?:[（(].{0,20}[)）])?")
# 会议议程, 议 程, 议程（草案）, 会议日程
_AGENDA = re.compile(
    r"(?=.{0,60}$)[^。；：，]*(?:议(?:程|题)|会议日程|会议(?:主要)?内容)(?:安排|建议|表)?(?:[（(].{0,12}[)）])?"
)
# Each with a word that it cannot do without: most lines have none of them.
_FRONTS = {
    PaperKind.ATTENDANCE: (re.compile(_THERE), _ATTENDANCE),
    PaperKind.AGENDA: (re.compile("议程|议题|日程|会议(?:主要)?内容"), _AGENDA),
}
_ROSTER = re.compile(r"[^。；：，]{0,40}组成人员(?:情况)?(?:名单|名册|一览表)(?:[（(].{0,20}[)）])?")
_AWAY = re.compile("请假|缺席|未出席")
_MOST_ROSTER_LINES = 40
_FRONT_WORDS = re.compile(f"{_THERE}|组成人员|议程|议题|日程|内容")
# 出席名单 ATTENDANCE
_IN_ENGLISH = re.compile(r"^[A-Za-z][A-Za-z'’&,-]*(?=[^A-Za-z])|(?<=[^A-Za-z])[/／]?[A-Za-z][A-Za-z'’&,-]*$")
# 出席：次旺（主任）　和顺昌, at the end of a gazette
_CAME = re.compile(r"\s*(?:出\s*席|到\s*会)(?:会议)?(?:人员|委员)?(?:[（(][^（()）]{0,12}[)）])?[：:]")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
# 二、会议议程, 三、出席情况 on a line of its own
_SECTION = re.compile(r"(?P<number>[一二三四五六七八九十]{1,2})、(?P<label>.{2,30}?)[：:]?")
_SECTIONS = {
    PaperKind.ATTENDANCE: re.compile(
        r"(?:会议)?(?:(?:出席|缺席|列席|请假|出缺席|出列席|参会)[、及和]?)+(?:会议)?(?:情况|人员|单位|名单)+(?:[（(].{0,20}[)）])?"
    ),
    PaperKind.AGENDA: re.compile(r"(?:会议)?(?:主要)?(?:议程|议题|日程)(?:安排)?"),
}
# 区十八届人大常委会第三十三次会议 on a line of its own, above 出席情况 or 会议议程
_SESSION_NAME = re.compile(r"(?=.{4,60}$)[^。；，]*(?:第.{1,8}次|次).{0,6}会议(?:文件|材料)?(?:之.{1,3}|[（(].{1,4}[)）])?")
# The first line of a session's name says whose session it is, or which.
_NAMES_A_SESSION = re.compile(r"届|会议|常委会|常务委员会")


def section_at(
    texts: list[str], position: int, inside: PaperKind, section: int | None
) -> tuple[Head | None, int | None] | None:
    """A list or an agenda that is a numbered section of the minutes (三、出席情况), and what ends it; None where a line is neither."""
    text = texts[position]
    if inside is PaperKind.REPORT or "、" not in text:
        return None
    match = _SECTION.fullmatch(_IN_ENGLISH.sub("", text).rstrip("/／"))
    if match is None:
        return None
    number = parse_number(match["number"])
    kind = next((kind for kind in _FRONTS if _SECTIONS[kind].fullmatch(match["label"])), None)
    follows = section is not None and number == section + 1
    if kind is not None and (inside in (PaperKind.NEWS, PaperKind.CONTENTS) or (follows and kind is not inside)):
        return Head.at(kind, position, position + 1), number
    if follows and kind is not None:
        # 四、列席人员 after 三、出席情况 is a part of the list.
        return None, number
    return (Head.at(PaperKind.NEWS, position), None) if follows else None


def is_row_of_names(text: str) -> bool:
    """万 鹏　邓 超, the last row of a list, right above a title that begins with 东河县人民政府."""
    names = split_names(text) if len(text) <= LONGEST_TITLE_LINE else []
    return len(names) > 1 and all(is_name(name) for name in names)


def front_sizes(texts: Sequence[str]) -> dict[int, list[int]]:
    """For each line with which the heading of a list or an agenda can begin, of how many lines it can be, fewest first."""
    found: dict[int, list[int]] = defaultdict(list)
    for last in lines_with(_FRONT_WORDS, texts):
        for size in range(1, min(MOST_FRONT_LINES, last + 1) + 1):
            line = texts[last + 1 - size]
            if size > 1 and ("。" in line or len(line) > _LONGEST_NAME_LINE):
                break
            found[last + 1 - size].append(size)
    return found


def front_at(rows: list[Line], texts: list[str], position: int, inside: PaperKind, sizes: Sequence[int]) -> Head | None:
    """A list or an agenda, by its heading of so many lines (``sizes``)."""
    if inside is not PaperKind.ATTENDANCE and _ROSTER.fullmatch(texts[position]):
        # 县人大常委会组成人员名单 tells who was there if those who were not are marked in it.
        below = texts[position + 1 : position + _MOST_ROSTER_LINES]
        return Head.at(PaperKind.ATTENDANCE, position, position + 1) if any(map(_AWAY.search, below)) else None
    # 列席人员名单 within an attendance list is the label of a part of it; 姓名 职务 出席情况 is a row of a table.
    part = inside is PaperKind.ATTENDANCE and texts[position].startswith("列席")
    if part or "\t" in rows[position].clean:
        return None
    ends = ((kind, position + size) for kind in _FRONTS for size in sizes)
    return next((Head.at(kind, position, end) for kind, end in ends if _heads(texts[position:end], kind)), None)


def table_at(rows: list[Line], position: int, inside: PaperKind) -> Head | None:
    """A list without a heading, or with one that says nothing of it: by the columns of its table, or below the last paper by its label."""
    text = rows[position].clean
    if inside in (PaperKind.NEWS, PaperKind.CONTENTS) and tells_who_came(text):
        return Head.at(PaperKind.ATTENDANCE, position)
    if inside is PaperKind.REPORT and (came := _CAME.match(text)) is not None:
        names = split_names(_BRACKET.sub("", text[came.end() :]))
        if len(names) > 1 and all(is_name(name) or is_long_name(name) for name in names):
            return Head.at(PaperKind.ATTENDANCE, position)
    return None


def names_session_alone(text: str) -> bool:
    """Whether a line is the name of a session and nothing else."""
    return _SESSION_NAME.fullmatch(text) is not None and any(find_sessions(text))


def labels_an_agenda(texts: list[str], position: int) -> bool:
    """议题： in minutes, with the items below."""
    return (
        texts[position].endswith(("：", ":"))
        and _AGENDA.fullmatch(texts[position][:-1]) is not None
        and position + 1 < len(texts)
        and opens_an_item(texts[position + 1])
    )


@lru_cache(512)
def _heads_front(text: str, kind: PaperKind) -> bool:
    word, pattern = _FRONTS[kind]
    text = _IN_ENGLISH.sub("", text).strip("【】")
    return word.search(text) is not None and pattern.fullmatch(text.rstrip("：:")) is not None and not opens_an_item(text)


def _heads(lines: Sequence[str], kind: PaperKind) -> bool:
    """出席情况 or 议程 in one line, or after lines that hold the session's name."""
    *before, last = lines
    people = kind is PaperKind.ATTENDANCE and (before or "会议" in last) and _PEOPLE.fullmatch(last.rstrip("：:"))
    if not (people or _heads_front(last, kind)):
        return False
    # 区人大常委会办公室 / 2024年9月5日: the signature of the paper before; 主持人：县人大常委会主任张海: the last line of the agenda
    if not before or any((date_line(text) is not None and not text.startswith(("（", "("))) or "：" in text for text in before):
        return not before
    opens = _NAMES_A_SESSION.search(before[0]) is not None and presenter(before[0]) is None and not ends_in_office(before[0])
    return opens and (_SESSION_NAME.fullmatch("".join(before)) is not None or any(find_sessions("".join(lines))))
