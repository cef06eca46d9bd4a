"""A demand that comes back: proposed by ``load``, joined by a person, told by every list."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

OPINION = """砚湖区人大常委会
关于养老服务情况报告的审议意见
（{day}砚湖区第四届人大常委会第{number}次会议）

区人民政府：
　　砚湖区四届人大常委会第{number}次会议听取和审议了区政府关于养老服务情况的报告。会议提出以下意见：
　　一、增加床位供给。{first}
　　二、保障运营经费。{second}
"""
FUNDS = "4-{}/1:2"

Papers = dict[int, Path]


@pytest.fixture
def on(empty_url: str) -> tuple[str, str]:
    return ("--db", empty_url)


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    """Three opinions, of which each asks for the same money."""
    of = {
        13: ("2023年9月6日", "十三", "区民政局要制定养老床位建设三年方案。", "区财政局要把社区站点运营补助列入年度预算。"),
        15: ("2024年1月10日", "十五", "区卫健局要在每个街道建一所护理站。", "区财政局要足额把社区站点运营补助列入预算。"),
        17: ("2024年5月8日", "十七", "区人社局要每年组织两次护理员培训。", "区财政局务必把社区站点的运营补助列入年度预算。"),
    }
    found = {}
    for number, (day, numeral, first, second) in of.items():
        found[number] = tmp_path / str(number) / "opinion.txt"
        found[number].parent.mkdir()
        found[number].write_text(OPINION.format(day=day, number=numeral, first=first, second=second), encoding="utf-8")
    return found


def doubts(run: Run, *argv: object) -> list[dict[str, Any]]:
    ran = run(*argv, "review", "--list", "--format", "json")
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def pairs(found: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Which later row is asked about, and which earlier ones it may repeat."""
    asked = [[one for one in doubt["candidates"] if one["of"]] for doubt in found if doubt["code"] == "asked_again"]
    return [(ones[0]["of"], [one["ref"] for one in ones]) for ones in asked]


def test_joined_by_a_person_it_is_counted_from_the_first_time_on(run: Run, on: tuple[str, str], papers: Papers) -> None:
    for paper in papers.values():
        assert run(*on, "load", paper).code == 0
    assert pairs(doubts(run, *on)) == [
        (FUNDS.format(15), [FUNDS.format(13)]),
        (FUNDS.format(17), [FUNDS.format(13), FUNDS.format(15)]),
    ]
    assert "raised" not in run(*on, "rec", "list").out
    answered = run(*on, "review", "--doubt", 1, "--answer", 1)
    assert "4-15/1:2 asks again for what 4-13/1:2 asked." in answered.err
    # Of a chain only the last is proposed.
    assert run(*on, "load", papers[17]).code == 0
    assert run(*on, "review", "--doubt", 2, "--answer", 2, "--reason", "同一经费").code == 0
    for paper in papers.values():
        assert "Nothing is in doubt." in (run(*on, "load", paper), run(*on, "review"))[1].err
    shown = run(*on, "rec", "show", FUNDS.format(17)).out
    assert "raised for the third time, first at 4-13 (4-13/1:2, 4-15/1:2, 4-17/1:2)" in shown
    listed = run(*on, "rec", "list").out
    assert [line.split("  ")[-1] for line in listed.splitlines() if "4-13" in line and ":2" in line] == [
        "again at 4-15, 4-17",
        "second time, first at 4-13",
        "third time, first at 4-13",
    ]
    assert "第三次提出，首次4-13" in run(*on, "--lang", "zh", "rec", "list").out
    rows = json.loads(run(*on, "rec", "list", "--format", "json").out)
    of_chain = [row for row in rows if row["chain"]]
    assert [(row["ref"], row["raised"]) for row in of_chain] == [
        (FUNDS.format(13), 1),
        (FUNDS.format(15), 2),
        (FUNDS.format(17), 3),
    ]
    assert {tuple(one["session"] for one in row["chain"]) for row in of_chain} == {("4-13", "4-15", "4-17")}
    # It escalates: each is a row of its own, followed and counted.
    assert len(rows) == 6
    assert {row["status"] for row in of_chain} == {"open"}
    assert run(*on, "db", "check").code == 0


