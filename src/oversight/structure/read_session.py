"""Which session the papers belong to, when and where it was held, and whose it was."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from oversight.documents.document import Document
from oversight.structure.bodies import Places, SessionMention, count_places, find_sessions
from oversight.structure.dates import PrintedDate, find_dates
from oversight.structure.dense_text import dense_lines, squeeze
from oversight.structure.find_venue import find_venue, opening_below_title
from oversight.structure.head_lines import is_published
from oversight.structure.join_notices import join_apart, join_within
from oversight.structure.paper import Paper, PaperKind
from oversight.structure.report_head import ReportHead, read_head
from oversight.structure.split_papers import split_papers
from oversight.vocabulary import ReportKind

_COMMITTEE, _PRESIDIUM = "人民代表大会常务委员会", "人民代表大会主席团"
# How far into the news, or into an opinion, its own session is named.
_OPENING = 300
# How much a mention counts by where it stands.
_NEWS, _FRONT, _DATE_LINE, _PREAMBLE = 5, 4, 3, 2
# A report may be read a day or two after the session that the news dates began.
_SAME_SESSION = dt.timedelta(days=10)


@dataclass(frozen=True, slots=True)
class FilePapers:
    """The papers of one file with the heads of its reports, in order; ``heads`` is None for what is no report."""

    papers: tuple[tuple[Paper, ReportHead | None], ...]

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> "FilePapers":
        """``papers`` with their heads read."""
        return cls(tuple((paper, _head_of(paper)) for paper in papers))

    @classmethod
    def of_all(cls, documents: Iterable[Document]) -> list["FilePapers"]:
        """The papers of files that lie together, each covering notice joined to the paper that it sends."""
        files = [tuple(join_within(document, split_papers(document))) for document in documents]
        return [cls.of(papers) for papers in join_apart(files)]

    @classmethod
    def lent(cls, files: Sequence["FilePapers"]) -> list["FilePapers"]:
        """The same for files that turn out to be of one session, and lie in several folders."""
        # Only what a notice was lent to is another paper than before.
        known = {id(paper): head for file in files for paper, head in file.papers}
        joined = join_apart([[paper for paper, _head in file.papers] for file in files])
        return [
            cls(tuple((paper, known[id(paper)] if id(paper) in known else _head_of(paper)) for paper in papers))
            for papers in joined
        ]

    @property
    def holds_papers(self) -> bool:
        """Whether there is anything of a session in the file."""
        return any(paper.kind is not PaperKind.NEWS for paper, _head in self.papers) or bool(mentions(self))

    @property
    def only_attached(self) -> bool:
        """Whether the file holds nothing but tables of tasks, which say nothing without the papers that they are attached to."""
        kinds = {paper.kind for paper, _head in self.papers}
        return PaperKind.TASKS in kinds and kinds <= {PaperKind.TASKS, PaperKind.NEWS} and not mentions(self)


def _head_of(paper: Paper) -> ReportHead | None:
    return read_head(paper) if paper.kind is PaperKind.REPORT else None


@dataclass(frozen=True, slots=True)
class SessionKey:
    """Which session: its committee's place as printed in the session's name (or only 区), term and number."""

    place: str | None
    term: int | None
    number: int

    def fits(self, other: "SessionKey") -> bool:
        """Whether both can be the same session."""
        if self.number != other.number or (self.term and other.term and self.term != other.term):
            return False
        one, two = self.place or "", other.place or ""
        return one.endswith(two) or two.endswith(one)


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """The session as the papers give it; what they do not say is None. ``missing`` names what a person has to add."""

    body: str
    term: int | None
    number: int | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    venue: str | None
    year: int | None
    missing: tuple[str, ...] = field(default=())


def mentions(file: FilePapers) -> list[tuple[SessionMention, int]]:
    """The places where a file says which session it belongs to, each with its weight."""
    found: list[tuple[SessionMention, int]] = []
    for paper, head in file.papers:
        if head is None:
            if paper.kind in (PaperKind.CONTENTS, PaperKind.TASKS) or (
                paper.kind is PaperKind.NEWS and not is_of_the_session(paper)
            ):
                continue
            title = squeeze(paper.heading)
            text = title + "。" + opening_below_title(paper, _OPENING if paper.kind is PaperKind.NEWS else 100)
            first = next(find_sessions(text), None)
            if first is not None:
                found.append((first, _NEWS if paper.kind is PaperKind.NEWS else _FRONT))
        elif head.session is not None:
            found.append((head.session, _DATE_LINE))
        elif head.kind in (ReportKind.DELIBERATION_OPINION, ReportKind.RESOLUTION):
            first = next(find_sessions(head.preamble), None)
            if first is not None:
                found.append((first, _PREAMBLE))
    return found


# 县人大常委会召开第四十五次主任会议; 县人大常委会、县政协召开联席会议
_OTHER_MEETING = re.compile(
    r"主任会议|联席会议|座谈会|党组(?:理论|\（扩大\）|扩大)?.{0,6}(?:会议|学习)|推进会|动员会|培训班|代表大会第.{1,6}次会议|调研|视察"
)


def is_of_the_session(paper: Paper) -> bool:
    """Whether a news item tells of a session: not one whose heading names another meeting, and no session."""
    if paper.kind is not PaperKind.NEWS:
        return False
    heading = squeeze(paper.heading)
    return any(find_sessions(heading)) or _OTHER_MEETING.search(heading) is None


def session_key(files: Iterable[FilePapers]) -> SessionKey | None:
    """The session that weighs most among those that ``files`` name as theirs; None where they name none."""
    found = [mention for file in files for mention in mentions(file)]
    if not found:
        return None
    weights: Counter[int] = Counter()
    for mention, weight in found:
        weights[mention.number] += weight
    number = max(weights, key=lambda candidate: weights[candidate])
    own = [(mention, weight) for mention, weight in found if mention.number == number]
    terms: Counter[int] = Counter()
    places: Counter[str] = Counter()
    for mention, weight in own:
        if mention.term is not None:
            terms[mention.term] += weight
        if mention.place is not None:
            places[mention.place] += weight
    place = max(places, key=lambda candidate: (len(candidate), places[candidate])) if places else None
    return SessionKey(place, max(terms, key=lambda term: terms[term]) if terms else None, number)


def read_session(files: Sequence[FilePapers], key: SessionKey | None, places: Places | None = None) -> SessionFacts:
    """What the papers of one session say about it. ``places`` are those that they print, where they were counted before."""
    if places is None:
        places = Places()
        for file in files:
            places.add(places_in(file))
    place = place_printed(places, key)
    missing = [] if place else ["body"]
    place = place or (key.place if key else None)
    year = _year(files)
    days = _days(files, key, year)
    if key is None:
        missing.append("session")
    if days is None:
        missing.append("date")
    return SessionFacts(
        body=(place or "") + (_PRESIDIUM if place and place.endswith(("乡", "镇")) else _COMMITTEE),
        term=key.term if key else None,
        number=key.number if key else None,
        starts_on=days[0] if days else None,
        ends_on=days[1] if days else None,
        venue=find_venue(paper for file in files for paper, head in file.papers if head is None),
        year=year,
        missing=tuple(missing),
    )


def places_in(file: FilePapers) -> Places:
    """The places that the papers of a file print."""
    return count_places(
        text for paper, _head in file.papers for lines in (paper.letterhead, paper.lines) for text in dense_lines(lines)
    )


def place_printed(places: Places, key: SessionKey | None) -> str | None:
    """The place whose committee sits; None where the papers print no more of it than 区 or 县."""
    level = key.place if key and key.place and len(key.place) == 1 else None
    place = places.committee(level) or (key.place if key else None)
    return place if place != level else None


def _year(files: Sequence[FilePapers]) -> int | None:
    """The year that the dated papers print: that of a reading, else of an opening, of a signature, of the publication."""
    heads = [head for file in files for _paper, head in file.papers if head is not None]
    for dates in (
        [head.presented_on for head in heads],
        [_first_date(head) for head in heads if head.kind is ReportKind.DELIBERATION_OPINION],
        [head.dated_on for head in heads],
        _published(files),
    ):
        years = Counter(date.year for date in dates if date is not None)
        if years:
            return years.most_common(1)[0][0]
    return None


def _published(files: Sequence[FilePapers]) -> list[dt.date | None]:
    lines = [line.clean for file in files for paper, head in file.papers if head is None for line in paper.lines]
    return [date.first() for line in lines if is_published(line) for date in find_dates(line)]


def _first_date(head: ReportHead) -> dt.date | None:
    """2023年8月29日，区六届人大常委会第十二次会议听取和审议了…: an opinion names the day of its session."""
    return next((date.first() for date in find_dates(head.preamble) if date.year), None)


def _days(files: Sequence[FilePapers], key: SessionKey | None, year: int | None) -> tuple[dt.date, dt.date] | None:
    """First and last day: from the news, else the attendance list or the agenda; stretched by the days when its papers were read."""
    spans: list[tuple[dt.date, dt.date]] = []
    opened: list[dt.date] = []
    for kind in (PaperKind.NEWS, PaperKind.ATTENDANCE, PaperKind.AGENDA):
        texts = [
            squeeze(paper.heading) + "。" + opening_below_title(paper, 2 * _OPENING)
            for file in files
            for paper, _head in file.papers
            if paper.kind is kind and (kind is not PaperKind.NEWS or is_of_the_session(paper))
        ]
        opened += [on for text in texts if (on := _opening_day(text, year)) is not None]
        # A masthead above the minutes has a date of its own.
        texts.sort(key=lambda text: not any(find_sessions(text.partition("。")[0])))
        within = 100 if kind is not PaperKind.NEWS else _OPENING
        beside = (day for text in texts if (day := _date_beside_name(text, key)) is not None)
        printed = next(beside, None) or next((day for text in texts for day in find_dates(text[:within])), None)
        if printed and (first := printed.first(year)) and (last := printed.last(year)):
            spans.append((first, last))
            break
    read_on = [
        head.presented_on
        for file in files
        for _paper, head in file.papers
        if head is not None and head.presented_on is not None and _of_this(head.session, key)
    ]
    if not spans and not read_on:
        read_on = [
            date
            for file in files
            for _paper, head in file.papers
            if head is not None
            and head.kind in (ReportKind.DELIBERATION_OPINION, ReportKind.RESOLUTION)
            and (date := _session_day_in_preamble(head, key, year)) is not None
        ]
    if not spans and not read_on:
        return None
    start = spans[0][0] if spans else min(read_on)
    near = [day for day in (*read_on, *opened) if abs(day - start) <= _SAME_SESSION]
    return min([start, *near]), max([spans[0][1] if spans else start, *near])


# 3月29日，第八次会议在云州闭幕。会议于3月26日开幕。
_OPENED = re.compile("(?:[上下]午)?(?:正式)?开幕")


def _opening_day(text: str, year: int | None) -> dt.date | None:
    """The day on which the news of its last day say that the session was opened."""
    if "开幕" not in text:
        return None
    return next((date.first(year) for date in find_dates(text) if _OPENED.match(text, date.at[1])), None)


def _of_this(mention: SessionMention | None, key: SessionKey | None) -> bool:
    return mention is None or key is None or SessionKey(mention.place, mention.term, mention.number).fits(key)


def _session_day_in_preamble(head: ReportHead, key: SessionKey | None, year: int | None) -> dt.date | None:
    text = head.preamble
    for mention in find_sessions(text):
        if _of_this(mention, key):
            sentence = text[max(text.rfind("。", 0, mention.at[0]) + 1, 0) : mention.at[1] + 20]
            return next((date.first(year) for date in find_dates(sentence)), None)
    return None


def _date_beside_name(text: str, key: SessionKey | None) -> PrintedDate | None:
    """The date in the sentence that names the session: the nearest before its name, not one of a heading that runs into the sentence."""
    for sentence in re.split("[。！？]", text[: 2 * _OPENING]):
        named = [mention for mention in find_sessions(sentence) if _of_this(mention, key)]
        dates = list(find_dates(sentence)) if named else []
        if dates:
            before = [date for date in dates if date.at[1] <= named[-1].at[0]]
            return before[-1] if before else dates[0]
    return None
