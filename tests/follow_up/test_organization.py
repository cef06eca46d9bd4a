from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.people import Organization, OrganizationName, Responsibility
from oversight.database.reading import over
from oversight.database.story import Change, Event
from oversight.errors import NotFound, OversightError, Refused, WrongUse
from oversight.follow_up.assign import Duty, assign
from oversight.follow_up.organization import Span, add_alias, add_organization, merge_organization, rename_organization
from oversight.follow_up.reply import Claim, reply
from oversight.stored_words import in_one_line
from oversight.views.organization_rows import list_organizations, show_organization
from oversight.views.organizations import organizations
from oversight.views.recommendations import Question, list_recommendations
from oversight.views.show_recommendation import show_recommendation
from oversight.views.status import overview
from oversight.vocabulary import ReplyClass
from tests.follow_up.conftest import TODAY, WHO, faults, the_same

pytestmark = pytest.mark.usefixtures("waterworks")

MAINS = "7-8/2:1.1"
MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)


def adding(db: Session, name: str, *aliases: str, **more: Any) -> str:
    return add_organization(db, name, aliases, who=WHO, **more)


def renaming(db: Session, name: str, new: str, on: date = MAY) -> str:
    return rename_organization(db, name, new, on, who=WHO)


def merging(db: Session, name: str, into: str, on: date = MAY) -> tuple[str, str]:
    return merge_organization(db, name, into, on, who=WHO)


def naming(db: Session, name: str, alias: str, starts_on: date | None = None, ends_on: date | None = None) -> str:
    return add_alias(db, name, alias, Span(starts_on=starts_on, ends_on=ends_on), who=WHO)


def asked(db: Session, body: str) -> list[str]:
    db.flush()
    rows = list_recommendations(over(db.connection()), Question(body=body), language="zh", today=TODAY)
    return [row.ref for row in rows]


def names(db: Session, name: str) -> list[tuple[str, date | None, date | None]]:
    db.flush()
    found = organizations(over(db.connection())).meant(name)
    return [] if found is None else [(own.text, own.starts_on, own.ends_on) for own in found.names]


def by_body(db: Session, today: date = TODAY) -> dict[str | None, int]:
    db.flush()
    return {one.name: one.leaves for one in overview(over(db.connection()), today=today).by_body}


def test_a_body_is_known_by_all_its_names(db: Session) -> None:
    assert adding(db, " 县水利局 ", "县水务局", note="三定方案") == "县水利局"
    assert naming(db, "水利局", "水利站", ends_on=date(2020, 12, 31)) == "县水利局"
    assert names(db, "水务局") == [("县水利局", None, None), ("县水务局", None, None), ("水利站", None, date(2020, 12, 31))]
    assert asked(db, "县水务局") == asked(db, "县水利局") == [MAINS]
    told = [(event.entity, event.field, event.after) for event in db.scalars(select(Event).order_by(Event.sequence))]
    assert told == [
        ("organization", "created", "县水利局"),
        ("organization_name", "created", "县水利局"),
        ("organization_name", "created", "县水务局"),
        ("organization_name", "created", "水利站"),
    ]
    assert [(change.command, in_one_line(change.summary)) for change in db.scalars(select(Change).order_by(Change.id))] == [
        ("org add", "县水利局, 县水务局"),
        ("org alias", "水利局 = 水利站"),
    ]
    assert faults(db) == []


