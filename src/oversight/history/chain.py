"""Proof that the story is still the one that was written."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.people import Body
from oversight.database.story import Change, Event
from oversight.history.record import GENESIS, hash_of
from oversight.messages import _


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenChain:
    """Where a committee's story is broken: ``sequence`` is the first event that does not fit."""

    body: str
    sequence: int
    what: str

    def __str__(self) -> str:
        return self.what


def verify_chain(db: Session) -> list[BrokenChain]:
    """The first break in each committee's chain; an empty list where all stands as it was written."""
    findings = []
    for body_id, code in db.execute(select(Body.id, Body.code).order_by(Body.id)).all():
        finding = _verify(db, body_id, code)
        if finding is not None:
            findings.append(finding)
    return findings


def _verify(db: Session, body_id: int, code: str) -> BrokenChain | None:
    expected, previous = 0, GENESIS
    events = (
        select(Event, Change)
        .join(Change, Change.id == Event.change_id)
        .where(Event.body_id == body_id)
        .order_by(Event.sequence)
        .execution_options(yield_per=1000, populate_existing=True)
    )
    seen: set[int] = set()
    # Closed on every way out: a cursor left open on the server would be told of as leaked.
    with db.execute(events) as rows:
        for event, change in rows:
            expected += 1
            if event.sequence != expected:
                what = _("{body}: event {sequence} is missing.").format(body=code, sequence=expected)
            elif event.previous_hash != previous:
                what = _("{body}: event {sequence} does not follow the one before it.").format(body=code, sequence=expected)
            elif event.hash != hash_of(event, change):
                what = _("{body}: event {sequence} is not what was written.").format(body=code, sequence=expected)
            else:
                previous = event.hash
                seen.add(change.id)
                continue
            return BrokenChain(body=code, sequence=expected, what=what)
    # A change always tells something: one without events has lost the end of its story.
    for change_id in db.scalars(select(Change.id).where(Change.body_id == body_id).order_by(Change.id)):
        if change_id not in seen:
            what = _("{body}: the events of change {change} are missing.").format(body=code, change=change_id)
            return BrokenChain(body=code, sequence=expected + 1, what=what)
    return None
