from datetime import date
from typing import Any

from sqlalchemy import Engine, select

from oversight.database.engine import reading as reading_scope
from oversight.database.meetings import AttendanceEntry
from oversight.database.people import Membership, Person
from tests.intake.conftest import Load
from tests.intake.golden import golden
from tests.intake.stand import attendance, everything, faults, persons, sentences, set_by_hand

SPRING, WINTER = "yanhu-04-08", "yanhu-04-13"


def member(packet: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in packet["members"] if one["name"] == name)
    return found


def roles(engine: Engine) -> set[tuple[str, str]]:
    with reading_scope(engine) as db:
        return {
            (name, role)
            for name, role in db.execute(
                select(Person.name, Membership.role)
                .join(Membership, Membership.person_id == Person.id)
                .where(Membership.withdrawn_at.is_(None))
            )
        }


def test_a_person_of_two_sessions_is_one(engine: Engine, take_in: Load) -> None:
    take_in(golden(SPRING))
    take_in(golden(WINTER))
    names = persons(engine)
    assert len(names) == 22
    assert set(names.values()) == {1}
    assert ("乜国平", "member") in roles(engine)
    assert ("巢燕", "member") in roles(engine)


def test_a_slip_in_a_name_is_mended_in_place(engine: Engine, take_in: Load) -> None:
    take_in(golden(SPRING))
    before = attendance(engine)["隗子安"]
    packet = golden(SPRING)
    member(packet, "隗子安")["name"] = "隗紫安"
    result = take_in(packet)
    after = attendance(engine)["隗紫安"]
    assert (after.id, after.person_id) == (before.id, before.person_id)
    assert persons(engine)["隗紫安"] == 1
    assert persons(engine)["隗子安"] == 0
    assert sentences(result) == ["4-8 隗子安 name: 隗子安 → 隗紫安"]
    assert faults(engine) == []


def test_a_name_that_other_papers_know_stays_with_its_person(engine: Engine, take_in: Load) -> None:
    take_in(golden(SPRING))
    take_in(golden(WINTER))
    before = attendance(engine)
    packet = golden(SPRING)
    member(packet, "隗子安")["name"] = "隗紫安"
    take_in(packet)
    assert persons(engine)["隗子安"] == persons(engine)["隗紫安"] == 1
    after = attendance(engine)
    assert after["隗紫安"].person_id != before["隗子安"].person_id
    assert ("隗紫安", "member") in roles(engine)
    take_in(golden(SPRING))
    assert attendance(engine)["隗子安"].person_id == before["隗子安"].person_id
    assert ("隗紫安", "member") not in roles(engine)
    assert faults(engine) == []


def test_padding_and_dots_are_no_renaming(engine: Engine, take_in: Load) -> None:
    take_in(golden("wanglan-17-21"))
    before = attendance(engine)["帕丽达·艾山江"]
    packet = golden("wanglan-17-21")
    member(packet, "帕丽达·艾山江")["name"] = "帕丽达•艾山江"
    take_in(packet)
    after = attendance(engine)["帕丽达•艾山江"]
    assert (after.id, after.person_id) == (before.id, before.person_id)
    assert persons(engine)["帕丽达·艾山江"] == 1


def test_an_attendance_word_is_mended(engine: Engine, take_in: Load) -> None:
    take_in(golden(WINTER))
    packet = golden(WINTER)
    member(packet, "郏士奇").update(attendance="leave", reason="因病")
    result = take_in(packet)
    entry = attendance(engine)["郏士奇"]
    assert (entry.status, entry.reason) == ("leave", "因病")
    assert sentences(result) == ["4-13 郏士奇 reason: nothing → 因病", "4-13 郏士奇: absent → on leave"]


def test_a_member_is_added_removed_and_brought_back(engine: Engine, take_in: Load) -> None:
    take_in(golden(WINTER))
    before = attendance(engine)["巢燕"]
    packet = golden(WINTER)
    packet["members"].remove(member(packet, "巢燕"))
    packet["members"].append({"name": "翟一鸣", "role": "member", "attendance": "present", "reason": None})
    result = take_in(packet)
    assert "翟一鸣" in attendance(engine)
    assert attendance(engine, hidden=True)["巢燕"].id == before.id
    assert ("巢燕", "member") not in roles(engine)
    assert "4-13 巢燕 is no longer on the list." in sentences(result)
    take_in(golden(WINTER))
    assert attendance(engine)["巢燕"].id == before.id
    assert ("巢燕", "member") in roles(engine)
    assert ("翟一鸣", "member") not in roles(engine)
    assert faults(engine) == []


def test_a_mended_role_replaces_the_membership_that_was_only_read(engine: Engine, take_in: Load) -> None:
    take_in(golden(SPRING))
    packet = golden(SPRING)
    member(packet, "隗子安")["role"] = "vice_chair"
    take_in(packet)
    assert ("隗子安", "vice_chair") in roles(engine)
    assert ("隗子安", "member") not in roles(engine)


