from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from oversight.database.engine import writing
from oversight.database.papers import Recommendation
from oversight.database.people import Body
from oversight.database.story import Change, Event
from oversight.history.chain import verify_chain
from oversight.history.record import GENESIS, begin_change, record, set_status, touch
from oversight.history.texts import as_text
from oversight.vocabulary import Status
from tests.papers import Papers

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
TODAY = date(2026, 3, 1)


def new_change(db: Session, body_id: int, *, made_at: datetime = NOW) -> Change:
    return begin_change(db, body_id=body_id, made_by="李文", command="load", command_id="c1", made_at=made_at)


def new_body(db: Session, code: str = "hexi") -> int:
    body = Body(code=code, name=f"{code}人民代表大会常务委员会")
    db.add(body)
    db.flush()
    return body.id


def tell(db: Session, change: Change, *notes: str) -> None:
    for note in notes:
        record(db, change, "body", change.body_id, "note", None, None, effective_on=TODAY, note=note)
    db.flush()


def tamper(db: Session, statement: str, **values: Any) -> None:
    """Change a table behind the triggers' back, as someone with the file in hand can."""
    if db.get_bind().dialect.name == "sqlite":
        for name in db.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            db.execute(text(f"DROP TRIGGER {name}"))
        db.execute(text("PRAGMA defer_foreign_keys = ON"))
    else:
        db.execute(text("SET session_replication_role = replica"))
    db.execute(text(statement), values)
    db.expire_all()


class TestChain:
    def test_has_no_gap_and_starts_at_the_fixed_hash(self, engine: Engine) -> None:
        with writing(engine) as db:
            tell(db, new_change(db, new_body(db)), "一", "二", "三")
            rows = db.execute(select(Event.sequence, Event.previous_hash, Event.hash).order_by(Event.sequence)).all()
        assert [row.sequence for row in rows] == [1, 2, 3]
        assert rows[0].previous_hash == GENESIS
        assert [row.previous_hash for row in rows[1:]] == [row.hash for row in rows[:-1]]

    def test_goes_on_over_changes_and_transactions(self, engine: Engine) -> None:
        with writing(engine) as db:
            body_id = new_body(db)
            tell(db, new_change(db, body_id), "一")
            tell(db, new_change(db, body_id), "二")
        with writing(engine) as db:
            tell(db, new_change(db, body_id), "三")
            # Each of the two changes before was closed with what it left the rows as.
            assert db.scalars(select(Event.sequence).order_by(Event.id)).all() == [1, 2, 3, 4, 5]
            assert db.scalars(select(Event.field).order_by(Event.id)).all() == ["note", "note", "rows", "rows", "note"]
            assert verify_chain(db) == []

    def test_is_one_for_each_committee(self, engine: Engine) -> None:
        with writing(engine) as db:
            one, other = new_body(db, "hedong"), new_body(db, "hexi")
            for note in "一", "二":
                tell(db, new_change(db, one), note)
                tell(db, new_change(db, other), note)
            assert db.execute(select(Event.body_id, Event.sequence).order_by(Event.id)).all() == [
                (one, 1),
                (other, 1),
                (one, 2),
                (other, 2),
            ]
            assert verify_chain(db) == []

    def test_a_rolled_back_savepoint_leaves_no_gap(self, engine: Engine) -> None:
        with writing(engine) as db:
            change = new_change(db, new_body(db))
            tell(db, change, "一")
            savepoint = db.begin_nested()
            tell(db, change, "不算")
            savepoint.rollback()
            tell(db, change, "二")
            assert db.scalars(select(Event.note).order_by(Event.sequence)).all() == ["一", "二"]
            assert verify_chain(db) == []

    def test_the_hash_does_not_hang_on_the_zone_of_the_clock(self, engine: Engine) -> None:
        beijing = NOW.astimezone(timezone(timedelta(hours=8)))
        with writing(engine) as db:
            tell(db, new_change(db, new_body(db), made_at=beijing), "一")
        with writing(engine) as db:
            assert verify_chain(db) == []
            assert set(db.scalars(select(Event.recorded_at))) == {NOW}


