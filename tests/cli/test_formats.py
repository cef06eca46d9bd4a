"""Rows in every format, on standard output and into files."""

import contextlib
import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run

KEYS = [
    "id",
    "ref",
    "origin",
    "level",
    "status",
    "title",
    "text",
    "path",
    "parent",
    "report",
    "session",
    "addressee",
    "lead",
    "supporting",
    "due_on",
    "overdue",
    "same_as",
    "titles",
    "source",
    "updated_on",
    "version",
]
ONE = ("rec", "list", "--report", "18-33/5", "--search", "应急物资储备库建设")


def test_json_is_one_array_with_the_keys_of_the_contract(run: Run, db: Path) -> None:
    assert db.exists()
    ran = run(*ONE, "--format", "json")
    (row,) = json.loads(ran.out)
    assert [key for key in row if key in KEYS] == KEYS
    assert row["ref"] == "18-33/5:3.3.2"
    assert row["text"] == "尽早完成区级应急物资储备库建设"
    assert row["status"] == "open"
    assert row["parent"] == "18-33/5:3.3"
    assert row["due_on"] is None
    assert list(row["report"]) == ["ref", "title", "kind"]
    assert row["session"] == {"ref": "18-33", "term": 18, "number": 33, "date": "2021-04-16"}
    assert row["titles"]["en"] == "Build the district emergency supply depot"
    assert row["source"]["file"] == "lvyuan-18-33.txt"
    assert len(row["source"]["lines"]) == 2
    assert ran.err == ""


def test_keys_do_not_change_with_the_language(run: Run, db: Path) -> None:
    assert db.exists()
    english, chinese = (json.loads(run("--lang", name, *ONE, "--format", "json").out)[0] for name in ("en", "zh"))
    assert english.keys() == chinese.keys()
    assert {key for key in english if english[key] != chinese[key]} == {"title"}


def test_ndjson_is_one_object_a_line(run: Run, db: Path) -> None:
    assert db.exists()
    lines = run("rec", "list", "--open", "--format", "ndjson").out.splitlines()
    assert len(lines) == 43
    assert all(json.loads(line)["status"] == "open" for line in lines)


@pytest.mark.parametrize(("form", "separator"), [("csv", ","), ("tsv", "\t")])
def test_separated_values_stand_under_field_names(run: Run, db: Path, form: str, separator: str) -> None:
    assert db.exists()
    heading, row = csv.reader(io.StringIO(run(*ONE, "--format", form).out), delimiter=separator)
    cells = dict(zip(heading, row, strict=True))
    assert cells["ref"] == "18-33/5:3.3.2"
    assert cells["report.kind"] == "deliberation_opinion"
    assert cells["due_on"] == ""
    assert cells["overdue"] == "false"


def test_markdown(run: Run, db: Path) -> None:
    assert db.exists()
    heading, line, row = run(*ONE, "--format", "md").out.splitlines()
    assert heading.startswith("| ref | status |")
    assert set(line) <= set("|- :")
    assert "Build the district emergency supply depot" in row


def test_show_is_one_object(run: Run, db: Path) -> None:
    assert db.exists()
    row = json.loads(run("rec", "show", "18-33/5:3.3.2", "--format", "json").out)
    assert row["ref"] == "18-33/5:3.3.2"
    assert {"passage", "problems", "replies", "history"} <= row.keys()


@pytest.mark.parametrize(("form", "out"), [("table", ""), ("json", "[]\n"), ("ndjson", "")])
def test_nothing_found_is_a_sentence_and_no_error(run: Run, db: Path, form: str, out: str) -> None:
    assert db.exists()
    ran = run("rec", "list", "--search", "没有这样的话", "--format", form)
    assert (ran.code, ran.out, ran.err) == (0, out, "No recommendation fits.\n")


def test_nothing_found_keeps_its_headings(run: Run, db: Path) -> None:
    assert db.exists()
    assert run("rec", "list", "--search", "没有这样的话", "--format", "csv").out.startswith("ref,")
    assert run("rec", "list", "--search", "没有这样的话", "--format", "md").out.startswith("| ref |")


# Short, since a title shows no more than the beginning of a long text.
HOSTILE = "\x1b]0;owned\x07\x9b2J [red]x[/] :ok: \u202eabc"


@pytest.fixture
def hostile(db: Path) -> Path:
    """One recommendation with a text that would take the terminal over, another that a spreadsheet would run."""
    with sqlite3.connect(db) as connection:
        connection.execute("DELETE FROM title")
        for path, text in (("3.3.2", HOSTILE), ("3.3.1", "=HYPERLINK(1)")):
            connection.execute("UPDATE recommendation SET heading = NULL, text_override = ? WHERE ref_path = ?", (text, path))
    connection.close()
    return db


@pytest.mark.parametrize("argv", [["rec", "list"], ["rec", "list", "--tree"], ["rec", "show", "18-33/5:3.3.2"]], ids=" ".join)
@pytest.mark.parametrize("form", ["table", "json", "md"])
def test_data_cannot_reach_the_terminal(run: Run, hostile: Path, argv: list[str], form: str) -> None:
    assert hostile.exists()
    printed = run(*argv, "--format", form).out
    assert "[red]x[/]" in printed.replace("\\", "")
    assert not set("\x1b\x07\x9b\u202e") & set(printed)


def test_json_gives_the_text_back_exactly(run: Run, hostile: Path) -> None:
    assert hostile.exists()
    assert json.loads(run("rec", "show", "18-33/5:3.3.2", "--format", "json").out)["text"] == HOSTILE


def test_formulas_are_neutralised_in_cells(run: Run, hostile: Path) -> None:
    assert hostile.exists()
    rows = list(csv.DictReader(io.StringIO(run("rec", "list", "--report", "18-33/5", "--format", "csv").out)))
    assert {row["text"] for row in rows if "HYPERLINK" in row["text"]} == {"'=HYPERLINK(1)"}


