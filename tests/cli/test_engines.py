"""The main job from the command line, on SQLite and on PostgreSQL alike."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from oversight.cli.complete import _asked, bodies, members, problems, recommendations, reports, sessions
from tests.cli.conftest import SEEDS, Run
from tests.cli.test_reading import READING


class Root:
    """The context that completion is handed."""

    def __init__(self, url: str) -> None:
        self.params = {"db": url}

    def find_root(self) -> "Root":
        return self


def test_load_list_mark_export_check(run: Run, empty_url: str, tmp_path: Path) -> None:
    on = ("--db", empty_url)
    loaded = run(*on, "load", SEEDS, "--format", "json")
    assert loaded.code == 0, loaded.err
    assert json.loads(run(*on, "load", SEEDS, "--format", "json").out)[0]["inserted"] == 0
    assert len(json.loads(run(*on, "rec", "list", "--open", "--format", "json").out)) == 43
    assert run(*on, "rec", "mark", "done", "18-33/5:3", "--session", "18-33").code == 0
    assert run(*on, "rec", "note", "18-33/5:1", "转办").code == 0
    assert run(*on, "export", "checklist", "--output", tmp_path / "checklist.csv").code == 0
    for argv in READING:
        ran = run(*on, *argv)
        assert ran.code == 0, (argv, ran.err)
        assert ran.out
    assert run(*on, "db", "check").err == "The database is sound.\n"
    context = Root(empty_url)
    for offer, typed in (
        (sessions, "18-3"),
        (reports, "18-33/"),
        (recommendations, "18-33/5:3.3."),
        (problems, "18-33/5:p"),
        (bodies, ""),
        (members, "王"),
    ):
        assert list(offer(context, typed)), typed  # type: ignore[arg-type]  # all that is asked of a context
    assert _asked(context, "SELECT nonsense", "") == []  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("argv", [("db", "backup", "a.db"), ("db", "restore", "a.db", "--yes")], ids=" ".join)
def test_copies_of_a_server_are_its_own_tools_business(
    run: Run, postgresql_url: str, argv: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.db").touch()
    ran = run("--db", postgresql_url, *argv)
    assert ran.code == 1
    assert "pg_" in ran.err


def test_of_two_clerks_at_once_the_second_is_told_of_the_first(run: Run, empty_url: str) -> None:
    assert run("--db", empty_url, "load", SEEDS).code == 0

    def clerk(name: str) -> "subprocess.Popen[str]":
        words = ["--db", empty_url, "--lang", "en", "--by", name, "rec", "mark", "done", "18-33/5:3.3.2", "--session", "18-33"]
        return subprocess.Popen(
            [sys.executable, "-c", "from oversight.cli.main import main; main()", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    both = [clerk("甲"), clerk("乙")]
    said = [one.communicate(timeout=120)[1] for one in both]
    codes = [one.returncode for one in both]
    assert sorted(codes) == [0, 4], said
    second = said[codes.index(4)]
    assert "It is marked so already." in second
    assert f"{'乙甲'[codes.index(4)]} marked it so" in second
