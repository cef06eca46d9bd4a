"""A database with what loads need, and a short way to load golden packets into it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from oversight.database.engine import writing
from oversight.intake.load import LoadResult, load
from tests.intake.golden import reading

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

Load = Callable[[dict[str, Any]], LoadResult]


@pytest.fixture
def take_in(engine: Engine) -> Load:
    """Loads a packet in a transaction of its own, an hour after the one before."""
    count = 0

    def run(packet: dict[str, Any]) -> LoadResult:
        nonlocal count
        count += 1
        with writing(engine) as db:
            return load(db, reading(packet), made_by="李文", command_id=f"load{count}", now=NOW + timedelta(hours=count))

    return run
