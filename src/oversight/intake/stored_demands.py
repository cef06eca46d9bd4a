"""What the committee asked for at other sessions, as far as it is compared with what a load brings."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Link, Recommendation, Report
from oversight.database.people import Term
from oversight.database.story import Doubt
from oversight.intake.planned import Held
from oversight.rules.candidates import ASKED_AGAIN, from_json
from oversight.rules.recurrence import Demand, Occasion
from oversight.vocabulary import DoubtState, LinkKind, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDemand:
    """A row of another session; ``line`` is its own number and those of what it stands in, nearest first."""

    id: int
    ref: str
    session: str
    when: Occasion
    demand: Demand
    text: str
    line: tuple[int, ...]


# Made once: SQLAlchemy takes a while to make one.
_UP = aliased(Recommendation)
_SESSIONS = (
    select(LegislativeSession.id, LegislativeSession.starts_on, LegislativeSession.number, Term.number)
    .outerjoin(Term, Term.id == LegislativeSession.term_id)
    .where(LegislativeSession.body_id == bindparam("body_id"), LegislativeSession.withdrawn_at.is_(None))
)
_TEXT = func.coalesce(Recommendation.text_override, Recommendation.text_as_read)
_FOLLOWED = (
    Recommendation.withdrawn_at.is_(None),
    Recommendation.dropped_at.is_(None),
    Recommendation.origin != Origin.COMMITMENT.value,
    or_(Recommendation.is_leaf, Recommendation.heading.is_not(None)),
)


def sessions_apart(db: Session, body_id: int, when: Occasion) -> list[int]:
    """The committee's sessions that surely came before or after ``when``: only these can ask again, or be asked again."""
    sessions = db.execute(_SESSIONS, {"body_id": body_id})
    occasions = ((key, Occasion(day=day, term=term, number=number)) for key, day, number, term in sessions)
    return [key for key, other in occasions if when.follows(other) or other.follows(when)]


def demand_texts(db: Session, sessions: Collection[int]) -> Iterator[tuple[int, str | None, str]]:
    """(number, heading, text) of all that was asked for in these sessions: nothing more, since these are very many."""
    rows = db.execute(
        select(Recommendation.id, Recommendation.heading, _TEXT)
        .join(Report, Report.id == Recommendation.report_id)
        .where(Report.session_id.in_(sessions), Report.withdrawn_at.is_(None), *_FOLLOWED)
    )
    return ((number, heading, text) for number, heading, text in rows)


def stored_demands(db: Session, ids: Collection[int], *, without_session: int | None) -> list[StoredDemand]:
    """Those of these rows that stand, are of another session, and were not taken up by a formal opinion."""
    taken_up = select(Link.id).where(
        Link.from_id == Recommendation.id, Link.kind == LinkKind.SAME_AS.value, Link.withdrawn_at.is_(None)
    )
    rows = db.execute(
        select(
            Recommendation.id,
            Recommendation.ref_path,
            Recommendation.heading,
            Recommendation.is_leaf,
            Recommendation.parent_id,
            _UP.parent_id,
            _TEXT,
            Report.number,
            Report.title,
            LegislativeSession.ref,
            LegislativeSession.starts_on,
            LegislativeSession.number,
            Term.number,
        )
        .join(Report, Report.id == Recommendation.report_id)
        .join(LegislativeSession, LegislativeSession.id == Report.session_id)
        .outerjoin(Term, Term.id == LegislativeSession.term_id)
        .outerjoin(_UP, _UP.id == Recommendation.parent_id)
        .where(
            Recommendation.id.in_(ids),
            *_FOLLOWED,
            Report.withdrawn_at.is_(None),
            LegislativeSession.withdrawn_at.is_(None),
            LegislativeSession.id != (-1 if without_session is None else without_session),
            ~taken_up.exists(),
        )
        .order_by(Recommendation.id)
    )
    return [
        StoredDemand(
            id=number,
            ref=f"{session}/{report}:{ref_path}",
            session=session,
            when=Occasion(day=day, term=term, number=of_session),
            # The paper that nobody has loaded yet has no title of its own.
            demand=demand_of(heading, text, title if report else None, is_leaf=is_leaf, is_part=parent is not None),
            text=text,
            line=tuple(one for one in (number, parent, above) if one is not None),
        )
        for number, ref_path, heading, is_leaf, parent, above, text, report, title, session, day, of_session, term in rows
    ]


def demand_of(heading: str | None, text: str, subject: str | None, *, is_leaf: bool, is_part: bool) -> Demand:
    """What a row asks for: an item by its heading, an act by its text, an item that is an act by both."""
    name = heading or (text if is_leaf and not is_part else None)
    return Demand(heading=name, text=text if is_leaf else None, subject=subject)


def chains(db: Session, body_id: int) -> dict[int, frozenset[int]]:
    """The rows that a person has joined, each with all of its chain."""
    links = db.execute(
        select(Link.from_id, Link.to_id).where(
            Link.body_id == body_id, Link.kind == LinkKind.RECURS.value, Link.withdrawn_at.is_(None)
        )
    )
    found: dict[int, frozenset[int]] = {}
    for one, other in links:
        if other is not None:
            whole = found.get(one, frozenset({one})) | found.get(other, frozenset({other}))
            found |= dict.fromkeys(whole, whole)
    return found


def linked(db: Session, ids: Collection[int], held: Held) -> set[tuple[int, int]]:
    """Pairs that are linked in some way, or that a person has parted; the lower number first."""
    rows = db.scalars(select(Link).where(Link.to_id.is_not(None), or_(Link.from_id.in_(ids), Link.to_id.in_(ids))))
    return {
        (min(link.from_id, link.to_id), max(link.from_id, link.to_id))
        for link in rows
        if link.to_id is not None and (link.withdrawn_at is None or held.has(link, "withdrawn"))
    }


def asked_about(db: Session, body_id: int, session_id: int | None) -> set[tuple[str, str | int | None]]:
    """Pairs that a person has answered, or is asked about with another session's papers.

    Each is the ref of the later row with the ref, and with the number, of the earlier one: its ref may have become another.
    """
    asked: set[tuple[str, str | int | None]] = set()
    for row in db.scalars(select(Doubt).where(Doubt.body_id == body_id, Doubt.code == ASKED_AGAIN)):
        if row.state == DoubtState.SETTLED.value or (row.withdrawn_at is None and row.session_id != session_id):
            for one in from_json(row.candidates, row.code):
                if one.of is not None:
                    asked |= {(one.of, one.ref), (one.of, one.row)}
    return {(later, earlier) for later, earlier in asked if earlier is not None}
