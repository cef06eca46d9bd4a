"""Rows by what their columns hold."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from oversight.database.columns import Base

Row = TypeVar("Row", bound=Base)


def find_rows(db: Session, model: type[Row], **wanted: object) -> list[Row]:
    """The rows that hold what is ``wanted`` of these columns, in the order of their numbers; where that is a list, any of it."""
    listed = frozenset(name for name, value in wanted.items() if isinstance(value, Sequence) and not isinstance(value, str))
    return list(db.scalars(_rows_with(model, tuple(wanted), listed), wanted))


# SQLAlchemy takes longer to make a statement than to run it, and each packet is asked about in the same words.
@cache
def _rows_with(model: type[Row], columns: tuple[str, ...], listed: frozenset[str]) -> Select[Row]:
    key: Any = model
    conditions = (
        getattr(model, name).in_(bindparam(name, expanding=True)) if name in listed else getattr(model, name) == bindparam(name)
        for name in columns
    )
    return select(model).where(*conditions).order_by(key.id)
