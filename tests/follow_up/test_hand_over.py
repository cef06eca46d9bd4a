from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy.orm import Session

from oversight.database.papers import Report
from oversight.database.reading import over
from oversight.errors import NotFound, Refused, WrongUse
from oversight.follow_up.due import Grant, set_due
from oversight.follow_up.hand_over import HandedOver, Letter, hand_over
from oversight.follow_up.house_rules import Rule, add_rule, end_rule
from oversight.rules.count_days import Period
from oversight.views.due_dates import HandedOver as HandedOverOn
from oversight.views.explain_due import DueSheet, Explained, explain_due
from oversight.views.history import history_of
from oversight.views.resolve_ref import Entity, resolve_ref
from oversight.vocabulary import DeadlineBasis, DeadlineKind, DeadlineUnit, Origin
from tests.follow_up.conftest import WHO, faults, stored, the_same
from tests.papers import Papers

OPINION = "7-8/2"
ACT, PLAN, ANSWER = DeadlineKind
MONTHS, _DAYS, WORKING_DAYS = DeadlineUnit
MARCH = date(2024, 3, 5)
"""A Tuesday, a week after the session."""


@pytest.fixture(autouse=True)
def _papers(db: Session, waterworks: Papers) -> None:
    """The opinion also asks for something within two months of its receipt, and for something without a date."""
    report = db.get_one(Report, stored(db, f"{OPINION}:2").report_id)
    meters = waterworks.recommendation(report, "3", "更换老旧水表", status="open")
    waterworks.due(meters, None, due_text="收到本意见之日起两个月内", document_id=None)
    waterworks.recommendation(report, "4", "公布水质", status="open")


def giving(db: Session, kind: DeadlineKind, amount: int, unit: DeadlineUnit = MONTHS, **more: object) -> int:
    rule = Rule(kind=kind, period=Period(amount, unit), source="办法第九条", **more)  # type: ignore[arg-type]  # what each test names
    return add_rule(db, rule, who=WHO).id


def handing(db: Session, refs: Sequence[str], on: date = MARCH, number: str | None = None) -> list[HandedOver]:
    return list(hand_over(db, refs, Letter(on=on, number=number), who=WHO))


def dates(rows: Sequence[HandedOver]) -> dict[str, date | None]:
    return {f"{one.kind} {one.ref}": one.due_on for row in rows for one in row.dates}


def explained(db: Session, ref: str) -> DueSheet:
    reader = over(db.connection())
    return explain_due(reader, resolve_ref(reader, ref, Entity.RECOMMENDATION, Entity.REPORT))


def why(db: Session, ref: str, kind: DeadlineKind) -> Explained:
    return next(one for one in explained(db, ref).due if one.kind == kind)


def putting_off(db: Session, ref: str, on: date, kind: DeadlineKind = ACT, **more: object) -> date | None:
    grant = Grant(on=on, kind=kind, basis=DeadlineBasis.RESOLUTION, **({"reason": "资金未到"} | more))  # type: ignore[arg-type]  # what each test names
    (due,) = set_due(db, [ref], grant, who=WHO)
    return due.before


def test_the_text_outranks_the_rule_and_the_rule_gives_the_rest(db: Session) -> None:
    giving(db, PLAN, 15, WORKING_DAYS, origin=Origin.OPINION)
    giving(db, ANSWER, 3)
    giving(db, ACT, 6)
    rows = handing(db, [OPINION], number=" 河人发〔2024〕3号 ")
    assert [(row.ref, row.on, row.before, row.number) for row in rows] == [(OPINION, MARCH, None, "河人发〔2024〕3号")]
    assert dates(rows) == {
        # Wednesday the 6th to Tuesday the 26th: three weeks without a holiday
        f"plan {OPINION}": date(2024, 3, 26),
        f"answer {OPINION}": date(2024, 6, 5),
        # The first two items have dates of their own in the text; the third has a time.
        f"act {OPINION}:3": date(2024, 5, 5),
        f"act {OPINION}:4": date(2024, 9, 5),
    }
    meters = why(db, f"{OPINION}:3", ACT)
    assert (meters.basis, meters.basis_text) == ("text", "“收到本意见之日起两个月内” from the hand-over on 2024-03-05")
    quality = why(db, f"{OPINION}:4", ACT)
    assert (quality.basis, quality.basis_text) == ("house_rule", "6 months from the hand-over on 2024-03-05: 办法第九条")
    assert why(db, f"{OPINION}:1.1", ACT).due_on == date(2024, 12, 31)
    assert stored(db, f"{OPINION}:4").version == 2
    assert faults(db) == []


