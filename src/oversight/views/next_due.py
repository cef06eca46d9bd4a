"""The days on which something of each row falls due; the next is the same as ``DUE_ON`` of a list, for rows that are at hand."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from oversight.database.reading import Reader, Row
from oversight.vocabulary import DeadlineKind


class Due(NamedTuple):
    """The day of the act, and of the answer that nobody has given yet; ``on`` is the earlier, ``kind`` what is due then."""

    act: date | None = None
    answer: date | None = None

    @property
    def on(self) -> date | None:
        """The next day on which something is due."""
        return min((day for day in self if day is not None), default=None)

    @property
    def kind(self) -> str | None:
        """What is due next: of one day the act."""
        if self.on is None:
            return None
        return (DeadlineKind.ACT if self.on == self.act else DeadlineKind.ANSWER).value


def due_of(reader: Reader, rows: Sequence[Row]) -> dict[int, Due]:
    """For each of ``rows`` (id, parent_id, grandparent_id, report_id, is_leaf) what is due of it, after all extensions."""
    lines = {row["id"]: [row[name] for name in ("id", "parent_id", "grandparent_id") if row[name] is not None] for row in rows}
    own, of_reports = _dates(reader, {place for line in lines.values() for place in line}, {row["report_id"] for row in rows})
    owed = {place for place, kind in own if kind == DeadlineKind.ANSWER.value}
    waiting = [row["id"] for row in rows if row["is_leaf"] and (row["report_id"] in of_reports or owed & set(lines[row["id"]]))]
    answered = _answered(reader, {place for one in waiting for place in lines[one]})
    result = {}
    for row in rows:
        line = lines[row["id"]]
        answer = None
        if row["id"] in waiting and not answered & set(line):
            answer = _nearest(own, line, DeadlineKind.ANSWER) or of_reports.get(row["report_id"])
        result[row["id"]] = Due(_nearest(own, line, DeadlineKind.ACT), answer)
    return result


def _nearest(own: dict[tuple[int, str], date], line: Sequence[int], kind: DeadlineKind) -> date | None:
    return next((own[place, kind.value] for place in line if (place, kind.value) in own), None)


def _dates(reader: Reader, places: set[int], reports: set[int]) -> tuple[dict[tuple[int, str], date], dict[int, date]]:
    """The date of the last extension: of acts and answers of recommendations, and of the answers of reports."""
    rows = reader.rows(
        """
        SELECT recommendation_id, report_id, kind, due_on FROM deadline
        WHERE (recommendation_id IN :places OR report_id IN :reports) AND kind <> 'plan'
            AND due_on IS NOT NULL AND withdrawn_at IS NULL
        ORDER BY sequence""",
        places=sorted(places),
        reports=sorted(reports),
    )
    own = {(row["recommendation_id"], row["kind"]): row["due_on"] for row in rows if row["report_id"] is None}
    return own, {row["report_id"]: row["due_on"] for row in rows if row["report_id"] is not None}


def _answered(reader: Reader, places: set[int]) -> set[int]:
    if not places:
        return set()
    rows = reader.rows(
        "SELECT recommendation_id FROM reply WHERE recommendation_id IN :places AND kind = 'answer' AND withdrawn_at IS NULL",
        places=sorted(places),
    )
    return {row["recommendation_id"] for row in rows}
