"""The rooms know of each other what pyproject.toml allows, and nothing else."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "oversight"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def test_contracts_are_kept() -> None:
    """The whole report is the failure message: it names the import that breaks a contract."""
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken" in run.stdout


@pytest.mark.parametrize("room", sorted(path.parent.name for path in SOURCES.glob("*/__init__.py")))
def test_architecture_says_what_each_room_is_for(room: str) -> None:
    assert f"`{room}/`" in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_architecture_shows_the_layers_that_are_enforced() -> None:
    layers = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    assert "\n".join(["```", *layers, "```"]) in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
