"""Which opinion of an earlier session a later paper speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass

from oversight.rules.likeness import containment, likeness, text_key

_SURE = 0.75
# Where most of a list has been found in order, what is left stands at its place unless it is quite another thing.
_IN_ORDER = 0.4
# 加强领导 stands in half of all opinions: so short a quotation has to be the whole heading.
_SHORTEST = 6
# How far the subjects of the two papers may decide between equal headings.
_SUBJECT = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """An item of an opinion; ``subject`` is the title of its paper."""

    heading: str | None
    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """An item as a later paper quotes it; ``subject`` is that paper's title."""

    text: str
    subject: str = ""


def match_answers(quotations: Sequence[Quotation], opinions: Sequence[Opinion]) -> dict[int, int]:
    """Index of the quotation → index of the opinion; one to one, and nothing that is not sure."""
    scored = sorted(
        (
            (-(score + _SUBJECT * likeness(quotation.subject, opinion.subject)), abs(i - j), i, j)
            for i, quotation in enumerate(quotations)
            for j, opinion in enumerate(opinions)
            if (score := answer_likeness(quotation, opinion)) >= _SURE
        ),
    )
    pairs: dict[int, int] = {}
    for _score, _distance, i, j in scored:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    if len(quotations) == len(opinions) and sum(i == j for i, j in pairs.items()) * 2 >= len(quotations):
        for i in range(len(quotations)):
            if i not in pairs and i not in pairs.values() and answer_likeness(quotations[i], opinions[i]) >= _IN_ORDER:
                pairs[i] = i
    return pairs


def answer_likeness(quotation: Quotation, opinion: Opinion) -> float:
    """How well ``quotation`` fits ``opinion``, 0 to 1: 1 where it is its heading, its text, or how that begins."""
    quoted, text = text_key(quotation.text), text_key(opinion.text)
    heading = text_key(opinion.heading or "")
    if not quoted:
        return 0.0
    if quoted in (heading, text):
        return 1.0
    long_enough = len(quoted) >= _SHORTEST
    if long_enough and text.startswith(quoted):
        return 1.0
    if len(heading) >= _SHORTEST and quoted.startswith(heading):
        return 0.95
    alike = max(likeness(quotation.text, opinion.heading or ""), likeness(quotation.text, opinion.text))
    if long_enough:
        alike = max(
            alike, 0.9 * containment(quotation.text, opinion.heading or ""), 0.9 * containment(quotation.text, opinion.text)
        )
    return alike
