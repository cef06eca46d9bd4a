"""Changes taken back by a change that says the contrary: nothing is deleted, the story goes on, and it can be taken back itself.

What was made is hidden, what was hidden comes back, a column gets the value that it had. What later changes rest on is refused;
of a load the rows that someone has worked on since are kept with all that they stand on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import inspect, select, union
from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation
from oversight.database.story import Change, Event, ImportRun
from oversight.history.balance import MODELS, PLACE, PLACED, Balance, Row, balances, columns_of, place_of
from oversight.history.keep import what_to_keep
from oversight.history.record import Fact, begin_change, record_all, touch
from oversight.history.rests_on import RestingOn, what_rests_on
from oversight.history.rows import Rows
from oversight.history.taken_back import CHANGE, UNDO, undoes
from oversight.history.texts import Value, from_text
from oversight.history.told import Story, Told

_LOAD = "load"


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPlan:
    """What taking ``changes`` (of one committee) back comes to; nothing is written yet.

    ``back`` is what is taken back, the last first. ``kept`` are the rows that stay as they are, each with the changes that have
    worked on it since; none where it stays because another one that is kept stands on it. ``blocked_by`` are the later changes
    that rest on what would go: where there are any, nothing can be taken back.
    """

    body_id: int
    changes: tuple[int, ...]
    back: tuple[Balance, ...]
    kept: dict[Row, tuple[int, ...]]
    blocked_by: tuple[int, ...]


def plan_undo(db: Session, changes: Sequence[Change], resting_on: RestingOn = lambda _one: ()) -> UndoPlan:
    """What would be taken back, kept, or refused, if ``changes``, all of one committee, were undone."""
    body_id = changes[0].body_id
    own = frozenset(change.id for change in changes)
    events = db.scalars(select(Event).where(Event.change_id.in_(own)).order_by(Event.sequence)).all()
    found = balances(events)
    story, rows = Story(db, body_id, undoes(db, body_id), own), Rows(db)
    story.fetch(one.row for one in found)
    rows.fetch(one.row for one in found)
    kept: dict[Row, tuple[int, ...]] = {}
    loads = _taking_in(db, body_id)
    if not own.isdisjoint(loads):
        kept, blocked = what_to_keep(found, story, rows, loads)
        found = [one for one in found if one.row not in kept]
    else:
        blocked = what_rests_on(found, story, rows, resting_on)
    return UndoPlan(
        body_id=body_id,
        changes=tuple(sorted(own)),
        back=tuple(reversed(found)),
        kept=kept,
        blocked_by=tuple(sorted(blocked, reverse=True)),
    )


def _taking_in(db: Session, body_id: int) -> frozenset[int]:
    """The changes of a committee that took papers in: loads, and answers that had it done."""
    runs = select(ImportRun.change_id).where(ImportRun.body_id == body_id)
    loads = select(Change.id).where(Change.body_id == body_id, Change.command == _LOAD)
    return frozenset(db.scalars(union(loads, runs)))


def apply_undo(
    db: Session, plan: UndoPlan, *, made_by: str, command_id: str, now: datetime, summary: str, note: str | None = None
) -> Change:
    """Write the contrary of what ``plan`` takes back, as a change of its own. The plan has to be of this transaction."""
    change = begin_change(
        db, body_id=plan.body_id, made_by=made_by, command=UNDO, command_id=command_id, made_at=now, summary=summary
    )
    story, rows = Story(db, plan.body_id, undoes(db, plan.body_id), frozenset(plan.changes)), Rows(db)
    story.fetch(one.row for one in plan.back)
    rows.fetch(one.row for one in plan.back)
    today = now.astimezone().date()
    told = [fact for one in plan.back for fact in _take_back(one, story, rows, change)]
    for target in db.scalars(select(Change).where(Change.id.in_(plan.changes)).order_by(Change.id)):
        says = target.summary or target.command
        told.append(
            Fact(entity=CHANGE, entity_id=target.id, field="withdrawn", before=says, after=None, effective_on=today, note=note)
        )
    record_all(db, change, told)
    for row in dict.fromkeys(one.row for one in plan.back):
        _touch(rows, row, change)
    db.flush()
    return change


def _take_back(one: Balance, story: Story, rows: Rows, change: Change) -> Iterator[Fact]:
    """Set the row as it was, and say so. What comes back rests on what it rested on, and is so since it was."""
    entity, key = one.row
    found = None if entity == CHANGE else rows.get(one.row)
    field = one.field
    if field is None:
        field = "withdrawn" if one.hides else "restored"
        if found is not None:
            cast("Any", found).withdrawn_at = change.made_at if one.hides else None
    elif found is not None:
        for column, value in _values(entity, field, one.before).items():
            setattr(found, column, value)
    again = [Told(after=one.before, effective_on=one.effective_on)]
    if columns_of(entity, one.field or ""):
        again = story.told_again(one, change.id)
    before = one.after
    for told in again:
        yield Fact(
            entity=entity,
            entity_id=key,
            field=field,
            before=before,
            after=told.after,
            effective_on=told.effective_on,
            session_id=told.session_id,
            note=told.note,
            evidence=told.evidence,
        )
        before = told.after


def _values(entity: str, field: str, text: str | None) -> dict[str, Value]:
    """The columns that ``field`` speaks of, with the values that ``text`` stands for."""
    if field == PLACE:
        return dict(zip(PLACED, place_of(text), strict=True))
    mapper = inspect(MODELS[entity])
    return {name: from_text(text, mapper.columns[name].type.python_type) for name in columns_of(entity, field)}


def _touch(rows: Rows, row: Row, change: Change) -> None:
    """Raise the version of the recommendation that the row is, or hangs on."""
    if row[0] == CHANGE:
        return
    owner = rows.get(row)
    if not isinstance(owner, Recommendation):
        key = getattr(owner, "recommendation_id", None) or getattr(owner, "from_id", None)
        owner = None if key is None else rows.get(("recommendation", key))
    if isinstance(owner, Recommendation):
        touch(owner, change)
