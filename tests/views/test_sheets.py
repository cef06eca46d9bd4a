"""Sessions, reports, problems, one recommendation with all that belongs to it, history, doubts, and the overview."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation
from oversight.database.people import Responsibility
from oversight.database.reading import Reader
from oversight.database.story import Doubt
from oversight.errors import NotFound
from oversight.follow_up.deed import Who
from oversight.follow_up.mark import mark
from oversight.follow_up.note import add_notes
from oversight.views.doubts import list_doubts
from oversight.views.history import history_of
from oversight.views.log import Asked, list_changes
from oversight.views.problems import list_problems, show_problem
from oversight.views.reports import list_reports, report_text, show_report
from oversight.views.sessions import list_sessions, show_session
from oversight.views.show_recommendation import show_recommendation
from oversight.views.status import overview
from oversight.vocabulary import ProblemOrigin, Status
from tests.papers import Papers

pytestmark = pytest.mark.usefixtures("waterworks")

TODAY = date(2024, 10, 30)


@pytest.fixture
def story(db: Session, waterworks: Papers) -> Papers:
    """The price is published again; the mains are done; somebody noted why."""
    for days, (ref, status) in enumerate([("7-8/2:1.1", Status.DONE), ("7-8/2:2", Status.OPEN)]):
        mark(
            db,
            [ref],
            status,
            made_by="韩梅",
            command_id=f"c{days}",
            now=datetime(2024, 11, 5 + days, 4, tzinfo=UTC),
            session_ref="7-11",
            note="经复核" if status is Status.OPEN else None,
            evidence=None if status is Status.OPEN else "竣工图",
        )
    add_notes(db, ["7-8/2:1"], "分两期", who=Who(made_by="李雷", command_id="c3", now=datetime(2024, 11, 8, 4, tzinfo=UTC)))
    return waterworks


def test_sessions_stand_latest_first_with_their_counts(reader: Reader) -> None:
    later, earlier = list_sessions(reader)
    assert (later.ref, earlier.ref) == ("7-11", "7-8")
    assert (earlier.term, earlier.number, earlier.date, earlier.papers_known) == (7, 8, date(2024, 2, 28), True)
    assert (earlier.reports, earlier.problems) == (2, 1)
    assert (earlier.leaves, earlier.open, earlier.in_progress, earlier.done) == (4, 2, 1, 1)
    # A commitment is kept apart from what the committee asked for.
    assert (later.leaves, later.reports) == (0, 1)


def test_a_session_with_agenda_and_papers(waterworks: Papers, reader: Reader, db: Session) -> None:
    from oversight.database.meetings import LegislativeSession

    session = db.query(LegislativeSession).filter_by(ref="7-8").one()
    waterworks.agenda(session, 1, "听取和审议关于供水管网改造情况的报告")
    waterworks.add(Doubt(body_id=waterworks.body.id, session_id=session.id, code="totals_disagree", message="25 / 24"))
    sheet = show_session(reader, "7-8")
    assert [(item.number, item.text) for item in sheet.agenda] == [(1, "听取和审议关于供水管网改造情况的报告")]
    assert [paper.ref for paper in sheet.papers] == ["7-8/1", "7-8/2"]
    assert (sheet.doubts, sheet.attendance.members, sheet.leaves) == (1, None, 4)
    with pytest.raises(NotFound):
        show_session(reader, "7-9")


def test_papers_are_listed_with_what_stands_in_them(reader: Reader) -> None:
    rows = list_reports(reader)
    assert [(row.ref, row.kind, row.problems, row.leaves) for row in rows] == [
        ("7-11/1", "response_report", 0, 1),
        ("7-8/1", "survey_report", 0, 2),
        ("7-8/2", "deliberation_opinion", 1, 3),
    ]


def test_a_paper_with_its_dates(waterworks: Papers, reader: Reader, db: Session) -> None:
    from oversight.database.papers import Report

    opinion = db.query(Report).filter_by(kind="deliberation_opinion").one()
    waterworks.due(opinion, date(2024, 4, 30), kind="plan")
    waterworks.due(opinion, date(2024, 8, 31), kind="answer")
    waterworks.due(opinion, date(2024, 9, 30), kind="answer", sequence=2, granted_by="主任会议")
    sheet = show_report(reader, "7-8/2")
    assert (sheet.plan_due_on, sheet.answer_due_on, sheet.items) == (
        date(2024, 4, 30),
        date(2024, 9, 30),
        ("7-8/2:1", "7-8/2:2"),
    )
    assert show_report(reader, "7-11/1").answers == "7-8"
    shown = show_recommendation(reader, "7-8/2:1.1", language="zh", today=TODAY)
    assert [(one.of, one.kind, one.sequence) for one in shown.deadlines] == [
        ("7-8/2:1", "act", 1),
        ("7-8/2", "answer", 1),
        ("7-8/2", "answer", 2),
        ("7-8/2", "plan", 1),
    ]


def test_the_text_of_a_paper_is_its_lines(waterworks: Papers, reader: Reader, db: Session) -> None:
    from oversight.database.papers import Report, SourceDocument

    survey = db.query(Report).filter_by(kind="survey_report").one()
    survey.document_id, survey.first_line, survey.last_line = db.query(SourceDocument.id).scalar(), 3, 5
    waterworks.db.flush()
    text = report_text(reader, "7-8/1")
    assert (text.ref, text.file) == ("7-8/1", "7-8.txt")
    assert [(line.number, line.text) for line in text.lines] == [(3, "第3行"), (4, "第4行"), (5, "第5行")]
    assert report_text(reader, "7-8/2").lines == ()


def test_a_problem_with_what_addresses_it(waterworks: Papers, reader: Reader, db: Session) -> None:
    from oversight.database.papers import Report

    answer = db.query(Report).filter_by(kind="response_report").one()
    waterworks.problem(answer, 1, "资金到位迟缓，部分路段停工", origin="self_reported")
    rows = list_problems(reader, language="en")
    assert [(row.ref, row.origin, row.title) for row in rows] == [
        ("7-8/2:p1", "committee", "Old pipes leak"),
        ("7-11/1:p1", "self_reported", "资金到位迟缓"),
    ]
    assert rows[0].addressed_by == ("7-8/2:1.1",)
    assert (rows[0].source.file, rows[0].source.lines, rows[0].report.ref, rows[0].session.ref) == (
        "7-8.txt",
        (30, 31),
        "7-8/2",
        "7-8",
    )
    assert [row.ref for row in list_problems(reader, language="zh", sessions=["7-11"])] == ["7-11/1:p1"]
    assert [row.ref for row in list_problems(reader, language="zh", report="7-8/2")] == ["7-8/2:p1"]
    assert [row.ref for row in list_problems(reader, language="zh", origins=[ProblemOrigin.SELF_REPORTED])] == ["7-11/1:p1"]
    sheet = show_problem(reader, "7-8/2:p1", language="zh", today=TODAY)
    assert [line.text for line in sheet.passage] == ["第30行", "第31行"]
    assert [(one.ref, one.status, one.title) for one in sheet.recommendations] == [
        ("7-8/2:1.1", "in_progress", "改造老城区管网")
    ]


@pytest.mark.usefixtures("story")
def test_one_recommendation_with_all_that_belongs_to_it(reader: Reader) -> None:
    sheet = show_recommendation(reader, "7-8/2:1.1", language="en", today=TODAY)
    assert (sheet.ref, sheet.status, sheet.parts, sheet.label) == ("7-8/2:1.1", "done", (), None)
    assert [(line.number, line.text) for line in sheet.passage] == [(40, "第40行"), (41, "第41行")]
    assert [(one.ref, one.title) for one in sheet.problems] == [("7-8/2:p1", "Old pipes leak")]
    (reply,) = sheet.replies
    assert (reply.kind, reply.claim, reply.to, reply.report) == ("answer", "under_way", "7-8/2:1.1", "7-11/1")
    assert (reply.text, reply.received_on) == ("老城区管网已开工。", date(2024, 10, 30))
    assert [(one.kind, one.source, one.target) for one in sheet.links] == [("same_as", "7-8/1:1", "7-8/2:1.1")]
    assert [(one.of, one.due_on) for one in sheet.deadlines] == [("7-8/2:1", date(2024, 12, 31))]
    event, *judged = sheet.history
    assert [(one.field, one.after) for one in judged] == [("reply.judgement", "accepted"), ("reply.judged_on", "2024-10-30")]
    assert (reply.judgement, reply.judged_on) == ("accepted", date(2024, 10, 30))
    assert (event.field, event.before, event.after, event.session) == ("status", "in_progress", "done", "7-11")
    assert (event.evidence, event.effective_on, event.made_by, event.command) == (
        "竣工图",
        date(2024, 10, 30),
        "韩梅",
        "rec mark",
    )
    assert event.recorded_at == datetime(2024, 11, 5, 4, tzinfo=UTC)


@pytest.mark.usefixtures("story")
def test_an_item_shows_its_parts_and_their_story(reader: Reader) -> None:
    sheet = show_recommendation(reader, "7-8/2:1", language="zh", today=TODAY)
    assert [(part.ref, part.level, part.status) for part in sheet.parts] == [
        ("7-8/2:1.1", "measure", "done"),
        ("7-8/2:1.2", "measure", "open"),
    ]
    assert sheet.status == "in_progress"
    assert sheet.counts is not None
    assert (sheet.counts.done, sheet.counts.leaves) == (1, 2)
    assert [(event.ref, event.field, event.note) for event in sheet.history] == [
        ("7-8/2:1.1", "status", None),
        ("7-8/2:1.1", "reply.judgement", None),
        ("7-8/2:1.1", "reply.judged_on", None),
        ("7-8/2:1", "note", "分两期"),
    ]


@pytest.mark.usefixtures("story")
def test_a_reply_to_an_item_is_one_to_its_parts(reader: Reader, waterworks: Papers, db: Session) -> None:
    from oversight.database.papers import Report

    item = (
        db.query(Recommendation).filter_by(ref_path="1", level="item").join(Report).filter_by(kind="deliberation_opinion").one()
    )
    answer = db.query(Report).filter_by(kind="response_report").one()
    waterworks.reply(item, answer, "finding", "视察组认为进度偏慢。")
    sheet = show_recommendation(reader, "7-8/2:1.2", language="zh", today=TODAY)
    assert [(reply.kind, reply.to) for reply in sheet.replies] == [("finding", "7-8/2:1")]


@pytest.mark.usefixtures("story")
def test_the_story_of_one_and_of_all(reader: Reader) -> None:
    assert [(event.sequence, event.after) for event in history_of(reader, "7-8/2:2")] == [(4, "open")]
    changes = list_changes(reader)
    assert [(change.command, change.made_by, change.events) for change in changes] == [
        ("rec note", "李雷", 1),
        ("rec mark", "韩梅", 1),
        ("rec mark", "韩梅", 3),
    ]
    assert changes[-1].made_at == datetime(2024, 11, 5, 4, tzinfo=UTC)
    assert len(list_changes(reader, Asked(limit=2))) == 2


def test_events_of_what_hangs_on_a_row_belong_to_its_story(db: Session, waterworks: Papers, reader: Reader) -> None:
    from oversight.database.people import Responsibility
    from oversight.history.record import begin_change, record

    row = db.query(Responsibility).filter_by(role="lead").one()
    now = datetime(2024, 11, 5, 4, tzinfo=UTC)
    change = begin_change(db, body_id=waterworks.body.id, made_by="韩梅", command="load", command_id="c", made_at=now)
    record(db, change, "responsibility", row.id, "created", None, "县水利局", effective_on=date(2024, 2, 28))
    db.flush()
    (event,) = history_of(reader, "7-8/2:1.1")
    assert (event.field, event.after, event.session) == ("responsibility.created", "县水利局", None)


def test_one_screen_adds_up(reader: Reader, waterworks: Papers) -> None:
    waterworks.add(Doubt(body_id=waterworks.body.id, code="unclear", message="?"))
    screen = overview(reader, today=TODAY)
    assert screen.committees == ("hexi人民代表大会常务委员会",)
    assert (screen.sessions, screen.sessions_without_papers, screen.reports, screen.problems) == (2, 0, 3, 1)
    assert (screen.leaves, screen.open, screen.in_progress, screen.done, screen.overdue) == (4, 2, 1, 1, 1)
    assert (screen.commitments, screen.doubts) == (1, 1)
    assert [(one.name, one.leaves, one.overdue) for one in screen.by_session] == [("7-11", 0, 0), ("7-8", 4, 1)]
    assert [(one.name, one.leaves, one.done, one.overdue, one.supporting) for one in screen.by_body] == [
        ("县人民政府", 2, 1, 1, 0),
        ("县人大常委会", 1, 0, 0, 0),
        ("县水利局", 1, 0, 0, 0),
        ("县财政局", 0, 0, 0, 1),
    ]


def test_what_names_no_body_stands_last_and_the_bodies_add_up(reader: Reader, waterworks: Papers) -> None:
    session = waterworks.session(12, date(2024, 12, 1))
    opinion = waterworks.report(session, 1, "deliberation_opinion", "关于防汛的审议意见")
    for number in range(1, 13):
        row = waterworks.recommendation(opinion, str(number), f"第{number}条", status="open")
        if number < 11:
            waterworks.add(
                Responsibility(
                    body_id=waterworks.body.id, recommendation_id=row.id, role="lead", basis="assigned", name=f"{number}号单位"
                )
            )
    screen = overview(reader, today=TODAY)
    assert (screen.by_body[-1].name, screen.by_body[-1].leaves) == (None, 2)
    assert len(screen.by_body) == 15
    assert sum(one.leaves for one in screen.by_body) == screen.leaves == 16


def test_doubts_are_listed_until_they_are_settled(waterworks: Papers, reader: Reader, db: Session) -> None:
    from oversight.database.meetings import LegislativeSession

    session = db.query(LegislativeSession).filter_by(ref="7-8").one()
    body = waterworks.body.id
    waterworks.add(Doubt(body_id=body, session_id=session.id, code="a", message="甲", first_line=1, last_line=2))
    waterworks.add(Doubt(body_id=body, session_id=session.id, code="b", message="乙", state="settled"))
    waterworks.add(Doubt(body_id=body, code="c", message="丙"))
    assert [(one.code, one.session, one.lines) for one in list_doubts(reader)] == [("a", "7-8", (1, 2)), ("c", None, ())]
    assert [one.code for one in list_doubts(reader, session="7-8", state=None)] == ["a", "b"]


@pytest.mark.usefixtures("story")
def test_no_sheet_asks_once_a_row(reader: Reader, waterworks: Papers, db: Session) -> None:
    from oversight.database.papers import Report

    def all_of_them() -> int:
        before = reader.statements
        list_sessions(reader)
        show_session(reader, "7-8")
        list_reports(reader)
        list_problems(reader, language="zh")
        overview(reader, today=TODAY)
        show_recommendation(reader, "7-8/2:1", language="zh", today=TODAY)
        return reader.statements - before

    few = all_of_them()
    opinion = db.query(Report).filter_by(kind="deliberation_opinion").one()
    item = db.query(Recommendation).filter_by(report_id=opinion.id, ref_path="1").one()
    for number in range(3, 30):
        leaf = waterworks.recommendation(opinion, f"1.{number}", f"第{number}条", status="open", parent=item)
        waterworks.link("addresses", leaf, waterworks.problem(opinion, number, f"第{number}个问题"))
        waterworks.reply(leaf, opinion, "answer", "已办。")
        waterworks.session(number + 20, date(2025, 1, 1))
    assert all_of_them() == few <= 66
