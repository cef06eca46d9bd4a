"""What is near, what is past, and what has no date at all: one row a date, however many acts it holds for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from oversight.database.reading import Reader, Row
from oversight.views.recommendation_rows import fetch_recommendations
from oversight.views.refs import bodies
from oversight.vocabulary import DeadlineKind

PAST, NEAR, LATER, NONE = "past", "near", "later", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A date of ``ref``, a recommendation or a report, that ``leaves`` acts which are not done wait for; ``group`` says when.

    ``days`` until it is due, less than nothing where it has passed; ``days_slipped`` since it was due at first. In the group
    ``none`` are the acts of a paper that have no date: neither of the act, nor of an answer that is still to come.
    """

    group: str
    ref: str
    title: str
    kind: str | None
    due_on: date | None
    days: int | None
    days_slipped: int
    leaves: int
    body: str | None


def due_overview(reader: Reader, *, until: date, language: str, today: date) -> list[DueRow]:
    """All dates that something waits for, the earliest first, and the papers with acts that have none.

    What is due up to ``until`` is near. The plan and the answer are waited for until an answer has come, the act until it is
    done.
    """
    leaves = reader.rows(_LEAVES)
    owned = _dates(reader)
    first_dates: dict[tuple[_Owner, str], date] = {}
    waiting: dict[tuple[_Owner, str], int] = defaultdict(int)
    dateless: dict[int, int] = defaultdict(int)
    for leaf in leaves:
        line = [("r", leaf[name]) for name in ("id", "parent_id", "grandparent_id")] + [("p", leaf["report_id"])]
        has_date = False
        for kind in [DeadlineKind.ACT] if leaf["answered"] else DeadlineKind:
            owners = [(one, kind.value) for one in line if (one, kind.value) in owned]
            if owners:
                waiting[owners[0]] += 1
                first_dates[owners[0]] = _first([owned[one] for one in owners])
                has_date = has_date or kind is not DeadlineKind.PLAN
        if not has_date:
            dateless[leaf["report_id"]] += 1
    named = _names(reader, [owner for owner, _kind in waiting] + [("p", one) for one in dateless], language, today)
    rows = []
    for (owner, what), count in waiting.items():
        due_on, thing = owned[owner, what].last, named[owner]
        rows.append(
            DueRow(
                group=PAST if due_on < today else NEAR if due_on <= until else LATER,
                ref=thing.ref,
                title=thing.title,
                kind=what,
                due_on=due_on,
                days=(due_on - today).days,
                days_slipped=(due_on - first_dates[owner, what]).days,
                leaves=count,
                body=thing.body,
            )
        )
    rows.sort(key=lambda row: (row.due_on or date.max, row.ref, row.kind or ""))
    return rows + [_without_date(named["p", report], count) for report, count in dateless.items()]


def _without_date(paper: "_Named", count: int) -> DueRow:
    return DueRow(
        group=NONE,
        ref=paper.ref,
        title=paper.title,
        kind=None,
        due_on=None,
        days=None,
        days_slipped=0,
        leaves=count,
        body=paper.body,
    )


_Owner = tuple[str, int]
"""A recommendation ("r") or a report ("p") by its key."""


class _Dates(NamedTuple):
    """The first and the last date of one thing; whether the first extends one of what it stands in."""

    first: date
    last: date
    extends: bool


class _Named(NamedTuple):
    """What a row says of the thing that the date belongs to."""

    ref: str
    title: str
    body: str | None


def _first(dates: Sequence[_Dates]) -> date:
    """When it was due at first, of the dates of a thing and of what it stands in, the nearest first."""
    first = dates[0].first
    for nearer, farther in pairwise(dates):
        if not nearer.extends or farther.first >= first:
            break
        first = farther.first
    return first


# What is not done yet, in the order of the papers, and whether an answer speaks of it.
_LEAVES = """
    SELECT r.id, r.parent_id, up.parent_id AS grandparent_id, r.report_id,
        CASE WHEN EXISTS (SELECT 1 FROM reply y WHERE y.recommendation_id IN (r.id, r.parent_id, up.parent_id)
            AND y.kind = 'answer' AND y.withdrawn_at IS NULL) THEN 1 ELSE 0 END AS answered
    FROM followed f
    JOIN recommendation r ON r.id = f.id
    JOIN report p ON p.id = f.report_id
    JOIN legislative_session s ON s.id = p.session_id
    LEFT JOIN recommendation up ON up.id = r.parent_id
    WHERE NOT f.dropped AND f.status <> 'done' AND p.withdrawn_at IS NULL AND s.withdrawn_at IS NULL
    ORDER BY COALESCE(s.starts_on, '9999-12-31'), s.id, p.number, p.id, r.position, r.id"""


def _dates(reader: Reader) -> dict[tuple[_Owner, str], _Dates]:
    """The first and the last date of each thing and kind."""
    found: dict[tuple[_Owner, str], _Dates] = {}
    for row in reader.rows(
        """
        SELECT recommendation_id, report_id, kind, due_on, reason FROM deadline
        WHERE due_on IS NOT NULL AND withdrawn_at IS NULL ORDER BY sequence"""
    ):
        owner = ("p", row["report_id"]) if row["recommendation_id"] is None else ("r", row["recommendation_id"])
        before = found.get((owner, row["kind"]))
        found[owner, row["kind"]] = (
            _Dates(row["due_on"], row["due_on"], row["reason"] is not None)
            if before is None
            else before._replace(last=row["due_on"])
        )
    return found


def _names(reader: Reader, owners: Iterable[_Owner], language: str, today: date) -> dict[_Owner, _Named]:
    """Ref, title, and who is to carry it out."""
    keys: dict[str, list[int]] = {"r": [], "p": []}
    for table, key in dict.fromkeys(owners):
        keys[table].append(key)
    result: dict[_Owner, _Named] = {
        ("p", row["id"]): _Named(row["ref"], row["title"], row["addressee"]) for row in _reports(reader, keys["p"])
    }
    for one in fetch_recommendations(reader, keys["r"], language=language, today=today):
        result["r", one.id] = _Named(one.ref, one.title, one.lead or one.addressee)
    return result


def _reports(reader: Reader, keys: Sequence[int]) -> list[Row]:
    known = bodies(reader)
    rows = reader.rows(
        """
        SELECT p.id, p.body_id, p.title, p.addressee, p.number, s.ref
        FROM report p JOIN legislative_session s ON s.id = p.session_id WHERE p.id IN :keys""",
        keys=list(keys),
    )
    return [{**row, "ref": f"{known.prefix(row['body_id'])}{row['ref']}/{row['number']}"} for row in rows]
