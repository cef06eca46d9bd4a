"""The last word of a body on each leaf, and whether the committee has sent it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from oversight.database.reading import Reader
from oversight.rules.promise import promised
from oversight.rules.shared_runs import about
from oversight.vocabulary import ReplyClass, ReplyJudgement, ReplyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAnswer:
    """``quoted`` are the words of the answer about the leaf; ``sent_back_on`` and ``reason`` stand where it was sent back since."""

    quoted: str
    claim: str | None
    received_on: date | None
    judgement: str | None
    sent_back_on: date | None = None
    reason: str | None = None

    @property
    def waits_as_done(self) -> bool:
        """Whether it says that the leaf is done, and the committee has not said what it makes of that."""
        return self.claim == ReplyClass.DONE.value and self.judgement is None and self.sent_back_on is None


def last_answers(reader: Reader, ids: Sequence[int]) -> dict[int, LastAnswer]:
    """Leaf → the last answer that speaks of it: one of its own, or one to what it stands in that has words about it."""
    found: dict[int, LastAnswer] = {}
    for row in reader.rows(_REPLIES, ids=list(ids)) if ids else ():
        if row["kind"] == ReplyKind.ANSWER.value:
            words = row["text"] if row["answered"] == row["id"] else about(row["text"], row["leaf_text"])
            if words:
                found[row["id"]] = LastAnswer(
                    quoted=promised(words), claim=row["claim"], received_on=row["received_on"], judgement=row["judgement"]
                )
        elif row["id"] in found:
            found[row["id"]] = replace(
                found[row["id"]], judgement=ReplyJudgement.SENT_BACK.value, sent_back_on=row["judged_on"], reason=row["text"]
            )
    return found


# A leaf stands in a measure, and that in an item. Stored later is sent back since.
_REPLIES = """
    SELECT r.id, COALESCE(r.text_override, r.text_as_read) AS leaf_text, y.recommendation_id AS answered, y.kind, y.class AS claim,
        y.text, y.received_on, y.judgement, y.judged_on
    FROM recommendation r
    LEFT JOIN recommendation up ON up.id = r.parent_id
    JOIN reply y ON y.recommendation_id IN (r.id, r.parent_id, up.parent_id)
    WHERE r.id IN :ids AND y.withdrawn_at IS NULL
        AND (y.kind = 'answer' OR (y.judgement = 'sent_back' AND y.recommendation_id = r.id))
    ORDER BY r.id, y.id"""
