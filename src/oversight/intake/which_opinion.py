"""Which of several opinions an answer belongs to, where more than one will do."""

from collections.abc import Sequence
from dataclasses import replace

from oversight.database.papers import Recommendation
from oversight.intake.draft import Draft
from oversight.messages import _
from oversight.records.packet import EarlierItem
from oversight.rules.candidates import Candidate
from oversight.rules.first_clause import first_clause
from oversight.rules.match_answers import Opinion, Quotation, answer_likeness

# Two opinions whose likeness to an answer differs by less are both possible.
_MARGIN = 0.05
_MOST = 6


def opinions_for(quotation: Quotation, rows: Sequence[tuple[Recommendation, str, Opinion]]) -> list[Candidate]:
    """The opinions (row, ref, what it says) that ``quotation`` may quote, the likeliest first, numbered from 1."""
    scored = sorted(
        ((round(answer_likeness(quotation, opinion), 3), place) for place, (_row, _ref, opinion) in enumerate(rows)),
        key=lambda entry: (-entry[0], entry[1]),
    )
    return [
        Candidate(key=str(number), ref=rows[place][1], row=rows[place][0].id, text=rows[place][0].text_as_read, likeness=score)
        for number, (score, place) in enumerate(scored[:_MOST], 1)
    ]


def doubt_rivals(draft: Draft, item: EarlierItem, row: int, found: Sequence[Candidate]) -> None:
    """Ask a person where another opinion fits the answer as well as ``row``, to which it was given."""
    mine = next((one for one in found if one.row == row), None)
    if mine is None or mine.likeness is None or mine.likeness == 1:
        return
    rivals = [one for one in found if one is not mine and (one.likeness or 0) > mine.likeness - _MARGIN]
    if not rivals:
        return
    sentence = _("The answer to “{text}” fits more than one opinion; it was given to {ref}.")
    draft.doubt(
        "answer_unsure",
        sentence.format(text=first_clause(item.text), ref=mine.ref),
        item,
        passage=item.text,
        candidates=[replace(one, key=str(number)) for number, one in enumerate((mine, *rivals), 1)],
    )
