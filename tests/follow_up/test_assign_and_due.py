from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Deadline
from oversight.database.reading import over
from oversight.database.story import Change
from oversight.errors import NotFound, Refused, WrongUse
from oversight.follow_up.assign import Assigned, Duty, assign, assign_proposed
from oversight.follow_up.due import Due, Grant, set_due
from oversight.follow_up.mark import mark
from oversight.follow_up.organization import add_organization
from oversight.follow_up.propose import propose
from oversight.views.history import history_of
from oversight.views.show_recommendation import show_recommendation
from oversight.vocabulary import DeadlineBasis, Status
from tests.follow_up.conftest import TODAY, WHO, faults, stored, the_same
from tests.papers import Papers

pytestmark = pytest.mark.usefixtures("waterworks")

MAINS = "7-8/2:1.1"


def assigning(db: Session, refs: Sequence[str], **duty: object) -> list[Assigned]:
    return list(assign(db, refs, Duty(**duty), who=WHO, note="主任会议"))  # type: ignore[arg-type]  # what each test names


def test_the_word_of_the_office_stands_in_the_place_of_the_papers(db: Session) -> None:
    (row,) = assigning(db, [MAINS], lead="县住建局", person=" 李强 ")
    assert (row.lead, row.supporting, row.person) == ("县住建局", ("县财政局",), "李强")
    (row,) = assigning(db, [MAINS], support=["县发改局", "县审计局"])
    assert (row.lead, row.supporting, row.person) == ("县住建局", ("县发改局", "县审计局"), "李强")
    (row,) = assigning(db, [MAINS], lead="县发改局")
    assert (row.lead, row.supporting, row.person) == ("县发改局", ("县审计局",), None)
    sheet = show_recommendation(over(db.connection()), MAINS, language="zh", today=TODAY)
    assert (sheet.lead, sheet.supporting) == ("县发改局", ("县审计局",))
    (row,) = assigning(db, [MAINS], as_read=True)
    assert (row.lead, row.supporting, row.person) == ("县水利局", ("县财政局",), None)
    (row,) = assigning(db, [MAINS], lead="县住建局")
    # Who was named with an earlier assignment is not named with this one.
    assert (row.lead, row.person) == ("县住建局", None)
    assert stored(db, MAINS).version == 2  # one call of the program, however many sentences
    assert faults(db) == []


def test_the_person_stays_with_one_body_by_whatever_name_and_is_told_to_go_with_another_one(db: Session) -> None:
    add_organization(db, "县水务局", ["县水务管理局"], who=WHO)
    assigning(db, [MAINS], lead="县水务局", person="李强")
    (row,) = assigning(db, [MAINS], lead="县水务管理局")
    assert (row.lead, row.person, row.gone) == ("县水务管理局", "李强", None)
    (row,) = assigning(db, [MAINS], lead="县住建局")
    assert (row.lead, row.person, row.gone) == ("县住建局", None, "李强")
    assigning(db, [MAINS], person="李强")
    (row,) = assigning(db, [MAINS], lead="县水务局", person="赵亮")
    assert (row.lead, row.person, row.gone) == ("县水务局", "赵亮", None)
    (row,) = assigning(db, [MAINS], as_read=True)
    assert (row.person, row.gone) == (None, "赵亮")
    assert faults(db) == []


def test_a_person_alone_stands_with_the_body_that_leads(db: Session) -> None:
    (row,) = assigning(db, ["7-8/1:1"], person="李强")
    assert (row.ref, row.asked, row.lead, row.supporting, row.person) == (MAINS, "7-8/1:1", "县水利局", ("县财政局",), "李强")
    (row,) = assigning(db, [MAINS], person="")
    assert row.person is None


def test_it_is_so_since_the_day_that_is_given(db: Session) -> None:
    assign(db, [MAINS], Duty(lead="县住建局"), who=WHO, on=date(2024, 3, 8))
    told = [event for event in history_of(over(db.connection()), MAINS) if event.command == "rec assign"]
    assert {event.effective_on for event in told} == {date(2024, 3, 8)}
    before = the_same(db)
    for day, why in ((TODAY + timedelta(days=1), "in the future"), (date(2024, 2, 27), "before it was raised")):
        with pytest.raises(Refused, match=why):
            assign(db, [MAINS], Duty(lead="县发改局"), who=WHO, on=day)
    assert the_same(db) == before


def test_an_item_assigns_its_leaves(db: Session) -> None:
    assert [row.ref for row in assigning(db, ["7-8/2:1"], lead="县住建局")] == [MAINS, "7-8/2:1.2"]


