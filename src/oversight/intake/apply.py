"""A plan, written: rows in bulk, and the story of each."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oversight.database.columns import Base
from oversight.database.meetings import AgendaItem, AttendanceEntry, LegislativeSession, Sitting
from oversight.database.papers import Deadline, Link, Problem, Recommendation, Reply, Report, SourceDocument
from oversight.database.people import Body, Membership, Person, Responsibility, Term
from oversight.database.story import Change, Doubt, RefAlias
from oversight.history.record import Fact, record_all, set_status, touch
from oversight.history.texts import Value
from oversight.intake.planned import PLACE, SILENT, Act, Counts, Plan, Planned

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
    if plan.body.act is Act.INSERT:
        body = Body(**plan.body.values)
        db.add(body)
        db.flush()
        plan.body.row = body
    number = plan.body.id
    assert number is not None
    return number


def apply_plan(db: Session, plan: Plan, change: Change) -> Counts:
    """Write the plan's rows and tell the story of each. The plan is used up by this: make a new one for another load."""
    rows = [plan.body, *sorted(plan.rows, key=_stage)]
    numbers = _Numbers(db)
    for _model, group in groupby(rows, key=_stage):
        stage = list(group)
        for planned in stage:
            _write(db, planned, change, numbers)
        db.flush()
        # Parts are written with the whole, so that their numbers follow the paper; what they are parts of is known only now.
        for planned in stage:
            parent = _parent(planned)
            if parent is not None and isinstance(row := planned.stored(), Recommendation):
                row.parent_id = parent.id
    default_day = plan.effective_on or change.made_at.astimezone().date()
    record_all(db, change, (fact for planned in rows for fact in _story(planned, default_day)))
    for move in plan.moves:
        set_status(
            db,
            change,
            cast("Recommendation", move.leaf.stored()),
            move.status,
            effective_on=move.effective_on or default_day,
            session_id=None if move.session is None else move.session.id,
            note=move.note,
        )
    db.flush()
    return plan.counts


def _stage(planned: Planned) -> int:
    return _ORDER[planned.model]


class _Numbers:
    """The next free number of each table, where that is quicker than to ask for it row by row.

    SQLite tells what number a row has got only for one row at a time. Here it has no other writer, and gives the number after the
    highest: known beforehand, all rows of a table are written at once. PostgreSQL's sequences do that by themselves.
    """

    def __init__(self, db: Session) -> None:
        self._db = db if db.get_bind().dialect.name == "sqlite" else None
        self._last: dict[type[Base], int] = {}

    def following(self, model: type[Base]) -> dict[str, int]:
        """The column and value to make a row of ``model`` with; nothing where the database numbers it."""
        if self._db is None:
            return {}
        if model not in self._last:
            self._last[model] = self._db.scalar(select(func.max(model.__table__.c.id))) or 0
        self._last[model] += 1
        return {"id": self._last[model]}


def _write(db: Session, planned: Planned, change: Change, numbers: _Numbers) -> None:
    if planned.act is Act.INSERT:
        if planned.row is None:
            values = {name: _resolved(value) for name, value in planned.values.items()} | {"body_id": change.body_id}
            if planned.model is Recommendation:
                values["updated_at"] = change.made_at
            planned.row = planned.model(**values, **numbers.following(planned.model))
            db.add(planned.row)
        return
    row = planned.old
    assert row is not None
    parent = _parent(planned)
    for difference in planned.differences:
        # The new whole of a stored part: flushed in one go, the part would be updated before its whole is there.
        if parent is None or difference.after is not parent:
            setattr(row, difference.field, _resolved(difference.after))
    if planned.act is Act.WITHDRAW:
        row.withdrawn_at = change.made_at  # type: ignore[attr-defined] # only a row that can be hidden is ever planned so
    elif planned.act is Act.RESTORE:
        row.withdrawn_at = None  # type: ignore[attr-defined] # only a row that was hidden is ever planned so
    if isinstance(row, Recommendation) and planned.act in (Act.UPDATE, Act.RESTORE, Act.WITHDRAW):
        touch(row, change)


def _parent(planned: Planned) -> Planned | None:
    """The passage that the row becomes a part of by this load."""
    difference = planned.changed("parent_id")
    parent = planned.values.get("parent_id") if planned.old is None else difference and difference.after
    return parent if isinstance(parent, Planned) else None


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
