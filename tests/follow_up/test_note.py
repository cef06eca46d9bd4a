from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation
from oversight.database.story import Change, Event
from oversight.errors import NotFound, Refused, WrongUse
from oversight.follow_up.deed import Who
from oversight.follow_up.note import Noted, add_notes
from oversight.history.chain import verify_chain
from oversight.stored_words import in_one_line

pytestmark = pytest.mark.usefixtures("waterworks")

NOW = datetime(2024, 11, 5, 4, tzinfo=UTC)


def noting(db: Session, ref: str, text: str, *, session_ref: str | None = None, on: date | None = None) -> Noted:
    (noted,) = add_notes(db, [ref], text, who=Who(made_by="韩梅", command_id="c1", now=NOW), session_ref=session_ref, on=on)
    return noted


def test_a_note_is_an_event_that_moves_nothing(db: Session) -> None:
    noted = noting(db, "7-8/2:1.1", " 已与水利局通话 ", session_ref="7-11")
    assert (noted.ref, noted.effective_on) == ("7-8/2:1.1", NOW.date())
    event = db.scalars(select(Event)).one()
    assert (event.field, event.before, event.after, event.note) == ("note", None, None, "已与水利局通话")
    row = db.get_one(Recommendation, event.entity_id)
    assert (row.status, row.version) == ("in_progress", 2)
    assert in_one_line(db.scalars(select(Change.summary)).one()) == "7-8/2:1.1: 已与水利局通话"
    assert verify_chain(db) == []


def test_an_item_can_bear_a_note(db: Session) -> None:
    assert noting(db, "7-8/2:1", "分两年办", on=date(2024, 3, 1)).effective_on == date(2024, 3, 1)


def test_a_note_on_a_suggestion_goes_to_the_opinion(db: Session) -> None:
    noted = noting(db, "7-8/1:1", "见审议意见")
    assert (noted.asked, noted.ref) == ("7-8/1:1", "7-8/2:1.1")


def test_what_makes_no_sense_is_refused(db: Session) -> None:
    with pytest.raises(WrongUse, match="words"):
        noting(db, "7-8/2:1", "  ")
    with pytest.raises(NotFound):
        noting(db, "7-8/2:7", "x")
    with pytest.raises(WrongUse):
        noting(db, "7-8/2:p1", "x")
    with pytest.raises(Refused, match="future"):
        noting(db, "7-8/2:1", "x", on=date(2024, 11, 6))
    with pytest.raises(Refused, match="before it was raised"):
        noting(db, "7-8/2:1", "x", on=date(2024, 1, 1))
    assert db.scalars(select(Event)).all() == []
