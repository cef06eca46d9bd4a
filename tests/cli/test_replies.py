"""``rec reply``, ``rec send-back``, ``inbox``, and what a mark says of answers."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

DEPOT, FUNDS = "18-33/5:3.3.2", "18-33/5:2.1.3"

pytestmark = pytest.mark.usefixtures("db")


def answer(run: Run, ref: str = DEPOT, *more: str, claim: str = "done") -> None:
    said = ("--from", "区政府", "--on", "2021-07-12", "--class", claim, "--text", "储备库已建成。")
    ran = run("rec", "reply", ref, *said, *more)
    assert ran.code == 0, ran.err


def waiting(run: Run, *options: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("inbox", *options, "--format", "json").out)
    return rows


def test_an_answer_waits_until_it_is_judged(run: Run) -> None:
    ran = run(
        *("rec", "reply", DEPOT, "--from", "区政府", "--on", "2021年7月12日", "--class", "已办结", "--text", "储备库已建成。"),
        *("--evidence", "验收意见", "--evidence-on", "2021-07-01"),
    )
    assert (ran.code, ran.err) == (0, "1 answered: done. To judge it: oversight inbox\n")
    assert "○ open" in ran.out
    assert "◎ in progress" in ran.out
    row = waiting(run, "--body", "绿园区人民政府")[-1]
    assert (row["ref"], row["claim"], row["received_on"], row["evidence"], row["evidence_on"]) == (
        DEPOT,
        "done",
        "2021-07-12",
        "验收意见",
        "2021-07-01",
    )
    page = run("inbox")
    # The opinions of the 28th session were answered in the papers.
    assert page.err == "4 answers to judge.\n"
    assert [line.split()[0] for line in page.out.splitlines()[2:]] == ["18-28/0:1", "18-28/0:2", "18-28/0:3", DEPOT]
    assert [row["ref"] for row in waiting(run, "--session", "18-33")] == [DEPOT]
    ran = run("rec", "mark", "done", DEPOT, "--session", "18-33")
    assert ran.code == 4
    assert "2021-04-16 is before the answer was received, on 2021-07-12." in ran.err
    ran = run("rec", "mark", "done", DEPOT, "--session", "18-33", "--on", "2021-07-12")
    assert "The answer of 区政府 (done): accepted.\n" in ran.err
    assert waiting(run, "--session", "18-33") == []
    page = run("rec", "show", DEPOT)
    assert "answer · done · 区政府 · 2021-07-12\n储备库已建成。\nevidence  验收意见  2021-07-01\njudged    accepted" in page.out
    assert run("db", "check").code == 0


@pytest.mark.parametrize(
    ("typed", "claim"),
    [("办结", "done"), ("已办结", "done"), ("正在办", "under_way"), ("计划办", "planned"), ("Under-Way", "under_way")],
)
def test_a_claim_is_typed_as_people_write_it(run: Run, typed: str, claim: str) -> None:
    answer(run, claim=typed)
    assert waiting(run)[-1]["claim"] == claim


def test_where_the_words_go_on_the_inbox_says_so(run: Run) -> None:
    answer(run)
    answer(run, FUNDS, "--text", "储备库已建成，并已通过验收。")
    words = [line.split()[-1] for line in run("inbox", "--session", "18-33").out.splitlines()[2:]]
    assert sorted(words) == ["储备库已建成", "储备库已建成…"]


def test_it_is_sent_back_while_the_row_stays(run: Run) -> None:
    answer(run, "18-33/5:3.3")
    ran = run("rec", "send-back", DEPOT, "18-33/5:1.2", "--note", "只有方案，未见开工")
    assert ran.code == 0
    assert ran.err.startswith(
        "18-33/5:1.2: left as it is. No answer waits to be judged here.\nThe answer of 区政府 (done): sent"
    )
    assert "◎ in progress" in ran.out
    page = run("--lang", "zh", "rec", "show", DEPOT).out
    assert "评价  退回重办" in page
    assert "跟踪监督 · 退回重办" in page
    assert run("rec", "mark", "open", "18-33/5:3.3.1", "18-33/5:3.3.3").err.startswith(
        "2 answers of 区政府 (done): sent back.\n"
    )
    assert [row["ref"] for row in waiting(run, "--session", "18-33")] == ["18-33/5:3.3.4"]
    assert run("db", "check").code == 0


def test_words_from_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "答复.txt"
    file.write_bytes("一、资金已列入预算。\r\n二、年底前拨付。".encode("gb18030"))
    ran = run(
        *("rec", "reply", FUNDS, "--from", "区财政局", "--on", "2021-07-12", "--class", "under-way", "--file", file),
        *("--promised-on", "2021-12-31", "--format", "json"),
    )
    assert json.loads(ran.out)[0]["after"] == "in_progress"
    assert waiting(run)[-1]["text"] == "一、资金已列入预算。\n二、年底前拨付。"
    assert "promised for  2021-12-31" in run("rec", "show", FUNDS).out


@pytest.mark.parametrize(
    ("more", "code", "why"),
    [
        (["--from", "市政府", "--class", "done", "--text", "x"], 4, "not responsible"),
        (["--from", "区政府", "--class", "done"], 2, "needs words"),
        (["--from", "区政府", "--class", "done", "--text", "x", "--file", "y"], 2, "given twice"),
        (["--from", "区政府", "--class", "done", "--file", "没有.txt"], 3, "no such file"),
        (["--from", "区政府", "--class", "finished", "--text", "x"], 2, "under-way (正在办)"),
        (["--class", "done", "--text", "x"], 2, "--from"),
    ],
)
def test_what_is_refused_changes_nothing(run: Run, more: list[str], code: int, why: str) -> None:
    before = run("log", "--format", "json").out
    ran = run("rec", "reply", DEPOT, "--on", "2021-07-12", *more)
    assert ran.code == code
    assert why in ran.err
    assert run("log", "--format", "json").out == before


def test_an_empty_inbox_says_so(run: Run) -> None:
    ran = run("inbox", "--session", "18-33")
    assert (ran.code, ran.out, ran.err) == (0, "", "No answer waits to be judged.\n")


def test_a_version_that_is_no_longer_the_stored_one(run: Run) -> None:
    version = json.loads(run("rec", "show", DEPOT, "--format", "json").out)["version"]
    assert run("--by", "王丽", "rec", "mark", "in-progress", DEPOT, "--note", "已开工").code == 0
    ran = run("rec", "mark", "done", DEPOT, "--session", "18-33", "--version", version)
    assert ran.code == 4
    assert f"you saw version {version}, now it is version {version + 1}." in ran.err
    assert "王丽" in ran.err
    assert "in progress: 18-33/5:3.3.2" in ran.err
    assert run("rec", "mark", "done", DEPOT, "--session", "18-33", "--version", version + 1).code == 0
    assert run("rec", "mark", "open", "18-33/5:3", "--version", 1).code == 2


def test_the_inbox_as_it_was(run: Run) -> None:
    answer(run, "18-33/5:3.3")
    assert run("rec", "send-back", DEPOT, "--note", "未见开工", "--on", "2021-08-01").code == 0
    assert run("rec", "mark", "done", "18-33/5:3.3.1", "--evidence", "验收单", "--on", "2021-08-02").code == 0

    def then(day: str) -> list[str]:
        return [row["ref"][-1] for row in waiting(run, "--session", "18-33", "--as-of", day)]

    assert [then(day) for day in ("2021-07-11", "2021-07-12", "2021-08-01", "2021-08-02")] == [[], [*"1234"], [*"134"], [*"34"]]
    assert waiting(run, "--session", "18-33", "--as-of", "2021-07-20")[0]["days_waiting"] == 8
    assert json.loads(run("status", "--as-of", "2021-08-01", "--format", "json").out)["claimed"] == 3
