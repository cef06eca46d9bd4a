"""The program as a whole: help, options, errors, exit codes."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from oversight.cli.program import places, program
from oversight.cli.terminal import columns_of
from tests.cli.conftest import Run

COMMANDS = [
    [noun, verb] if verb else [noun]
    for noun in places()
    for verb in (getattr(program().get_command(None, noun), "commands", None) or [None])
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(run: Run, command: list[str]) -> None:
    ran = run(*command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: oversight {' '.join(command)}")
    assert f" {' '.join(command)}" in ran.out.split("Examples\n")[1]
    assert ran.err == ""


def test_all_commands_of_the_contract_are_there() -> None:
    wanted = """quickstart; load; explain; status; rec list; rec show; rec mark; rec note; rec history; session list; session show;
        attendance show; attendance summary; member list; member show; report list; report show; report text; problem list;
        problem show; export checklist; log; db path; db info; db upgrade; db check; db backup; db restore; doctor"""
    assert {" ".join(command) for command in COMMANDS} >= {name.strip() for name in wanted.split(";")}


def test_every_option_says_what_it_does() -> None:
    for noun in places():
        command = program().get_command(None, noun)
        for verb in getattr(command, "commands", {"": command}).values():
            assert all(parameter.help for parameter in verb.params), verb.name


def test_help_and_version(run: Run) -> None:
    assert all(f"\n  {noun} " in run("--help").out for noun in places())
    assert run("--version").out.startswith("oversight ")
    assert run("--version").code == 0


def test_a_noun_lists_its_verbs(run: Run) -> None:
    ran = run("rec")
    assert ran.code == 2
    assert "\n  mark " in ran.err
    assert run("rec", "--help").out.splitlines()[2] == "recommendations: list, show, mark, note, history"


@pytest.mark.parametrize(
    ("argv", "what", "hint"),
    [
        (["rce"], "no command oversight rce", "rec"),
        (["rec", "lst"], "no command oversight rec lst", "list"),
        (["zzz"], "no command oversight zzz", "oversight --help"),
        (["rec", "list", "--opne"], "no option --opne", "--open"),
        (["rec", "list", "--zzz"], "no option --zzz", "rec list --help"),
        (["rec", "list", "--lang", "zh"], "no option --lang", "oversight --lang"),
        (["rec", "show"], "REF is missing", "rec show --help"),
        (["rec", "show", "1", "2", "3"], "Too many words: 2 3.", "--help"),
        (["rec", "list", "--limit", "x"], "--limit: it is a whole number.", "--help"),
        (["rec", "list", "--limit"], "--limit takes a value.", ""),
        (["rec", "list", "--open=1"], "--open takes no value.", ""),
        (["rec", "list", "--format", "xml"], "--format: it is one of: table, json", "--help"),
        (["rec", "list", "--origin", "x"], "--origin: it is one of: opinion (审议意见), suggestion", "--help"),
        (["--lang", "fr", "rec", "list"], "--lang: it is zh or en.", "--help"),
        (["rec", "list", "--due-before", "2021-02-30"], "2021-02-30 is no date", "2021-04-16"),
        (["attendance", "summary", "--from", "2022-01-01", "--to", "2021-01-01"], "--from is after --to", "Exchange"),
        (["rec", "mark", "finished", "1"], "no status finished", "open (未办), in-progress (在办), done (办结)"),
        (["--show-completion", "cmd"], "--show-completion: it is one of: bash", "--help"),
        (["--db", "mysql://h/d", "rec", "list"], "mysql", "postgresql://"),
        (["--db", "", "rec", "list"], "--db: it names no database.", "--help"),
        (["rec", "list", "--search", "\udcce\udcef"], "--search: it is not UTF-8.", "--help"),
        (["--by", "\udcce\udcef", "rec", "list"], "--by: it is not UTF-8.", "--help"),
        (["rec", "note", "1", "\udcce\udcef"], "TEXT: it is not UTF-8.", "--help"),
        (["log", "--limit", "0"], "A limit is a number from 1 on", ""),
    ],
)
def test_wrong_use_is_said_in_our_words(run: Run, argv: list[str], what: str, hint: str) -> None:
    ran = run(*argv)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("error: ")
    assert what in ran.err.splitlines()[0]
    assert hint in ran.err


@pytest.mark.parametrize("text", ["2021/4/16", "2021年4月16日", "20210416", "2021.4.16"])
def test_days_are_read_as_people_write_them(run: Run, db: Path, text: str) -> None:
    assert db.exists()
    assert run("attendance", "summary", "--from", text, "--to", text, "--format", "ndjson").out.count("18-33") == 1


def test_what_is_unexpected_is_one_line_and_debug_shows_where(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("surprise \x1b[31m")

    monkeypatch.setattr("oversight.settings.database_url", broken)
    ran = run("db", "path")
    assert ran.code == 1
    assert ran.err.startswith("error: Something unexpected happened: RuntimeError: surprise \ufffd[31m\n")
    assert "--debug" in ran.err
    assert "Traceback" not in ran.err
    assert "Traceback" in run("--debug", "db", "path").err


def test_ctrl_c_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("oversight.settings.database_url", interrupted)
    ran = run("db", "path")
    assert ran.code == 130
    assert "Interrupted" in ran.err


def test_a_reader_that_goes_away_is_no_error(db: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -c 'from oversight.cli.main import main; main()' rec list --all --format ndjson | head -1"
    ran = subprocess.run(
        ["/bin/sh", "-c", command], env={**os.environ, "OVERSIGHT_DB": str(db)}, capture_output=True, check=False
    )
    assert ran.stderr == b""
    assert ran.stdout.count(b"\n") == 1


def test_the_language_is_chosen_by_option_environment_and_locale(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert db.exists()
    assert "未办" in run("--lang", "zh", "rec", "list", "--limit", "4").out
    monkeypatch.setenv("OVERSIGHT_LANG", "zh")
    assert "未办" in run("rec", "list", "--limit", "4").out
    assert "open" in run("--lang", "en", "rec", "list", "--limit", "4").out
    monkeypatch.delenv("OVERSIGHT_LANG")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "未办" in run("rec", "list", "--limit", "4").out
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "open" in run("rec", "list", "--limit", "4").out


@pytest.mark.parametrize("argv", [["--help"], ["rec", "list", "--help"], ["quickstart", "--help"]], ids=" ".join)
def test_help_in_chinese_fits_the_line(argv: list[str]) -> None:
    # Help is translated when a command is imported: the language has to be chosen in a process of its own.
    ran = subprocess.run(
        [sys.executable, "-c", "from oversight.cli.main import main; main()", "--lang", "zh", *argv],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert all(columns_of(line) <= 102 for line in ran.stdout.splitlines() if not line.startswith("  oversight"))
