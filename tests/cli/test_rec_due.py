"""Hand-overs and due dates, on the command line."""

import json

import pytest

from tests.cli.conftest import ROOT, Run

pytestmark = pytest.mark.usefixtures("db")

ANSWER = (
    "rule",
    "add",
    "--for",
    "answer",
    "--origin",
    "opinion",
    "--months",
    3,
    "--from",
    "2020-01-01",
    "--source",
    "议事规则第三十条",
)
PLAN = ("rule", "add", "--for", "plan", "--working-days", 15, "--source", "办法第九条")


def test_an_opinion_is_handed_over_and_its_dates_follow(run: Run) -> None:
    run(*ANSWER)
    run(*PLAN)
    done = run("rec", "handover", "18-33/5", "--on", "2021-04-20", "--number", "绿人发〔2021〕8号")
    assert (done.code, done.err) == (0, "18-33/5: handed over on 2021-04-20 (绿人发〔2021〕8号).\n")
    assert "18-33/5  handling plan    2021-05-12  15 working days from the hand-over on 2021-04-20: 办法第九条\n" in done.out
    assert "18-33/5  handling report  2021-07-20  3 months from the hand-over on 2021-04-20: 议事规则第三十条\n" in done.out
    again = run("rec", "handover", "18-33/5", "--on", "2021-04-20")
    assert (again.code, "on that day already" in again.err) == (4, True)
    (moved,) = json.loads(run("rec", "handover", "18-33/5", "--on", "2021-04-22", "--format", "json").out)
    assert (moved["before"], moved["number"]) == ("2021-04-20", "绿人发〔2021〕8号")
    assert [(date["kind"], date["before"], date["due_on"]) for date in moved["dates"]] == [
        ("plan", "2021-05-12", "2021-05-14"),
        ("answer", "2021-07-20", "2021-07-22"),
    ]


def test_without_a_rule_the_hand_over_is_kept_and_said_to_give_no_date(run: Run) -> None:
    done = run("rec", "handover", "18-33/5", "--on", "2021-04-20")
    assert (done.code, done.out) == (0, "")
    assert "no house rule gives one" in done.err
    told = run("rec", "due", "18-33/5:1.1").out
    assert "handed over  2021-04-20 (with 18-33/5)\n" in told
    assert "It has no due date" in told


def test_a_year_without_a_plan_refuses_the_hand_over_as_a_whole(run: Run) -> None:
    run("rule", "add", "--for", "answer", "--working-days", 1600, "--source", "办法")
    refused = run("rec", "handover", "18-33/5", "--on", "2021-04-20")
    assert refused.code == 4
    assert "plan of 2027 is not known" in refused.err
    assert "oversight calendar import 2027 FILE" in refused.err
    assert "handed over  not yet\n" in run("rec", "due", "18-33/5").out
    assert run("log", "--limit", 1, "--format", "json").out.count("handover") == 0


def test_a_date_explains_itself(run: Run) -> None:
    run(*PLAN)
    run("rec", "handover", "18-33/5", "--on", "2021-04-20")
    told = run("rec", "due", "18-33/5:3.3.2").out
    # A suggestion means the opinion that took it up.
    assert run("rec", "due", "18-33/4:3.3.2").out == told
    assert "handling plan: due 2021-05-12 (Wednesday)\n" in told
    assert "days skipped     7: 4 days of weekends, 劳动节 2021-05-03 to 2021-05-05\n" in told
    assert "weekends worked  2021-04-25 劳动节, 2021-05-08 劳动节\n" in told
    (row,) = json.loads(run("rec", "due", "18-33/5", "--kind", "plan", "--format", "json").out)
    (plan,) = row["due"]
    assert (plan["counted"]["start"], plan["counted"]["amount"], plan["due_on"]) == ("2021-04-20", 15, "2021-05-12")
    assert len(plan["counted"]["skipped"]) == 7


