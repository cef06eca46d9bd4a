from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.meetings import AttendanceEntry, LegislativeSession
from oversight.database.people import Membership, Person, Term
from oversight.database.reading import over
from oversight.database.story import Event
from oversight.errors import NotFound, OversightError, Refused, WrongUse
from oversight.follow_up.attendance import mark_attendance
from oversight.follow_up.member import Office, add_member, confirm, edit_member, leave
from oversight.follow_up.session import Facts, add_session, edit_session
from oversight.views.attendance import attendance_by_member, show_attendance
from oversight.views.members import list_members, show_member
from oversight.vocabulary import Attendance, Role
from tests.follow_up.conftest import WHO, faults, the_same
from tests.papers import Papers

SEVENTH = date(2024, 1, 15)


@pytest.fixture(autouse=True)
def roster(db: Session) -> Papers:
    """Three members. The list of the 7th session names all; the papers of the 9th name one who was there, and no total."""
    papers = Papers(db)
    db.info["known faults"] = set()
    seventh, ninth = papers.session(7, SEVENTH), papers.session(9, date(2024, 5, 15))
    chair = papers.person("韩梅", "han2mei2", "chair")
    members = [papers.person("李雷", "li3lei2"), papers.person("王芳", "wang2fang1")]
    for person, status in zip([chair, *members], ["present", "present", "absent"], strict=True):
        papers.attend(seventh, person, status)
    papers.attend(ninth, chair, "present")
    return papers


def members(db: Session) -> list[tuple[str, str, date | None, date | None, bool]]:
    db.flush()
    rows = list_members(over(db.connection()))
    return [(row.name, row.role, row.starts_on, row.ends_on, row.confirmed) for row in rows]


