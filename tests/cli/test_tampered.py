"""Whatever value is altered behind the program's back, in whatever table: ``db check`` names the row."""

import contextlib
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Column, Connection, Engine, Table, exc, func, select, text, update
from sqlalchemy.orm import Session

from oversight.cli.main import run as run_program
from oversight.database.engine import open_engine
from oversight.database.tables import Base
from oversight.history.check_database import check_database
from tests.cli.conftest import Run
from tests.cli.test_as_it_was import PAPERS, STORY, correct
from tests.conftest import ENGINES, MakeDatabase

TABLES = Base.metadata.sorted_tables
# Nothing refers to the key of an event, and nothing is ordered by it: the chain goes by the sequence.
MEANS_NOTHING = {"event.id"}
WORKED_ON = STORY[: STORY.index(("calendar", "add", "2024-08-16", "--off", "区庆")) + 1]
NOON = datetime(2020, 1, 2, 12, tzinfo=UTC)
OF_ANOTHER_COMMITTEE = """松岚区人大常委会
关于养老服务情况报告的审议意见
（2023年9月6日松岚区第五届人大常委会第十三次会议）

区人民政府：
　　会议提出以下意见：
　　一、增加床位供给。区民政局要制定养老床位建设三年方案。
"""
GUARDS_OFF = {
    "sqlite": ("DROP TRIGGER event_is_never_changed",),
    "postgresql": ("SET LOCAL session_replication_role = replica",),
}


@pytest.fixture(scope="module", params=ENGINES)
def worked_on(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database of two committees that was worked on by every kind of command; each test leaves it as it was."""
    folder = tmp_path_factory.mktemp("worked_on")
    url = f"sqlite:///{folder / 'worked_on.db'}"
    if request.param == "postgresql":
        make: MakeDatabase = request.getfixturevalue("make_postgresql")
        url = make("template0")
    correct(PAPERS / "yanhu-04-08.txt", folder / "corrected.txt")
    (folder / "other.txt").write_text(OF_ANOTHER_COMMITTEE, "utf-8")
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for argv in (*WORKED_ON, ("load", "other.txt")):
            assert run_program(["--db", url, "--by", "李文书", "--lang", "en", *map(str, argv)]) in {0, 5}, argv
    engine = open_engine(url)
    yield engine
    engine.dispose()


def test_it_is_sound_and_holds_something_in_every_table(worked_on: Engine) -> None:
    with Session(worked_on) as db:
        assert [finding.what for finding in check_database(db)] == []
        assert [table.name for table in TABLES if not db.scalar(select(func.count()).select_from(table))] == []


@pytest.mark.parametrize("place", range(max(len(table.columns) for table in TABLES)))
def test_a_value_that_was_altered(worked_on: Engine, place: int) -> None:
    """Of every table the column at this place: all at once, since one check takes as long as another."""
    with worked_on.connect() as connection:
        for statement in GUARDS_OFF[worked_on.dialect.name]:
            connection.execute(text(statement))
        altered: dict[str, int] = {}
        for table in TABLES:
            column = next(iter(list(table.columns)[place : place + 1]), None)
            if column is None or str(column) in MEANS_NOTHING:
                continue
            row = alter(connection, table, column)
            if row is not None:
                altered[str(column)] = row
            else:
                # The tables themselves forbid it: by a key that others refer to, or by a rule on two columns.
                assert column.primary_key or _rules(table, column), column
        found = check_database(Session(connection))
        connection.rollback()
    named = {(finding.table, finding.row_id) for finding in found}
    # An event is named by its number in the chain.
    told = {name for name in altered if name.startswith("event.")}
    assert any(finding.code == "broken_chain" for finding in found) or not told
    assert {name for name, row in altered.items() if (name.partition(".")[0], row) not in named} <= told


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DELETE FROM import_run WHERE id = 1", ("import_run", 1)),
        ("DELETE FROM decision WHERE id = 1", ("decision", 1)),
        (
            """INSERT INTO house_rule (id, body_id, kind, amount, unit, source)
            SELECT 99, body_id, kind, 12, unit, source FROM house_rule WHERE id = 1""",
            ("house_rule", 99),
        ),
        ("INSERT INTO term (id, body_id, number) SELECT 99, body_id, 99 FROM term WHERE id = 1", ("term", 99)),
        ("INSERT INTO body (id, code, name) VALUES (99, 'x', 'x')", ("body", 99)),
    ],
)
def test_a_row_that_was_put_in_or_taken_out(worked_on: Engine, statement: str, named: tuple[str, int]) -> None:
    with worked_on.connect() as connection:
        connection.execute(text(statement))
        assert [(finding.table, finding.row_id) for finding in check_database(Session(connection))] == [named]
        connection.rollback()


def test_the_command_says_so_and_fails(run: Run, worked_on: Engine) -> None:
    url = worked_on.url.render_as_string(hide_password=False)
    on = ("--db", url, "db", "check")
    assert run(*on).code == 0
    with worked_on.begin() as connection:
        connection.execute(text("UPDATE change SET made_at = made_at, summary = summary || '。' WHERE id = 2"))
    ran = run(*on)
    with worked_on.begin() as connection:
        connection.execute(text("UPDATE change SET summary = substr(summary, 1, length(summary) - 1) WHERE id = 2"))
    assert (ran.code, "change 2 was changed without a word in its history." in ran.out) == (1, True)
    assert run("--lang", "zh", *on).code == 0


def alter(connection: Connection, table: Table, column: Column[Any]) -> int | None:
    """Give one row another value that the tables allow; the key that the row had, None where they allow none."""
    for row in connection.execute(select(table).order_by(table.c.id)).mappings().all():
        for value in other_values(connection, table, column, row[column.name]):
            point = connection.begin_nested()
            try:
                connection.execute(update(table).where(table.c.id == row["id"]).values({column: value}))
            except exc.DBAPIError:
                point.rollback()
            else:
                return int(row["id"])
    return None


def other_values(connection: Connection, table: Table, column: Column[Any], value: object) -> Iterator[object]:
    """Values that a column might have instead, the likely ones first."""
    if column.foreign_keys:
        (key,) = column.foreign_keys
        yield from (one for one in connection.scalars(select(key.column).limit(5)).all() if one != value)
    for rule in _rules(table, column):
        yield from (word for word in re.findall(r"'(\w+)'", str(rule.sqltext)) if word != value)
    match value:
        case bool():
            yield not value
        case int():
            yield from (value + 1000, value - 1)
        case str():
            yield from (value + "改", "")
        case datetime():
            yield value + timedelta(microseconds=1)
        case date():
            yield from (value + timedelta(days=1), value - timedelta(days=1))
        case _:
            yield from (one for one in ("别的", 77, date(2020, 1, 2), NOON) if type(one) is column.type.python_type)
    if value is not None and column.nullable:
        yield None


def _rules(table: Table, column: Column[Any]) -> list[CheckConstraint]:
    return [
        rule
        for rule in table.constraints
        if isinstance(rule, CheckConstraint) and re.search(rf"\b{column.name}\b", str(rule.sqltext))
    ]
