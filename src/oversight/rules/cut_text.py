"""A text cut into parts where clauses begin."""

from collections.abc import Sequence
from itertools import pairwise

from oversight.errors import Refused
from oversight.messages import _

# What may stand before a clause: 尽早完成储备库建设，完善储备布局；
_BEFORE_A_CLAUSE = frozenset("，。；、：！？,.;:!?")
_ENDS = "，。；、：,.;: \t\r\n\u3000"


def cut_text(text: str, openings: Sequence[str], *, where: str | None = None) -> list[str]:
    """``text`` in parts, each further one beginning with one of ``openings``, in the order of the text; ``where`` is its ref.

    The parts are words of the text, without the punctuation between them.

    :raises Refused: an opening does not stand in the text, begins no clause, or stands there more than once
    """
    places = sorted({_place(text, opening.strip(), where) for opening in openings})
    bounds = [0, *places, len(text)]
    parts = [text[start:end].strip(_ENDS) for start, end in pairwise(bounds)]
    if len(parts) < 2 or not all(parts):  # noqa: PLR2004 -- a cut leaves two parts
        raise Refused(
            _("Nothing would be left before the first cut."), where=where, hint=_("Give the first words of the second part.")
        )
    return parts


def _place(text: str, opening: str, where: str | None) -> int:
    found = _occurrences(text, opening) if opening else []
    clauses = [place for place in found if place == 0 or text[:place].rstrip()[-1:] in _BEFORE_A_CLAUSE]
    if not found:
        raise Refused(
            _("The text has no words “{words}”.").format(words=opening),
            where=where,
            hint=_("Copy the first words of the further part from the text."),
        )
    if not clauses:
        raise Refused(
            _("“{words}” stands in the middle of a clause; a text is cut where a clause begins.").format(words=opening),
            where=where,
            hint=_("Copy the first words of a clause from the text."),
        )
    if len(clauses) > 1:
        raise Refused(
            _("“{words}” begins more than one clause.").format(words=opening), where=where, hint=_("Give more of its words.")
        )
    return clauses[0]


def _occurrences(text: str, words: str) -> list[int]:
    places, place = [], text.find(words)
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    return places
