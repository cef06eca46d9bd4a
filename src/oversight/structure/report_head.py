"""The head matter of a report: title, author, presenter, date, number, addressee; and where its body begins."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from oversight.documents.document import Line
from oversight.structure.bodies import SessionMention, find_sessions
from oversight.structure.covering_notice import requests, without_office
from oversight.structure.dates import PrintedDate, find_dates
from oversight.structure.dense_text import dense, opening, plain, squeeze
from oversight.structure.head_lines import (
    DateLine,
    author_in,
    body_of_office,
    date_line,
    document_number,
    is_letterhead,
    is_published,
    is_to_the_floor,
    named_body,
    opens_date_line,
    organisation,
    presenter,
    salutation,
    session_line,
)
from oversight.structure.names import Titled
from oversight.structure.paper import Paper
from oversight.structure.paper_titles import is_committee, is_of_the_congress, kind_of
from oversight.vocabulary import ReportKind

_MOST_DATE_LINES = 3
# More lines than any paper has between its title and its body
_MOST_HEAD_LINES = 80
_MOST_CLOSING_LINES = 8
_OPENING_LINES = 12
# So many characters of a paper
_PREAMBLE = 300
# 某某人大常委会文件, 某某人大常委会会议审议意见, 某某人大常委会公报
_ISSUED = re.compile("文件$|(?:会议)?审议意见书?$|公报$")
# 2023年9月6日印发
_SIGNED_ON = re.compile(r".{0,12}(?:印发|发布|公布)?")


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What stands above the body of a report. ``used`` gives, by line number, what each of those lines was taken for.

    ``presented`` is the day of the date line as printed, ``presented_on`` the day itself where its year is known.
    """

    title: str
    kind: ReportKind
    body: tuple[Line, ...]
    used: dict[int, str]
    author: str | None = None
    presenter: str | None = None
    presenter_title: str | None = None
    presented: PrintedDate | None = None
    presented_on: dt.date | None = None
    dated_on: dt.date | None = None
    addressee: str | None = None
    document_number: str | None = None
    session: SessionMention | None = None
    # The body of the notice that sent the paper
    sent_with: tuple[Line, ...] = ()

    @property
    def preamble(self) -> str:
        """The first sentences without white space, and those of the notice: where an opinion names its session."""
        return "。".join(opening(lines, _PREAMBLE) for lines in (self.body, self.sent_with))

    def in_year(self, year: int | None) -> "ReportHead":
        """The head where ``year`` stands in for one that the date line does not print."""
        if self.presented is None or self.presented_on is not None:
            return self
        return replace(self, presented_on=self.presented.first(year))


def read_head(paper: Paper) -> ReportHead:
    """The head of ``paper``, a report.

    A notice that sent it lends what the paper itself does not print, and what it asks for by a date closes the body.
    """
    own = _own_head(paper)
    if paper.notice is None:
        return own
    sent = _own_head(paper.notice)
    author = own.author or without_office(sent.author)
    addressee = own.addressee or sent.addressee
    return replace(
        own,
        kind=kind_of(own.title, author_in(own.title) or author, addressee),
        body=(*own.body, *requests(sent.body)),
        sent_with=sent.body,
        used=sent.used | own.used,
        author=author,
        dated_on=own.dated_on or sent.dated_on,
        addressee=addressee,
        document_number=own.document_number or sent.document_number,
        session=own.session or sent.session,
    )


