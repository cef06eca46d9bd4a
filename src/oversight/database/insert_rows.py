"""Many new rows at once: numbered before they are written, so that they can refer to one another, and written table by table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Dialect, Select, func, insert, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from oversight.database.columns import Base
from oversight.database.followed import follow_inserted


def free_numbers(db: Session, counts: Mapping[type[Base], int]) -> dict[type[Base], Sequence[int]]:
    """For each table so many numbers that no row of it has had, in order, and that nobody else is given."""
    if not counts:
        return {}
    if db.get_bind().dialect.name == "sqlite":
        # It has one writer at a time, and gives the number after the highest itself.
        highest = ", ".join(f"(SELECT MAX(id) FROM {model.__tablename__})" for model in counts)  # noqa: S608 -- our own tables
        last = db.connection().exec_driver_sql(f"SELECT {highest}").one()
        return {
            model: range((after or 0) + 1, (after or 0) + 1 + counts[model]) for model, after in zip(counts, last, strict=True)
        }
    return {model: sorted(db.scalars(_drawn(model, count))) for model, count in counts.items()}


def whole_row(model: type[Base], values: Mapping[str, object]) -> dict[str, object]:
    """All columns of the table: ``values``, by the names of the model, else what a column holds where nothing is said."""
    names, unsaid = _columns(model)
    return {**unsaid, **{names[name]: value for name, value in values.items()}}


def insert_rows(db: Session, model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows that all have the same columns, in one statement. What they refer to comes before them."""
    db.flush()
    connection = db.connection()
    insertion = _insertion(model, tuple(rows[0]), connection.dialect)
    connection.exec_driver_sql(insertion.statement, [insertion.values_of(row) for row in rows])
    follow_inserted(db, model, rows)


@dataclass(frozen=True, slots=True)
class _Insertion:
    """A statement in the words of a driver; ``columns`` are those that it has a value for, each with what makes it one of the driver's."""

    statement: str
    by_place: bool
    columns: tuple[tuple[str, Callable[[Any], Any] | None], ...]

    def values_of(self, row: Mapping[str, object]) -> Any:  # noqa: ANN401 -- SQLAlchemy's type of parameters is its own
        """The values of ``row`` as the driver takes them."""
        if self.by_place:
            return tuple([row[name] if made is None else made(row[name]) for name, made in self.columns])
        return {name: row[name] if made is None else made(row[name]) for name, made in self.columns}


# SQLAlchemy would look at each row by itself for what all of them have in common.
@lru_cache(maxsize=128)
def _insertion(model: type[Base], columns: tuple[str, ...], dialect: Dialect) -> _Insertion:
    table = Base.metadata.tables[model.__tablename__]
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    by_place = bool(compiled.positional)
    names = compiled.positiontup if by_place else columns
    return _Insertion(
        str(compiled),
        by_place,
        tuple((name, _made(table.c[name].type, dialect)) for name in names or ()),
    )


def _made(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What makes a value of ``kind`` one of the driver's, None where it is one. The days and moments of many rows are few."""
    made = kind.dialect_impl(dialect).bind_processor(dialect)
    return None if made is None else lru_cache(maxsize=256)(made)


def _drawn(model: type[Base], count: int) -> Select[Any]:
    drawn = func.nextval(func.pg_get_serial_sequence(model.__tablename__, "id"))
    return select(drawn).select_from(func.generate_series(1, count))


@cache
def _columns(model: type[Base]) -> tuple[dict[str, str], dict[str, object]]:
    """Each column's name in the table by its name in the model, and what it holds where nothing is said."""
    columns: Any = inspect(model).columns
    names = {name: column.key for name, column in columns.items()}
    return names, {column.key: None if column.default is None else column.default.arg for column in columns.values()}
