"""Proof that each row says what its history says, column by column."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.finding import Finding
from oversight.database.story import Event
from oversight.history.balance import MODELS, PLACE, PLACED, columns_of
from oversight.history.rows import chunks
from oversight.history.texts import Value, as_text
from oversight.messages import _

# Asked in a way of its own, with words of its own.
_ELSEWHERE = frozenset({("recommendation", "status")})

_SHOWN = 60
"""Characters of a value that a finding shows."""


def wrong_values(db: Session) -> Iterator[Finding]:
    """Rows in which a column is not as their history says."""
    for entity, told in sorted(_all_told(db).items()):
        model: Any = MODELS[entity]
        for some in chunks(told):
            for row in db.scalars(select(model).where(model.id.in_(some)).order_by(model.id)):
                yield from _of_row(entity, row, told[row.id])
            db.expunge_all()


def _all_told(db: Session) -> dict[str, dict[int, dict[str, str | None]]]:
    """Of each row of each table, what the history says of each column that it ever told of."""
    result: dict[str, dict[int, dict[str, str | None]]] = defaultdict(lambda: defaultdict(dict))
    columns = (Event.entity, Event.entity_id, Event.field, Event.after)
    events = select(*columns).order_by(Event.body_id, Event.sequence).execution_options(yield_per=1000)
    with db.execute(events) as rows:
        for entity, key, name, after in rows:
            if columns_of(entity, name):
                result[entity][key][name] = after
    return result


def _of_row(entity: str, row: Any, told: Mapping[str, str | None]) -> Iterator[Finding]:  # noqa: ANN401 -- any row of a committee
    for name, value in told.items():
        if (entity, name) not in _ELSEWHERE and _stored(row, name) != value:
            yield Finding(
                code="value_not_in_history",
                table=entity,
                row_id=row.id,
                what=_("{table} {row}: {column} is {stored}, but its history says {told}.").format(
                    table=entity, row=row.id, column=name, stored=_shown(_stored(row, name)), told=_shown(value)
                ),
            )


def _stored(row: object, name: str) -> str | None:
    """What the row holds, in the words of the history."""
    if name != PLACE:
        return as_text(cast("Value", getattr(row, name)))
    document, first, last = (getattr(row, column) for column in PLACED)
    return None if document is None else f"{document}:{first}-{last}"


def _shown(value: str | None) -> str:
    if value is None:
        return _("empty")
    return f"“{value}”" if len(value) <= _SHOWN else f"“{value[: _SHOWN - 1]}…”"
