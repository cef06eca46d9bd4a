from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.pairs import pairs_of, pairs_within


@pytest.mark.parametrize("text", ["", "加", "加强", "加强监", "加强监测加强", "𠮷野家的𠮷"])
def test_each_pair_of_neighbours_is_one_number(text: str) -> None:
    assert sorted(Counter(pairs_of(text)).values()) == sorted(Counter(pairwise(text)).values())


@given(st.text(), st.text())
def test_two_texts_share_as_many_numbers_as_pairs_of_characters(one: str, other: str) -> None:
    assert len({*pairs_of(one)} & {*pairs_of(other)}) == len({*pairwise(one)} & {*pairwise(other)})


def test_no_pair_lies_between_two_runs() -> None:
    assert Counter(pairs_within(["加强监", "", "测", "预警"])) == Counter([*pairs_of("加强监"), *pairs_of("预警")])
