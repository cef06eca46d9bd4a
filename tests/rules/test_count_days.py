from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.rules.count_days import Calendar, Period, Skipped, SpecialDay, add_months, count
from oversight.vocabulary import DeadlineUnit

# 劳动节：5月1日至5日放假调休，共5天。4月25日（星期日）、5月8日（星期六）上班。
HOLIDAY, WORKED = SpecialDay(works=False, name="劳动节"), SpecialDay(works=True, name="劳动节")
MAY = Calendar(
    frozenset({2021}),
    dict.fromkeys((date(2021, 5, 3), date(2021, 5, 4), date(2021, 5, 5)), HOLIDAY)
    | dict.fromkeys((date(2021, 4, 25), date(2021, 5, 8)), WORKED),
)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "last"),
    [
        (date(2021, 4, 20), 3, DeadlineUnit.MONTHS, date(2021, 7, 20)),
        (date(2021, 11, 30), 3, DeadlineUnit.MONTHS, date(2022, 2, 28)),
        (date(2023, 11, 30), 3, DeadlineUnit.MONTHS, date(2024, 2, 29)),
        (date(2021, 12, 31), 12, DeadlineUnit.MONTHS, date(2022, 12, 31)),
        (date(2021, 12, 20), 30, DeadlineUnit.DAYS, date(2022, 1, 19)),
        # Thursday 22 April; 23, 25 (worked), 26, 27, 28, 29, 30 April, 6, 7, 8 May (worked)
        (date(2021, 4, 22), 10, DeadlineUnit.WORKING_DAYS, date(2021, 5, 8)),
        (date(2021, 4, 23), 1, DeadlineUnit.WORKING_DAYS, date(2021, 4, 25)),
    ],
)
def test_where_a_period_ends(start: date, amount: int, unit: DeadlineUnit, last: date) -> None:
    assert count(start, Period(amount, unit), MAY).last == last


def test_what_was_skipped_is_told() -> None:
    found = count(date(2021, 4, 22), Period(10, DeadlineUnit.WORKING_DAYS), MAY)
    assert found.skipped == (
        Skipped(on=date(2021, 4, 24), name=None),
        Skipped(on=date(2021, 5, 1), name=None),
        Skipped(on=date(2021, 5, 2), name=None),
        Skipped(on=date(2021, 5, 3), name="劳动节"),
        Skipped(on=date(2021, 5, 4), name="劳动节"),
        Skipped(on=date(2021, 5, 5), name="劳动节"),
    )
    assert found.worked == (Skipped(on=date(2021, 4, 25), name="劳动节"), Skipped(on=date(2021, 5, 8), name="劳动节"))


def test_a_year_without_a_plan_is_named_and_nothing_is_guessed() -> None:
    found = count(date(2021, 12, 20), Period(15, DeadlineUnit.WORKING_DAYS), MAY)
    assert (found.last, found.unknown_year) == (None, 2022)
    assert count(date(2021, 12, 20), Period(9, DeadlineUnit.WORKING_DAYS), MAY).last == date(2021, 12, 31)
    # Months and days ask no plan.
    assert count(date(2030, 1, 31), Period(1, DeadlineUnit.MONTHS), MAY).last == date(2030, 2, 28)


@given(st.dates(date(2021, 1, 1), date(2021, 6, 30)), st.integers(1, 100))
def test_every_day_on_the_way_is_counted_or_skipped(start: date, amount: int) -> None:
    found = count(start, Period(amount, DeadlineUnit.WORKING_DAYS), MAY)
    assert found.last is not None
    assert MAY.works(found.last)
    assert (found.last - start).days == amount + len(found.skipped)
    assert all(start < one.on < found.last and not MAY.works(one.on) for one in found.skipped)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(-50, 50))
def test_months_keep_the_number_of_the_day_where_they_can(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(("amount", "sensible"), [(0, False), (1, True), (120, True), (121, False)])
def test_what_a_committee_could_give(amount: int, sensible: bool) -> None:
    assert Period(amount, DeadlineUnit.MONTHS).is_sensible is sensible
