from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from oversight.database.engine import writing
from tests import papers as stories
from tests.papers import Papers


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    with writing(engine) as db:
        yield db


@pytest.fixture
def waterworks(db: Session) -> Papers:
    return stories.waterworks(Papers(db))