def test_a_list_of_a_few_names_hides_nobody(engine: Engine, take_in: Load) -> None:
    """A news item names the chair and the vice chairs, and says how many the others were."""
    take_in(golden(SPRING))
    packet = golden(SPRING)
    packet["members"] = packet["members"][:4]
    result = take_in(packet)
    assert len(attendance(engine)) == 21
    assert [doubt.code for doubt in result.doubts] == ["attendance_partial"]
    assert take_in(packet).change_id is None
    assert take_in(golden(SPRING)).doubts == ()


def test_a_packet_without_a_list_leaves_the_list(engine: Engine, take_in: Load) -> None:
    take_in(golden(SPRING))
    before = everything(engine)
    packet = golden(SPRING)
    packet |= {"members": [], "observers": [], "agenda": []}
    take_in(packet)
    after = everything(engine)
    assert after["attendance"] == before["attendance"]
    assert after["membership"] == before["membership"]
    assert after["agenda_item"] == before["agenda_item"]


def test_what_a_person_set_outranks_the_list(engine: Engine, take_in: Load) -> None:
    take_in(golden(WINTER))
    set_by_hand(engine, attendance(engine)["郏士奇"], "status", "leave")
    with reading_scope(engine) as db:
        observer = db.scalars(select(AttendanceEntry).where(AttendanceEntry.name == "谯楼月")).one()
        chair = db.scalars(select(Person).where(Person.name == "蔚长林")).one()
        db.expunge_all()
    set_by_hand(engine, observer, "person_id", chair.id)
    packet = golden(WINTER)
    member(packet, "郏士奇")["reason"] = "未请假"
    take_in(packet)
    assert (attendance(engine)["郏士奇"].status, attendance(engine)["郏士奇"].reason) == ("leave", "未请假")
    with reading_scope(engine) as db:
        assert db.scalar(select(AttendanceEntry.person_id).where(AttendanceEntry.name == "谯楼月")) == chair.id


def test_an_observer_is_linked_to_nobody_and_may_change_title(engine: Engine, take_in: Load) -> None:
    take_in(golden(SPRING))
    packet = golden(SPRING)
    packet["observers"][0]["title"] = "区人民政府代区长"
    result = take_in(packet)
    with reading_scope(engine) as db:
        observers = db.scalars(
            select(AttendanceEntry).where(AttendanceEntry.capacity == "observer").order_by(AttendanceEntry.position)
        ).all()
        assert [row.person_id for row in observers] == [None] * 6
        assert observers[0].title == "区人民政府代区长"
        assert all(row.withdrawn_at is None for row in observers)
    assert sentences(result) == ["4-8 丘岳 title: 区人民政府副区长 → 区人民政府代区长"]


def test_two_of_one_name_are_a_persons_choice(engine: Engine, take_in: Load) -> None:
    from oversight.database.engine import writing

    take_in(golden(SPRING))
    row = attendance(engine)["和煦"]
    with writing(engine) as db:
        db.add(Person(body_id=row.body_id, name="和煦", name_key="和煦", mark="女", sort_key="x"))
    result = take_in(golden(WINTER))
    assert "person_unclear" in [doubt.code for doubt in result.doubts]
    with reading_scope(engine) as db:
        entries = db.scalars(select(AttendanceEntry).where(AttendanceEntry.name == "和煦").order_by(AttendanceEntry.id)).all()
        assert [entry.person_id for entry in entries] == [row.person_id, None]
    assert take_in(golden(WINTER)).change_id is None


def test_a_name_that_stands_twice_is_a_doubt(engine: Engine, take_in: Load) -> None:
    packet = golden(SPRING)
    packet["members"].append(dict(packet["members"][5]))
    result = take_in(packet)
    assert [doubt.code for doubt in result.doubts] == ["same_name_twice"]
    assert len(attendance(engine)) == 21


def test_a_list_that_differs_from_the_confirmed_roster_is_a_doubt(engine: Engine, take_in: Load) -> None:
    take_in(golden(SPRING))
    with reading_scope(engine) as db:
        memberships = db.scalars(select(Membership)).all()
        db.expunge_all()
    for row in memberships:
        set_by_hand(engine, row, "confirmed", value=True)
    assert take_in(golden(SPRING)).doubts == ()
    result = take_in(golden(WINTER))
    messages = [doubt.message for doubt in result.doubts if doubt.code == "roster_differs"]
    assert messages == [
        "乜国平: on the confirmed roster, but not on the list of 4-13.",
        "巢燕: on the list of 4-13, but not on the confirmed roster.",
    ]


def test_who_has_left_by_then_is_not_missed(engine: Engine, take_in: Load) -> None:
    take_in(golden(SPRING))
    gone = attendance(engine)["乜国平"].person_id
    with reading_scope(engine) as db:
        memberships = db.scalars(select(Membership)).all()
        db.expunge_all()
    for row in memberships:
        set_by_hand(engine, row, "confirmed", value=True)
        if row.person_id == gone:
            set_by_hand(engine, row, "ends_on", date(2023, 9, 1))
    messages = [doubt.message for doubt in take_in(golden(WINTER)).doubts if doubt.code == "roster_differs"]
    assert messages == ["巢燕: on the list of 4-13, but not on the confirmed roster."]
    assert faults(engine) == []
