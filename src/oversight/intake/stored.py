"""What the database holds already of a committee and of one of its sessions, read in one go."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from oversight.database.clock import HandOver
from oversight.database.columns import Base
from oversight.database.find_rows import find_rows
from oversight.database.meetings import AgendaItem, AttendanceEntry, LegislativeSession, Sitting
from oversight.database.papers import Deadline, Link, Problem, Recommendation, Reply, Report, SourceDocument
from oversight.database.people import Body, Membership, OrganizationName, Person, Responsibility, Term
from oversight.database.story import Change, Decision, Doubt, Event, RefAlias
from oversight.history.taken_back import UNDO, taken_back
from oversight.intake.planned import Held
from oversight.intake.settled import Settled
from oversight.rules.candidates import from_json

Row = TypeVar("Row", bound=Base)
_Hanging = TypeVar("_Hanging", Deadline, Reply)

COMMAND = "load"

# Made once: SQLAlchemy takes a while to make one.
_TOLD_BY_PEOPLE = (
    select(Event.entity, Event.entity_id, Event.field)
    .join(Change, Change.id == Event.change_id)
    .where(
        Change.body_id == bindparam("body_id"),
        # The command first, of which there are few others: its events alone are looked at then, not the whole story.
        Change.command.not_in((COMMAND, UNDO)),
        Event.told_by.is_distinct_from(COMMAND),
        Change.id.not_in(bindparam("taken_back", expanding=True)),
    )
    .order_by(Event.sequence)
)


class Stored:
    """The committee's rows as far as a load needs them; everything is empty where ``db`` is None."""

    def __init__(self, db: Session | None) -> None:
        self._db = db
        self.bodies = self._all(select(Body).order_by(Body.id))

    def _all(self, statement: Select[Row]) -> list[Row]:
        return [] if self._db is None else list(self._db.scalars(statement))

    def _of(self, model: type[Row], **wanted: object) -> list[Row]:
        return [] if self._db is None else find_rows(self._db, model, **wanted)

    def read_body(self, body: Body | None) -> None:
        """The rows that all sessions of the committee share."""
        number = body.id if body is not None else -1
        self.terms = {term.number: term for term in self._of(Term, body_id=number)}
        self.sessions = self._of(LegislativeSession, body_id=number)
        self.persons: dict[str, list[Person]] = defaultdict(list)
        for person in self._of(Person, body_id=number):
            self.persons[person.name_key].append(person)
        organizations: dict[str, set[int]] = defaultdict(set)
        for name in self._of(OrganizationName, body_id=number):
            if name.withdrawn_at is None:
                organizations[name.name_key].add(name.organization_id)
        self.organizations = {key: ids.pop() for key, ids in organizations.items() if len(ids) == 1}
        self.body_id = number

    def documents_of(self, digests: Sequence[str]) -> list[SourceDocument]:
        """The documents with these digests, whichever version of the reader made them."""
        return self._of(SourceDocument, body_id=self.body_id, sha256=digests)

    def documents_of_session(self, session: LegislativeSession | None) -> frozenset[int]:
        """The numbers of the documents that were read as this session's papers."""
        if session is None:
            return frozenset()
        return frozenset(document.id for document in self._of(SourceDocument, session_id=session.id))

    def sittings(self, session: LegislativeSession | None) -> list[Sitting]:
        """The sittings of a session."""
        return self._of(Sitting, session_id=session.id) if session is not None else []

    def attendance(self, sitting: Sitting | None) -> list[AttendanceEntry]:
        """Who was there, withdrawn entries too."""
        return self._of(AttendanceEntry, sitting_id=sitting.id) if sitting is not None else []

    def agenda(self, session: LegislativeSession | None) -> list[AgendaItem]:
        """The agenda, withdrawn items too."""
        return self._of(AgendaItem, session_id=session.id) if session is not None else []

    def memberships(self, term: Term | None) -> list[Membership]:
        """The memberships of a term, withdrawn ones too."""
        return self._of(Membership, term_id=term.id) if term is not None else []

    def roles_elsewhere(
        self, term: Term | None, session: LegislativeSession | None, persons: Collection[int]
    ) -> set[tuple[int, str]]:
        """(person, role) that the lists of the term's other sessions show, of these persons."""
        if self._db is None or term is None or not persons:
            return set()
        rows = self._db.execute(
            select(AttendanceEntry.person_id, AttendanceEntry.role)
            .join(Sitting, Sitting.id == AttendanceEntry.sitting_id)
            .join(LegislativeSession, LegislativeSession.id == Sitting.session_id)
            .where(
                LegislativeSession.term_id == term.id,
                LegislativeSession.id != (session.id if session is not None else -1),
                AttendanceEntry.withdrawn_at.is_(None),
                AttendanceEntry.person_id.in_(persons),
                AttendanceEntry.role.is_not(None),
            )
            .distinct()
        )
        return {(person_id, role) for person_id, role in rows if person_id is not None and role is not None}

    def seen_elsewhere(self, person: Person, sitting: Sitting | None) -> bool:
        """Whether anything but this sitting's list knows the person."""
        if self._db is None:
            return False
        entries = (
            select(func.count())
            .select_from(AttendanceEntry)
            .where(AttendanceEntry.person_id == person.id, AttendanceEntry.sitting_id != (sitting.id if sitting else -1))
        )
        confirmed = (
            select(func.count())
            .select_from(Membership)
            .where(Membership.person_id == person.id, or_(Membership.confirmed, Membership.starts_on.is_not(None)))
        )
        return bool(self._db.scalar(entries)) or bool(self._db.scalar(confirmed))

    def reports(self, session: LegislativeSession | None) -> list[Report]:
        """The reports of a session, withdrawn ones too."""
        return self._of(Report, session_id=session.id) if session is not None else []

    def problems(self, reports: Sequence[Report]) -> dict[int, list[Problem]]:
        """The problems of these reports, by report."""
        found: dict[int, list[Problem]] = defaultdict(list)
        if reports:
            for problem in self._of(Problem, report_id=[report.id for report in reports]):
                found[problem.report_id].append(problem)
        return found

    def recommendations(self, reports: Sequence[Report]) -> dict[int, list[Recommendation]]:
        """The recommendations of these reports, by report, parents before their parts."""
        found: dict[int, list[Recommendation]] = defaultdict(list)
        if reports:
            for row in self._of(Recommendation, report_id=[report.id for report in reports]):
                found[row.report_id].append(row)
        for rows in found.values():
            rows.sort(key=lambda row: (row.position, row.id))
        return found

    def attached(self, recommendations: Sequence[int], reports: Sequence[int]) -> "Attached":
        """What hangs on these recommendations and reports, withdrawn rows too."""
        if not recommendations and not reports:
            return Attached(responsibilities=[], deadlines=[], links=[], replies=[])
        return Attached(
            responsibilities=self._of(Responsibility, recommendation_id=recommendations),
            deadlines=self._either(Deadline, recommendations, reports),
            links=self._of(Link, from_id=recommendations),
            replies=self._either(Reply, recommendations, reports),
        )

    def _either(self, model: type[_Hanging], recommendations: Sequence[int], reports: Sequence[int]) -> list[_Hanging]:
        owner = or_(model.recommendation_id.in_(recommendations), model.report_id.in_(reports))
        return self._all(select(model).where(owner).order_by(model.id))

    def hand_overs(self, reports: Sequence[int]) -> list[HandOver]:
        """When these reports were handed over, what was taken back too."""
        return self._of(HandOver, report_id=reports)

    def deadlines(self, reports: Sequence[int]) -> list[Deadline]:
        """The dates of these reports, withdrawn ones too."""
        return self._of(Deadline, report_id=reports)

    def doubts(self, session: LegislativeSession | None) -> list[Doubt]:
        """The doubts about a session, withdrawn and settled ones too."""
        return self._of(Doubt, session_id=session.id) if session is not None else []

    def doubts_of_report(self, report: int | None) -> list[Doubt]:
        """The doubts about the session of a report, withdrawn and settled ones too."""
        session = select(Report.session_id).where(Report.id == report).scalar_subquery()
        return self._all(select(Doubt).where(Doubt.session_id == session).order_by(Doubt.id)) if report is not None else []

    def settled(self, session: LegislativeSession | None) -> tuple[Settled, ...]:
        """What people have answered about the session's papers, the last word on each doubt."""
        if self._db is None or session is None:
            return ()
        rows = self._db.execute(
            select(Doubt, Decision.answer)
            .join(Decision, Decision.doubt_id == Doubt.id)
            .where(Doubt.session_id == session.id, Doubt.passage.is_not(None), Decision.withdrawn_at.is_(None))
            .order_by(Decision.id)
        )
        found = {}
        for doubt, answer in rows:
            chosen = next((one for one in from_json(doubt.candidates, doubt.code) if one.key == answer), None)
            if chosen is not None and doubt.passage is not None:
                found[doubt.id] = Settled(code=doubt.code, passage=doubt.passage, chosen=chosen)
        return tuple(found.values())

    @cached_property
    def aliases(self) -> dict[str, RefAlias]:
        """Every further ref of the committee."""
        return {alias.ref: alias for alias in self._of(RefAlias, body_id=self.body_id)}

    def answering_titles(self, recommendations: Sequence[int]) -> dict[int, str]:
        """The title of a report that speaks of each of these recommendations."""
        if self._db is None or not recommendations:
            return {}
        rows = self._db.execute(
            select(Reply.recommendation_id, Report.title)
            .join(Report, Report.id == Reply.report_id)
            .where(Reply.recommendation_id.in_(recommendations), Reply.withdrawn_at.is_(None))
            .order_by(Reply.id)
        )
        titles: dict[int, str] = {}
        for recommendation_id, title in rows:
            titles.setdefault(recommendation_id, title)
        return titles

    def spoken_of_elsewhere(self, recommendations: Sequence[int], reports: Sequence[int]) -> set[int]:
        """Those of these recommendations that a report other than ``reports`` speaks of."""
        if self._db is None or not recommendations:
            return set()
        return set(
            self._db.scalars(
                select(Reply.recommendation_id).where(
                    Reply.recommendation_id.in_(recommendations),
                    Reply.report_id.not_in(reports),
                    Reply.withdrawn_at.is_(None),
                )
            )
        )

    def corrected_from(self, rows: Sequence[Recommendation | Problem]) -> dict[int, str]:
        """What the paper said when a person put own words over it, by the number of the row; all ``rows`` of one table."""
        wordings = {row.id: row.text_as_read for row in rows}
        if self._db is None or not rows:
            return wordings
        told = self._db.execute(
            select(Event.entity_id, Event.field, Event.before)
            .where(
                Event.entity == rows[0].__tablename__,
                Event.entity_id.in_(wordings),
                Event.field.in_(("text_as_read", "text_override")),
            )
            .order_by(Event.sequence.desc())
        )
        corrected: set[int] = set()
        for number, field, before in told:
            if field == "text_override":
                corrected.add(number)
            elif number not in corrected and before is not None:
                wordings[number] = before
        return wordings

    def last_status(self, recommendation: Recommendation) -> Event | None:
        """The event that gave the leaf the status it has."""
        if self._db is None:
            return None
        return self._db.scalars(
            select(Event)
            .where(Event.entity == "recommendation", Event.entity_id == recommendation.id, Event.field == "status")
            .order_by(Event.sequence.desc())
            .limit(1)
        ).first()

    def held(self) -> Held:
        """The columns whose last word is a person's."""
        if self._db is None:
            return Held()
        # A word that was taken back is nobody's, and the undo itself says nothing of its own.
        gone = list(taken_back(self._db, self.body_id))
        rows = self._db.execute(_TOLD_BY_PEOPLE, {"body_id": self.body_id, "taken_back": gone})
        held: dict[tuple[str, int, str], None] = {}
        for entity, entity_id, field in rows:
            held[entity, entity_id, field] = None
            if field == "restored":
                # Who brings back what a person had hidden leaves it to the papers again.
                held.pop((entity, entity_id, "withdrawn"), None)
        return Held(held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """Responsibilities, deadlines, links and replies, as lists of rows."""

    responsibilities: list[Responsibility]
    deadlines: list[Deadline]
    links: list[Link]
    replies: list[Reply]
