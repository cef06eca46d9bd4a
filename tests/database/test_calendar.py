"""The plans of holidays that come with the program."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Engine, select

from oversight.database.clock import CalendarDay, CalendarYear
from oversight.database.engine import reading

SATURDAY = 5


def plans(engine: Engine) -> tuple[dict[int, str], dict[int, dict[date, CalendarDay]]]:
    """The years with their notices, and the days of each year."""
    days: dict[int, dict[date, CalendarDay]] = defaultdict(dict)
    with reading(engine) as db:
        years = {row.year: row.source for row in db.scalars(select(CalendarYear).where(CalendarYear.body_id.is_(None)))}
        for row in db.scalars(select(CalendarDay).where(CalendarDay.body_id.is_(None))):
            assert row.day_on not in days[row.day_on.year]
            days[row.day_on.year][row.day_on] = row
    return years, days


def test_a_holiday_is_a_day_from_monday_to_friday_and_what_is_worked_is_a_weekend(engine: Engine) -> None:
    years, days = plans(engine)
    assert sorted(years) == sorted(days) == list(range(2016, 2027))
    assert all("国办发明电" in source for source in years.values())
    for of_year in days.values():
        for on, row in of_year.items():
            assert row.works == (on.weekday() >= SATURDAY), on


def test_every_plan_names_every_holiday_of_the_country(engine: Engine) -> None:
    _years, days = plans(engine)
    for year, of_year in days.items():
        off = {row.name for row in of_year.values() if not row.works}
        for holiday in ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"):
            assert any(holiday in name for name in off), (year, holiday)
        # The days that are holidays by the decree itself, wherever they fall from Monday to Friday.
        for month, day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3)):
            assert date(year, month, day).weekday() >= SATURDAY or not of_year[date(year, month, day)].works


def test_days_as_their_notices_print_them(engine: Engine) -> None:
    _years, days = plans(engine)
    # 春节：2月15日至23日放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
    of_2026 = {on: row.works for on, row in days[2026].items() if on.month == 2}
    assert of_2026 == dict.fromkeys((date(2026, 2, 14), date(2026, 2, 28)), True) | dict.fromkeys(
        [date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23)], False
    )
    # 延长2020年春节假期至2月2日: Saturday the 1st was to be worked by the first plan
    assert days[2020][date(2020, 1, 31)].works is False
    assert date(2020, 2, 1) not in days[2020]
    # 国办发明电〔2019〕3号: 5月1日至4日放假调休，4月28日（星期日）、5月5日（星期日）上班
    assert (days[2019][date(2019, 5, 3)].works, days[2019][date(2019, 5, 5)].works) == (False, True)
