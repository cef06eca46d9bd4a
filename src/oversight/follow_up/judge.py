"""What the committee makes of an answer: it stands on the answer, and is an event.

An answer to an item speaks of all its leaves, which are judged one by one. It is judged with the last of them: accepted where
all are done, sent back where one of them was. What was sent back says so in a finding of its own.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation, Reply, Report
from oversight.database.reading import Reader
from oversight.errors import Refused
from oversight.follow_up.deed import Deed
from oversight.messages import _
from oversight.views.inbox import answers_waiting, partly_sent_back
from oversight.views.row_names import row_names
from oversight.vocabulary import ReplyJudgement, ReplyKind, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An answer that is judged now: who gave it, what it claimed, and what became of it."""

    body: str | None
    claim: str | None
    judgement: str


_JUDGES = {Status.DONE: ReplyJudgement.ACCEPTED, Status.OPEN: ReplyJudgement.SENT_BACK}
"""What a move makes of the answers that wait on the leaf; in progress says nothing of them."""


def judged_by_move(deed: Deed, leaves: AbstractSet[int], status: Status) -> dict[int, frozenset[int]]:
    """The answers that are judged where ``leaves`` are moved to ``status``, as :func:`waiting_on` gives them.

    :raises Refused: one of them came after the day of the move
    """
    if status not in _JUDGES:
        return {}
    waiting = waiting_on(deed.reader, leaves, moved=True)
    check_received(deed, waiting)
    return waiting


def judge_moved(
    deed: Deed, waiting: Mapping[int, frozenset[int]], leaves: AbstractSet[int], status: Status
) -> tuple[Judged, ...]:
    """Judge the answers in ``waiting`` (as :func:`judged_by_move` gave them before), now that ``leaves`` were moved to ``status``."""
    judgement = _JUDGES.get(status)
    return () if judgement is None else judge(deed, waiting, leaves, judgement)


def waiting_on(reader: Reader, leaves: AbstractSet[int], *, moved: bool = False) -> dict[int, frozenset[int]]:
    """The answers that wait for one of ``leaves`` to be judged, each with all the leaves that it waits for.

    A leaf that is done waits for nothing, unless it is just ``moved`` there.
    """
    rows = reader.rows(
        """
        WITH RECURSIVE above (id, parent_id) AS (
            SELECT id, parent_id FROM recommendation WHERE id IN :leaves
            UNION
            SELECT r.id, r.parent_id FROM above JOIN recommendation r ON r.id = above.parent_id)
        SELECT id FROM above""",
        leaves=sorted(leaves),
    )
    waiting = answers_waiting(reader, [row["id"] for row in rows], just_done=sorted(leaves) if moved else ())
    return {answer: frozenset(of_answer) for answer, of_answer in waiting.items() if not leaves.isdisjoint(of_answer)}


def judge(
    deed: Deed, waiting: Mapping[int, frozenset[int]], leaves: AbstractSet[int], judgement: ReplyJudgement
) -> tuple[Judged, ...]:
    """Judge the answers in ``waiting`` (as :func:`waiting_on` gave them before) by what was said of ``leaves``."""
    if judgement is ReplyJudgement.SENT_BACK:
        for leaf in sorted(leaves & set().union(*waiting.values())):
            _send_back(deed, leaf)
    ready = [answer for answer, of_answer in sorted(waiting.items()) if of_answer <= leaves]
    partly = partly_sent_back(deed.reader, ready) if ready else set()
    result = []
    for answer in ready:
        row = deed.db.get_one(Reply, answer)
        word = ReplyJudgement.SENT_BACK if answer in partly else judgement
        deed.set(row, "judgement", word.value)
        deed.set(row, "judged_on", deed.day)
        deed.touch(deed.db.get_one(Recommendation, row.recommendation_id))
        result.append(Judged(body=row.from_name or _author(deed, row), claim=row.reply_class, judgement=word.value))
    return tuple(result)


def check_received(deed: Deed, waiting: Mapping[int, AbstractSet[int]]) -> None:
    """Refuse a day on which one of the answers in ``waiting`` was not there yet: nobody judges what has not come."""
    for answer in sorted(waiting):
        row = deed.db.get_one(Reply, answer)
        if row.received_on is None or row.received_on <= deed.day:
            continue
        about = (Recommendation.__tablename__, row.recommendation_id)
        raise Refused(
            _("{date} is before the answer was received, on {received}.").format(
                date=deed.day.isoformat(), received=row.received_on.isoformat()
            ),
            where=row_names(deed.reader, [about])[about],
            hint=_("Judge it on that day or later (--on), or at a later session (--session)."),
        )


def _send_back(deed: Deed, leaf: int) -> None:
    row = deed.db.get_one(Recommendation, leaf)
    finding = Reply(
        body_id=row.body_id,
        recommendation_id=leaf,
        report_id=None,
        position=next_position(deed.db, leaf, ReplyKind.FINDING),
        kind=ReplyKind.FINDING.value,
        text=deed.note or _("The answer was sent back."),
        received_on=deed.day,
        judgement=ReplyJudgement.SENT_BACK.value,
        judged_on=deed.day,
    )
    deed.create(finding, finding.text)
    deed.touch(row)


def _author(deed: Deed, answer: Reply) -> str | None:
    return None if answer.report_id is None else deed.db.get_one(Report, answer.report_id).author


def next_position(db: Session, recommendation: int, kind: ReplyKind) -> int:
    """The place of a further reply that no paper holds."""
    last = db.scalar(
        select(func.max(Reply.position)).where(
            Reply.recommendation_id == recommendation, Reply.report_id.is_(None), Reply.kind == kind.value
        )
    )
    return (last or 0) + 1