def test_an_extension_tells_who_asked_and_who_granted_it(run: Run) -> None:
    run(*ANSWER)
    run("rec", "handover", "18-33/5", "--on", "2021-04-20")
    put_off = (
        "rec",
        "due",
        "18-33/5",
        "--kind",
        "书面报告",
        "--on",
        "2021-09-30",
        "--basis",
        "resolution",
        "--asked-by",
        "区政府",
    )
    refused = run(*put_off)
    assert (refused.code, "needs a reason" in refused.err) == (4, True)
    done = run(*put_off, "--granted-by", "主任会议", "--granted-on", "2021-07-12", "--reason", "资金未到位")
    assert (done.code, done.err) == (0, "18-33/5: due 2021-09-30, no longer 2021-07-20 (handling report).\n")
    told = run("rec", "due", "18-33/5").out
    assert "put off   72 days later than at first, on 2021-07-20\n" in told
    assert "2021-07-20  2021-09-30         +72  区政府    主任会议    2021-07-12  资金未到位  a resolution\n" in told
    zh = run("--lang", "zh", "rec", "due", "18-33/5").out
    assert "书面报告：2021-09-30（星期四）" in zh


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--basis", "resolution"), "not said until when"),
        (("--on", "2021-09-30"), "rests on something"),
        (("--on", "2021-09-30", "--basis", "text", "--as-of", "2021-05-01"), "not in the past"),
        (("--on", "someday", "--basis", "text"), "is no date"),
        (("--on", "2021-09-30", "--basis", "mood"), "no basis"),
    ],
)
def test_what_cannot_be_meant(run: Run, options: tuple[str, ...], why: str) -> None:
    refused = run("rec", "due", "18-33/5:1.1", *options)
    assert (refused.code, why in refused.err) == (2, True)


def test_a_number_that_was_taken_back_does_not_return_with_the_next_hand_over(run: Run) -> None:
    run(*ANSWER)
    run("rec", "handover", "18-33/5", "--on", "2021-04-20", "--number", "错号1号")
    run("undo", "--yes")
    done = run("rec", "handover", "18-33/5", "--on", "2021-04-25")
    assert done.err == "18-33/5: handed over on 2021-04-25.\n"
    told = run("rec", "due", "18-33/5").out
    assert ("handed over  2021-04-25\n" in told, "错号" in told) == (True, False)
    changed = json.loads(run("log", "--limit", 1, "--format", "json").out)[0]["id"]
    assert "错号1号" in run("log", changed).out
    numbered = run("--lang", "zh", "rec", "handover", "18-33/5", "--on", "2021-04-25", "--number", "绿人发〔2021〕8号")
    assert "18-33/5：2021-04-25 交办（绿人发〔2021〕8号）。" in numbered.err
    assert run("db", "check").code == 0


def test_a_forgotten_source_is_added_on_the_same_day_and_told_as_a_correction(run: Run) -> None:
    due = ("rec", "due", "18-33/5", "--kind", "书面报告", "--on", "2021-09-30", "--basis", "会议决定")
    assert run("--lang", "zh", *due).err == "18-33/5：期限 2021-09-30（书面报告）。\n"
    again = run(*due)
    assert (again.code, "on that day already" in again.err) == (4, True)
    done = run(*due, "--source", "主任会议纪要第5期")
    assert (done.code, done.err) == (
        0,
        "18-33/5: due 2021-09-30 as before (handling report); what it rests on was corrected.\n",
    )
    assert "主任会议纪要第5期" in run("rec", "due", "18-33/5").out
    run("undo", "--yes")
    assert "主任会议纪要第5期" not in run("rec", "due", "18-33/5").out


def test_the_act_of_a_report_is_answered_with_what_can_be_due_of_it(run: Run) -> None:
    refused = run("rec", "due", "18-33/5", "--on", "2021-09-30", "--basis", "resolution", "--reason", "资金")
    assert (refused.code, "18-33/5 is a report." in refused.err) == (2, True)
    assert "--kind plan or --kind answer" in refused.err


def test_a_date_explains_itself_as_it_was(run: Run) -> None:
    run(*PLAN)
    run("rec", "handover", "18-33/5", "--on", "2021-04-20")
    run(
        "rec",
        "due",
        "18-33/5",
        "--kind",
        "plan",
        "--on",
        "2021-06-30",
        "--basis",
        "resolution",
        "--reason",
        "等",
        "--session",
        "18-33",
    )
    assert "handed over  not yet\n" in run("rec", "due", "18-33/5", "--as-of", "2021-04-19").out
    assert "days skipped" in run("rec", "due", "18-33/5", "--as-of", "2021-04-20").out
    assert "put off" in run("rec", "due", "18-33/5", "--as-of", "2021-04-20").out


