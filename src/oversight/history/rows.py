"""Rows by table and key: what they hold, what they refer to, and what refers to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, select
from sqlalchemy.orm import Session

from oversight.database.tables import Base
from oversight.history.balance import MODELS, Row, can_hide

_AT_ONCE = 500
"""Keys in one question."""

# What is asked of a paper holds nothing of it: an answer stays good when the paper comes again. The text of a paper may be kept
# for a session of which nothing is known any more.
_HOLDS_NOTHING = frozenset({"doubt", "source_document"})


_Key = TypeVar("_Key", int, Row)


class Rows:
    """The rows of one database, each fetched once; what was fetched is what gets changed."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._known: dict[Row, Base] = {}

    def fetch(self, rows: Iterable[Row]) -> None:
        """Read these rows, those of one table in few statements."""
        for entity, keys in _by_table(row for row in rows if row not in self._known).items():
            model: Any = MODELS[entity]
            for some in chunks(keys):
                for found in self._db.scalars(select(model).where(model.id.in_(some))):
                    self._known[entity, found.id] = found

    def get(self, row: Row) -> Base | None:
        """The row; None where it is gone."""
        self.fetch([row])
        return self._known.get(row)

    def stands(self, row: Row) -> bool:
        """Whether the row is there and not hidden."""
        found = self.get(row)
        return found is not None and getattr(found, "withdrawn_at", None) is None

    def keys(self, entity: str, *conditions: ColumnElement[bool]) -> list[int]:
        """The keys of the rows of a table for which these conditions hold, hidden ones too."""
        model: Any = MODELS[entity]
        return list(self._db.scalars(select(model.id).where(*conditions).order_by(model.id)))

    def above(self, row: Row) -> Iterator[tuple[str, Row]]:
        """What the row refers to: (column, row)."""
        found = self.get(row)
        if found is None or row[0] in _HOLDS_NOTHING:
            return
        for column, table in _references(row[0]):
            key = getattr(found, column)
            if key is not None:
                yield column, (table, key)

    def held_by(self, row: Row) -> Iterator[tuple[str, Row]]:
        """What the row refers to, and what that refers to where it can never be hidden by itself."""
        for column, above in self.above(row):
            yield column, above
            if not can_hide(above[0]):
                yield from self.held_by(above)

    def below(self, rows: Iterable[Row]) -> Iterator[tuple[Row, str, Row]]:
        """The standing rows that refer to one of ``rows``: (row, column, referred to)."""
        for entity, keys in _by_table(rows).items():
            for table, column in _referring(entity):
                own: Any = table.c
                for some in chunks(keys):
                    standing = select(own.id, column).where(column.in_(some), own.withdrawn_at.is_(None)).order_by(own.id)
                    for key, to in self._db.execute(standing):
                        yield (table.name, key), column.name, (entity, to)


def chunks(keys: Iterable[_Key]) -> Iterator[list[_Key]]:
    """``keys`` in order, so many at a time as one statement takes."""
    ordered = sorted(keys)
    for at in range(0, len(ordered), _AT_ONCE):
        yield ordered[at : at + _AT_ONCE]


def _by_table(rows: Iterable[Row]) -> dict[str, set[int]]:
    result: dict[str, set[int]] = defaultdict(set)
    for entity, key in rows:
        result[entity].add(key)
    return result


def _references(entity: str) -> Iterator[tuple[str, str]]:
    """The columns of a table that refer to another one, with that one; the committee's own key aside."""
    for column in Base.metadata.tables[entity].columns:
        for key in column.foreign_keys:
            if column.name != "body_id":
                yield column.name, key.column.table.name


def _referring(entity: str) -> Iterator[tuple[Any, Column[Any]]]:
    """The tables whose rows can be hidden and that refer to this one, each with the column."""
    for table in Base.metadata.sorted_tables:
        if "withdrawn_at" in table.c and table.name not in _HOLDS_NOTHING:
            for column, target in _references(table.name):
                if target == entity:
                    yield table, table.c[column]
