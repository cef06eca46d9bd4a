"""House rules and the calendar, on the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NOTICE = "某办〔2039〕1号"
PLAN = """日期,类别,名称
2040-01-02,放假,元旦
2040-02-13,放假,春节
2040-02-11,上班,春节
2040-04-04,放假,清明节
2040-05-01,放假,劳动节
2040-06-14,放假,端午节
2040-09-20,放假,中秋节
2040-10-01,放假,国庆节
"""

pytestmark = pytest.mark.usefixtures("db")


def test_rules_are_written_down_listed_and_ended(run: Run) -> None:
    assert run("rule", "list").err.startswith("No house rule is known.")
    added = run(
        "rule", "add", "--for", "书面报告", "--origin", "审议意见", "--months", 3, "--from", "2020-01-01", "--source", "办法"
    )
    assert (added.code, added.err) == (0, "rule 1: handling report, opinion, 3 months, holds from 2020-01-01\n")
    again = run("rule", "add", "--for", "answer", "--origin", "opinion", "--working-days", 60, "--source", "办法")
    assert again.code == 4
    assert "oversight rule end 1 --on DATE" in again.err
    assert run("rule", "end", 1, "--on", "2023-12-31").err.endswith("from 2020-01-01, holds to 2023-12-31\n")
    (row,) = json.loads(run("rule", "list", "--format", "json").out)
    assert (row["amount"], row["unit"], row["ends_on"], row["source"]) == (3, "months", "2023-12-31", "办法")
    assert "2020-01-01  2023-12-31  办法" in run("rule", "list").out
    assert json.loads(run("rule", "list", "--on", "2024-01-01", "--format", "json").out) == []


@pytest.mark.parametrize("times", [(), ("--months", 3, "--days", 90)])
def test_a_rule_gives_one_time(run: Run, times: tuple[object, ...]) -> None:
    refused = run("rule", "add", "--for", "plan", *times, "--source", "办法")
    assert (refused.code, "one time" in refused.err) == (2, True)


def test_what_is_due_is_typed_in_chinese_too(run: Run) -> None:
    said = run("--lang", "zh", "rule", "add", "--for", "书面报告", "--origin", "审议意见", "--months", 3, "--source", "办法")
    assert (said.code, said.err) == (0, "规定 1：书面报告、审议意见、3 个月\n")
    wrong = run("rule", "add", "--for", "期限", "--months", 3, "--source", "办法")
    assert (wrong.code, "act (办理时限), plan (处理方案), answer (书面报告)" in wrong.err) == (2, True)
    assert "期限不会是 -3 个月。" in run("--lang", "zh", "rule", "add", "--for", "plan", "--months=-3", "--source", "办法").err


def test_a_year_is_listed_with_its_days(run: Run) -> None:
    years = json.loads(run("calendar", "list", "--format", "json").out)
    assert [row["year"] for row in years] == list(range(2016, 2027))
    assert "2021-05-08  Saturday   worked  劳动节\n" in run("calendar", "list", 2021).out
    assert "2021-05-08  星期六  上班  劳动节\n" in run("--lang", "zh", "calendar", "list", 2021).out
    nothing = run("calendar", "list", 2040)
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "The holiday plan of 2040 is not known.\n")


def test_a_plan_is_brought_and_one_with_a_gap_is_not(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "2040.csv"
    file.write_text(PLAN.replace("2040-06-14,放假,端午节\n", ""), encoding="utf-8")
    refused = run("calendar", "import", 2040, file, "--source", NOTICE)
    assert (refused.code, "no day off for 端午节" in refused.err) == (4, True)
    file.write_text(PLAN, encoding="utf-8")
    done = run("calendar", "import", 2040, file, "--source", NOTICE)
    assert (done.code, done.err) == (0, "2040: 7 days off, 1 weekend day worked\n")
    assert run("calendar", "list").out.endswith(f"2040         7                1  lvyuan     {NOTICE}\n")
    missing = run("calendar", "import", 2041, tmp_path / "none.csv", "--source", NOTICE)
    assert missing.code == 3


def test_a_single_day(run: Run) -> None:
    assert run("calendar", "add", "2021-08-16", "--off", "州庆").err == "2021-08-16 (Monday): off, 州庆\n"
    assert run("calendar", "add", "2021-08-16").code == 2
    assert (
        run("--lang", "zh", "calendar", "add", "2021-08-14", "--worked", "州庆调休").err
        == "2021-08-14（星期六）：上班，州庆调休\n"
    )
    refused = run("calendar", "add", "2041-08-16", "--off", "州庆")
    assert (refused.code, "calendar import 2041" in refused.err) == (4, True)
