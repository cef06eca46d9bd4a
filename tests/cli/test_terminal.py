"""What a terminal may be shown, and how wide it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.cli.table import Column, table
from oversight.cli.terminal import columns_of, folded, padded, printable, printable_lines


def test_escapes_never_reach_the_terminal() -> None:
    shown = printable("a\x1b[31mred\x9b2J\x07\u202eabc\r\nnext\ttab")
    assert shown == "a\ufffd[31mred\ufffd2J\ufffd\ufffdabc  next tab"


def test_lines_are_kept_where_they_may_be() -> None:
    assert printable_lines("一\n\t二\x1b\r") == "一\n\t二\ufffd "


@given(st.text())
def test_nothing_printable_moves_the_cursor(text: str) -> None:
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in printable(text))


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("中文", 4), ("（一）", 6), ("e\u0301", 1), ("○ 未办", 6)])
def test_chinese_takes_two_columns(text: str, width: int) -> None:
    assert columns_of(text) == width
    assert columns_of(padded(text, 10)) == 10


def test_text_folds_where_a_line_may_end() -> None:
    assert folded("Build the district emergency supply depot", 16) == ["Build the", "district", "emergency supply", "depot"]
    assert folded("尽早完成区级应急物资储备库建设。", 10) == ["尽早完成区", "级应急物资", "储备库建", "设。"]
    assert folded("列到哪一级：条（一要）", 14) == ["列到哪一级：条", "（一要）"]
    assert folded("标为“在办”的", 6) == ["标为", "“在办”", "的"]
    assert folded("18-33/5:3.3.2", 6) == ["18-33/", "5:3.3.", "2"]
    assert folded("", 5) == [""]


@given(st.text(st.sampled_from("ab 中文，。x-"), max_size=60), st.integers(4, 20))
def test_folding_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = folded(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns_of(line.rstrip()) <= width + 2 for line in lines)


ROWS = [("18-33/5:1.1", "健全应急管理体制机制，明确职责"), ("18-33/5:3.3.2", "Build the depot [bold]now[/bold] :smile:")]
COLUMNS = [
    Column("ref", lambda row: row[0]),
    Column("title", lambda row: row[1], fold=True, colour=lambda _row: "32"),
    Column("n", lambda row: str(len(row[1])), right=True),
]


def test_a_pipe_gets_whole_lines_without_colour() -> None:
    assert table(COLUMNS, ROWS, width=None, colour=False) == (
        "ref            title                                      n\n"
        "-------------  ----------------------------------------  --\n"
        "18-33/5:1.1    健全应急管理体制机制，明确职责            15\n"
        "18-33/5:3.3.2  Build the depot [bold]now[/bold] :smile:  40\n"
    )


def test_a_narrow_terminal_folds_text_and_never_a_ref() -> None:
    lines = table(COLUMNS, ROWS, width=40, colour=False).splitlines()
    assert all(columns_of(line) <= 40 for line in lines)
    assert sum("18-33/5:3.3.2" in line for line in lines) == 1


def test_colour_does_not_shift_columns() -> None:
    plain = table(COLUMNS, ROWS, width=40, colour=False)
    coloured = table(COLUMNS, ROWS, width=40, colour=True)
    assert "\x1b[32m" in coloured
    assert coloured.replace("\x1b[32m", "").replace("\x1b[1m", "").replace("\x1b[0m", "") == plain
