"""What dates were counted by, and whose answers were taken, is not taken back from under them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from oversight.errors import Refused
from oversight.follow_up.assign import Duty, assign
from oversight.follow_up.deed import Who
from oversight.follow_up.hand_over import Letter, hand_over
from oversight.follow_up.holiday_plan import add_day, import_plan
from oversight.follow_up.house_rules import Rule, add_rule, end_rule
from oversight.follow_up.organization import Span, add_alias, add_organization, merge_organization, rename_organization
from oversight.follow_up.reply import Claim, reply
from oversight.follow_up.undo import last_change, undo
from oversight.rules.count_days import Period
from oversight.rules.holiday_plan import PlanDay
from oversight.vocabulary import DeadlineKind, DeadlineUnit, Origin, ReplyClass
from tests.follow_up.conftest import NOW, the_same
from tests.papers import Papers

OPINION, PRICE = "7-8/2", "7-8/2:2"
HANDED_OVER = date(2024, 3, 4)
Deed = Callable[[Session], object]


@pytest.fixture(autouse=True)
def papers(waterworks: Papers) -> Papers:
    return waterworks


def at(hour: int) -> Who:
    return Who(made_by="李雷", command_id=f"c{hour}", now=NOW + timedelta(hours=hour))


def rule(hour: int = 0, source: str = "办法第九条", **more: object) -> Deed:
    values = {"kind": DeadlineKind.PLAN, "period": Period(15, DeadlineUnit.WORKING_DAYS), "source": source} | more
    return lambda db: add_rule(db, Rule(**values), who=at(hour))  # type: ignore[arg-type]  # what each test names


def handed_over(hour: int, on: date = HANDED_OVER) -> Deed:
    return lambda db: hand_over(db, [OPINION], Letter(on=on), who=at(hour))


def day(hour: int, on: date, name: str = "县庆") -> Deed:
    return lambda db: add_day(db, PlanDay(on=on, works=False, name=name), who=at(hour))


def answered(hour: int, body: str) -> Deed:
    claim = Claim(body=body, received_on=date(2024, 10, 8), claim=ReplyClass.DONE, text="已公开。")
    return lambda db: reply(db, [PRICE], claim, who=at(hour))


def assigned(hour: int, lead: str = "县发改局") -> Deed:
    return lambda db: assign(db, [PRICE], Duty(lead=lead), who=at(hour))


def alias(hour: int) -> Deed:
    return lambda db: add_alias(db, "县发改局", "县价格办", Span(), who=at(hour))


def put_down(hour: int, *names: str) -> Deed:
    return lambda db: [add_organization(db, name, who=at(hour)) for name in names]


def merged(hour: int) -> Deed:
    return lambda db: merge_organization(db, "县发改局", "县行政审批局", date(2024, 4, 1), who=at(hour))


def renamed(hour: int) -> Deed:
    return lambda db: rename_organization(db, "县发改局", "县经济发展局", date(2024, 4, 1), who=at(hour))


def done(db: Session, deed: Deed) -> int:
    deed(db)
    number = last_change(db)
    assert number is not None
    return number


PLAN_OF_2024 = [
    PlanDay(on=date(2024, month, number), works=works, name=name)
    for month, number, works, name in (
        (1, 1, False, "元旦"),
        (2, 12, False, "春节"),
        (2, 13, False, "春节"),
        (2, 14, False, "春节"),
        (2, 15, False, "春节"),
        (2, 16, False, "春节"),
        (2, 4, True, "春节"),
        (2, 18, True, "春节"),
        (3, 12, False, "县庆"),
        (4, 4, False, "清明节"),
        (5, 1, False, "劳动节"),
        (6, 10, False, "端午节"),
        (9, 17, False, "中秋节"),
        (10, 1, False, "国庆节"),
        (10, 2, False, "国庆节"),
        (10, 3, False, "国庆节"),
        (10, 4, False, "国庆节"),
    )
]
RESTING: dict[str, tuple[list[Deed], Deed, Deed]] = {
    # What was so before, what is to be taken back, and what rests on it.
    "a date by a house rule": ([], rule(), handed_over(1)),
    "a date by a house rule for opinions": ([], rule(origin=Origin.OPINION), handed_over(1)),
    "a date that was moved": ([handed_over(0)], rule(1), handed_over(2, date(2024, 3, 6))),
    "a date over a day off": ([rule()], day(1, date(2024, 3, 12)), handed_over(2)),
    "a date over a plan of the office's own": (
        [rule()],
        lambda db: import_plan(db, 2024, PLAN_OF_2024, "县政府办通知", who=at(1)),
        handed_over(2),
    ),
    "an answer by the name that was assigned": ([], assigned(0), answered(1, "县发改局")),
    "an answer by an alias": ([put_down(0, "县发改局"), alias(1)], assigned(2), answered(3, "县价格办")),
    "an answer that an alias lets in": ([assigned(0)], alias(1), answered(2, "县价格办")),
    "an answer that a successor gives": ([assigned(0), put_down(1, "县行政审批局")], merged(2), answered(3, "县行政审批局")),
    "an answer by a new name": ([assigned(0), put_down(1, "县发改局")], renamed(2), answered(3, "县经济发展局")),
}


@pytest.mark.parametrize("what", RESTING)
def test_it_is_refused_and_what_rests_on_it_is_named(db: Session, what: str) -> None:
    before, first, second = RESTING[what]
    for one in before:
        one(db)
    number, resting = done(db, first), done(db, second)
    stored = the_same(db)
    with pytest.raises(Refused) as refused:
        undo(db, [number], who=at(9))
    assert the_same(db) == stored
    assert f"change {resting} (" in refused.value.what
    # With what rests on it, or after that, it goes.
    undo(db, [resting], who=at(10))
    undo(db, [number], who=at(11))


NOT_RESTING: dict[str, tuple[list[Deed], Deed, Deed]] = {
    "a date by another rule": (
        [rule()],
        rule(1, "议事规则", kind=DeadlineKind.ANSWER, origin=Origin.SUGGESTION),
        handed_over(2),
    ),
    "a date that was there before": (
        [rule(), handed_over(1)],
        rule(2, "补充规定", kind=DeadlineKind.ANSWER),
        day(3, date(2024, 8, 1)),
    ),
    "a date that ends before the day": ([rule()], day(1, date(2024, 6, 3)), handed_over(2)),
    "that a rule has ended": (
        [rule(), handed_over(1)],
        lambda db: end_rule(db, "1", date(2024, 12, 31), who=at(2)),
        day(3, date(2024, 8, 1)),
    ),
    "an answer of the body's own name": ([assigned(0)], alias(1), answered(2, "县发改局")),
    "an answer of another body": ([], assigned(1), answered(2, "县人民政府")),
}


@pytest.mark.parametrize("what", NOT_RESTING)
def test_what_does_not_rest_on_it_is_no_hindrance(db: Session, what: str) -> None:
    before, first, second = NOT_RESTING[what]
    for one in before:
        one(db)
    number = done(db, first)
    done(db, second)
    assert undo(db, [number], who=at(9)).by


def test_a_rule_is_not_opened_again_beside_the_one_that_came_after_it(db: Session) -> None:
    one = rule()(db)
    ended = done(db, lambda db: end_rule(db, str(one.id), date(2024, 12, 31), who=at(1)))  # type: ignore[attr-defined]  # a rule
    after = done(db, rule(2, "新办法", starts_on=date(2025, 1, 1)))
    with pytest.raises(Refused, match=rf"change {after} \("):
        undo(db, [ended], who=at(9))
