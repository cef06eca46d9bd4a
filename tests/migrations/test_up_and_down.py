"""Up from nothing, up with rows, down to nothing; what breaks off or breaks something is taken back."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Text, text

from oversight.database.engine import open_engine, reading
from oversight.database.state import Standing, state_of
from oversight.database.tables import Base
from oversight.database.upgrade import downgrade, one_transaction, upgrade
from oversight.errors import DatabaseError
from tests.migrations.contents import fill, left_over, rows


def test_up_from_nothing_and_down_to_nothing(empty_url: str) -> None:
    found = upgrade(empty_url)
    assert found.may_be_made
    assert state_of(empty_url).standing is Standing.CURRENT
    assert upgrade(empty_url).standing is Standing.CURRENT
    downgrade(empty_url, "base")
    assert left_over(empty_url) == []
    upgrade(empty_url)
    assert state_of(empty_url).standing is Standing.CURRENT


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010"])
def test_up_and_down_with_rows(empty_url: str, revision: str) -> None:
    upgrade(empty_url, revision)
    with open_engine(empty_url).begin() as connection:
        before = rows(connection)
        made = fill(connection)
    upgrade(empty_url)
    with reading(open_engine(empty_url)) as db:
        after = rows(db.connection())
        assert set(after) == {table.name for table in Base.metadata.sorted_tables}
        assert {name: after[name] for name in made} == {name: before[name] + 1 for name in made}
        if db.get_bind().dialect.name == "sqlite":
            assert db.execute(text("PRAGMA foreign_key_check")).all() == []
    downgrade(empty_url, "base")
    assert left_over(empty_url) == []


def break_a_reference(url: str) -> None:
    """As a program does that does not ask for foreign keys."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("INSERT INTO term (body_id, number) VALUES (99, 18)")


def test_an_upgrade_that_breaks_references_is_taken_back(sqlite_url: str) -> None:
    break_a_reference(sqlite_url)

    def migrate() -> None:
        with one_transaction(sqlite_url) as connection:
            connection.execute(text("CREATE TABLE more (id INTEGER PRIMARY KEY)"))

    with pytest.raises(DatabaseError, match="break references between rows, first in table term"):
        migrate()
    assert "more" not in left_over(sqlite_url)


def test_a_table_made_anew_keeps_its_children(empty_url: str) -> None:
    """On SQLite Alembic alters a table by making it anew: with foreign keys on, dropping the old one hits the children."""
    upgrade(empty_url)
    with open_engine(empty_url).begin() as connection:
        fill(connection)
    with one_transaction(empty_url) as connection:
        migration = Operations(MigrationContext.configure(connection))
        with migration.batch_alter_table("recommendation", recreate="auto") as table:
            table.alter_column("text_as_read", new_column_name="text_as_printed", existing_type=Text(), existing_nullable=False)
            table.alter_column("path", nullable=True, existing_type=Text())
    with open_engine(empty_url).connect() as connection:
        for table_name in ("recommendation", "deadline", "link", "reply", "responsibility", "title"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table_name}")) == 1, table_name  # noqa: S608 -- our own names
        assert connection.scalar(text("SELECT text_as_printed FROM recommendation")) == "文"


def test_a_migration_that_fails_leaves_nothing(empty_url: str) -> None:
    def migrate() -> None:
        with one_transaction(empty_url) as connection:
            connection.execute(text("CREATE TABLE half (id INTEGER PRIMARY KEY)"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrate()
    assert left_over(empty_url) == []
    assert state_of(empty_url).may_be_made


def test_two_at_a_time_make_one_database(empty_url: str) -> None:
    make = "import sys; from oversight.database.upgrade import upgrade; upgrade(sys.argv[1])"
    both = [
        subprocess.Popen([sys.executable, "-c", make, empty_url], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(2)
    ]
    assert [(process.communicate()[0], process.returncode) for process in both] == [("", 0), ("", 0)]
    assert state_of(empty_url).standing is Standing.CURRENT
