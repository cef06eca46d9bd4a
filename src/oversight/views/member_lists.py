"""The members of a session as its papers list them, what the papers state of their number, and whether the list is whole."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader, Row
from oversight.views.refs import bodies
from oversight.vocabulary import Attendance as Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """The totals as printed, which need not agree with those counted."""

    members: int | None
    present: int | None
    leave: int | None
    absent: int | None

    @property
    def total(self) -> int | None:
        """How many members there are by the paper: one number, or all of its three parts."""
        parts = (self.present, self.leave, self.absent)
        if self.members is not None or None in parts:
            return self.members
        return sum(part for part in parts if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberList:
    """One session: its members, each once, as rows of ``person_id name title role status reason``; and all rows of its list.

    ``in_office`` is how many the office has confirmed as members on the day; None where it has confirmed nobody.
    """

    ref: str
    date: date | None
    presided_by: str | None
    declared: Declared
    in_office: int | None
    entries: tuple[Row, ...]
    members: tuple[Row, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the session's paper lists its members, and does not merely name some of those who were there.

        A list names who is missing, or as many members as are stated or ``in_office``. Prose that gives a total (…和委员共24人出席
        会议) and names a few of them is none, even where it also names those on leave: then most of those present are missing from it.
        """
        present = sum(row["status"] == Word.PRESENT.value for row in self.members)
        if self.declared.present is not None and 2 * present <= self.declared.present:
            return False
        listed = len(self.members)
        return present < listed or (listed > 0 and listed in {self.declared.members, self.in_office})


def member_lists(reader: Reader, narrowed: str = "", **values: object) -> list[MemberList]:
    """The lists of the sessions ``s`` that a condition narrows down (``AND …``), the latest first."""
    known = bodies(reader)
    sessions = reader.rows(
        f"""
        SELECT s.id, s.body_id, s.ref, s.term_id, s.starts_on, s.presided_by,
            s.declared_members, s.declared_present, s.declared_leave, s.declared_absent
        FROM legislative_session s
        WHERE s.withdrawn_at IS NULL {narrowed}
        ORDER BY COALESCE(s.starts_on, '0001-01-01') DESC, s.id DESC""",  # noqa: S608 -- put together from constants
        **values,
    )
    entries: dict[int, list[Row]] = defaultdict(list)
    for row in reader.rows(_ENTRIES, sessions=[session["id"] for session in sessions]):
        entries[row["session_id"]].append(row)
    roster = reader.rows(
        "SELECT person_id, term_id, starts_on, ends_on FROM membership WHERE confirmed AND withdrawn_at IS NULL"
    )
    return [
        MemberList(
            ref=known.prefix(session["body_id"]) + session["ref"],
            date=session["starts_on"],
            presided_by=session["presided_by"],
            declared=Declared(
                members=session["declared_members"],
                present=session["declared_present"],
                leave=session["declared_leave"],
                absent=session["declared_absent"],
            ),
            in_office=_in_office(session, roster),
            entries=tuple(entries[session["id"]]),
            members=tuple(_each_once(entries[session["id"]])),
        )
        for session in sessions
    ]


_ENTRIES = """
    SELECT g.session_id, a.capacity, a.position, a.name, a.name_key, a.title, a.role, a.status, a.reason, a.person_id, g.number
    FROM attendance a JOIN sitting g ON g.id = a.sitting_id
    WHERE a.withdrawn_at IS NULL AND g.session_id IN :sessions
    ORDER BY g.session_id, g.number, a.position, a.id"""


def lists_its_members(reader: Reader, session: int) -> bool:
    """Whether there is a list of the members of the session with this key, and not merely the names of some."""
    (found,) = member_lists(reader, "AND s.id = :id", id=session)
    return found.is_whole


def _in_office(session: Row, roster: list[Row]) -> int | None:
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


_BEST_FIRST = {Word.PRESENT.value: 0, Word.LEAVE.value: 1, Word.ABSENT.value: 2}


def _each_once(entries: list[Row]) -> list[Row]:
    """The members of one session: present, if at any sitting; on leave before absent."""
    members: dict[object, Row] = {}
    for row in entries:
        if row["capacity"] != "member" or row["status"] is None:
            continue
        who = row["person_id"] or row["name_key"]
        before = members.setdefault(who, row)
        if _BEST_FIRST[row["status"]] < _BEST_FIRST[before["status"]]:
            members[who] = before | {"status": row["status"], "reason": row["reason"]}
    return list(members.values())