def test_what_is_nearer_holds(db: Session) -> None:
    giving(db, ANSWER, 3)
    handing(db, [OPINION])
    # A later letter for one of them: its answer is due later, too; the others stay.
    assert dates(handing(db, [f"{OPINION}:3"], date(2024, 4, 1))) == {
        f"answer {OPINION}:3": date(2024, 7, 1),
        f"act {OPINION}:3": date(2024, 6, 1),
    }
    assert why(db, f"{OPINION}:3", ANSWER).due_on == date(2024, 7, 1)
    assert why(db, f"{OPINION}:4", ANSWER).due_on == date(2024, 6, 5)
    # Correcting the report's day leaves alone what has a letter of its own.
    assert dates(handing(db, [OPINION], date(2024, 3, 6))) == {f"answer {OPINION}": date(2024, 6, 6)}
    assert explained(db, f"{OPINION}:3").handed_over == HandedOverOn(of=f"{OPINION}:3", on=date(2024, 4, 1), number=None)


def test_a_corrected_day_moves_what_was_counted_from_it_and_nobody_extended(db: Session) -> None:
    giving(db, PLAN, 1)
    giving(db, ANSWER, 3)
    handing(db, [OPINION])
    assert putting_off(db, OPINION, date(2024, 8, 31), ANSWER, asked_by="县政府") == date(2024, 6, 5)
    (row,) = handing(db, [OPINION], date(2024, 3, 8))
    assert row.before == MARCH
    assert dates([row]) == {
        f"plan {OPINION}": date(2024, 4, 8),
        f"answer {OPINION}": date(2024, 8, 31),
        f"act {OPINION}:3": date(2024, 5, 8),
    }
    assert [one.extended for one in row.dates] == [False, True, False]
    answer = why(db, OPINION, ANSWER)
    # The first date stays as it was given, and the rule would give another one now.
    assert (answer.first_due_on, answer.due_on, answer.days_slipped) == (date(2024, 6, 5), date(2024, 8, 31), 87)
    assert answer.by_rule is not None
    assert answer.by_rule.due_on == date(2024, 6, 8)
    assert faults(db) == []


def test_a_rule_changed_later_moves_nothing_and_a_new_one_adds_its_date(db: Session) -> None:
    old = giving(db, ANSWER, 3)
    handing(db, [OPINION])
    end_rule(db, str(old), date(2024, 2, 29), who=WHO)
    giving(db, ANSWER, 2, starts_on=date(2024, 3, 1))
    giving(db, PLAN, 1)
    assert dates(handing(db, [OPINION])) == {f"plan {OPINION}": date(2024, 4, 5)}
    answer = why(db, OPINION, ANSWER)
    assert answer.due_on == date(2024, 6, 5)
    assert answer.by_rule is not None
    assert answer.by_rule.due_on == date(2024, 5, 5)


def test_where_no_rule_holds_any_more_the_date_goes_and_comes_back(db: Session) -> None:
    giving(db, ANSWER, 3, ends_on=MARCH)
    handing(db, [OPINION])
    assert dates(handing(db, [OPINION], date(2024, 3, 6)))[f"answer {OPINION}"] is None
    assert [one.kind for one in explained(db, OPINION).due] == []
    assert dates(handing(db, [OPINION], date(2024, 3, 4)))[f"answer {OPINION}"] == date(2024, 6, 4)
    assert faults(db) == []


def test_what_was_skipped_is_explained(db: Session) -> None:
    giving(db, ANSWER, 19, WORKING_DAYS)
    handing(db, [OPINION], date(2024, 4, 1))
    counted = why(db, OPINION, ANSWER).counted
    assert counted is not None
    # 清明节：4月4日至6日，4月7日上班。劳动节：5月1日至5日，4月28日上班。
    assert counted.due_on == date(2024, 4, 28)
    assert [(one.on.day, one.name) for one in counted.skipped if one.name] == [(4, "清明节"), (5, "清明节")]
    assert [(one.on.day, one.name) for one in counted.worked] == [(7, "清明节"), (28, "劳动节")]


def test_working_days_of_a_year_without_a_plan_are_refused(db: Session) -> None:
    giving(db, PLAN, 1)
    giving(db, ANSWER, 800, WORKING_DAYS)
    with pytest.raises(Refused, match="plan of 2027 is not known") as caught:
        handing(db, [OPINION])
    assert "oversight calendar import 2027" in (caught.value.hint or "")


def test_a_rule_that_runs_into_an_unknown_year_is_explained_as_such(db: Session) -> None:
    handing(db, [OPINION])
    giving(db, ANSWER, 800, WORKING_DAYS)
    answer = why(db, OPINION, ANSWER)
    assert (answer.due_on, answer.basis) == (None, None)
    assert answer.by_rule is not None
    assert (answer.by_rule.due_on, answer.by_rule.unknown_year) == (None, 2027)


def test_a_suggestion_means_the_opinion_that_took_it_up(db: Session) -> None:
    (row,) = handing(db, ["7-8/1:1"])
    assert row.ref == f"{OPINION}:1.1"


