"""Send an answer back: the committee does not take it as it is, and the matter goes on as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Who, begin_deed, few
from oversight.follow_up.judge import Judged, check_received, judge, waiting_on
from oversight.follow_up.leaf_rows import leaf_rows
from oversight.follow_up.leaves_to_mark import leaves_to_mark
from oversight.messages import _
from oversight.rules.move_status import check_day
from oversight.stored_words import sentence
from oversight.vocabulary import ReplyJudgement


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """A leaf whose answers were sent back; ``asked`` is the ref that led to it, ``status`` how it stands, as before."""

    ref: str
    asked: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBackResult:
    """What was sent back, the leaves that no answer waits on (by ref), and the answers that are judged by it."""

    sent_back: tuple[SentBack, ...]
    untouched: tuple[str, ...]
    judged: tuple[Judged, ...]
    effective_on: date


def send_back(
    db: Session, refs: Sequence[str], *, who: Who, note: str, session_ref: str | None = None, on: date | None = None
) -> SendBackResult:
    """Send back the answers that wait on the leaves that ``refs`` mean; the leaves keep their status.

    It is so since ``on``; else since the session where it was decided; else since today. ``note`` says what is missing.

    :raises NotFound: a ref or the session is not there
    :raises WrongUse: a ref is no recommendation; it is not said why
    :raises Refused: no answer waits on any of them; a day that is yet to come or lies before the leaf was raised or the
        answer was received
    """
    if not note.strip():
        raise WrongUse(_("What is sent back is sent back for a reason."), hint=_("Say what is missing in --note."))
    deed = begin_deed(db, who, "rec send-back", note=note, session_ref=session_ref)
    deed.since = on or deed.since
    leaves = leaves_to_mark(deed.reader, refs)
    rows = leaf_rows(db, leaves)
    waiting = waiting_on(deed.reader, rows.keys())
    concerned = {leaf for of_answer in waiting.values() for leaf in of_answer} & rows.keys()
    chosen = [leaf for leaf in leaves if leaf.id in concerned]
    if not chosen:
        raise Refused(
            _("No answer waits to be judged here."),
            where=_(", ").join(leaf.ref for leaf in leaves[:3]),
            hint=_("See: {command}").format(command="oversight inbox"),
        )
    for leaf in chosen:
        check_day(deed.day, today=who.today, raised_on=rows[leaf.id].raised_on, where=leaf.ref)
    check_received(deed, waiting)
    deed.summary = sentence("sent back: {refs}", refs=few([leaf.ref for leaf in chosen]))
    judged = judge(deed, waiting, concerned, ReplyJudgement.SENT_BACK)
    db.flush()
    return SendBackResult(
        sent_back=tuple(SentBack(ref=leaf.ref, asked=leaf.asked, status=rows[leaf.id].row.status or "") for leaf in chosen),
        untouched=tuple(leaf.ref for leaf in leaves if leaf.id not in concerned),
        judged=judged,
        effective_on=deed.day,
    )