@pytest.mark.parametrize(
    ("refs", "duty", "error", "why"),
    [
        ([MAINS], {}, WrongUse, "not said who"),
        ([MAINS], {"lead": " "}, WrongUse, "has a name"),
        ([MAINS], {"support": ["甲局", ""]}, WrongUse, "has a name"),
        ([MAINS], {"lead": "甲局、乙局"}, WrongUse, "One body leads"),
        ([MAINS], {"lead": "甲局，乙局"}, WrongUse, "One body leads"),
        ([MAINS], {"lead": "甲局; 乙局"}, WrongUse, "One body leads"),
        ([MAINS], {"lead": "甲局", "support": ["甲局"]}, WrongUse, "both lead and support"),
        ([MAINS], {"lead": "甲局", "as_read": True}, WrongUse, "alone"),
        ([MAINS], {"as_read": True}, Refused, "so already"),
        (["7-8/2:1.2"], {"person": "李强"}, Refused, "No body leads"),
        (["7-8/1:3"], {"lead": "甲局"}, Refused, "dropped"),
        (["7-8/2:9"], {"lead": "甲局"}, NotFound, "7-8/2:9"),
    ],
)
def test_what_cannot_be_assigned(
    db: Session, refs: list[str], duty: dict[str, object], error: type[Exception], why: str
) -> None:
    before = the_same(db)
    with pytest.raises(error, match=why):
        assigning(db, refs, **duty)
    assert the_same(db) == before


class TestProposals:
    @pytest.fixture
    def flood(self, waterworks: Papers) -> None:
        """An item with a bracket that says who, and parts that name a body, a known one, or none."""
        opinion = waterworks.report(waterworks.session(9, date(2024, 4, 1)), 1, "deliberation_opinion", "关于防汛的审议意见")
        texts = ("由县水利局牵头，会同县财政局加固堤防", "把县气象台的预警发到每个村", "清理河道")
        item = waterworks.recommendation(opinion, "1", f"抓好防汛。{'；'.join(texts)}（责任单位：县应急局；时限：5月底）")
        for number, text in enumerate(texts, 1):
            waterworks.recommendation(opinion, f"1.{number}", text, status="open", parent=item)
        waterworks.recommendation(opinion, "2", "加强宣传", status="open")
        add_organization(waterworks.db, "县气象台", who=WHO)

    @pytest.mark.usefixtures("flood")
    def test_the_nearest_text_says_who(self, db: Session) -> None:
        rows = propose(over(db.connection()), ["7-9/1:1", "7-9/1:2"])
        assert [(row.ref, row.lead, row.supporting, row.named_in) for row in rows] == [
            ("7-9/1:1.1", "县水利局", ("县财政局",), "7-9/1:1.1"),
            ("7-9/1:1.2", "县气象台", (), "7-9/1:1.2"),
            # Whom the other parts name is none of its business, and so is not asked for it.
            ("7-9/1:1.3", "县应急局", (), "7-9/1:1"),
            ("7-9/1:2", None, (), None),
        ]

    @pytest.mark.usefixtures("flood")
    def test_they_are_taken_over_at_once(self, db: Session) -> None:
        assign(db, ["7-9/1:1.3"], Duty(lead="县河湖局"), who=WHO)
        rows = assign_proposed(db, ["7-9/1:1", "7-9/1:2"], who=WHO, note="按文中所列")
        assert [(row.ref, row.lead, row.supporting) for row in rows] == [
            ("7-9/1:1.1", "县水利局", ("县财政局",)),
            ("7-9/1:1.2", "县气象台", ()),
        ]
        assert show_recommendation(over(db.connection()), "7-9/1:1.3", language="zh", today=TODAY).lead == "县河湖局"
        assert db.scalars(select(Change.command)).all() == ["org add", "rec assign", "rec assign"]
        assert faults(db) == []
        with pytest.raises(Refused, match="Nobody else is named"):
            assign_proposed(db, ["7-9/1:1", "7-9/1:2"], who=WHO)


def granting(
    db: Session, refs: Sequence[str], on: date, *, session_ref: str | None = None, **more: str | date | None
) -> list[Due]:
    grant = Grant(on=on, basis=DeadlineBasis.RESOLUTION, **more)  # type: ignore[arg-type]  # what each test names
    return list(set_due(db, refs, grant, who=WHO, session_ref=session_ref))


