"""The plan of holidays of a year, as an office saves it."""

from datetime import date
from pathlib import Path

import pytest

from oversight import messages
from oversight.errors import UnreadableDocument
from oversight.sheets.read_plan import read_plan


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_plan_with_chinese_headings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "2040.csv"
    file.write_bytes("日期,类别,名称\r\n2040/1/2,放假,元旦\r\n2040年2月11日,调休上班,春节\r\n".encode(encoding))
    first, second = read_plan(file)
    assert (first.on, first.works, first.name) == (date(2040, 1, 2), False, "元旦")
    assert (second.on, second.works, second.where) == (date(2040, 2, 11), True, f"{file}, row 3")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("2040-13-01,放假,元旦", "2040-13-01 is no date"),
        ("today,放假,元旦", "no date"),
        ("2040-01-02,加班,元旦", "加班 is no kind"),
    ],
)
def test_the_row_at_fault_is_named(tmp_path: Path, row: str, what: str) -> None:
    file = tmp_path / "2040.csv"
    file.write_text(f"date,kind,name\n{row}\n", encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=what) as caught:
        read_plan(file)
    assert caught.value.where == f"{file}, row 2"


@pytest.mark.parametrize(("language", "first_row"), [("zh", "日期,类别,名称"), ("en", "date,kind,name")])
def test_the_headings_that_are_asked_for_are_those_of_the_language(tmp_path: Path, language: str, first_row: str) -> None:
    file = tmp_path / "2040.csv"
    file.write_text("日期,名称\n2040-01-02,元旦\n", encoding="utf-8")
    messages.use(language)
    try:
        with pytest.raises(UnreadableDocument) as caught:
            read_plan(file)
    finally:
        messages.use("en")
    assert caught.value.hint is not None
    assert caught.value.hint.endswith(first_row)
