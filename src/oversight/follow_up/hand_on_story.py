"""What held for one row holds for another one, day by day: it never was further, nor sooner, than the row that it comes from."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select

from oversight.database.story import Event
from oversight.follow_up.deed import Deed
from oversight.history.balance import STANDING
from oversight.history.record import record
from oversight.history.told import day_by_day


def copy_since_then(deed: Deed, old: Any, new: Any, says: str, fields: Collection[str]) -> None:  # noqa: ANN401 -- any row of a committee
    """Store ``new``, which says the same as ``old``, since ``old`` stands; its ``fields`` were on each day as those of ``old``."""
    with deed.on(stood_since(deed, old)):
        deed.create(new, says)
    for name in fields:
        hand_on_story(deed, old, new, name)


def stood_since(deed: Deed, row: Any) -> date:  # noqa: ANN401 -- any row of a committee
    """The day since which the row has been there without a break."""
    return next((event.effective_on for event in reversed(_told(deed, row, STANDING))), deed.day)


def hand_on_story(deed: Deed, old: Any, new: Any, name: str, *, note: str | None = None) -> bool:  # noqa: ANN401 -- any row of a committee
    """Tell of column ``name`` of ``new`` what was told of that of ``old``, with where and why; False where nothing was.

    ``note`` stands with the first of it, where that has none.
    """
    told = _told(deed, old, (name,))
    before = told[0].before if told else None
    for event in day_by_day(told):
        record(
            deed.db,
            deed.change(new.body_id),
            new.__tablename__,
            new.id,
            name,
            before,
            event.after,
            effective_on=event.effective_on,
            session_id=event.session_id,
            note=event.note or note,
            evidence=event.evidence,
        )
        before, note = event.after, None
    return bool(told)


def _told(deed: Deed, row: Any, fields: Collection[str]) -> list[Event]:  # noqa: ANN401 -- any row of a committee
    events = select(Event).where(
        Event.body_id == row.body_id,
        Event.entity == row.__tablename__,
        Event.entity_id == row.id,
        Event.field.in_(fields),
    )
    return list(deed.db.scalars(events.order_by(Event.sequence)))
