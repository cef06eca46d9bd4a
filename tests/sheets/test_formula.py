"""Cells that a spreadsheet would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.sheets.formula import neutralise, restore

# Beginnings that matter come up often enough to be combined.
CELLS = st.text() | st.lists(st.sampled_from(["'", "=", "+", "-", "@", "\t", "\r", " ", "＝", "一", "x"]), max_size=5).map(
    "".join
)


@pytest.mark.parametrize("cell", ["=1+1", "+86 431", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "'=1", "''-1"])
def test_what_would_run_gets_an_apostrophe(cell: str) -> None:
    assert neutralise(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "尽早完成区级应急物资储备库建设", "'quoted'", "1=1", "18-33/5:3.3.2", "2021-04-16"])
def test_what_would_not_run_stays(cell: str) -> None:
    assert neutralise(cell) == cell


@given(CELLS)
def test_reading_back_is_exact(cell: str) -> None:
    assert restore(neutralise(cell)) == cell


@given(CELLS)
def test_nothing_written_would_run(cell: str) -> None:
    assert neutralise(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"}
