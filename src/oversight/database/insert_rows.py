"""Many new rows at once: numbered before they are written, so that they can refer to one another, and written table by table."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import func, insert, inspect, select
from sqlalchemy.orm import Session

from oversight.database.columns import Base
from oversight.database.followed import follow_inserted


def free_numbers(db: Session, model: type[Base], count: int) -> Sequence[int]:
    """So many numbers that no row of the table has had, in order, and that nobody else is given."""
    key = model.__table__.c.id
    if db.get_bind().dialect.name == "sqlite":
        # It has one writer at a time, and gives the number after the highest itself.
        last = db.scalar(select(func.max(key))) or 0
        return range(last + 1, last + 1 + count)
    drawn = func.nextval(func.pg_get_serial_sequence(model.__tablename__, key.name))
    return sorted(db.scalars(select(drawn).select_from(func.generate_series(1, count))))


def whole_row(model: type[Base], values: Mapping[str, object]) -> dict[str, object]:
    """``values`` with all other columns of the table: what they hold where nothing is said."""
    return {**_unsaid(model), **values}


def insert_rows(db: Session, model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows that all have the same columns, in one go. What they refer to comes before them."""
    db.flush()
    # Without this, they are parted into statements by which of their columns are empty.
    db.execute(insert(model).execution_options(render_nulls=True), rows)
    follow_inserted(db, model, rows)


@cache
def _unsaid(model: type[Base]) -> dict[str, object]:
    columns: Any = inspect(model).columns
    return {name: None if column.default is None else column.default.arg for name, column in columns.items()}
