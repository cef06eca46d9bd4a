"""Habits of the code that no linter knows: each stands for a mistake that costs someone their data or their evening."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "oversight"
MIGRATIONS = ROOT / "alembic" / "versions"
PYTHON = sorted(
    path for folder in ("src", "alembic", "tests", "scripts", "benchmarks") for path in (ROOT / folder).rglob("*.py")
)
MODULES = [path for path in PYTHON if path.is_relative_to(SOURCES)]

LONGEST = 400
"""Lines; about 300 is the aim."""

NO_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc"}
TRANSACTION_CALLS = {"begin", "begin_nested", "commit", "rollback"}
TRANSACTION_WORDS = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|END TRANSACTION)\b")
# Where this or that machine keeps its files: "/home/li/oversight/seeds"
MACHINE_PATH = re.compile(r"(?<![\w.~}*-])/(?:home|root|Users|work|opt|srv)/\w")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def called(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call in a file with the last part of what is called."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr=name) | ast.Name(id=name):
                    yield name, node


def imported(path: Path) -> Iterator[tuple[str, str | None, int]]:
    """Each import of a file: module, name or None, line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.module, alias.name, node.lineno) for alias in node.names)


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def room(path: Path) -> str:
    """The room a module stands in; a module of its own is its own room."""
    return path.relative_to(SOURCES).parts[0].removesuffix(".py")


def tracked() -> list[Path]:
    """The text files of the project; without git, those of the folders that it consists of."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        paths = [ROOT / name for name in listed.split("\0") if name]
    else:
        folders = ("src", "alembic", "tests", "scripts", "benchmarks", "docs", ".ci")
        paths = [path for folder in folders for path in (ROOT / folder).rglob("*")] + list(ROOT.glob("*"))
    data = (ROOT / "seeds", ROOT / "tests" / "packets")
    return [
        path
        for path in paths
        if path.is_file()
        and path.suffix in {".py", ".md", ".toml", ".txt", ".sh", ".ini", ".cfg", ".yml", ".po", ""}
        and not any(path.is_relative_to(folder) for folder in data)
    ]


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 20
    assert len(tracked()) > len(MODULES)


def test_only_the_database_opens_and_ends_transactions() -> None:
    """One unit of writing is one transaction: who commits half-way leaves half a packet behind."""
    outside = [path for path in MODULES if room(path) != "database"]
    calls = [place(path, call.lineno) for path in outside for name, call in called(path) if name in TRANSACTION_CALLS]
    words = [
        place(path, node.lineno)
        for path in outside
        for name, node in called(path)
        if name in {"text", "execute", "exec_driver_sql"}
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and TRANSACTION_WORDS.match(argument.value)
    ]
    assert calls + words == []


def test_only_the_command_line_opens_the_scopes() -> None:
    found = [
        place(path, line)
        for path in MODULES
        if room(path) not in {"cli", "database"}
        for module, name, line in imported(path)
        if module == "oversight.database.engine" and name in {"writing", "reading", "open_engine"}
    ]
    assert found == []


def test_tables_are_made_by_migrations_alone() -> None:
    found = [place(path, call.lineno) for path in MODULES for name, call in called(path) if name in {"create_all", "drop_all"}]
    assert found == []


def test_rows_are_written_where_it_is_followed_what_that_means() -> None:
    # Through the models, or in bulk by the one function that knows of the leaves that are kept count of.
    writers = {"insert", "update", "delete"}
    found = [
        place(path, line)
        for path in MODULES
        for module, name, line in imported(path)
        if module.startswith("sqlalchemy") and name in writers and path.name != "insert_rows.py"
    ]
    assert found == []


def test_click_is_not_imported() -> None:
    """Typer brings its own; the one of PyPI may be another version, or not there."""
    found = [place(path, line) for path in MODULES for module, _name, line in imported(path) if module.split(".")[0] == "click"]
    assert found == []


def test_only_the_command_line_prints() -> None:
    outside = [path for path in MODULES if room(path) != "cli"]
    prints = [place(path, call.lineno) for path in outside for name, call in called(path) if name == "print"]
    writes = [
        place(path, node.lineno)
        for path in outside
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"} and isinstance(node.value, ast.Name)
        if node.value.id == "sys"
    ]
    assert prints + writes == []


def test_migrations_import_nothing_of_the_program() -> None:
    """A migration is history: it must do in ten years what it did on its day."""
    found = [
        place(path, line)
        for path in MIGRATIONS.glob("*.py")
        for module, _name, line in imported(path)
        if module.split(".")[0] == "oversight"
    ]
    assert found == []


def test_migrations_are_no_package() -> None:
    """An ``__init__.py`` would make the folder ``alembic`` shadow the library of that name."""
    assert list((ROOT / "alembic").rglob("__init__.py")) == []


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_short_and_named_for_what_it_does(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    # A migration is written once and then only read: parting it would hide what happened in one step.
    assert lines <= LONGEST or path.parent == MIGRATIONS, (
        f"{path.relative_to(ROOT)} has {lines} lines: part it where its meaning parts"
    )
    assert not NO_NAMES & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{place(path, number)}: {line.strip()[:80]}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MACHINE_PATH.search(line) and path != Path(__file__)
    ]
    assert found == []