def test_output_goes_into_a_file(run: Run, db: Path, tmp_path: Path) -> None:
    assert db.exists()
    file = tmp_path / "行.json"
    ran = run("rec", "list", "--format", "json", "--output", file)
    assert (ran.code, ran.out) == (0, "")
    assert str(file) in ran.err
    assert len(json.loads(file.read_text(encoding="utf-8"))) == 46
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_holds_something_else_is_left_alone(run: Run, db: Path, tmp_path: Path) -> None:
    assert db.exists()
    file = tmp_path / "rows.csv"
    file.write_text("mine", encoding="utf-8")
    refused = run("rec", "list", "--format", "csv", "--output", file)
    assert refused.code == 4
    assert "--yes" in refused.err
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("rec", "list", "--format", "csv", "--output", file, "--yes").code == 0
    assert file.read_text(encoding="utf-8").startswith("id,ref,")
    again = run("rec", "list", "--format", "csv", "--output", file)
    assert (again.code, "unchanged" in again.err) == (0, True)


def test_an_empty_file_is_filled(run: Run, db: Path, tmp_path: Path) -> None:
    assert db.exists()
    file = tmp_path / "rows.csv"
    file.touch()
    assert run("rec", "list", "--format", "csv", "--output", file).code == 0
    assert file.stat().st_size > 1000


@pytest.mark.parametrize(("place", "code"), [("none/rows.csv", 3), (".", 1), ("file.txt/rows.csv", 3)])
def test_a_place_that_cannot_be_written_to(run: Run, db: Path, tmp_path: Path, place: str, code: int) -> None:
    assert db.exists()
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    ran = run("rec", "list", "--output", tmp_path / place)
    assert ran.code == code
    assert ran.err.startswith("error: ")


def test_a_write_that_fails_leaves_nothing(run: Run, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert db.exists()
    (tmp_path / "out").mkdir()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    ran = run("rec", "list", "--output", tmp_path / "out" / "rows.txt")
    assert ran.code == 1
    assert "No space left" in ran.err
    assert list((tmp_path / "out").iterdir()) == []


def test_a_console_that_knows_few_characters_is_no_reason_to_stop(
    run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert hostile.exists()
    with (tmp_path / "console").open("w+", encoding="gbk") as console:
        monkeypatch.setattr("sys.stdout", console)
        assert run("rec", "list").code == 0
        console.seek(0)
        printed = console.read()
    assert "○" in printed
    assert "?]0;owned?" in printed


def test_on_a_terminal_rows_are_coloured_and_fit(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert db.exists()
    from oversight.cli.terminal import columns_of

    monkeypatch.setattr("oversight.cli.terminal.is_terminal", lambda _stream: True)
    monkeypatch.setenv("COLUMNS", "72")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[33m" in run("rec", "list", "--in-progress").out
    plain = run("--no-color", "rec", "list").out
    assert "\x1b" not in plain
    assert all(columns_of(line) <= 72 for line in plain.splitlines())
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
        assert "\x1b" not in run("rec", "list", "--in-progress").out
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("csv", "id,"),
        ("tsv", "id\t"),
        ("JSON", "[\n  {"),
        ("ndjson", '{"id"'),
        ("jsonl", '{"id"'),
        ("md", "| ref |"),
        ("txt", "ref "),
    ],
)
def test_the_ending_of_the_file_says_the_format(run: Run, db: Path, tmp_path: Path, ending: str, begins: str) -> None:
    assert db.exists()
    file = tmp_path / f"rows.{ending}"
    assert run("rec", "list", "--output", file).code == 0
    assert file.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("options", "name", "said"),
    [
        (["--format", "csv"], "rows.json", "--format csv does not go with the ending .json."),
        (["--format", "table"], "rows.csv", "--format table does not go with the ending .csv."),
        (["--format", "csv"], "rows.xlsx", "A file .xlsx cannot be written."),
        ([], "rows.docx", "What can be written: .csv, .tsv, .json, .ndjson, .md."),
    ],
)
def test_an_ending_that_means_something_else(run: Run, db: Path, options: list[str], name: str, said: str) -> None:
    file = db.with_name(name)
    ran = run("rec", "list", *options, "--output", file)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not file.exists()


@pytest.mark.parametrize("named", ["oversight.db", "oversight.db-wal", "./oversight.db", "link.csv", "hard.csv", "other.csv"])
def test_output_never_overwrites_a_database(
    run: Run, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link.csv").symlink_to(db)
    (tmp_path / "hard.csv").hardlink_to(db)
    with contextlib.closing(sqlite3.connect(tmp_path / "other.csv")) as other:
        other.execute("CREATE TABLE theirs (id INTEGER)")
    target = Path(named)
    before = target.read_bytes() if target.exists() else None
    for command in (("rec", "list"), ("export", "checklist"), ("rec", "mark", "in-progress", "18-33/5:3.3.2")):
        ran = run(*command, "--output", target, "--yes")
        assert (ran.code, ran.out) == (4, "")
        assert "would overwrite a database" in ran.err
    assert (target.read_bytes() if target.exists() else None) == before
    assert run("db", "check").code == 0
    assert "open" in run("rec", "show", "18-33/5:3.3.2").out


def test_output_is_not_the_database_that_a_load_would_make(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "oversight.db"
    ran = run("load", "seeds", "--output", file, "--yes")
    assert ran.code == 4
    assert not file.exists()


def test_output_to_a_dash_is_standard_output(run: Run, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert db.exists()
    assert run(*ONE, "--output", "-").out == run(*ONE).out != ""
    assert not Path("-").exists()
