"""Sessions on the calendar, and the promises that come back at each of them."""

import json
from typing import Any

import pytest

from oversight.rules.promise import promised
from tests.cli.conftest import Run

DEPOT = "18-33/5:3.3.2"

pytestmark = pytest.mark.usefixtures("db")


def test_a_session_stands_on_the_calendar_before_its_papers(run: Run) -> None:
    assert run("session", "add", "18-34", "--date", "2021-06-25").err == "18-34: on the calendar.\n"
    (row, *_older) = json.loads(run("session", "list", "--format", "json").out)
    assert (row["ref"], row["date"], row["papers_known"], row["reports"]) == ("18-34", "2021-06-25", False, 0)
    assert "none yet" in run("session", "show", "18-34").out
    assert run("session", "edit", "18-34", "--date", "2021-06-29", "--venue", "区人大常委会会议室").code == 0
    (row, *_older) = json.loads(run("session", "list", "--format", "json").out)
    assert (row["date"], row["ends_on"], row["venue"]) == ("2021-06-29", "2021-06-29", "区人大常委会会议室")
    logged = run("log").out
    assert "18-34 was put on the calendar" in logged
    assert "18-34 was corrected" in logged
    assert run("db", "check").code == 0


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["add", "18-33"], 4, "18-33 is there already."),
        (["add", "next"], 2, "next is no session."),
        (["add", "18-34", "--date", "2021-06-25", "--to", "2021-06-24"], 4, "The last day is before the first."),
        (["add", "hexi/18-34"], 3, "No committee has the code hexi."),
        (["edit", "18-33"], 2, "Nothing is said of the session."),
        (["edit", "18-33", "--date", "2021-04-16"], 4, "It is so already."),
        (["edit", "18-99", "--date", "2021-04-16"], 3, "18-99"),
        (["add", "18-34", "--date", "2021-04-15"], 4, "18-33 is of 2021-04-16, and sessions are numbered in the order"),
        (["add", "17-60", "--date", "2021-04-17"], 4, "18-28 is of 2020-10-28"),
        (["edit", "18-28", "--date", "2021-04-17"], 4, "18-33 is of 2021-04-16"),
        (["edit", "18-33", "--date", "2020-10-27"], 4, "18-28 is of 2020-10-28"),
    ],
)
def test_what_is_no_session_changes_nothing(run: Run, argv: list[str], code: int, said: str) -> None:
    before = run("log").out
    ran = run("session", *argv)
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert run("log").out == before


def test_a_session_is_not_put_off_past_what_was_decided_there(run: Run) -> None:
    assert run("session", "add", "18-34", "--date", "2021-06-25").code == 0
    assert run("rec", "mark", "done", DEPOT, "--session", "18-34").code == 0
    put_off = ("session", "edit", "18-34", "--date", "2021-06-29")
    ran = run(*put_off)
    assert (ran.code, "would be before it: change 3 (rec mark, 李文书: " in ran.err) == (4, True), ran.err
    assert "oversight undo 3" in ran.err
    # Earlier, longer, or after that was taken back, it may be.
    assert run("session", "edit", "18-34", "--to", "2021-06-26").code == 0
    assert run("session", "edit", "18-34", "--date", "2021-06-24").code == 0
    assert run("undo", "3", "--yes").code == 0
    assert run(*put_off, "--to", "2021-06-29").code == 0


@pytest.mark.parametrize(
    "done",
    [
        ("rec", "handover", "18-33/5", "--on", "2021-04-20"),
        ("rec", "mark", "in-progress", DEPOT, "--on", "2021-04-18"),
        ("rec", "reply", DEPOT, "--from", "区政府", "--on", "2021-04-19", "--class", "done", "--text", "已建成。"),
    ],
    ids=lambda argv: argv[1],
)
def test_a_session_is_not_put_off_past_what_was_done_about_what_it_raised(run: Run, done: tuple[str, ...]) -> None:
    assert run(*done).code == 0
    ran = run("session", "edit", "18-33", "--date", "2021-05-01")
    assert (ran.code, f"change 2 (rec {done[1]}" in ran.err) == (4, True), ran.err
    assert run("session", "edit", "18-33", "--date", "2021-04-17").code == 0


