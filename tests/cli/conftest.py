"""The command line in this process, on a database of the test's own that holds the sample papers."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from typer.main import get_command

from oversight import messages
from oversight.cli.main import run as run_program

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def _nouns_made_once() -> Iterator[None]:
    """A noun with all its verbs is made once a run, as in a process of its own, and not anew for every command of every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("oversight.cli.command.get_command", cache(get_command))
        yield


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No database, name or language but the test's own."""
    monkeypatch.setenv("OVERSIGHT_DB", str(tmp_path / "oversight.db"))
    monkeypatch.setenv("OVERSIGHT_BY", "李文书")
    monkeypatch.setenv("OVERSIGHT_LANG", "en")
    monkeypatch.setattr("sys.argv", ["oversight"])


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: ``run("rec", "list")``."""

    def call(*argv: object) -> Ran:
        capsys.readouterr()
        try:
            code = run_program([str(word) for word in argv])
        finally:
            messages.use("en")
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return call


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample papers, to be copied and never used."""
    file = tmp_path_factory.mktemp("loaded") / "loaded.db"
    assert run_program(["--db", str(file), "--by", "李文书", "load", str(SEEDS)]) == 0
    return file


@pytest.fixture
def db(loaded: Path, tmp_path: Path) -> Path:
    """A database with the sample papers of the test's own; it is the one in force."""
    return Path(shutil.copyfile(loaded, tmp_path / "oversight.db"))


@pytest.fixture(params=["sqlite", "postgresql"])
def in_force(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database without rows on either engine; it is the one in force."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    monkeypatch.setenv("OVERSIGHT_DB", url)
    return url
