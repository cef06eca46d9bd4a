"""Mark how far recommendations have come: nothing but a person makes one done, and says what that rests on."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Recommendation, Report
from oversight.database.reading import over
from oversight.database.story import Event
from oversight.errors import Refused, WrongUse
from oversight.follow_up.evidence import evidence_text
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
    """What was marked and what was not. ``followed`` tells which opinion stands for a suggestion that was asked for."""

    marked: tuple[Marked, ...]
    untouched: tuple[Untouched, ...]
    followed: tuple[tuple[str, str], ...]
    effective_on: date


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
    A leaf that stands so already is left out and told, unless none other is left.

    :raises NotFound: a ref or the session is not there
    :raises WrongUse: a ref is no recommendation, or belongs to another committee than the session
    :raises Refused: done without saying what it rests on; a day that is yet to come, lies before the leaf was raised or before
        its last move; all stand so already
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
    rows, raised, last = _stored(db, leaves)
    moved: list[Leaf] = []
    for leaf in leaves:
        if rows[leaf.id].status == status.value:
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
        _check_order(since, last.get(leaf.id), leaf.ref)
        moved.append(leaf)
    if not moved:
        raise Refused(
            _("It is marked so already."), where=", ".join(leaf.ref for leaf in leaves[:3]), hint=_("Nothing was changed.")
        )
    basis = evidence_text(evidence)
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
                evidence=basis,
            )
    db.flush()
    chosen = {leaf.id for leaf in moved}
    return MarkResult(
        marked=tuple(Marked(ref=leaf.ref, asked=leaf.asked, before=before[leaf.id], after=status.value) for leaf in moved),
        untouched=tuple(
            Untouched(ref=leaf.ref, asked=leaf.asked, why=_("It is marked so already."))
            for leaf in leaves
            if leaf.id not in chosen
        ),
        followed=tuple((leaf.asked, leaf.ref) for leaf in leaves if leaf.follows),
        effective_on=since,
    )


def _day_of(db: Session, session_id: int | None) -> date | None:
    if session_id is None:
        return None
    return db.scalar(select(LegislativeSession.starts_on).where(LegislativeSession.id == session_id))


def _stored(db: Session, leaves: Sequence[Leaf]) -> tuple[dict[int, Recommendation], dict[int, date | None], dict[int, date]]:
    """The rows, the day on which each was raised, and since when its last status has been so."""
    ids = [leaf.id for leaf in leaves]
    rows: dict[int, Recommendation] = {}
    raised: dict[int, date | None] = {}
    for row, day in db.execute(
        select(Recommendation, LegislativeSession.starts_on)
        .join(Report, Report.id == Recommendation.report_id)
        .join(LegislativeSession, LegislativeSession.id == Report.session_id)
        .where(Recommendation.id.in_(ids))
    ):
        rows[row.id], raised[row.id] = row, day
    moves = (
        select(Event.entity_id, func.max(Event.sequence).label("sequence"))
        .where(Event.entity == "recommendation", Event.field == "status", Event.entity_id.in_(ids))
        .group_by(Event.entity_id, Event.body_id)
        .subquery()
    )
    since = (
        select(Event.entity_id, Event.effective_on)
        .join(moves, (moves.c.entity_id == Event.entity_id) & (moves.c.sequence == Event.sequence))
        .where(Event.entity == "recommendation")
    )
    last: dict[int, date] = {row.entity_id: row.effective_on for row in db.execute(since)}
    return rows, raised, last


def _check_order(on: date, last: date | None, ref: str) -> None:
    """The story of a status runs forward, so that the status on a day is the last one that was reached by then."""
    if last is not None and on < last:
        raise Refused(
            _("{date} is before its last move, on {last}.").format(date=on.isoformat(), last=last.isoformat()),
            where=ref,
            hint=_("Give a later day."),
        )


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
