"""Minutes (会议纪要) of a standing committee or of its chair's meeting: what is asked for in them alone.

Minutes are news of a session and a formal paper at once. Where the committee hands over an opinion on a matter, minutes and news
only retell it; where it does not, what the minutes say that 会议要求 or 会议建议 is all that was asked for.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from oversight.structure.answered_session import shared_pairs, subject_of
from oversight.structure.demands import Demands, ReadPart
from oversight.structure.outline import Part, Span
from oversight.structure.report_part import ReportPart
from oversight.structure.running_text import RunningText
from oversight.vocabulary import Origin

# 二、会议听取和审议了…的报告
_NUMBERED = re.compile("[一二三四五六七八九十]{1,3}、")
_HEARD = re.compile("听取|审议|检查|视察|评议")
# 形成了审议意见，另文印发
_HANDED_OVER = re.compile("(?:形成|提出)了?(?:如下|以下)?审议意见|审议意见(?:另|待|由)")
# A matter and the title of an opinion share at least so much of what the title is about.
_SPOKEN_OF = 0.6

_MINUTES = re.compile(r"纪要(?:[（(][^（()）]*[)）])?$")


def are_minutes(title: str) -> bool:
    """Whether a title is that of minutes."""
    return _MINUTES.search(title) is not None


def paragraphs_of(part: Part) -> Iterator[Span]:
    """The paragraphs of ``part`` and of its parts that stand under no further number, in order."""
    if not part.parts:
        yield from part.own
        return
    yield from (span for span, before in zip(part.own, part.before, strict=True) if before == 0)
    for child in part.parts:
        yield from paragraphs_of(child)


def with_minutes(
    read: Sequence[ReadPart], minutes: Sequence[ReportPart], find: Callable[[ReportPart], Demands]
) -> list[ReadPart]:
    """``read`` and those of ``minutes`` that ask for something which no other paper hands over.

    All get their numbers anew, in the order of the papers.
    """
    if not minutes:
        return list(read)
    opinions = [one.part for one in read if any(it.origin is Origin.OPINION for it in one.demands.recommendations)]
    told = [
        ReadPart(part, demands)
        for part in minutes
        if (left := _what_is_left(part, opinions)) is not None and (demands := find(left)).recommendations
    ]
    if not told:
        return list(read)
    papers = sorted([*read, *told], key=lambda one: (one.part.file, one.part.lines[0].number))
    return [ReadPart(replace(one.part, number=number), one.demands) for number, one in enumerate(papers, 1)]


def _what_is_left(part: ReportPart, opinions: Sequence[ReportPart]) -> ReportPart | None:
    """Minutes without the matters that ``opinions`` hand over; None where nothing else was heard."""
    if not opinions:
        return part
    subjects = [subject_of(opinion.title) if "关于" in opinion.title else "" for opinion in opinions]
    if not all(subjects):
        return None
    running = part.running
    lines: list[tuple[int, int]] = []
    for start, end in _matters(running):
        matter = running.text[start:end]
        handed_over = _HANDED_OVER.search(matter) or any(shared_pairs(subject, matter) >= _SPOKEN_OF for subject in subjects)
        if _HEARD.search(matter) and not handed_over:
            lines.append(running.lines(start, end))
    body = tuple(line for line in part.body if any(first <= line.number <= last for first, last in lines))
    return replace(part, body=body) if body else None


def _matters(running: RunningText) -> Iterator[Span]:
    """Each matter that the meeting dealt with: 二、听取和审议…, or paragraphs from the one on that says what was heard."""
    text, starts = running.text, [start for start in running.starts if _NUMBERED.match(running.text, start)]
    if not starts:
        starts = [start for start, end in pairwise((*running.starts, len(text))) if _HEARD.search(text, start, end)]
    yield from pairwise((*starts, len(text)))
