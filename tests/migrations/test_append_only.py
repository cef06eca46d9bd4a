"""What has happened has happened: the database itself refuses to change or to take away an event."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, exc, select, text

from oversight.database.engine import open_engine, reading, writing
from oversight.database.people import Body
from oversight.database.story import Change, Event


def told(engine: Engine) -> int:
    """A committee, a change and its first event; the event's number is given back."""
    with writing(engine) as db:
        body = Body(code="lvyuan", name="绿园区人民代表大会常务委员会")
        db.add(body)
        db.flush()
        change = Change(
            body_id=body.id, made_at=datetime(2021, 4, 16, tzinfo=UTC), made_by="李文", command="load", command_id="c"
        )
        db.add(change)
        db.flush()
        event = Event(
            body_id=body.id,
            sequence=1,
            change_id=change.id,
            entity="body",
            entity_id=body.id,
            field="created",
            effective_on=date(2021, 4, 16),
            recorded_at=change.made_at,
            previous_hash="0" * 64,
            hash="1" * 64,
        )
        db.add(event)
        db.flush()
        return event.id


TAMPERING = {
    "update": "UPDATE event SET note = 'otherwise'",
    "update of nothing": "UPDATE event SET id = id",
    "delete": "DELETE FROM event",
    "replace": """
        INSERT OR REPLACE INTO event SELECT id, body_id, sequence, change_id, entity, entity_id, field, before, 'x', session_id,
        note, evidence, effective_on, recorded_at, previous_hash, hash, row_hash, told_by FROM event""",
    "replace by sequence": """
        INSERT OR REPLACE INTO event SELECT id + 1, body_id, sequence, change_id, entity, entity_id, field, before, 'x',
        session_id, note, evidence, effective_on, recorded_at, previous_hash, hash, row_hash, told_by FROM event""",
    "truncate": "TRUNCATE event CASCADE",
    "upsert": """
        INSERT INTO event (id, body_id, sequence, change_id, entity, entity_id, field, effective_on, recorded_at, previous_hash, hash)
        SELECT id, body_id, sequence, change_id, entity, entity_id, 'x', effective_on, recorded_at, previous_hash, hash
        FROM event WHERE true ON CONFLICT (id) DO UPDATE SET field = 'x'""",
}
ONLY = {"replace": "sqlite", "replace by sequence": "sqlite", "truncate": "postgresql"}


@pytest.mark.parametrize("way", TAMPERING)
def test_an_event_is_never_changed_and_never_taken_away(db_url: str, way: str) -> None:
    engine = open_engine(db_url)
    event_id = told(engine)
    if ONLY.get(way, engine.dialect.name) != engine.dialect.name:
        with pytest.raises(exc.DBAPIError), engine.begin() as connection:
            connection.execute(text(TAMPERING[way]))
        return
    with pytest.raises(exc.DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(TAMPERING[way]))
    with reading(engine) as db:
        event = db.scalars(select(Event)).one()
        assert (event.id, event.field, event.note, event.after) == (event_id, "created", None, None)