def test_a_first_date_needs_no_reason_and_an_extension_is_a_row_of_its_own(db: Session) -> None:
    (due,) = granting(db, ["7-8/1:2"], date(2024, 12, 1))
    assert (due.before, due.due_on, due.sequence) == (None, date(2024, 12, 1), 1)
    (due,) = granting(db, ["7-8/1:2"], date(2025, 3, 1), reason="资金未到", granted_by="主任会议", session_ref="7-11")
    assert (due.before, due.due_on, due.sequence) == (date(2024, 12, 1), date(2025, 3, 1), 2)
    sheet = show_recommendation(over(db.connection()), "7-8/1:2", language="zh", today=TODAY)
    assert sheet.due_on == date(2025, 3, 1)
    assert [(one.sequence, one.due_on, one.granted_by, one.reason) for one in sheet.deadlines] == [
        (1, date(2024, 12, 1), None, None),
        (2, date(2025, 3, 1), "主任会议", "资金未到"),
    ]
    told = [(event.field, event.after, event.note, event.session) for event in sheet.history]
    assert told == [
        ("deadline.created", "2024-12-01", None, None),
        ("deadline.created", "2025-03-01", "资金未到", "7-11"),
    ]
    assert faults(db) == []


def test_a_date_of_an_item_holds_for_its_parts_and_a_suggestion_means_the_opinion(db: Session) -> None:
    granting(db, ["7-8/2:1"], date(2025, 6, 30), reason="工程量大")
    (due,) = granting(db, ["7-8/1:1"], date(2025, 9, 30), reason="工程量大")
    assert (due.ref, due.before, due.sequence) == (MAINS, date(2025, 6, 30), 1)


def test_the_same_day_once_more_corrects_what_it_rests_on(db: Session) -> None:
    granting(db, ["7-8/1:2"], date(2024, 12, 1))
    granting(db, ["7-8/1:2"], date(2025, 3, 1), reason="资金未到", source="纪要第4期", granted_by="主任会议")
    (due,) = granting(db, ["7-8/1:2"], date(2025, 3, 1), reason="期号写错", source="纪要第5期", granted_on=date(2024, 10, 8))
    assert (due.before, due.due_on, due.sequence) == (date(2025, 3, 1), date(2025, 3, 1), 2)
    sheet = show_recommendation(over(db.connection()), "7-8/1:2", language="zh", today=TODAY)
    assert [(one.sequence, one.basis_text, one.granted_by, one.granted_on, one.reason) for one in sheet.deadlines] == [
        (1, None, None, None, None),
        (2, "纪要第5期", "主任会议", date(2024, 10, 8), "资金未到"),
    ]
    told = [(event.field, event.before, event.after, event.note) for event in sheet.history]
    assert told[2:] == [
        ("deadline.basis_text", "纪要第4期", "纪要第5期", "期号写错"),
        ("deadline.granted_on", None, "2024-10-08", "期号写错"),
    ]
    before = the_same(db)
    with pytest.raises(Refused, match="on that day already"):
        granting(db, ["7-8/1:2"], date(2025, 3, 1), source="纪要第5期")
    assert the_same(db) == before
    assert faults(db) == []


def test_what_is_done_gets_no_date_of_the_act(db: Session) -> None:
    granting(db, ["7-8/1:2"], date(2024, 12, 1))
    mark(db, ["7-8/1:2"], Status.DONE, session_ref="7-11", made_by="李文书", command_id="c", now=WHO.now)
    before = the_same(db)
    with pytest.raises(Refused, match="It is done") as refused:
        granting(db, ["7-8/1:2"], date(2025, 3, 1), reason="资金未到")
    assert "oversight rec mark open 7-8/1:2" in str(refused.value)
    assert the_same(db) == before
    # What its date rests on is corrected all the same.
    assert granting(db, ["7-8/1:2"], date(2024, 12, 1), source="纪要第5期")[0].sequence == 1


def test_a_third_date_does_not_lose_the_first(db: Session) -> None:
    granting(db, ["7-8/2:1.2"], date(2025, 1, 1), reason="设备仍未到")
    rows = db.scalars(select(Deadline).where(Deadline.recommendation_id == stored(db, "7-8/2:1.2").id)).all()
    assert sorted((row.sequence, row.due_on) for row in rows) == [
        (1, date(2024, 6, 30)),
        (2, date(2024, 9, 30)),
        (3, date(2025, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("refs", "on", "more", "why"),
    [
        (["7-8/2:1.2"], date(2025, 1, 1), {}, "another date needs a reason"),
        ([MAINS], date(2025, 1, 1), {"reason": " "}, "another date needs a reason"),
        (["7-8/1:2"], date(2024, 2, 27), {}, "before it was raised"),
        (["7-8/1:3"], date(2024, 12, 1), {}, "dropped"),
    ],
)
def test_what_a_rule_forbids_changes_no_date(db: Session, refs: list[str], on: date, more: dict[str, str], why: str) -> None:
    before = the_same(db)
    with pytest.raises(Refused, match=why):
        granting(db, refs, on, **more)
    assert the_same(db) == before
