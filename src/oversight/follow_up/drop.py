"""Take recommendations and problems off the list, with a reason, and bring them back. Nothing is deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Link, Problem, Recommendation
from oversight.database.reading import Reader
from oversight.database.story import Change, Event
from oversight.errors import Refused
from oversight.follow_up.deed import Deed, Who, begin_deed, few
from oversight.follow_up.named import check_not_taken_up, recommendations
from oversight.follow_up.raised_on import raised_on
from oversight.history.taken_back import UNDO, taken_back
from oversight.messages import _
from oversight.rules.move_status import check_day
from oversight.stored_words import sentence
from oversight.views.history import parts_of
from oversight.views.resolve_ref import Entity, Found, resolve_hidden, resolve_ref, resolve_refs
from oversight.vocabulary import LinkKind

_DROP_PROBLEM = "problem drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What was dropped or brought back: the ref that was named, and how many leaves that concerned."""

    ref: str
    leaves: int


def drop(
    db: Session, refs: Sequence[str], *, who: Who, reason: str, session_ref: str | None = None, on: date | None = None
) -> tuple[Dropped, ...]:
    """Take what ``refs`` mean off the list with all that stands below it: it is neither listed nor counted any more.

    What the committee gave up is so since ``on``, else since the session where it was decided. Without either it never was a demand:
    it is so since it was raised.

    :raises NotFound: a ref or the session is not there
    :raises WrongUse: a ref is no recommendation
    :raises Refused: no reason is given; it was dropped already, or an opinion has taken it up; the day is in the future,
        or before it was raised
    """
    _check_reason(reason)
    deed = begin_deed(db, who, "rec drop", note=reason, session_ref=session_ref)
    given_up = on or (None if session_ref is None else deed.day)
    named = recommendations(deed, refs)
    for found, row in named:
        if row.dropped_at is not None:
            raise Refused(_("It was dropped already."), where=found.ref, hint=_("Nothing was changed."))
        check_not_taken_up(deed, found)
        if given_up is not None:
            check_day(given_up, today=who.today, raised_on=raised_on(deed, row), where=found.ref)
    deed.summary = sentence("dropped: {refs}", refs=few([found.ref for found, _row in named]))
    result = []
    for found, row in named:
        gone = [one for one in _with_parts(deed, row) if one.dropped_at is None]
        for one in gone:
            with deed.on(given_up or raised_on(deed, one)):
                deed.set(one, "dropped_at", who.now)
        result.append(Dropped(ref=found.ref, leaves=_leaves(gone)))
    db.flush()
    return tuple(result)


def restore(db: Session, refs: Sequence[str], *, who: Who, note: str | None = None) -> tuple[Dropped, ...]:
    """Put what ``refs`` mean back on the list, with the parts that were dropped together with it.

    What was merged into another one is parted from it again; what it stands in comes back too. What was dropped as no demand is one
    since it was raised; what was given up on a day stands again since today.

    :raises NotFound: a ref is not there
    :raises WrongUse: a ref is no recommendation
    :raises Refused: it was not dropped
    """
    deed = begin_deed(db, who, "rec restore", note=note)
    named = recommendations(deed, refs)
    for found, row in named:
        if row.dropped_at is None:
            raise Refused(_("It was not dropped."), where=found.ref, hint=_("Nothing was changed."))
    deed.summary = sentence("brought back: {refs}", refs=few([found.ref for found, _row in named]))
    result = []
    for found, row in named:
        together = [one for one in _with_parts(deed, row) if one.dropped_at == row.dropped_at]
        for one in (*_above(deed, row), *together):
            _bring_back(deed, one)
        result.append(Dropped(ref=found.ref, leaves=_leaves(together)))
    db.flush()
    return tuple(result)


def _bring_back(deed: Deed, row: Recommendation) -> None:
    deed.since = _back_since(deed, row)
    deed.set(row, "dropped_at", None)
    merged = select(Link).where(Link.from_id == row.id, Link.kind == LinkKind.MERGED_INTO.value, Link.withdrawn_at.is_(None))
    for link in deed.db.scalars(merged).all():
        deed.withdraw(link, link.kind)
        deed.touch(deed.db.get_one(Recommendation, link.to_id))


