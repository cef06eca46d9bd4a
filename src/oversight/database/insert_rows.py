"""Many new rows at once: numbered before they are written, so that they can refer to one another, and written table by table."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, func, insert, inspect, select
from sqlalchemy.orm import Session

from oversight.database.columns import Base
from oversight.database.followed import follow_inserted


def free_numbers(db: Session, model: type[Base], count: int) -> Sequence[int]:
    """So many numbers that no row of the table has had, in order, and that nobody else is given."""
    if db.get_bind().dialect.name == "sqlite":
        # It has one writer at a time, and gives the number after the highest itself.
        last = db.scalar(_highest(model)) or 0
        return range(last + 1, last + 1 + count)
    drawn = func.nextval(func.pg_get_serial_sequence(model.__tablename__, "id"))
    return sorted(db.scalars(select(drawn).select_from(func.generate_series(1, count))))


def whole_row(model: type[Base], values: Mapping[str, object]) -> dict[str, object]:
    """All columns of the table: ``values``, by the names of the model, else what a column holds where nothing is said."""
    names, unsaid = _columns(model)
    return {**unsaid, **{names[name]: value for name, value in values.items()}}


def insert_rows(db: Session, model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows that all have the same columns, in one statement. What they refer to comes before them."""
    db.flush()
    db.execute(insert(Base.metadata.tables[model.__tablename__]), rows)
    follow_inserted(db, model, rows)


@cache
def _highest(model: type[Base]) -> Select[Any]:
    return select(func.max(model.__table__.c.id))


@cache
def _columns(model: type[Base]) -> tuple[dict[str, str], dict[str, object]]:
    """Each column's name in the table by its name in the model, and what it holds where nothing is said."""
    columns: Any = inspect(model).columns
    names = {name: column.key for name, column in columns.items()}
    return names, {column.key: None if column.default is None else column.default.arg for column in columns.values()}
