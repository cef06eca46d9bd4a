"""What stands in a database, in the words of a clerk."""

from collections import Counter
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from oversight.database.engine import reading, writing
from oversight.database.meetings import AttendanceEntry, LegislativeSession
from oversight.database.papers import Link, Problem, Recommendation, Report
from oversight.database.people import Person
from oversight.database.tables import Base
from oversight.history.check_database import check_database
from oversight.history.record import begin_change, record, set_status
from oversight.intake.load import LoadResult
from oversight.vocabulary import Status
from tests.intake.conftest import NOW


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with reading(engine) as db:
        return {
            table.name: [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def recommendations(engine: Engine, *, hidden: bool = False) -> dict[str, Recommendation]:
    """The standing (or the hidden) recommendations, by ref."""
    with reading(engine) as db:
        rows = db.execute(
            select(Recommendation, Report.number, LegislativeSession.ref)
            .join(Report, Report.id == Recommendation.report_id)
            .join(LegislativeSession, LegislativeSession.id == Report.session_id)
        ).all()
        db.expunge_all()
    return {
        f"{session}/{number}:{row.ref_path}": row for row, number, session in rows if (row.withdrawn_at is not None) is hidden
    }


def problems(engine: Engine) -> dict[str, str]:
    """The text of each standing problem, by ref."""
    with reading(engine) as db:
        rows = db.execute(
            select(Problem, Report.number, LegislativeSession.ref)
            .join(Report, Report.id == Problem.report_id)
            .join(LegislativeSession, LegislativeSession.id == Report.session_id)
            .where(Problem.withdrawn_at.is_(None))
        ).all()
    return {f"{session}/{number}:p{row.number}": row.text_as_read for row, number, session in rows}


def reports(engine: Engine) -> dict[str, Report]:
    """The standing reports, by ref."""
    with reading(engine) as db:
        rows = db.execute(
            select(Report, LegislativeSession.ref)
            .join(LegislativeSession, LegislativeSession.id == Report.session_id)
            .where(Report.withdrawn_at.is_(None))
        ).all()
        db.expunge_all()
    return {f"{session}/{row.number}": row for row, session in rows}


def attendance(engine: Engine, *, hidden: bool = False) -> dict[str, AttendanceEntry]:
    """The standing (or the hidden) entries of members, by name."""
    with reading(engine) as db:
        rows = db.scalars(select(AttendanceEntry).where(AttendanceEntry.capacity == "member")).all()
        db.expunge_all()
    return {row.name: row for row in rows if (row.withdrawn_at is not None) is hidden}


def persons(engine: Engine) -> Counter[str]:
    """How many persons bear each name."""
    with reading(engine) as db:
        return Counter(db.scalars(select(Person.name)))


def links(engine: Engine, kind: str) -> int:
    """How many standing links of this kind there are."""
    with reading(engine) as db:
        return db.scalar(select(func.count()).select_from(Link).where(Link.kind == kind, Link.withdrawn_at.is_(None))) or 0


def statuses(engine: Engine, **conditions: str) -> Counter[str]:
    """How many standing leaves have each status."""
    return Counter(
        row.status
        for row in recommendations(engine).values()
        if row.status is not None and all(getattr(row, name) == value for name, value in conditions.items())
    )


def mark(engine: Engine, status: Status, *refs: str, note: str = "") -> None:
    """Mark leaves as a person does it."""
    rows = recommendations(engine)
    with writing(engine) as db:
        change = _change(db, rows[refs[0]].body_id)
        for ref in refs:
            set_status(db, change, db.get_one(Recommendation, rows[ref].id), status, effective_on=NOW.date(), note=note or None)


def set_by_hand(engine: Engine, row: Base, column: str, value: Any) -> None:
    """Set a column as a person does it: with an event of a command that is no load."""
    key: Any = row
    with writing(engine) as db:
        stored: Any = db.get_one(type(row), key.id)
        change = _change(db, key.body_id)
        record(db, change, row.__tablename__, key.id, column, getattr(stored, column), value, effective_on=NOW.date())
        setattr(stored, column, value)


def faults(engine: Engine) -> list[str]:
    """What the check of the database finds."""
    with writing(engine) as db:
        return [finding.what for finding in check_database(db)]


def _change(db: Session, body_id: int) -> Any:
    return begin_change(db, body_id=body_id, made_by="王芳", command="rec mark", command_id="by hand", made_at=NOW)


def sentences(result: LoadResult) -> list[str]:
    """What a clerk is told."""
    return [change.sentence for change in result.changes]
