from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from oversight.database.reading import Reader, over
from tests import papers as stories
from tests.papers import Papers


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    with Session(engine) as db:
        yield db


@pytest.fixture
def papers(db: Session) -> Papers:
    return Papers(db)


@pytest.fixture
def reader(db: Session) -> Reader:
    return over(db.connection())


@pytest.fixture
def waterworks(papers: Papers) -> Papers:
    return stories.waterworks(papers)
