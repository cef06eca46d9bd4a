from datetime import date
from typing import Any

import pytest

from oversight.database.reading import Reader
from oversight.errors import NotFound, WrongUse
from oversight.views.attendance import attendance_by_member, attendance_by_session, per_cent, show_attendance
from oversight.views.members import list_members, show_member
from tests.papers import Papers


@pytest.fixture
def year(papers: Papers) -> Papers:
    """Three sessions with lists, one told in prose, one known only from a later paper."""
    chair = papers.person("尉迟远", "yuchi yuan", "chair")
    deputy = papers.person("单青", "shan qing", "vice_chair")
    first = papers.person("曹禾", "cao he")
    second = papers.person("安宁", "an ning")
    lists = [
        (1, date(2024, 2, 1), ["present", "present", "present", "absent"]),
        (2, date(2024, 4, 1), ["present", "leave", "absent", "absent"]),
        (4, date(2024, 8, 1), ["present", "present", "absent", "present"]),
    ]
    for number, day, statuses in lists:
        session = papers.session(number, day, presided_by="尉迟远", declared_present=statuses.count("present"))
        for person, status in zip((chair, deputy, first, second), statuses, strict=True):
            papers.attend(session, person, status, reason="因公" if status == "leave" else None)
        papers.attend(session, "何县长", None, title="县长")
    prose = papers.session(3, date(2024, 6, 1), presided_by="单青", declared_present=24)
    papers.attend(prose, deputy, "present", title="副主任")
    papers.attend(prose, first, "leave")
    papers.session(0, date(2023, 12, 1), papers_known=False)
    return papers


@pytest.mark.usefixtures("year")
def test_each_session_in_numbers(reader: Reader) -> None:
    rows = attendance_by_session(reader)
    assert [row.session for row in rows] == ["7-4", "7-3", "7-2", "7-1"]
    fourth, third, second, __ = rows
    assert (fourth.members, fourth.present, fourth.leave, fourth.absent) == (4, 3, 0, 1)
    assert (fourth.rate, fourth.quorum, fourth.quorum_met, fourth.presided_by) == (75.0, 3, True, "尉迟远")
    assert (second.present, second.leave, second.absent, second.quorum_met) == (1, 1, 2, False)
    # Prose names some of those who were there: nobody knows of how many.
    assert (third.members, third.present, third.leave, third.absent) == (None, 24, None, None)
    assert (third.rate, third.quorum, third.quorum_met) == (None, None, None)
    assert [row.session for row in attendance_by_session(reader, since=date(2024, 4, 1), until=date(2024, 6, 1))] == [
        "7-3",
        "7-2",
    ]


@pytest.mark.usefixtures("year")
def test_each_member_in_numbers(reader: Reader) -> None:
    rows = attendance_by_member(reader)
    assert [(row.name, row.role) for row in rows] == [
        ("尉迟远", "chair"),
        ("单青", "vice_chair"),
        ("安宁", "member"),
        ("曹禾", "member"),
    ]
    chair, deputy, second, first = rows
    assert (chair.eligible, chair.present, chair.rate, chair.longest_absence) == (3, 3, 100.0, 0)
    assert (deputy.eligible, deputy.present, deputy.leave, deputy.rate) == (3, 2, 1, 66.7)
    assert (second.absent, second.longest_absence) == (2, 2)
    assert (first.present, first.absent, first.rate, first.longest_absence) == (1, 2, 33.3, 2)
    (*_, narrowed) = attendance_by_member(reader, since=date(2024, 8, 1))
    assert (narrowed.eligible, narrowed.absent, narrowed.rate) == (1, 1, 0.0)
    (*_, nothing) = attendance_by_member(reader, since=date(2025, 1, 1))
    assert (nothing.eligible, nothing.rate, nothing.longest_absence) == (0, None, 0)


@pytest.mark.usefixtures("year")
def test_one_session_name_by_name(reader: Reader) -> None:
    sheet = show_attendance(reader, "7-2")
    assert [(one.position, one.name, one.status, one.reason) for one in sheet.members] == [
        (1, "尉迟远", "present", None),
        (2, "单青", "leave", "因公"),
        (3, "曹禾", "absent", None),
        (4, "安宁", "absent", None),
    ]
    assert [(one.name, one.title) for one in sheet.observers] == [("何县长", "县长")]
    assert (sheet.summary.members, sheet.declared.present, sheet.declared.members) == (4, 1, None)


