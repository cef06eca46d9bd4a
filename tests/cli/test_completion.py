"""Shell completion, also of what stands in the database."""

import os
import pty
import select
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from oversight.cli.install_completion import install
from oversight.cli.main import run as run_program
from tests.cli.conftest import Run

Complete = Callable[[str], list[str]]


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Complete:
    """What bash is offered after a line."""

    def offered(line: str) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("_OVERSIGHT_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run_program([])
        assert ended.value.code == 0
        printed = capsys.readouterr()
        assert printed.err == ""
        return printed.out.split()

    return offered


def test_commands_and_options(complete: Complete, db: Path) -> None:
    assert db.exists()
    assert {"rec", "session", "quickstart"} <= set(complete("oversight "))
    assert set(complete("oversight rec m")) == {"mark", "matrix", "merge"}
    assert "--outstanding" in complete("oversight rec list --o")
    assert "ndjson" in complete("oversight rec list --format ")
    assert complete("oversight rec mark in") == ["in-progress"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("oversight rec show 18-33/5:3.3.", "18-33/5:3.3.2"),
        ("oversight rec mark done 18-33/5:3.3.", "18-33/5:3.3.2"),
        ("oversight session show 18-", "18-33"),
        ("oversight rec list --session 18-", "18-28"),
        ("oversight report show 18-33/", "18-33/5"),
        ("oversight problem show 18-33/5:p", "18-33/5:p2"),
        ("oversight member show 王", "王丽秀"),
    ],
)
def test_what_stands_in_the_database(complete: Complete, db: Path, line: str, offered: str) -> None:
    assert db.exists()
    assert offered in complete(line)
    assert complete(line + "zzz") == []


def test_it_is_silent_without_a_database(complete: Complete, tmp_path: Path) -> None:
    assert complete("oversight rec show ") == []
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "oversight.db").write_text("no database" * 1000, encoding="utf-8")
    assert complete("oversight rec show ") == []


def test_another_database_is_asked_where_one_is_named(complete: Complete, db: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    db.rename(other)
    assert complete("oversight session show ") == []
    assert "18-33" in complete(f"oversight --db {other} session show ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_a_shell(run: Run, shell: str) -> None:
    ran = run("--show-completion", shell)
    assert ran.code == 0
    assert "_OVERSIGHT_COMPLETE" in ran.out


def typed_into_bash(line: str, script: Path) -> str:
    """What a real bash, on a terminal of its own, makes of ``line`` and TAB: the words of the line as it then stands."""
    leader, follower = pty.openpty()
    environ = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "TERM": "dumb",
        "PS1": "$ ",
        "INPUTRC": os.devnull,
        "LC_ALL": "C.UTF-8",
    }
    shell = subprocess.Popen(
        ["bash", "--norc", "--noprofile", "-i"],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=environ,
        start_new_session=True,
    )
    os.close(follower)
    seen = ""

    def until(mark: str) -> None:
        nonlocal seen
        patience = time.monotonic() + 30
        while mark not in seen and time.monotonic() < patience:
            if select.select([leader], [], [], 0.2)[0]:
                seen += os.read(leader, 65536).decode(errors="replace")
        assert mark in seen, seen

    try:
        os.write(
            leader,
            f"source '{script}'; bind 'set enable-bracketed-paste off'; oversight() {{ echo \"<$3>\"; }}; echo rea''dy\n".encode(),
        )
        until("ready")
        seen = ""
        # The program itself is asked for completions; the line, once run, only shows what its third word has become.
        os.write(leader, f"{line}\t\n".encode())
        until(">")
    finally:
        shell.kill()
        shell.wait()
        os.close(leader)
    return seen[seen.rindex("<") + 1 : seen.rindex(">")]


def test_a_real_bash_completes_a_ref_across_its_colon(run: Run, db: Path, tmp_path: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute(
            "UPDATE recommendation SET ref_path = '7.7' WHERE ref_path = '3' AND path = '3' AND level = 'item' AND is_leaf"
        )
    connection.close()
    script = tmp_path / "oversight.sh"
    text = run("--show-completion", "bash").out
    assert "_OVERSIGHT_COMPLETE=complete_bash $1" in text
    script.write_text(text, encoding="utf-8")
    assert typed_into_bash("oversight rec show 18-28/0:7", script) == "18-28/0:7.7"


def test_installing_says_where(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oversight.cli.install_completion.install", lambda: ("bash", Path(".bashrc")))
    ran = run("--install-completion")
    assert (ran.code, ran.out) == (0, "")
    assert ".bashrc" in ran.err


def test_what_is_installed_leaves_colons_within_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))
    monkeypatch.setenv("HOME", str(tmp_path))
    shell, file = install()
    assert shell == "bash"
    assert file.is_relative_to(tmp_path)
    assert "COMP_WORDBREAKS=${COMP_WORDBREAKS//:/}" in file.read_text(encoding="utf-8")
    assert str(file) in (tmp_path / ".bashrc").read_text(encoding="utf-8")
