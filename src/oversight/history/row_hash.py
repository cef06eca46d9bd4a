"""What a transaction left each row as, in a fingerprint of all its columns: no row is changed behind the program's back unseen."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import RowMapping, Select, Table, bindparam, select
from sqlalchemy.orm import Session

from oversight.database.people import Body
from oversight.database.story import Change, Event
from oversight.database.tables import Base
from oversight.history.balance import Row
from oversight.history.rows import chunks
from oversight.history.texts import Value, as_text

_BEGUN = "oversight.history.begun"
_TOUCHED = "oversight.history.touched"
_INSERTED = "oversight.history.inserted"

_STORY = frozenset({"change", "event"})
"""Told in ways of their own: a change by the event that closes it, an event by the chain."""

_DIGITS = 32
"""Hexadecimal digits of a fingerprint: 128 bits, more than anybody can try out."""

# Made once: SQLAlchemy takes a while to make one.
_SPOKEN_OF = (
    select(Event.entity, Event.entity_id, Event.body_id)
    .where(Event.change_id.in_(bindparam("changes", expanding=True)))
    .distinct()
)

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of_row(table: Table, row: RowMapping | Mapping[str, object]) -> str:
    """The fingerprint of a stored row, with all its columns. A column that is empty counts like one that is not there yet, so that a table may grow."""
    content = {
        "table": table.name,
        "row": {name: as_text(cast("Value", value)) for name, value in row.items() if value is not None},
    }
    return hashlib.sha256(_CANONICAL.encode(content).encode()).hexdigest()[:_DIGITS]


def hash_of_change(db: Session, change: Change) -> str:
    """The fingerprint of a change as it is stored."""
    table = Base.metadata.tables["change"]
    return hash_of_row(table, db.execute(_rows_of(table), {"keys": [change.id]}).mappings().one())


def bear_in_mind(db: Session, begun: Change) -> None:
    """Keep that this change was begun: it will tell what its transaction left the rows as."""
    db.info.setdefault(_BEGUN, []).append(begun)


def look_at_flushed(db: Session) -> None:
    """Keep which rows are just being written."""
    touched: dict[Row, int | None] = db.info.setdefault(_TOUCHED, {})
    inserted: dict[Row, str] = db.info.setdefault(_INSERTED, {})
    for row in cast("Iterator[Any]", (*db.new, *(row for row in db.dirty if db.is_modified(row)))):
        if row.__tablename__ not in _STORY:
            touched[row.__tablename__, row.id] = row.id if isinstance(row, Body) else row.body_id
            inserted.pop((row.__tablename__, row.id), None)


def look_at_inserted(db: Session, model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Keep what new rows hold that pass no flush: as they are given, so they are stored."""
    table = Base.metadata.tables[model.__tablename__]
    inserted: dict[Row, str] = db.info.setdefault(_INSERTED, {})
    inserted.update(((table.name, cast("int", row["id"])), hash_of_row(table, row)) for row in rows)


def rows_left(db: Session) -> Iterator[tuple[Change, str]]:
    """Each change of this transaction with the rows that it left, as :func:`rows_told` reads them; at least once a change."""
    begun = [change for change in db.info.pop(_BEGUN, ()) if change in db]
    touched: dict[Row, int | None] = db.info.pop(_TOUCHED, {})
    inserted: dict[Row, str] = db.info.pop(_INSERTED, {})
    if not begun:
        return
    # What passed no flush, the story tells of.
    told = db.execute(_SPOKEN_OF, {"changes": [change.id for change in begun]})
    touched |= {(entity, key): body_id for entity, key, body_id in told if entity not in _STORY}
    if any(table == Body.__tablename__ for table, _key in touched):
        # A new committee counts by the calendar of the whole country, which came with the program.
        touched |= dict.fromkeys(_of_no_committee(db))
    last = {change.body_id: change for change in begun}
    rows: dict[int, list[Row]] = {change.id: [] for change in begun}
    for row, body_id in touched.items():
        rows[last.get(body_id or 0, begun[-1]).id].append(row)
    for change in begun:
        for some in chunks(rows[change.id]) if rows[change.id] else [[]]:
            yield change, _CANONICAL.encode(_hashes(db, some, inserted))


def rows_told(text: str | None) -> dict[str, dict[int, str]]:
    """Table → key → fingerprint, as an event keeps them; nothing where it was tampered with, which the chain tells."""
    try:
        told = json.loads(text or "{}").items()
        return {name: {int(key): str(one) for key, one in rows.items()} for name, rows in told}
    except (ValueError, AttributeError):
        return {}


def _of_no_committee(db: Session) -> Iterator[Row]:
    for table in Base.metadata.sorted_tables:
        if "body_id" in table.c and table.c.body_id.nullable:
            yield from ((table.name, key) for key in db.scalars(select(table.c.id).where(table.c.body_id.is_(None))))


def _hashes(db: Session, rows: list[Row], inserted: Mapping[Row, str]) -> dict[str, dict[str, str]]:
    """What is stored in these rows: as they were ``inserted``, else as the database gives it back."""
    result: dict[str, dict[str, str]] = defaultdict(dict)
    keys: dict[str, list[int]] = defaultdict(list)
    for name, key in rows:
        if (name, key) in inserted:
            result[name][str(key)] = inserted[name, key]
        else:
            keys[name].append(key)
    for name, some in keys.items():
        table = Base.metadata.tables[name]
        found = db.execute(_rows_of(table), {"keys": some}).mappings()
        result[name].update((str(row["id"]), hash_of_row(table, row)) for row in found)
    return result


@cache
def _rows_of(table: Table) -> Select[Any]:
    return select(table).where(table.c.id.in_(bindparam("keys", expanding=True)))
