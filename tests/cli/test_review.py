"""``oversight review``: doubts are settled by a person, and the answers outlive later loads."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from oversight.database.engine import open_engine
from tests.cli.conftest import SEEDS, Run

PACKETS = Path(__file__).parents[1] / "packets" / "yanhu-04-08_13"
OPINION = """砚湖区人大常委会
关于养老服务情况报告的审议意见
（2023年9月6日砚湖区第四届人大常委会第十三次会议）

区人民政府：
　　砚湖区四届人大常委会第十三次会议听取和审议了区政府关于养老服务情况的报告。会议提出以下意见：
　　一、增加床位供给。区民政局要制定养老床位建设三年方案。
　　二、{}
　　三、培训护理人员。区人社局要每年组织两次护理员培训。
"""
BEFORE = "区财政局要把社区养老服务站点运营补助经费列入年度财政预算。"
AFTER = "区财政局要足额安排社区养老站点补助，并逐年提高标准。"
OTHER = """砚湖区人大常委会
关于养老服务工作的报告
2023年9月6日
砚湖区人大常委会副主任　荆自远

主任、各位副主任、各位委员：
　　区四届人大常委会第十三次会议听取了有关情况。全区共有养老机构九家。
"""


def rows(run: Run, *argv: object) -> list[dict[str, Any]]:
    ran = run(*argv, "--format", "json")
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


@pytest.fixture
def on(empty_url: str) -> tuple[str, str]:
    return ("--db", empty_url)


@pytest.fixture
def rewritten(run: Run, on: tuple[str, str], tmp_path: Path) -> tuple[Path, Path]:
    """An opinion, with its second item under way, that came once more with the item written anew."""
    papers = (tmp_path / "1" / "opinion.txt", tmp_path / "2" / "opinion.txt")
    for paper, item in zip(papers, (BEFORE, AFTER), strict=True):
        paper.parent.mkdir()
        paper.write_text(OPINION.format(item), encoding="utf-8")
    assert run(*on, "load", papers[0]).code == 0
    assert run(*on, "rec", "mark", "in-progress", "4-13/1:2", "--note", "已立项").code == 0
    loaded = run(*on, "load", papers[1])
    assert loaded.code == 0
    assert "1 doubt open. Settle it: oversight review" in loaded.err
    return papers


def test_sure_cases_never_ask(run: Run, on: tuple[str, str]) -> None:
    assert run(*on, "load", SEEDS).code == 0
    ran = run(*on, "review")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing is in doubt.\n")


@pytest.mark.usefixtures("rewritten")
def test_without_a_terminal_nothing_waits(run: Run, on: tuple[str, str]) -> None:
    ran = run(*on, "review")
    assert ran.code == 5
    assert "4-13/1:4 may be what 4-13/1:2 was" in ran.out
    assert "54 % alike" in ran.out
    assert "1 doubt is open." in ran.err
    listed = run(*on, "review", "4-13", "--list")
    assert (listed.code, listed.out) == (0, ran.out)
    (doubt,) = rows(run, *on, "review", "--list")
    assert (doubt["code"], doubt["lines"], doubt["passage"]) == ("passage_unsure", [8, 8], AFTER.rstrip("。"))
    assert [(one["key"], one["ref"]) for one in doubt["candidates"]] == [("new", "4-13/1:4"), ("same", "4-13/1:2")]
    assert run(*on, "review", "4-99").code == 3


def test_the_same_one_keeps_ref_and_status_and_takes_the_new_text(
    run: Run, on: tuple[str, str], rewritten: tuple[Path, Path]
) -> None:
    ran = run(*on, "review", "--doubt", "1", "--answer", "same", "--reason", "仅文字调整")
    assert ran.code == 0, ran.err
    assert "4-13/1:2 is back" in ran.err
    found = {row["ref"]: row for row in rows(run, *on, "rec", "list")}
    assert sorted(found) == ["4-13/1:1", "4-13/1:2", "4-13/1:3"]
    joined = found["4-13/1:2"]
    assert (joined["id"], joined["status"], joined["text"]) == (2, "in_progress", AFTER.rstrip("。"))
    history = run(*on, "rec", "history", "4-13/1:2").out
    assert "已立项" in history
    assert "restored" in history
    # The doubt is not raised again, whichever of the two papers comes once more.
    for paper, item in ((rewritten[1], AFTER), (rewritten[0], BEFORE), (rewritten[1], AFTER)):
        loaded = run(*on, "load", paper)
        assert "doubt" not in loaded.err
        shown = json.loads(run(*on, "rec", "show", "4-13/1:2", "--format", "json").out)
        assert (shown["text"], shown["status"]) == (item.rstrip("。"), "in_progress")
        assert run(*on, "coverage", "4-13").err == "4-13: 0 passages open.\n"
    assert run(*on, "review").code == 0
    assert run(*on, "db", "check").code == 0
    assert run(*on, "verify").code == 0
    with open_engine(on[1]).connect() as connection:
        assert connection.execute(text("SELECT answer, reason FROM decision")).all() == [("same", "仅文字调整")]
        told = connection.execute(text("SELECT field, after, note FROM event WHERE entity = 'doubt' AND field <> 'created'"))
        assert [tuple(row) for row in told] == [("answer", "same", "仅文字调整"), ("state", "settled", "仅文字调整")]


def test_another_one_stays_as_it_is(run: Run, on: tuple[str, str], rewritten: tuple[Path, Path]) -> None:
    assert run(*on, "review", "--doubt", "1", "--answer", "new").code == 0
    assert "doubt" not in run(*on, "load", rewritten[1]).err
    found = {row["ref"]: row["status"] for row in rows(run, *on, "rec", "list")}
    assert found == {"4-13/1:1": "open", "4-13/1:4": "open", "4-13/1:3": "open"}


@pytest.mark.usefixtures("rewritten")
def test_answers_that_cannot_be(run: Run, on: tuple[str, str]) -> None:
    for code, words in (
        (2, ("--doubt", "1")),
        (2, ("--answer", "same")),
        (2, ("--reason", "因为")),
        (2, ("--doubt", "1", "--answer", "perhaps")),
        (3, ("--doubt", "99", "--answer", "same")),
    ):
        ran = run(*on, "review", *words)
        assert ran.code == code, words
        assert ran.err.startswith("error: ")
    assert "It is one of: new, same." in run(*on, "review", "--doubt", "1", "--answer", "perhaps").err
    assert run(*on, "review", "--doubt", "1", "--answer", "seen").code == 0
    assert run(*on, "review", "--doubt", "1", "--answer", "same").code == 4


def test_totals_that_disagree(run: Run, on: tuple[str, str]) -> None:
    assert run(*on, "load", PACKETS / "yanhu-04-13.txt").code == 0
    (doubt,) = rows(run, *on, "review", "--list")
    assert (doubt["code"], [one["key"] for one in doubt["candidates"]]) == ("totals_disagree", ["names", "total"])
    assert run(*on, "review", "--doubt", doubt["id"], "--answer", "names").code == 0
    again = run(*on, "load", PACKETS / "yanhu-04-13.txt", "--format", "json")
    assert json.loads(again.out)[0]["doubts"] == []


def test_an_answer_finds_its_opinion_by_a_person(run: Run, on: tuple[str, str], tmp_path: Path) -> None:
    paper = tmp_path / "yanhu-04-13.txt"
    printed = (PACKETS / "yanhu-04-13.txt").read_text(encoding="utf-8")
    # Of three opinions it answers two: of all three, the only one left could be no other.
    begin = printed.index("　　三、关于“理顺管理体制”的办理情况")
    end = printed.index("\n", printed.index("\n", begin) + 1) + 1
    printed = printed[:begin] + printed[end:]
    paper.write_text(printed.replace("提升硬件水平", "完善设施条件").replace("（18人）", "（17人）"), encoding="utf-8")
    assert run(*on, "load", PACKETS / "yanhu-04-08.txt").code == 0
    assert run(*on, "load", paper).code == 0
    doubts = {doubt["code"]: doubt for doubt in rows(run, *on, "review", "--list")}
    doubt = doubts["answered_item_unmatched"]
    assert doubt["candidates"][0]["key"] == "none"
    assert all(0 <= one["likeness"] <= 1 for one in doubt["candidates"][1:])
    (key,) = [one["key"] for one in doubt["candidates"] if one["ref"] == "4-8/3:2"]
    before = json.loads(run(*on, "rec", "show", "4-8/3:2", "--format", "json").out)
    assert not before["replies"]
    ran = run(*on, "review", "--doubt", doubt["id"], "--answer", key)
    assert ran.code == 0, ran.err
    after = json.loads(run(*on, "rec", "show", "4-8/3:2", "--format", "json").out)
    assert after["replies"]
    assert after["status"] == "in_progress"
    assert run(*on, "rec", "show", "4-8/0:1").code == 3
    loaded = json.loads(run(*on, "load", paper, "--format", "json").out)[0]
    assert (loaded["inserted"], loaded["updated"], loaded["withdrawn"]) == (0, 0, 0)
    assert "answered_item_unmatched" not in {one["code"] for one in loaded["doubts"]}
    assert run(*on, "db", "check").code == 0


def test_what_kind_of_paper_it_is(run: Run, on: tuple[str, str], tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(OTHER, encoding="utf-8")
    assert run(*on, "load", paper).code == 0
    (doubt,) = [one for one in rows(run, *on, "review", "--list") if one["code"] == "kind_unknown"]
    assert doubt["candidates"][0]["key"] == "other"
    assert "调研报告" in run("--lang", "zh", *on, "review", "--list").out
    assert run(*on, "review", "--doubt", doubt["id"], "--answer", "survey_report").code == 0
    assert [row["kind"] for row in rows(run, *on, "report", "list")] == ["survey_report"]
    assert json.loads(run(*on, "load", paper, "--format", "json").out)[0]["updated"] == 0
    assert [row["kind"] for row in rows(run, *on, "report", "list")] == ["survey_report"]


def test_one_name_with_two_titles(run: Run, on: tuple[str, str], tmp_path: Path) -> None:
    paper = tmp_path / "yanhu-04-13.txt"
    printed = (PACKETS / "yanhu-04-13.txt").read_text(encoding="utf-8")
    paper.write_text(printed.replace("丘岳（副区长）", "丘岳（副区长）\n丘岳（区消防安全委员会主任）"), encoding="utf-8")
    assert run(*on, "load", paper).code == 0
    (doubt,) = [one for one in rows(run, *on, "review", "--list") if one["code"] == "name_two_titles"]
    assert "副区长, 区消防安全委员会主任" in doubt["message"]
    # Staff have said who the first of the two is.
    with open_engine(on[1]).begin() as connection:
        connection.execute(
            text(
                "UPDATE attendance SET person_id = (SELECT MIN(id) FROM person) "
                "WHERE id = (SELECT MIN(id) FROM attendance WHERE name = '丘岳')"
            )
        )
    assert run(*on, "review", "--doubt", doubt["id"], "--answer", "one").code == 0
    with open_engine(on[1]).connect() as connection:
        linked = connection.scalars(text("SELECT person_id FROM attendance WHERE name = '丘岳'")).all()
    assert linked == [1, 1]
    assert "name_two_titles" not in run(*on, "load", paper, "--format", "json").out


def on_a_terminal(url: str, typed: str) -> str:
    """What ``review`` shows on a terminal on which ``typed`` is typed."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from oversight.cli.main import main; main()", "--db", url, "review"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "OVERSIGHT_LANG": "en", "OVERSIGHT_BY": "李文书", "PYTHONUTF8": "1"},
    )
    os.close(slave)
    os.write(master, typed.encode())
    shown = b""
    while True:
        try:
            piece = os.read(master, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    assert process.wait(timeout=60) == 0, shown.decode()
    return shown.decode()


@pytest.mark.usefixtures("rewritten")
def test_a_walk_on_a_terminal(run: Run, on: tuple[str, str]) -> None:
    shown = on_a_terminal(on[1], "what\ns\n")
    assert "Doubt 1 (1 of 1), 4-13" in shown
    assert f"Read: {AFTER.rstrip('。')}" in shown
    assert "[1], 2, b back, s skip, q quit:" in shown
    assert "That is none of the answers." in shown
    assert "1 doubt is left. Go on with: oversight review" in shown
    assert run(*on, "review").code == 5
    assert "is left" in on_a_terminal(on[1], "q\n")
    assert "4-13/1:2 is back" in on_a_terminal(on[1], "2\n")
    assert run(*on, "review").code == 0


def test_of_corrected_words_and_newer_ones_of_the_paper_a_person_chooses(run: Run, on: tuple[str, str], tmp_path: Path) -> None:
    days = ("2024年9月30日", "2024年10月31日")
    papers = [tmp_path / str(number) / "opinion.txt" for number in (1, 2)]
    for paper, day in zip(papers, days, strict=True):
        paper.parent.mkdir()
        paper.write_text(OPINION.format(f"区财政局要于{day}前拨付站点补助。"), encoding="utf-8")
    assert run(*on, "load", papers[0]).code == 0
    assert run(*on, "rec", "edit", "4-13/1:2", "--text", "于2024年9月30日前拨付补助").code == 0
    loaded = run(*on, "--lang", "zh", "load", papers[1])
    assert "4-13/1:2 材料原文：" in loaded.err
    (before,) = rows(run, *on, "rec", "list", "--search", "补助")
    assert (before["text"], before["due_on"]) == ("于2024年9月30日前拨付补助", "2024-09-30")
    (doubt,) = rows(run, *on, "review", "--list")
    assert [one["key"] for one in doubt["candidates"]] == ["kept", "paper"]

    told = run(*on, "review", "--doubt", doubt["id"], "--answer", "paper")
    assert told.code == 0
    assert "4-13/1:2 due: 2024-09-30 → 2024-10-31" in told.err
    (after,) = rows(run, *on, "rec", "list", "--search", "补助")
    assert (after["text"], after["due_on"]) == ("区财政局要于2024年10月31日前拨付站点补助", "2024-10-31")
