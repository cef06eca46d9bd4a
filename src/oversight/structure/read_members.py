"""The rows of an attendance list that name members, with what a bracket says of those before it."""

import re
from dataclasses import replace

from oversight.structure.dense_text import squeeze
from oversight.structure.leave_reasons import reason_in
from oversight.structure.names import HAN, is_name, is_title, name_beside_title, normal_name, split_names
from oversight.structure.read_table import status_of
from oversight.structure.roll import Listed, role_of
from oversight.structure.roll_notes import spaced
from oversight.structure.roll_state import RollState
from oversight.structure.surnames import COMPOUND_SURNAMES
from oversight.vocabulary import Attendance

# 主任：王丽秀; 副 主 任  付彩霞; 委员：
_ROLE_WORD = re.compile(rf"(?P<role>{spaced('副主任|主任|秘书长|委员')})(?=[\s：:]|$)[\s：:]*")
# 庄红（女）, 王云（因病）
BRACKET = re.compile(r"[（(](?P<inside>[^（()）]*)[)）]")
# The comma between 塔娜、特木尔（下乡） and the next; not one within a bracket
_PART = re.compile(r"[，,；;](?![^（(]*[)）])")
# 女, 满族, 兼: said of a person, no reason for staying away
OF_PERSON = re.compile(r"男|女|.{1,6}族|.*(?:女|男)[，、].*|兼.*|新任|拟任")


def lists_people(text: str) -> bool:
    """主  任：张海平, or a row of two names or more."""
    role = _ROLE_WORD.match(text.strip())
    names = split_names(text[role.end() :] if role else text)
    return bool(names) and all(is_name(name) for name in names) and (role is not None or len(names) > 1)


def read_members(state: RollState, text: str, at: tuple[int, int]) -> None:
    """A row of members; what stands in a bracket after a name says why, or what they are."""
    assert state.attendance is not None
    beside = name_beside_title(text)
    if beside is not None and squeeze(text).startswith(beside.name) and (role := role_of(beside.title)) is not None:
        # 韦春来　　市人大常委会副主任; but not 委　员　　卢　纶　　李　益
        state.roll.members.append(Listed(beside.name, state.attendance, at, role, state.reason))
        return
    text, at = _mended(state, text, at)
    for part in _parts_with_a_reason(text):
        _read_names(state, part, at)
    last = re.split("[、，,]", text)[-1].strip()
    state.open_name = last if re.search("[、，,]", text) and re.fullmatch(rf"[{HAN}]{{1,3}}", last) else None


def _parts_with_a_reason(text: str) -> list[str]:
    """达瓦（学习），塔娜、特木尔（下乡）: where each part of a row ends in a bracket, that speaks of all in its part."""
    parts = _PART.split(text)
    return parts if all(part.rstrip("。 ").endswith(("）", ")")) for part in parts) else [text]


def _read_names(state: RollState, text: str, at: tuple[int, int]) -> None:
    """Names, and behind one or more of them in a bracket what is said of these."""
    assert state.attendance is not None
    waiting: list[Listed] = []
    brackets = list(BRACKET.finditer(text))
    # 邰仲明 敖远山 简如月（因公出差） speaks of all three; in 连城（因病）、臧不凡（公务） each has their own.
    # … and so do names in columns: 那顺　　郭晶（出差）　　孟根花　　吴迪（培训）
    apart = len(brackets) > 1 and re.search(r"[、，,]|\S\s{2,}\S", text) is not None
    # … and where more follow that have none: 丁春秋　鸠摩智（外出学习）　叶二娘
    apart = apart or (len(brackets) == 1 and text[brackets[0].end() :].strip("。；; \u3000\t") != "")
    position = 0
    for bracket in [*brackets, None]:
        piece = text[position : bracket.start() if bracket else len(text)]
        people = _members_of(state, piece, at)
        waiting.extend(people)
        if bracket is None:
            break
        # 王云（秘书长）, 马丽芬（请假） among those present: of one person
        alone = apart or state.attendance is Attendance.PRESENT or _of_one_person(squeeze(bracket["inside"]))
        inside, of_all = _of_all(squeeze(bracket["inside"]))
        told = waiting[-1:] if alone and not of_all else waiting
        done = waiting[: len(waiting) - len(told)] + [_told(person, inside) for person in told]
        state.roll.members.extend(done)
        waiting = []
        position = bracket.end()
    state.roll.members.extend(waiting)


def _mended(state: RollState, text: str, at: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """A row with the name put before it again that the end of the line above cut in two (…、荆 / 自远、…)."""
    before, state.open_name = state.open_name, None
    first = re.split(r"[、，,（(。\s]", text.strip())[0]
    whole = (before or "") + first
    # 王明 / 李刚 may be two people, in a list whose lines end without their mark.
    sure = before in COMPOUND_SURNAMES or len(before or "") == 1 or len(first) == 1 or len(whole) <= len("王丽秀")
    if before is None or not first or not is_name(whole) or not sure:
        return text, at
    kept = state.roll.members if len(before) > 1 else state.roll.unread
    if not kept:
        return text, at
    cut = kept.pop()
    above = cut.lines if isinstance(cut, Listed) else cut[1]
    return before + text.strip(), (above[0], at[1])


def _of_one_person(said: str) -> bool:
    return role_of(re.split("[，,]", said)[0]) is not None or OF_PERSON.fullmatch(said) is not None


def _of_all(said: str) -> tuple[str, bool]:
    """均因公出差 is the reason of all before it."""
    return (said[1:], True) if said[:2] in ("均因", "都因", "皆因") else (said, False)


def _told(person: Listed, said: str) -> Listed:
    # 委员，因公
    first, _mark, more = said.replace(",", "，").partition("，")
    if (role := role_of(first)) is not None:
        person, said = replace(person, role=role), more
    if not said or _of_one_person(said):
        return replace(person, mark=said) if OF_PERSON.fullmatch(said) else person
    if (status := status_of(said)) is not None and said in ("请假", "缺席", "出席", "未到"):
        return replace(person, attendance=status)
    if person.attendance is Attendance.PRESENT:
        status = status_of(said)
        changed = status is not None and status is not Attendance.PRESENT
        return replace(person, attendance=status, reason=reason_in(said)) if changed and status else person
    return replace(person, reason=reason_in(said))


def _members_of(state: RollState, text: str, at: tuple[int, int]) -> list[Listed]:
    assert state.attendance is not None
    people: list[Listed] = []
    position = 0
    for word in [*_ROLE_WORD.finditer(text), None]:
        for name in split_names(text[position : word.start() if word else len(text)]):
            if is_name(name) or may_be_long_name(name):
                people.append(Listed(normal_name(name), state.attendance, at, state.role, state.reason))
            elif not re.fullmatch(r"[\d.．、（()）：:\s]*|等.*|\d+[人名位]", name):
                state.roll.unread.append((name, at))
        if word is not None:
            state.role = role_of(squeeze(word["role"]))
            position = word.end()
    return people


def may_be_long_name(text: str) -> bool:
    """买买提吐尔逊: a name of more than four characters that is printed without its dot."""
    return (
        re.fullmatch(rf"[{HAN}]{{5,9}}", text) is not None and not is_title(text) and re.search("[会院府委局办]$", text) is None
    )
