"""Which opinion of an earlier session a later paper speaks of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oversight.rules.likeness import containment, likeness, text_key
from oversight.structure.opinion_numbers import only_number

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
    pairs |= _by_number(quotations, opinions, pairs)
    if len(quotations) == len(opinions) and sum(i == j for i, j in pairs.items()) * 2 >= len(quotations):
        for i in range(len(quotations)):
            if i not in pairs and i not in pairs.values() and answer_likeness(quotations[i], opinions[i]) >= _IN_ORDER:
                pairs[i] = i
    return pairs


def _by_number(quotations: Sequence[Quotation], opinions: Sequence[Opinion], taken: Mapping[int, int]) -> dict[int, int]:
    """针对意见二 is the second item of the paper: of the only one, else of the one whose title is surely most like that of the answer."""
    pairs: dict[int, int] = {}
    for i, quotation in enumerate(quotations):
        number = only_number(quotation.text) if i not in taken else None
        if number is None:
            continue
        subject = _subject_of(quotation, opinions)
        places = [j for j, opinion in enumerate(opinions) if opinion.subject == subject]
        if subject is not None and number <= len(places) and places[number - 1] not in (*taken.values(), *pairs.values()):
            pairs[i] = places[number - 1]
    return pairs


def _subject_of(quotation: Quotation, opinions: Sequence[Opinion]) -> str | None:
    """The title of the paper that is answered; None where two are about as like."""
    ranked = sorted({(likeness(quotation.subject, opinion.subject), opinion.subject) for opinion in opinions}, reverse=True)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _SUBJECT:
        return None
    return ranked[0][1] if ranked else None


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
