"""A seal proves the past: what was told before it stands, and what was told since does not matter."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from oversight.database.engine import reading, writing
from oversight.database.papers import Recommendation
from oversight.errors import DatabaseError, NotFound, WrongUse
from oversight.history.record import begin_change, record
from oversight.history.seal import Seal, altered_before, make_seals, read_seal
from tests.papers import Papers

NOW = datetime(2024, 3, 2, tzinfo=UTC)
MADE = Seal(body="lvyuan", sequence=359, hash="7F3A9C2104BE55D1A0E2C3F8")


@pytest.fixture
def told(engine: Engine) -> Engine:
    with writing(engine) as db:
        papers = Papers(db)
        opinion = papers.report(papers.session(8, date(2024, 2, 28)), 1, "deliberation_opinion", "审议意见")
        leaf = papers.recommendation(opinion, "1", "第一件", status="open")
        for word in ("一", "二", "三"):
            say(db, leaf, word)
    return engine


def say(db: Session, leaf: Recommendation, word: str) -> None:
    change = begin_change(db, body_id=leaf.body_id, made_by="李文", command="rec note", command_id=word, made_at=NOW)
    record(db, change, "recommendation", leaf.id, "note", None, None, effective_on=NOW.date(), note=word)


def found(engine: Engine, seal: Seal) -> str | None:
    with reading(engine) as db:
        finding = altered_before(db, seal)
    return None if finding is None else finding.what


def sealed(engine: Engine) -> Seal:
    with reading(engine) as db:
        (made,) = make_seals(db)
    assert (made.body, made.sequence, made.recorded_at) == ("hexi", 6, NOW)
    return read_seal(made.seal)


def behind_its_back(engine: Engine, statement: str) -> None:
    """As somebody who knows how to switch the guards off."""
    with engine.begin() as connection:
        off = (
            "DROP TRIGGER event_is_never_changed"
            if connection.dialect.name == "sqlite"
            else "SET session_replication_role = replica"
        )
        connection.execute(text(off))
        connection.execute(text(statement))


def test_it_holds_whatever_comes_after(told: Engine) -> None:
    seal = sealed(told)
    with writing(told) as db:
        say(db, db.get_one(Recommendation, 1), "四")
    assert found(told, seal) is None


def test_another_history_is_found(told: Engine) -> None:
    seal = sealed(told)
    other = Seal(body=seal.body, sequence=2, hash=MADE.hash)
    assert found(told, other) == "hexi: up to event 2, the history is another one than the seal was made of."
    later = Seal(body=seal.body, sequence=7, hash=MADE.hash)
    assert found(told, later) == "hexi: event 7, of which the seal was made, is not there."


def test_a_slip_of_the_pen_is_no_other_history(told: Engine) -> None:
    seal = sealed(told)
    slipped = seal.hash[:3] + ("0" if seal.hash[3] != "0" else "8") + seal.hash[4:]
    wrong = [
        Seal(body=seal.body, sequence=seal.sequence, hash=slipped),
        Seal(body=seal.body, sequence=seal.sequence, hash=seal.hash[4:8] + seal.hash[:4] + seal.hash[8:][:15] + "F"),
        Seal(body=seal.body, sequence=2, hash=seal.hash),
        Seal(body=seal.body, sequence=600, hash=seal.hash),
    ]
    said = [found(told, one) or "" for one in wrong]
    assert ["typed wrong" in one for one in said] == [True, False, True, True]
    assert "letter by letter" in said[0]


def test_the_code_of_the_committee_was_altered(told: Engine) -> None:
    seal = sealed(told)
    with reading(told) as db, pytest.raises(NotFound) as mistyped:
        altered_before(db, Seal(body="hexl", sequence=seal.sequence, hash=seal.hash))
    assert "letter by letter" in (mistyped.value.hint or "")
    with told.begin() as connection:
        connection.execute(text("UPDATE body SET code = 'hedong'"))
    assert found(told, seal) == "The seal was made of the committee hexi, whose code is hedong now: it was altered."


def test_a_word_that_was_changed_is_found(told: Engine) -> None:
    seal = sealed(told)
    behind_its_back(told, "UPDATE change SET made_by = '王五' WHERE id = 2")
    assert found(told, seal) == "hexi: event 2 is not what was written."
    assert found(told, Seal(body="hexi", sequence=1, hash=seal.hash)) is not None
    with reading(told) as db, pytest.raises(DatabaseError, match="cannot be sealed"):
        make_seals(db)


def test_a_history_written_anew_is_found(engine: Engine, told: Engine) -> None:
    """The chain is whole again, yet it is another one."""
    seal = sealed(told)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for trigger in ("event_is_never_changed", "event_is_never_deleted"):
                connection.execute(text(f"DROP TRIGGER {trigger}"))
        else:
            connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("DELETE FROM event"))
        connection.execute(text("DELETE FROM change"))
    with writing(engine) as db:
        for word in ("一", "贰", "三"):
            say(db, db.get_one(Recommendation, 1), word)
    assert found(engine, seal) == "hexi: up to event 6, the history is another one than the seal was made of."


@pytest.mark.parametrize(
    "typed",
    [
        "lvyuan-000359-7F3A-9C21-04BE-55D1-A0E2-C3F8",
        "lvyuan-359-7f3a9c2104be55d1a0e2c3f8",
        " lvyuan–000359–7F3A–9C21–04BE–55D1–A0E2–C3F8 ",
        "lvyuan 000359 7F3A 9C21 04BE 55D1 A0E2 C3F8",
        "ｌｖｙｕａｎ－０００３５９－７Ｆ３Ａ－９Ｃ２１－０４ＢＥ－５５Ｄ１－Ａ０Ｅ２－Ｃ３Ｆ８",
    ],
)
def test_it_is_read_as_people_type_it(typed: str) -> None:
    assert read_seal(typed) == MADE
    assert str(read_seal(typed)) == "lvyuan-000359-7F3A-9C21-04BE-55D1-A0E2-C3F8"


@pytest.mark.parametrize("typed", ["", "x", "lvyuan-359", "lvyuan-000359-7F3A-9C21-04BE-55D1-A0E2-C3FX", "000359-7F3A-9C21"])
def test_what_is_no_seal(typed: str) -> None:
    with pytest.raises(WrongUse):
        read_seal(typed)


def test_of_another_committee(told: Engine) -> None:
    with reading(told) as db, pytest.raises(NotFound, match="No committee has the code lvyuan"):
        altered_before(db, MADE)
