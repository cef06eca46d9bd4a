"""``org``, and what other commands make of aliases and successors."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PEOPLE, FUNDS = "18-33/5:2.1.2", "18-33/5:2.1.3"

pytestmark = pytest.mark.usefixtures("db")


def listed(run: Run, body: str) -> list[str]:
    return [row["ref"] for row in json.loads(run("rec", "list", "--body", body, "--format", "json").out)]


def test_names_and_successors(run: Run) -> None:
    assert (
        run("org", "rename", "财政部门", "区财政局", "--on", "2021-06-01").err
        == "财政部门 is called 区财政局 since 2021-06-01.\n"
    )
    assert run("org", "alias", "区财政局", "财金办", "--from", "2021-07-01").err == "区财政局 is also called 财金办.\n"
    ran = run("org", "merge", "民政部门", "人社部门", "--on", "2021年8月1日", "--note", "机构改革")
    assert ran.err == "人社部门 acts in the place of 民政部门 since 2021-08-01.\n"
    assert run("org", "add", "区数据局", "--alias", "数据办").err == "区数据局: put down.\n"
    assert listed(run, "财金办") == listed(run, "区财政局") == listed(run, "财政部门") == [FUNDS]
    assert listed(run, "人社部门") == listed(run, "民政部门") == [PEOPLE]
    assert listed(run, "区政府")[:1] == ["18-33/5:1.1.1"]
    assert "called now         民政部门 → 人社部门\n" in run("rec", "show", PEOPLE).out
    rows = {row["name"]: row for row in json.loads(run("org", "list", "--format", "json").out)}
    assert (rows["区财政局"]["other_names"], rows["区财政局"]["outstanding"]) == (["财政部门", "财金办"], 1)
    assert (rows["民政部门"]["successor"], rows["民政部门"]["succeeded_on"]) == ("人社部门", "2021-08-01")
    assert rows["编制部门"]["id"] is None
    page = run("org", "show", "人社部门").out
    assert page.startswith("人社部门\ntook the place of  民政部门 2021-08-01\n")
    assert PEOPLE in page
    assert json.loads(run("org", "show", "财政局", "--format", "json").out)["names"][0]["text"] == "财政部门"
    assert run("db", "check").code == 0


def test_a_body_that_is_not_there(run: Run) -> None:
    ran = run("org", "show", "区水利局")
    assert (ran.code, ran.out) == (3, "")
    assert run("org", "merge", "区水利局", "财政部门", "--on", "2021-06-01").code == 3
    assert run("org", "merge", "财政部门", "财政部门", "--on", "2021-06-01").code == 4
    assert run("org", "rename", "财政部门", "区财政局", "--on", "2051-06-01").code == 4


def test_a_body_that_only_papers_name_is_told_from_one_that_nobody_knows(run: Run) -> None:
    assert "oversight org add 财政部门" in run("org", "show", "财政部门").err
    assert "oversight org add" not in run("org", "show", "区水利局").err


def test_a_new_name_that_was_put_down_as_a_body_leads_to_a_merge(run: Run) -> None:
    assert run("org", "add", "区财政局").code == 0
    assert run("org", "add", "区财金局").code == 0
    ran = run("org", "rename", "区财政局", "区财金局", "--on", "2021-06-01")
    assert ran.code == 4
    command = ran.err.partition("oversight ")[2].split()
    assert command == ["org", "merge", "区财政局", "区财金局", "--on", "2021-06-01"]
    assert run(*command).code == 0


@pytest.mark.parametrize(
    ("command", "instead"),
    [
        (("rec", "assign", "18-33/5", "--propose"), "--report 18-33/5"),
        (("rec", "restore", "18-33"), "--session 18-33"),
        (("rec", "mark", "in-progress", "18-33"), "--of-session 18-33"),
        (("rec", "show", "18-33/5"), "oversight rec list --report 18-33/5"),
    ],
)
def test_a_paper_in_the_place_of_recommendations_leads_to_those_in_it(run: Run, command: tuple[str, ...], instead: str) -> None:
    ran = run(*command)
    assert ran.code == 2
    assert ran.err.rstrip().endswith(instead)


def test_status_by_body(run: Run) -> None:
    assert run("org", "rename", "财政部门", "区财政局", "--on", "2021-06-01").code == 0
    rows = json.loads(run("status", "--by", "body", "--format", "json").out)
    assert [(row["name"], row["leaves"]) for row in rows[:3]] == [("区人民政府", 19), ("区财政局", 1), ("编制部门", 1)]
    assert "区财政局" in run("status", "--by", "body", "--format", "csv").out
    assert json.loads(run("status", "--by", "session", "--format", "json").out)[0]["name"] == "18-33"
    assert run("status", "--by", "paper").code == 2


def test_whom_the_text_names_is_proposed(run: Run, tmp_path: Path) -> None:
    ran = run("rec", "assign", "18-33/5:2.1")
    assert (ran.code, ran.err) == (0, "Nobody else is named. Say who: --lead, --support.\n")
    assert "编制部门、民政部门、人社部门" in ran.out
    assert run("org", "add", "区应急办").code == 0
    edited = run("rec", "edit", "18-33/5:3.3.2", "--text", "由区应急办牵头，会同区财政局尽早完成储备库建设")
    assert edited.code == 0, edited.err
    before = run("log", "--format", "json").out
    ran = run("rec", "assign", "18-33/5:3.3", "--propose")
    assert ran.err == "Nothing was changed. To assign them so: --propose --yes\n"
    assert run("log", "--format", "json").out == before
    ran = run("rec", "assign", "18-33/5:3.3", "--propose", "--yes", "--format", "json", "--output", tmp_path / "assigned.json")
    assert ran.err.endswith("1 assigned.\n")
    (row,) = json.loads((tmp_path / "assigned.json").read_text(encoding="utf-8"))
    assert (row["ref"], row["lead"], row["supporting"]) == ("18-33/5:3.3.2", "区应急办", ["区财政局"])
    assert run("rec", "assign", "18-33/5:3.3", "--propose", "--lead", "区应急办").code == 2


def test_names_of_one_body_count_together(run: Run) -> None:
    def counted() -> dict[str, int]:
        rows = json.loads(run("status", "--by", "body", "--format", "json").out)
        return {row["name"]: row["leaves"] for row in rows if row["name"] and row["name"].endswith("政府")}

    before = counted()
    assert run("rec", "assign", "18-33/5:4.1", "--lead", "绿园区政府").code == 0
    assert counted() == before
    assert run("org", "add", "绿园区政府").code == 0
    assert sum(counted().values()) == sum(before.values())