def _own_head(paper: Paper) -> ReportHead:
    title = paper.heading
    used = {line.number: "title" for line in paper.title}
    number = None
    above: str | None = None
    for line in paper.letterhead:
        used[line.number] = "letterhead"
        sent = squeeze(plain(line))
        # 某某市第九届人大常委会第二十次会议文件 names the packet, not who wrote the paper below.
        if not (sent.endswith(("文件", "材料")) and any(find_sessions(sent))):
            above = above or organisation(_ISSUED.sub("", sent))
        number = document_number(plain(line)) or number
    printed_author: str | None = None
    person = None
    said: DateLine | None = None
    said_text = ""
    called: str | None = None
    rows = _first(paper.lines[paper.title[-1].number - paper.lines[0].number + 1 :], _MOST_HEAD_LINES)
    position = 0
    while position < len(rows) and called is None:
        text = plain(rows[position])
        size = 1
        if (found := _date_lines(rows, position)) is not None and said is None:
            said, size = found
            said_text += squeeze("".join(plain(row) for row in rows[position : position + size]))
            meaning = "date"
        elif not said_text and session_line(text):
            said_text, meaning = squeeze(text), "date"
        elif (printed := document_number(text)) is not None:
            number, meaning = printed, "document_number"
        elif (called := salutation(text)) is not None:
            meaning = "salutation"
        elif is_letterhead(text):
            meaning = "letterhead"
        elif printed_author is None and (body := organisation(text)) is not None and not _goes_on(rows, position):
            printed_author, meaning = body, "author"
        elif is_published(text):
            meaning = "furniture"
        elif person is None and (found_person := presenter(text)) is not None:
            person, meaning = found_person, "presenter"
        else:
            break
        used.update({row.number: meaning for row in rows[position : position + size]})
        position += size
    body_start = rows[position].number if position < len(rows) else paper.lines[-1].number + 1
    kept = without_tail(paper.lines)
    closing = _closing_lines(paper, kept)
    author = author_in(title) or printed_author or above or _signed_by(closing)
    author = author or _on_behalf(rows[position:]) or _author_by(person)
    addressee = None if called is None or is_to_the_floor(called) else called
    kind = kind_of(title, author, addressee)
    session = next(find_sessions(said_text), None)
    said, sent_on = _read_or_sent(said, kind, session)
    return ReportHead(
        title=title,
        kind=kind,
        body=kept[body_start - paper.lines[0].number :],
        used=used,
        author=printed_author or author,
        presenter=person.name if person else None,
        presenter_title=person.title if person else None,
        presented=said.date if said else None,
        presented_on=said.date.first() if said else None,
        dated_on=_signed_on(closing) or sent_on,
        addressee=addressee,
        document_number=number,
        session=session,
    )


def _read_or_sent(
    said: DateLine | None, kind: ReportKind, session: SessionMention | None
) -> tuple[DateLine | None, dt.date | None]:
    """（2021年8月5日）, under the title of an opinion that was not passed on it: the day on which it was sent, and none of the session."""
    sent = said is not None and kind is ReportKind.DELIBERATION_OPINION and session is None and not said.passed
    return (None, said.date.first()) if said is not None and sent else (said, None)


# 第十五次会议听取和审议了县人民政府《关于全县生态环境保护工作情况的报告》
_HEARD = re.compile(r"(?:听取|审议|审查|检查)[^。；]{0,40}?(?P<what>(?:关于|对)[^。；，》]{4,80}?(?:报告|汇报))")


def heard_in(head: ReportHead) -> str:
    """The paper that an opinion says it follows from, for one whose title names no subject (审议意见书); empty where it names none."""
    if head.kind is not ReportKind.DELIBERATION_OPINION:
        return ""
    match = _HEARD.search(dense(head.body[:_OPENING_LINES]).text)
    return match["what"] if match else ""


def _date_lines(rows: list[Line], position: int) -> tuple[DateLine, int] | None:
    """A date line, which may be cut over up to three lines, and how many lines it takes."""
    found = date_line(plain(rows[position]))
    if found is not None and plain(rows[position]).startswith(("（", "(")) and not plain(rows[position]).endswith(("）", ")")):
        # （2021年8月26日在北樟县第十八届人民代表大会常务委员会第四十一次 / 会议上）
        return _longer(rows, position) or (found, 1)
    if found is not None and not plain(rows[position]).startswith(("（", "(")):
        # ——2024年6月27日在望澜县第十七届人大常委会第 / 二十一次会议上
        if "在" in plain(rows[position]) and not re.search(r"(?:上|通过|[）)]|日)$", squeeze(plain(rows[position]))):
            return _longer(rows, position) or (found, 1)
        return found, 1
    if found is not None:
        return found, 1
    return _longer(rows, position) if opens_date_line(plain(rows[position])) else None