class TestVerify:
    @pytest.mark.parametrize(
        ("statement", "sequence"),
        [
            ("UPDATE event SET note = '另一句' WHERE sequence = 2", 2),
            ("UPDATE event SET effective_on = '2020-01-01' WHERE sequence = 3", 3),
            ("UPDATE event SET entity_id = entity_id + 1 WHERE sequence = 1", 1),
            ("DELETE FROM event WHERE sequence = 2", 2),
            ("UPDATE event SET previous_hash = hash WHERE sequence = 3", 3),
            ("UPDATE change SET made_by = '另一人'", 1),
            ("DELETE FROM event WHERE sequence >= 3", 3),
        ],
    )
    def test_names_the_first_event_that_was_tampered_with(self, engine: Engine, statement: str, sequence: int) -> None:
        with writing(engine) as db:
            body_id = new_body(db)
            tell(db, new_change(db, body_id), "一", "二")
            tell(db, new_change(db, body_id), "三")
            tamper(db, statement)
            (finding,) = verify_chain(db)
            assert (finding.body, finding.sequence) == ("hexi", sequence)
            assert str(sequence) in str(finding) or "change" in str(finding)
            db.rollback()

    def test_names_the_committee_of_the_broken_one(self, engine: Engine) -> None:
        with writing(engine) as db:
            for code in "hedong", "hexi":
                tell(db, new_change(db, new_body(db, code)), "一", "二")
            tamper(db, "UPDATE event SET note = 'x' WHERE body_id = (SELECT id FROM body WHERE code = 'hexi') AND sequence = 2")
            assert [(finding.body, finding.sequence) for finding in verify_chain(db)] == [("hexi", 2)]
            db.rollback()

    def test_an_empty_database_is_sound(self, engine: Engine) -> None:
        with writing(engine) as db:
            assert verify_chain(db) == []


class TestStatus:
    def test_event_and_cache_are_written_together(self, engine: Engine) -> None:
        with writing(engine) as db:
            papers = Papers(db)
            session = papers.session(3, date(2025, 5, 6))
            report = papers.report(session, 1, "deliberation_opinion", "关于水务工作的审议意见")
            leaf: Recommendation = papers.recommendation(report, "1", "修好水渠", status="open")
            before, version = leaf.status, leaf.version
            change = new_change(db, papers.body.id)
            event = set_status(
                db, change, leaf, Status.DONE, effective_on=TODAY, session_id=session.id, note="已验收", evidence="照片"
            )
            db.flush()
            assert (event.before, event.after, event.entity_id) == (before, "done", leaf.id)
            assert (event.session_id, event.note, event.evidence, event.effective_on) == (session.id, "已验收", "照片", TODAY)
            assert (leaf.status, leaf.version, leaf.updated_at) == ("done", version + 1, NOW)

    def test_one_change_raises_the_version_once(self, engine: Engine) -> None:
        with writing(engine) as db:
            papers = Papers(db)
            leaf = papers.recommendation(
                papers.report(papers.session(3, date(2025, 5, 6)), 1, "deliberation_opinion", "关于水务工作的审议意见"),
                "1",
                "修好水渠",
                status="open",
            )
            version = leaf.version
            change = new_change(db, papers.body.id)
            touch(leaf, change)
            touch(leaf, change)
            assert leaf.version == version + 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (date(2021, 4, 16), "2021-04-16"),
        (datetime(2021, 4, 16, 8, 30, tzinfo=timezone(timedelta(hours=8))), "2021-04-16T00:30:00.000000+00:00"),
        ("已办结", "已办结"),
    ],
)
def test_values_are_told_in_one_way(value: Any, text: str | None) -> None:
    assert as_text(value) == text
