"""Whatever is written, the leaves are counted as they stand, within the same transaction."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from oversight.database.engine import open_engine, reading
from oversight.database.followed import out_of_step
from oversight.database.insert_rows import insert_rows, whole_row
from oversight.database.papers import Deadline, Link, Recommendation, Reply, Report
from oversight.database.people import Responsibility
from oversight.database.reading import over
from oversight.history.check_database import check_database
from tests.papers import Papers

NOW = datetime(2024, 3, 1, 4, tzinfo=UTC)


@pytest.fixture
def opinion(papers: Papers) -> Report:
    return papers.report(papers.session(8, date(2024, 2, 28)), 1, "deliberation_opinion", "审议意见", addressee="县人民政府")


def kept(db: Session) -> dict[str, tuple[Any, ...]]:
    """What is kept of each leaf, by its path; nothing else follows from the other tables."""
    assert out_of_step(db.connection()) == []
    rows = over(db.connection()).rows(
        "SELECT r.path, f.first_body, f.dropped, f.status, f.due_on FROM followed f JOIN recommendation r ON r.id = f.id ORDER BY f.id"
    )
    return {row["path"]: (row["first_body"], bool(row["dropped"]), row["status"], row["due_on"]) for row in rows}


def change(db: Session, row: Any, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    db.flush()


def test_a_leaf_is_there_as_it_stands_until_it_is_hidden_or_gains_parts(db: Session, papers: Papers, opinion: Report) -> None:
    leaf = papers.recommendation(opinion, "1", "加快管网改造", status="open")
    papers.recommendation(opinion, "2", "2025年完成", status="open", origin="commitment")
    assert kept(db) == {"1": (None, False, "open", None)}
    change(db, leaf, status="done")
    assert kept(db) == {"1": (None, False, "done", None)}
    change(db, leaf, dropped_at=NOW)
    assert kept(db) == {"1": (None, True, "done", None)}
    change(db, leaf, withdrawn_at=NOW)
    assert kept(db) == {}
    change(db, leaf, withdrawn_at=None, dropped_at=None, is_leaf=False, status=None)
    papers.recommendation(opinion, "1.1", "改造老城区管网", status="open", parent=leaf)
    assert kept(db) == {"1.1": (None, False, "open", None)}


def test_the_body_in_front_is_the_lead_and_what_staff_assigned(db: Session, papers: Papers, opinion: Report) -> None:
    one, two = (papers.recommendation(opinion, path, "加快管网改造", status="open") for path in "12")
    papers.responsible(one, "县财政局", "supporting")
    papers.responsible(one, "县水利局")
    papers.responsible(one, "县住建局")
    assert [row[0] for row in kept(db).values()] == ["县水利局", None]
    papers.responsible(one, "县交通局", basis="assigned")
    assert kept(db)["1"][0] == "县交通局"
    assigned = db.query(Responsibility).filter_by(basis="assigned").one()
    change(db, assigned, recommendation_id=two.id)
    assert [kept(db)[path][0] for path in "12"] == ["县水利局", "县交通局"]
    change(db, assigned, withdrawn_at=NOW)
    assert kept(db)["2"][0] is None


def test_what_is_due_follows_from_all_that_the_leaf_stands_in(db: Session, papers: Papers, opinion: Report) -> None:
    item = papers.recommendation(opinion, "1", "加快管网改造")
    measure = papers.recommendation(opinion, "1.1", "改造管网", parent=item)
    papers.recommendation(opinion, "1.1.1", "改造老城区管网", status="open", parent=measure)

    def due() -> date | None:
        day: date | None = kept(db)["1.1.1"][3]
        return day

    papers.due(opinion, date(2024, 8, 28), kind="answer")
    assert due() == date(2024, 8, 28)
    papers.due(item, date(2024, 7, 31))
    assert due() == date(2024, 7, 31)
    papers.due(item, date(2024, 9, 30), sequence=2)
    assert due() == date(2024, 8, 28)
    papers.reply(measure, opinion, "answer", "已开工。")
    assert due() == date(2024, 9, 30)
    change(db, db.query(Reply).one(), withdrawn_at=NOW)
    change(db, db.query(Deadline).filter_by(kind="answer").one(), due_on=date(2024, 9, 28))
    assert due() == date(2024, 9, 28)
    other = papers.recommendation(opinion, "2", "另一件事")
    change(db, measure, parent_id=other.id)
    change(db, db.query(Reply).one(), withdrawn_at=None)
    assert due() is None


def test_a_suggestion_is_there_as_long_as_no_opinion_takes_it_up(db: Session, papers: Papers, opinion: Report) -> None:
    survey = papers.report(papers.session(9, date(2024, 4, 28)), 1, "survey_report", "调研报告")
    taken = papers.recommendation(opinion, "1", "加快管网改造", status="open")
    suggested = papers.recommendation(survey, "2", "加快改造", status="open")
    assert set(kept(db)) == {"1", "2"}
    papers.link("same_as", suggested, taken)
    assert set(kept(db)) == {"1"}
    change(db, taken, withdrawn_at=NOW)
    assert set(kept(db)) == {"2"}
    change(db, taken, withdrawn_at=None)
    change(db, db.query(Link).one(), withdrawn_at=NOW)
    assert set(kept(db)) == {"1", "2"}
    change(db, suggested, dropped_at=NOW)
    papers.link("merged_into", suggested, taken)
    assert set(kept(db)) == {"1"}


def test_what_is_taken_back_is_taken_back_here_too(db: Session, papers: Papers, opinion: Report) -> None:
    leaf = papers.recommendation(opinion, "1", "加快管网改造", status="open")
    with db.begin_nested() as savepoint:
        change(db, leaf, status="done")
        papers.recommendation(opinion, "2", "公开水价", status="open")
        savepoint.rollback()
    assert kept(db) == {"1": (None, False, "open", None)}


@pytest.mark.parametrize(
    "tampered", ["UPDATE followed SET status = 'done'", "UPDATE followed SET due_on = '2024-03-01'", "DELETE FROM followed"]
)
def test_what_is_counted_otherwise_than_it_stands_is_found(
    db_url: str, db: Session, papers: Papers, opinion: Report, tampered: str
) -> None:
    leaf: Recommendation = papers.recommendation(opinion, "1", "加快管网改造", status="open")
    db.execute(text(tampered))
    db.commit()
    with reading(open_engine(db_url)) as looking:
        assert [(one.code, one.row_id) for one in check_database(looking)] == [("counted_wrongly", leaf.id)]


def test_what_is_written_in_bulk_is_followed_when_its_transaction_ends(db: Session, opinion: Report) -> None:
    row = {"report_id": opinion.id, "body_id": opinion.body_id, "ref_path": "1", "path": "1", "position": 1, "level": "item"}
    said = {"is_leaf": True, "text_as_read": "加快管网改造", "origin": "opinion", "status": "open", "updated_at": NOW}
    with db.begin_nested():
        insert_rows(db, Recommendation, [whole_row(Recommendation, {"id": 1, **row, **said, "version": 1})])
        insert_rows(db, Deadline, [whole_row(Deadline, DUE | {"id": 1, "body_id": opinion.body_id, "report_id": opinion.id})])
    assert kept(db) == {"1": (None, False, "open", date(2024, 6, 30))}


DUE = {"kind": "answer", "sequence": 1, "due_on": date(2024, 6, 30), "basis": "resolution"}