def _back_since(deed: Deed, row: Recommendation) -> date:
    told = select(Event.effective_on).where(
        Event.body_id == row.body_id,
        Event.entity == row.__tablename__,
        Event.entity_id == row.id,
        Event.field == "dropped_at",
        Event.after.is_not(None),
    )
    raised = raised_on(deed, row)
    return raised if deed.db.scalar(told.order_by(Event.sequence.desc()).limit(1)) == raised else deed.who.today


def count_leaves(reader: Reader, refs: Sequence[str]) -> int:
    """How many leaves :func:`drop` would concern."""
    found = resolve_refs(reader, refs, Entity.RECOMMENDATION)
    below = {one for named in found for one in parts_of(reader, named.id)}
    rows = reader.rows(
        "SELECT id FROM recommendation WHERE id IN :ids AND is_leaf AND withdrawn_at IS NULL AND dropped_at IS NULL",
        ids=sorted(below),
    )
    return len(rows)


def _leaves(rows: Iterable[Recommendation]) -> int:
    return sum(row.is_leaf for row in rows)


def _with_parts(deed: Deed, row: Recommendation) -> list[Recommendation]:
    """The row and all that stands below it."""
    result = [row]
    for above in result:
        below = select(Recommendation).where(Recommendation.parent_id == above.id, Recommendation.withdrawn_at.is_(None))
        result += deed.db.scalars(below.order_by(Recommendation.position, Recommendation.id)).all()
    return result


def _above(deed: Deed, row: Recommendation) -> list[Recommendation]:
    """What the row stands in and was dropped, the topmost first."""
    result: list[Recommendation] = []
    parent_id = row.parent_id
    while parent_id is not None:
        above = deed.db.get_one(Recommendation, parent_id)
        if above.dropped_at is not None:
            result.insert(0, above)
        parent_id = above.parent_id
    return result


def drop_problem(db: Session, ref: str, *, who: Who, reason: str) -> Found:
    """Hide the problem that ``ref`` means: it is none. A later load of its paper leaves it hidden.

    :raises NotFound: nothing answers to the ref
    :raises WrongUse: it is no problem
    :raises Refused: no reason is given
    """
    _check_reason(reason)
    deed = begin_deed(db, who, _DROP_PROBLEM, note=reason)
    found = resolve_ref(deed.reader, ref, Entity.PROBLEM)
    row = db.get_one(Problem, found.id)
    deed.since = raised_on(deed, row)
    deed.summary = sentence("dropped: {refs}", refs=found.ref)
    deed.withdraw(row, row.text_as_read)
    db.flush()
    return found


def restore_problem(db: Session, ref: str, *, who: Who, note: str | None = None) -> Found:
    """Bring back the problem ``ref`` that was dropped.

    :raises NotFound: nothing ever answered to the ref
    :raises Refused: it was not dropped
    """
    deed = begin_deed(db, who, "problem restore", note=note)
    found = resolve_hidden(deed.reader, ref, Entity.PROBLEM)
    if found is None or not _was_dropped(deed, found):
        raise Refused(
            _("It was not dropped."),
            where=ref if found is not None else resolve_ref(deed.reader, ref, Entity.PROBLEM).ref,
            hint=_("Nothing was changed."),
        )
    row = db.get_one(Problem, found.id)
    deed.since = raised_on(deed, row)
    deed.summary = sentence("brought back: {refs}", refs=found.ref)
    deed.restore(row, row.text_as_read)
    db.flush()
    return found


def _was_dropped(deed: Deed, found: Found) -> bool:
    """Whether a person hid the problem, and not a corrected paper."""
    command = deed.db.scalar(
        select(Change.command)
        .join(Event, Event.change_id == Change.id)
        .where(
            Event.entity == "problem",
            Event.entity_id == found.id,
            Event.field == "withdrawn",
            Change.command != UNDO,
            Change.id.not_in(taken_back(deed.db, found.body_id)),
        )
        .order_by(Event.sequence.desc())
        .limit(1)
    )
    return command == _DROP_PROBLEM


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("What is dropped is dropped for a reason."), hint=_("Say why in --reason."))