@pytest.mark.parametrize(
    ("declared", "listed", "expected"),
    [
        # 共25人, and seven names under 缺席.
        ({"declared_present": 2}, ["present", "present", "absent"], (3, 2, 0, 1)),
        # A slip in the printed total changes nobody's presence.
        ({"declared_present": 3}, ["present", "present", "absent"], (3, 2, 0, 1)),
        # A list of those present alone does not say who is missing …
        ({"declared_present": 2}, ["present", "present"], (None, 2, None, None)),
        # … unless the paper says that they are all.
        ({"declared_present": 2, "declared_members": 2}, ["present", "present"], (2, 2, 0, 0)),
        # 应到23人，实到19人，请假3人，缺席1人, in prose.
        ({"declared_members": 23, "declared_present": 19, "declared_leave": 3, "declared_absent": 1}, [], (23, 19, 3, 1)),
        ({"declared_present": 19, "declared_leave": 3, "declared_absent": 1}, ["present"], (23, 19, 3, 1)),
        ({"declared_present": 19, "declared_leave": 3}, [], (None, 19, 3, None)),
        ({"declared_members": 23}, [], (23, None, None, None)),
        ({}, [], (None, None, None, None)),
        # Prose that also names who was excused is still no list.
        ({"declared_present": 24}, ["present", "leave", "leave"], (None, 24, None, None)),
    ],
)
def test_what_counts_is_what_the_paper_tells(
    papers: Papers, reader: Reader, declared: dict[str, Any], listed: list[str], expected: tuple[int | None, ...]
) -> None:
    session = papers.session(5, date(2024, 10, 1), **declared)
    for number, status in enumerate(listed):
        papers.attend(session, papers.person(f"甲{number}", str(number)), status)
    row = show_attendance(reader, "7-5").summary
    assert (row.members, row.present, row.leave, row.absent) == expected
    assert row.quorum == (None if row.members is None else row.members // 2 + 1)


def test_the_roster_counts_where_the_paper_tells_nothing_and_the_office_has_confirmed_it(
    papers: Papers, reader: Reader
) -> None:
    papers.person("甲", "jia", confirmed=True)
    papers.person("乙", "yi", confirmed=True, ends_on=date(2024, 5, 31))
    papers.person("丙", "bing", confirmed=True, starts_on=date(2024, 6, 1))
    papers.person("丁", "ding")
    papers.session(1, date(2024, 5, 31), declared_present=2)
    papers.session(2, date(2024, 7, 1), declared_present=1)
    second, first = attendance_by_session(reader)
    assert (first.members, first.present, first.rate, first.quorum_met) == (2, 2, 100.0, True)
    assert (second.members, second.present, second.rate, second.quorum_met) == (2, 1, 50.0, False)


def test_someone_who_came_to_one_sitting_was_there(papers: Papers, reader: Reader) -> None:
    from oversight.database.meetings import AttendanceEntry, Sitting

    session = papers.session(1, date(2024, 5, 31))
    person = papers.person("甲", "jia")
    papers.attend(session, papers.person("乙", "yi"), "absent")
    papers.attend(session, person, "leave")
    second = papers.add(Sitting(body_id=papers.body.id, session_id=session.id, number=2))
    papers.add(
        AttendanceEntry(
            body_id=papers.body.id,
            sitting_id=second.id,
            person_id=person.id,
            capacity="member",
            position=1,
            name="甲",
            name_key="甲",
            status="present",
        )
    )
    sheet = show_attendance(reader, "7-1")
    assert [(one.name, one.status) for one in sheet.members] == [("乙", "absent"), ("甲", "present")]
    assert (sheet.summary.members, sheet.summary.present) == (2, 1)


@pytest.mark.parametrize(("part", "whole", "rate"), [(25, 32, 78.1), (1, 16, 6.3), (0, 7, 0.0), (7, 7, 100.0), (2, 3, 66.7)])
def test_per_cent_has_one_decimal(part: int, whole: int, rate: float) -> None:
    assert per_cent(part, whole) == rate


@pytest.mark.usefixtures("year")
def test_more_sessions_take_no_more_statements(papers: Papers, reader: Reader) -> None:
    attendance_by_session(reader)
    attendance_by_member(reader)
    few = reader.statements
    for number in range(20, 40):
        papers.attend(papers.session(number, date(2024, 12, 1)), f"某{number}", "absent")
    attendance_by_session(reader)
    attendance_by_member(reader)
    assert reader.statements == 2 * few <= 18


@pytest.mark.usefixtures("year")
def test_members_stand_by_rank_and_name(reader: Reader) -> None:
    rows = list_members(reader)
    assert [(row.name, row.role, row.term, row.confirmed) for row in rows] == [
        ("尉迟远", "chair", 7, False),
        ("单青", "vice_chair", 7, False),
        ("安宁", "member", 7, False),
        ("曹禾", "member", 7, False),
    ]


def test_members_of_a_day(papers: Papers, reader: Reader) -> None:
    papers.person("甲", "a", ends_on=date(2024, 5, 31))
    papers.person("乙", "b", starts_on=date(2024, 6, 1))
    papers.person("丙", "c")
    assert [row.name for row in list_members(reader, as_of=date(2024, 5, 31))] == ["甲", "丙"]
    assert [row.name for row in list_members(reader, as_of=date(2024, 6, 1))] == ["乙", "丙"]


@pytest.mark.usefixtures("year")
def test_one_member_session_by_session(reader: Reader) -> None:
    sheet = show_member(reader, "单 青")
    assert (sheet.name, sheet.roles[0].role, sheet.summary.rate) == ("单青", "vice_chair", 66.7)
    assert [(one.session, one.status, one.reason) for one in sheet.sessions] == [
        ("7-4", "present", None),
        ("7-3", "present", None),
        ("7-2", "leave", "因公"),
        ("7-1", "present", None),
    ]
    assert show_member(reader, str(sheet.id)) == sheet


@pytest.mark.usefixtures("year")
def test_a_member_who_is_not_there_or_there_twice(papers: Papers, reader: Reader) -> None:
    with pytest.raises(NotFound, match="单雄") as raised:
        show_member(reader, "单雄")
    assert "单青" in (raised.value.hint or "")
    with pytest.raises(NotFound):
        show_member(reader, " ")
    Papers(papers.db, "hedong").person("单青", "shan qing")
    with pytest.raises(WrongUse, match="More than one"):
        show_member(reader, "单青")
