"""Proof that each row is as the last change that touched it left it: changed, put in or taken out behind the program's back, it is named."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import RowMapping, Table, select
from sqlalchemy.orm import Session

from oversight.database.finding import Finding
from oversight.database.followed import FOLLOWED_TABLE
from oversight.database.people import Body
from oversight.database.story import Event
from oversight.database.tables import Base
from oversight.history.balance import ROWS
from oversight.history.row_hash import hash_of_row, rows_told
from oversight.history.taken_back import CHANGE
from oversight.messages import _

_PROVED_OTHERWISE = frozenset({"event", FOLLOWED_TABLE.name})
"""The one by its chain, the other by the tables that it follows from."""


@dataclass(slots=True)
class _Left:
    """``hashes``: table → key → fingerprint; ``whole``: the committees of which every row has one."""

    hashes: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    whole: set[int] = field(default_factory=set)


def altered_rows(db: Session, named: Collection[tuple[str, int | None]] = (), *, only: str | None = None) -> Iterator[Finding]:
    """Rows that are not as they were left, those aside that are ``named`` (table, key) already; of one table, or of all."""
    left = _rows_left(db)
    for table in Base.metadata.sorted_tables:
        if table.name in _PROVED_OTHERWISE or table.name != (only or table.name):
            continue
        there: set[int] = set()
        with db.execute(select(table).order_by(table.c.id).execution_options(yield_per=1000)) as rows:
            for row in rows.mappings():
                there.add(row["id"])
                if (table.name, row["id"]) not in named:
                    yield from _altered(table, row, left)
        for key in sorted(left.hashes[table.name].keys() - there):
            if (table.name, key) not in named:
                what = _("{table} {row} is gone, though its history says that it was made.")
                yield _finding("row_gone", table, key, what)


def _altered(table: Table, row: RowMapping, left: _Left) -> Iterator[Finding]:
    told = left.hashes[table.name].get(row["id"])
    if told is None:
        if _has_to_be_told(table, row, left):
            what = _("{table} {row} was put in without a word in its history.")
            yield _finding("row_not_in_history", table, row["id"], what)
    elif told != hash_of_row(table, row):
        what = _("{table} {row} was changed without a word in its history.")
        yield _finding("row_not_in_history", table, row["id"], what)


def _has_to_be_told(table: Table, row: RowMapping, left: _Left) -> bool:
    """Not so of rows from before the history kept fingerprints, nor of a holiday plan that came with a later version."""
    if table.name == Body.__tablename__:
        return bool(left.whole)
    return row["body_id"] in left.whole


def _rows_left(db: Session) -> _Left:
    left = _Left()
    told = select(Event.entity_id, Event.after, Event.row_hash).where(Event.entity == CHANGE, Event.field == ROWS)
    with db.execute(told.order_by(Event.body_id, Event.sequence).execution_options(yield_per=100)) as events:
        for change, after, row_hash in events:
            left.hashes[CHANGE][change] = row_hash or ""
            for name, rows in rows_told(after).items():
                left.hashes[name].update(rows)
    left.whole.update(left.hashes[Body.__tablename__])
    return left


def _finding(code: str, table: Table, key: int, what: str) -> Finding:
    return Finding(code=code, table=table.name, row_id=key, what=what.format(table=table.name, row=key))
