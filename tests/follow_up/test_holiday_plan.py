from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy.orm import Session

from oversight.database.reading import over
from oversight.errors import Refused, WrongUse
from oversight.follow_up.holiday_plan import Imported, add_day, import_plan
from oversight.rules.count_days import Calendar, Period, count
from oversight.rules.holiday_plan import PlanDay
from oversight.views.working_days import calendar_of, list_days, list_years
from oversight.vocabulary import DeadlineUnit
from tests.follow_up.conftest import WHO, faults, the_same

pytestmark = pytest.mark.usefixtures("waterworks")


def off(name: str, *days: date) -> list[PlanDay]:
    return [PlanDay(on=day, works=False, name=name) for day in days]


# An invented plan of a year that none is published for.
PLAN = [
    *off("元旦", date(2040, 1, 1), date(2040, 1, 2)),
    *off("春节", date(2040, 2, 13)),
    *off("清明节", date(2040, 4, 4)),
    *off("劳动节", date(2040, 5, 1), date(2040, 5, 2)),
    *off("端午节", date(2040, 6, 14)),
    *off("中秋节", date(2040, 9, 20)),
    *off("国庆节", date(2040, 10, 1), date(2040, 10, 2), date(2040, 10, 3)),
    PlanDay(on=date(2040, 2, 11), works=True, name="春节"),
]


def importing(db: Session, days: Sequence[PlanDay], year: int = 2040, source: str = "某办〔2039〕1号") -> Imported:
    return import_plan(db, year, days, source, who=WHO)


def calendar(db: Session) -> Calendar:
    reader = over(db.connection())
    return calendar_of(reader, reader.rows("SELECT id FROM body")[0]["id"])


def test_a_year_is_known_once_its_plan_is_there(db: Session) -> None:
    ten = Period(10, DeadlineUnit.WORKING_DAYS)
    assert count(date(2040, 1, 30), ten, calendar(db)).unknown_year == 2040
    done = importing(db, PLAN)
    # The first of January is a Sunday: the plan prints it, no count needs it.
    assert (done.holidays, done.working_weekends, done.changed) == (10, 1, 11)
    # 31 January, 1 to 3, 6 to 10 February, and Saturday the 11th
    assert count(date(2040, 1, 30), ten, calendar(db)).last == date(2040, 2, 11)
    year = list_years(over(db.connection()))[-1]
    assert (year.year, year.committee, year.holidays, year.working_weekends) == (2040, "hexi", 10, 1)
    assert faults(db) == []


def test_a_plan_is_corrected_by_bringing_it_again(db: Session) -> None:
    importing(db, PLAN)
    before = the_same(db)
    with pytest.raises(Refused, match="stands so already"):
        importing(db, PLAN)
    assert the_same(db) == before
    moved = [day for day in PLAN if day.on != date(2040, 10, 3)] + off("国庆节", date(2040, 10, 4))
    assert importing(db, moved, source="某办〔2040〕2号").changed == 2
    of_october = [day.day for day in list_days(over(db.connection()), 2040) if day.day.month == 10]
    assert of_october == [date(2040, 10, 1), date(2040, 10, 2), date(2040, 10, 4)]
    assert importing(db, PLAN).changed == 2
    assert faults(db) == []


def test_a_plan_of_ones_own_stands_in_the_place_of_the_countrys(db: Session) -> None:
    assert not calendar(db).works(date(2021, 5, 5))
    own = [day for day in PLAN if day.on.month != 2 and day.on != date(2040, 1, 2)]
    of_2021 = [PlanDay(on=day.on.replace(year=2021), works=False, name=day.name) for day in own if not day.works]
    importing(db, [*of_2021, *off("春节", date(2021, 2, 12))], 2021)
    assert calendar(db).works(date(2021, 5, 5))
    assert not calendar(db).works(date(2021, 2, 12))
    assert not calendar(db).works(date(2022, 5, 4))


def test_a_single_day_of_a_place(db: Session) -> None:
    add_day(db, off("州庆", date(2021, 8, 16))[0], who=WHO)
    add_day(db, PlanDay(on=date(2021, 8, 14), works=True, name="州庆"), who=WHO)
    assert (calendar(db).works(date(2021, 8, 16)), calendar(db).works(date(2021, 8, 14))) == (False, True)
    # The rest of the year is as before.
    assert not calendar(db).works(date(2021, 5, 5))
    add_day(db, off("照常休息", date(2021, 8, 14))[0], who=WHO)
    assert not calendar(db).works(date(2021, 8, 14))
    assert faults(db) == []


@pytest.mark.parametrize(
    ("days", "of", "error", "why"),
    [
        (PLAN[:-4], (2040, "x"), Refused, "gap: it gives no day off for 国庆节"),
        ([], (2040, "x"), Refused, "元旦、春节、清明节、劳动节、端午节、中秋节、国庆节"),
        ([*PLAN, PlanDay(on=date(2040, 2, 14), works=True, name="春节")], (2040, "x"), Refused, "worked anyway"),
        ([*PLAN, *off("春节", date(2040, 2, 11))], (2040, "x"), Refused, "both off and worked"),
        ([*PLAN, *off("元旦", date(2041, 1, 1))], (2040, "x"), Refused, "not in 2040"),
        ([*PLAN, *off(" ", date(2040, 3, 1))], (2040, "x"), Refused, "has no name"),
        (PLAN, (40, "x"), WrongUse, "no year of a plan"),
        (PLAN, (2040, " "), WrongUse, "rests on a notice"),
    ],
)
def test_a_plan_that_cannot_be_so_changes_nothing(
    db: Session, days: list[PlanDay], of: tuple[int, str], error: type[Exception], why: str
) -> None:
    before = the_same(db)
    with pytest.raises(error, match=why):
        importing(db, days, *of)
    assert the_same(db) == before


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (PlanDay(on=date(2040, 8, 16), works=False, name="州庆"), "plan of 2040 is not known"),
        (PlanDay(on=date(2021, 8, 16), works=True, name="州庆"), "worked anyway"),
        (PlanDay(on=date(2021, 5, 5), works=False, name="州庆"), "so already"),
        (PlanDay(on=date(2021, 8, 14), works=False, name="州庆"), "so already"),
    ],
)
def test_a_day_that_cannot_be_otherwise(db: Session, day: PlanDay, why: str) -> None:
    before = the_same(db)
    with pytest.raises(Refused, match=why):
        add_day(db, day, who=WHO)
    assert the_same(db) == before


def test_the_last_of_december_may_stand_in_the_plan_of_the_next_year(db: Session) -> None:
    importing(db, [*PLAN, *off("元旦", date(2039, 12, 30))])
    assert not calendar(db).works(date(2039, 12, 30))
