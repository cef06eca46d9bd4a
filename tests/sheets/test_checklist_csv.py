"""The checklist as CSV."""

import csv
import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight import messages
from oversight.sheets.checklist import ChecklistRow, headings
from oversight.sheets.formula import restore
from oversight.sheets.write_checklist_csv import checklist_csv

ROW = ChecklistRow(
    ref="18-33/5:3.3.2",
    session="18-33",
    source_report="关于全区应急管理工作情况的审议意见",
    origin="审议意见",
    text="尽早完成区级应急物资储备库建设",
    lead_body="区应急管理局",
    supporting_bodies="区财政局、区发改局",
    responsible_person="",
    measures_taken="",
    due=dt.date(2021, 12, 31),
    status="未办",
    progress_note="",
    evidence="",
    review="",
    version=1,
)


def cells_of(data: bytes, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


def test_columns_stand_in_their_order() -> None:
    messages.use("en")
    assert cells_of(checklist_csv([ROW]))[0] == [
        "ref",
        "session",
        "source report",
        "origin",
        "text",
        "lead body",
        "supporting bodies",
        "responsible person",
        "measures taken",
        "due",
        "status",
        "progress note",
        "evidence",
        "committee's review",
        "version",
        "written report due",
    ]


def test_excel_opens_it() -> None:
    data = checklist_csv([ROW])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    assert cells_of(data)[1][9] == "2021-12-31"
    assert cells_of(data)[1][4] == ROW.text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_other_encodings_have_no_mark(encoding: str) -> None:
    data = checklist_csv([ROW], encoding=encoding)
    assert not data.startswith(b"\xef\xbb\xbf")
    assert cells_of(data, encoding)[1][4] == ROW.text


def test_an_empty_checklist_has_its_heading() -> None:
    assert cells_of(checklist_csv([])) == [headings()]


def test_half_a_surrogate_pair_stops_nothing() -> None:
    assert cells_of(checklist_csv([replace(ROW, text="\ud83d坏字")]))[1][4] == "?坏字"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_every_text_is_read_back_exactly(text: str) -> None:
    row = cells_of(checklist_csv([replace(ROW, text=text)]))[1]
    assert restore(row[4]) == text
