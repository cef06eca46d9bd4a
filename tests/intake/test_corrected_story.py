from datetime import timedelta

from sqlalchemy import Engine, func, select, update

from oversight.database.engine import reading as reading_scope
from oversight.database.engine import writing
from oversight.database.papers import Recommendation
from oversight.database.story import Change, Event
from oversight.database.tables import Base
from oversight.history.chain import verify_chain
from oversight.history.record import begin_change, record
from oversight.history.texts import as_text
from oversight.vocabulary import Status
from tests.intake.conftest import NOW, Load
from tests.intake.golden import golden
from tests.intake.mend import NEW_ITEM, insert, mend_word, number_reports, remove
from tests.intake.stand import (
    everything,
    faults,
    mark,
    recommendations,
    statuses,
)

SEED = "lvyuan-18-33"
# The story itself, and what follows from other rows.
_WITHOUT_STORY = {"event", "change", "import_run", "followed"}
DEPOT = "18-33/5:3.3.2"


def test_the_story_tells_every_value_as_it_is_now(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    mark(engine, Status.DONE, DEPOT, note="库房已验收")
    packet = remove(mend_word(golden(SEED), 5, "物资", "救灾物资"), 5, "2")
    packet["members"][3]["attendance"] = "leave"
    take_in(insert(packet, 5, "1", *((path.replace("2", "1", 1), *rest) for path, *rest in NEW_ITEM)))
    with reading_scope(engine) as db:
        last = {
            (event.entity, event.entity_id, event.field): event for event in db.scalars(select(Event).order_by(Event.sequence))
        }
        for table in Base.metadata.sorted_tables:
            for row in db.execute(select(table)).mappings() if table.name not in _WITHOUT_STORY else ():
                if row.get("body_id", 0) is None:
                    # The plans of the whole country come with the program and are no committee's story.
                    continue
                created = last.get((table.name, row["id"], "created"))
                assert created is not None, (table.name, row["id"])
                told = {name: last[table.name, row["id"], name].after for name in row if (table.name, row["id"], name) in last}
                assert told == {name: as_text(row[name]) for name in told}


def test_what_an_undo_has_hidden_comes_back_with_the_papers(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    mark(engine, Status.DONE, DEPOT, note="库房已验收")
    before = everything(engine)
    with writing(engine) as db:
        loaded = db.scalars(select(Change)).first()
        assert loaded is not None
        undo = begin_change(
            db, body_id=loaded.body_id, made_by="王芳", command="undo", command_id="undo", made_at=NOW + timedelta(days=9)
        )
        for table in Base.metadata.sorted_tables:
            if "withdrawn_at" in table.c:
                for row_id in db.scalars(select(table.c.id)).all():
                    record(db, undo, table.name, row_id, "withdrawn", None, None, effective_on=NOW.date())
                db.execute(update(table).values(withdrawn_at=NOW))
    assert recommendations(engine) == {}
    result = take_in(golden(SEED))
    after = everything(engine)
    assert result.inserted == 0
    for name in "legislative_session", "report", "problem", "attendance", "link", "reply":
        assert after[name] == before[name]
    assert recommendations(engine)[DEPOT].status == "done"
    assert statuses(engine, origin="opinion") == {"open": 20, "in_progress": 3, "done": 1}
    assert faults(engine) == []


def test_statuses_marked_in_between_survive_everything(engine: Engine, take_in: Load) -> None:
    take_in(golden(SEED))
    done = ["18-33/5:1.1.1", "18-33/5:2.2.2", DEPOT, "18-33/7:4", "18-33/1:2.4"]
    mark(engine, Status.DONE, *done, note="已复核")
    ids = {ref: row.id for ref, row in recommendations(engine).items()}
    packet = mend_word(golden(SEED), 5, "物资", "救灾物资")
    packet = remove(insert(packet, 5, "1", *((p.replace("2", "1", 1), *rest) for p, *rest in NEW_ITEM)), 7, "1")
    packet["reports"].reverse()
    take_in(number_reports(packet))
    rows = recommendations(engine)
    assert {ref: rows[ref].id for ref in done} == {ref: ids[ref] for ref in done}
    assert all(rows[ref].status == "done" for ref in done)
    take_in(golden(SEED))
    rows = recommendations(engine)
    assert {ref: rows[ref].id for ref in ids} == ids
    assert statuses(engine)["done"] == len(done)
    assert faults(engine) == []
    with reading_scope(engine) as db:
        assert verify_chain(db) == []
        assert db.scalar(select(func.count()).select_from(Recommendation)) == len(ids) + 3
