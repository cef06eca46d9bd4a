"""One screen: where everything stands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader
from oversight.views.count_leaves import Alike, count_leaves
from oversight.views.inbox import answers_waiting
from oversight.views.organizations import organizations
from oversight.views.refs import bodies
from oversight.vocabulary import Status


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

    A body that was renamed or merged counts as the one that acts in its place today. Every leaf counts once, so that the bodies
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
    for alike in count_leaves(reader, today=today):
        session = sessions[alike.session_id]
        named: list[str | None] = [
            acting.called(name, raised_on=session.day, today=today, body_id=alike.body_id) for name in alike.named
        ]
        first, *others = dict.fromkeys(named or [None])
        for tally in (whole, session, by_name[first]):
            tally.add(alike)
        for name in others if not alike.dropped else ():
            by_name[name].supporting += alike.leaves
    by_body = [tally.standing(name) for name, tally in by_name.items()]
    by_body.sort(key=lambda one: (one.name is None, -one.leaves, -one.supporting, one.name or ""))
    return Overview(
        committees=tuple(row["name"] for row in reader.rows("SELECT name FROM body ORDER BY id")),
        **(reader.one(_COUNTS) or {}),
        leaves=whole.leaves,
        **whole.counts,
        answers_to_judge=len(answers_waiting(reader)),
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
        self.counts = dict.fromkeys([*(status.value for status in Status), *_FIGURES], 0)
        self.leaves = 0
        self.supporting = 0

    def add(self, alike: Alike) -> None:
        """Count leaves that stand alike."""
        if alike.dropped:
            self.counts["dropped"] += alike.leaves
            return
        self.leaves += alike.leaves
        self.counts[alike.status] += alike.leaves
        self.counts["overdue"] += alike.overdue * alike.leaves
        self.counts["claimed"] += alike.claimed * alike.leaves
        if alike.status == Status.DONE.value:
            self.counts["verified" if alike.verified else "closed_without_evidence"] += alike.leaves

    def standing(self, name: str | None) -> Standing:
        """The counts as a row."""
        return Standing(name=name, date=self.day, leaves=self.leaves, supporting=self.supporting, **self.counts)


_FIGURES = ("overdue", "claimed", "verified", "closed_without_evidence", "dropped")
