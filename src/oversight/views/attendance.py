"""Attendance: of one session, session by session, member by member. What the papers do not tell is None, never guessed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader, Row
from oversight.rules.quorum import is_met, quorum
from oversight.views.member_lists import Declared, MemberList, member_lists
from oversight.views.resolve_ref import Entity, resolve_ref
from oversight.vocabulary import Attendance as Word
from oversight.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One session in numbers. ``members`` is who counts on the day; ``rate`` is in per cent, with one decimal."""

    session: str
    date: date | None
    members: int | None
    present: int | None
    leave: int | None
    absent: int | None
    rate: float | None
    quorum: int | None
    quorum_met: bool | None
    presided_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAttendance:
    """One member in numbers, over the sessions whose papers list who was there and who was missing.

    ``longest_absence`` is how many of these sessions in a row the member was not present.
    """

    name: str
    role: str | None
    eligible: int
    present: int
    leave: int
    absent: int
    rate: float | None
    longest_absence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A member on the list of a session; name, title and status as printed."""

    position: int
    name: str
    role: str | None
    title: str | None
    status: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observer:
    """Someone who may speak and not vote."""

    position: int
    name: str
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheet:
    """Who was there, and who was not."""

    summary: Attendance
    declared: Declared
    members: tuple[Attendee, ...]
    observers: tuple[Observer, ...]


def show_attendance(reader: Reader, ref: str) -> AttendanceSheet:
    """The attendance of the session that ``ref`` means, in the order of its list.

    :raises NotFound: nothing answers to ``ref``
    """
    (found,) = member_lists(reader, "AND s.id = :id", id=resolve_ref(reader, ref, Entity.SESSION).id)
    observers = {(row["name_key"], row["title"]): row for row in found.entries if row["capacity"] == "observer"}
    return AttendanceSheet(
        summary=_summary(found),
        declared=found.declared,
        members=tuple(
            Attendee(
                position=place,
                name=row["name"],
                role=row["role"],
                title=row["title"] or None,
                status=row["status"],
                reason=row["reason"],
            )
            for place, row in enumerate(found.members, start=1)
        ),
        observers=tuple(
            Observer(position=place, name=row["name"], title=row["title"] or None)
            for place, row in enumerate(observers.values(), start=1)
        ),
    )


def attendance_by_session(reader: Reader, *, since: date | None = None, until: date | None = None) -> list[Attendance]:
    """The sessions from ``since`` to ``until``, inclusive, the latest first; those known only from a later paper are left out."""
    narrowed, days = _between(since, until)
    return [_summary(one) for one in member_lists(reader, "AND s.papers_known" + narrowed, **days)]


def count_attendance(reader: Reader, sessions: Sequence[int]) -> list[Attendance]:
    """The sessions with these keys in numbers, the latest first."""
    return [_summary(one) for one in member_lists(reader, "AND s.id IN :sessions", sessions=list(sessions))]


def attendance_by_member(
    reader: Reader, *, since: date | None = None, until: date | None = None, person: int | None = None
) -> list[MemberAttendance]:
    """The members, by rank and name, over the sessions from ``since`` to ``until``, inclusive; ``person`` is the key of one."""
    narrowed, days = _between(since, until)
    marks: dict[int, list[str]] = defaultdict(list)
    for session in reversed(member_lists(reader, narrowed, **days)):
        for row in session.members if session.is_whole else ():
            if row["person_id"] is not None:
                marks[row["person_id"]].append(row["status"])
    members = [row for row in _latest_roles(reader) if person in {None, row["id"]}]
    return [_member(row["name"], row["role"], marks[row["id"]]) for row in members]


def _between(since: date | None, until: date | None) -> tuple[str, dict[str, date]]:
    """The condition of a question that is narrowed to days, and its values."""
    narrowed = (" AND s.starts_on >= :since" if since else "") + (" AND s.starts_on <= :until" if until else "")
    return narrowed, {name: day for name, day in (("since", since), ("until", until)) if day is not None}


def _latest_roles(reader: Reader) -> list[Row]:
    """Everyone who is or was a member, with the role of the latest term: ``id name role``; by rank, then by name."""
    rows = reader.rows(
        """
        SELECT q.id, q.body_id, q.name, m.role, q.sort_key
        FROM person q
        JOIN membership m ON m.person_id = q.id AND m.withdrawn_at IS NULL
        JOIN term t ON t.id = m.term_id
        ORDER BY t.number, CASE WHEN m.ends_on IS NULL THEN 1 ELSE 0 END, m.starts_on, m.id"""
    )
    rank = {role.value: place for place, role in enumerate(Role)}
    latest = {row["id"]: row for row in rows}.values()
    return sorted(latest, key=lambda row: (row["body_id"], rank[row["role"]], row["sort_key"], row["id"]))


def _summary(session: MemberList) -> Attendance:
    declared = session.declared
    if session.is_whole:
        counted = Counter(row["status"] for row in session.members)
        members: int | None = len(session.members)
        present: int | None = counted[Word.PRESENT.value]
        leave: int | None = counted[Word.LEAVE.value]
        absent: int | None = counted[Word.ABSENT.value]
    else:
        present, leave, absent = declared.present, declared.leave, declared.absent
        members = declared.total or session.in_office
    return Attendance(
        session=session.ref,
        date=session.date,
        members=members,
        present=present,
        leave=leave,
        absent=absent,
        rate=per_cent(present, members) if members and present is not None else None,
        quorum=quorum(members) if members else None,
        quorum_met=is_met(present, members) if members and present is not None else None,
        presided_by=session.presided_by,
    )


def _member(name: str, role: str, marks: list[str]) -> MemberAttendance:
    counted = Counter(marks)
    longest = run = 0
    for mark in marks:
        run = 0 if mark == Word.PRESENT.value else run + 1
        longest = max(longest, run)
    present = counted[Word.PRESENT.value]
    return MemberAttendance(
        name=name,
        role=role,
        eligible=len(marks),
        present=present,
        leave=counted[Word.LEAVE.value],
        absent=counted[Word.ABSENT.value],
        rate=per_cent(present, len(marks)) if marks else None,
        longest_absence=longest,
    )


def per_cent(part: int, whole: int) -> float:
    """``part`` of ``whole`` in per cent, one decimal, halves rounded up: 25 of 32 is 78.1."""
    return (2000 * part + whole) // (2 * whole) / 10