def test_what_is_under_way_or_planned_comes_back_until_it_is_done_or_answered_anew(run: Run) -> None:
    def promises() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(run("rec", "promises", "--format", "json").out)
        return found

    assert promises() == []
    answer = ("rec", "reply", "--from", "区政府", "--on", "2021-07-12")
    words = "储备库已选址。下一步将于年底前完成主体工程。"
    reply = (*answer, "--class", "under-way", "--text", words, "--promised-on", "2021-12-31", "--evidence", "选址意见书")
    assert run(*reply, DEPOT).code == 0
    assert run(*answer, "--class", "planned", "--text", "计划明年修订总体预案。", "18-33/5:3.1.2").code == 0
    assert run(*answer, "--class", "declined", "--text", "暂不具备条件。", "18-33/5:3.1.3").code == 0
    assert [(row["ref"], row["claim"], row["quoted"], row["promised_on"], row["past"]) for row in promises()] == [
        (DEPOT, "under_way", "…下一步将于年底前完成主体工程。", "2021-12-31", True),
        ("18-33/5:3.1.2", "planned", "计划明年修订总体预案。", None, False),
    ]
    listed = run("rec", "promises").out
    assert "…下一步将于年底前完成主体工程。" in listed
    assert "2021-12-31 !" in listed
    # Sent back, it is still what the body said last.
    assert run("rec", "send-back", DEPOT, "--note", "未见开工").code == 0
    assert [row["ref"] for row in promises()] == [DEPOT, "18-33/5:3.1.2"]
    assert (
        run(*answer[:-1], "2021-09-01", "--class", "declined", "--text", "资金未落实，暂不能实施。", "18-33/5:3.1.2").code == 0
    )
    assert [row["ref"] for row in promises()] == [DEPOT]
    assert run("rec", "mark", "done", DEPOT, "--evidence", "验收报告").code == 0
    assert promises() == []
    assert run("rec", "promises").err == "No promise stands.\n"


def test_an_answer_to_an_item_promises_for_all_its_acts(run: Run) -> None:
    reply = ("rec", "reply", "--from", "区政府", "--on", "2021-07-12", "--class", "planned", "--text", "将逐项研究落实。")
    ran = run(*reply, "18-33/5:4", "--yes")
    assert ran.code == 0, ran.err
    found = json.loads(run("rec", "promises", "--format", "json").out)
    assert {leaf for row in found for leaf in row["leaves"]} == {"18-33/5:4.1", "18-33/5:4.2"}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("已选址。下一步将开工；资金已到位。", "…下一步将开工；…"),
        ("已完成立项。已落实资金。", "…已落实资金。"),
        ("计划年内完成", "计划年内完成"),
        ("七、关于“尽早完成储备库建设”的办理情况正在施工。", "正在施工。"),
        ("", ""),
    ],
)
def test_a_promise_is_quoted_in_its_own_words(text: str, quoted: str) -> None:
    assert promised(text) == quoted


def test_a_long_promise_is_cut() -> None:
    assert len(promised("将" * 400)) == 160


@pytest.mark.parametrize(
    "argv",
    [
        ["drop", DEPOT, "--reason", "另案处理"],
        ["assign", DEPOT, "--lead", "区财政局"],
        ["due", DEPOT, "--on", "2022-12-31", "--basis", "resolution"],
        ["note", DEPOT, "已议"],
        ["mark", "done", DEPOT],
    ],
    ids=lambda argv: argv[0],
)
def test_nothing_was_decided_at_a_session_that_is_still_to_come(run: Run, argv: list[str]) -> None:
    assert run("session", "add", "18-40", "--date", "2099-03-01").code == 0
    before = run("log").out
    ran = run("rec", *argv, "--session", "18-40")
    assert (ran.code, "18-40 is still to come, on 2099-03-01." in ran.err) == (4, True), ran.err
    assert run("log").out == before
