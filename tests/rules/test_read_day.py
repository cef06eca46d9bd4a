from datetime import date

import pytest

from oversight.rules.read_day import read_day

TODAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2021-04-16", date(2021, 4, 16)),
        ("2021年4月16日", date(2021, 4, 16)),
        ("20210416", date(2021, 4, 16)),
        ("today", date(2026, 1, 31)),
        (" Tomorrow ", date(2026, 2, 1)),
        ("yesterday", date(2026, 1, 30)),
        ("今天", date(2026, 1, 31)),
        ("后天", date(2026, 2, 2)),
        ("+10d", date(2026, 2, 10)),
        ("+2w", date(2026, 2, 14)),
        ("+1m", date(2026, 2, 28)),
        ("-1m", date(2025, 12, 31)),
        ("+1y", date(2027, 1, 31)),
        ("+2 weeks", date(2026, 2, 14)),
        ("＋2周", date(2026, 2, 14)),
        ("两周后", date(2026, 2, 14)),
        ("十天后", date(2026, 2, 10)),
        ("3个月前", date(2025, 10, 31)),
        ("月底", date(2026, 1, 31)),
        ("年底", date(2026, 12, 31)),
        ("2021-02-29", None),
        ("+9999y", None),
        ("soon", None),
        ("+w", None),
        ("", None),
    ],
)
def test_a_day_as_it_is_typed(typed: str, day: date | None) -> None:
    assert read_day(typed, today=TODAY) == day


def test_words_mean_nothing_where_no_day_is_today() -> None:
    assert read_day("today") is None
    assert read_day("2021/4/16") == date(2021, 4, 16)
