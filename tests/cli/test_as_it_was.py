"""What was asked at the time and what is asked afterwards of that time: the same answers."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from oversight.database.engine import open_engine
from oversight.database.reading import Reader, Row, open_reader
from oversight.history.as_it_was import Moment, show_as_it_was
from oversight.intake.planned import SILENT
from oversight.views.attendance import attendance_by_member, attendance_by_session, show_attendance
from oversight.views.doubts import list_doubts
from oversight.views.due_overview import due_overview
from oversight.views.history import history_of
from oversight.views.inbox import inbox
from oversight.views.log import list_changes
from oversight.views.matrix import matrix
from oversight.views.members import list_members
from oversight.views.organization_rows import list_organizations
from oversight.views.problems import list_problems
from oversight.views.progress import progress_of
from oversight.views.promises import list_promises
from oversight.views.recommendations import Question, list_recommendations
from oversight.views.reports import list_reports
from oversight.views.sessions import list_sessions, show_session
from oversight.views.show_recommendation import show_recommendation
from oversight.views.status import overview
from oversight.vocabulary import Status
from tests.cli.conftest import ROOT, SEEDS, Run

PAPERS = ROOT / "tests" / "packets" / "yanhu-04-08_13"
TODAY = datetime.now().astimezone().date()
Answers = dict[str, Any]


def answers(reader: Reader) -> Answers:
    """What the program says of its whole database."""
    ask = partial(list_recommendations, reader, language="en", today=TODAY)
    everything = [row for level in ("leaf", "measure", "item") for row in ask(Question(level=level, everything=True))]
    found = {
        "all": everything,
        "plain": ask(Question()),
        "late": ask(Question(overdue=True, sort="due")),
        "outstanding": ask(Question(statuses=[Status.OPEN, Status.IN_PROGRESS], sort="updated", tree=True)),
        "of a body": ask(Question(body="区政府")),
        "status": overview(reader, today=TODAY),
        "sessions": list_sessions(reader),
        "reports": list_reports(reader),
        "problems": list_problems(reader, language="en"),
        "members": list_members(reader),
        "by session": attendance_by_session(reader),
        "by member": attendance_by_member(reader),
        "doubts": list_doubts(reader),
        "organizations": list_organizations(reader, today=TODAY),
        "due": due_overview(reader, until=TODAY + timedelta(days=30), language="en", today=TODAY),
        "inbox": inbox(reader, language="en", today=TODAY),
        "promises": list_promises(reader, language="en", today=TODAY),
        "matrix": matrix(reader, Question(everything=True), language="en", today=TODAY),
        "changes": list_changes(reader),
        "progress": progress_of(reader, [row.id for row in everything]),
        "items": [show_recommendation(reader, one.ref, language="en", today=TODAY) for one in everything if one.parent is None][
            :4
        ],
        "acts": [history_of(reader, one.ref) for one in everything[::10]],
    }
    for table in sorted({row["table"] for row in reader.columns()} - {"alembic_version"}):
        found[f"table {table}"] = [_told(row) for row in reader.rows(f'SELECT * FROM "{table}" ORDER BY id')]  # noqa: S608
    sheets = [(show_session(reader, one.ref), show_attendance(reader, one.ref)) for one in list_sessions(reader)]
    return found | {"sheets": sheets}


def _told(row: Row) -> Row:
    """The columns of which the story tells: how a paper was read is not part of it."""
    return {name: value for name, value in row.items() if name not in SILENT}


def asked_at(url: str, moment: Moment | None) -> Answers:
    with open_reader(url, None if moment is None else partial(show_as_it_was, moment=moment)) as reader:
        return answers(reader)


STORY: tuple[tuple[object, ...], ...] = (
    ("load", PAPERS / "yanhu-04-13.txt"),
    ("rec", "mark", "done", "4-8/0:1", "--session", "4-13"),
    ("load", PAPERS / "yanhu-04-08.txt"),
    ("rec", "mark", "done", "4-13/2:1.1", "--on", "2024-05-06", "--evidence", "会议纪要〔2024〕3号"),
    ("rec", "note", "4-13/2:3.1", "已转办"),
    ("rec", "due", "4-13/2:3.1", "--on", "2024-06-30", "--basis", "resolution"),
    (
        "rec",
        "due",
        "4-13/2:3.1",
        "--on",
        "2024-09-30",
        "--basis",
        "resolution",
        "--reason",
        "人手不足",
        "--granted-by",
        "主任会议",
    ),
    ("rec", "assign", "4-8/3:2.1.1", "--lead", "区商务局", "--support", "区政府", "--yes"),
    ("rec", "edit", "4-8/3:2.1.2", "--text", "年底前完成三家市场的改造", "--title-en", "Three markets"),
    ("rec", "split", "4-8/3:3.3", "--at", "每季度"),
    ("rec", "split", "4-8/1:2", "--at", "组织为期"),
    ("rec", "mark", "in-progress", "4-13/2:2.1.1", "--on", "2024-02-01"),
    ("rec", "merge", "4-8/3:1.2.1", "4-8/3:1.2.2", "--note", "同一事项"),
    ("rec", "drop", "4-13/2:2", "--reason", "并入专项检查", "--yes"),
    ("rec", "mark", "open", "4-8/3:1.2.1", "--on", "2023-06-01"),
    ("load", "corrected.txt"),
    ("rec", "restore", "4-13/2:2"),
    ("rec", "restore", "4-8/3:1.2.2"),
    ("rec", "link", "4-13/2:3.1", "--recurs", "4-8/3:3.3"),
    ("rec", "link", "4-8/2:1", "--same-as", "4-8/3:1", "--remove"),
    ("problem", "drop", "4-8/1:p1", "--reason", "不是问题"),
    ("problem", "edit", "4-8/1:p2", "--text", "设施陈旧"),
    ("problem", "restore", "4-8/1:p1"),
    ("rec", "add", "4-8/3:2", "--text", "建立台账", "--bodies", "区城管局"),
    ("attendance", "mark", "4-8", "楚云开", "leave", "--reason", "因公出差"),
    ("member", "add", "闻人达", "--from", "2023-01-01"),
    ("member", "confirm", "--yes"),
    ("member", "edit", "晋小梅", "--name", "晋晓梅"),
    ("member", "leave", "母怀德", "--on", "2023-10-01"),
    ("undo", "--yes"),
    ("undo", "--yes"),
    ("rec", "handover", "4-8/3", "--on", "2023-05-08", "--number", "砚人办〔2023〕5号"),
    ("rule", "add", "--for", "answer", "--months", "6", "--from", "2020-01-01", "--source", "议事规则第三十条"),
    ("rec", "handover", "4-13/2", "--on", "2024-01-05", "--yes"),
    (
        "rec",
        "due",
        "4-8/3",
        "--kind",
        "answer",
        "--on",
        "2023-12-20",
        "--basis",
        "resolution",
        "--reason",
        "汛期",
        "--asked-by",
        "区政府",
    ),
    (
        "rec",
        "reply",
        "4-8/3:2.1.2",
        "--from",
        "区政府",
        "--on",
        "2023-11-02",
        "--class",
        "done",
        "--text",
        "三家市场已完成改造",
    ),
    (
        "rec",
        "reply",
        "4-8/3:3.1",
        "--from",
        "区政府",
        "--on",
        "2023-11-02",
        "--class",
        "planned",
        "--text",
        "年内明确",
        "--promised-on",
        "2023-12-31",
    ),
    ("session", "add", "4-15", "--date", "2024-04-12"),
    ("rec", "mark", "done", "4-8/3:2.1.2", "--session", "4-15"),
    ("rec", "send-back", "4-8/3:3.1", "--session", "4-15", "--note", "只有方案"),
    ("org", "add", "区城市管理局", "--alias", "区城管局"),
    ("org", "rename", "区城市管理局", "区综合行政执法局", "--on", "2024-01-01"),
    ("org", "merge", "区商务局", "区市场监管局", "--on", "2024-03-01"),
    ("session", "edit", "4-15", "--date", "2024-04-10", "--note", "提前"),
    ("undo", "--yes"),
    ("review", "--doubt", "1", "--answer", "names"),
    ("review", "--doubt", "2", "--answer", "seen", "--reason", "已核对"),
    ("rec", "assign", "4-8/3:2.1.1", "--lead", "区住建局", "--person", "仲长青", "--yes"),
    ("problem", "add", "4-8/3", "--text", "台账不全"),
    ("problem", "link", "4-8/3:p4", "4-8/3:2.4"),
    ("rule", "end", "1", "--on", "2025-12-31"),
    ("calendar", "add", "2024-08-16", "--off", "区庆"),
    ("load", SEEDS),
    ("undo", "--yes"),
    ("load", SEEDS),
    ("load", PAPERS / "yanhu-04-08.txt"),
)


def correct(papers: Path, corrected: Path) -> None:
    """The papers of 4-8 as the office mends them: an act more, a demand less, a date, a name, and lines that move."""
    text = papers.read_text("utf-8-sig")
    for before, after in (
        ("　　会议听取和审议了", "　　会议由区人大常委会办公室承办。\n　　会议听取和审议了"),
        ("把流动摊贩引入临时疏导点", "把流动摊贩引入临时疏导点，每周巡查两次"),
        ("　　（二）安全隐患较多。", "　　（二）隐患较多。"),
        ("晋小梅", "晋小眉"),
        ("一要编制农贸市场专项规划，", "一要摸清家底。二要编制农贸市场专项规划，"),
        ("二要清理占道经营", "三要清理占道经营"),
        ("　　（二）开展环境整治。组织为期百日的市场周边秩序整治行动。\n", ""),
    ):
        assert before in text
        text = text.replace(before, after)
    corrected.write_text(text, "utf-8")


def _let_the_server_count(url: str) -> None:
    """What a server does by itself after a while: without knowing how many rows there are, it asks long-windedly."""
    if url.startswith("postgresql"):
        with open_engine(url).begin() as connection:
            connection.exec_driver_sql("ANALYZE")


def test_every_answer_of_the_past_can_be_given_again(
    run: Run, in_force: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    correct(PAPERS / "yanhu-04-08.txt", tmp_path / "corrected.txt")
    # A server takes its time to plan each statement.
    every = 2 if in_force.startswith("sqlite") else 9
    told: list[tuple[tuple[object, ...], datetime, Answers]] = []
    for number, argv in enumerate(STORY):
        ran = run(*argv)
        assert ran.code in {0, 5}, (argv, ran.err)
        if number % every == 0:
            told.append((argv, datetime.now(UTC), asked_at(in_force, None)))
    _let_the_server_count(in_force)
    for argv, moment, at_the_time in told:
        afterwards = asked_at(in_force, Moment(known_at=moment))
        for what, answer in at_the_time.items():
            assert afterwards[what] == answer, (argv, what)


LOOK_BACK = (
    ("rec", "list"),
    ("rec", "show", "18-33/5:3"),
    ("rec", "history", "18-33/5:3"),
    ("rec", "matrix"),
    ("rec", "promises"),
    ("status",),
    ("due",),
    ("inbox",),
    ("problem", "list"),
    ("report", "list"),
    ("session", "list"),
    ("session", "show", "18-33"),
    ("attendance", "show", "18-33"),
    ("attendance", "summary"),
    ("export", "checklist"),
    ("org", "list"),
)
BEFORE_PAPERS = (("member", "list"), ("member", "show", "王丽秀"))


@pytest.mark.parametrize("command", [*LOOK_BACK, *BEFORE_PAPERS], ids=" ".join)
def test_what_answers_can_look_back(run: Run, db: Path, command: tuple[str, ...]) -> None:
    assert db.exists()
    for argv in (("--as-of", "18-33"), ("--known-at", "today"), ("--as-of", "2021-05-01", "--known-at", "today")):
        ran = run(*command, *argv)
        assert ran.code == 0, (argv, ran.err)
        assert ran.err.startswith("As it was on 2021-" if "--as-of" in argv else "By what was known on ")


@pytest.mark.parametrize("command", LOOK_BACK, ids=" ".join)
def test_what_cannot_be_asked(run: Run, db: Path, command: tuple[str, ...]) -> None:
    assert db.exists()
    for argv, code, said in (
        (("--as-of", "1999-01-01"), 3, "The first session known was held on 2020-10-28"),
        (("--as-of", "18-99"), 3, "18-99 is neither a day nor a session."),
        (("--as-of", "2021-02-30"), 3, "2021-02-30 is neither a day nor a session."),
        (("--as-of", "18-33/5"), 2, "18-33/5 is a report."),
        (("--as-of", "2099-01-01"), 4, "2099-01-01 is in the future."),
        (("--known-at", "2099-01-01 10:00"), 4, "2099-01-01 10:00 is in the future."),
        (("--known-at", "2001-01-01"), 3, "Nothing was on record then."),
        (("--known-at", "2021-04-16 25:00"), 2, "--known-at: 2021-04-16 25:00 is no time."),
        (("--known-at", "18-33"), 2, "--known-at: 18-33 is no date."),
    ):
        ran = run(*command, *argv)
        assert (ran.code, ran.out) == (code, ""), (argv, ran)
        assert said in ran.err


def test_a_day_is_read_to_its_end(run: Run, db: Path) -> None:
    """What was told today was known today, and at the minute in which it was told."""
    assert db.exists()
    assert run("rec", "mark", "done", "18-33/5:1", "--session", "18-33", "--yes").code == 0
    now = datetime.now().astimezone()
    for time in (f"{now:%Y-%m-%d}", "today", f"{now:%Y-%m-%d %H:%M}", f"{now:%Y-%m-%dT%H:%M:%S}", now.isoformat()):
        ran = run("rec", "list", "--done", "--known-at", time, "--format", "csv")
        assert ran.out == run("rec", "list", "--done", "--format", "csv").out
        assert "By what was known on " in ran.err
