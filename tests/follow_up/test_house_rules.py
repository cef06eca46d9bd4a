from datetime import date

import pytest
from sqlalchemy.orm import Session

from oversight.database.reading import over
from oversight.errors import NotFound, Refused, WrongUse
from oversight.follow_up.house_rules import Rule, add_rule, end_rule
from oversight.rules.count_days import Period
from oversight.views.house_rules import HouseRule, list_rules, rule_for, rules_of
from oversight.vocabulary import DeadlineKind, DeadlineUnit, Origin
from tests.follow_up.conftest import WHO, faults, the_same
from tests.papers import Papers

MONTHS = DeadlineUnit.MONTHS


def adding(db: Session, months: int, **more: object) -> HouseRule:
    values: dict[str, object] = {"kind": DeadlineKind.ANSWER, "period": Period(months, MONTHS), "source": "办法第九条"}
    row = add_rule(db, Rule(**(values | more)), who=WHO)  # type: ignore[arg-type]  # what each test names
    return next(rule for rule in list_rules(over(db.connection())) if rule.id == row.id)


def held(db: Session, origin: str, on: date) -> int | None:
    """How many months a hand-over of that day is given for the answer."""
    reader = over(db.connection())
    body = reader.rows("SELECT id FROM body")[0]["id"]
    rule = rule_for(rules_of(reader, body), "answer", origin, on)
    return None if rule is None else rule.amount


def test_the_rule_of_the_day_and_of_the_origin_counts(db: Session, waterworks: Papers) -> None:
    assert waterworks.code == "hexi"
    adding(db, 6, starts_on=date(2018, 1, 1), ends_on=date(2020, 12, 31))
    adding(db, 3, starts_on=date(2021, 1, 1))
    adding(db, 2, origin=Origin.OPINION, starts_on=date(2023, 1, 1))
    assert [held(db, "opinion", date(year, 6, 1)) for year in (2017, 2019, 2021, 2023)] == [None, 6, 3, 2]
    assert held(db, "suggestion", date(2023, 6, 1)) == 3
    assert [rule.amount for rule in list_rules(over(db.connection()), on=date(2020, 12, 31))] == [6]
    assert faults(db) == []


@pytest.mark.usefixtures("waterworks")
def test_a_rule_ends_and_another_follows(db: Session) -> None:
    first = adding(db, 3, starts_on=date(2021, 1, 1))
    with pytest.raises(Refused, match=f"Rule {first.id} holds at that time: handling report, any origin, 3 months"):
        adding(db, 2, starts_on=date(2024, 1, 1))
    ended = end_rule(db, str(first.id), date(2023, 12, 31), who=WHO, note="办法修订")
    assert (ended.says, ended.ends_on) == ("handling report, any origin, 3 months", date(2023, 12, 31))
    adding(db, 2, starts_on=date(2024, 1, 1))
    before = the_same(db)
    with pytest.raises(Refused, match="holds at that time"):
        end_rule(db, str(first.id), date(2024, 6, 30), who=WHO)
    assert the_same(db) == before
    assert faults(db) == []


@pytest.mark.parametrize(
    ("months", "more", "error", "why"),
    [
        (0, {}, WrongUse, "No committee gives 0 months"),
        (121, {}, WrongUse, "10 years"),
        (3, {"source": " "}, WrongUse, "rests on a paper"),
        (3, {"starts_on": date(2024, 1, 2), "ends_on": date(2024, 1, 1)}, Refused, "before it begins"),
    ],
)
@pytest.mark.usefixtures("waterworks")
def test_what_is_no_rule(db: Session, months: int, more: dict[str, object], error: type[Exception], why: str) -> None:
    before = the_same(db)
    with pytest.raises(error, match=why):
        adding(db, months, **more)
    assert the_same(db) == before


@pytest.mark.usefixtures("waterworks")
def test_what_cannot_end(db: Session) -> None:
    rule = adding(db, 3, starts_on=date(2021, 1, 1), ends_on=date(2022, 12, 31))
    before = the_same(db)
    for number, on, error in (
        ("99", date(2022, 1, 1), NotFound),
        ("18-33", date(2022, 1, 1), NotFound),
        (str(rule.id), date(2020, 12, 31), Refused),
        (str(rule.id), date(2022, 12, 31), Refused),
    ):
        with pytest.raises(error):
            end_rule(db, number, on, who=WHO)
    assert the_same(db) == before


def test_without_a_committee_nobody_gives_anything(db: Session) -> None:
    with pytest.raises(NotFound, match="no committee"):
        adding(db, 3)