def test_a_no_is_remembered(run: Run, on: tuple[str, str], papers: Papers) -> None:
    for number in (13, 15):
        assert run(*on, "load", papers[number]).code == 0
    assert run(*on, "review", "--doubt", 1, "--answer", "none", "--reason", "另一项经费").code == 0
    papers[15].write_text(papers[15].read_text(encoding="utf-8").replace("足额把", "把"), encoding="utf-8")
    assert run(*on, "load", papers[15]).code == 0
    assert run(*on, "--lang", "zh", "load", papers[13]).code == 0
    assert doubts(run, *on) == []
    assert "raised" not in run(*on, "rec", "list").out


def test_papers_that_come_late_are_held_against_the_later_ones(run: Run, on: tuple[str, str], papers: Papers) -> None:
    for number in (17, 13):
        assert run(*on, "load", papers[number]).code == 0
    assert pairs(doubts(run, *on)) == [(FUNDS.format(17), [FUNDS.format(13)])]
    # It is asked once, whichever of the two papers comes again.
    for number in (17, 13):
        again = run(*on, "load", papers[number], "--format", "json")
        assert [(row["inserted"], row["updated"], row["withdrawn"]) for row in json.loads(again.out)] == [(0, 0, 0)]
    assert len(doubts(run, *on)) == 1
    assert run(*on, "review", "--doubt", 1, "--answer", 1).code == 0
    assert "raised for the second time, first at 4-13" in run(*on, "rec", "show", FUNDS.format(17)).out


def test_what_was_joined_or_parted_by_hand_is_not_proposed(run: Run, on: tuple[str, str], papers: Papers) -> None:
    for number in (13, 15):
        assert run(*on, "load", papers[number]).code == 0
    link = ("rec", "link", FUNDS.format(15), "--recurs", FUNDS.format(13))
    assert run(*on, *link).code == 0
    assert run(*on, "load", papers[15]).code == 0
    assert doubts(run, *on) == []
    assert run(*on, *link, "--remove").code == 0
    assert run(*on, "load", papers[15]).code == 0
    assert doubts(run, *on) == []
    assert "raised" not in run(*on, "rec", "list").out


def test_joined_by_hand_it_is_no_longer_asked_about(run: Run, on: tuple[str, str], papers: Papers) -> None:
    for paper in papers.values():
        assert run(*on, "load", paper).code == 0
    # In either order; the other doubt, about the third time, stays open.
    assert run(*on, "rec", "link", FUNDS.format(13), "--recurs", FUNDS.format(15), "--note", "同一经费").code == 0
    assert pairs(doubts(run, *on)) == [(FUNDS.format(17), [FUNDS.format(13), FUNDS.format(15)])]
    asked = run(*on, "review", "--doubt", 1, "--answer", 1)
    assert (asked.code, "Doubt 1 is settled already." in asked.err) == (4, True)
    assert run(*on, "load", papers[15]).code == 0
    assert run(*on, "db", "check").code == 0
    # Taken back, the question is open again.
    number = run(*on, "log", "--command", "rec link", "--format", "csv").out.splitlines()[1].split(",")[0]
    assert run(*on, "undo", number, "--yes").code == 0
    assert len(pairs(doubts(run, *on))) == 2
    assert run(*on, "db", "check").code == 0


def test_what_was_dropped_does_not_recur(run: Run, on: tuple[str, str], papers: Papers) -> None:
    for number in (13, 15):
        assert run(*on, "load", papers[number]).code == 0
    link = ("rec", "link", FUNDS.format(15), "--recurs", FUNDS.format(13))
    for number in (13, 15):
        assert run(*on, "rec", "drop", FUNDS.format(number), "--reason", "另案处理").code == 0
        ran = run(*on, *link)
        assert (ran.code, f"{FUNDS.format(number)}\n" in ran.err, "It was dropped." in ran.err) == (4, True, True), ran.err
        assert run(*on, "rec", "restore", FUNDS.format(number)).code == 0
    assert run(*on, *link).code == 0


def test_the_wrong_answer_is_refused(run: Run, on: tuple[str, str], papers: Papers) -> None:
    for number in (13, 15):
        assert run(*on, "load", papers[number]).code == 0
    ran = run(*on, "review", "--doubt", 1, "--answer", 7)
    assert ran.code == 2
    assert "7 is no answer to this doubt." in ran.err
    assert len(doubts(run, *on)) == 1
