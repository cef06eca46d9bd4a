"""`scripts/set_up.sh` says in one line what is missing, and touches nothing that is as it should be."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Answers like an interpreter of that kind to the three questions that the script asks.
OLD = """#!/bin/sh
case "$2" in
  *print*) echo 3.10 ;;
  *) exit 1 ;;
esac
"""
NO_VENV = """#!/bin/sh
case "$2" in
  *ensurepip*) exit 1 ;;
esac
"""

NO_PIP = """#!/bin/sh
case "$1" in
  -m) exit 1 ;;
esac
"""
OFFLINE_UV = """#!/bin/sh
case "$1" in
  venv) /bin/mkdir .venv ;;
  pip) echo "cause: dns error"; exit 2 ;;
esac
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the script and its lists, and a ``bin`` that holds only what any system has."""
    folder = tmp_path / "a project"
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "set_up.sh", folder / "scripts")
    for name in ("pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, folder)
    tools = folder / "bin"
    tools.mkdir()
    for tool in ("sh", "cat", "cksum", "dirname", "basename", "grep", "rm", "ls", "tail"):
        found = shutil.which(tool)
        assert found, tool
        (tools / tool).symlink_to(found)
    return folder


def set_up(project: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "scripts/set_up.sh", "requirements.txt"],
        cwd=project,
        env={"PATH": str(project / "bin"), "LANG": "C.UTF-8"} | environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def interpreter(project: Path, script: str, name: str = "python3") -> None:
    file = project / "bin" / name
    file.write_text(script, encoding="utf-8")
    file.chmod(0o755)


def test_no_python(project: Path) -> None:
    run = set_up(project)
    assert run.returncode == 1
    assert run.stderr == "Python is missing. Install it, then run this again: sudo apt install python3 python3-venv\n"


def test_an_old_python(project: Path) -> None:
    interpreter(project, OLD)
    run = set_up(project)
    assert run.returncode == 1
    assert run.stderr.startswith("Python 3.11 or newer is needed, python3 is 3.10.")
    assert run.stderr.count("\n") == 1


def test_a_python_without_venv(project: Path) -> None:
    interpreter(project, NO_VENV)
    run = set_up(project)
    assert run.returncode == 1
    assert run.stderr.endswith("sudo apt install python3-venv\n")
    assert run.stderr.count("\n") == 1


def test_a_newer_python_beside_an_old_one_is_taken(project: Path) -> None:
    interpreter(project, OLD)
    interpreter(project, NO_VENV, "python3.13")
    run = set_up(project)
    assert run.stderr.endswith("sudo apt install python3.13-venv\n")


def test_it_speaks_chinese_too(project: Path) -> None:
    run = set_up(project, LANG="zh_CN.UTF-8")
    assert run.stderr == "没有找到 Python。请先安装，再重新运行：sudo apt install python3 python3-venv\n"


def test_a_folder_that_is_no_environment_is_left_alone(project: Path) -> None:
    (project / ".venv").mkdir()
    (project / ".venv" / "letter.txt").write_text("keep me", encoding="utf-8")
    interpreter(project, "#!/bin/sh\n")
    run = set_up(project)
    assert run.returncode == 1
    assert "no virtual environment" in run.stderr
    assert (project / ".venv" / "letter.txt").read_text(encoding="utf-8") == "keep me"


def test_without_a_network_it_says_so_in_one_line(project: Path) -> None:
    interpreter(project, "#!/bin/sh\n")
    interpreter(project, OFFLINE_UV, "uv")
    run = set_up(project)
    assert run.returncode == 1
    started, why = run.stderr.splitlines()
    assert started.startswith("Setting up .venv")
    assert why.startswith("The packages cannot be fetched: is there a network?")
    assert "dns error" in (project / ".venv" / "set-up.log").read_text(encoding="utf-8")


def test_what_is_as_it_should_be_is_left_alone(project: Path) -> None:
    """Second use asks no network and no Python but the one of the environment; a changed list is noticed."""
    environment = project / ".venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "pyvenv.cfg").touch()
    (environment / "bin" / "activate").write_text(f"VIRTUAL_ENV='{environment}'\n", encoding="utf-8")
    interpreter(project, NO_PIP, "../.venv/bin/python")
    lists = (project / "pyproject.toml").read_bytes() + (project / "requirements.txt").read_bytes()
    total = subprocess.run(["cksum"], input=lists, capture_output=True, check=True).stdout.decode().strip()
    (environment / "set-up.requirements.txt").write_text(f"{total} {project}\n", encoding="utf-8")
    run = set_up(project)
    assert (run.returncode, run.stderr) == (0, "")
    (project / "requirements.txt").write_text("# another list\n", encoding="utf-8")
    run = set_up(project)
    assert run.returncode == 1
    assert run.stderr.startswith("Python is missing.")
    assert (environment / "pyvenv.cfg").exists()
