"""Proof that each row says what its history says: every column that was ever told holds what was told last."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.finding import Finding
from oversight.database.story import Event
from oversight.history.balance import MODELS, PLACE, PLACED, columns_of
from oversight.history.record import Value, as_text
from oversight.history.rows import chunks
from oversight.messages import _

_Told = dict[int, dict[str, str | None]]
"""Of each row of a table what was told last of each column."""

# Asked in a way of its own, with words of its own.
_ELSEWHERE = frozenset({("recommendation", "status")})


def wrong_values(db: Session) -> Iterator[Finding]:
    """Columns that are not as their last event says; the row and the column are named."""
    for entity, told in sorted(_last_told(db).items()):
        model: Any = MODELS[entity]
        for some in chunks(told):
            for row in db.scalars(select(model).where(model.id.in_(some)).order_by(model.id)):
                for field, value in told[row.id].items():
                    if _stored(row, field) != value:
                        yield Finding(
                            code="value_not_in_history",
                            table=entity,
                            row_id=row.id,
                            what=_("{table} {row}: {column} is {stored}, but its history says {told}.").format(
                                table=entity, row=row.id, column=field, stored=_shown(_stored(row, field)), told=_shown(value)
                            ),
                        )
            db.expunge_all()


def _last_told(db: Session) -> dict[str, _Told]:
    result: dict[str, _Told] = defaultdict(lambda: defaultdict(dict))
    events = select(Event.entity, Event.entity_id, Event.field, Event.after).order_by(Event.body_id, Event.sequence)
    with db.execute(events.execution_options(yield_per=1000)) as rows:
        for entity, key, field, after in rows:
            if columns_of(entity, field) and (entity, field) not in _ELSEWHERE:
                result[entity][key][field] = after
    return result


def _stored(row: object, field: str) -> str | None:
    """What the row holds, in the words of the history."""
    if field != PLACE:
        return as_text(cast("Value", getattr(row, field)))
    document, first, last = (getattr(row, name) for name in PLACED)
    return None if document is None else f"{document}:{first}-{last}"


_SHOWN = 60
"""Characters of a value that a finding shows."""


def _shown(value: str | None) -> str:
    if value is None:
        return _("empty")
    return f"“{value}”" if len(value) <= _SHOWN else f"“{value[: _SHOWN - 1]}…”"
