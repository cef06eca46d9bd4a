import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.numerals import parse_number, write_number

_NAMES = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """The number as it is spoken, up to 9999."""
    words, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + _NAMES[digit] + unit
            gap = False
        else:
            gap = True
    return words[1:] if words.startswith("一十") else words


@given(st.integers(min_value=1, max_value=9999))
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert parse_number(in_words(number)) == number


@given(
    st.integers(min_value=0, max_value=99_999),
    st.sampled_from(["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "○一二三四五六七八九"]),
)
def test_digits_in_a_row_are_read_place_by_place(number: int, digits: str) -> None:
    assert parse_number("".join(digits[int(digit)] for digit in str(number))) == number


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = parse_number(text)
    assert number is None or number >= 0


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("二十八", 28),
        ("廿八", 28),
        ("十", 10),
        ("二〇二二", 2022),
        ("二○二一", 2021),
        ("二OO九", 2009),
        ("3 3", 33),
        ("一百二十册"[:-1], 120),
        ("两千三", 2003),
        ("一百零三", 103),
        ("七百一十二", 712),
        ("二万三千", 23_000),
        ("百", None),
        ("十十", None),
        ("十百", None),
        ("五五十", None),
        ("OO", None),
        ("第三", None),
        ("", None),
        ("一" * 21, None),
    ],
)
def test_printed_numbers(printed: str, number: int | None) -> None:
    assert parse_number(printed) == number


@pytest.mark.parametrize("number", [*range(1, 130), 200, 1001, 1010, 2021, 9999])
def test_a_written_number_is_read_back(number: int) -> None:
    assert parse_number(write_number(number)) == number


def test_numbers_are_written_as_papers_write_them() -> None:
    assert [write_number(number) for number in (10, 12, 21, 103, 110)] == ["十", "十二", "二十一", "一百零三", "一百一十"]
