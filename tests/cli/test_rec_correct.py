"""``rec edit``, ``add``, ``split``, ``merge``, ``drop``, ``restore``, ``link``, ``assign`` and ``due`` from the command line."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SEEDS, Run

DEPOT = "18-33/5:3.3.2"

pytestmark = pytest.mark.usefixtures("db")


def shown(run: Run, ref: str) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(run("rec", "show", ref, "--format", "json").out)
    return row


def listed(run: Run, *options: str) -> list[str]:
    return [row["ref"] for row in json.loads(run("rec", "list", *options, "--format", "json").out)]


def sound(run: Run) -> bool:
    """The database is sound, and the same papers again change nothing."""
    again = json.loads(run("load", SEEDS, "--format", "json").out)[0]
    return (again["inserted"], again["updated"], again["withdrawn"]) == (0, 0, 0) and run("db", "check").code == 0


def test_edit(run: Run) -> None:
    ran = run("rec", "edit", DEPOT, "--text", "年内建成\x1b[31m储备库", "--title-en", "Finish it", "--note", "核对")
    assert (ran.code, ran.out, ran.err) == (0, "", f"{DEPOT}: corrected.\n")
    page = run("rec", "show", DEPOT).out
    assert page.startswith(f"{DEPOT}  Finish it\n")
    assert page.index("Text as read\n尽早完成区级应急物资储备库建设") > page.index("Text\n年内建成")
    assert "\x1b" not in page
    assert sound(run)
    assert "年内建成" in json.loads(run("rec", "list", "--search", "年内建成", "--format", "json").out)[0]["text"]
    assert [row["command"] for row in json.loads(run("rec", "history", DEPOT, "--format", "json").out)][-1] == "rec edit"
    assert run("--lang", "zh", "rec", "edit", DEPOT, "--as-read", "--title", "储备库").code == 0
    assert shown(run, DEPOT)["titles"]["zh"] == "储备库"
    assert "Text as read" not in run("rec", "show", DEPOT).out


def test_add(run: Run) -> None:
    ran = run("rec", "add", "18-33/5:4", "--text", "每年报告一次", "--bodies", "区应急管理局、区财政局")
    assert (ran.code, ran.out, ran.err) == (0, "", "18-33/5:4.3: added, open.\n")
    row = shown(run, "18-33/5:4.3")
    assert (row["lead"], row["supporting"], row["source"]["lines"]) == ("区应急管理局", ["区财政局"], [])
    lines = shown(run, DEPOT)["source"]["lines"]
    ran = run("rec", "add", "18-33/5", "--lines", f"{lines[0]}-{lines[1]}", "--text", "尽早完成区级应急物资储备库建设")
    assert ran.err == "18-33/5:5: added, open.\n"
    assert shown(run, "18-33/5:5")["source"]["lines"] == lines
    assert sound(run)
    assert "18-33/5:4.3" in listed(run, "--open")


def test_split(run: Run) -> None:
    ran = run("rec", "split", "18-33/5:1.2", "--at", "确保灾情", "--at", "做到快速", "--format", "json", "--note", "三件事")
    assert [(row["ref"], row["status"]) for row in json.loads(ran.out)] == [
        (f"18-33/5:1.2.{number}", "open") for number in (1, 2, 3)
    ]
    assert ran.err == "Split into 3.\n"
    assert "18-33/5:1.2.1" in run("rec", "show", "18-33/5:1.2").out
    assert "split from" in run("rec", "show", "18-33/5:1.2.1").out
    assert sound(run)


def test_merge_drop_and_restore(run: Run) -> None:
    assert run("rec", "mark", "in-progress", "18-33/5:1.1.2").code == 0
    ran = run("rec", "merge", "18-33/5:1.1.1", "18-33/5:1.1.2")
    assert ran.code == 4
    assert "18-33/5:1.1.2 in progress" in ran.err
    ran = run("rec", "merge", "18-33/5:1.1.1", "18-33/5:1.1.2", "--status", "in-progress")
    first, gone, unlike, way_back = ran.err.splitlines()
    assert first == "18-33/5:1.1.2 was merged into 18-33/5:1.1.1, which is ◎ in progress."
    assert gone.startswith("  18-33/5:1.1.2 is listed no more: ")
    assert unlike.startswith("  It says something else than the one that stays (")
    assert way_back == "  If that was not meant: oversight undo"
    assert "Merged into it: 18-33/5:1.1.2 " in run("rec", "history", "18-33/5:1.1.1").out
    assert "merged into  18-33/5:1.1.1" in run("rec", "show", "18-33/5:1.1.2").out
    dropped = run("rec", "drop", DEPOT, "18-33/5:4", "--reason", "另行交办", "--on", "2021-05-01").err
    assert dropped == f"{DEPOT}: dropped, 1 act.\n18-33/5:4: dropped, 2 acts.\n"
    assert not {"18-33/5:1.1.2", DEPOT, "18-33/5:4.1"} & set(listed(run))
    assert {"18-33/5:1.1.2", DEPOT, "18-33/5:4.1"} <= set(listed(run, "--all"))
    assert f"{DEPOT}  × dropped" in run("rec", "list", "--report", "18-33/5", "--all").out
    assert "dropped    另行交办" in run("rec", "show", DEPOT).out
    assert "× dropped" in run("rec", "show", "18-33/5:3").out
    assert "dropped" in run("rec", "history", DEPOT).out
    assert shown(run, DEPOT)["dropped_because"] == "另行交办"
    assert sound(run)
    assert run("rec", "restore", "18-33/5:4", "18-33/5:1.1.2").err == (
        "18-33/5:4: back on the list, 2 acts.\n18-33/5:1.1.2: back on the list, 1 act.\n"
    )
    assert {"18-33/5:1.1.2", "18-33/5:4.1"} <= set(listed(run))
    assert "back on the list" in run("rec", "history", "18-33/5:4").out
    assert sound(run)


def test_link(run: Run) -> None:
    ran = run("rec", "link", "18-33/4:1.2", "--same-as", "18-33/5:1.2", "--remove")
    assert ran.err == "18-33/4:1.2 → 18-33/5:1.2: same as, taken away.\n"
    assert "18-33/4:1.2" in listed(run, "--open")
    assert sound(run)
    assert run("rec", "link", "18-33/5:1.2", "--same-as", "18-33/4:1.2").code == 0
    assert run("rec", "link", "18-33/5:1.2", "--recurs", "18-28/0:1").err == "18-33/5:1.2 → 18-28/0:1: recurs.\n"
    assert run("rec", "link", DEPOT, "--problem", "18-33/4:p2").code == 0
    assert "18-33/4:p2" in [problem["ref"] for problem in shown(run, DEPOT)["problems"]]
    assert "raised for the second time, first at 18-28 (18-28/0:1, 18-33/5:1.2)" in run("rec", "show", "18-33/5:1.2").out
    assert sound(run)


def test_assign(run: Run) -> None:
    ran = run("rec", "assign", DEPOT, "--lead", "区应急管理局", "--support", "区财政局、区发改局", "--person", "王涛")
    assert ran.code == 0
    assert ran.err == "1 assigned.\n"
    assert all(name in ran.out for name in ("区应急管理局", "区财政局、区发改局", "王涛"))
    row = shown(run, DEPOT)
    assert (row["lead"], row["supporting"], row["responsible_person"]) == ("区应急管理局", ["区财政局", "区发改局"], "王涛")
    assert DEPOT in listed(run, "--body", "区发改局")
    assert sound(run)
    rows = json.loads(run("rec", "assign", "18-33/5:3", "--lead", "区政府", "--format", "json").out)
    assert len(rows) == 10
    assert {row["asked"] for row in rows} == {"18-33/5:3"}


def test_due(run: Run) -> None:
    assert run("rec", "due", DEPOT, "--on", "2021-12-31", "--basis", "resolution").err == f"{DEPOT}: due 2021-12-31 (act).\n"
    ran = run(
        "rec", "due", DEPOT, "--on", "2022年6月30日", "--basis", "house-rule", "--reason", "资金", "--granted-by", "主任会议"
    )
    assert ran.err == f"{DEPOT}: due 2022-06-30, no longer 2021-12-31 (act).\n"
    page = run("rec", "show", DEPOT).out
    assert "2022-06-30 (overdue)" in page
    assert page.count("2021-12-31") >= 1
    assert listed(run, "--overdue") == [DEPOT]
    assert sound(run)


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["edit", DEPOT], 2, "Nothing is said of it"),
        (["edit", DEPOT, "--level", "item"], 4, "cannot stand there"),
        (["edit", DEPOT, "--text", ""], 2, "needs words"),
        (["edit", DEPOT, "--title", "a", "--title-en", "b"], 2, "given twice"),
        (["edit", "18-33/5:9", "--text", "x"], 3, "18-33/5:9"),
        (["add", "18-33/5", "--text", "x", "--lines", "1-2"], 4, "not of this paper"),
        (["add", "18-33/5", "--lines", "two"], 2, "is no lines"),
        (["add", "18-33/5:1.2", "--text", "x"], 4, "followed as one act"),
        (["split", DEPOT, "--at", "储备库"], 4, "middle of a clause"),
        (["split", DEPOT], 2, "--at is missing"),
        (["split", "18-33/5:3", "--at", "x"], 4, "has parts"),
        (["merge", DEPOT], 2, "takes two"),
        (["merge", "18-33/5:1.1.1", "18-28/0:1"], 4, "another session"),
        (["drop", DEPOT], 2, "--reason is missing"),
        (["drop", DEPOT, "--reason", " "], 4, "for a reason"),
        (["drop", "18-33/4:1.2", "--reason", "x"], 4, "taken into 18-33/5:1.2"),
        (["restore", DEPOT], 4, "not dropped"),
        (["link", DEPOT], 2, "One link at a time"),
        (["link", DEPOT, "--same-as", "18-33/5:1.2", "--recurs", "18-28/0:1"], 2, "One link at a time"),
        (["link", DEPOT, "--same-as", "18-33/5:1.2"], 4, "from a suggestion"),
        (["assign", DEPOT, "--person", "王涛"], 4, "No body leads"),
        (["assign", DEPOT, "--lead", "甲", "--session", "18-99"], 3, "18-99"),
        (["due", DEPOT, "--on", "2021-12-31", "--basis", "hearsay"], 2, "house-rule"),
        (["due", DEPOT, "--on", "2021-01-01", "--basis", "text"], 4, "before it was raised"),
        (["due", DEPOT, "--on", "soon", "--basis", "text"], 2, "no date"),
        (["due", DEPOT, "--basis", "text"], 2, "--on DATE"),
    ],
)
def test_what_is_refused_changes_nothing(run: Run, db: Path, argv: list[str], code: int, said: str) -> None:
    before = db.read_bytes()
    ran = run("rec", *argv)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert db.read_bytes() == before


FOUR = [f"18-33/5:3.3.{number}" for number in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("argv", "question"),
    [
        (["drop", "18-33/5:3", "--reason", "x"], "Drop 10 recommendations? [y/N]"),
        (["assign", "18-33/5:3", "--lead", "区政府"], "Assign 10 recommendations? [y/N]"),
        (["due", *FOUR, "--on", "2021-12-31", "--basis", "text"], "due date of 4 recommendations? [y/N]"),
        (["merge", *FOUR], "Make one of 4 recommendations? [y/N]"),
    ],
)
def test_more_than_three_are_asked_about_on_a_terminal(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str], question: str
) -> None:
    before = db.read_bytes()
    monkeypatch.setattr("oversight.cli.ask_first.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    ran = run("rec", *argv)
    assert question in ran.err
    assert ran.code == 4
    assert db.read_bytes() == before
    assert run("rec", *argv, "--yes").code == 0
    assert db.read_bytes() != before


def test_few_are_not_asked_about(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(_question: str) -> bool:
        raise AssertionError("asked")

    monkeypatch.setattr("oversight.cli.ask_first.can_ask", lambda: True)
    monkeypatch.setattr("oversight.cli.ask_first.ask", asked)
    assert run("rec", "drop", *FOUR[:3], "--reason", "x").code == 0
