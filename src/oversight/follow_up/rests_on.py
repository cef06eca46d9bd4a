"""What later work rests on and the rows do not refer to: how long is given, which days count, and whose answers are taken."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from oversight.database.clock import CalendarDay, CalendarYear, HouseRule
from oversight.database.papers import Deadline, Recommendation, Reply
from oversight.database.people import Organization, OrganizationName, Responsibility
from oversight.database.reading import over
from oversight.history.balance import MODELS, Balance, Row
from oversight.rules.body_names import is_one_body
from oversight.views.history import parts_of
from oversight.views.organizations import organizations
from oversight.views.responsible import responsible_for
from oversight.vocabulary import DeadlineBasis, DeadlineUnit, ReplyKind

# What changes nothing that was counted or taken.
_BESIDE_THE_POINT = frozenset({"source", "ends_on"})


def resting_on(db: Session, one: Balance) -> Iterator[Row]:
    """The dates and answers that would not be as they are, had ``one`` never been so; whether they came later is not asked."""
    entity, key = one.row
    if entity not in _READERS or one.field in _BESIDE_THE_POINT:
        return
    yield from _READERS[entity](db, db.get_one(MODELS[entity], key))


def _by_rule(db: Session, rule: HouseRule) -> Iterator[Row]:
    """The dates that were counted by a house rule: it stands in what they rest on, since a rule changed later moves no date."""
    within = [Deadline.counted_from >= rule.starts_on] if rule.starts_on else []
    within += [Deadline.counted_from <= rule.ends_on] if rule.ends_on else []
    of_paper = or_(Recommendation.id == Deadline.recommendation_id, Recommendation.report_id == Deadline.report_id)
    counted = select(Deadline.id).where(
        Deadline.basis == DeadlineBasis.HOUSE_RULE.value,
        Deadline.kind == rule.kind,
        Deadline.amount == rule.amount,
        Deadline.unit == rule.unit,
        Deadline.basis_text.contains(rule.source, autoescape=True),
        *within,
    )
    if rule.origin is not None:
        counted = counted.where(select(Recommendation.id).where(of_paper, Recommendation.origin == rule.origin).exists())
    yield from _dates(db, counted.whereclause, rule.body_id)


def _over_day(db: Session, day: CalendarDay) -> Iterator[Row]:
    yield from _over(db, day.body_id, day.day_on, day.day_on)


def _over_year(db: Session, year: CalendarYear) -> Iterator[Row]:
    yield from _over(db, year.body_id, date(year.year, 1, 1), date(year.year, 12, 31))


def _over(db: Session, body_id: int | None, first: date, last: date) -> Iterator[Row]:
    """The dates that were counted in working days over one of these days."""
    counted = (Deadline.unit == DeadlineUnit.WORKING_DAYS.value) & (Deadline.counted_from < last) & (Deadline.due_on >= first)
    yield from _dates(db, counted, body_id)


def _dates(db: Session, counted: ColumnElement[bool] | None, body_id: int | None) -> Iterator[Row]:
    assert counted is not None
    found = select(Deadline.id).where(counted, Deadline.withdrawn_at.is_(None))
    if body_id is not None:
        found = found.where(Deadline.body_id == body_id)
    yield from (("deadline", key) for key in db.scalars(found.order_by(Deadline.id)))


def _for_duty(db: Session, duty: Responsibility) -> Iterator[Row]:
    """The answers of a body, by whatever name, to what was assigned to it and to the parts of that."""
    reader = over(db.connection())
    known = organizations(reader)
    parts = parts_of(reader, duty.recommendation_id)
    for answer in db.scalars(_typed_answers().where(Reply.recommendation_id.in_(parts))):
        name, day = answer.from_name or "", answer.received_on or date.max
        if known.speaks_for(name, duty.name, on=day):
            yield "reply", answer.id


def _by_name(db: Session, name: OrganizationName) -> Iterator[Row]:
    yield from _as_body(db, name.organization_id)


def _by_body(db: Session, body: Organization) -> Iterator[Row]:
    yield from _as_body(db, body.id)


def _as_body(db: Session, key: int) -> Iterator[Row]:
    """The answers that were taken because of what is put down of a body: under no name of theirs was anyone responsible."""
    reader = over(db.connection())
    known = organizations(reader)
    answers = db.scalars(_typed_answers()).all()
    responsible = responsible_for(reader, sorted({answer.recommendation_id for answer in answers}))
    for answer in answers:
        own, names = answer.from_name or "", responsible[answer.recommendation_id]
        if not names or any(is_one_body(own, name) for name in names):
            continue
        if key in {one.id for name in (own, *names) if (one := known.meant(name, on=answer.received_on)) is not None}:
            yield "reply", answer.id


def _typed_answers() -> Select[Reply]:
    return (
        select(Reply)
        .where(Reply.kind == ReplyKind.ANSWER.value, Reply.from_name.is_not(None), Reply.withdrawn_at.is_(None))
        .order_by(Reply.id)
    )


_READERS: dict[str, Callable[[Session, Any], Iterator[Row]]] = {
    "house_rule": _by_rule,
    "calendar_day": _over_day,
    "calendar_year": _over_year,
    "responsibility": _for_duty,
    "organization_name": _by_name,
    "organization": _by_body,
}
