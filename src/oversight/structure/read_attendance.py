"""Attendance: the list, with what the news adds to it: roles, the presider, those named only there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from oversight.documents.document import Line
from oversight.messages import _, ngettext
from oversight.structure.attendance_prose import read_prose
from oversight.structure.dense_text import dense
from oversight.structure.lists_in_news import read_news
from oversight.structure.read_roll import read_roll
from oversight.structure.roll import Listed, Roll, Seen, namesakes
from oversight.structure.roll_notes import read_notes
from oversight.vocabulary import Attendance, Role


@dataclass(frozen=True, slots=True)
class Uncertain:
    """What a person has to look at: a fixed ``code``, a message, the lines."""

    code: str
    message: str
    lines: tuple[int, int]
    file: int


@dataclass(frozen=True, slots=True)
class Front:
    """A list or a news item: the position of its file, its heading, the lines below."""

    file: int
    heading: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class AttendanceRead:
    """The members with roles, the observers, the totals as printed, who presided, where."""

    members: tuple[tuple[Listed, int], ...]
    observers: tuple[tuple[Seen, int], ...]
    totals: Mapping[str, int]
    presided_by: str | None
    venue: str | None
    doubts: tuple[Uncertain, ...]


def read_attendance(
    lists: Sequence[Front],
    news: Sequence[Front],
    agendas: Sequence[Front],
    roles: Mapping[str, Role],
    session: int | None = None,
) -> AttendanceRead:
    """The attendance of the session with this number from its lists and its news; an agenda may say who presides.

    ``roles`` are those that other papers give (区人大常委会副主任　荆自远 under a title). Where there is no list, those whom the news
    names are the members. A printed total that disagrees with the names is a doubt, and stays as printed.
    """
    rolls = [(front.file, read_roll(front.lines, front.heading, session)) for front in lists]
    told_in = [(front.file, read_news(front.lines)) for front in news]
    rolls += [(file, roll) for file, found in told_in for roll in found.lists if _says_something(roll)]
    rolls += [(front.file, roll) for front in agendas if (roll := read_notes(front.lines)).presider]
    proses = [(file, roll) for file, found in told_in for roll in found.prose]
    proses += [(file, read_prose(dense(roll.sentences))) for file, roll in rolls]
    listed = [(person, file) for file, roll in rolls for person in _where_they_were(roll.members)]
    two = frozenset[str]().union(*(namesakes(roll.members) for _file, roll in rolls))
    told = [(person, file) for file, prose in proses for person in prose.members]
    known: dict[str, Role] = {}
    for _file, roll in (*proses, *rolls):
        for name, role in roll.roles.items():
            known.setdefault(name, role)
    known = {**roles, **known}
    presider, presider_role = _presider(rolls, proses)
    if presider and presider_role:
        known.setdefault(presider, presider_role)
    totals, where = _totals(rolls, proses)
    members = _without_the_excused(_members(listed, told, two), told, totals)
    members = _with_presider(members, known, totals, [*rolls, *proses])
    names_all = _names_the_present(listed) or any(prose.complete for _file, prose in proses)
    complete = {total: names_all or (bool(listed) and total in _AWAY) for total in totals}
    doubts = _check(members, totals, where, complete)
    doubts += [
        Uncertain("name_unclear", _("“{text}” in the attendance list was not read as a person").format(text=text), at, file)
        for file, roll in rolls
        for text, at in roll.unread
    ]
    observers = _once([(seen, file) for file, roll in rolls for seen in roll.observers])
    if not observers:
        present = {person.name for person, _file in members}
        observers = _once([(seen, file) for file, prose in proses for seen in prose.observers if seen.name not in present])
    return AttendanceRead(
        members=tuple(
            (person if person.role else replace(person, role=known.get(person.name, Role.MEMBER)), file)
            for person, file in members
        ),
        observers=tuple(observers),
        totals=totals,
        presided_by=presider,
        venue=next((roll.venue for _file, roll in rolls if roll.venue), None),
        doubts=tuple(doubts),
    )


_AWAY = (Attendance.LEAVE.value, Attendance.ABSENT.value)


def _where_they_were(members: Sequence[Listed]) -> list[Listed]:
    """One list may name all members, and below them those who were away (请假：孙国强): so they were, with the role from above."""
    two = namesakes(members)
    away = {person.name: person for person in members if person.attendance is not Attendance.PRESENT and person.name not in two}
    listed_above = {person.name for person in members if person.attendance is Attendance.PRESENT}
    return [
        replace(person, attendance=told.attendance, reason=told.reason)
        if (told := away.get(person.name)) is not None
        else person
        for person in members
        if person.attendance is Attendance.PRESENT or person.name not in listed_above or person.name in two
    ]


def _names_the_present(listed: Sequence[tuple[Listed, int]]) -> bool:
    """Whether a list names more than those who were away."""
    return any(person.attendance is Attendance.PRESENT for person, _file in listed)


def _says_something(roll: Roll) -> bool:
    return bool(roll.members or roll.observers or roll.presider or roll.totals)


def _presider(rolls: Sequence[tuple[int, Roll]], proses: Sequence[tuple[int, Roll]]) -> tuple[str | None, Role | None]:
    for _file, roll in (*rolls, *proses):
        if roll.presider:
            return roll.presider, roll.roles.get(roll.presider)
    return None, None


def _members(listed: list[tuple[Listed, int]], told: list[tuple[Listed, int]], two: frozenset[str]) -> list[tuple[Listed, int]]:
    """The list, and from the news those who were away and are not on it; also those who were there, where no list names them.

    ``two`` are the names that two people bear; of these it is the first whom the news speaks of.
    """
    members: dict[tuple[str, str], tuple[Listed, int]] = {}
    first: dict[str, tuple[str, str]] = {}
    for person, file in listed:
        key = (person.name, person.mark if person.name in two else "")
        first.setdefault(person.name, key)
        kept, _file = members.setdefault(key, (person, file))
        if kept.reason is None and kept.attendance is person.attendance and kept is not person:
            # A list of those on leave, with their reasons, may follow the list of all.
            members[key] = (replace(kept, reason=person.reason, role=kept.role or person.role), members[key][1])
    full = _names_the_present(listed)
    for person, file in told:
        key = first.get(person.name, (person.name, ""))
        if not full or person.attendance is not Attendance.PRESENT:
            members.setdefault(key, (person, file))
        if key in members and (kept := members[key][0]).reason is None and kept.attendance is person.attendance:
            members[key] = (replace(kept, reason=person.reason), members[key][1])
    return list(members.values())


def _without_the_excused(
    members: list[tuple[Listed, int]], told: list[tuple[Listed, int]], totals: Mapping[str, int]
) -> list[tuple[Listed, int]]:
    """Where a list names as many too many as sentences beside it excuse (实出席27人；请假：温以宁), those were away."""
    away = {person.name: person for person, _file in told if person.attendance is not Attendance.PRESENT}
    there = [person.name for person, _file in members if person.attendance is Attendance.PRESENT]
    excused = away.keys() & set(there)
    if "present" not in totals or len(there) - len(excused) != totals["present"]:
        return members
    return [
        (replace(person, attendance=away[person.name].attendance, reason=away[person.name].reason), file)
        if person.name in excused
        else (person, file)
        for person, file in members
    ]


def _with_presider(
    members: list[tuple[Listed, int]], known: Mapping[str, Role], totals: Mapping[str, int], rolls: Sequence[tuple[int, Roll]]
) -> list[tuple[Listed, int]]:
    """The presider counts among the present also where only the news names them, unless the list is full without them."""
    file, roll = next(((file, roll) for file, roll in rolls if roll.presider), (0, None))
    if roll is None or roll.presider is None or roll.presider_lines is None or roll.presider not in known:
        return members
    count = sum(person.attendance is Attendance.PRESENT for person, _file in members)
    full = any(roll.listing and roll.members for _file, roll in rolls) and totals.get("present", count + 1) <= count
    if full or any(person.name == roll.presider for person, _file in members):
        return members
    return [(Listed(roll.presider, Attendance.PRESENT, roll.presider_lines, known[roll.presider]), file), *members]


def _totals(
    rolls: Sequence[tuple[int, Roll]], proses: Sequence[tuple[int, Roll]]
) -> tuple[dict[str, int], dict[str, list[tuple[int, tuple[int, int], int]]]]:
    """The totals, those of the list before those of the news; and every printing of each with its place."""
    totals: dict[str, int] = {}
    where: dict[str, list[tuple[int, tuple[int, int], int]]] = {}
    for file, roll in (*rolls, *proses):
        for total, count in roll.totals.items():
            totals.setdefault(total, count)
            where.setdefault(total, []).append((count, roll.total_lines[total], file))
    return totals, where


def _check(
    members: Sequence[tuple[Listed, int]],
    totals: Mapping[str, int],
    where: Mapping[str, list[tuple[int, tuple[int, int], int]]],
    complete: Mapping[str, bool],
) -> list[Uncertain]:
    doubts = []
    counted: dict[str, int] = {
        status.value: sum(person.attendance is status for person, _file in members) for status in Attendance
    } | {"members": len(members)}
    for total, printings in where.items():
        names = counted[total]
        count, at, file = next((found for found in printings if found[0] != totals[total]), printings[0])
        if count != totals[total]:
            message = _("{one} {what} are printed in one place and {other} in another").format(
                one=totals[total], other=count, what=_WHAT[total]()
            )
            doubts.append(Uncertain("totals_disagree", message, at, file))
        elif complete[total] and names and names != count:
            message = ngettext(
                "{count} {what} is printed, {names} are named", "{count} {what} are printed, {names} are named", count
            )
            people = [person.lines for person, _file in members if total in ("members", person.attendance.value)]
            span = (min([at[0], *(first for first, _last in people)]), max([at[1], *(last for _first, last in people)]))
            doubts.append(
                Uncertain("totals_disagree", message.format(count=count, what=_WHAT[total](), names=names), span, file)
            )
    return doubts


_WHAT = {
    "present": lambda: _("present"),
    "leave": lambda: _("on leave"),
    "absent": lambda: _("absent"),
    "members": lambda: _("members"),
}


def _once(observers: list[tuple[Seen, int]]) -> list[tuple[Seen, int]]:
    seen: dict[tuple[str, str | None], tuple[Seen, int]] = {}
    for person, file in observers:
        seen.setdefault((person.name, person.title), (person, file))
    return list(seen.values())
