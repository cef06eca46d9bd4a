"""Whatever a person writes by any command is taken back, brought back, and can be written once more."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

LEAF, OTHER = "18-33/5:1.1.1", "18-33/5:2.1.1"

# For each command that writes: what has to be so before, and the command itself.
VERBS: dict[str, tuple[list[str], str]] = {
    "mark": ([], f"rec mark done {LEAF} --session 18-33"),
    "mark with answers": ([], "rec mark done 18-28/0:1 --session 18-33"),
    "note": ([], f"rec note {LEAF} 已催办"),
    "add": ([], "rec add 18-33/5:3 --text 每半年开展一次应急演练 --bodies 区应急管理局、区财政局"),
    "edit": ([], f"rec edit {LEAF} --text 建立联动机制 --heading 机制 --title 机制"),
    "split": ([], f"rec split {LEAF} --at 处理好统"),
    "merge": ([], f"rec merge {LEAF} 18-33/5:1.1.2 --note 同一事项"),
    "drop": ([], "rec drop 18-33/5:1 --reason 不单独交办"),
    "restore": (["rec drop 18-33/5:1 --reason 不单独交办"], "rec restore 18-33/5:1"),
    "link": ([], f"rec link {OTHER} --problem 18-33/5:p1"),
    "unlink": ([], "rec link 18-33/4:1.1.1 --same-as 18-33/5:1.1.1 --remove"),
    "assign": ([], f"rec assign {LEAF} --lead 区应急管理局 --support 区财政局 --person 王涛"),
    "assign anew": ([f"rec assign {LEAF} --lead 区财政局"], f"rec assign {LEAF} --lead 区应急管理局"),
    "assign as read": ([f"rec assign {LEAF} --lead 区财政局"], f"rec assign {LEAF} --as-read"),
    "due": ([], f"rec due {LEAF} --on 2021-12-31 --basis resolution"),
    "extend": (
        [f"rec due {LEAF} --on 2021-12-31 --basis resolution"],
        f"rec due {LEAF} --on 2022-06-30 --basis resolution --reason 资金未到位",
    ),
    "due corrected": (
        [f"rec due {LEAF} --on 2021-12-31 --basis text"],
        f"rec due {LEAF} --on 2021-12-31 --basis resolution --source 主任会议纪要第5期",
    ),
    "handover": ([], "rec handover 18-33/5 --on 2021-04-20 --number 绿人发〔2021〕8号"),
    "handover by rule": (
        ["rule add --for answer --origin opinion --months 3 --from 2020-01-01 --source 议事规则第三十条"],
        "rec handover 18-33/5 --on 2021-04-20",
    ),
    "handover corrected": (
        [
            "rule add --for answer --origin opinion --months 3 --from 2020-01-01 --source 议事规则第三十条",
            "rec handover 18-33/5 --on 2021-04-20",
        ],
        "rec handover 18-33/5 --on 2021-04-22",
    ),
    "reply": ([], f"rec reply {LEAF} --from 区政府 --on 2021-07-12 --class planned --text 年内完成 --promised-on 2021-12-31"),
    "claim": ([], "rec claim 18-28/0:1 --class planned"),
    "send back": ([], "rec send-back 18-28/0:1 --note 未见开工"),
    "problem add": ([], "problem add 18-33/4 --text 应急队伍装备老化"),
    "problem edit": ([], "problem edit 18-33/4:p1 --text 机制不顺"),
    "problem drop": ([], "problem drop 18-33/4:p1 --reason 不是问题"),
    "problem restore": (["problem drop 18-33/4:p1 --reason 不是问题"], "problem restore 18-33/4:p1"),
    "member add": ([], "member add 周敏 --from 2021-05-01"),
    "member edit": ([], "member edit 庄红 --name 庄虹"),
    "member role": ([], "member edit 庄红 --role vice_chair"),
    "member leave": ([], "member leave 庄红 --on 2021-05-01"),
    "member confirm": ([], "member confirm --yes"),
    "attendance": ([], "attendance mark 18-33 庄红 leave --reason 出差"),
    "session add": ([], "session add 18-34 --date 2021-06-25"),
    "session edit": (["session add 18-34 --date 2021-06-25"], "session edit 18-34 --date 2021-06-29 --note 因防汛延期"),
    "rule add": ([], "rule add --for answer --origin opinion --months 3 --from 2020-01-01 --source 议事规则第三十条"),
    "rule end": (["rule add --for plan --working-days 15 --from 2021-01-01 --source 办法第九条"], "rule end 1 --on 2023-12-31"),
    "calendar add": ([], "calendar add 2021-08-16 --off 自治州州庆"),
    "org add": ([], "org add 区应急管理局 --alias 应急局"),
    "org alias": (["org add 区应急管理局"], "org alias 区应急管理局 应急部门"),
    "org rename": (["org add 区安监局"], "org rename 区安监局 区应急管理局 --on 2019-03-01"),
    "org merge": (["org add 区粮食局", "org add 区发展和改革局"], "org merge 区粮食局 区发展和改革局 --on 2019-03-01"),
}


def standing(db: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows that stand, without the counts of how often they were touched and without their keys."""
    result: dict[str, list[dict[str, Any]]] = {}
    with closing(sqlite3.connect(db)) as connection:
        connection.row_factory = sqlite3.Row
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            rows = [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608 -- a table's own name
            if rows and "withdrawn_at" in rows[0]:
                result[name] = [
                    {column: value for column, value in row.items() if column not in {"version", "updated_at"}}
                    for row in rows
                    if row["withdrawn_at"] is None
                ]
    return {name: sorted(rows, key=lambda row: int(row["id"])) for name, rows in result.items() if rows}


def counts(found: dict[str, list[dict[str, Any]]]) -> dict[str, int]:
    return {name: len(rows) for name, rows in found.items()}


@pytest.mark.parametrize("verb", VERBS)
def test_it_is_taken_back_brought_back_and_written_once_more(run: Run, db: Path, verb: str) -> None:
    first, command = VERBS[verb]
    for one in first:
        assert run(*one.split()).code == 0
    before = standing(db)
    done = run(*command.split(), *(["--yes"] if "--yes" not in command and command.startswith("rec drop") else []))
    assert done.code == 0, done.err
    after = standing(db)
    undone = run("undo", "--yes")
    assert undone.code == 0, undone.err
    assert standing(db) == before
    number = undone.err.rpartition("oversight undo ")[2].strip()
    assert run("undo", number, "--yes").code == 0
    assert standing(db) == after
    assert run("undo", "--yes").code == 0
    assert standing(db) == before
    again = run(*command.split())
    assert again.code == 0, again.err
    assert counts(standing(db)) == counts(after)
    assert run("db", "check").out == ""
