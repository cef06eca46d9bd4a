"""One packet into the database, inside the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from oversight.database.story import Change, ImportRun
from oversight.history.record import begin_change
from oversight.intake.apply import apply_plan, store_body
from oversight.intake.draft import Reading
from oversight.intake.plan import plan_load
from oversight.intake.planned import Changed, NewDoubt, Plan
from oversight.intake.stored import COMMAND
from oversight.stored_words import sentence, together


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadResult:
    """What a load did, or, with ``change_id`` None, that there was nothing to do."""

    body_code: str
    session_ref: str
    inserted: int
    updated: int
    unchanged: int
    withdrawn: int
    doubts: tuple[NewDoubt, ...]
    changes: tuple[Changed, ...]
    change_id: int | None


def load(db: Session, reading: Reading, *, made_by: str, command_id: str, now: datetime) -> LoadResult:
    """Take ``reading`` in. The same packet again changes nothing at all: no row, no event, no change."""
    plan = plan_load(db, reading)
    if plan.is_empty:
        return result_of(plan)
    change = begin_change(
        db,
        body_id=store_body(db, plan),
        made_by=made_by,
        command=COMMAND,
        command_id=command_id,
        made_at=now,
        summary=_summary(plan),
    )
    return _take_in(db, plan, change)


def load_anew(db: Session, reading: Reading, change: Change) -> LoadResult:
    """Take stored papers in once more as a part of ``change``, a person's answer; what they say stays the papers' word."""
    plan = plan_load(db, reading)
    if plan.is_empty:
        return result_of(plan)
    change.summary = together(change.summary, _summary(plan))
    return _take_in(db, plan, change)


def _take_in(db: Session, plan: Plan, change: Change) -> LoadResult:
    apply_plan(db, plan, change)
    result = result_of(plan, change_id=change.id)
    db.add(
        ImportRun(
            body_id=change.body_id,
            change_id=change.id,
            session_id=plan.session.id,
            inserted=result.inserted,
            updated=result.updated,
            unchanged=result.unchanged,
            withdrawn=result.withdrawn,
            doubts=len(result.doubts),
        )
    )
    db.flush()
    return result


def result_of(plan: Plan, change_id: int | None = None) -> LoadResult:
    """The plan's outcome: of a load that was done (``change_id``), that had nothing to do, or that is only tried out."""
    counts = plan.counts
    return LoadResult(
        body_code=plan.body.ref,
        session_ref=plan.session_ref,
        inserted=counts.inserted,
        updated=counts.updated,
        unchanged=counts.unchanged,
        withdrawn=counts.withdrawn,
        doubts=tuple(plan.doubts),
        changes=plan.changes,
        change_id=change_id,
    )


def _summary(plan: Plan) -> str:
    counts = plan.counts
    return sentence(
        "{session}: {inserted} inserted, {updated} updated, {withdrawn} withdrawn",
        session=plan.session_ref,
        inserted=counts.inserted,
        updated=counts.updated,
        withdrawn=counts.withdrawn,
    )
