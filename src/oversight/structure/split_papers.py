"""Where each paper of a file begins and ends, and what it is: news, attendance, agenda, or a report with its title."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from oversight.documents.document import Document, Line
from oversight.structure.bodies import find_sessions, place_of
from oversight.structure.covering_notice import is_one_of, named_in
from oversight.structure.dense_text import filled, plain, squeeze
from oversight.structure.head_lines import (
    author_in,
    date_line,
    document_number,
    is_issue,
    is_letterhead,
    is_published,
    opens_date_line,
    organisation,
    presenter,
    salutation,
)
from oversight.structure.names import HAN
from oversight.structure.names import is_title as ends_in_office
from oversight.structure.paper_titles import is_title, names_a_subject, opens_an_item


class PaperKind(Enum):
    """What a part of a file is."""

    NEWS = "news"
    ATTENDANCE = "attendance"
    AGENDA = "agenda"
    REPORT = "report"
    # A notice that only sends a paper which lies in another file.
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Paper:
    """A part of a file: ``title`` are its heading lines, ``lines`` the whole from its first line of text to its last.

    ``notice`` is the notice that sent it, where one did; where both stand in one file, ``lines`` begin with the notice's.
    """

    kind: PaperKind
    title: tuple[Line, ...]
    lines: tuple[Line, ...]
    letterhead: tuple[Line, ...] = field(default=())
    notice: "Paper | None" = None

    @property
    def heading(self) -> str:
        """The title's lines as one, spaces kept only where one line parts its phrases."""
        return join_title(plain(line) for line in self.title)


@dataclass(frozen=True, slots=True)
class _Head:
    kind: PaperKind
    first: int
    start: int
    end: int


_MOST_TITLE_LINES = 5
_MOST_HEAD_LINES = 8
_LONGEST_TITLE_LINE = 80
_LONGEST_NAME_LINE = 60
# — 37 —, 32, - 5 -
_PAGE_NUMBER = re.compile(r"[—－\-–―·\s]*\d{1,4}[—－\-–―·\s]*")
# 出席情况, 出席人员名单, 组成人员出缺席情况表, 会议签到表, 列席人员名单
_THERE = "出席|缺席|到会|参会|签到|应到|请假|列席"
_ATTENDANCE = re.compile(
    rf"(?=.{{0,60}}$)[^。；：]*(?:{_THERE})[^。；：，]{{0,32}}(?:情况|名单|一览表|统计表|登记表|签到表|表|册)(?:[（(].{{0,20}}[)）])?(?:的?(?:通报|报告|公示|公告))?"
)
# 会议议程, 议 程, 议程（草案）, 会议日程
_AGENDA = re.compile(r"(?=.{0,60}$)[^。；：，]*议(?:程|题)(?:安排|建议|表)?(?:[（(].{0,12}[)）])?")
# Each with a word that it cannot do without: most lines have none of them.
_FRONTS = {
    PaperKind.ATTENDANCE: (re.compile(_THERE), _ATTENDANCE),
    PaperKind.AGENDA: (re.compile("议程|议题"), _AGENDA),
}
# 举行第三十三次会议, 第八次会议召开, 第二十二次会议举行刘奇主持, 第五次会议公报, 第十次会议闭幕
_NEWS = re.compile(
    r"(?=.{6,60}$)[^。；：]*(?:(?:召开|举行|举办)[^。；：]{0,6}第.{1,6}次[^。；：]{0,8}会议|第.{1,6}次[^。；：]{0,8}会议[^。；：]{0,6}(?:召开|举行|闭会|开幕|闭幕|结束|公报|纪要|简报|综述))[^。；：]{0,20}"
)
# 关于 2023 年决算的报告: the gap that a printer leaves round digits
_ROUND_DIGITS = re.compile(rf"(?<=[{HAN}]) (?=\d)|(?<=\d) (?=[{HAN}])")
# 区十八届人大常委会第三十三次会议 on a line of its own, above 出席情况 or 会议议程
_SESSION_NAME = re.compile(r"(?=.{4,60}$)[^。；，]*(?:第.{1,8}次|次).{0,6}会议(?:文件|材料)?(?:之.{1,3}|[（(].{1,4}[)）])?")
# The first line of a session's name says whose session it is, or which.
_NAMES_A_SESSION = re.compile(r"届|会议|常委会|常务委员会")


def join_title(lines: Iterable[str]) -> str:
    """Title lines as one text. A title whose characters are spaced out is closed up; a space between phrases stays one space."""
    parts = [" ".join(line.split()) for line in lines]
    return _ROUND_DIGITS.sub("", "".join(_close_up(part) for part in parts))


def _close_up(text: str) -> str:
    tokens = text.split()
    spaced_out = len(tokens) > 1 and sum(len(token) == 1 for token in tokens) * 2 >= len(tokens)
    return "".join(tokens) if spaced_out else " ".join(tokens)


