"""When something of a row falls due next, and whether that has passed."""

from datetime import date

import pytest

from oversight import messages
from oversight.database.papers import Recommendation, Report
from oversight.database.reading import Reader
from oversight.sheets.checklist import checklist_row, headings
from oversight.views.progress import Progress
from oversight.views.recommendation_rows import Recommendation as Row
from oversight.views.recommendations import Question, list_recommendations
from oversight.views.status import overview
from tests.papers import Papers

TODAY = date(2024, 10, 30)


@pytest.fixture
def opinion(waterworks: Papers) -> Report:
    """The opinion asks for a report by the end of May; the answer speaks of its first leaf."""
    report = waterworks.db.query(Report).filter_by(kind="deliberation_opinion").one()
    waterworks.due(report, date(2024, 5, 28), kind="answer")
    return report


def listed(reader: Reader, **question: object) -> dict[str, Row]:
    rows = list_recommendations(reader, Question(**question), language="zh", today=TODAY)  # type: ignore[arg-type]  # what each test asks
    return {row.ref: row for row in rows}


@pytest.mark.usefixtures("opinion")
def test_what_nobody_has_answered_is_due_with_the_answer(reader: Reader) -> None:
    rows = listed(reader)
    # Answered: the act is what is left. The others wait for the report that is long due.
    assert (rows["7-8/2:1.1"].due_on, rows["7-8/2:1.1"].due_kind) == (date(2024, 12, 31), "act")
    assert (rows["7-8/2:1.2"].due_on, rows["7-8/2:1.2"].due_kind) == (date(2024, 5, 28), "answer")
    assert {ref for ref, row in rows.items() if row.overdue} == {"7-8/2:1.2"}
    # What is done is not overdue, and the survey asks for no answer.
    assert (rows["7-8/2:2"].due_on, rows["7-8/2:2"].overdue) == (date(2024, 5, 28), False)
    assert rows["7-8/1:2"].due_on is None


@pytest.mark.usefixtures("opinion")
def test_the_act_and_the_report_are_told_apart(reader: Reader, waterworks: Papers) -> None:
    act = waterworks.db.query(Recommendation).filter_by(text_as_read="建立漏损监测平台，100%覆盖主干管").one()
    waterworks.due(act, date(2024, 11, 30), sequence=3)
    row = listed(reader)["7-8/2:1.2"]
    assert (row.due_on, row.act_due_on, row.answer_due_on) == (date(2024, 5, 28), date(2024, 11, 30), date(2024, 5, 28))
    messages.use("en")
    sheet = dict(zip(headings(), checklist_row(row, Progress()).cells(), strict=True))
    assert (sheet["due"], sheet["written report due"]) == ("2024-11-30", "2024-05-28")
    # No report is owed of what was answered.
    assert listed(reader)["7-8/2:1.1"].answer_due_on is None


@pytest.mark.usefixtures("opinion")
def test_lists_and_counts_know_the_same_dates(reader: Reader) -> None:
    assert list(listed(reader, overdue=True)) == ["7-8/2:1.2"]
    assert list(listed(reader, due_before=date(2024, 5, 29))) == ["7-8/2:1.2", "7-8/2:2"]
    assert list(listed(reader, due_before=date(2024, 5, 28))) == []
    in_order = [(row.due_on, row.ref) for row in listed(reader, sort="due").values()]
    assert in_order == sorted(in_order, key=lambda one: (one[0] or date.max, one[1]))
    assert overview(reader, today=TODAY).overdue == 1
    assert overview(reader, today=date(2024, 5, 28)).overdue == 0


@pytest.mark.usefixtures("opinion")
def test_an_extension_and_a_nearer_date_count(reader: Reader, waterworks: Papers) -> None:
    db = waterworks.db
    platform = db.query(Recommendation).filter_by(text_as_read="建立漏损监测平台，100%覆盖主干管").one()
    waterworks.due(platform, date(2024, 11, 30), kind="answer")
    assert (listed(reader)["7-8/2:1.2"].due_on, listed(reader)["7-8/2:1.2"].due_kind) == (date(2024, 9, 30), "act")
    waterworks.due(platform, date(2024, 12, 31), sequence=3)
    assert (listed(reader)["7-8/2:1.2"].due_on, listed(reader)["7-8/2:1.2"].due_kind) == (date(2024, 11, 30), "answer")
    assert listed(reader, overdue=True) == {}


def test_what_has_parts_tells_of_the_act_alone(reader: Reader, opinion: Report) -> None:
    assert opinion.kind == "deliberation_opinion"
    rows = listed(reader, level="item")
    assert (rows["7-8/2:1"].due_on, rows["7-8/2:1"].due_kind, rows["7-8/2:1"].overdue) == (date(2024, 12, 31), "act", False)
    # The second item is a leaf itself.
    assert list(listed(reader, level="item", due_before=date(2024, 5, 29))) == ["7-8/2:2"]
