"""Alembic's own command from the top level, and the migrations within an installed program."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from oversight.database.state import HEAD, Standing, state_of
from oversight.database.upgrade import scripts, upgrade
from tests.migrations.contents import left_over

TOP = Path(__file__).parents[2]


def alembic(*arguments: str, database: str | None = None, folder: Path = TOP) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "OVERSIGHT_DB"}
    if database is not None:
        environment["OVERSIGHT_DB"] = database
    return subprocess.run(
        [sys.executable, "-m", "alembic", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_alembic_from_the_top_level(empty_url: str) -> None:
    up = alembic("upgrade", "head", database=empty_url)
    assert up.returncode == 0, up.stderr
    assert state_of(empty_url).standing is Standing.CURRENT
    down = alembic("-x", f"db={empty_url}", "downgrade", "base")
    assert down.returncode == 0, down.stderr
    assert left_over(empty_url) == []


def test_alembic_touches_no_database_that_nobody_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    refused = alembic("upgrade", "head")
    assert refused.returncode != 0
    assert "alembic -x db=" in refused.stdout + refused.stderr
    assert "Traceback" not in refused.stdout + refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_new_migration_gets_the_next_number(sqlite_url: str, tmp_path: Path) -> None:
    top = tmp_path / "绿园 copy"
    shutil.copytree(TOP / "alembic", top / "alembic", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(TOP / "alembic.ini", top)
    made = alembic("revision", "-m", "add reply", database=sqlite_url, folder=top)
    assert made.returncode == 0, made.stderr
    written = (top / "alembic" / "versions" / f"{int(HEAD) + 1:04}_add_reply.py").read_text(encoding="utf-8")
    assert f'revision = "{int(HEAD) + 1:04}"' in written.replace("'", '"')
    assert f'down_revision = "{HEAD}"' in written.replace("'", '"')


def test_the_ini_file_reads_the_same_in_every_locale() -> None:
    assert (TOP / "alembic.ini").read_bytes().isascii()


def test_an_installed_program_brings_its_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_url: str) -> None:
    # That they are in the wheel is held by the test of the wheel; here, that they are looked for there first.
    assert scripts() == TOP / "alembic"
    package = tmp_path / "100% site-packages" / "oversight"
    shutil.copytree(TOP / "alembic", package / "_alembic", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr("oversight.__file__", str(package / "__init__.py"))
    monkeypatch.chdir(tmp_path)
    assert scripts() == package / "_alembic"
    upgrade(empty_url)
    assert state_of(empty_url).standing is Standing.CURRENT
