import os
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from oversight.database.engine import open_engine, writing
from oversight.database.reading import Reader, open_reader
from oversight.errors import DatabaseError, NotFound
from tests.papers import SEEN, Papers, waterworks


@pytest.fixture
def filled(db_url: str) -> str:
    engine = open_engine(db_url)
    with writing(engine) as db:
        waterworks(Papers(db))
    engine.dispose()
    return db_url


def test_columns_are_what_their_names_say(filled: str) -> None:
    with open_reader(filled) as reader:
        row = reader.one("SELECT MAX(starts_on) AS last_on, MIN(starts_on) AS first FROM legislative_session")
        assert row is not None
        assert row["last_on"] == date(2024, 10, 30)
        seen = reader.one("SELECT MIN(updated_at) AS first_at, NULL AS never_at FROM recommendation")
        assert seen == {"first_at": SEEN, "never_at": None}
        assert seen["first_at"].tzinfo is UTC


def test_values_go_in_as_parameters(filled: str) -> None:
    with open_reader(filled) as reader:
        assert reader.one("SELECT COUNT(*) AS n FROM legislative_session WHERE starts_on > :day", day=date(2024, 3, 1)) == {
            "n": 1
        }
        assert reader.one("SELECT COUNT(*) AS n FROM recommendation WHERE updated_at <= :now", now=datetime.now(UTC)) == {
            "n": 9
        }
        assert [
            row["ref"] for row in reader.rows("SELECT ref FROM legislative_session WHERE ref IN :refs", refs=["7-8", "'"])
        ] == ["7-8"]
        assert reader.rows("SELECT ref FROM legislative_session WHERE id IN :ids", ids=[]) == []
        assert reader.rows("SELECT ref FROM legislative_session WHERE id IN :ids", ids=tuple(range(5000, 45000))) == []
        assert reader.one("SELECT ':p' AS colon, ref FROM legislative_session WHERE ref = :p", p="7-8") == {
            "colon": ":p",
            "ref": "7-8",
        }
        assert reader.statements == 6


def test_nothing_can_be_written(filled: str) -> None:
    with pytest.raises(DatabaseError, match="may only be read"), open_reader(filled) as reader:
        reader.rows("UPDATE body SET code = 'x' RETURNING code")
    with open_reader(filled) as reader:
        assert reader.rows("SELECT code FROM body") == [{"code": "hexi"}]


def test_all_statements_see_one_state(filled: str) -> None:
    engine = open_engine(filled)
    with open_reader(filled) as reader:
        before = reader.one("SELECT COUNT(*) AS n FROM body")
        if filled.startswith("postgresql"):
            with writing(engine) as db:
                Papers(db, "hedong")
        assert reader.one("SELECT COUNT(*) AS n FROM body") == before == {"n": 1}
    engine.dispose()


def test_a_mistake_of_the_program_stays_one(filled: str) -> None:
    with pytest.raises(Exception, match="no_such_table") as raised, open_reader(filled) as reader:
        reader.rows("SELECT * FROM no_such_table")
    assert not isinstance(raised.value, DatabaseError)


def test_a_database_without_tables_says_what_to_run(empty_url: str) -> None:
    with pytest.raises((NotFound, DatabaseError)) as raised, open_reader(empty_url):
        pass
    assert "oversight load" in (raised.value.hint or "")


def test_a_newer_and_a_foreign_database_are_refused(sqlite_url: str) -> None:
    file = sqlite_url.removeprefix("sqlite:///")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(DatabaseError, match="newer"), open_reader(sqlite_url):
        pass
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE alembic_version")
    connection.close()
    with pytest.raises(DatabaseError, match="another program"), open_reader(sqlite_url):
        pass


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("第三十三次会议\n" * 100, encoding="utf-8")
    with pytest.raises(DatabaseError, match="not a database") as raised, open_reader(f"sqlite:///{text}"):
        pass
    assert raised.value.where == str(text)
    with pytest.raises(DatabaseError), open_reader(f"sqlite:///{tmp_path}"):
        pass


def test_a_file_with_odd_characters_in_its_name_is_read(sqlite_url: str, tmp_path: Path) -> None:
    odd = tmp_path / "台账 #1?.db"
    Path(sqlite_url.removeprefix("sqlite:///")).rename(odd)
    with open_reader("sqlite:///" + str(odd).replace("?", "%3F")) as reader:
        assert reader.rows("SELECT id FROM body") == []


_KILLED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE body SET code = 'half'")
connection.executemany("INSERT INTO body (code, name) VALUES (?, ?)", [(f"c{n}", "x" * 3000 + str(n)) for n in range(200)])
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_what_a_killed_writer_left_half_done_is_not_seen(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with writing(engine) as db:
        Papers(db)
    engine.dispose()
    file = sqlite_url.removeprefix("sqlite:///")
    subprocess.run([sys.executable, "-c", _KILLED, file], check=False)
    assert Path(file + "-journal").stat().st_size > 0
    with open_reader(sqlite_url) as reader:
        assert reader.rows("SELECT code FROM body") == [{"code": "hexi"}]


def test_another_writer_is_not_waited_for_for_ever(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oversight.database.reading.WAIT_SECONDS", 0.05)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseError, match="writing"), open_reader(sqlite_url):
        pass
    other.close()


def test_reading_needs_no_sqlalchemy() -> None:
    code = (
        "import sys; from oversight.database.reading import open_reader; import oversight.views.recommendations, oversight.views.status,"
        "oversight.views.show_recommendation, oversight.views.sessions, oversight.views.attendance, oversight.views.members;"
        "print(sorted({'sqlalchemy', 'alembic', 'pydantic', 'rich', 'psycopg'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_reader_over_a_connection_sees_what_is_being_written(db: Session, reader: Reader) -> None:
    Papers(db)
    assert reader.rows("SELECT code FROM body WHERE code IN :codes", codes=["hexi"]) == [{"code": "hexi"}]
