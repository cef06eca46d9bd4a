"""In Chinese nothing of the program's own words is left in English."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

# Help is translated when a command is imported: the language has to be chosen in a process of its own.
_HELP = """
import json
from oversight import messages
messages.use("zh")
from oversight.cli.program import program

def pages(name, command, parent):
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    yield context.command_path, context.get_help()
    for verb in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from pages(verb, command.get_command(context, verb), context)

print(json.dumps(dict(pages("oversight", program(), None))))
"""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# "  --format csv|md   文件格式": what an option or a command means stands on the right.
_MEANING = re.compile(r" {2}(?P<name>\S+(?: \S+)*)(?: {2,}(?P<text>\S.*))?")
# "--db FILE|URL" and "REF...": a word for a value that stands for itself.
_STAND_IN = re.compile(
    r"\b(?:FILE|FOLDER|PATH|REF|DATE|NAME|TEXT|STATUS|SESSION|COMMAND|OPTIONS|CODE|ID|KEY|LINES|NUMBER|PACKET|PROBLEM"
    r"|A-B|DATABASE|INTO|N|NEW|ROLE|SHELL)\b"
)


@pytest.fixture(scope="module")
def help_pages() -> dict[str, str]:
    """The help of the program, of every noun and of every verb, in Chinese, by the command."""
    ran = subprocess.run([sys.executable, "-X", "utf8", "-c", _HELP], capture_output=True, encoding="utf-8", check=True)
    pages: dict[str, str] = json.loads(ran.stdout)
    return pages


def test_every_page_of_help_is_in_chinese(help_pages: dict[str, str]) -> None:
    assert {"oversight", "oversight rec", "oversight rec mark", "oversight export checklist"} <= set(help_pages)
    for command, page in help_pages.items():
        blocks = page.split("\n\n")
        assert blocks[0].startswith("用法："), command
        assert _CHINESE.search(blocks[1]), command
        for block in blocks[2:]:
            heading, *lines = block.splitlines()
            assert heading in {"命令", "参数", "选项", "示例"}, command
            if heading != "示例":
                meanings = [found["text"] for line in lines if (found := _MEANING.fullmatch(line)) and found["text"]]
                assert meanings, command
                assert all(_CHINESE.search(text) for text in meanings), (command, meanings)


def test_what_stands_for_a_value_is_in_chinese(help_pages: dict[str, str]) -> None:
    left = {(command, found[0]) for command, page in help_pages.items() for found in _STAND_IN.finditer(page)}
    assert left == set()
    assert "--output 文件" in help_pages["oversight rec list"]
    assert help_pages["oversight rec mark"].startswith("用法：oversight rec mark [选项] 状态 [编号]...")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["rec", "mark"], "错误：没有填写“状态”。\n  用法：oversight rec mark"),
        (["rec", "list", "--opne"], "错误：没有 --opne 这个选项。\n"),
        (["rec", "list", "--limit", "x"], "错误：--limit：要填整数。\n"),
        (["rec", "list", "--origin", "x"], "错误：--origin：只能填下列之一：opinion"),
        (["rec", "show", "18-33/5:p3"], "错误：18-33/5:p3 是问题的编号。\n  这里要填意见建议的编号"),
        (["member", "show", "王小二"], "错误：没有叫王小二的组成人员。\n  相近的有：王丽秀、王景耀、王英杰。请查看："),
        (["load", "nowhere"], "错误：没有这个文件或文件夹。\n"),
        (["rec", "mark", "done", "18-33/5:1.2"], "错误：标记办结要写明依据。\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_errors_are_chinese_sentences(run: Run, db: Path, argv: list[str], said: str) -> None:
    assert db.exists()
    assert run("--lang", "zh", *argv).err.startswith(said)


@pytest.mark.usefixtures("db")
def test_sentences_follow_each_other_without_a_space(run: Run) -> None:
    run("rec", "mark", "in-progress", "18-33/5:1.2", "--on", "2021-07-01")
    refused = run("--lang", "zh", "rec", "mark", "in-progress", "18-33/5:1.2")
    assert refused.err.endswith("李文书已作此标记，自2021-07-01起。没有改动任何内容。\n")


def test_a_history_names_what_happened(run: Run, db: Path) -> None:
    assert db.exists()
    assert run("rec", "mark", "in-progress", "18-33/5:3.3.2", "--on", "2021-05-01", "--note", "已立项").code == 0
    shown = run("--lang", "zh", "rec", "show", "18-33/5:3.3.2").out.partition("历史记录\n")[2]
    heading, _rule, *rows = shown.splitlines()
    assert heading.split() == ["日期", "录入时间", "经办人", "事项", "改前", "改后", "会议", "备注"]
    assert [row.split()[4] for row in rows] == ["新增", "状态", "短标题·新增", "短标题·新增", "状态"]
    assert rows[-1].split()[5:] == ["未办", "在办", "已立项"]


def test_what_stands_for_a_value_in_a_hint_is_chinese_as_well(run: Run, db: Path) -> None:
    assert db.exists()
    add = ("rule", "add", "--for", "answer", "--months", "3", "--from", "2020-01-01", "--source", "议事规则第三十条")
    assert run(*add).code == 0
    assert "oversight rule end 1 --on DATE" in run(*add).err
    said = run("--lang", "zh", *add).err
    assert "oversight rule end 1 --on 日期" in said
    assert "DATE" not in said


def test_what_doctor_advises_is_chinese_as_well(run: Run) -> None:
    (advice,) = [line for line in run("--lang", "zh", "doctor").out.splitlines() if "oversight load" in line]
    assert "oversight load 路径" in advice
    assert not _STAND_IN.search(advice)
