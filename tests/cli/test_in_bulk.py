"""Verbs that write take refs or the filters of a list: one question, one change, one undo, and the trace of single moves."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("db")

FIFTH = ("--report", "18-33/5")


def rows(run: Run, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(*words, "--format", "json").out)
    return found


def changes(run: Run) -> list[dict[str, object]]:
    return [row for row in rows(run, "log") if row["command"] != "load"]


BULK = {
    "mark": ("mark", "in-progress", "--open", *FIFTH, "--of-session", "18-33", "--note", "已部署"),
    "note": ("note", *FIFTH, "--search", "应急", "已电话催办"),
    "assign": ("assign", *FIFTH, "--lead", "区应急管理局"),
    "due": ("due", *FIFTH, "--on", "2021-12-31", "--basis", "resolution", "--source", "主任会议纪要第5期"),
    "handover": ("handover", *FIFTH, "--on", "2021-04-20"),
    "reply": (
        *("reply", *FIFTH, "--from", "区政府", "--on", "2021-07-12", "--class", "under-way", "--text", "正在办理"),
        *("--anyway", "--note", "统一答复"),
    ),
    "drop": ("drop", *FIFTH, "--reason", "另案处理"),
    "link": ("link", *FIFTH, "--problem", "18-33/4:p1"),
}


@pytest.mark.parametrize("verb", BULK)
def test_one_change_and_one_undo(run: Run, verb: str) -> None:
    before = rows(run, "rec", "list", "--all")
    done = run("rec", *BULK[verb], "--yes")
    assert done.code == 0, done.err
    (change,) = changes(run)
    assert isinstance(change["events"], int)
    assert change["events"] > 3
    assert run("undo", "--yes").code == 0
    untouched = {"version", "updated_on"}
    after = rows(run, "rec", "list", "--all")
    assert [{k: v for k, v in row.items() if k not in untouched} for row in after] == [
        {k: v for k, v in row.items() if k not in untouched} for row in before
    ]
    assert run("db", "check").code == 0


def facts(run: Run) -> set[tuple[object, ...]]:
    """What the story tells beside that of the load, whoever tells it in how many changes."""
    told = rows(run, "log", *(str(row["id"]) for row in changes(run)))
    return {(one["ref"], one["field"], one["before"], one["after"], one["session"], one["note"]) for one in told}


def test_the_trace_is_that_of_single_moves(run: Run, db: Path) -> None:
    before = db.read_bytes()
    run("rec", *BULK["mark"], "--session", "18-33")
    together = facts(run)
    found = [str(row["ref"]) for row in rows(run, "rec", "list", *FIFTH)]
    db.write_bytes(before)
    for ref in found:
        run("rec", "mark", "in-progress", ref, "--session", "18-33", "--note", "已部署")
    assert facts(run) == together
    assert len(changes(run)) == len(found) == len(together)


def test_send_back_and_restore(run: Run) -> None:
    run("rec", *BULK["reply"])
    sent = run("rec", "send-back", *FIFTH, "--in-progress", "--note", "未见开工")
    assert sent.code == 0, sent.err
    assert {row["ref"] for row in rows(run, "inbox")} == {"18-28/0:1", "18-28/0:2", "18-28/0:3"}
    assert run("rec", "drop", *FIFTH, "--search", "消防", "--reason", "另案处理").code == 0
    dropped = [row for row in rows(run, "rec", "list", "--all", *FIFTH) if row["dropped"]]
    assert run("rec", "restore", *FIFTH).code == 0
    assert len(dropped) == 2
    assert [row for row in rows(run, "rec", "list", "--all", *FIFTH) if row["dropped"]] == []


def test_several_refs(run: Run) -> None:
    assert run("rec", "note", "18-33/5:1.1.1", "18-33/5:2.1.1", "18-33/4:1.1.1", "已催办").code == 0
    (change,) = changes(run)
    assert (change["events"], change["summary"]) == (2, "18-33/5:1.1.1, 18-33/5:2.1.1: 已催办")


@pytest.mark.parametrize(("answer", "code"), [(True, 0), (False, 4)])
def test_more_than_three_are_asked_about(run: Run, monkeypatch: pytest.MonkeyPatch, answer: bool, code: int) -> None:
    asked: list[str] = []

    def reply(question: str) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr("oversight.cli.ask_first.can_ask", lambda: True)
    monkeypatch.setattr("oversight.cli.ask_first.ask", reply)
    assert run("rec", *BULK["note"]).code == code
    assert run("rec", "note", "18-33/5:1.1.1", "18-33/5:1.1.2", "已催办").code == 0
    assert asked == ["Write this note on 19 recommendations?"]
    assert len(changes(run)) == (2 if answer else 1)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("mark", "done", "18-33/5:1.1.1", "--open"), 2, "Refs name what is meant, filters look for it"),
        (("mark", "done", "--session", "18-33"), 2, "No recommendation is named."),
        (("drop", "--all", "--reason", "x"), 2, "No recommendation is named."),
        (("note", "已催办"), 2, "No recommendation is named."),
        (("mark", "done", "--search", "没有的词", "--session", "18-33"), 0, "No recommendation fits. Nothing was changed."),
        (("mark", "done", "--report", "18-33/99", "--session", "18-33"), 3, "18-33/99"),
        (("mark", "open", *FIFTH), 4, "It is marked so already."),
    ],
)
def test_what_is_not_meant(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    ran = run("rec", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert changes(run) == []


def test_a_filter_that_the_verb_has_already_gets_another_name(run: Run) -> None:
    shown = run("rec", "mark", "--help").out
    assert "--of-session REF" in shown
    assert shown.count(" --session REF") == 1
    assert "--of-session" not in run("rec", "list", "--help").out
