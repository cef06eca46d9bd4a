"""Mark how far recommendations have come: nothing but a person makes one done, and says what that rests on."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Recommendation, Report
from oversight.database.reading import over
from oversight.errors import Refused, WrongUse
from oversight.follow_up.evidence import Evidence, evidence_of
from oversight.follow_up.leaves_to_mark import Leaf, leaves_to_mark
from oversight.history.record import begin_change, set_status
from oversight.messages import _, language
from oversight.rules.move_status import check_move
from oversight.views.resolve_ref import Entity, resolve_ref
from oversight.vocabulary import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A leaf that was moved; ``asked`` is the ref that led to it."""

    ref: str
    asked: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Untouched:
    """A leaf that was left as it is, and why."""

    ref: str
    asked: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkResult:
    """What was marked and what was not. ``followed`` tells which opinion stands for a suggestion that was asked for.

    ``evidence`` is what it rests on.
    """

    marked: tuple[Marked, ...]
    untouched: tuple[Untouched, ...]
    followed: tuple[tuple[str, str], ...]
    effective_on: date
    evidence: Evidence | None


def mark(
    db: Session,
    refs: Sequence[str],
    status: Status,
    *,
    made_by: str,
    command_id: str,
    now: datetime,
    session_ref: str | None = None,
    note: str | None = None,
    evidence: str | None = None,
    on: date | None = None,
    without_evidence: bool = False,
) -> MarkResult:
    """Move the leaves that ``refs`` mean to ``status``, all in this transaction or none.

    It is so since ``on``; else since the session where it was decided; else since today. ``evidence`` is words or a file.
    A leaf that stands so already is left out and told, unless none other is left; so is one that is done, where only its item
    or measure was named: what was judged done is not pulled back by the way.

    ``on`` may lie before the leaf's last move, since a day forgotten is told later. What holds on a day is what was recorded
    last among the moves with ``effective_on`` on or before that day; how the leaf stands now is what was recorded last of all.

    :raises NotFound: a ref, the session or the file of the evidence is not there
    :raises WrongUse: a ref is no recommendation, or belongs to another committee than the session
    :raises Refused: done without saying what it rests on; a day that is yet to come or lies before the leaf was raised; all
        stand so already
    """
    db.flush()
    reader = over(db.connection())
    leaves = leaves_to_mark(reader, refs)
    decided = None if session_ref is None else resolve_ref(reader, session_ref, Entity.SESSION)
    if decided is not None and any(leaf.body_id != decided.body_id for leaf in leaves):
        raise WrongUse(_("{ref} is a session of another committee.").format(ref=decided.ref))
    today = now.astimezone().date()
    session_id = None if decided is None else decided.id
    since = on or _day_of(db, session_id) or today
    rows, raised = _stored(db, leaves)
    moved: list[Leaf] = []
    left: list[Untouched] = []
    for leaf in leaves:
        if why := _why_left(leaf, Status(rows[leaf.id].status or ""), status):
            left.append(Untouched(ref=leaf.ref, asked=leaf.asked, why=why))
            continue
        check_move(
            Status(rows[leaf.id].status or ""),
            status,
            on=since,
            today=today,
            raised_on=raised[leaf.id],
            where=leaf.ref,
            session=decided is not None,
            evidence=evidence,
            without_evidence=without_evidence,
            note=note,
        )
        moved.append(leaf)
    if not moved:
        raise Refused(left[0].why, where=", ".join(one.ref for one in left[:_NAMED]), hint=_("Nothing was changed."))
    basis = evidence_of(evidence)
    before = {leaf.id: rows[leaf.id].status or "" for leaf in moved}
    for body_id, of_body in _by_body(moved).items():
        change = begin_change(
            db,
            body_id=body_id,
            made_by=made_by,
            command="rec mark",
            command_id=command_id,
            made_at=now,
            summary=_summary(status, of_body),
        )
        for leaf in of_body:
            set_status(
                db,
                change,
                rows[leaf.id],
                status,
                effective_on=since,
                session_id=session_id,
                note=(note or "").strip() or None,
                evidence=None if basis is None else basis.text,
            )
    db.flush()
    return MarkResult(
        marked=tuple(Marked(ref=leaf.ref, asked=leaf.asked, before=before[leaf.id], after=status.value) for leaf in moved),
        untouched=tuple(left),
        followed=tuple((leaf.asked, leaf.ref) for leaf in leaves if leaf.follows),
        effective_on=since,
        evidence=basis,
    )


def _why_left(leaf: Leaf, before: Status, after: Status) -> str | None:
    """Why a mark leaves ``leaf`` as it is; None where it moves it."""
    if before is after:
        return _("It is marked so already.")
    if before is Status.DONE and not leaf.named:
        return _("It is done. Name it itself to take that back.")
    return None


def _day_of(db: Session, session_id: int | None) -> date | None:
    if session_id is None:
        return None
    return db.scalar(select(LegislativeSession.starts_on).where(LegislativeSession.id == session_id))


def _stored(db: Session, leaves: Sequence[Leaf]) -> tuple[dict[int, Recommendation], dict[int, date | None]]:
    """The rows, and the day on which each was raised."""
    rows: dict[int, Recommendation] = {}
    raised: dict[int, date | None] = {}
    for row, day in db.execute(
        select(Recommendation, LegislativeSession.starts_on)
        .join(Report, Report.id == Recommendation.report_id)
        .join(LegislativeSession, LegislativeSession.id == Report.session_id)
        .where(Recommendation.id.in_([leaf.id for leaf in leaves]))
    ):
        rows[row.id], raised[row.id] = row, day
    return rows, raised


def _by_body(leaves: Sequence[Leaf]) -> dict[int, list[Leaf]]:
    result: dict[int, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        result[leaf.body_id].append(leaf)
    return result


_NAMED = 3


def _summary(status: Status, leaves: Sequence[Leaf]) -> str:
    named = _(", ").join(leaf.ref for leaf in leaves[:_NAMED])
    return _("{status}: {refs}").format(status=status.label(language()), refs=named) + (
        f" (+{len(leaves) - _NAMED})" if len(leaves) > _NAMED else ""
    )
