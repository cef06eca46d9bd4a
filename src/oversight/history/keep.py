"""Which rows of a load stay when it is taken back: those that people have worked on since, with all that they stand on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from oversight.history.balance import Balance, Row
from oversight.history.rows import Rows
from oversight.history.told import Story

# What the papers of many sessions share: another load that uses it does not rest on this one.
_SHARED = frozenset(
    {
        "term",
        "person",
        "membership",
        "organization",
        "organization_name",
        "legislative_session",
        "sitting",
        "source_document",
        "report",
    }
)
# What a recommendation is made of beside its text: it stays with it.
_HANGS_ON = frozenset({"responsibility", "deadline", "link", "title", "reply", "hand_over"})


def what_to_keep(
    found: Sequence[Balance], story: Story, rows: Rows, loads: frozenset[int]
) -> tuple[dict[Row, tuple[int, ...]], set[int]]:
    """The rows of ``found`` to keep, each with the changes that worked on it since; and the later ``loads`` that rest on it.

    A row without such changes stays because another one stands on it.
    """
    keeping = _Keeping({one.row for one in found}, rows)
    blocked: set[int] = set()
    since = {one.row: one.first for one in reversed(found)}
    for row, first in since.items():
        later = story.worked_on(row, first)
        if row[0] == "legislative_session":
            later = sorted({*later, *story.decided_at(row[1], first)})
        if row[0] not in _SHARED and loads.intersection(later):
            blocked.update(loads.intersection(later))
        elif later:
            keeping.keep(row, later)
    hidden = {one.row for one in found if one.hides}
    below = [(row, column, to) for row, column, to in rows.below(hidden) if row not in hidden]
    story.fetch(row for row, _column, _to in below)
    for row, column, to in below:
        last = story.last(row, ("created", "restored"))
        if last is None or last.sequence < since[to]:
            # It stood while the row was hidden.
            continue
        by = (last.change_id,)
        if loads.intersection(by) and to[0] not in _SHARED:
            blocked.update(by)
        elif loads.intersection(by):
            keeping.need(to, column)
        else:
            keeping.keep(to, by)
    keeping.close(hidden)
    return keeping.kept, blocked


class _Keeping:
    """What is kept so far; it grows by what that stands on and is made of."""

    def __init__(self, ours: set[Row], rows: Rows) -> None:
        self._ours, self._rows = ours, rows
        self.kept: dict[Row, tuple[int, ...]] = {}
        self._whole: set[Row] = set()

    def keep(self, row: Row, by: Iterable[int]) -> None:
        """Keep a row that these changes have worked on, with all that it is made of."""
        if row in self._ours:
            self.kept[row] = tuple(dict.fromkeys((*self.kept.get(row, ()), *by)))
            self._whole.add(row)

    def need(self, row: Row, column: str) -> None:
        """Keep a row that another one refers to by ``column``; a part does not need the other parts of its whole."""
        if row in self._ours:
            self.kept.setdefault(row, ())
            if row[0] in {"recommendation", "problem"} and column != "parent_id":
                self._whole.add(row)

    def close(self, hidden: set[Row]) -> None:
        """Go on until nothing that is kept lacks anything."""
        hanging: dict[Row, list[tuple[Row, str]]] = defaultdict(list)
        for row, column, to in self._rows.below(hidden):
            hanging[to].append((row, column))
        done: set[tuple[Row, bool]] = set()
        while open_ := [(row, row in self._whole) for row in self.kept if (row, row in self._whole) not in done]:
            for row, whole in open_:
                done.add((row, whole))
                for column, above in self._rows.held_by(row):
                    self.need(above, column)
                if whole:
                    for below, column in hanging[row]:
                        if below[0] in _HANGS_ON or column == "parent_id":
                            self.need(below, "")