def test_what_is_overdue_is_listed_shown_and_exported(run: Run) -> None:
    run(*ANSWER)
    run("rec", "handover", "18-33/5", "--on", "2021-04-20", "--number", "绿人发〔2021〕8号")
    overdue = json.loads(run("rec", "list", "--overdue", "--format", "json").out)
    assert {row["report"]["ref"] for row in overdue} == {"18-33/5"}
    assert {(row["due_on"], row["due_kind"]) for row in overdue} == {("2021-07-20", "answer")}
    assert json.loads(run("rec", "list", "--due-before", "today", "--format", "json").out) == overdue
    assert json.loads(run("rec", "list", "--due-before", "-2000d", "--format", "json").out) == []
    shown = run("rec", "show", "18-33/5:1.1.1").out
    assert "handed over  2021-04-20  绿人发〔2021〕8号 (with 18-33/5)\n" in shown
    assert "due          2021-07-20, handling report (overdue)\n" in shown
    assert "3 months from the hand-over on 2021-04-20: 议事规则第三十条" in shown
    assert "hand-over created  " in run("rec", "history", "18-33/5:1.1.1").out
    assert "handed over  2021-04-20  绿人发〔2021〕8号\n" in run("report", "show", "18-33/5").out
    sheet = run("export", "checklist", "--report", "18-33/5", "--output", "-").out
    # The day of the written report stands apart from that of the act, at the end.
    assert sheet.count(",2021-07-20\r\n") == len(overdue)


def test_a_hand_over_that_was_taken_back_is_made_again(run: Run) -> None:
    run(*ANSWER)
    run("rec", "handover", "18-33/5", "--on", "2021-04-20")
    assert run("undo", "--yes").code == 0
    assert "handed over  not yet\n" in run("rec", "due", "18-33/5").out
    again = run("rec", "handover", "18-33/5", "--on", "2021-04-26")
    assert (again.code, "handling report  2021-07-26" in again.out) == (0, True)
    assert run("db", "check").code == 0


def test_what_is_near_past_and_without_a_date(run: Run) -> None:
    run(*ANSWER)
    without = run("due")
    assert without.out.startswith("Without a date\n")
    assert "oversight rec handover REF --on DATE" in without.err
    run("rec", "handover", "18-33/5", "--on", "2021-04-20")
    run("rec", "due", "18-33/5:3.3.2", "--on", "+2w", "--basis", "resolution")
    run("rec", "due", "18-33/5:3.3.3", "--on", "+3m", "--basis", "resolution")
    told = run("due")
    assert [line for line in told.out.splitlines() if line.startswith(("Past", "Until", "Without"))][0::2] == [
        "Past",
        "Without a date",
    ]
    assert told.err.endswith("1 date lies further ahead.\n")
    rows = json.loads(run("due", "--within", "1年", "--format", "json").out)
    assert [(row["group"], row["ref"], row["kind"], row["leaves"]) for row in rows[:3]] == [
        ("past", "18-33/5", "answer", 21),
        ("near", "18-33/5:3.3.2", "act", 1),
        ("near", "18-33/5:3.3.3", "act", 1),
    ]
    assert (rows[1]["days"], {row["group"] for row in rows[3:]}) == (14, {"none"})
    assert "18-33/5" not in {row["ref"] for row in rows[3:]}
    assert run("due", "--within", "-2w").code == run("due", "--within", "soon").code == 2
    assert run("--lang", "zh", "due").out.startswith("已过期限\n")


def test_the_time_that_a_paper_gives_counts_from_the_hand_over_and_outlives_a_load(run: Run) -> None:
    papers = ROOT / "tests" / "packets" / "tangxi-06-12"
    run("load", papers)
    run("rule", "add", "--for", "answer", "--months", 2, "--source", "办法", "--committee", "tangxi")
    opinion = "tangxi/6-12/3"
    before = json.loads(run("rec", "due", opinion, "--format", "json").out)
    assert [(one["kind"], one["due_on"], one["due_text"]) for one in before[0]["due"]] == [
        ("answer", None, "自收到本审议意见之日起三个月内")
    ]
    (done,) = json.loads(run("rec", "handover", opinion, "--on", "2023-09-05", "--format", "json").out)
    assert [(one["kind"], one["due_on"], one["basis"]) for one in done["dates"]] == [("answer", "2023-12-05", "text")]
    assert "0        0        193" in run("load", papers).out
    assert "answer due       2023-12-05\n" in run("report", "show", opinion).out
    (moved,) = json.loads(run("rec", "handover", opinion, "--on", "2023-09-06", "--format", "json").out)
    assert [(one["before"], one["due_on"]) for one in moved["dates"]] == [("2023-12-05", "2023-12-06")]
    # The other opinion names no time: the house rule gives it.
    (other,) = json.loads(run("rec", "handover", "tangxi/6-12/5", "--on", "2023-09-05", "--format", "json").out)
    assert [(one["due_on"], one["basis"]) for one in other["dates"]] == [("2023-11-05", "house_rule")]
