"""Where each paper of a file begins and ends, and what it is: news, attendance, agenda, or a report with its title."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, pairwise
from weakref import WeakKeyDictionary

from oversight.documents.document import Document, Line
from oversight.structure.bodies import find_sessions
from oversight.structure.contents import contents_end, heads_contents
from oversight.structure.covering_notice import is_one_of, named_in
from oversight.structure.dense_text import filled, plain, squeeze
from oversight.structure.head_lines import (
    date_line,
    document_number,
    is_issue,
    is_letterhead,
    organisation,
    presenter,
)
from oversight.structure.minutes import are_minutes
from oversight.structure.names import is_long_name, is_name, split_names
from oversight.structure.names import is_title as ends_in_office
from oversight.structure.numerals import parse_number
from oversight.structure.paper import Paper, PaperKind, without_mark
from oversight.structure.paper_titles import is_title, may_end_a_title, opens_an_item
from oversight.structure.read_table import tells_who_came
from oversight.structure.title_place import LONGEST_TITLE_LINE, PAGE_NUMBER, closed_before, runs_on, stands_as_title, turns_page
from oversight.structure.work_table import names_work


@dataclass(frozen=True, slots=True)
class _Head:
    kind: PaperKind
    first: int
    start: int
    end: int


_MOST_TITLE_LINES = 5
_MOST_FRONT_LINES = 3
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
# 关于召开区八届人大常委会第十八次会议的通知: what is to be dealt with, when and where
_CONVENES = re.compile(r".{0,24}关于(?:召开|举行).{0,24}(?:人大常委会|常务委员会).{0,16}会议的(?:预备)?(?:通知|公告)")
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
# 举行第三十三次会议, 第八次会议召开, 第二十二次会议举行刘奇主持, 第五次会议公报, 第十次会议闭幕
_NEWS = re.compile(
    r"(?=.{6,60}$)[^。；：]*(?:(?:召开|举行|举办)[^。；：]{0,6}第.{1,6}次[^。；：]{0,8}会议|第.{1,6}次[^。；：]{0,8}会议[^。；：]{0,6}(?:召开|举行|闭会|开幕|闭幕|结束|公报|纪要|简报|综述))[^。；：]{0,20}"
)
# 区十八届人大常委会第三十三次会议 on a line of its own, above 出席情况 or 会议议程
_SESSION_NAME = re.compile(r"(?=.{4,60}$)[^。；，]*(?:第.{1,8}次|次).{0,6}会议(?:文件|材料)?(?:之.{1,3}|[（(].{1,4}[)）])?")
# 时间：2022年12月29日, under the session's name
_OF_MINUTES = re.compile(r"(?:会议)?(?:时间|日期|地点|主持人?|出席|应到)[^，。；]{0,12}[：:]")
# The first line of a session's name says whose session it is, or which.
_NAMES_A_SESSION = re.compile(r"届|会议|常委会|常务委员会")


# The files of a packet are looked at again when their lines are accounted for; what was found goes when the document goes.
_FOUND: WeakKeyDictionary[Document, tuple[Paper, ...]] = WeakKeyDictionary()


def split_papers(document: Document) -> tuple[Paper, ...]:
    """The papers of ``document`` in order. What stands before the first head is news; a file without any text has none."""
    papers = _FOUND.get(document)
    if papers is None:
        papers = _FOUND[document] = _split(document)
    return papers


def _split(document: Document) -> tuple[Paper, ...]:
    found = filled(document.lines)
    rows = [line for line, _text in found]
    heads = _find_heads(rows, [squeeze(without_mark(text)) for _line, text in found])
    starts = [head.first for head in heads] + [len(rows)]
    papers: list[Paper] = []
    if starts[0] > 0:
        papers.append(_paper(document, rows, _first_head(rows[: min(starts[0], _MOST_FRONT_LINES)]), starts[0]))
    for head, (_, end) in zip(heads, pairwise(starts), strict=True):
        papers.append(_paper(document, rows, head, end))
    return tuple(papers)


def _first_head(rows: list[Line]) -> _Head:
    """The head of what stands before any other: that of minutes where the first lines are one (主任会议纪要), else none."""
    named = next((at for at, row in enumerate(rows) if are_minutes(squeeze(plain(row)))), None)
    return _Head(PaperKind.NEWS, 0, 0, 0) if named is None else _Head(PaperKind.NEWS, 0, named, named + 1)


def _paper(document: Document, rows: list[Line], head: _Head, end: int) -> Paper:
    while end > head.end + 1 and PAGE_NUMBER.fullmatch(plain(rows[end - 1])):
        end -= 1
    lines = document.lines[rows[head.start].number - 1 : rows[end - 1].number]
    return Paper(head.kind, tuple(rows[head.start : head.end]), lines, tuple(rows[head.first : head.start]))


def _find_heads(rows: list[Line], texts: list[str]) -> list[_Head]:
    heads: list[_Head] = []
    inside = PaperKind.NEWS
    # The titles of the papers that the notice above sends.
    names: tuple[str, ...] = ()
    # The number of the section that is a list or an agenda, where papers are set in sections: 三、出席情况
    section: int | None = None
    titles = [may_end_a_title(text) for text in texts]
    fronts = [_FRONT_WORDS.search(text) is not None for text in texts]
    worth_a_look = sorted(_worth_a_look(texts, titles, fronts))
    position = 0
    while position < len(rows):
        if inside is PaperKind.REPORT:
            following = bisect_left(worth_a_look, position)
            if following == len(worth_a_look):
                break
            position = worth_a_look[following]
        end = contents_end(texts, position)
        if end is not None:
            heads.append(_Head(PaperKind.CONTENTS, position, position, position + 1))
            inside, position = PaperKind.CONTENTS, end
            continue
        numbered = _section_at(texts, position, inside, section)
        if numbered is not None:
            head, section = numbered
        else:
            sizes = [size for size, ends in enumerate(titles[position : position + _MOST_TITLE_LINES], 1) if ends]
            within = sizes, any(fronts[position : position + _MOST_FRONT_LINES])
            head = _head_at(rows, texts, position, inside, names, within)
            section = section if head is None else None
        if head is None:
            if inside is PaperKind.CONTENTS:
                heads.append(_Head(PaperKind.NEWS, position, position, position))
                inside = PaperKind.NEWS
            position += 1
            continue
        title = "".join(texts[head.start : head.end])
        masthead = heads.pop() if heads and are_minutes(title) and _is_masthead(texts, heads[-1], position) else None
        if not is_one_of(title, names):
            names = named_in(title) if head.kind is PaperKind.REPORT else ()
        head = _above(rows, texts, head, heads[-1].end if heads else 0)
        heads.append(_Head(head.kind, masthead.first, head.start, head.end) if masthead else head)
        inside, position = head.kind, head.end
    return heads


def _is_masthead(texts: list[str], head: _Head, position: int) -> bool:
    """某县人大常委会 / 会议纪要 / 〔2023〕6号: what the minutes of a session are printed under, a few lines above their title."""
    title = "".join(texts[head.start : head.end])
    return position - head.end <= _MOST_FRONT_LINES and are_minutes(title) and not any(find_sessions(title))


def _worth_a_look(texts: list[str], titles: list[bool], fronts: list[bool]) -> set[int]:
    """Where the next paper after a report can begin: where a title ends within reach, or the heading of a list or an agenda, or
    where a session is named, or a table of contents headed.

    Most lines are done with at this.
    """
    found = {at for at, text in enumerate(texts) if "会议" in text or heads_contents(text)}
    for ends, reach in ((titles, _MOST_TITLE_LINES), (fronts, _MOST_FRONT_LINES)):
        for at in compress(range(len(texts)), ends):
            found.update(range(at - reach + 1, at + 1))
    return found


def _section_at(
    texts: list[str], position: int, inside: PaperKind, section: int | None
) -> tuple[_Head | None, int | None] | None:
    """A list or an agenda that is a numbered section of the minutes (三、出席情况), and what ends it; None where a line is neither."""
    match = _SECTION.fullmatch(_IN_ENGLISH.sub("", texts[position]).rstrip("/／")) if inside is not PaperKind.REPORT else None
    if match is None:
        return None
    number = parse_number(match["number"])
    kind = next((kind for kind in _FRONTS if _SECTIONS[kind].fullmatch(match["label"])), None)
    follows = section is not None and number == section + 1
    if kind is not None and (inside in (PaperKind.NEWS, PaperKind.CONTENTS) or (follows and kind is not inside)):
        return _Head(kind, position, position, position + 1), number
    if follows and kind is not None:
        # 四、列席人员 after 三、出席情况 is a part of the list.
        return None, number
    return (_Head(PaperKind.NEWS, position, position, position), None) if follows else None


def _head_at(  # noqa: PLR0917 -- one call, and all of it belongs together
    rows: list[Line], texts: list[str], position: int, inside: PaperKind, names: tuple[str, ...], within: tuple[list[int], bool]
) -> _Head | None:
    sizes, front = within
    if len(texts[position]) > LONGEST_TITLE_LINE or opens_an_item(texts[position]):
        return None
    if rows[position].clean.count("\t") > 1:
        # A row of a table, be it the last above a title
        sizes = []
    if inside is PaperKind.ATTENDANCE and _is_row_of_names(rows[position].clean):
        return None
    if inside not in (PaperKind.REPORT, PaperKind.TASKS) and names_work(rows[position].clean):
        return _Head(PaperKind.TASKS, position, position, position)
    # Whatever begins here, what stands before it has come to an end: most lines are done with at this.
    if not (
        "关于" in texts[position]
        or closed_before(rows, texts, position, inside)
        or turns_page(rows, position)
        or _labels_an_agenda(texts, position)
    ):
        return None
    return (
        (_front_at(rows, texts, position, inside) if front else None)
        or _table_at(rows, position, inside)
        or _report_at(rows, texts, position, inside, names, sizes)
        or _news_at(rows, texts, position, inside)
    )


def _is_row_of_names(text: str) -> bool:
    """万 鹏　邓 超, the last row of a list, right above a title that begins with 东河县人民政府."""
    names = split_names(text) if len(text) <= LONGEST_TITLE_LINE else []
    return len(names) > 1 and all(is_name(name) for name in names)


def _front_at(rows: list[Line], texts: list[str], position: int, inside: PaperKind) -> _Head | None:
    """A list or an agenda, by its heading."""
    if inside is not PaperKind.ATTENDANCE and _ROSTER.fullmatch(texts[position]):
        # 县人大常委会组成人员名单 tells who was there if those who were not are marked in it.
        below = texts[position + 1 : position + _MOST_ROSTER_LINES]
        return _Head(PaperKind.ATTENDANCE, position, position, position + 1) if any(map(_AWAY.search, below)) else None
    for kind in _FRONTS:
        for size in range(1, _MOST_FRONT_LINES + 1):
            # 列席人员名单 within an attendance list is the label of a part of it.
            part = inside is PaperKind.ATTENDANCE and texts[position].startswith("列席")
            # 姓名 职务 出席情况 is a row of a table.
            if not part and "\t" not in rows[position].clean and _front_head(texts, position, size, kind):
                return _Head(kind, position, position, position + size)
    return None


def _table_at(rows: list[Line], position: int, inside: PaperKind) -> _Head | None:
    """A list without a heading, or with one that says nothing of it: by the columns of its table, or below the last paper by its label."""
    text = rows[position].clean
    if inside in (PaperKind.NEWS, PaperKind.CONTENTS) and tells_who_came(text):
        return _Head(PaperKind.ATTENDANCE, position, position, position)
    if inside is PaperKind.REPORT and (came := _CAME.match(text)) is not None:
        names = split_names(_BRACKET.sub("", text[came.end() :]))
        if len(names) > 1 and all(is_name(name) or is_long_name(name) for name in names):
            return _Head(PaperKind.ATTENDANCE, position, position, position)
    return None


def _report_at(  # noqa: PLR0917 -- as above
    rows: list[Line], texts: list[str], position: int, inside: PaperKind, names: tuple[str, ...], sizes: list[int]
) -> _Head | None:
    """A paper with a title of so many lines (``sizes``), which is a report but for the notice that convenes the session."""
    if "\t" in rows[position].clean:
        # 审议议题 | 市人民政府关于…的报告: a row of a form
        return None
    looked_at = 1
    for size in sizes:
        end = position + size
        title = "".join(texts[position:end])
        if not is_title(title):
            continue
        for last in range(position + looked_at + 1, end + 1):
            added = texts[last - 1]
            if len(added) > LONGEST_TITLE_LINE or opens_an_item(added) or not runs_on(texts, position, last):
                return None
        looked_at = size
        sent = inside is PaperKind.REPORT and is_one_of(title, names) and closed_before(rows, texts, position, inside)
        if sent or stands_as_title(rows, texts, position, end, inside):
            return _Head(_kind_of(title), position, position, end)
    return None


def _kind_of(title: str) -> PaperKind:
    """A report, but for the notice that convenes the session, and the gazette of a session (…第二十一次会议公报), on its cover."""
    if _CONVENES.fullmatch(title):
        return PaperKind.AGENDA
    return PaperKind.NEWS if _NEWS.fullmatch(title) and any(find_sessions(title)) else PaperKind.REPORT


def _news_at(rows: list[Line], texts: list[str], position: int, inside: PaperKind) -> _Head | None:
    if position + 1 < len(texts) and _OF_MINUTES.match(texts[position + 1]) and _names_session_alone(texts[position]):
        return _Head(PaperKind.NEWS, position, position, position + 1)
    if (
        "会议" in texts[position]
        and _NEWS.fullmatch(texts[position])
        and date_line(texts[position]) is None
        and closed_before(rows, texts, position, inside)
    ):
        return _Head(PaperKind.NEWS, position, position, position + 1)
    return None


def _names_session_alone(text: str) -> bool:
    return _SESSION_NAME.fullmatch(text) is not None and any(find_sessions(text))


def _labels_an_agenda(texts: list[str], position: int) -> bool:
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


def _front_head(texts: list[str], position: int, size: int, kind: PaperKind) -> bool:
    """出席情况 or 议程 in one line, or after lines that hold the session's name."""
    end = position + size
    if end > len(texts):
        return False
    *before, last = texts[position:end]
    people = kind is PaperKind.ATTENDANCE and (before or "会议" in last) and _PEOPLE.fullmatch(last.rstrip("：:"))
    if not (people or _heads_front(last, kind)):
        return False
    if not before:
        return True
    # 区人大常委会办公室 / 2024年9月5日: the signature of the paper before
    signed = any(date_line(text) is not None and not text.startswith(("（", "(")) for text in before)
    if signed or any("。" in text or len(text) > _LONGEST_NAME_LINE for text in before):
        return False
    opens = _NAMES_A_SESSION.search(before[0]) is not None and presenter(before[0]) is None and not ends_in_office(before[0])
    return opens and (_SESSION_NAME.fullmatch("".join(before)) is not None or any(find_sessions("".join(texts[position:end]))))


def _above(rows: list[Line], texts: list[str], head: _Head, floor: int) -> _Head:
    """``head`` with the lines above it that are its own: the author's line of a title, a letterhead, the session's name."""
    report = head.kind is PaperKind.REPORT
    start = head.start
    if report and texts[start].startswith(("关于", "对")) and start > floor and organisation(texts[start - 1]):
        start -= 1
    first = start
    if head.kind is PaperKind.TASKS:
        # 某某审议意见任务分解表, and the unit and the day under it
        while first > max(floor, start - _MOST_FRONT_LINES) and "。" not in texts[first - 1]:
            first -= 1
        return _Head(head.kind, first, start, head.end)
    while first > floor:
        text = texts[first - 1]
        lettered = is_letterhead(text) or document_number(text) is not None
        number_below = first < start and document_number(texts[first]) is not None
        session = (not report or turns_page(rows, first - 1)) and any(find_sessions(text)) and _SESSION_NAME.fullmatch(text)
        # 某省人大常委会会议审议意见 / （第2号）
        issued = report and first < start and is_issue(texts[first]) and is_title(text)
        if not (lettered or session or issued or (report and number_below and organisation(text))):
            break
        first -= 1
    return _Head(head.kind, first, start, head.end)
