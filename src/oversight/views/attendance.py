"""Attendance: of one session, session by session, member by member. What the papers do not tell is None, never guessed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader, Row
from oversight.rules.quorum import is_met, quorum
from oversight.views.refs import bodies
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
class Declared:
    """The totals as printed, which need not agree with those counted."""

    members: int | None
    present: int | None
    leave: int | None
    absent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheet:
    """Who was there, and who was not."""

    summary: Attendance
    declared: Declared
    members: tuple[Attendee, ...]
    observers: tuple[Observer, ...]


_BEST_FIRST = {Word.PRESENT.value: 0, Word.LEAVE.value: 1, Word.ABSENT.value: 2}

_ENTRIES = """
    SELECT g.session_id, a.capacity, a.position, a.name, a.name_key, a.title, a.role, a.status, a.reason, a.person_id, g.number
    FROM attendance a JOIN sitting g ON g.id = a.sitting_id
    WHERE a.withdrawn_at IS NULL AND g.session_id IN :sessions
    ORDER BY g.session_id, g.number, a.position, a.id"""


def show_attendance(reader: Reader, ref: str) -> AttendanceSheet:
    """The attendance of the session that ``ref`` means, in the order of its list.

    :raises NotFound: nothing answers to ``ref``
    """
    found = resolve_ref(reader, ref, Entity.SESSION)
    (session,) = _sessions(reader, "AND s.id = :id", {"id": found.id})
    entries = reader.rows(_ENTRIES, sessions=[found.id])
    observers = {(row["name_key"], row["title"]): row for row in entries if row["capacity"] == "observer"}
    return AttendanceSheet(
        summary=_summary(session, _attended(entries), _roster(reader)),
        declared=_declared(session),
        members=tuple(
            Attendee(
                position=place,
                name=row["name"],
                role=row["role"],
                title=row["title"] or None,
                status=row["status"],
                reason=row["reason"],
            )
            for place, row in enumerate(_attended(entries), start=1)
        ),
        observers=tuple(
            Observer(position=place, name=row["name"], title=row["title"] or None)
            for place, row in enumerate(observers.values(), start=1)
        ),
    )


def attendance_by_session(reader: Reader, *, since: date | None = None, until: date | None = None) -> list[Attendance]:
    """The sessions from ``since`` to ``until``, inclusive, the latest first; those known only from a later paper are left out."""
    return _counted(reader, "AND s.papers_known" + _between(since, until), _days(since, until))


def count_attendance(reader: Reader, sessions: Sequence[int]) -> list[Attendance]:
    """The sessions with these keys in numbers, the latest first."""
    return _counted(reader, "AND s.id IN :sessions", {"sessions": list(sessions)})


def attendance_by_member(
    reader: Reader, *, since: date | None = None, until: date | None = None, person: int | None = None
) -> list[MemberAttendance]:
    """The members, by rank and name, over the sessions from ``since`` to ``until``, inclusive; ``person`` is the key of one."""
    sessions = _sessions(reader, _between(since, until), _days(since, until))
    entries = _by_session(reader.rows(_ENTRIES, sessions=[session["id"] for session in sessions]))
    roster = _roster(reader)
    marks: dict[int, list[str]] = defaultdict(list)
    for session in reversed(sessions):
        attended = _attended(entries[session["id"]])
        if _is_whole(session, attended, _in_office(session, roster)):
            for row in attended:
                if row["person_id"] is not None:
                    marks[row["person_id"]].append(row["status"])
    members = [row for row in _latest_roles(reader) if person in {None, row["id"]}]
    return [_member(row["name"], row["role"], marks[row["id"]]) for row in members]


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


def _counted(reader: Reader, narrowed: str, values: dict[str, object]) -> list[Attendance]:
    sessions = _sessions(reader, narrowed, values)
    entries = _by_session(reader.rows(_ENTRIES, sessions=[session["id"] for session in sessions]))
    roster = _roster(reader)
    return [_summary(session, _attended(entries[session["id"]]), roster) for session in sessions]


def _sessions(reader: Reader, narrowed: str, values: dict[str, object]) -> list[Row]:
    known = bodies(reader)
    rows = reader.rows(
        f"""
        SELECT s.id, s.body_id, s.ref, s.term_id, s.starts_on, s.presided_by,
            s.declared_members, s.declared_present, s.declared_leave, s.declared_absent
        FROM legislative_session s
        WHERE s.withdrawn_at IS NULL {narrowed}
        ORDER BY COALESCE(s.starts_on, '0001-01-01') DESC, s.id DESC""",  # noqa: S608 -- put together from constants
        **values,
    )
    return [row | {"ref": known.prefix(row["body_id"]) + row["ref"]} for row in rows]


def _between(since: date | None, until: date | None) -> str:
    return (" AND s.starts_on >= :since" if since else "") + (" AND s.starts_on <= :until" if until else "")


def _days(since: date | None, until: date | None) -> dict[str, object]:
    return {name: day for name, day in (("since", since), ("until", until)) if day is not None}


def _by_session(entries: Iterable[Row]) -> dict[int, list[Row]]:
    result: dict[int, list[Row]] = defaultdict(list)
    for row in entries:
        result[row["session_id"]].append(row)
    return result


def _attended(entries: Iterable[Row]) -> list[Row]:
    """The members of one session, each once: present, if at any sitting; on leave before absent."""
    members: dict[object, Row] = {}
    for row in entries:
        if row["capacity"] != "member" or row["status"] is None:
            continue
        who = row["person_id"] or row["name_key"]
        before = members.get(who)
        if before is None:
            members[who] = row
        elif _BEST_FIRST[row["status"]] < _BEST_FIRST[before["status"]]:
            members[who] = before | {"status": row["status"], "reason": row["reason"]}
    return list(members.values())


def _declared(session: Row) -> Declared:
    return Declared(
        members=session["declared_members"],
        present=session["declared_present"],
        leave=session["declared_leave"],
        absent=session["declared_absent"],
    )


def lists_its_members(reader: Reader, session: int) -> bool:
    """Whether there is a list of the members of the session with this key, and not merely the names of some."""
    (row,) = _sessions(reader, "AND s.id = :id", {"id": session})
    return _is_whole(row, _attended(reader.rows(_ENTRIES, sessions=[session])), _in_office(row, _roster(reader)))


def _is_whole(session: Row, attended: list[Row], in_office: int | None) -> bool:
    """Whether the session's paper lists its members, and does not merely name some of those who were there.

    A list names who is missing, or as many members as are stated or ``in_office`` by the confirmed roster. Prose that gives a
    total (…和委员共24人出席会议) and names a few of them is none, even where it also names those on leave: then most of those
    present are missing from it.
    """
    declared = _declared(session)
    present = sum(row["status"] == Word.PRESENT.value for row in attended)
    if declared.present is not None and 2 * present <= declared.present:
        return False
    return present < len(attended) or (bool(attended) and len(attended) in {declared.members, in_office})


def _summary(session: Row, attended: list[Row], roster: list[Row]) -> Attendance:
    declared = _declared(session)
    in_office = _in_office(session, roster)
    if _is_whole(session, attended, in_office):
        counted = Counter(row["status"] for row in attended)
        members: int | None = len(attended)
        present: int | None = counted[Word.PRESENT.value]
        leave: int | None = counted[Word.LEAVE.value]
        absent: int | None = counted[Word.ABSENT.value]
    else:
        present, leave, absent = declared.present, declared.leave, declared.absent
        members = _stated(declared) or in_office
    return Attendance(
        session=session["ref"],
        date=session["starts_on"],
        members=members,
        present=present,
        leave=leave,
        absent=absent,
        rate=per_cent(present, members) if members and present is not None else None,
        quorum=quorum(members) if members else None,
        quorum_met=is_met(present, members) if members and present is not None else None,
        presided_by=session["presided_by"],
    )


def _stated(declared: Declared) -> int | None:
    """The total that the paper states, as one number or as all of its three parts."""
    parts = (declared.present, declared.leave, declared.absent)
    if declared.members is not None or None in parts:
        return declared.members
    return sum(part for part in parts if part is not None)


def _roster(reader: Reader) -> list[Row]:
    return reader.rows("SELECT person_id, term_id, starts_on, ends_on FROM membership WHERE confirmed AND withdrawn_at IS NULL")


def _in_office(session: Row, roster: list[Row]) -> int | None:
    """How many the office has confirmed as members on the day of the session; None where it has confirmed nobody."""
    day = session["starts_on"]
    if day is None:
        return None
    serving = {
        row["person_id"]
        for row in roster
        if row["term_id"] == session["term_id"]
        and (row["starts_on"] is None or row["starts_on"] <= day)
        and (row["ends_on"] is None or day <= row["ends_on"])
    }
    return len(serving) or None


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