class TestRoster:
    def test_a_new_member_is_seen_until_the_roster_is_confirmed(self, db: Session) -> None:
        row = add_member(db, "周 敏", Office(starts_on=date(2024, 3, 1)), who=WHO, note="补选")
        assert (row.name, row.role, row.term, row.confirmed) == ("周敏", "member", 7, False)
        confirmed = confirm(db, [], who=WHO)
        assert [one.name for one in confirmed] == ["韩梅", "李雷", "王芳", "周敏"]
        assert add_member(db, "吴刚", Office(role=Role.VICE_CHAIR), who=WHO).confirmed
        assert {event.note for event in db.scalars(select(Event).where(Event.field == "created"))} == {"补选", None}
        assert faults(db) == []

    def test_two_of_one_name_are_told_apart(self, db: Session) -> None:
        add_member(db, "李雷", Office(), who=WHO, mark="女")
        assert len(db.scalars(select(Person).where(Person.name == "李雷")).all()) == 2
        with pytest.raises(WrongUse, match="More than one"):
            leave(db, "李雷", date(2024, 6, 30), who=WHO)
        second = db.scalars(select(Person.id).where(Person.mark == "女")).one()
        assert leave(db, str(second), date(2024, 6, 30), who=WHO)[0].id == second

    def test_a_new_term_is_made_when_it_is_named(self, db: Session) -> None:
        assert add_member(db, "韩梅", Office(role=Role.CHAIR), who=WHO, term=8).term == 8
        assert db.scalars(select(Term.number).order_by(Term.number)).all() == [7, 8]
        assert edit_member(db, "韩梅", Office(starts_on=date(2024, 9, 1)), who=WHO).term == 8

    def test_a_role_is_corrected_and_the_wrong_one_hidden(self, db: Session) -> None:
        row = edit_member(db, "李雷", Office(role=Role.VICE_CHAIR, starts_on=date(2024, 1, 1)), who=WHO)
        assert (row.role, row.starts_on) == ("vice_chair", date(2024, 1, 1))
        assert [entry[:2] for entry in members(db)] == [("韩梅", "chair"), ("李雷", "vice_chair"), ("王芳", "member")]
        edit_member(db, "李雷", Office(role=Role.MEMBER), who=WHO)
        assert len(db.scalars(select(Membership)).all()) == 4
        assert ("李雷", "member", date(2024, 1, 1), None, False) in members(db)
        assert faults(db) == []

    def test_a_role_that_was_hidden_comes_back_when_it_is_given_again(self, db: Session) -> None:
        edit_member(db, "李雷", Office(role=Role.VICE_CHAIR), who=WHO)
        row = add_member(db, "李雷", Office(role=Role.MEMBER, starts_on=date(2024, 1, 1)), who=WHO)
        assert (row.role, row.starts_on, row.confirmed) == ("member", date(2024, 1, 1), False)
        assert len(db.scalars(select(Membership)).all()) == 4
        with pytest.raises(Refused, match="that role as well"):
            edit_member(db, "李雷", Office(role=Role.MEMBER), who=WHO, of=Role.VICE_CHAIR)
        assert faults(db) == []

    def test_a_name_is_corrected(self, db: Session) -> None:
        assert edit_member(db, "李雷", Office(), who=WHO, new_name="李 磊").name == "李磊"
        assert show_member(over(db.connection()), "李磊").sessions[0].status == "present"
        with pytest.raises(Refused, match="Somebody else"):
            edit_member(db, "李磊", Office(), who=WHO, new_name="王芳")

    def test_who_left_is_no_longer_counted(self, db: Session) -> None:
        confirm(db, [], who=WHO)
        leave(db, "王芳", date(2024, 3, 31), who=WHO, reason="调离")
        assert [row.members for row in (show_attendance(over(db.connection()), ref).summary for ref in ("7-7", "7-9"))] == [
            3,
            2,
        ]
        with pytest.raises(Refused, match="already"):
            leave(db, "王芳", date(2024, 4, 30), who=WHO)

    def test_those_who_came_later_are_confirmed_by_name(self, db: Session) -> None:
        with pytest.raises(Refused, match="as a whole"):
            confirm(db, ["李雷"], who=WHO)
        confirm(db, [], who=WHO)
        late = db.scalars(select(Membership).where(Membership.role == "chair")).one()
        late.confirmed = False
        db.flush()
        assert [row.name for row in confirm(db, ["韩梅"], who=WHO)] == ["韩梅"]
        with pytest.raises(Refused, match="nobody left"):
            confirm(db, [], who=WHO)

    @pytest.mark.parametrize(
        ("deed", "error", "why"),
        [
            (lambda db: add_member(db, "李雷", Office(), who=WHO), Refused, "holds this role"),
            (lambda db: add_member(db, " ", Office(), who=WHO), WrongUse, "has a name"),
            (lambda db: add_member(db, "周敏", Office(), who=WHO, code="hedong"), NotFound, "hexi"),
            (lambda db: add_member(db, "周敏", Office(), who=WHO, term=0), WrongUse, "from 1 on"),
            (
                lambda db: add_member(db, "周敏", Office(starts_on=date(2024, 2, 1), ends_on=SEVENTH), who=WHO),
                Refused,
                "before it begins",
            ),
            (lambda db: edit_member(db, "李雷", Office(role=Role.MEMBER), who=WHO), Refused, "so already"),
            (lambda db: edit_member(db, "李雷", Office(), who=WHO, of=Role.CHAIR), WrongUse, "0 roles"),
            (lambda db: edit_member(db, "李", Office(role=Role.CHAIR), who=WHO), NotFound, "Near it: 李雷"),
            (lambda db: leave(db, "赵云", SEVENTH, who=WHO), NotFound, "赵云"),
            (lambda db: leave(db, "李雷", date(2024, 11, 6), who=WHO), Refused, "2024-11-06 is in the future"),
            (lambda db: confirm(db, ["赵云"], who=WHO), NotFound, "赵云"),
        ],
    )
    def test_what_is_refused_changes_nothing(self, db: Session, deed: object, error: type[OversightError], why: str) -> None:
        before = the_same(db)
        with pytest.raises(error, match=why):
            deed(db)  # type: ignore[operator]  # each a function of the database
        assert the_same(db) == before

    def test_nobody_leaves_before_coming(self, db: Session) -> None:
        edit_member(db, "李雷", Office(starts_on=date(2024, 2, 1)), who=WHO)
        with pytest.raises(Refused, match="came into office on 2024-02-01"):
            leave(db, "李雷", SEVENTH, who=WHO)
        with pytest.raises(Refused, match="before it begins"):
            edit_member(db, "李雷", Office(ends_on=SEVENTH), who=WHO)

    def test_the_committee_is_named_where_there_are_several(self, db: Session) -> None:
        Papers(db, "hedong")
        with pytest.raises(WrongUse, match="which committee"):
            add_member(db, "周敏", Office(), who=WHO)
        assert add_member(db, "周敏", Office(), who=WHO, code="hedong").term == 7


