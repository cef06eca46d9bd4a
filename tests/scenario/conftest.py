"""The scenario is told through the command line, as its tests are."""

from tests.cli.conftest import _nouns_made_once, _plain_surroundings, run

__all__ = ["_nouns_made_once", "_plain_surroundings", "run"]