def test_a_renamed_body_is_one_under_both_names(db: Session) -> None:
    # Only papers name it so far: it is put down by the way.
    assert renaming(db, "县水利局", "县水务局") == "县水利局"
    assert names(db, "县水务局") == [("县水利局", None, date(2024, 4, 30)), ("县水务局", MAY, None)]
    assign(db, ["7-8/2:1.2"], Duty(lead="县水务局"), who=WHO)
    assert asked(db, "县水务局") == asked(db, "县水利局") == [MAINS, "7-8/2:1.2"]
    assert by_body(db)["县水务局"] == 2
    assert by_body(db, date(2024, 4, 30))["县水利局"] == 2
    assert "县水利局" not in by_body(db)
    sheet = show_recommendation(over(db.connection()), MAINS, language="zh", today=TODAY)
    assert (sheet.lead, sheet.called_now) == ("县水利局", {"县水利局": "县水务局"})
    told = db.scalars(select(Event).where(Event.entity.startswith("organization")).order_by(Event.sequence))
    # That it was there all along is no news of today.
    assert [(event.field, event.after, event.effective_on) for event in told] == [
        ("created", "县水利局", date(2024, 2, 28)),
        ("created", "县水利局", date(2024, 2, 28)),
        ("created", "县水务局", MAY),
        ("ends_on", "2024-04-30", MAY),
        ("name", "县水务局", MAY),
        ("name_key", "县水务局", MAY),
    ]
    assert faults(db) == []
    with pytest.raises(Refused, match="since 2024-05-01"):
        renaming(db, "县水务局", "县河湖局", date(2024, 4, 1))
    renaming(db, "县水务局", "县水利局", JUNE)
    assert names(db, "县水务局") == [("县水务局", MAY, date(2024, 5, 31)), ("县水利局", JUNE, None)]
    assert by_body(db, MAY)["县水务局"] == 2


def test_who_takes_the_place_of_another_one_answers_for_it(db: Session) -> None:
    assert merging(db, "县水利局", "县财政局") == ("县水利局", "县财政局")
    assert db.scalars(select(Change.summary)).one() == "县水利局 → 县财政局"
    assign(db, ["7-8/2:1.2"], Duty(lead="县财政局"), who=WHO)
    assert asked(db, "县财政局") == [MAINS, "7-8/2:1.2"]
    # Who asks for the body of those days means its own.
    assert asked(db, "县水利局") == [MAINS]
    assert by_body(db) == {"县人民政府": 1, "县人大常委会": 1, "县财政局": 2}
    assert by_body(db, date(2024, 4, 30)) == {"县人民政府": 1, "县人大常委会": 1, "县财政局": 1, "县水利局": 1}
    merging(db, "县财政局", "县人民政府", JUNE)
    assert asked(db, "县人民政府") == [MAINS, "7-8/2:1.2", "7-8/2:2"]
    assert by_body(db)["县人民政府"] == 3
    sheet = show_organization(over(db.connection()), "人民政府", language="zh", today=TODAY)
    assert [(one.name, one.on) for one in sheet.predecessors] == [("县财政局", JUNE), ("县水利局", MAY)]
    assert faults(db) == []


def test_a_successor_may_answer_once_it_has_taken_over(db: Session) -> None:
    adding(db, "县河湖中心")
    merging(db, "县水利局", "县河湖中心")

    def answering(body: str, on: date) -> None:
        said = Claim(body=body, received_on=on, claim=ReplyClass.UNDER_WAY, text=f"{on}：正在施工。")
        reply(db, [MAINS], said, who=WHO)

    with pytest.raises(Refused, match="not responsible"):
        answering("县河湖中心", date(2024, 4, 30))
    answering("县河湖中心", MAY)
    # A letter that still bears the old name.
    answering("县水利局", JUNE)


def test_a_new_body_may_take_a_name_that_is_free(db: Session) -> None:
    renaming(db, "县水利局", "县水务局")
    with pytest.raises(Refused, match="县水利局 is a name of 县水务局 already"):
        adding(db, "县水利局")
    adding(db, "县水利局", starts_on=JUNE)
    known = organizations(over(db.connection()))
    early, late = (known.meant("县水利局", on=day) for day in (date(2024, 4, 1), JUNE))
    assert early is not None
    assert late is not None
    assert (early.name, late.name) == ("县水务局", "县水利局")
    assert known.meant("县水利局") is None
    # The paper of February means the one of those days.
    assert by_body(db)["县水务局"] == 1
    assert "县水利局" not in by_body(db)


