"""Proof that each row says what its history says, and that nothing in it was changed without a word."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.finding import Finding
from oversight.database.story import Event
from oversight.history.balance import MODELS, PLACE, PLACED, columns_of, place_of
from oversight.history.record import CREATED
from oversight.history.row_hash import hash_of_values, values_of
from oversight.history.rows import chunks
from oversight.history.texts import Value, as_text
from oversight.messages import _

# Asked in a way of its own, with words of its own.
_ELSEWHERE = frozenset({("recommendation", "status")})

_SHOWN = 60
"""Characters of a value that a finding shows."""


@dataclass(slots=True)
class _Told:
    """What the history tells of one row.

    ``last``: of each column what it holds; ``first``: what it held when the row was made, one of these, since what the making
    itself tells may stand in the row already or not. ``made`` is the change that made it, ``hash`` its fingerprint then.
    """

    last: dict[str, str | None] = field(default_factory=dict)
    first: dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    made: int | None = None
    hash: str | None = None


def wrong_values(db: Session) -> Iterator[Finding]:
    """Rows that are not as their history says: the column is named where it was told of, else the row alone."""
    for entity, told in sorted(_all_told(db).items()):
        model: Any = MODELS[entity]
        for some in chunks(told):
            for row in db.scalars(select(model).where(model.id.in_(some)).order_by(model.id)):
                found = list(_of_row(entity, row, told[row.id]))
                yield from found
                if not found and _was_changed(entity, row, told[row.id]):
                    yield Finding(
                        code="row_not_in_history",
                        table=entity,
                        row_id=row.id,
                        what=_("{table} {row} was changed without a word in its history.").format(table=entity, row=row.id),
                    )
            db.expunge_all()


def _all_told(db: Session) -> dict[str, dict[int, _Told]]:
    result: dict[str, dict[int, _Told]] = defaultdict(lambda: defaultdict(_Told))
    columns = (Event.entity, Event.entity_id, Event.field, Event.before, Event.after, Event.change_id, Event.row_hash)
    events = select(*columns).order_by(Event.body_id, Event.sequence).execution_options(yield_per=1000)
    with db.execute(events) as rows:
        for entity, key, name, before, after, change, row_hash in rows:
            if name == CREATED and row_hash is not None and result[entity][key].made is None:
                result[entity][key].made, result[entity][key].hash = change, row_hash
            elif columns_of(entity, name):
                told = result[entity][key]
                told.first.setdefault(name, (before, after) if told.made == change else (before,))
                told.last[name] = after
    return result


def _of_row(entity: str, row: Any, told: _Told) -> Iterator[Finding]:  # noqa: ANN401 -- any row of a committee
    for name, value in told.last.items():
        if (entity, name) not in _ELSEWHERE and _stored(row, name) != value:
            yield Finding(
                code="value_not_in_history",
                table=entity,
                row_id=row.id,
                what=_("{table} {row}: {column} is {stored}, but its history says {told}.").format(
                    table=entity, row=row.id, column=name, stored=_shown(_stored(row, name)), told=_shown(value)
                ),
            )


def _was_changed(entity: str, row: object, told: _Told) -> bool:
    """Whether the row, set back to what it was when it was made, is another one than it was."""
    if told.hash is None:
        return False
    now = values_of(entity, row)
    names = list(told.first)
    for held in product(*told.first.values()):
        then = dict(now)
        for name, value in zip(names, held, strict=True):
            then |= _set_back(name, value)
        if hash_of_values(entity, {name: value for name, value in then.items() if name in now}) == told.hash:
            return False
    return True


def _set_back(name: str, value: str | None) -> Mapping[str, str | None]:
    if name != PLACE:
        return {name: value}
    return dict(zip(PLACED, (as_text(one) for one in place_of(value)), strict=True))


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
