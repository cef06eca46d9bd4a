"""An answer that waits is not lost where its row is parted, or goes into another one."""

from sqlalchemy import func, select

from oversight.database.papers import Recommendation, Reply
from oversight.follow_up.deed import Deed
from oversight.follow_up.hand_on_story import copy_since_then
from oversight.views.inbox import answers_waiting

# What an answer says and where it stands; nobody has judged it yet.
_SAYS = (
    *("report_id", "kind", "reply_class", "text", "received_on", "from_name", "promised_on", "evidence", "evidence_on"),
    *("document_id", "first_line", "last_line"),
)


def hand_on_answers(deed: Deed, row: Recommendation, to: Recommendation) -> None:
    """Let what waits to be judged of ``row`` by itself wait of ``to``, too; an answer to what both stand in speaks of both."""
    for answer in sorted(answers_waiting(deed.reader, [row.id])):
        said = deed.db.get_one(Reply, answer)
        last = deed.db.scalar(
            select(func.max(Reply.position)).where(
                Reply.recommendation_id == to.id, Reply.report_id.is_not_distinct_from(said.report_id), Reply.kind == said.kind
            )
        )
        copy = Reply(
            body_id=to.body_id,
            recommendation_id=to.id,
            position=(last or 0) + 1,
            **{name: getattr(said, name) for name in _SAYS},
        )
        copy_since_then(deed, said, copy, copy.text, _SAYS)
