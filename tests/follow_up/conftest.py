from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from oversight.database.engine import writing
from oversight.database.papers import Recommendation
from oversight.database.reading import over
from oversight.database.tables import Base
from oversight.follow_up.deed import Who
from oversight.history.check_database import check_database
from oversight.views.resolve_ref import Entity, resolve_ref
from tests import papers as stories
from tests.papers import Papers

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)
TODAY = date(2024, 11, 5)
WHO = Who(made_by="韩梅", command_id="c1", now=NOW)


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    with writing(engine) as db:
        yield db


@pytest.fixture
def waterworks(db: Session) -> Papers:
    papers = stories.waterworks(Papers(db))
    know_faults(db, "waterworks")
    return papers


_found: dict[tuple[str, str], frozenset[str]] = {}


def know_faults(db: Session, rows: str) -> None:
    """Hold against no test what the check finds in the rows that its fixtures put down: they have no story.

    ``rows`` names them. They are the same before every test, and so is what is found: they are checked once on each engine.
    """
    key = rows, db.connection().dialect.name
    if key not in _found:
        db.flush()
        _found[key] = frozenset(finding.what for finding in check_database(db))
    db.info["known faults"] = _found[key]


def faults(db: Session) -> list[str]:
    """What the check of the database finds, beyond what it found before the test."""
    db.flush()
    return [finding.what for finding in check_database(db) if finding.what not in db.info["known faults"]]


def stored(db: Session, ref: str) -> Recommendation:
    """The row that ``ref`` means."""
    db.flush()
    return db.get_one(Recommendation, resolve_ref(over(db.connection()), ref, Entity.RECOMMENDATION).id)


def the_same(db: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table: equal where nothing was changed."""
    db.flush()
    return {
        table.name: [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key))]
        for table in Base.metadata.sorted_tables
    }