def split_papers(document: Document) -> list[Paper]:
    """The papers of ``document`` in order. What stands before the first head is news; a file without any text has none."""
    found = filled(document.lines)
    rows = [line for line, _text in found]
    heads = _find_heads(rows, [squeeze(text) for _line, text in found])
    starts = [head.first for head in heads] + [len(rows)]
    papers: list[Paper] = []
    if starts[0] > 0:
        papers.append(_paper(document, rows, _Head(PaperKind.NEWS, 0, 0, 0), starts[0]))
    for head, (_, end) in zip(heads, pairwise(starts), strict=True):
        papers.append(_paper(document, rows, head, end))
    return papers


def _paper(document: Document, rows: list[Line], head: _Head, end: int) -> Paper:
    while end > head.end + 1 and _PAGE_NUMBER.fullmatch(plain(rows[end - 1])):
        end -= 1
    lines = document.lines[rows[head.start].number - 1 : rows[end - 1].number]
    return Paper(head.kind, tuple(rows[head.start : head.end]), lines, tuple(rows[head.first : head.start]))


def _find_heads(rows: list[Line], texts: list[str]) -> list[_Head]:
    heads: list[_Head] = []
    inside = PaperKind.NEWS
    # The titles of the papers that the notice above sends.
    names: tuple[str, ...] = ()
    position = 0
    while position < len(rows):
        head = _head_at(rows, texts, position, inside, names)
        if head is None:
            position += 1
            continue
        title = "".join(texts[head.start : head.end])
        if not is_one_of(title, names):
            names = named_in(title) if head.kind is PaperKind.REPORT else ()
        heads.append(_above(rows, texts, head, heads[-1].end if heads else 0))
        inside, position = head.kind, head.end
    return heads


def _head_at(rows: list[Line], texts: list[str], position: int, inside: PaperKind, names: tuple[str, ...]) -> _Head | None:
    if len(texts[position]) > _LONGEST_TITLE_LINE or opens_an_item(texts[position]):
        return None
    # Whatever begins here, what stands before it has come to an end: most lines are done with at this.
    if not (_closed_before(texts, position, inside) or _turns_page(rows, position) or _labels_an_agenda(texts, position)):
        return None
    for kind in _FRONTS:
        for size in (1, 2, 3):
            # 列席人员名单 within an attendance list is the label of a part of it.
            part = inside is PaperKind.ATTENDANCE and texts[position].startswith("列席")
            # 姓名 职务 出席情况 is a row of a table.
            if not part and "\t" not in rows[position].clean and _front_head(texts, position, size, kind):
                return _Head(kind, position, position, position + size)
    for size in range(1, _MOST_TITLE_LINES + 1):
        end = position + size
        if end > len(texts) or len(texts[end - 1]) > _LONGEST_TITLE_LINE or (size > 1 and opens_an_item(texts[end - 1])):
            break
        if size > 1 and not _runs_on(texts, position, end):
            break
        title = "".join(texts[position:end])
        sent = inside is PaperKind.REPORT and is_one_of(title, names) and _closed_before(texts, position, inside)
        if is_title(title) and (sent or _is_head_of_a_report(rows, texts, position, end, inside)):
            return _Head(PaperKind.REPORT, position, position, end)
    if (
        "会议" in texts[position]
        and _NEWS.fullmatch(texts[position])
        and date_line(texts[position]) is None
        and _closed_before(texts, position, inside)
    ):
        return _Head(PaperKind.NEWS, position, position, position + 1)
    return None


def _labels_an_agenda(texts: list[str], position: int) -> bool:
    """议题： in minutes, with the items below."""
    return (
        texts[position].endswith(("：", ":"))
        and _AGENDA.fullmatch(texts[position][:-1]) is not None
        and position + 1 < len(texts)
        and opens_an_item(texts[position + 1])
    )


def _runs_on(texts: list[str], position: int, end: int) -> bool:
    """Whether lines can be one title, given that all but the last can.

    None is a date, a number or a letterhead, and no author's line stands before another author's.
    """
    first, second = texts[position : position + 2]
    # The first line is looked at with the second.
    added = texts[position:end] if end - position == 2 else texts[end - 1 : end]  # noqa: PLR2004
    if any(date_line(text) or document_number(text) or is_letterhead(text) or _PAGE_NUMBER.fullmatch(text) for text in added):
        return False
    if organisation(first) and (organisation(second) or "关于" in second[1:]):
        return False
    # Where a line begins with an author of its own (某某政府关于…), the lines before it are no part of its title.
    return "关于" in first or not any(author_in(text) or ends_in_office(text) for text in added)


@lru_cache(512)
def _heads_front(text: str, kind: PaperKind) -> bool:
    word, pattern = _FRONTS[kind]
    return word.search(text) is not None and pattern.fullmatch(text.rstrip("：:")) is not None and not opens_an_item(text)


