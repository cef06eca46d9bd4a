from pathlib import Path

import pytest

from oversight.errors import NotFound
from oversight.follow_up.evidence import evidence_of


@pytest.mark.parametrize(
    "words",
    [
        "验收合格" * 200,
        "a\0b",
        ".",
        "同比下降3.5",
        "见第2.1",
        "http://www.lvyuan.example/a.pdf",
        "见 a.pdf 第3页",
        "已验收。详见a.pdf",
        "…",
        "etc.",
    ],
)
def test_words_that_are_no_file_stay_words(words: str) -> None:
    evidence = evidence_of(words)
    assert evidence is not None
    assert (evidence.text, evidence.file) == (words, None)


@pytest.mark.parametrize("name", ["x.pdf", "验收报告.pdf", "photos/road-3.JPG", "C:\\台账\\a.xlsx", "现场.mp4", "a.7z"])
def test_the_name_of_a_file_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(NotFound, match="There is no file") as raised:
        evidence_of(name)
    assert raised.value.exit_code == 3


@pytest.mark.parametrize("nothing", [None, "", " \n"])
def test_nothing_is_no_evidence(nothing: str | None) -> None:
    assert evidence_of(nothing) is None


def test_the_same_bytes_give_the_same_text(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "photo.jpg", tmp_path / "b" / "photo.jpg"
    for file in (first, second):
        file.parent.mkdir()
        file.write_bytes(b"road" * 1000)
    assert evidence_of(str(first)) == evidence_of(str(second))
    second.write_bytes(b"toad" * 1000)
    assert evidence_of(str(first)) != evidence_of(str(second))
