"""Files of short titles."""

from pathlib import Path

import pytest

from oversight.errors import NotFound, UnreadableDocument
from oversight.sheets.read_titles import read_titles


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_are_read_in_any_encoding_of_an_office(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.titles.csv"
    file.write_bytes("ref,first words,zh,en\r\n18-1/1:1,加快修路,修路,Build the road\r\n\r\n".encode(encoding))
    (line,) = read_titles(file)
    assert (line.line, line.ref, line.first_words, line.zh, line.en) == (2, "18-1/1:1", "加快修路", "修路", "Build the road")


def test_columns_may_stand_in_another_order(tmp_path: Path) -> None:
    file = tmp_path / "a.titles.csv"
    file.write_text("en,ref,zh,first words,remark\nRoad,18-1/1:1,路,修路,x\n", encoding="utf-8")
    assert read_titles(file)[0].en == "Road"


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        ("ref,zh,en\n", "first words", "row 1"),
        ("", "ref, first words, zh, en", "row 1"),
        ("ref,first words,zh,en\n18-1/1:1,修路,路\n", "3 cells", "row 2"),
        ('ref,first words,zh,en\n18-1/1:1,修路,"路,Road\n', "CSV", "row 2"),
    ],
)
def test_the_row_at_fault_is_named(tmp_path: Path, text: str, what: str, where: str) -> None:
    file = tmp_path / "a.titles.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableDocument) as caught:
        read_titles(file)
    assert what in caught.value.what
    assert where in (caught.value.where or "")
    assert caught.value.hint


def test_a_missing_file_and_a_binary_one(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_titles(tmp_path / "none.csv")
    file = tmp_path / "a.titles.csv"
    file.write_bytes(b"\xff\xff\x00\x81")
    with pytest.raises(UnreadableDocument):
        read_titles(file)
