"""The walk through doubts, without a terminal."""

from oversight.cli.dialogue import Dialogue
from oversight.rules.candidates import Candidate
from oversight.views.doubts import Doubt


def doubt(number: int, *keys: str) -> Doubt:
    return Doubt(
        id=number,
        session="18-33",
        code="passage_unsure",
        message=f"message {number}",
        file="packet.txt",
        lines=(12, 14),
        state="open",
        passage="完善预案",
        candidates=tuple(Candidate(key=key, likeness=0.734 if key == "same" else None) for key in keys),
        answer=None,
        reason=None,
    )


def test_what_is_asked() -> None:
    dialogue = Dialogue([doubt(7, "same", "new")])
    assert dialogue.question.splitlines() == [
        "Doubt 7 (1 of 1), 18-33",
        "  message 7",
        "  packet.txt, lines 12 to 14",
        "  Read: 完善预案",
        "  1  same: it is this one, corrected: ref, status and notes go on, the text is the new one · 73 % alike",
        "  2  new: it is another one: it stays as it was taken in",
    ]
    assert dialogue.prompt == "[1], 2, b back, s skip, q quit: "


def test_enter_takes_the_likely_answer() -> None:
    dialogue = Dialogue([doubt(1, "same", "new"), doubt(2, "new", "same")])
    assert dialogue.take("\n")
    assert dialogue.take("  ")
    assert dialogue.over
    assert dialogue.answers == {1: "same", 2: "new"}


def test_numbers_words_and_full_width_digits() -> None:
    dialogue = Dialogue([doubt(number, "same", "new") for number in range(1, 6)])
    for typed in ("2", "２", "new", " NEW ", "seen"):
        assert dialogue.take(typed)
    assert list(dialogue.answers.values()) == ["new", "new", "new", "new", "seen"]


def test_what_is_no_answer_changes_nothing() -> None:
    dialogue = Dialogue([doubt(1, "same", "new")])
    for typed in ("3", "0", "perhaps", "-1"):
        assert not dialogue.take(typed), typed
    assert (dialogue.over, dialogue.answers) == (False, {})


def test_back_skip_and_quit() -> None:
    dialogue = Dialogue([doubt(1, "same", "new"), doubt(2, "same", "new"), doubt(3, "same", "new")])
    assert dialogue.take("back")
    assert dialogue.take("2")
    assert dialogue.take("b")
    # The answer that was given is the one in brackets now.
    assert dialogue.prompt.startswith("1, [2]")
    assert dialogue.take("")
    assert dialogue.take("跳过")
    assert dialogue.take("返回")
    assert dialogue.take("1")
    assert dialogue.take("b")
    assert dialogue.take("skip")
    assert dialogue.take("q")
    assert dialogue.over
    assert dialogue.answers == {1: "new"}


def test_no_second_number_stands_beside_the_one_that_is_typed() -> None:
    dialogue = Dialogue([doubt(1, "none", "1", "2")])
    assert [line.split()[:2] for line in dialogue.question.splitlines()[-3:]] == [["1", "none:"], ["2", "it"], ["3", "it"]]
    assert dialogue.take("2")
    assert dialogue.answers == {1: "1"}
