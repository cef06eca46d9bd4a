"""Sentences that are stored without a language."""

from collections.abc import Iterator

import pytest

from oversight import messages
from oversight.stored_words import in_one_line, sentence, spoken, together, unfolded
from oversight.vocabulary import Attendance, Status

MARKED = sentence("{status}: {refs}", status=Status.IN_PROGRESS, refs=["18-33/5:1.1", "18-33/5:1.2"])
BACK = sentence("change {numbers} taken back: {summary}", numbers=[3], summary=unfolded(MARKED))


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    messages.use("en")


@pytest.mark.parametrize(
    ("stored", "english", "chinese"),
    [
        (MARKED, "in progress: 18-33/5:1.1, 18-33/5:1.2", "在办：18-33/5:1.1、18-33/5:1.2"),
        (
            sentence("{session}: {names} {status}", session="18-33", names=["王敏"], status=Attendance.LEAVE),
            "18-33: 王敏 on leave",
            "18-33：王敏请假",
        ),
        (
            BACK,
            "change 3 taken back: in progress: 18-33/5:1.1, 18-33/5:1.2",
            "撤销第3号变更：在办：18-33/5:1.1、18-33/5:1.2",
        ),
        (
            together(MARKED, "rec note"),
            "in progress: 18-33/5:1.1, 18-33/5:1.2; rec note",
            "在办：18-33/5:1.1、18-33/5:1.2；rec note",
        ),
    ],
)
def test_it_is_said_in_the_language_in_force(stored: str, english: str, chinese: str) -> None:
    assert spoken(stored) == english
    messages.use("zh")
    assert spoken(stored) == chinese


@pytest.mark.parametrize("plain", ["", "18-33: loaded", "[draft", '["a"]', "[1, 2]", "{}", '["{ref}: corrected"]'])
def test_plain_words_are_said_as_they_stand(plain: str) -> None:
    assert spoken(plain) == plain


def test_a_line_has_no_breaks_and_an_end() -> None:
    shown = in_one_line(sentence("{refs}: {text}", refs=["18-33/5:1.1"], text="已与水利局\n通话" * 20))
    assert len(shown) == 120
    assert shown.startswith("18-33/5:1.1: 已与水利局 通话")
    assert shown.endswith("…")


def test_many_undos_of_undos_stay_short() -> None:
    stored = MARKED
    for number in range(30):
        stored = sentence("change {numbers} taken back: {summary}", numbers=[number], summary=unfolded(stored))
    assert len(stored) < 3000
