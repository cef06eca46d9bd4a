"""Minutes (会议纪要) of a standing committee or of its chair's meeting: what is asked for in them alone.

Minutes are news of a session and a formal paper at once. Where the committee hands over opinions of their own, minutes and news
only retell them; where it does not, what the minutes say that 会议要求 or 会议建议 is all that was asked for.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from oversight.structure.demands import Demands, ReadPart
from oversight.structure.outline import Part, Span
from oversight.structure.report_part import ReportPart
from oversight.vocabulary import Origin

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
    """``read`` and those of ``minutes`` that ask for something, if no other paper hands over what was asked for.

    All get their numbers anew, in the order of the papers.
    """
    if not minutes or any(it.origin is Origin.OPINION for one in read for it in one.demands.recommendations):
        return list(read)
    told = [ReadPart(part, demands) for part in minutes if (demands := find(part)).recommendations]
    papers = sorted([*read, *told], key=lambda one: (one.part.file, one.part.lines[0].number))
    return [ReadPart(replace(one.part, number=number), one.demands) for number, one in enumerate(papers, 1)]
