"""Who read a report, where only the news says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oversight.structure.dense_text import squeeze
from oversight.structure.head_lines import author_in, named_body
from oversight.structure.names import split_titled
from oversight.structure.paper_titles import is_of_the_congress
from oversight.structure.read_agenda import subject_likeness
from oversight.structure.report_head import ReportHead
from oversight.vocabulary import ReportKind

# 区人大常委会副主任付彩霞代表区人大常委会视察组做的视察报告; 副区长王涛受区政府委托作的关于…的报告; 局长张明作了关于…的汇报
_READ_BY = re.compile(
    r"(?:^|[，。；：（(])(?P<who>[^，。；：（(]{2,60}?)(?:受(?P<by>[^，。；]{2,30}?)(?:的)?委托)?[，,]?(?:(?:代表|代)(?P<body>[^，。；]{2,40}?))?(?:所|向会议|在会上)?$"
)
_READ = re.compile(
    r"(?<!工)[作做](?:(?:的|了)(?P<what>[^，。；]{0,100}?(?:报告|汇报|说明))|(?P<kind>[^，。；的了]{0,8}(?:报告|汇报|说明)))"
)
# …的报告（县水务局局长苏合）
_IN_BRACKET = re.compile(r"[（(](?P<who>[^（()）]{4,40})[)）][；;。]?$")
# How far before 作的 the person who read may stand.
_BEFORE = 140
_LIKE_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Reading:
    """A person who read a paper: for which body, where it is said, and what paper, as far as the sentence says."""

    name: str
    title: str | None
    body: str | None
    what: str


def find_readings(text: str) -> Iterator[Reading]:
    """The readings told in ``text`` (without white space)."""
    for read in _READ.finditer(text):
        match = _READ_BY.search(text[max(0, read.start() - _BEFORE) : read.start()])
        person = split_titled(match["who"]) if match else None
        if match is not None and person is not None:
            yield Reading(
                person.name,
                person.title,
                match["body"] or match["by"] or named_body(person.title),
                read["what"] or read["kind"],
            )


def _is_short_for(one: str, other: str) -> bool:
    """Whether ``one`` can name the body ``other``: 县人大财经委, 某县人大财政经济委员会."""
    characters = iter(other)
    return other.endswith(one) or (is_of_the_congress(one) and all(character in characters for character in one))


_PASSED = (ReportKind.DELIBERATION_OPINION, ReportKind.RESOLUTION)


def _bodies(head: ReportHead) -> list[str]:
    return [body for body in (head.author, author_in(head.title)) if body]


def _is_of_others(reading: Reading, bodies: Sequence[str]) -> bool:
    """Whether who read speaks for the congress and the paper does not, or the reverse."""
    of_congress = is_of_the_congress(reading.body)
    return bool(reading.body and bodies) and all(is_of_the_congress(body) != of_congress for body in bodies)


def presenter_in_item(item: str, head: ReportHead) -> str | None:
    """Who read the paper by the item of the agenda that it belongs to: …的报告（市教育局局长某某作报告）, …的报告（市教育局局长某某）."""
    readings = [one for one in find_readings(squeeze(item)) if not _is_of_others(one, _bodies(head))]
    fitting = [one for one in readings if head.title.endswith(one.what)] or readings
    if head.kind in _PASSED:
        return None
    if not fitting:
        bracket = _IN_BRACKET.search(item)
        person = split_titled(squeeze(bracket["who"])) if bracket else None
        return person.name if person is not None and person.title else None
    return max(fitting, key=lambda one: len(one.what)).name


def presenter_in(readings: list[Reading], head: ReportHead) -> str | None:
    """Who of ``readings`` read the paper: by the body that it speaks for and the kind or subject that the sentence names.

    An opinion or a resolution is passed, nobody reads it out for a body.
    """
    if head.kind in _PASSED:
        return None
    best, name = _LIKE_ENOUGH, None
    bodies = _bodies(head)
    for reading in readings:
        if _is_of_others(reading, bodies):
            continue
        score = subject_likeness(head.title, reading.what) if "关于" in reading.what else 0.0
        if reading.body and any(_is_short_for(body, reading.body) or _is_short_for(reading.body, body) for body in bodies):
            score += 0.5
            if "关于" not in reading.what and head.title.endswith(reading.what):
                score += 0.5
        if score >= best:
            best, name = score, reading.name
    return name
