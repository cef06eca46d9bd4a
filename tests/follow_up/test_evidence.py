from pathlib import Path

import pytest

from oversight.follow_up.evidence import evidence_text


@pytest.mark.parametrize("words", ["验收合格" * 200, "a\0b", "."])
def test_words_that_are_no_file_stay_words(words: str) -> None:
    assert evidence_text(words) == words


@pytest.mark.parametrize("nothing", [None, "", " \n"])
def test_nothing_is_no_evidence(nothing: str | None) -> None:
    assert evidence_text(nothing) is None


def test_the_same_bytes_give_the_same_text(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "photo.jpg", tmp_path / "b" / "photo.jpg"
    for file in (first, second):
        file.parent.mkdir()
        file.write_bytes(b"road" * 1000)
    assert evidence_text(str(first)) == evidence_text(str(second))
    second.write_bytes(b"toad" * 1000)
    assert evidence_text(str(first)) != evidence_text(str(second))
