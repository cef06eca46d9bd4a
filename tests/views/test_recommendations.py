from datetime import date

import pytest

from oversight.database.reading import Reader
from oversight.errors import NotFound, WrongUse
from oversight.views.recommendations import Question, list_recommendations
from oversight.vocabulary import Origin, Status
from tests.papers import Papers

pytestmark = pytest.mark.usefixtures("waterworks")

TODAY = date(2024, 10, 30)


def asked(reader: Reader, question: Question, language: str = "en") -> list[str]:
    return [row.ref for row in list_recommendations(reader, question, language=language, today=TODAY)]


def test_leaves_to_follow_up_stand_in_the_order_of_the_papers(reader: Reader) -> None:
    assert asked(reader, Question()) == ["7-8/1:2", "7-8/2:1.1", "7-8/2:1.2", "7-8/2:2"]


def test_a_row_says_all_there_is_to_know(reader: Reader) -> None:
    row = next(row for row in list_recommendations(reader, Question(), language="en", today=TODAY) if row.ref == "7-8/2:1.1")
    assert (row.origin, row.level, row.status, row.path, row.parent) == ("opinion", "measure", "in_progress", "1.1", "7-8/2:1")
    assert row.title == "Renew the Old Town mains"
    assert row.titles == {"zh": "改造老城区管网", "en": "Renew the Old Town mains"}
    assert (row.report.ref, row.report.kind) == ("7-8/2", "deliberation_opinion")
    assert (row.session.ref, row.session.term, row.session.number, row.session.date) == ("7-8", 7, 8, date(2024, 2, 28))
    assert (row.addressee, row.lead, row.supporting) == ("县人民政府", "县水利局", ("县财政局",))
    assert (row.due_on, row.overdue) == (date(2024, 12, 31), False)
    assert row.same_as == ("7-8/1:1",)
    assert (row.source.file, row.source.lines) == ("7-8.txt", (40, 41))
    assert (row.updated_on, row.version, row.counts) == (date(2024, 3, 1), 1, None)


@pytest.mark.parametrize(
    ("question", "refs"),
    [
        (Question(statuses=[Status.OPEN]), ["7-8/1:2", "7-8/2:1.2"]),
        (Question(statuses=[Status.OPEN, Status.IN_PROGRESS]), ["7-8/1:2", "7-8/2:1.1", "7-8/2:1.2"]),
        (Question(statuses=[Status.DONE]), ["7-8/2:2"]),
        (Question(overdue=True), ["7-8/2:1.2"]),
        (Question(due_before=date(2024, 9, 30)), ["7-8/2:2"]),
        (Question(due_before=date(2024, 10, 1)), ["7-8/2:1.2", "7-8/2:2"]),
        (Question(sessions=["7-11"]), []),
        (Question(sessions=["7-11", "7-8"], report="7-8/1"), ["7-8/1:2"]),
        (Question(origins=[Origin.COMMITMENT]), ["7-11/1:1"]),
        (Question(origins=[Origin.SUGGESTION]), ["7-8/1:2"]),
        (Question(body="水利"), ["7-8/2:1.1"]),
        (Question(body="财政局"), ["7-8/2:1.1"]),
        (Question(body="县人民政府"), ["7-8/2:1.1", "7-8/2:1.2", "7-8/2:2"]),
        (Question(search="old town MAINS"), ["7-8/2:1.1"]),
        (Question(search="mains renew"), ["7-8/2:1.1"]),
        (Question(search="水站"), ["7-8/1:2"]),
        (Question(search="100%"), ["7-8/2:1.2"]),
        (Question(search="1%覆盖"), []),
        (Question(search="_"), []),
        (Question(search="'"), []),
        (Question(level="item"), ["7-8/1:2", "7-8/2:1", "7-8/2:2"]),
        (Question(level="measure"), ["7-8/2:1.1", "7-8/2:1.2"]),
        (Question(level="item", statuses=[Status.IN_PROGRESS]), ["7-8/2:1"]),
        (Question(level="item", statuses=[Status.OPEN]), ["7-8/1:2"]),
        (Question(level="item", body="水利"), ["7-8/2:1"]),
        (Question(level="item", sort="status"), ["7-8/1:2", "7-8/2:1", "7-8/2:2"]),
        (Question(tree=True, statuses=[Status.OPEN]), ["7-8/1:2", "7-8/2:1", "7-8/2:1.2"]),
        (Question(sort="due"), ["7-8/2:2", "7-8/2:1.2", "7-8/2:1.1", "7-8/1:2"]),
        (Question(sort="status", limit=3), ["7-8/1:2", "7-8/2:1.2", "7-8/2:1.1"]),
        (Question(sort="session", everything=True, limit=2), ["7-11/1:1", "7-8/1:1"]),
        (
            Question(everything=True),
            ["7-8/1:1", "7-8/1:2", "7-8/1:3", "7-8/2:1.1", "7-8/2:1.2", "7-8/2:2", "7-11/1:1"],
        ),
        (Question(everything=True, statuses=[Status.IN_PROGRESS]), ["7-8/1:1", "7-8/2:1.1"]),
        (Question(everything=True, statuses=[Status.IN_PROGRESS], limit=1), ["7-8/1:1"]),
        (Question(everything=True, overdue=True), ["7-8/2:1.2"]),
    ],
)
def test_a_question_narrows_the_list(reader: Reader, question: Question, refs: list[str]) -> None:
    assert asked(reader, question) == refs


