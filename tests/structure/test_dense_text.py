import re

from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.dense_text import lines_with

_WORDS = re.compile("出席|议程|会")


@given(st.lists(st.text("出席议程会上", max_size=6), max_size=8))
def test_lines_looked_at_together_are_those_that_are_found_one_by_one(texts: list[str]) -> None:
    assert lines_with(_WORDS, texts) == [at for at, text in enumerate(texts) if _WORDS.search(text)]
