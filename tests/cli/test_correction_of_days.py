"""What corrects a reading is so since the row was raised: on every day since; the past of the database stays as it was told."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

LEAF, OTHER, PROBLEM = "18-33/5:1.1.1", "18-33/5:1.1.2", "18-33/4:p1"
RAISED, LATER = "2021-04-16", "2021-05-20"

pytestmark = pytest.mark.usefixtures("db")


def ask(run: Run, *argv: object) -> Any:
    ran = run(*argv, "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def do(run: Run, *argv: object) -> None:
    ran = run(*argv)
    assert ran.code == 0, ran.err


def listed(run: Run, *when: str) -> dict[str, Any]:
    """All that is followed, by ref."""
    return {row["ref"]: row for row in ask(run, "rec", "list", *when)}


def problems(run: Run, *when: str) -> dict[str, str]:
    return {row["ref"]: row["text"] for row in ask(run, "problem", "list", "--report", "18-33/4", *when)}


def now() -> str:
    return datetime.now(UTC).isoformat()


def seen(run: Run, *when: str) -> list[Any]:
    """What lists, the matrix and a sheet say, aside from how often a row was touched."""
    aside = {"version", "updated_on"}
    rows = [{name: value for name, value in row.items() if name not in aside} for row in listed(run, *when).values()]
    return [rows, problems(run, *when), ask(run, "rec", "matrix", *when), ask(run, "status", *when)]


CORRECTIONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "edit": (("rec", "edit", LEAF, "--text", "改写", "--heading", "机制"),),
    "level": (("rec", "edit", "18-33/5:1.2", "--level", "action"),),
    "problem edit": (("problem", "edit", PROBLEM, "--text", "机制不顺"),),
    "problem drop": (("problem", "drop", PROBLEM, "--reason", "不是问题"),),
    "drop": (("rec", "drop", LEAF, "--reason", "属工作原则"),),
    "split": (("rec", "split", LEAF, "--at", "处理好统"),),
    "split of a whole": (("rec", "split", "18-33/5:1.2", "--at", "确保灾情"),),
    "merge": (("rec", "merge", LEAF, OTHER, "--status", "in-progress"),),
    "unlink": (("rec", "link", "18-33/4:1.1.1", "--same-as", LEAF, "--remove"),),
    "drop of a whole": (("rec", "drop", "18-33/5:1", "--reason", "属背景", "--yes"),),
}


@pytest.mark.parametrize("verb", CORRECTIONS)
def test_it_is_so_on_every_day_and_was_not_known_before(run: Run, verb: str) -> None:
    do(run, "rec", "mark", "in-progress", LEAF, "--on", "2021-06-01")
    before, told = {day: seen(run, "--as-of", day) for day in (RAISED, LATER, "2021-07-01")}, now()
    for command in CORRECTIONS[verb]:
        do(run, *command)
    for day, then in before.items():
        assert seen(run, "--as-of", day) != then, day
        assert seen(run, "--as-of", day, "--known-at", told) == then, day
    do(run, "undo", "--yes")
    for day, then in before.items():
        assert seen(run, "--as-of", day) == then, day
    assert run("db", "check").code == 0


def test_words_read_otherwise_on_past_days(run: Run) -> None:
    do(run, "rec", "edit", LEAF, "--text", "改写")
    assert {listed(run, *when)[LEAF]["text"] for when in ((), ("--as-of", RAISED), ("--as-of", "18-33"))} == {"改写"}
    assert LEAF not in listed(run, "--as-of", "2021-04-15")
    do(run, "rec", "edit", LEAF, "--text", "再改")
    assert listed(run, "--as-of", LATER)[LEAF]["text"] == "再改"
    do(run, "rec", "edit", LEAF, "--as-read")
    assert listed(run, "--as-of", LATER)[LEAF]["text"] == listed(run)[LEAF]["text"] != "再改"


def test_what_never_was_a_demand_and_what_was_given_up(run: Run) -> None:
    for ref, more in ((LEAF, ()), (OTHER, ("--on", "2021-06-01")), ("18-33/5:1.1.3", ("--session", "18-33"))):
        do(run, "rec", "drop", ref, "--reason", "略", *more)
    for day, rows in ((RAISED, [OTHER]), (LATER, [OTHER]), ("2021-06-01", [])):
        asked = listed(run, "--as-of", day)
        assert [ref for ref in (LEAF, OTHER, "18-33/5:1.1.3") if ref in asked] == rows, day
    # What is one after all has been one all along; what was given up stands again since today.
    for ref in (LEAF, OTHER):
        do(run, "rec", "restore", ref)
    for day, rows in ((LATER, [LEAF, OTHER]), ("2021-06-01", [LEAF])):
        asked = listed(run, "--as-of", day)
        assert [ref for ref in (LEAF, OTHER) if ref in asked] == rows, day
    assert {LEAF, OTHER} <= set(listed(run))
    assert run("db", "check").code == 0


def test_what_is_said_and_what_is_refused(run: Run) -> None:
    said = "It counts as never asked, on past days too. If the committee gave it up on a day, undo this, and say: oversight rec drop REF"
    assert said in run("rec", "drop", LEAF, "--reason", "属工作原则").err
    assert said not in run("rec", "drop", OTHER, "--reason", "已取消", "--on", "2021-06-01").err
    for wrong, why in (("2021-04-01", "is before it was raised"), ("2999-01-01", "is in the future")):
        ran = run("rec", "drop", "18-33/5:1.1.3", "--reason", "已取消", "--on", wrong)
        assert ran.code == 4
        assert why in ran.err


def test_a_correction_holds_no_session_on_its_day(run: Run) -> None:
    do(run, "session", "add", "18-34", "--date", "2021-06-25")
    do(run, "rec", "edit", LEAF, "--text", "改写")
    do(run, "rec", "drop", OTHER, "--reason", "属工作原则")
    do(run, "session", "edit", "18-33", "--date", "2021-04-20")
    do(run, "undo", "--yes")
    do(run, "rec", "drop", "18-33/5:1.1.3", "--reason", "已取消", "--on", "2021-04-18")
    ran = run("session", "edit", "18-33", "--date", "2021-04-20")
    assert (ran.code, "change 7 (rec drop" in ran.err) == (4, True), ran.err


DAYS = (RAISED, "2021-05-09", "2021-05-10", "2021-06-30", "2021-07-01", "2021-08-01")


def test_a_part_was_never_further_than_the_whole(run: Run) -> None:
    do(run, "rec", "mark", "in-progress", LEAF, "--on", "2021-05-10", "--note", "已部署")
    do(run, "rec", "assign", LEAF, "--lead", "区交通局", "--on", "2021-05-10")
    dated = ("--on", "2021-12-31", "--basis", "resolution")
    do(run, "rec", "due", LEAF, *dated, "--granted-on", "2021-06-30", "--granted-by", "主任会议", "--reason", "施工")
    do(run, "rec", "mark", "done", LEAF, "--on", "2021-07-01", "--evidence", "验收单")
    alike = ("status", "lead", "supporting", "due_on", "origin", "report")
    whole = {day: [listed(run, "--as-of", day)[LEAF][name] for name in alike] for day in DAYS}
    assert len({str(one) for one in whole.values()}) > 3
    known = set(listed(run))
    do(run, "rec", "split", LEAF, "--at", "处理好统")
    (part,) = set(listed(run)) - known
    for day in DAYS:
        rows = listed(run, "--as-of", day)
        assert [[rows[ref][name] for name in alike] for ref in (LEAF, part)] == [whole[day], whole[day]], day
    matrix = {row["ref"]: row for row in ask(run, "rec", "matrix")}
    assert matrix[part]["sessions"] == matrix[LEAF]["sessions"]
    # Where the whole was raised is not where it was cut.
    assert ask(run, "log", "--limit", "1")[0]["decided_at"] == []
    told = ask(run, "rec", "history", part)
    assert [one["note"] for one in told if one["field"] == "status"] == [f"taken over from {LEAF}", "已部署", None]
    assert run("db", "check").code == 0


def test_what_goes_into_another_one_goes_with_its_days(run: Run) -> None:
    do(run, "rec", "mark", "in-progress", OTHER, "--on", "2021-05-10")
    do(
        run,
        "rec",
        "due",
        OTHER,
        "--on",
        "2021-12-31",
        "--basis",
        "resolution",
        "--granted-on",
        "2021-06-01",
        "--granted-by",
        "主任会议",
    )
    claim = ("--from", "区政府", "--on", "2021-07-12", "--class", "under-way", "--text", "正在办理")
    do(run, "rec", "reply", OTHER, *claim)
    do(run, "rec", "merge", LEAF, OTHER, "--status", "in-progress")
    for day, status, due_on, replies in (
        (RAISED, "open", None, 0),
        ("2021-05-10", "in_progress", None, 0),
        ("2021-06-01", "in_progress", "2021-12-31", 0),
        ("2021-07-12", "in_progress", "2021-12-31", 1),
    ):
        rows = listed(run, "--as-of", day)
        assert OTHER not in rows
        assert (rows[LEAF]["status"], rows[LEAF]["due_on"]) == (status, due_on), day
        assert len(ask(run, "rec", "show", LEAF, "--as-of", day)["replies"]) == replies, day
    assert run("db", "check").code == 0


def test_the_pack_of_a_past_session_carries_no_misreading(run: Run, tmp_path: Path) -> None:
    do(run, "session", "add", "18-34", "--date", "2021-06-25")
    do(run, "rec", "edit", LEAF, "--text", "改写为一句")
    do(run, "rec", "drop", OTHER, "--reason", "属工作原则")
    do(run, "session", "pack", "18-34", tmp_path / "pack")
    papers = "".join(file.read_text(encoding="utf-8-sig") for file in sorted((tmp_path / "pack").rglob("*.csv")))
    assert LEAF in papers
    assert "改写为一句" in papers
    assert OTHER not in papers
