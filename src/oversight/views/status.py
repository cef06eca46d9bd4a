"""One screen: where everything stands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader
from oversight.views.leaf_conditions import DUE_ON, TO_FOLLOW
from oversight.views.recommendation_rows import responsible_bodies
from oversight.views.refs import bodies
from oversight.vocabulary import BodyRole, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many leaves stand how: of ``name``, a session's ref or the name of a body; None for what names no body.

    ``supporting`` is how many more leaves the body takes part in, which count with another one.
    """

    name: str | None
    date: date | None
    leaves: int
    open: int
    in_progress: int
    done: int
    overdue: int
    supporting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Sessions, leaves by status, what is overdue; by session (the latest first) and by responsible body (the most first).

    Every leaf counts once, so that the bodies add up to the whole: with its lead body (of several the first one named), else
    with its first supporting one, else with the addressee of its paper, else with none, which comes last.
    """

    committees: tuple[str, ...]
    sessions: int
    sessions_without_papers: int
    reports: int
    problems: int
    leaves: int
    open: int
    in_progress: int
    done: int
    overdue: int
    commitments: int
    doubts: int
    by_session: tuple[Standing, ...]
    by_body: tuple[Standing, ...]


_COUNTS = """
    SELECT
        (SELECT COUNT(*) FROM legislative_session WHERE withdrawn_at IS NULL) AS sessions,
        (SELECT COUNT(*) FROM legislative_session WHERE withdrawn_at IS NULL AND NOT papers_known) AS sessions_without_papers,
        (SELECT COUNT(*) FROM report WHERE withdrawn_at IS NULL) AS reports,
        (SELECT COUNT(*) FROM problem WHERE withdrawn_at IS NULL) AS problems,
        (SELECT COUNT(*) FROM recommendation
            WHERE is_leaf AND origin = 'commitment' AND withdrawn_at IS NULL AND dropped_at IS NULL) AS commitments,
        (SELECT COUNT(*) FROM doubt WHERE state = 'open' AND withdrawn_at IS NULL) AS doubts"""


# Every leaf to follow, narrow: a large database has many.
_LEAVES = f"""
    SELECT r.id, r.status, p.session_id, p.addressee, CASE WHEN {DUE_ON} < :today THEN 1 ELSE 0 END AS late
    FROM recommendation r
    JOIN report p ON p.id = r.report_id
    JOIN legislative_session s ON s.id = p.session_id
    LEFT JOIN recommendation up ON up.id = r.parent_id
    WHERE {TO_FOLLOW} AND p.withdrawn_at IS NULL AND s.withdrawn_at IS NULL"""  # noqa: S608 -- put together from constants


def overview(reader: Reader, *, today: date) -> Overview:
    """Where everything stands on ``today``."""
    known = bodies(reader)
    whole = _Tally(None)
    rows = reader.rows(_SESSIONS)
    sessions = {row["id"]: _Tally(row["starts_on"]) for row in rows}
    names = {row["id"]: known.prefix(row["body_id"]) + row["ref"] for row in rows}
    by_name: dict[str | None, _Tally] = defaultdict(lambda: _Tally(None))
    leaves = reader.rows(_LEAVES, today=today)
    responsible = responsible_bodies(reader, [leaf["id"] for leaf in leaves])
    for leaf in leaves:
        overdue = bool(leaf["late"]) and leaf["status"] != Status.DONE.value
        of_leaf = responsible[leaf["id"]]
        named: list[str | None] = list(dict.fromkeys(of_leaf[BodyRole.LEAD.value] + of_leaf[BodyRole.SUPPORTING.value]))
        first, *others = named or [leaf["addressee"] or None]
        for tally in (whole, sessions[leaf["session_id"]], by_name[first]):
            tally.add(leaf["status"], overdue=overdue)
        for name in others:
            by_name[name].supporting += 1
    by_body = [tally.standing(name) for name, tally in by_name.items()]
    by_body.sort(key=lambda one: (one.name is None, -one.leaves, -one.supporting, one.name or ""))
    return Overview(
        committees=tuple(row["name"] for row in reader.rows("SELECT name FROM body ORDER BY id")),
        **(reader.one(_COUNTS) or {}),
        leaves=whole.leaves,
        **whole.counts,
        overdue=whole.overdue,
        by_session=tuple(tally.standing(names[one]) for one, tally in sessions.items()),
        by_body=tuple(by_body),
    )


_SESSIONS = """
    SELECT id, body_id, ref, starts_on FROM legislative_session
    WHERE withdrawn_at IS NULL ORDER BY COALESCE(starts_on, '0001-01-01') DESC, id DESC"""


class _Tally:
    """Counts leaves by status."""

    def __init__(self, day: date | None) -> None:
        self.day = day
        self.counts = dict.fromkeys((status.value for status in Status), 0)
        self.overdue = 0
        self.supporting = 0

    def add(self, status: str, *, overdue: bool) -> None:
        """Count one leaf."""
        self.counts[status] += 1
        self.overdue += overdue

    @property
    def leaves(self) -> int:
        """All that were counted."""
        return sum(self.counts.values())

    def standing(self, name: str | None) -> Standing:
        """The counts as a row."""
        return Standing(
            name=name, date=self.day, leaves=self.leaves, overdue=self.overdue, supporting=self.supporting, **self.counts
        )
