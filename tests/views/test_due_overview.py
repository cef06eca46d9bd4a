"""What is near, what is past, and what has no date."""

from datetime import date

import pytest

from oversight.database.papers import Recommendation, Report
from oversight.database.reading import Reader
from oversight.views.due_overview import DueRow, due_overview
from tests.papers import Papers

TODAY = date(2024, 10, 30)


def rows(reader: Reader, until: date = date(2024, 12, 31), today: date = TODAY) -> list[DueRow]:
    return due_overview(reader, until=until, language="zh", today=today)


def told(found: list[DueRow]) -> list[tuple[str, str, str | None, int | None, int]]:
    return [(row.group, row.ref, row.kind, row.days, row.leaves) for row in found]


@pytest.mark.usefixtures("waterworks")
def test_acts_that_are_not_done_stand_with_their_dates(reader: Reader) -> None:
    found = rows(reader)
    assert told(found) == [
        ("past", "7-8/2:1.2", "act", -30, 1),
        # Of the item with its date only one act is left that has none of its own.
        ("near", "7-8/2:1", "act", 62, 1),
        ("none", "7-8/1", None, None, 1),
    ]
    assert [row.days_slipped for row in found] == [92, 0, 0]
    assert (found[0].title, found[0].body) == ("建立漏损监测平台", "县人民政府")
    assert told(rows(reader, until=date(2024, 11, 30)))[1][0] == "later"


def test_plan_and_answer_are_waited_for_until_an_answer_has_come(reader: Reader, waterworks: Papers) -> None:
    opinion = waterworks.db.query(Report).filter_by(kind="deliberation_opinion").one()
    waterworks.due(opinion, date(2024, 3, 28), kind="plan")
    waterworks.due(opinion, date(2024, 5, 28), kind="answer")
    waterworks.due(opinion, date(2024, 11, 5), kind="answer", sequence=2, reason="x")
    found = rows(reader)
    # One of the two acts that are left was answered.
    assert told(found)[:3] == [
        ("past", "7-8/2", "plan", -216, 1),
        ("past", "7-8/2:1.2", "act", -30, 1),
        ("near", "7-8/2", "answer", 6, 1),
    ]
    assert found[2].days_slipped == 161
    platform = waterworks.db.query(Recommendation).filter_by(ref_path="1.2").one()
    waterworks.reply(platform, opinion, "answer", "平台已在建。", "under_way")
    assert [row.kind for row in rows(reader)] == ["act", "act", None]


def test_a_part_that_was_put_off_tells_the_first_date_of_the_whole(reader: Reader, waterworks: Papers) -> None:
    mains = waterworks.db.query(Recommendation).filter_by(ref_path="1.1").one()
    waterworks.due(mains, date(2025, 1, 31), reason="资金未到")
    (row,) = [row for row in rows(reader) if row.ref == "7-8/2:1.1"]
    assert (row.due_on, row.days_slipped, row.group) == (date(2025, 1, 31), 31, "later")


def test_more_rows_take_no_more_statements(reader: Reader, waterworks: Papers) -> None:
    rows(reader)
    few = reader.statements
    opinion = waterworks.db.query(Report).filter_by(kind="deliberation_opinion").one()
    for number in range(3, 30):
        leaf = waterworks.recommendation(opinion, str(number), f"第{number}条", status="open")
        waterworks.due(leaf, date(2024, 1, number))
    before = reader.statements
    assert len(rows(reader)) > 27
    assert reader.statements - before == few <= 14