def _front_head(texts: list[str], position: int, size: int, kind: PaperKind) -> bool:
    """出席情况 or 议程 in one line, or after lines that hold the session's name."""
    end = position + size
    if end > len(texts):
        return False
    *before, last = texts[position:end]
    if not _heads_front(last, kind):
        return False
    if not before:
        return True
    if any("。" in text or len(text) > _LONGEST_NAME_LINE for text in before):
        return False
    opens = _NAMES_A_SESSION.search(before[0]) is not None and presenter(before[0]) is None and not ends_in_office(before[0])
    return opens and (_SESSION_NAME.fullmatch("".join(before)) is not None or any(find_sessions("".join(texts[position:end]))))


def _closed_before(texts: list[str], position: int, inside: PaperKind) -> bool:
    """Whether what stands before a line has come to an end: a sentence, a list, a date, a head, or nothing at all."""
    if position == 0 or inside in (PaperKind.ATTENDANCE, PaperKind.AGENDA):
        return True
    before = texts[position - 1]
    if before.endswith(("。", "！", "”", "】", "）", ")", "；", "：")) or document_number(before) or is_letterhead(before):
        return True
    return date_line(before) is not None or _PAGE_NUMBER.fullmatch(before) is not None or organisation(before) is not None


def _turns_page(rows: list[Line], position: int) -> bool:
    if position == 0:
        return True
    page, before = rows[position].page, rows[position - 1].page
    if page is not None and page != before:
        return True
    # A page of a printed text that was kept as plain text begins with a form feed or one blank.
    raw = rows[position].raw
    return raw.startswith("\f") or (raw[:1] == " " and raw[1:2] not in ("", " ", "\u3000"))


_EVIDENCE: tuple[Callable[[str], object], ...] = (date_line, document_number, salutation, opens_date_line)


def _is_head_of_a_report(rows: list[Line], texts: list[str], start: int, end: int, inside: PaperKind) -> bool:
    """Whether the lines that read like a title stand where a title stands."""
    title = "".join(texts[start:end])
    if not (_closed_before(texts, start, inside) or _turns_page(rows, start)):
        return False
    # Right under a title stands its date, number, author, presenter or salutation; a further line of the title does not.
    # 某县第十七届人大常委会第十二次会议审议意见 / （2023年第5号） / 县人民政府：
    below = end + 1 if end < len(texts) and is_issue(texts[end]) else end
    strong = any(test(texts[below]) for test in _EVIDENCE) if below < len(texts) else False
    weak = end < len(texts) and (_says_who(rows, texts, end) is not None)
    alone = names_a_subject(title) and (
        start == 0
        or _turns_page(rows, start)
        or document_number(texts[start - 1]) is not None
        or is_letterhead(texts[start - 1])
        or _signed_above(texts, start)
    )
    followed = end < len(texts) and (texts[end].endswith(("。", "：", "，")) or len(texts[end]) > _LONGEST_TITLE_LINE // 2)
    if names_a_subject(title) and end < len(texts) and is_published(texts[end]):
        return True
    if strong or (weak and (names_a_subject(title) or _strong_below(texts, end + 1))):
        return True
    return alone and followed and (place_of(title) is not None or start == 0 or inside is PaperKind.REPORT)


def _signed_above(texts: list[str], position: int) -> bool:
    """Whether the paper before ends right above with its signature: a body, and a date below it."""
    return position > 1 and date_line(texts[position - 1]) is not None and organisation(texts[position - 2]) is not None


def _says_who(rows: list[Line], texts: list[str], position: int) -> str | None:
    """The author or the presenter on a line, unless the line opens another paper's title (某某政府 / 关于…)."""
    if position + 1 < len(texts) and texts[position + 1].startswith(("关于", "对")):
        return None
    person = presenter(plain(rows[position]))
    return person.name if person and person.title else organisation(texts[position])


def _strong_below(texts: list[str], position: int) -> bool:
    return any(test(text) for text in texts[position : position + 3] for test in _EVIDENCE)


def _above(rows: list[Line], texts: list[str], head: _Head, floor: int) -> _Head:
    """``head`` with the lines above it that are its own: the author's line of a title, a letterhead, the session's name."""
    report = head.kind is PaperKind.REPORT
    start = head.start
    if report and texts[start].startswith(("关于", "对")) and start > floor and organisation(texts[start - 1]):
        start -= 1
    first = start
    while first > floor:
        text = texts[first - 1]
        lettered = is_letterhead(text) or document_number(text) is not None
        number_below = first < start and document_number(texts[first]) is not None
        session = (not report or _turns_page(rows, first - 1)) and any(find_sessions(text)) and _SESSION_NAME.fullmatch(text)
        # 某省人大常委会会议审议意见 / （第2号）
        issued = report and first < start and is_issue(texts[first]) and is_title(text)
        if not (lettered or session or issued or (report and number_below and organisation(text))):
            break
        first -= 1
    return _Head(head.kind, first, start, head.end)
