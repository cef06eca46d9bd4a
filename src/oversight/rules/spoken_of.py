"""Which parts of a demand an answer to the whole speaks of, and whether it says that something was not begun."""

from collections.abc import Sequence

from oversight.rules.shared_runs import CLAUSE, runs_of
from oversight.structure.reply_class import NOT_BEGUN


def says_not_begun(answer: str) -> bool:
    """Whether ``answer`` says of something that it was not begun."""
    return NOT_BEGUN.search(answer) is not None


def spoken_of(answer: str, parts: Sequence[str], *, heading: str | None = None, claims: bool = True) -> set[int]:
    """The places of the ``parts`` that ``answer`` speaks of as begun; all of them where it tells none apart.

    A part is spoken of where a run of its own words stands in the answer. ``heading`` is that of the whole: to repeat it is to name
    no part. Of an answer that ``claims`` nothing and says that something was not begun, nothing else counts.
    """
    said = runs_of(_without(answer, heading))
    told_apart = {place for place, part in enumerate(parts) if runs_of(part) & said}
    if not told_apart:
        return set(range(len(parts))) if claims or not says_not_begun(answer) else set()
    begun = runs_of(_without("".join(one for one in CLAUSE.findall(answer) if not says_not_begun(one)), heading))
    return {place for place in told_apart if runs_of(parts[place]) & begun}


def _without(answer: str, heading: str | None) -> str:
    return answer.replace(heading, "。") if heading else answer
