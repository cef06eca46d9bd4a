"""The story of given rows as far as an undo asks for it: what stood there before, and who has worked on them since."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.story import Event
from oversight.history.balance import STANDING, Balance, Row, columns_of
from oversight.history.rows import chunks
from oversight.history.taken_back import still_good


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

    def basis(self, one: Balance) -> Event | None:
        """The event that had given the column the value that comes back."""
        if not columns_of(one.row[0], one.field or ""):
            return None
        before = [event for event in self.of(one.row) if event.sequence < one.first and event.field == one.field]
        return next((event for event in reversed(before) if event.after == one.before), None)

    def last(self, row: Row, fields: Iterable[str]) -> Event | None:
        """The last event of the row that is one of ``fields``."""
        return next((event for event in reversed(self.of(row)) if event.field in fields), None)

    def _later(self, row: Row, since: int) -> list[Event]:
        events = self.of(row)
        return events[bisect_right(events, since, key=lambda event: event.sequence) :]

    def _others(self, changes: Iterable[int]) -> list[int]:
        good = still_good(changes, self._undone)
        return [change for change in good if change > min(self._own) and change not in self._own]
