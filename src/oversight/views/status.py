"""One screen: where everything stands."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader, Row
from oversight.rules.body_names import as_one
from oversight.views.count_leaves import count_leaves, leaves_of_several
from oversight.views.inbox import answers_waiting
from oversight.views.organizations import organizations
from oversight.views.refs import bodies


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many leaves stand how: of ``name``, a session's ref or the name of a body; None for what names no body.

    ``open``, ``in_progress`` and ``done`` are the status as it is stored. What became of the leaves is told in four figures that
    are never added up: ``claimed`` (not done; the body says it is, and nobody has judged that), ``verified`` (done, by a session
    or with evidence), ``closed_without_evidence`` (done, and nothing shown for it), ``dropped`` (off the list; none of
    ``leaves``). ``supporting`` is how many more leaves the body takes part in, which count with another one.
    """

    name: str | None
    date: date | None
    leaves: int
    open: int
    in_progress: int
    done: int
    overdue: int
    claimed: int
    verified: int
    closed_without_evidence: int
    dropped: int
    supporting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Sessions, leaves by status, what is overdue; by session (the latest first) and by responsible body (the most first).

    The figures are those of :class:`Standing`; ``answers_to_judge`` are those of the inbox.

    A body that was renamed or merged counts as the one that acts in its place today; names that nobody has put down count as one
    body where they can mean no other one (县政府, 县人民政府). Every leaf counts once, so that the bodies
    add up to the whole: with its lead body (of several the first one named), else
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
    claimed: int
    verified: int
    closed_without_evidence: int
    dropped: int
    answers_to_judge: int
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


def overview(reader: Reader, *, today: date) -> Overview:
    """Where everything stands on ``today``."""
    known = bodies(reader)
    whole = _Tally(None)
    rows = reader.rows(_SESSIONS)
    sessions = {row["id"]: _Tally(row["starts_on"]) for row in rows}
    names = {row["id"]: known.prefix(row["body_id"]) + row["ref"] for row in rows}
    by_name: dict[str | None, _Tally] = defaultdict(lambda: _Tally(None))
    acting = organizations(reader)

    counted = list(count_leaves(reader, today=today))
    unknown: dict[int, Counter[str]] = defaultdict(Counter)
    for row in counted:
        if row["name"] is not None and not acting.candidates(row["name"], body_id=row["body_id"]):
            unknown[row["body_id"]][row["name"]] += row.get("leaves", 0)
    together = {body: as_one(names) for body, names in unknown.items()}

    def called(name: str, row: Row) -> str:
        one = together.get(row["body_id"], {}).get(name, name)
        return acting.called(one, raised_on=sessions[row["session_id"]].day, today=today, body_id=row["body_id"])

    for row in counted:
        name = None if row["name"] is None else called(row["name"], row)
        for tally in (whole, sessions[row["session_id"]], by_name[name]):
            tally.add(row)
    for row, named in leaves_of_several(reader):
        _first, *others = dict.fromkeys(called(name, row) for name in named)
        for other in others:
            by_name[other].supporting += 1
    by_body = [tally.standing(name) for name, tally in by_name.items()]
    by_body.sort(key=lambda one: (one.name is None, -one.leaves, -one.supporting, one.name or ""))
    return Overview(
        committees=tuple(row["name"] for row in reader.rows("SELECT name FROM body ORDER BY id")),
        **(reader.one(_COUNTS) or {}),
        **whole.figures,
        answers_to_judge=len(answers_waiting(reader)),
        by_session=tuple(tally.standing(names[one]) for one, tally in sessions.items()),
        by_body=tuple(by_body),
    )


_SESSIONS = """
    SELECT id, body_id, ref, starts_on FROM legislative_session
    WHERE withdrawn_at IS NULL ORDER BY COALESCE(starts_on, '0001-01-01') DESC, id DESC"""


class _Tally:
    """Adds up figures."""

    def __init__(self, day: date | None) -> None:
        self.day = day
        self.counts = dict.fromkeys(_FIGURES, 0)
        self.supporting = 0

    def add(self, row: Row) -> None:
        """Count what the row counts."""
        for figure in _FIGURES & row.keys():
            self.counts[figure] += row[figure]

    @property
    def figures(self) -> dict[str, int]:
        """All figures: what is done is verified, or was closed without evidence."""
        return {**self.counts, "verified": self.counts["done"] - self.counts["closed_without_evidence"]}

    def standing(self, name: str | None) -> Standing:
        """The counts as a row."""
        return Standing(name=name, date=self.day, supporting=self.supporting, **self.figures)


_FIGURES = {"leaves", "open", "in_progress", "done", "overdue", "claimed", "closed_without_evidence", "dropped"}
