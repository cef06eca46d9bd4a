"""Which changes were taken back: an undo tells that as a fact about the change itself."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from oversight.database.story import Change, Event

UNDO = "undo"
"""The command that takes changes back."""

CHANGE = "change"
"""What an event is about that tells of a change: withdrawn, or restored where its undo was taken back."""


def undoes(db: Session, body_id: int) -> dict[int, tuple[int, ...]]:
    """Of each undo of this committee the changes that it took back, in the order of the chain."""
    result: dict[int, tuple[int, ...]] = {}
    for undo, change, _field in db.execute(_TOLD, {"body_id": body_id, "fields": ["withdrawn"]}):
        result[undo] = (*result.get(undo, ()), change)
    return result


def taken_back(db: Session, body_id: int) -> dict[int, int]:
    """The changes of this committee that are taken back now, each with the undo that did it."""
    result: dict[int, int] = {}
    for undo, change, field in db.execute(_TOLD, {"body_id": body_id, "fields": ["withdrawn", "restored"]}):
        if field == "withdrawn":
            result[change] = undo
        else:
            result.pop(change, None)
    return result


# Whose it is, the change says that it is about: asked for the events of a committee, SQLite goes through its whole story.
_TOLD = (
    select(Event.change_id, Event.entity_id, Event.field)
    .join(Change, Change.id == Event.entity_id)
    .where(Event.entity == CHANGE, Event.field.in_(bindparam("fields", expanding=True)), Change.body_id == bindparam("body_id"))
    .order_by(Event.sequence)
)
"""What is told of the committee's changes: by which change, of which one, and the field."""


def still_good(changes: Iterable[int], undone: Mapping[int, tuple[int, ...]]) -> list[int]:
    """Of ``changes``, which wrote one thing one after another, those that hold: neither taken back, nor a mere taking back."""
    wrote = list(changes)
    good: dict[int, None] = {}

    def turn(change: int, *, on: bool) -> None:
        # An undo of an undo brings back what the first one took, and so on.
        for target in undone.get(change, ()):
            turn(target, on=not on)
        if change in undone:
            return
        if not on:
            good.pop(change, None)
        elif change in wrote:
            good[change] = None

    for change in wrote:
        turn(change, on=True)
    return list(good)
