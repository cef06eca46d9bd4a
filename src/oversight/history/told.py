"""The story of given rows as far as an undo asks for it: what stood there before, and who has worked on them since."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.story import Event
from oversight.history.balance import STANDING, Balance, Row
from oversight.history.rows import chunks
from oversight.history.taken_back import still_good


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A value that a column gets once more, since when, and what that rests on."""

    after: str | None
    effective_on: date
    session_id: int | None = None
    note: str | None = None
    evidence: str | None = None


class Story:
    """The events of rows of one committee. ``undone``: of each undo what it took back; ``own``: the changes to be taken back."""

    def __init__(self, db: Session, body_id: int, undone: Mapping[int, tuple[int, ...]], own: frozenset[int]) -> None:
        self._db, self._body_id, self._undone, self._own = db, body_id, undone, own
        self._told: dict[Row, list[Event]] = {}

    def fetch(self, rows: Iterable[Row]) -> None:
        """Read the story of these rows, that of the rows of one table in few statements."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for entity, key in rows:
            if (entity, key) not in self._told:
                wanted[entity].add(key)
                self._told[entity, key] = []
        for entity, keys in wanted.items():
            for some in chunks(keys):
                events = select(Event).where(Event.body_id == self._body_id, Event.entity == entity, Event.entity_id.in_(some))
                for event in self._db.scalars(events.order_by(Event.sequence)):
                    self._told[entity, event.entity_id].append(event)

    def of(self, row: Row) -> list[Event]:
        """All that happened to the row, in the order of the chain."""
        self.fetch([row])
        return self._told[row]

    def worked_on(self, row: Row, since: int) -> list[int]:
        """The other changes after this sequence that touch the row in any way, and still hold."""
        return self._others(event.change_id for event in self._later(row, since))

    def changed(self, one: Balance) -> list[int]:
        """The other changes since that touch the same thing about the row, and still hold."""
        same = STANDING if one.field is None else {one.field}
        return self._others(event.change_id for event in self._later(one.row, one.first) if event.field in same)

    def moved(self, row: Row, fields: Collection[str], since: int) -> list[int]:
        """The other changes after this sequence that gave the row another of ``fields``, and still hold."""
        return self._others(event.change_id for event in self._later(row, since) if event.field in fields)

    def decided_at(self, session: int, since: int) -> set[int]:
        """The other changes after this sequence that tell of something decided at this session, and still hold."""
        told = select(Event.entity, Event.entity_id).where(
            Event.body_id == self._body_id, Event.session_id == session, Event.sequence > since
        )
        rows = {(entity, key) for entity, key in self._db.execute(told.distinct())}
        self.fetch(rows)
        found: set[int] = set()
        for row in rows:
            here = {event.change_id for event in self._later(row, since) if event.session_id == session}
            found.update(here.intersection(self.worked_on(row, since)))
        return found

    def told_again(self, one: Balance, undo: int) -> list[Told]:
        """What has to be told of the column once more when ``undo`` takes it back, so that each day is answered as without it.

        A day is answered by what was told last of those since that day or before: so the first is what held on the day where
        the two stories part, and each later one that holds on its own day follows in the order of the days.
        """
        told = [event for event in self.of(one.row) if event.field == one.field]
        changes = list(dict.fromkeys(event.change_id for event in told))
        gone = set(still_good(changes, self._undone))
        undone = {**self._undone, undo: tuple(sorted(self._own))}
        good = set(still_good([*changes, undo], undone))
        parted = min((event.effective_on for event in told if event.change_id in gone ^ good), default=one.effective_on)
        left = [event for event in told if event.change_id in good]
        days = sorted({parted, *(event.effective_on for event in left if event.effective_on > parted)})
        holding = [_holding(left, day) for day in days]
        result = [Told(after=told[0].before, effective_on=parted) if event is None else _again(event) for event in holding]
        return list(dict.fromkeys(result))

    def last(self, row: Row, fields: Iterable[str]) -> Event | None:
        """The last event of the row that is one of ``fields``."""
        return next((event for event in reversed(self.of(row)) if event.field in fields), None)

    def _later(self, row: Row, since: int) -> list[Event]:
        events = self.of(row)
        return events[bisect_right(events, since, key=lambda event: event.sequence) :]

    def _others(self, changes: Iterable[int]) -> list[int]:
        good = still_good(changes, self._undone)
        return [change for change in good if change > min(self._own) and change not in self._own]


def day_by_day(told: Sequence[Event]) -> list[Event]:
    """Of what was told of one thing, in the order of the chain, what held on each day on which that changed, in the order of the days."""
    days = sorted({event.effective_on for event in told})
    holding = (_holding(told, day) for day in days)
    return list(dict.fromkeys(event for event in holding if event is not None))


def _holding(told: Sequence[Event], day: date) -> Event | None:
    """What was told last of those since ``day`` or before."""
    return next((event for event in reversed(told) if event.effective_on <= day), None)


def _again(event: Event) -> Told:
    return Told(
        after=event.after,
        effective_on=event.effective_on,
        session_id=event.session_id,
        note=event.note,
        evidence=event.evidence,
    )