@pytest.mark.parametrize(
    ("refs", "on", "error", "why_not"),
    [
        ([OPINION], date(2024, 2, 27), Refused, "before it was raised"),
        ([OPINION], date(2024, 11, 6), Refused, "in the future"),
        (["7-8/1:3"], MARCH, Refused, "dropped"),
        (["7-11/1"], date(2024, 11, 1), Refused, "Nothing stands in it"),
        (["7-8"], MARCH, WrongUse, "a session"),
        ([OPINION, "7-8/9"], MARCH, NotFound, "7-8/9"),
        ([], MARCH, WrongUse, "Nothing is named"),
    ],
)
def test_what_cannot_be_handed_over(db: Session, refs: list[str], on: date, error: type[Exception], why_not: str) -> None:
    before = the_same(db)
    with pytest.raises(error, match=why_not):
        handing(db, refs, on)
    assert the_same(db) == before


def test_handing_over_twice_on_one_day_changes_nothing(db: Session) -> None:
    giving(db, ANSWER, 3)
    handing(db, [OPINION])
    before = the_same(db)
    with pytest.raises(Refused, match="on that day already"):
        handing(db, [OPINION])
    assert the_same(db) == before
    assert handing(db, [OPINION], number="河人发〔2024〕3号")[0].number == "河人发〔2024〕3号"


@pytest.mark.parametrize(
    ("ref", "on", "more", "why_not"),
    [
        (f"{OPINION}:1.1", date(2024, 12, 31), {}, "on that day already"),
        (OPINION, date(2024, 6, 4), {"kind": ANSWER}, "an extension ends later"),
        (OPINION, date(2024, 3, 4), {"kind": PLAN}, "before it was handed over, on 2024-03-05"),
        (OPINION, date(2024, 8, 1), {"kind": ANSWER, "reason": " "}, "needs a reason"),
        (OPINION, date(2024, 8, 1), {"kind": ANSWER, "granted_on": date(2024, 11, 6)}, "in the future"),
        (OPINION, date(2024, 8, 1), {"kind": ANSWER, "granted_on": date(2024, 2, 1)}, "before it was raised"),
        (f"{OPINION}:1.2", date(2024, 9, 1), {}, "an extension ends later"),
    ],
)
def test_what_is_no_extension(db: Session, ref: str, on: date, more: dict[str, object], why_not: str) -> None:
    giving(db, ANSWER, 3)
    handing(db, [OPINION])
    before = the_same(db)
    with pytest.raises(Refused, match=why_not):
        putting_off(db, ref, on, **more)  # type: ignore[arg-type]  # what each case names
    assert the_same(db) == before


def test_the_act_of_a_report_is_not_put_off(db: Session) -> None:
    with pytest.raises(WrongUse, match="a report") as refused:
        putting_off(db, OPINION, date(2025, 1, 1))
    assert "--kind plan or --kind answer" in str(refused.value)


def test_a_day_that_was_counted_is_fixed_by_a_resolution_for_the_same_day(db: Session) -> None:
    giving(db, ANSWER, 3)
    handing(db, [OPINION])
    assert putting_off(db, OPINION, date(2024, 6, 5), ANSWER, source="主任会议纪要第4期") == date(2024, 6, 5)
    answer = why(db, OPINION, ANSWER)
    assert (answer.due_on, answer.basis, answer.basis_text) == (date(2024, 6, 5), "resolution", "主任会议纪要第4期")
    assert (answer.counted, answer.extensions) == (None, ())
    handing(db, [OPINION], date(2024, 3, 7))
    assert why(db, OPINION, ANSWER).due_on == date(2024, 6, 5)
    assert faults(db) == []


def test_an_extension_of_a_part_tells_the_first_date_of_the_whole(db: Session) -> None:
    asked = {"asked_by": "县水利局", "granted_by": "主任会议", "granted_on": date(2024, 10, 8), "source": "主任会议纪要第4期"}
    before = putting_off(db, f"{OPINION}:1.1", date(2025, 3, 31), **asked)  # type: ignore[arg-type]  # what is asked
    assert before == date(2024, 12, 31)
    act = why(db, f"{OPINION}:1.1", ACT)
    assert (act.first_due_on, act.due_on, act.days_slipped, act.of) == (
        date(2024, 12, 31), date(2025, 3, 31), 90, f"{OPINION}:1",
    )  # fmt: skip
    (extension,) = act.extensions
    assert (extension.asked_by, extension.granted_by, extension.granted_on, extension.basis_text) == tuple(asked.values())
    told = [event for event in history_of(over(db.connection()), f"{OPINION}:1.1") if event.field == "deadline.created"]
    assert told[-1].effective_on == date(2024, 10, 8)
    # The rest of the item keeps its date.
    assert why(db, f"{OPINION}:1", ACT).due_on == date(2024, 12, 31)
