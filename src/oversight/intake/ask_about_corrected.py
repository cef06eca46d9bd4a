"""Words that a person has put right, and whose paper comes again with others: which of the two count is a person's to say."""

from collections.abc import Sequence

from oversight.database.papers import Problem, Recommendation
from oversight.intake.draft import Draft
from oversight.intake.planned import Planned
from oversight.messages import _
from oversight.records import packet as records
from oversight.rules.candidates import CORRECTED, KEPT, PAPER, Candidate
from oversight.rules.likeness import text_key


def ask_about_corrected(draft: Draft, passages: Sequence[tuple[Planned, records.Problem | records.Recommendation]]) -> None:
    """Leave a doubt for each row whose own words were put over a wording that its paper no longer has.

    Until a person decides, and where the own words are kept, nothing else that follows from the new wording is taken in:
    the date in it would belie the words that are shown.
    """
    own = [(planned, record) for planned, record in passages if _own_words(planned.old)]
    if not own:
        return
    rows = [planned.old for planned, _record in own if isinstance(planned.old, Problem | Recommendation)]
    corrected = draft.stored.corrected_from(rows)
    for planned, record in own:
        words, row = _own_words(planned.old), planned.id
        if row is None or words is None or text_key(record.text) in {text_key(words), text_key(corrected[row])}:
            continue
        if isinstance(planned.old, Recommendation):
            draft.contested.add(row)
        sentence = _("{ref} was corrected by hand and stays so until you decide; its paper reads otherwise now: {text}")
        draft.doubt(
            CORRECTED,
            sentence.format(ref=planned.ref, text=record.text),
            record,
            passage=record.text,
            candidates=(
                Candidate(key=KEPT, ref=planned.ref, row=row, text=words),
                Candidate(key=PAPER, ref=planned.ref, row=row, text=record.text),
            ),
        )


def _own_words(row: object) -> str | None:
    return row.text_override if isinstance(row, Problem | Recommendation) else None
