"""docs/glossary.md holds the closed word lists as they are in the program."""

import re
from pathlib import Path

import pytest

from oversight import vocabulary
from oversight.vocabulary import Word

GLOSSARY = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
LISTS = [kind for kind in vars(vocabulary).values() if isinstance(kind, type) and issubclass(kind, Word) and kind is not Word]

# ### `Role`: what a member is in the committee
HEADING = re.compile(r"^### `(\w+)`", re.MULTILINE)
# | `vice_chair` | 副主任 | vice chair |
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \|", re.MULTILINE)


def sections() -> dict[str, str]:
    """The text under each heading that names a word list."""
    _before, *pieces = HEADING.split(GLOSSARY)
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_each_value_stands_with_its_labels(kind: type[Word]) -> None:
    assert kind.__name__ in sections(), f"give {kind.__name__} a section: ### `{kind.__name__}`"
    assert ROW.findall(sections()[kind.__name__]) == [(word.value, word.zh, word.en) for word in kind]


def test_no_list_stands_there_that_the_program_has_not() -> None:
    assert list(sections()) == [kind.__name__ for kind in LISTS]
