"""Commands that read: what they print of the sample papers."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FORMATS = ["table", "json", "ndjson", "csv", "tsv", "md"]
READING = [
    ["status"],
    ["status", "--by", "body"],
    ["org", "list"],
    ["rec", "list"],
    ["rec", "list", "--tree"],
    ["rec", "list", "--level", "item"],
    ["rec", "show", "18-33/5:3.3.2"],
    ["rec", "show", "18-28/0:1"],
    ["rec", "history", "18-33/5:3"],
    ["session", "list"],
    ["session", "show", "18-33"],
    ["attendance", "show", "18-33"],
    ["attendance", "show", "18-28"],
    ["attendance", "summary"],
    ["attendance", "summary", "--by", "member"],
    ["member", "list"],
    ["member", "show", "王丽秀"],
    ["report", "list"],
    ["report", "show", "18-33/5"],
    ["report", "text", "18-33/5"],
    ["problem", "list"],
    ["problem", "show", "18-33/5:p2"],
    ["inbox"],
    ["log"],
    ["db", "info"],
    ["doctor"],
]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_every_command_prints_every_format(run: Run, db: Path, argv: list[str], form: str) -> None:
    assert db.exists()
    ran = run(*argv, "--format", form)
    assert ran.code == 0, ran.err
    assert ran.out
    if form == "json":
        assert json.loads(ran.out)
    elif form == "ndjson":
        assert all(json.loads(line) for line in ran.out.splitlines())
    elif form in {"csv", "tsv"}:
        rows = list(csv.reader(io.StringIO(ran.out), delimiter="," if form == "csv" else "\t"))
        assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_every_command_speaks_both_languages(run: Run, db: Path, argv: list[str]) -> None:
    assert db.exists()
    assert run("--lang", "zh", *argv).code == 0


@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_without_a_database_they_say_what_to_run(run: Run, tmp_path: Path, argv: list[str]) -> None:
    ran = run(*argv)
    assert not (tmp_path / "oversight.db").exists()
    if argv in (["db", "info"], ["doctor"]):
        assert ran.code == 0
        return
    assert (ran.code, ran.out) == (3, "")
    assert "oversight load" in ran.err
    assert "oversight quickstart" in ran.err


def test_what_is_open(run: Run, db: Path) -> None:
    assert db.exists()
    rows = json.loads(run("rec", "list", "--format", "json").out)
    assert len(rows) == 46
    assert [row["ref"] for row in rows if row["status"] == "in_progress"] == ["18-28/0:1", "18-28/0:2", "18-28/0:3"]
    assert len(json.loads(run("rec", "list", "--open", "--format", "json").out)) == 43
    assert len(json.loads(run("rec", "list", "--outstanding", "--format", "json").out)) == 46
    assert len(json.loads(run("rec", "list", "--open", "--in-progress", "--format", "json").out)) == 46
    assert json.loads(run("rec", "list", "--done", "--format", "json").out) == []
    commitments = json.loads(run("rec", "list", "--origin", "commitment", "--format", "json").out)
    assert len(commitments) == pytest.approx(38, abs=2)


def test_titles_and_search_in_both_languages(run: Run, db: Path) -> None:
    assert db.exists()
    english = run("--lang", "en", "rec", "list", "--search", "DEPOT").out
    assert "18-33/5:3.3.2" in english
    assert "Build the district emergency supply depot" in english
    assert "建成区级应急物资储备库" in run("--lang", "zh", "rec", "list", "--search", "depot").out


def test_a_tree_shows_how_many_of_the_leaves_are_done(run: Run, db: Path) -> None:
    assert db.exists()
    lines = run("rec", "list", "--tree", "--report", "18-33/5").out.splitlines()
    item = next(line for line in lines if line.startswith("18-33/5:3 "))
    assert "0 of 10" in item
    leaf = next(line for line in lines if line.startswith("18-33/5:3.3.2"))
    assert "    3.3.2 Build" in leaf


def test_filters_that_contradict_each_other(run: Run, db: Path) -> None:
    assert db.exists()
    assert run("rec", "list", "--tree", "--level", "item").code == 2
    assert run("rec", "list", "--level", "leaves").code == 2
    assert run("rec", "list", "--sort", "colour").code == 2


def test_one_recommendation(run: Run, db: Path) -> None:
    assert db.exists()
    page = run("rec", "show", "18-33/5:3.3.2").out
    assert page.startswith("18-33/5:3.3.2  Build the district emergency supply depot\n")
    for expected in (
        "尽早完成区级应急物资储备库建设",
        "18-33/4:3.3.2",
        "Problem 18-33/5:p3",
        "lvyuan-18-33.txt, lines",
        "History",
    ):
        assert expected in page
    answered = run("rec", "show", "18-28/0:1").out
    assert "answer" in answered
    assert "18-33/2" in answered


def test_a_number_means_the_same_as_its_ref(run: Run, db: Path) -> None:
    assert db.exists()
    row = json.loads(run("rec", "show", "18-33/5:3.3.2", "--format", "json").out)
    assert json.loads(run("rec", "show", str(row["id"]), "--format", "json").out)["ref"] == "18-33/5:3.3.2"
    assert run("rec", "show", "lvyuan/18-33/5:3.3.2").code == 0
    assert run("rec", "show", "１８－３３／５：３．３．２").code == 0


@pytest.mark.parametrize(
    "argv",
    [
        ["rec", "show", "18-33/5:9.9"],
        ["rec", "show", "99999"],
        ["rec", "show", "nonsense"],
        ["session", "show", "18-99"],
        ["attendance", "show", "18-99"],
        ["report", "show", "18-33/99"],
        ["report", "text", "18-33/99"],
        ["problem", "show", "18-33/5:p99"],
        ["member", "show", "王某某"],
        ["rec", "list", "--session", "18-99"],
        ["rec", "list", "--report", "18-33/99"],
        ["report", "list", "--session", "18-99"],
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_not_found(run: Run, db: Path, argv: list[str]) -> None:
    assert db.exists()
    ran = run(*argv)
    assert (ran.code, ran.out) == (3, "")
    assert len(ran.err.splitlines()) >= 2


def test_attendance_and_quorum(run: Run, db: Path) -> None:
    assert db.exists()
    (row,) = json.loads(run("attendance", "summary", "--format", "json").out)
    assert row == {
        "session": "18-33",
        "date": "2021-04-16",
        "members": 32,
        "present": 25,
        "leave": 0,
        "absent": 7,
        "rate": 78.1,
        "quorum": 17,
        "quorum_met": True,
        "presided_by": "杜玉凤",
    }
    members = json.loads(run("attendance", "summary", "--by", "member", "--format", "json").out)
    assert len(members) == 32
    assert sum(member["present"] for member in members) == 25
    page = run("attendance", "show", "18-33").out
    assert "17 · met" in page
    assert page.count(" absent") >= 7
    assert "Observers, without a vote (18)" in page
    unknown = run("attendance", "show", "18-28").out
    assert "rate         unknown" in unknown


def test_the_text_of_a_paper(run: Run, db: Path) -> None:
    assert db.exists()
    lines = json.loads(run("report", "text", "18-33/5", "--format", "json").out)["lines"]
    assert [line["number"] for line in lines] == list(range(lines[0]["number"], lines[-1]["number"] + 1))
    assert "审议意见" in "".join(line["text"] for line in lines[:6])


def test_status_is_one_screen(run: Run, db: Path) -> None:
    assert db.exists()
    page = run("status").out
    assert len(page.splitlines()) <= 40
    assert re.search(r"^sessions +2 \(1 without papers\)$", page, re.MULTILINE)
    last = page.splitlines()[-1]
    assert last.startswith("no body named")
    row = json.loads(run("status", "--format", "json").out)
    assert row["by_body"][-1]["name"] is None
    assert sum(one["leaves"] for one in row["by_body"]) == 46
    assert (row["leaves"], row["open"], row["in_progress"], row["done"]) == (46, 43, 3, 0)
    assert (row["claimed"], row["verified"], row["closed_without_evidence"], row["dropped"]) == (0, 0, 0, 0)
    assert row["answers_to_judge"] == 3


def test_an_empty_database_is_no_error(run: Run) -> None:
    assert run("db", "upgrade").code == 0
    for argv in (["rec", "list"], ["session", "list"], ["member", "list"], ["problem", "list"], ["report", "list"], ["log"]):
        ran = run(*argv)
        assert (ran.code, ran.out) == (0, "")
        assert ran.err.endswith(("\n",))
        assert len(ran.err.splitlines()) == 1
    assert "oversight load" in run("status").err
    assert run("attendance", "summary").code == 0


def test_words_of_the_lists_are_typed_in_either_language(run: Run, db: Path) -> None:
    assert db.exists()
    for english, chinese in (
        (["--origin", "commitment"], ["--origin", "工作安排"]),
        (["--level", "item"], ["--level", "项"]),
    ):
        listed = run("rec", "list", *english).out
        assert listed.count("\n") > 3
        assert run("rec", "list", *chinese).out == listed
        assert run("export", "checklist", *english).out == run("export", "checklist", *chinese).out
    assert run("problem", "list", "--origin", "self-reported").out
    assert run("member", "add", "周敏", "--role", "副主任").err == "周敏: vice chair of term 18\n"
    refused = run("member", "edit", "周敏", "--role", "科长")
    assert (refused.code, "vice-chair (副主任)" in refused.err) == (2, True)
    refused = run("rec", "list", "--level", "page")
    assert (refused.code, "item (项)" in refused.err) == (2, True)


@pytest.mark.usefixtures("db")
def test_a_body_that_nothing_names_is_said_to_be_so(run: Run) -> None:
    ran = run("rec", "list", "--body", "县水利局")
    assert (ran.code, ran.out) == (0, "")
    assert "No recommendation names 县水利局" in ran.err
    assert "No recommendation fits." in run("rec", "list", "--body", "区人民政府", "--search", "没有的词").err