def test_a_suggestion_that_was_taken_up_shows_how_the_opinion_stands(reader: Reader) -> None:
    rows = {row.ref: row for row in list_recommendations(reader, Question(everything=True), language="zh", today=TODAY)}
    assert rows["7-8/1:1"].status == "in_progress"
    assert rows["7-8/1:1"].same_as == ("7-8/2:1.1",)


def test_an_item_counts_its_leaves(reader: Reader) -> None:
    row = list_recommendations(reader, Question(level="item", report="7-8/2"), language="zh", today=TODAY)[0]
    assert row.counts is not None
    assert (row.status, row.counts.leaves, row.counts.open, row.counts.in_progress, row.counts.done) == (
        "in_progress",
        2,
        1,
        1,
        0,
    )


def test_what_has_no_title_shows_its_heading_or_first_clause(reader: Reader) -> None:
    titles = {row.ref: row.title for row in list_recommendations(reader, Question(), language="en", today=TODAY)}
    assert titles["7-8/2:1.2"] == "建立漏损监测平台"
    assert titles["7-8/2:2"] == "公开水价成本"


@pytest.mark.parametrize("question", [Question(level="chapter"), Question(sort="colour"), Question(limit=0)])
def test_a_question_that_means_nothing_is_refused(reader: Reader, question: Question) -> None:
    with pytest.raises(WrongUse):
        asked(reader, question)


def test_a_session_that_is_not_there_is_named(reader: Reader) -> None:
    with pytest.raises(NotFound, match="7-9"):
        asked(reader, Question(sessions=["7-9"]))


@pytest.mark.parametrize("question", [Question(), Question(everything=True, overdue=True), Question(level="item", tree=True)])
def test_a_longer_list_takes_no_more_statements(reader: Reader, waterworks: Papers, question: Question) -> None:
    asked(reader, question)
    few = reader.statements
    session = waterworks.session(12, date(2024, 12, 20))
    report = waterworks.report(session, 1, "deliberation_opinion", "关于校园食堂的审议意见")
    for number in range(1, 41):
        item = waterworks.recommendation(report, str(number), f"第{number}项")
        waterworks.recommendation(report, f"{number}.1", f"第{number}条", status="open", parent=item)
        waterworks.due(item, date(2024, 1, 1))
    more = len(asked(reader, question))
    assert more >= 40
    assert reader.statements - few == few <= 10


def test_with_several_committees_a_ref_says_whose_it_is(reader: Reader, waterworks: Papers) -> None:
    other = Papers(waterworks.db, "hedong")
    report = other.report(other.session(8, date(2024, 2, 1)), 1, "deliberation_opinion", "关于义务教育的审议意见")
    other.recommendation(report, "1", "新建小学两所", status="open")
    assert asked(reader, Question(sessions=["hedong/7-8"])) == ["hedong/7-8/1:1"]
    assert "hexi/7-8/2:1.1" in asked(reader, Question())