def _longer(rows: list[Line], position: int) -> tuple[DateLine, int] | None:
    for size in range(2, _MOST_DATE_LINES + 1):
        together = "".join(plain(row) for row in rows[position : position + size])
        if (found := date_line(together)) is not None and re.search(r"(?:上|通过|[）)])$", squeeze(together)):
            return found, size
    return None


def _goes_on(rows: list[Line], position: int) -> bool:
    """Whether a line that names a body is only the start of a sentence that runs on to the next line."""
    text = plain(rows[position])
    return (
        position + 1 < len(rows) and len(text) > len("人民代表大会常务委员会") * 2 and not presenter(plain(rows[position + 1]))
    )


def _author_by(person: Titled | None) -> str | None:
    """The body whose head or vice head reads, or the congress's own organ: 县人大常委会法制工作委员会主任."""
    if person is None or person.title is None:
        return None
    named = named_body(person.title)
    return named if is_of_the_congress(named) and not is_committee(named) else body_of_office(person.title)


# 我受市人民政府委托，向会议报告…
_FOR = re.compile(r"受(?P<body>[^，。；]{2,30}?)(?:的)?委托")


def _on_behalf(body: list[Line]) -> str | None:
    """The body that the speaker says to speak for, in the first sentences."""
    match = _FOR.search(dense(body[:2]).text)
    return organisation(match["body"]) if match else None


def _closing_lines(paper: Paper, kept: Sequence[Line]) -> list[Line]:
    """The last of the lines of ``paper`` that are ``kept``, in their order."""
    title = {line.number for line in paper.title}
    return _first((line for line in reversed(kept) if line.number not in title), _MOST_CLOSING_LINES)[::-1]


def _first(lines: Iterable[Line], most: int) -> list[Line]:
    """The first lines that hold text, at most so many."""
    return list(islice((line for line in lines if plain(line)), most))


# （此件公开发布）, 抄送：区委办公室, 主题词：…, 共印30份: what stands below the date of a paper, and what follows it
_TAIL = re.compile(
    r"[（(](?:此件|联系人|此页|本页)[^（()）]{1,60}[)）]|(?:抄送|抄报|分送|发送|主题词|[送报发])[：:].*|(?:共|[（(]共)印\d+份[)）]?|"
    r"[^。，]{2,40}(?:办公室|办公厅|秘书处|委员会|组)[^。，]{0,4}\d{4}年\d{1,2}月\d{1,2}日印(?:发|制)(?:.{0,10}份[)）]?)?"
)
_FIRST_OF_TAIL = frozenset("（(抄分发主送报共")
# So many lines follow them at most, and none is a paragraph.
_MOST_TAIL_LINES = 12
_PARAGRAPH = 60


def without_tail(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """``lines`` without what an office prints below the date of a paper: whether it is public, who has a copy, who printed it."""
    rows = _first(reversed(lines), _MOST_TAIL_LINES + 1)[::-1]
    for position in range(1, len(rows)):
        below = rows[position:]
        dense = squeeze(plain(below[0]))
        # Most lines are done with at this.
        may_be = dense[:1] in _FIRST_OF_TAIL or "印" in dense
        if may_be and _TAIL.fullmatch(dense) and all(len(plain(row)) < _PARAGRAPH or _TAIL.match(plain(row)) for row in below):
            return tuple(line for line in lines if line.number < below[0].number)
    return lines


def _signed_by(closing: Sequence[Line]) -> str | None:
    """The body in the signature: the line above the closing date that names one."""
    for line, below in pairwise(closing):
        if date_line(plain(below)) is not None and (body := organisation(plain(line))) is not None:
            return body
    return None


def _signed_on(closing: Sequence[Line]) -> dt.date | None:
    """The date under the signature: the last line near the end that is a date and nothing more."""
    for line in reversed(closing):
        text = squeeze(plain(line))
        found = next(find_dates(text), None)
        if found is not None and found.at[0] == 0 and _SIGNED_ON.fullmatch(text[found.at[1] :]) and "。" not in text:
            return found.first()
    return None
