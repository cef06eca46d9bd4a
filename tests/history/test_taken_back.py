"""Which changes were taken back is asked at every load, and must not take longer the more was told."""

from sqlalchemy import Connection, event

from oversight.database.engine import open_engine, reading
from oversight.history.taken_back import taken_back, undoes


def test_the_whole_story_of_a_committee_is_not_gone_through(sqlite_url: str) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []

    def hear(_connection: Connection, _cursor: object, statement: str, values: tuple[object, ...], *_more: object) -> None:
        asked.append((statement, values))

    with reading(open_engine(sqlite_url)) as db:
        connection = db.connection()
        event.listen(connection, "before_cursor_execute", hear)
        assert (undoes(db, 1), taken_back(db, 1)) == ({}, {})
        event.remove(connection, "before_cursor_execute", hear)
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all() for statement, values in asked]
    assert len(plans) == 2
    for plan in plans:
        assert "USING INDEX ix_event_told (entity=? AND field=?)" in plan[0][-1]
