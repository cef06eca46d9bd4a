"""A plan, written: rows in bulk, and the story of each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.clock import HandOver
from oversight.database.columns import Base
from oversight.database.insert_rows import free_numbers, insert_rows, whole_row
from oversight.database.meetings import AgendaItem, AttendanceEntry, LegislativeSession, Sitting
from oversight.database.papers import Deadline, Link, Problem, Recommendation, Reply, Report, SourceDocument
from oversight.database.people import Body, Membership, Person, Responsibility, Term
from oversight.database.story import Change, Doubt, RefAlias
from oversight.history.record import Fact, record_all, set_status, touch
from oversight.history.row_hash import look_at_inserted
from oversight.history.texts import Value
from oversight.intake.planned import PLACE, SILENT, Act, Move, Plan, Planned
from oversight.intake.stored import COMMAND

# What a row refers to is written before it.
_ORDER: dict[type[Base], int] = {
    model: order
    for order, model in enumerate(
        (
            Body,
            Term,
            Person,
            LegislativeSession,
            SourceDocument,
            Sitting,
            Membership,
            AttendanceEntry,
            AgendaItem,
            Report,
            Problem,
            Recommendation,
            Responsibility,
            HandOver,
            Deadline,
            Link,
            Reply,
            RefAlias,
            Doubt,
        )
    )
}


def store_body(db: Session, plan: Plan) -> int:
    """The committee's number; a new committee is stored first, since every change belongs to one."""
    _number(db, [plan.body])
    _insert(db, [plan.body], None)
    number = plan.body.id
    assert number is not None
    return number


def apply_plan(db: Session, plan: Plan, change: Change) -> None:
    """Write the plan's rows and tell the story of each. The plan is used up by this: make a new one for another load."""
    rows = sorted(plan.rows, key=_stage)
    _number(db, rows)
    if plan.body.old is not None:
        _update(plan.body, plan.body.old, change)
    for _model, group in groupby(rows, key=_stage):
        stage = list(group)
        for planned in stage:
            if planned.old is not None:
                _update(planned, planned.old, change)
        _insert(db, stage, change)
        # A stored part is moved when its new whole is there.
        for planned in stage:
            if isinstance(planned.old, Recommendation) and (whole := _new_whole(planned)) is not None:
                planned.old.parent_id = whole.id
    default_day = plan.effective_on or change.made_at.astimezone().date()
    facts = (fact for planned in (plan.body, *rows) for fact in _story(planned, default_day))
    record_all(db, change, facts, told_by=_told_by(change))
    _move_leaves(db, plan.moves, change, default_day)
    db.flush()


def _stage(planned: Planned) -> int:
    return _ORDER[planned.model]


def _number(db: Session, rows: Sequence[Planned]) -> None:
    """Give the new ones among ``rows`` their numbers, so that they can refer to one another."""
    new = [planned for planned in rows if planned.act is Act.INSERT]
    numbers = {model: iter(free) for model, free in free_numbers(db, Counter(planned.model for planned in new)).items()}
    for planned in new:
        planned.number = next(numbers[planned.model])


def _insert(db: Session, stage: Sequence[Planned], change: Change | None) -> None:
    """Write the new ones among rows of one table, a whole before its parts."""
    new = [planned for planned in stage if planned.act is Act.INSERT]
    if not new:
        return
    model = new[0].model
    of_all: dict[str, object] = {} if change is None else {"body_id": change.body_id}
    if change is not None and model is Recommendation:
        of_all["updated_at"] = change.made_at
    rows = []
    for planned in new:
        values = {name: _resolved(value) for name, value in planned.values.items()}
        rows.append(whole_row(model, {"id": planned.number, **of_all, **values}))
    insert_rows(db, model, rows)
    look_at_inserted(db, model, rows)


def _update(planned: Planned, row: Base, change: Change) -> None:
    whole = _new_whole(planned)
    for difference in planned.differences:
        if whole is None or difference.after is not whole:
            setattr(row, difference.field, _resolved(difference.after))
    if planned.act is Act.WITHDRAW:
        row.withdrawn_at = change.made_at  # type: ignore[attr-defined] # only a row that can be hidden is ever planned so
    elif planned.act is Act.RESTORE:
        row.withdrawn_at = None  # type: ignore[attr-defined] # only a row that was hidden is ever planned so
    if isinstance(row, Recommendation) and planned.act in (Act.UPDATE, Act.RESTORE, Act.WITHDRAW):
        touch(row, change)


def _new_whole(planned: Planned) -> Planned | None:
    """The passage that a stored row becomes a part of by this load."""
    difference = planned.changed("parent_id")
    whole = None if difference is None else difference.after
    return whole if isinstance(whole, Planned) else None


def _move_leaves(db: Session, moves: Sequence[Move], change: Change, default_day: date) -> None:
    if not moves:
        return
    leaves = select(Recommendation).where(Recommendation.id.in_([move.leaf.id for move in moves]))
    rows = {row.id: row for row in db.scalars(leaves)}
    for move in moves:
        assert move.leaf.id is not None
        set_status(
            db,
            change,
            rows[move.leaf.id],
            move.status,
            effective_on=move.effective_on or default_day,
            session_id=None if move.session is None else move.session.id,
            note=move.note,
            told_by=_told_by(change),
        )


def _told_by(change: Change) -> str | None:
    """What a person's answer has taken in is the papers' word, not the person's."""
    return None if change.command == COMMAND else COMMAND


def _resolved(value: object) -> object:
    return value.id if isinstance(value, Planned) else value


def _story(planned: Planned, default_day: date) -> Iterator[Fact]:
    number = planned.id
    assert number is not None
    day = planned.since or default_day
    for field, before, after in _facts(planned):
        is_status = field == "status" and planned.model is Recommendation
        raised_in = planned.raised_in.id if is_status and planned.raised_in is not None else None
        yield Fact(
            entity=planned.model.__tablename__,
            entity_id=number,
            field=field,
            before=before,
            after=after,
            effective_on=(planned.status_since or day) if is_status else day,
            session_id=raised_in,
        )


def _facts(planned: Planned) -> Iterator[tuple[str, Value, Value]]:
    """(field, before, after) of each event that the row gives rise to."""
    match planned.act:
        case Act.INSERT:
            yield "created", None, planned.says
            if planned.model is Recommendation and planned.values.get("status") is not None:
                yield "status", None, str(planned.values["status"])
        case Act.WITHDRAW:
            yield "withdrawn", planned.says, None
        case Act.RESTORE:
            yield "restored", None, planned.says
    if any(difference.field in PLACE for difference in planned.differences):
        yield "place", _place(planned, before=True), _place(planned, before=False)
    for difference in planned.differences:
        if difference.field not in PLACE and difference.field not in SILENT:
            yield difference.field, cast("Value", difference.before), cast("Value", _resolved(difference.after))


def _place(planned: Planned, *, before: bool) -> str | None:
    """Document and lines in one word: 3:1296-1298."""
    found = {}
    for name in PLACE:
        difference = planned.changed(name)
        now = getattr(planned.old, name)
        found[name] = difference.before if before and difference is not None else now
    if found["document_id"] is None:
        return None
    return f"{found['document_id']}:{found['first_line']}-{found['last_line']}"
