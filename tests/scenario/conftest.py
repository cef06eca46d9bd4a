"""The scenario is told through the command line, as its tests are."""

from tests.cli.conftest import _plain_surroundings, run

__all__ = ["_plain_surroundings", "run"]
