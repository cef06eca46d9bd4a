"""Proof that the database is sound: its rows fit together, the story is whole, and what is kept twice says the same twice."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import ColumnElement, Select, Subquery, Table, and_, case, func, or_, select
from sqlalchemy.orm import Session

from oversight.database.check import check
from oversight.database.finding import Finding
from oversight.database.followed import FOLLOWED_TABLE, out_of_step
from oversight.database.papers import Recommendation
from oversight.database.story import Event
from oversight.database.tables import Base
from oversight.history.chain import verify_chain
from oversight.history.check_rows import altered_rows
from oversight.history.check_values import wrong_values
from oversight.messages import _
from oversight.vocabulary import Status


def check_database(db: Session) -> list[Finding]:
    """All that is wrong; an empty list where nothing is. Reads every row, writes nothing."""
    found = check(db)
    if any(finding.code == "missing_table" for finding in found):
        return found
    found += [*_broken_chains(db), *_wrong_statuses(db), *wrong_values(db), *_wrongly_hidden(db), *_gone(db)]
    named = {(finding.table, finding.row_id) for finding in found}
    return [*found, *altered_rows(db, named), *_wrongly_counted(db)]


def _broken_chains(db: Session) -> Iterator[Finding]:
    for broken in verify_chain(db):
        yield Finding(code="broken_chain", table="event", row_id=None, what=broken.what)


def _wrong_statuses(db: Session) -> Iterator[Finding]:
    """Leaves whose status is not the one of their last event. A leaf that nothing has happened to is open."""
    last = _last_events("recommendation", Event.field == "status")
    told = func.coalesce(last.c.after, Status.OPEN.value)
    wrong = (
        select(Recommendation.id, Recommendation.status, told.label("told"))
        .outerjoin(last, and_(last.c.entity_id == Recommendation.id, last.c.body_id == Recommendation.body_id))
        .where(Recommendation.is_leaf, Recommendation.status != told)
        .order_by(Recommendation.id)
    )
    for row in db.execute(wrong):
        yield Finding(
            code="status_not_in_history",
            table="recommendation",
            row_id=row.id,
            what=_("Recommendation {row} is stored as {status}, but its history says {told}.").format(
                row=row.id, status=row.status, told=row.told
            ),
        )


def _wrongly_hidden(db: Session) -> Iterator[Finding]:
    """Rows that are hidden although their last event says that they stand, or stand although it says that they are hidden."""
    for table, wrong in _asked_for_wrongly_hidden():
        for row in db.execute(wrong):
            if row.hidden:
                what = _("{table} {row} is hidden, but its history says that it stands.")
            else:
                what = _("{table} {row} stands, but its history says that it was withdrawn.")
            yield Finding(
                code="withdrawal_not_in_history", table=table, row_id=row.id, what=what.format(table=table, row=row.id)
            )


@cache
def _asked_for_wrongly_hidden() -> list[tuple[str, Select[int, int]]]:
    """Each table with what finds them; asking takes less than making it."""
    return [(table.name, _wrongly_hidden_in(table)) for table in Base.metadata.sorted_tables if "withdrawn_at" in table.c]


def _wrongly_hidden_in(table: Table) -> Select[int, int]:
    last = _last_events(table.name, Event.field.in_(("created", "withdrawn", "restored")))
    hidden = case((table.c.withdrawn_at.is_(None), 0), else_=1)
    told = case((last.c.field == "withdrawn", 1), else_=0)
    return (
        select(table.c.id, hidden.label("hidden"))
        .join(last, and_(last.c.entity_id == table.c.id, last.c.body_id == table.c.body_id))
        .where(or_(hidden > told, hidden < told))
        .order_by(table.c.id)
    )


def _wrongly_counted(db: Session) -> Iterator[Finding]:
    """Leaves that are counted otherwise than the other tables say."""
    for row in out_of_step(db.connection()):
        yield Finding(
            code="counted_wrongly",
            table=FOLLOWED_TABLE.name,
            row_id=row,
            what=_("Recommendation {row} is counted otherwise than it stands.").format(row=row),
        )


def _gone(db: Session) -> Iterator[Finding]:
    """Rows that the history says were made, and that are no longer there: rows are hidden, never deleted."""
    for table, gone in _asked_for_gone():
        for row in db.scalars(gone):
            yield Finding(
                code="row_gone",
                table=table,
                row_id=row,
                what=_("{table} {row} is gone, though its history says that it was made.").format(table=table, row=row),
            )


@cache
def _asked_for_gone() -> list[tuple[str, Select[int]]]:
    """Each table with what finds them; asking takes less than making it."""
    asked = []
    for table in Base.metadata.sorted_tables:
        if "id" not in table.c:
            continue
        there = table.alias("there")
        made = select(Event.entity_id).outerjoin(there, there.c.id == Event.entity_id)
        made = made.where(Event.entity == table.name, Event.field == "created", there.c.id.is_(None))
        asked.append((table.name, made.distinct().order_by(Event.entity_id)))
    return asked


def _last_events(entity: str, which: ColumnElement[bool]) -> Subquery:
    """Of each row of ``entity`` the last event that is one of ``which``."""
    newest = (
        select(Event.body_id, func.max(Event.sequence).label("sequence"))
        .where(Event.entity == entity, which)
        .group_by(Event.body_id, Event.entity_id)
        .subquery()
    )
    return (
        select(Event.body_id, Event.entity_id, Event.field, Event.after)
        .join(newest, and_(newest.c.body_id == Event.body_id, newest.c.sequence == Event.sequence))
        .subquery()
    )
