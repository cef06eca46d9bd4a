"""What is installed from the wheel is whole: migrations, bundled packets and catalogues too."""

import os
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

import oversight

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    [made] = folder.glob("*.whl")
    return made


def held(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("folder", "inside"), [("alembic", "oversight/_alembic"), ("seeds", "oversight/_seeds"), ("src/oversight", "oversight")]
)
def test_a_folder_is_in_it_byte_for_byte(wheel: Path, folder: str, inside: str) -> None:
    files = held(wheel)
    there = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert there
    for path in there:
        assert files.get(f"{inside}/{path.relative_to(ROOT / folder).as_posix()}") == path.read_bytes(), path


def test_nothing_else_is_in_it(wheel: Path) -> None:
    files = held(wheel)
    assert {name.split("/")[0] for name in files} == {"oversight", f"oversight-{oversight.__version__}.dist-info"}
    assert not [name for name in files if name.endswith((".pyc", ".db")) or "__pycache__" in name]


def test_it_says_what_it_is(wheel: Path) -> None:
    files = held(wheel)
    about = f"oversight-{oversight.__version__}.dist-info"
    metadata = message_from_bytes(files[f"{about}/METADATA"])
    assert metadata["Version"] == oversight.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert b"MIT License" in files[f"{about}/licenses/LICENSE"]
    assert b"oversight = oversight.cli.main:main" in files[f"{about}/entry_points.txt"]


def test_it_runs_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    """Unpacked away from the project, with nothing of the project on the path: it makes a database with all migrations."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import oversight, oversight.cli.main as cli;"
        "assert oversight.__file__.startswith(sys.path[0]), oversight.__file__; sys.exit(cli.main())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "installed", "--db", "fresh.db", "db", "upgrade"],
        cwd=tmp_path,
        # A second copy of the program would count as a second program in the measured coverage.
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert (tmp_path / "fresh.db").stat().st_size > 0
