"""``oversight coverage``: every line of the papers is accounted for, and what is not is named."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from oversight.database.engine import open_engine
from tests.cli.conftest import SEEDS, Run

PACKETS = Path(__file__).parents[1] / "packets"
DEPOT = "尽早完成区级应急物资储备库建设"

# A committee's survey with one demand that stands where no demand stands: in a paragraph before the first section.
SURVEY = """砚湖区四届人大常委会举行第十三次会议
9月6日，砚湖区四届人大常委会举行第十三次会议。

砚湖区人大常委会
关于养老服务情况的调研报告
2023年9月6日
砚湖区人大常委会副主任　荆自远

主任、各位副主任、各位委员：
　　为做好审议工作，常委会组织开展了调研。调研组走访了十二个社区，各社区都必须在年内公布服务清单。现将情况报告如下：
　　一、基本情况
　　全区共有养老机构九家。近年来，区政府要求各街道加快建设服务站点。
　　二、存在的问题
　　一是床位不足。全区每千名老人只有二十张床位。
　　三、几点建议
　　一是增加床位。区民政局要制定床位建设方案。
"""


def change(url: str, statement: str) -> None:
    with open_engine(url).begin() as connection:
        assert connection.execute(text(statement)).rowcount == 1


def lines_of(run: Run, *argv: object) -> list[dict[str, Any]]:
    ran = run(*argv, "--format", "json")
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


@pytest.fixture
def on(run: Run, empty_url: str) -> tuple[str, str]:
    """The options that lead to a database with the sample papers, on each engine."""
    assert run("--db", empty_url, "load", SEEDS).code == 0
    return ("--db", empty_url)


def test_a_load_counts_what_is_open(run: Run) -> None:
    ran = run("load", SEEDS)
    assert "0 passages open.\n" in ran.err
    again = run("load", SEEDS, "--format", "json")
    assert json.loads(again.out)[0]["open_passages"] == 0
    assert "passages open" not in run("load", SEEDS, "--dry-run").err


def test_every_line_of_the_sample_is_accounted_for(run: Run, on: tuple[str, str]) -> None:
    rows = lines_of(run, *on, "coverage", "18-33")
    assert [row["line"] for row in rows] == list(range(1, 2032))
    assert {row["state"] for row in rows} == {"row", "aside"}
    assert all((row["rule"] is None) is (row["state"] == "row") for row in rows)
    assert all(bool(row["refs"]) is (row["state"] == "row") for row in rows)
    rules = {row["rule"] for row in rows}
    assert {"blank", "news", "front", "salutation", "heading", "account", "principle", "closing", "not_the_committees"} <= rules
    ran = run(*on, "coverage", "18-33")
    assert ran.err == "18-33: 0 passages open.\n"
    assert "18-33/5" in ran.out
    assert run(*on, "coverage", SEEDS).out == ran.out


@pytest.mark.parametrize(
    "how",
    ["UPDATE recommendation SET withdrawn_at = '2026-01-01 00:00:00+00:00' WHERE id = {id}", "DELETE"],
    ids=["withdrawn", "deleted"],
)
def test_a_row_that_goes_leaves_its_lines_open(run: Run, on: tuple[str, str], how: str) -> None:
    shown = json.loads(run(*on, "rec", "show", "18-33/5:3.3.2", "--format", "json").out)
    first, last = shown["source"]["lines"]
    if how == "DELETE":
        for table, column in (
            ("title", "recommendation_id"),
            ("link", "to_id"),
            ("link", "from_id"),
            ("responsibility", "recommendation_id"),
        ):
            with open_engine(on[1]).begin() as connection:
                connection.execute(text(f"DELETE FROM {table} WHERE {column} = {shown['id']}"))  # noqa: S608 -- names of ours
        change(on[1], f"DELETE FROM recommendation WHERE id = {shown['id']}")  # noqa: S608 -- a key
    else:
        change(on[1], how.format(id=shown["id"]))
    rows = lines_of(run, *on, "coverage", "18-33")
    assert [row["line"] for row in rows if row["state"] == "open"] == [
        row["line"] for row in rows if first <= row["line"] <= last and row["text"]
    ]
    ran = run(*on, "coverage", "18-33")
    assert ran.err == "18-33: 1 passage open.\n"
    assert DEPOT in ran.out
    assert f"lvyuan-18-33.txt, line{'s' if first != last else ''} {first}" in ran.out
    assert "read as 5:3.3.2" in ran.out


def test_a_report_a_member_or_a_reply_that_goes_is_missed(run: Run, on: tuple[str, str]) -> None:
    for table, which in (
        ("attendance", "name = '杜玉凤'"),
        ("reply", "id = (SELECT MIN(id) FROM reply)"),
        ("report", "title LIKE '%审议意见' AND number = 5"),
        ("problem", "id = (SELECT MIN(id) FROM problem)"),
        ("agenda_item", "number = 1"),
    ):
        change(on[1], f"UPDATE {table} SET withdrawn_at = '2026-01-01 00:00:00+00:00' WHERE {which}")  # noqa: S608 -- above
    ran = run(*on, "coverage", "18-33")
    assert ran.err == "18-33: 5 passages open.\n"
    for words in ("杜玉凤", "read as 1,", "read as 28-", "read as 1:p1", "read as 5,"):
        assert words in ran.out.replace("read as 18-28", "read as 28-"), words


def test_what_staff_take_off_the_list_is_set_aside_by_a_person(run: Run, on: tuple[str, str]) -> None:
    assert run(*on, "rec", "drop", "18-33/5:1", "--reason", "已由市里统一部署").code == 0
    rows = [row for row in lines_of(run, *on, "coverage", "18-33") if row["rule"] == "person"]
    assert {row["reason"] for row in rows} == {"已由市里统一部署"}
    assert run(*on, "coverage", "18-33").err == "18-33: 0 passages open.\n"


def test_a_demand_outside_of_any_section_is_open_until_a_person_says_why(run: Run, empty_url: str, tmp_path: Path) -> None:
    on = ("--db", empty_url)
    paper = tmp_path / "survey.txt"
    paper.write_text(SURVEY, encoding="utf-8")
    loaded = run(*on, "load", paper)
    assert "1 passage open. See: oversight coverage 4-13" in loaded.err
    (row,) = [row for row in lines_of(run, *on, "coverage", "4-13") if row["state"] == "open"]
    assert row["line"] == 10
    ran = run(*on, "coverage", "4-13")
    assert "survey.txt, line 10  asks for something, but is in no row  调研组走访了十二个社区" in ran.out
    # A section of achievements is set aside by its heading, whatever words it uses.
    assert "加快建设" not in ran.out

    assert run(*on, "coverage", "4-13", "--set-aside", "survey.txt:10").code == 4
    assert run(*on, "coverage", "4-13", "--reason", "引述").code == 2
    assert run(*on, "coverage", "4-13", "--set-aside", "survey.txt:12", "--reason", "引述").code == 4
    assert run(*on, "coverage", "4-13", "--set-aside", "other.txt:10", "--reason", "引述").code == 3
    assert run(*on, "coverage", "4-13", "--set-aside", "survey.txt:99", "--reason", "引述").code == 3
    assert run(*on, "coverage", "4-13", "--set-aside", "survey.txt:x", "--reason", "引述").code == 2
    done = run(*on, "coverage", "4-13", "--set-aside", "survey.txt:10", "--reason", "社区自定，不属审议意见")
    assert done.code == 0, done.err
    assert "set aside, survey.txt, line 10" in done.err
    assert run(*on, "coverage", "4-13").err == "4-13: 0 passages open.\n"
    assert run(*on, "log", "--limit", "1").out.count("passage set aside") == 1
    assert run(*on, "db", "check").code == 0

    # It outlives a corrected paper in which the passage stands elsewhere.
    paper.write_text(SURVEY.replace("主任、各位副主任", "\n\n主任、各位副主任").replace("九家", "十家"), encoding="utf-8")
    assert "0 passages open." in run(*on, "load", paper).err
    (row,) = [row for row in lines_of(run, *on, "coverage", "4-13") if row["rule"] == "person"]
    assert (row["line"], row["reason"]) == (12, "社区自定，不属审议意见")


def test_what_is_not_there(run: Run, db: Path, tmp_path: Path) -> None:
    assert run("coverage", "18-99").code == 3
    other = tmp_path / "survey.txt"
    other.write_text(SURVEY, encoding="utf-8")
    ran = run("coverage", other)
    assert ran.code == 3
    assert "oversight load" in ran.err
    assert db.is_file()


@pytest.mark.parametrize(
    "packet", [path for path in sorted(PACKETS.iterdir()) if list(path.glob("*-*.[tpd]*"))], ids=lambda p: p.name
)
def test_no_packet_leaves_a_passage_open(run: Run, packet: Path) -> None:
    ran = run("load", packet)
    assert ran.code == 0, ran.err
    assert "0 passages open.\n" in ran.err


def test_what_staff_put_in_does_not_keep_a_superseded_paper_in_force(run: Run, empty_url: str, tmp_path: Path) -> None:
    added = "全区每千名老人只有二十张床位。"
    versions = (SURVEY, SURVEY.replace("床位建设方案", "三年床位建设方案"), SURVEY.replace(added, "床位不够。"))
    on, line = ("--db", empty_url), SURVEY.splitlines().index(f"　　一是床位不足。{added}") + 1
    for number, version in enumerate(versions):
        paper = tmp_path / str(number) / "survey.txt"
        paper.parent.mkdir()
        paper.write_text("\n" * number + version, encoding="utf-8")
        loaded = run(*on, "load", paper)
        assert loaded.code == 0, loaded.err
        if number == 0:
            assert run(*on, "rec", "add", "4-13/1", "--lines", line, "--text", added.rstrip("。")).code == 0
        covered = lines_of(run, *on, "coverage", "4-13")
        # Of the versions that were read only the newest is accounted for.
        assert len(covered) == len(version.splitlines()) + number
        (shown,) = lines_of(run, *on, "rec", "list", "--search", added.rstrip("。"))
        # Where the newest has the words no more, the row stays where they were read last.
        assert shown["source"]["lines"] == [line + min(number, 1)] * 2
        assert run(*on, "db", "check").code == 0


def test_the_order_in_which_members_are_listed_is_no_open_line(run: Run, db: Path, tmp_path: Path) -> None:
    paper = tmp_path / "list.txt"
    paper.write_text(
        "砚湖区第四届人大常委会第十三次会议\n出席人员名单\n主　任：荆自远\n委　员：（按姓氏笔画为序）\n丁汉卿　杜　衡　李　淳\n",
        encoding="utf-8",
    )
    assert run("--db", db, "load", paper).code == 0
    (row,) = [row for row in lines_of(run, "--db", db, "coverage", "4-13") if "笔画" in row["text"]]
    assert (row["state"], row["rule"]) == ("aside", "front")
