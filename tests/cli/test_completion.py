"""Shell completion, also of what stands in the database."""

from collections.abc import Callable
from pathlib import Path

import pytest

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
    assert set(complete("oversight rec m")) == {"mark", "merge"}
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


def test_installing_says_where(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer._completion_shared.install", lambda **_: ("bash", Path(".bashrc")))
    ran = run("--install-completion")
    assert (ran.code, ran.out) == (0, "")
    assert ".bashrc" in ran.err
