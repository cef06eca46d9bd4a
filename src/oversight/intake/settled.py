"""What people have answered, where a load has to know: an answer outlives every later load."""

from collections.abc import Container, Hashable, Iterable, Mapping
from dataclasses import dataclass

from oversight.rules.candidates import Candidate
from oversight.rules.likeness import text_key

SAME = "same"
"""The passage is the earlier one, corrected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A doubt with its answer: the passage that it was about, and the candidate that was chosen."""

    code: str
    passage: str
    chosen: Candidate


def same_passages(
    settled: Iterable[Settled], new: Mapping[Hashable, str], rows: Container[int], *, problems: bool = False
) -> dict[Hashable, Hashable]:
    """Pairs that a person has settled: key of the new passage → number of the stored row.

    The answer holds both ways: the earlier wording, should its paper come once more, is that row as well. Where both wordings
    stand in one paper they are two passages.
    """
    pairs: dict[Hashable, Hashable] = {}
    said = [one for one in settled if one.code == "passage_unsure" and one.chosen.key == SAME]
    keys = {key: text_key(text) for key, text in new.items()} if said else {}
    for one in said:
        number = one.chosen.row
        of_problem = ":p" in (one.chosen.ref or "")
        if number not in rows or of_problem is not problems:
            continue
        wordings = {text_key(one.passage), text_key(one.chosen.text or "")}
        found = [key for key, text in keys.items() if text in wordings]
        if len(found) == 1 and found[0] not in pairs and number not in pairs.values():
            pairs[found[0]] = number
    return pairs


def chosen_row(settled: Iterable[Settled], codes: frozenset[str], passage: str) -> Candidate | None:
    """What a person chose for ``passage``, None where nobody was asked."""
    asked = (one for one in settled if one.code in codes)
    return next((one.chosen for one in asked if text_key(one.passage) == text_key(passage)), None)
