"""The calendar of working days: the plan of each year that is known, and the days that it makes otherwise."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader
from oversight.rules.count_days import Calendar, SpecialDay


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedYear:
    """A year whose plan is known; ``committee`` is the code of the one that keeps a plan of its own, None for the country's."""

    year: int
    committee: str | None
    holidays: int
    working_weekends: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """A day that is otherwise than its day of the week says: a holiday, or a weekend that ``works``."""

    day: date
    weekday: int
    works: bool
    name: str
    committee: str | None


def calendar_of(reader: Reader, body_id: int) -> Calendar:
    """The calendar by which a committee counts: its own plan of a year stands in the place of the country's."""
    own_years = {row["year"] for row in reader.rows(f"{_YEARS} AND body_id = :body", body=body_id)}
    years = {row["year"] for row in reader.rows(f"{_YEARS} AND body_id IS NULL")}
    days: dict[date, SpecialDay] = {}
    # The committee's own days come last, and so outrank the country's.
    for row in reader.rows(
        """
        SELECT day_on, works, name, body_id FROM calendar_day
        WHERE withdrawn_at IS NULL AND (body_id IS NULL OR body_id = :body)
        ORDER BY CASE WHEN body_id IS NULL THEN 0 ELSE 1 END""",
        body=body_id,
    ):
        if row["body_id"] is not None or row["day_on"].year not in own_years:
            days[row["day_on"]] = SpecialDay(bool(row["works"]), row["name"])
    return Calendar(frozenset(years | own_years), days)


_YEARS = "SELECT year FROM calendar_year WHERE withdrawn_at IS NULL"


def list_years(reader: Reader) -> list[PlannedYear]:
    """The years whose plan is known, the country's before those of committees."""
    counts = Counter(
        (row["body_id"], row["day_on"].year, bool(row["works"]))
        for row in reader.rows("SELECT body_id, day_on, works FROM calendar_day WHERE withdrawn_at IS NULL")
    )
    rows = reader.rows(
        """
        SELECT y.year, y.body_id, b.code, y.source
        FROM calendar_year y LEFT JOIN body b ON b.id = y.body_id
        WHERE y.withdrawn_at IS NULL
        ORDER BY y.year, COALESCE(y.body_id, 0)"""
    )
    return [
        PlannedYear(
            year=row["year"],
            committee=row["code"],
            holidays=counts[row["body_id"], row["year"], False],
            working_weekends=counts[row["body_id"], row["year"], True],
            source=row["source"],
        )
        for row in rows
    ]


def list_days(reader: Reader, year: int) -> list[PlannedDay]:
    """The days of ``year`` that are otherwise, in their order."""
    rows = reader.rows(
        """
        SELECT d.day_on, d.works, d.name, b.code AS committee
        FROM calendar_day d LEFT JOIN body b ON b.id = d.body_id
        WHERE d.withdrawn_at IS NULL AND d.day_on >= :first AND d.day_on <= :last
        ORDER BY d.day_on, COALESCE(d.body_id, 0)""",
        first=date(year, 1, 1),
        last=date(year, 12, 31),
    )
    return [
        PlannedDay(
            day=row["day_on"],
            weekday=row["day_on"].isoweekday(),
            works=bool(row["works"]),
            name=row["name"],
            committee=row["committee"],
        )
        for row in rows
    ]
