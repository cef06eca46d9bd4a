"""Correct what an answer claims: of a paper that was read, or typed; it outlives later loads of the paper."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation, Reply
from oversight.errors import NotFound, Refused
from oversight.follow_up.deed import Who, begin_deed
from oversight.messages import _
from oversight.stored_words import sentence
from oversight.views.resolve_ref import Entity, resolve_ref
from oversight.vocabulary import ReplyClass, ReplyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The answer ``id`` to ``ref``: what it was taken to claim, and what it claims."""

    id: int
    ref: str
    before: str | None
    after: str


def correct_claim(
    db: Session, ref: str, claim: ReplyClass, *, who: Who, answer: int | None = None, note: str | None = None
) -> Corrected:
    """Take an answer to ``ref`` to claim ``claim``; ``answer`` is its number, where there are several. Statuses stay as they are.

    :raises NotFound: the ref, or an answer to it, is not there
    :raises Refused: there are several and none is named; it is so already
    """
    deed = begin_deed(db, who, "rec claim", note=note)
    found = resolve_ref(deed.reader, ref, Entity.RECOMMENDATION)
    deed.summary = sentence("conclusion of an answer corrected: {ref}", ref=found.ref)
    standing = db.scalars(
        select(Reply)
        .where(Reply.recommendation_id == found.id, Reply.kind == ReplyKind.ANSWER.value, Reply.withdrawn_at.is_(None))
        .order_by(Reply.id)
    ).all()
    chosen = [row for row in standing if answer in {None, row.id}]
    if not chosen:
        raise NotFound(
            _("There is no such answer to {ref}.").format(ref=found.ref),
            hint=_("See: {command}").format(command=f"oversight rec show {found.ref}, oversight inbox --format json"),
        )
    if len(chosen) > 1:
        numbers = _(", ").join(f"{row.id} ({row.received_on})" for row in chosen)
        raise Refused(
            _("There are several answers: {numbers}.").format(numbers=numbers), where=found.ref, hint=_("Say which: --id")
        )
    (row,) = chosen
    before = row.reply_class
    if not deed.set(row, "reply_class", claim.value):
        raise Refused(_("It is so already."), where=found.ref, hint=_("Nothing was changed."))
    deed.touch(db.get_one(Recommendation, found.id))
    db.flush()
    return Corrected(id=row.id, ref=found.ref, before=before, after=claim.value)