class TestAttendance:
    def test_a_mark_corrects_the_list(self, db: Session) -> None:
        marks = mark_attendance(db, "7-7", ["王芳", "李雷"], Attendance.LEAVE, who=WHO, reason="出差")
        assert [(one.name, one.before, one.after, one.reason) for one in marks] == [
            ("王芳", "absent", "leave", "出差"),
            ("李雷", "present", "leave", "出差"),
        ]
        summary = show_attendance(over(db.connection()), "7-7").summary
        assert (summary.members, summary.present, summary.leave, summary.absent) == (3, 1, 2, 0)
        assert {(event.note, event.effective_on) for event in db.scalars(select(Event))} == {("出差", SEVENTH)}
        mark_attendance(db, "7-7", ["李雷"], Attendance.PRESENT, who=WHO)
        entry = db.scalars(select(AttendanceEntry).where(AttendanceEntry.name == "李雷")).one()
        assert (entry.status, entry.reason) == ("present", None)
        assert faults(db) == []

    def test_a_member_whom_the_list_forgot_is_put_on_it(self, db: Session) -> None:
        add_member(db, "周敏", Office(), who=WHO)
        (mark,) = mark_attendance(db, "7-7", ["周敏"], Attendance.PRESENT, who=WHO)
        assert (mark.before, mark.after) == (None, "present")
        assert show_attendance(over(db.connection()), "7-7").summary.members == 4

    def test_an_entry_that_a_corrected_list_lost_comes_back(self, db: Session) -> None:
        entry = db.scalars(select(AttendanceEntry).where(AttendanceEntry.name == "李雷")).one()
        entry.withdrawn_at = WHO.now
        db.flush()
        (mark,) = mark_attendance(db, "7-7", ["李雷"], Attendance.LEAVE, who=WHO)
        hidden = db.scalars(select(AttendanceEntry.name).where(AttendanceEntry.withdrawn_at.is_not(None))).all()
        assert (mark.after, hidden) == ("leave", [])
        assert show_attendance(over(db.connection()), "7-7").summary.members == 3
        assert faults(db) == []

    def test_where_the_papers_list_nobody_the_others_are_named_too(self, db: Session) -> None:
        with pytest.raises(Refused, match="do not list the members"):
            mark_attendance(db, "7-9", ["王芳"], Attendance.LEAVE, who=WHO)
        with pytest.raises(Refused, match="no roster is confirmed"):
            mark_attendance(db, "7-9", ["王芳"], Attendance.LEAVE, who=WHO, others=Attendance.PRESENT)
        confirm(db, [], who=WHO)
        marks = mark_attendance(db, "7-9", ["王芳"], Attendance.LEAVE, who=WHO, reason="病假", others=Attendance.PRESENT)
        assert [(one.name, one.before, one.after) for one in marks] == [("王芳", None, "leave"), ("李雷", None, "present")]
        summary = show_attendance(over(db.connection()), "7-9").summary
        assert (summary.members, summary.present, summary.leave) == (3, 2, 1)
        notes = db.execute(select(Event.after, Event.note).where(Event.field == "reason")).all()
        assert sorted((after or "", note or "") for after, note in notes) == [("", ""), ("病假", "病假")]
        assert faults(db) == []

    def test_all_were_there(self, db: Session) -> None:
        confirm(db, [], who=WHO)
        mark_attendance(db, "7-9", ["李雷"], Attendance.PRESENT, who=WHO, others=Attendance.PRESENT)
        summary = show_attendance(over(db.connection()), "7-9").summary
        assert (summary.members, summary.present, summary.quorum_met) == (3, 3, True)
        assert [row.eligible for row in attendance_by_member(over(db.connection()))] == [2, 2, 2]

    @pytest.mark.parametrize(
        ("names", "status", "reason", "error", "why"),
        [
            (["李雷"], Attendance.PRESENT, None, Refused, "marked so already"),
            (["李雷"], Attendance.PRESENT, "出差", Refused, "needs no reason"),
            (["赵云"], Attendance.LEAVE, None, NotFound, "赵云"),
            ([], Attendance.LEAVE, None, WrongUse, "Nobody"),
        ],
    )
    def test_what_cannot_be_marked(
        self,
        db: Session,
        *,
        names: list[str],
        status: Attendance,
        reason: str | None,
        error: type[OversightError],
        why: str,
    ) -> None:
        before = the_same(db)
        with pytest.raises(error, match=why):
            mark_attendance(db, "7-7", names, status, who=WHO, reason=reason)
        assert the_same(db) == before

    def test_a_session_known_from_a_later_paper_gets_its_sitting(self, db: Session, roster: Papers) -> None:
        confirm(db, [], who=WHO)
        roster.add(
            LegislativeSession(
                body_id=roster.body.id,
                ref="7-5",
                term_id=roster.term.id,
                number=5,
                starts_on=date(2023, 9, 1),
                papers_known=False,
            )
        )
        marks = mark_attendance(db, "7-5", ["李雷"], Attendance.ABSENT, who=WHO, others=Attendance.PRESENT)
        assert len(marks) == 3
        assert faults(db) == []