def test_what_was_taken_back_is_asked_no_more(db: Session) -> None:
    adding(db, "县水利局", "水务")
    for row in (*db.scalars(select(Organization)), *db.scalars(select(OrganizationName))):
        row.withdrawn_at = WHO.now
    assert asked(db, "水务") == []
    assign(db, ["7-8/2:1.2"], Duty(lead="水务"), who=WHO)
    assert db.scalars(select(Responsibility.organization_id).where(Responsibility.name == "水务")).one() is None
    adding(db, "县水利局", "水务")
    assert asked(db, "水务") == [MAINS, "7-8/2:1.2"]
    merging(db, "县水利局", "县财政局")
    for one in db.scalars(select(Organization)):
        one.withdrawn_at = WHO.now
    adding(db, "县水利局")
    assert by_body(db)["县水利局"] == 2
    for one in db.scalars(select(Organization)):
        one.withdrawn_at = WHO.now
    renaming(db, "县财政局", "县水利局")
    assert len(db.scalars(select(Organization)).all()) == 2


def test_the_list_holds_what_was_put_down_and_what_papers_name(db: Session) -> None:
    merging(db, "县水利局", "县财政局")
    adding(db, "县数据局", "数据办")
    db.flush()
    rows = list_organizations(over(db.connection()), today=TODAY)
    assert [(row.name, row.id is None, row.other_names, row.successor, row.to_follow, row.outstanding) for row in rows] == [
        ("县水利局", False, (), "县财政局", 0, 0),
        ("县财政局", False, (), None, 1, 1),
        ("县数据局", False, ("数据办",), None, 0, 0),
        ("县人民政府", True, (), None, 2, 1),
        ("县人大常委会", True, (), None, 1, 1),
    ]


@pytest.mark.parametrize(
    ("act", "error", "why"),
    [
        (lambda db: adding(db, " "), WrongUse, "has a name"),
        (lambda db: adding(db, "县教育局"), Refused, "县教育局 is put down already"),
        (lambda db: adding(db, "县体育局", "教体局"), Refused, "教体局 is a name of 县教育局 already"),
        (lambda db: naming(db, "县教育局", "教体局"), Refused, "already"),
        (lambda db: naming(db, "县教育局", "教委", MAY, date(2024, 4, 1)), WrongUse, "before the first"),
        (lambda db: naming(db, "县教育厅", "教厅"), NotFound, "No body is called 县教育厅"),
        (lambda db: renaming(db, "县教育局", "县教育局"), Refused, "called so already"),
        (lambda db: renaming(db, "县教育局", "县卫健局"), Refused, "县卫健局 is put down already"),
        (lambda db: renaming(db, "县教育局", "县教体局", date(2024, 11, 6)), Refused, "future"),
        (lambda db: merging(db, "县教育局", "教体局"), Refused, "one body"),
        (lambda db: merging(db, "县卫健局", "县财政局"), Refused, "县教育局 acts in its place already"),
        (lambda db: merging(db, "县教育局", "县卫健局"), Refused, "in the place of 县卫健局 itself"),
        (lambda db: merging(db, "县教育局", "县财政局", date(2024, 11, 6)), Refused, "future"),
        (lambda db: merging(db, "县教育局", "县文旅局"), NotFound, "No body is called 县文旅局"),
        (lambda db: adding(db, "县民政局", code="hedong"), NotFound, "hedong"),
    ],
)
def test_what_is_refused_changes_nothing(
    db: Session, act: Callable[[Session], object], error: type[OversightError], why: str
) -> None:
    adding(db, "县教育局", "教体局")
    adding(db, "县卫健局")
    merging(db, "县卫健局", "县教育局")
    before = the_same(db)
    with pytest.raises(error, match=why):
        act(db)
    assert the_same(db) == before


def test_a_name_that_could_mean_several_bodies_is_asked_about(db: Session) -> None:
    adding(db, "东山县水利局")
    adding(db, "西山县水利局")
    with pytest.raises(WrongUse, match=r"more than one body.*东山县水利局, 西山县水利局"):
        naming(db, "县水利局", "水务")
