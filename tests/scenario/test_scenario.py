"""One opinion from the session that raised it to the third one after, against tables that were worked out by hand.

``status.csv`` says how each act stands after each step, ``counts.csv`` what a clerk counts then. The papers of 18-34 and 18-35 are invented.
"""

import csv
import datetime as dt
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SEEDS, Run

HERE = Path(__file__).parent
OPINION = "18-33/5"
DEPOT = "18-33/5:3.3.2"
AGAIN = "18-35/1:1.1"
STEPS = ("raised", "handed_over", "answered", "judged", "third")
EXTENDED = (DEPOT, "18-33/5:2.2.2")

Row = dict[str, Any]


def by_hand(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


STATUS = by_hand("status.csv")
COUNTS = {row["step"]: row for row in by_hand("counts.csv")}


def expected(step: str) -> dict[str, str]:
    return {row["ref"]: row[step] for row in STATUS}


class Office:
    """The clerk at work: each step as the commands of that day, and what the program answers then."""

    def __init__(self, run: Run, *db: str) -> None:
        self._run, self._db = run, db
        self.told_by: dict[str, str] = {}

    def do(self, *argv: object) -> str:
        ran = self._run(*self._db, *argv)
        assert ran.code == 0, (argv, ran.err)
        return ran.out + ran.err

    def ask(self, *argv: object) -> list[Row]:
        ran = self._run(*self._db, *argv, "--format", "json")
        assert ran.code == 0, (argv, ran.err)
        found: list[Row] = json.loads(ran.out)
        return found

    def raised(self) -> None:
        self.do("load", SEEDS)

    def handed_over(self) -> None:
        self.do("rule", "add", "--for", "answer", "--origin", "opinion", "--months", 3, "--source", "审议意见办理办法第九条")
        self.do("rec", "handover", OPINION, "--on", "2021-05-10", "--number", "绿人办函〔2021〕3号", "--yes")
        due = ("--on", "2021-08-20", "--basis", "resolution", "--source", "主任会议纪要第4期")
        self.do("rec", "due", *EXTENDED, *due)

    def answered(self) -> None:
        self.do("load", HERE / "papers" / "18-34.txt")

    def judged(self) -> None:
        at = ("--session", "18-34")
        self.do("rec", "mark", "done", "18-33/5:1", "18-33/5:4", *at, "--note", "经审议认可", "--yes")
        self.do("rec", "send-back", "18-33/5:3.1", *at, "--note", "预案只有目录，未见文本")
        self.do("rec", "mark", "open", "18-33/5:2.1.1", *at, "--note", "两个镇未见人员到岗")
        asked = (
            "--reason",
            "施工和招募尚未完成",
            "--asked-by",
            "区政府",
            "--granted-by",
            "常委会",
            "--granted-on",
            "2021-08-27",
        )
        self.do("rec", "due", *EXTENDED, "--on", "2021-12-20", "--basis", "resolution", *asked, *at)

    def third(self) -> None:
        self.do("session", "add", "18-35", "--date", "2021-12-28")
        self.do("load", HERE / "papers" / "18-35.txt")

    def work(self, until: str) -> None:
        """Go through the steps; after each, hold what the program says against the tables."""
        for step in STEPS[: STEPS.index(until) + 1]:
            getattr(self, step)()
            self.told_by[step] = dt.datetime.now(dt.UTC).isoformat()
            # What is told later is told at a later microsecond.
            time.sleep(0.002)
            self.hold(step)

    def statuses(self, *when: object) -> dict[str, str]:
        return {row["ref"]: row["status"] for row in self.ask("rec", "list", "--report", OPINION, *when)}

    def hold(self, step: str) -> None:
        assert self.statuses() == expected(step), step
        counted = Counter(self.statuses().values())
        row = COUNTS[step]
        assert {word: str(counted[word]) for word in ("open", "in_progress", "done")} == {
            word: row[word] for word in ("open", "in_progress", "done")
        }, step
        assert len(self.ask("inbox", "--session", "18-33")) == int(row["to_judge"]), step
        assert len(self.ask("rec", "promises")) == int(row["promises"]), step
        assert len(self.ask("review", "--list")) == int(row["doubts"]), step
        self.do("db", "check")


@pytest.fixture
def office(run: Run, empty_url: str) -> Office:
    return Office(run, "--db", empty_url)


def test_each_step_is_as_a_clerk_would_have_it(office: Office) -> None:
    office.work("third")
    # Claims as the tables have them: an answer to an item or a measure speaks of all its acts.
    claims = {leaf: row["claim"] for row in office.ask("inbox", "--session", "18-33") for leaf in row["leaves"]}
    waiting = {row["ref"]: row["claim"] for row in STATUS if row["claim"] and row["judged"] != "done"}
    assert claims == {ref: claim for ref, claim in waiting.items() if claim != "done"}
    # By the day of 18-34, after the extensions.
    rows = office.ask("rec", "list", "--report", OPINION, "--outstanding", "--as-of", "18-34")
    assert {row["ref"]: row["due_on"] or "" for row in rows} == {
        row["ref"]: row["due_at_34"] for row in STATUS if row["judged"] != "done"
    }
    assert [row["ref"] for row in rows if row["overdue"]] == ["18-33/5:2.1.3", "18-33/5:3.3.1", "18-33/5:3.3.4"]
    # The first date is never lost, and the days that it slipped are shown.
    explained = office.do("rec", "due", DEPOT)
    assert "2021-08-20" in explained
    assert "122 days later" in explained


def test_the_past_answers_as_it_did_then(office: Office) -> None:
    office.work("third")
    for step in STEPS:
        assert office.statuses("--known-at", office.told_by[step]) == expected(step), step
    for day, step in (("18-33", "raised"), ("2021-05-10", "handed_over"), ("2021-08-26", "handed_over"), ("18-34", "judged")):
        assert office.statuses("--as-of", day) == expected(step), day
    assert office.statuses("--as-of", "18-35") == expected("third")


def test_an_answer_that_comes_before_its_opinion_leads_to_the_same(office: Office) -> None:
    office.answered()
    office.raised()
    assert office.statuses() == expected("answered")
    assert len(office.ask("inbox", "--session", "18-33")) == int(COUNTS["answered"]["to_judge"])
    assert len(office.ask("rec", "promises")) == int(COUNTS["answered"]["promises"])
    # The refs that the passages had before their paper came lead to them for ever.
    (shown,) = office.ask("rec", "list", "--search", "尽早完成区级应急物资储备库")
    assert f'"ref": "{shown["ref"]}"' in office.do("rec", "show", "18-33/0:7", "--format", "json")
    assert shown["ref"] == DEPOT
    office.do("db", "check")


def test_the_matrix_shows_each_session_and_how_long_it_took(office: Office) -> None:
    office.work("third")
    columns = [word for session in ("18-33", "18-34", "18-35") for word in ("--session", session)]
    rows = office.ask("rec", "matrix", "--report", OPINION, *columns, "--as-of", "18-35")
    assert {row["ref"]: list(row["sessions"].values()) for row in rows} == {
        row["ref"]: [row["raised"], row["judged"], row["third"]] for row in STATUS
    }
    # 133 days from 16 April to 27 August, 256 to 28 December.
    assert {row["ref"]: row["open_days"] for row in rows} == {
        row["ref"]: 133 if row["judged"] == "done" else 256 for row in STATUS
    }


def test_a_demand_that_comes_back_is_joined_by_a_person(office: Office, tmp_path: Path) -> None:
    office.work("third")
    (doubt,) = office.ask("review", "--list")
    likely = doubt["candidates"][0]
    assert (likely["of"], likely["ref"], likely["likeness"] >= 0.9) == (AGAIN, DEPOT, True)
    office.do("review", "--doubt", doubt["id"], "--answer", likely["key"], "--reason", "同一储备库")
    rows = {row["ref"]: row for row in office.ask("rec", "list", "--all") if row["chain"]}
    assert {ref: row["raised"] for ref, row in rows.items()} == {DEPOT: 1, AGAIN: 2}
    assert len(rows) == int(COUNTS["third"]["raised_again"])
    assert "raised for the second time, first at 18-33" in office.do("rec", "show", AGAIN)
    # Both go on by themselves: it is no duplicate.
    assert (rows[DEPOT]["status"], rows[AGAIN]["status"]) == ("in_progress", "open")
    office.do("db", "check")
    office.do("session", "add", "18-36", "--date", "2022-03-15")
    office.do("session", "pack", "18-36", tmp_path / "p")
    again = (tmp_path / "p" / "07-raised-again.md").read_text(encoding="utf-8")
    assert f"| second time, first at 18-33 | {DEPOT}, {AGAIN} | {AGAIN} |" in again


def test_the_pack_for_the_third_session(office: Office, tmp_path: Path) -> None:
    office.work("judged")
    office.do("session", "add", "18-35", "--date", "2021-12-28")
    said = office.do("session", "pack", "18-35", tmp_path / "p")
    # 15 acts of 18-33/5, 22 suggestions of 18-33 and 3 opinions of 18-28, with three answers that nobody has judged; three answers and
    # two acts are overdue.
    assert "Carried over 40, overdue 5, due 0, replies 8, promises 4, raised again 0." in said
    with (tmp_path / "p" / "01-carried-over.csv").open(encoding="utf-8-sig", newline="") as file:
        carried = [row["ref"] for row in csv.DictReader(file)]
    assert [ref for ref in carried if ref.startswith(OPINION + ":")] == [
        row["ref"] for row in STATUS if row["judged"] != "done"
    ]
    promised = (tmp_path / "p" / "06-promises-to-test.md").read_text(encoding="utf-8")
    assert "我们将于2021年12月底前竣工验收" in promised
    reminders = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "p" / "letters").iterdir()}
    # Finance leads 2.1.3; for the rest the district government answers.
    assert {name: _numbered(text) for name, text in reminders.items()} == {
        "reminder-letter-01-财政部门.md": ["18-33/5:2.1.3"],
        "reminder-letter-02-区人民政府.md": ["18-33/5:3.3.1", "18-33/5:3.3.4", "18-33/5:2.2.2", DEPOT],
    }


def _numbered(letter: str) -> list[str]:
    return [re.findall(r"\((18-33/5:[\d.]+);", line)[0] for line in letter.splitlines() if re.match(r"\d+\. ", line)]


def test_what_was_done_by_mistake_is_taken_back_and_done_again(office: Office) -> None:
    office.work("answered")
    seal = office.ask("db", "seal")[0]["seal"]
    office.judged()
    assert office.statuses() == expected("judged")
    for _command in range(4):
        office.do("undo", "--yes")
    assert office.statuses() == expected("answered")
    assert len(office.ask("inbox", "--session", "18-33")) == int(COUNTS["answered"]["to_judge"])
    office.do("db", "check", "--seal", seal)
    taken_back = [row["id"] for row in office.ask("log") if row["command"] == "undo"]
    assert len(taken_back) == 4
    for change in taken_back:
        office.do("undo", change, "--yes")
    assert office.statuses() == expected("judged")
    assert len(office.ask("inbox", "--session", "18-33")) == int(COUNTS["judged"]["to_judge"])
    office.do("db", "check", "--seal", seal)