class TestInOffice:
    def test_who_comes_later_or_has_left_is_not_counted(self, db: Session) -> None:
        add_member(db, "周敏", Office(starts_on=date(2024, 3, 1)), who=WHO)
        add_member(db, "吴刚", Office(ends_on=date(2024, 1, 14)), who=WHO)
        before = the_same(db)
        for name in ("周敏", "吴刚"):
            with pytest.raises(Refused, match="only who is in office on the day counts"):
                mark_attendance(db, "7-7", [name], Attendance.PRESENT, who=WHO)
        assert the_same(db) == before
        edit_member(db, "吴刚", Office(ends_on=SEVENTH), who=WHO)
        assert mark_attendance(db, "7-7", ["吴刚"], Attendance.PRESENT, who=WHO)[0].after == "present"
        assert faults(db) == []

    def test_whom_the_paper_lists_is_marked_whatever_the_roster_says(self, db: Session) -> None:
        edit_member(db, "王芳", Office(starts_on=date(2024, 3, 1)), who=WHO)
        assert mark_attendance(db, "7-7", ["王芳"], Attendance.LEAVE, who=WHO)[0].before == "absent"

    @pytest.mark.parametrize("name", ["周敏", "何人"])
    def test_only_a_member_in_office_presides(self, db: Session, name: str) -> None:
        add_member(db, "周敏", Office(starts_on=date(2024, 3, 1)), who=WHO)
        before = the_same(db)
        with pytest.raises(Refused, match="presided over by one who is in office"), db.begin_nested():
            edit_session(db, "7-7", Facts(presided_by=name), who=WHO)
        assert the_same(db) == before
        edit_session(db, "7-7", Facts(presided_by="李 雷"), who=WHO)
        assert add_session(db, "8-1", Facts(presided_by="何人"), who=WHO) == "8-1"

    def test_there_is_one_chair_at_a_time(self, db: Session) -> None:
        edit_member(db, "韩梅", Office(ends_on=date(2024, 6, 30)), who=WHO)
        for starts_on in (None, date(2024, 6, 30)):
            with pytest.raises(Refused, match="韩梅 is the chair then"), db.begin_nested():
                add_member(db, "周敏", Office(role=Role.CHAIR, starts_on=starts_on), who=WHO)
        with pytest.raises(Refused, match="one at a time"), db.begin_nested():
            edit_member(db, "李雷", Office(role=Role.CHAIR), who=WHO)
        add_member(db, "周敏", Office(role=Role.CHAIR, starts_on=date(2024, 7, 1)), who=WHO)
        with pytest.raises(Refused, match="周敏 is the chair then"), db.begin_nested():
            edit_member(db, "韩梅", Office(ends_on=date(2024, 7, 1)), who=WHO)
        assert faults(db) == []
