import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.dates import find_dates, last_day


@given(st.dates(min_value=dt.date(1954, 1, 1), max_value=dt.date(2099, 12, 31)), st.sampled_from(["", " ", "　"]))
def test_a_printed_day_is_read_back(day: dt.date, gap: str) -> None:
    assert [date.first() for date in find_dates(f"于{day.year}{gap}年{day.month}{gap}月{gap}{day.day}{gap}日召开")] == [day]


@given(st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2099, 12, 30)), st.integers(min_value=1, max_value=9))
def test_a_run_of_days_has_a_first_and_a_last(first: dt.date, length: int) -> None:
    last = first + dt.timedelta(days=length)
    month = "" if last.month == first.month else f"{last.month}月"
    [found] = find_dates(f"{first.year}年{first.month}月{first.day}日至{month}{last.day}日，")
    assert (found.first(), found.last()) == (first, last)


@given(st.text(alphabet="0123456789年月日至二〇十 -./", max_size=60))
def test_nothing_that_looks_like_a_date_fails(text: str) -> None:
    for found in find_dates(text):
        first, last = found.first(2023), found.last(2023)
        assert first is None or isinstance(first, dt.date)
        assert last is None or isinstance(last, dt.date)
        assert 0 <= found.at[0] < found.at[1] <= len(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("——2021年4月 16日在区", (2021, 4, 16), (2021, 4, 16)),
        ("4 月 16 日，长春市", (2020, 4, 16), (2020, 4, 16)),
        ("二〇二二年十月二十五日至二十六日", (2022, 10, 25), (2022, 10, 26)),
        ("二○二一年十二月三十一日", (2021, 12, 31), (2021, 12, 31)),
        ("8月29日至30日", (2020, 8, 29), (2020, 8, 30)),
        ("３月１日下午—３日上午", (2020, 3, 1), (2020, 3, 3)),
        ("3 月 16 日-17 日", (2020, 3, 16), (2020, 3, 17)),
        ("6月27日（星期四）至28日", (2020, 6, 27), (2020, 6, 28)),
        ("12月30日至1月2日", (2020, 12, 30), (2021, 1, 2)),
        ("2023年12月30日至2024年1月2日", (2023, 12, 30), (2024, 1, 2)),
        ("2021-04-16", (2021, 4, 16), (2021, 4, 16)),
        ("12月2 0日前", (2020, 12, 20), (2020, 12, 20)),
        ("5月30日至41日", (2020, 5, 30), (2020, 5, 30)),
    ],
)
def test_printed_dates(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    [found] = find_dates(text)
    assert (found.first(2020), found.last(2020)) == (dt.date(*first), dt.date(*last))


@pytest.mark.parametrize("text", ["2月30日", "2023年13月1日", "三个月内", "5月底前", "二十二月三日", "2023年6月"])
def test_no_date(text: str) -> None:
    assert list(find_dates(text)) == []


def test_the_end_of_a_month() -> None:
    assert last_day(2024, 2) == dt.date(2024, 2, 29)
