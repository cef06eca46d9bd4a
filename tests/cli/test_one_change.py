"""Every command that writes is one change; what is refused is none. A load is one a packet, with the titles that lie beside it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, Run
from tests.cli.test_coverage import SURVEY
from tests.cli.test_program import COMMANDS
from tests.cli.test_review import AFTER, BEFORE, OPINION
from tests.cli.test_rules_and_calendar import PLAN
from tests.cli.test_undo_each_verb import VERBS

NAMES = {" ".join(command) for command in COMMANDS}

# They read, or keep the database as a whole: what they do is no fact of a committee.
READS = {
    *("explain", "verify", "status", "inbox", "due", "log", "doctor", "export checklist"),
    *("rec list", "rec show", "rec history", "rec matrix", "rec promises", "problem list", "problem show"),
    *("session list", "session show", "session pack", "attendance show", "attendance summary", "member list", "member show"),
    *("org list", "org show", "report list", "report show", "report text", "rule list", "calendar list"),
    *("db path", "db info", "db upgrade", "db check", "db seal", "db backup", "db restore"),
}

# Beside the verbs of which each is taken back: what has to be so before, and the command itself.
FURTHER: dict[str, tuple[list[str], str]] = {
    "load": ([], f"load {SEEDS.parent / 'tests' / 'scenario' / 'papers' / '18-34.txt'}"),
    "answer": (["load 1/opinion.txt", "load 2/opinion.txt"], "review --doubt 1 --answer same"),
    "set aside": (["load survey.txt"], "coverage 4-13 --set-aside survey.txt:10 --reason 引述"),
    "calendar import": ([], "calendar import 2040 plan.csv --source 某办〔2039〕1号"),
    "problem link": ([], "problem link 18-33/4:p1 18-33/5:4"),
    "assign as proposed": (
        ["org add 区应急办", "rec edit 18-33/5:3.3.2 --text 由区应急办牵头尽早完成储备库建设"],
        "rec assign 18-33/5:3.3 --propose --yes",
    ),
    "undo": (["rec note 18-33/5:1.1.1 已催办"], "undo --yes"),
}
WRITES = VERBS | FURTHER


def name_of(command: str) -> str:
    first, second, *_rest = command.split()
    return f"{first} {second}" if f"{first} {second}" in NAMES else first


def count(run: Run) -> int:
    return len(json.loads(run("log", "--format", "json").out))


@pytest.fixture(autouse=True)
def _papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are read, in the folder where the commands are typed."""
    for name, text in {
        "1/opinion.txt": OPINION.format(BEFORE),
        "2/opinion.txt": OPINION.format(AFTER),
        "survey.txt": SURVEY,
        "plan.csv": PLAN,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_no_command_is_forgotten() -> None:
    writes = {name_of(command) for _first, command in WRITES.values()}
    assert writes | READS | {"quickstart"} == NAMES
    assert writes & READS == set()


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("verb", WRITES)
def test_it_is_one_change(run: Run, verb: str) -> None:
    first, command = WRITES[verb]
    for one in first:
        assert run(*one.split()).code == 0
    before = count(run)
    done = run(*command.split())
    assert (done.code, count(run)) == (0, before + 1), done.err
    # Said once more, it is another change, or refused, or there is nothing to do.
    again = run(*command.split())
    assert count(run) - before - 1 <= (again.code == 0), again.err


def test_a_packet_is_one_change_and_its_titles_come_with_it(run: Run) -> None:
    assert run("quickstart").code == 0
    assert count(run) == 1
    assert run("quickstart").code == 0
    assert run("load", SEEDS).code == 0
    assert count(run) == 1
    assert run("undo", "--yes").code == 0
    assert json.loads(run("rec", "list", "--all", "--format", "json").out) == []
    assert run("undo", "2", "--yes").code == 0
    assert {row["title"] for row in json.loads(run("rec", "list", "--format", "json").out)} >= {
        "Build the district emergency supply depot"
    }
