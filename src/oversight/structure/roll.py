"""Who was there, as the reader found it: the results of reading an attendance list or a sentence of the news."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from oversight.documents.document import Line
from oversight.structure.dense_text import squeeze
from oversight.structure.numerals import NUMERALS, parse_number
from oversight.vocabulary import Attendance, Role


@dataclass(frozen=True, slots=True)
class Listed:
    """A member of the committee; ``role`` is None where the place that names them does not say it.

    ``mark`` is what the list prints behind the name to tell the person from another of that name (女, 景颇族).
    """

    name: str
    attendance: Attendance
    lines: tuple[int, int]
    role: Role | None = None
    reason: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """An observer with the title as printed."""

    name: str
    title: str | None
    lines: tuple[int, int]


@dataclass(slots=True)
class Roll:
    """What one reading found. ``totals`` holds the printed totals by ``present``, ``leave``, ``absent``, ``members``.

    ``total_lines`` says where each total stands; ``roles`` are those of people whom titles name; ``complete`` is true where the
    names before a count are all whom it counts (not so: …和委员共24人). ``listing`` is true of a list, false of sentences; ``sentences`` are the lines of a list that are
    no rows.
    """

    members: list[Listed] = field(default_factory=list)
    observers: list[Seen] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    total_lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    unread: list[tuple[str, tuple[int, int]]] = field(default_factory=list)
    sentences: list[Line] = field(default_factory=list)
    presider: str | None = None
    presider_lines: tuple[int, int] | None = None
    venue: str | None = None
    complete: bool = False
    listing: bool = False

    def state(self, total: str, count: int, lines: tuple[int, int]) -> None:
        """Keep the first printed total of its kind."""
        if total not in self.totals:
            self.totals[total] = count
            self.total_lines[total] = lines


def namesakes(members: Sequence[Listed]) -> frozenset[str]:
    """The names that one part of a list gives to two people, whom it tells apart: 王强（女）, 王强."""
    marks: dict[tuple[str, Attendance], set[str]] = {}
    for person in members:
        marks.setdefault((person.name, person.attendance), set()).add(person.mark)
    return frozenset(name for (name, _attendance), found in marks.items() if len(found) > 1)


def over_sittings(members: Sequence[Listed]) -> list[Listed]:
    """One entry a person: who came to one sitting was there; else the first that was printed, with the first reason."""
    people: dict[str, Listed] = {}
    for person in members:
        kept = people.setdefault(person.name, person)
        if person.attendance is Attendance.PRESENT and kept.attendance is not Attendance.PRESENT:
            people[person.name] = replace(person, role=kept.role or person.role, reason=None)
        elif kept.attendance is person.attendance:
            people[person.name] = replace(kept, role=kept.role or person.role, reason=kept.reason or person.reason)
    return list(people.values())


_ROLES = {
    "主任": Role.CHAIR,
    "副主任": Role.VICE_CHAIR,
    "秘书长": Role.SECRETARY_GENERAL,
    "委员": Role.MEMBER,
    # of a township's presidium
    "主席团主席": Role.CHAIR,
    "主席团副主席": Role.VICE_CHAIR,
    "主席团成员": Role.MEMBER,
}
# 主任; 区人大常委会副主任; 常务副主任; 党组书记、副主任; 省委书记、省人大常委会主任; 秘书长、办公室主任
_ROLE = re.compile(
    r"(?:.*(?:人大常委会|人民代表大会常务委员会|(?<!监察)(?<!办公室)常委会))?(?:党组(?:副?书记|成员)?|[、和]|代理|代|常务|第一|一级巡视员|二级巡视员)*"
    r"(?P<role>副主任|主任|秘书长|委员)(?:[、兼].*)?|.{0,12}(?P<seat>主席团(?:主席|副主席|成员))"
)


def role_of(title: str | None) -> Role | None:
    """The role in the standing committee that a title names; None for an office elsewhere (区监察委员会副主任, 主任委员)."""
    match = _ROLE.fullmatch(squeeze(title or ""))
    return _ROLES[match["role"] or match["seat"]] if match else None


_COUNT = rf"(?P<count>[{NUMERALS}]{{1,6}})[人名位]"
# What no total is without
_SO_MANY = re.compile(f"[{NUMERALS}][人名位]")
# 实际出席：27人 请假：4人: the 27 are not on leave
_NOT_COUNTED = rf"(?<![：:到席{NUMERALS}])"
# 应到23人, 应出席：31人, 应出席会议32人, 组成人员32名, 共19名，出席17名
_MEMBERS = re.compile(
    rf"应(?:到|出席|参加)(?:会议|会)?(?:的)?[^，。；：\d]{{0,12}}?[：:]?{_COUNT}(?!出席|参加|到会)|"
    rf"(?:组成人员(?:共|总数|现有|总计|为)?(?:会议|会)?(?:的)?[^，。；：\d]{{0,12}}?[：:]?|共(?=[{NUMERALS}]{{1,6}}[人名位][，,；](?:实到|出席)))(?P<before>[{NUMERALS}]{{1,6}})[人名位](?!出席|参加|到会|实到)"
)
# 实到19人, 出席：（主任、副主任、委员共 25 人）, 出席人员（21人）, 出席会议的有25人
_PRESENT = re.compile(rf"(?<!应)(?<!未)(?:实到|到会|出席)[^，。；\d请缺列应]{{0,24}}?{_COUNT}")
# 共26人出席会议, 25名组成人员出席; 及委员共18人参加会议
_CAME = re.compile(
    rf"{_COUNT}(?:常委会)?(?:组成人员)?(?:出席|到会)(?![^，。；]{{0,4}}请假|[：:]?[{NUMERALS}])|委员(?:等|共)*(?P<before>[{NUMERALS}]{{1,6}})[人名位]参加"
)
_LEAVE = re.compile(
    rf"请假[^，。；\d缺列]{{0,10}}?{_COUNT}|{_NOT_COUNTED}(?P<before>[{NUMERALS}]{{1,6}})[人名位](?:因[^，。；]{{1,8}})?请假(?![：:])"
)
_ABSENT = re.compile(
    rf"(?:缺席|未出席|未到)[^，。；\d请列]{{0,10}}?{_COUNT}|{_NOT_COUNTED}(?P<before>[{NUMERALS}]{{1,6}})[人名位](?:因[^，。；]{{1,8}})?缺席(?![：:])"
)


def find_totals(text: str) -> dict[str, int]:
    """The totals printed in ``text`` (without white space): 应到23人，实到19人，请假3人，缺席1人."""
    totals: dict[str, int] = {}
    if _SO_MANY.search(text) is None:
        # Most rows count nobody.
        return totals
    for total, patterns in (
        ("members", (_MEMBERS,)),
        ("present", (_PRESENT, _CAME)),
        ("leave", (_LEAVE,)),
        ("absent", (_ABSENT,)),
    ):
        for pattern in patterns:
            match = pattern.search(text)
            printed = match and (match["count"] or match.groupdict().get("before"))
            number = parse_number(printed) if printed else None
            if number is not None and total not in totals:
                totals[total] = number
    return totals
