"""CHANGELOG.md is kept as people read it: the newest first, what is not released yet at the top."""

import re
from pathlib import Path

from packaging.version import Version

import oversight

CHANGELOG = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")

# ## [0.1.0] - 2026-04-16
HEADING = re.compile(r"^## \[(?P<version>[^\]]+)\](?: - (?P<day>\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)


def test_what_is_not_released_stands_on_top() -> None:
    headings = list(HEADING.finditer(CHANGELOG))
    assert headings[0]["version"] == "Unreleased"
    assert len(headings) == CHANGELOG.count("\n## "), "a heading reads: ## [0.1.0] - 2026-04-16"


def test_releases_are_dated_and_fall() -> None:
    released = [(match["version"], match["day"]) for match in HEADING.finditer(CHANGELOG)][1:]
    assert all(day for _version, day in released)
    versions = [Version(version) for version, _day in released]
    assert versions == sorted(versions, reverse=True)
    assert not versions or versions[0] <= Version(oversight.__version__)
