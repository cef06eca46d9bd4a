"""Where a report begins, or the news of a session: by a title, and what stands above it."""

import re
from collections.abc import Sequence

from oversight.documents.document import Line
from oversight.structure.bodies import find_sessions
from oversight.structure.covering_notice import is_one_of
from oversight.structure.front_heads import MOST_FRONT_LINES, names_session_alone
from oversight.structure.head_lines import date_line, document_number, is_issue, is_letterhead, organisation
from oversight.structure.paper import Head, PaperKind
from oversight.structure.paper_titles import is_title
from oversight.structure.title_place import closed_before, runs_on, stands_as_title, turns_page

# 关于召开区八届人大常委会第十八次会议的通知: what is to be dealt with, when and where
_CONVENES = re.compile(r".{0,24}关于(?:召开|举行).{0,24}(?:人大常委会|常务委员会).{0,16}会议的(?:预备)?(?:通知|公告)")
# 举行第三十三次会议, 第八次会议召开, 第二十二次会议举行刘奇主持, 第五次会议公报, 第十次会议闭幕
_NEWS = re.compile(
    r"(?=.{6,60}$)[^。；：]*(?:(?:召开|举行|举办)[^。；：]{0,6}第.{1,6}次[^。；：]{0,8}会议|第.{1,6}次[^。；：]{0,8}会议[^。；：]{0,6}(?:召开|举行|闭会|开幕|闭幕|结束|公报|纪要|简报|综述))[^。；：]{0,20}"
)
# 时间：2022年12月29日, under the session's name
_OF_MINUTES = re.compile(r"(?:会议)?(?:时间|日期|地点|主持人?|出席|应到)[^，。；]{0,12}[：:]")


def report_at(  # noqa: PLR0917 -- one call, and all of it belongs together
    rows: list[Line], texts: list[str], position: int, inside: PaperKind, names: tuple[str, ...], sizes: Sequence[int]
) -> Head | None:
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
            if not runs_on(texts, position, last):
                return None
        looked_at = size
        sent = inside is PaperKind.REPORT and is_one_of(title, names) and closed_before(rows, texts, position, inside)
        if sent or stands_as_title(rows, texts, position, end, inside):
            return Head.at(_kind_of(title), position, end)
    return None


def _kind_of(title: str) -> PaperKind:
    """A report, but for the notice that convenes the session, and the gazette of a session (…第二十一次会议公报), on its cover."""
    if _CONVENES.fullmatch(title):
        return PaperKind.AGENDA
    return PaperKind.NEWS if _NEWS.fullmatch(title) and any(find_sessions(title)) else PaperKind.REPORT


def news_at(rows: list[Line], texts: list[str], position: int, inside: PaperKind) -> Head | None:
    """The news of a session by its headline, or its minutes by its name and the labels below."""
    if position + 1 < len(texts) and _OF_MINUTES.match(texts[position + 1]) and names_session_alone(texts[position]):
        return Head.at(PaperKind.NEWS, position, position + 1)
    if (
        "会议" in texts[position]
        and _NEWS.fullmatch(texts[position])
        and date_line(texts[position]) is None
        and closed_before(rows, texts, position, inside)
    ):
        return Head.at(PaperKind.NEWS, position, position + 1)
    return None


def with_lines_above(rows: list[Line], texts: list[str], head: Head, floor: int) -> Head:
    """``head`` with the lines above it that are its own: the author's line of a title, a letterhead, the session's name."""
    report = head.kind is PaperKind.REPORT
    start = head.start
    if report and texts[start].startswith(("关于", "对")) and start > floor and organisation(texts[start - 1]):
        start -= 1
    first = start
    if head.kind is PaperKind.TASKS:
        # 某某审议意见任务分解表, and the unit and the day under it
        while first > max(floor, start - MOST_FRONT_LINES) and "。" not in texts[first - 1]:
            first -= 1
        return Head(head.kind, first, start, head.end)
    while first > floor:
        text = texts[first - 1]
        lettered = is_letterhead(text) or document_number(text) is not None
        number_below = first < start and document_number(texts[first]) is not None
        session = (not report or turns_page(rows, first - 1)) and names_session_alone(text)
        # 某省人大常委会会议审议意见 / （第2号）
        issued = report and first < start and is_issue(texts[first]) and is_title(text)
        if not (lettered or session or issued or (report and number_below and organisation(text))):
            break
        first -= 1
    return Head(head.kind, first, start, head.end)
