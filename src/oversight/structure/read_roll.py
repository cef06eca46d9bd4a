"""An attendance list: rows of names under 出席, 请假, 缺席, 列席, or a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from oversight.documents.document import Line
from oversight.structure.dense_text import squeeze
from oversight.structure.leave_reasons import each_with_reason, reason_in
from oversight.structure.names import (
    HAN,
    close_up_names,
    is_name,
    is_title,
    name_beside_title,
    normal_name,
    split_names,
    split_titled,
)
from oversight.structure.numerals import NUMERALS
from oversight.structure.read_observers import read_observers
from oversight.structure.read_reasons import Reasons
from oversight.structure.read_table import Table, is_header, status_of
from oversight.structure.roll import Listed, Roll, Seen, find_totals, over_sittings, role_of
from oversight.structure.roll_notes import in_words, read_note, spaced, words_for_marks
from oversight.structure.surnames import COMPOUND_SURNAMES
from oversight.structure.totals_in_table import TotalsTable
from oversight.structure.wrapped_names import rows_of
from oversight.vocabulary import Attendance, Role

_PRESENT, _LEAVE, _ABSENT, _OBSERVERS = (
    "出席|实到|到会",
    "请假|病假|事假|公假",
    "缺席|未出席|未到会|未到",
    "列席|旁听|应邀|特邀|邀请",
)
# 出 席：（主任、副主任、委员共 25 人）; 出席人员（21人）：; 请假：; 因公请假：…; 列席人员名单; 三、列席人员
_LABEL = re.compile(
    rf"\s*(?:[-*•●·]\s+)?(?:[一二三四五六][、．.]|[（(][一二三四五六][)）]|\d[、．.]|附[：:])?\s*(?P<why>因\S{{1,8}}?)?"
    rf"(?P<word>{spaced(f'{_ABSENT}|{_PRESENT}|{_LEAVE}|{_OBSERVERS}')})"
    rf"(?:\s*(?:{spaced('会议|的|常委会|组成人员|人员|委员|领导|同志|代表|列席|参加|情况|名单|及事由|及原因|单位|公民|者|有')}))*"
    rf"\s*(?P<note>[（(][^（()）]*[)）])?\s*(?:共?\s*[{NUMERALS}]+\s*[人名位])?\s*(?P<mark>[：:])?\s*(?P<rest>.*)"
)
# 主任：王丽秀; 副 主 任  付彩霞; 委员：
_ROLE_WORD = re.compile(rf"(?P<role>{spaced('副主任|主任|秘书长|委员')})(?=[\s：:]|$)[\s：:]*")
# 主任王丽秀，副主任付彩霞、庄红，委员申伯谦: the role right before the first of its names
_GLUED_ROLE = re.compile(
    rf"(?:(?<=^)|(?<=[，,、；;：:\s]))(?:[{HAN}]{{0,12}}(?:人大常委会|常委会))?(?:党组(?:副?书记|成员)、|常务)*(?P<role>副主任|主任|秘书长|委员)"
    rf"(?=[{HAN}·]{{2,9}}(?:[，,、；;（(。\s]|$))"
)
# 组成人员总数 33 人, 30 人
_COUNTS_ONLY = re.compile(rf"(?:[^{NUMERALS}、]{{0,12}}[{NUMERALS}]{{1,4}}\s*[人名位][，,；;。\s]*)+")
# 请假人员 in the first cell of a row, whose other cells are the people
_LABEL_CELL = re.compile(r"\s*[^\t（()）]{2,10}\t")
# 姓  名：江 南　清 风
_NAMES_LABEL = re.compile(r"\s*(?:姓\s*名|名\s*单)\s*[：:]\s*")
# 第一次全体会议（10月25日上午）, 25日下午：, 二、第二次全体会议: what follows is of one sitting
_SITTING = re.compile(
    rf"(?:[一二三四五六]、|[（(][一二三四五六][)）])?(?:第[{NUMERALS}]{{1,2}}次(?:全体(?:会议|大会)|大会|会)|(?:\d{{1,2}}月)?\d{{1,2}}日(?:[上下]午|全天))(?:[（(][^（()）]*[)）])?[：:]?"
)
# 请假人员名单, 缺席人员名单; but 出席、请假人员名单
_ONE_STATE = re.compile("请假|缺席|出缺席|出席|列席|到会")
_BRACKET = re.compile(r"[（(](?P<inside>[^（()）]*)[)）]")
# The comma between 塔娜、特木尔（下乡） and the next; not one within a bracket
_PART = re.compile(r"[，,；;](?![^（(]*[)）])")
# 会议由…主持，地点：…: a sentence, not a row
_SENTENCE = re.compile(r"。|主持|地点[：:]|会议由")
# 王丽秀，付彩霞 may be a row of names; longer clauses are none
_CLAUSES = re.compile(r"[^、]{4}，[^、]{4}")
# 主持会议, 主持, 会议主持人: the remark beside whoever presides
_PRESIDES = re.compile("(?:会议)?主持(?:会议|人)?")
# 女, 满族, 兼: said of a person, no reason for staying away
_OF_PERSON = re.compile(r"男|女|.{1,6}族|.*(?:女|男)[，、].*|兼.*|新任|拟任")


@dataclass(slots=True)
class _State:
    attendance: Attendance | None = None
    observers: bool = False
    role: Role | None = None
    reason: str | None = None
    title: str | None = None
    table: Table | None = None
    # The last name of a row parted by 、, which may run on to the next line.
    open_name: str | None = None
    sittings: int = 0
    summing: bool = False
    totals_table: TotalsTable = field(default_factory=TotalsTable)
    roll: Roll = field(default_factory=lambda: Roll(listing=True))
    reasons: Reasons = field(init=False)

    def __post_init__(self) -> None:
        self.reasons = Reasons(self.roll)


def read_roll(lines: Sequence[Line], heading: str = "", session: int | None = None) -> Roll:
    """The people of an attendance list, and the totals that it prints. Sentences in it are left to the reader of sentences.

    ``heading`` is the list's; one that speaks of 列席 alone makes all in it observers, one of 请假 alone says where they were.
    ``session`` is the number of the session that is asked for, where a list counts up those of a year.
    """
    state = _State(observers="列席" in heading and re.search("出席|请假|缺席|到会", heading) is None)
    if (alone := set(_ONE_STATE.findall(heading))) and len(alone) == 1:
        state.attendance = status_of(alone.pop())
    found = list(rows_of(lines))
    words = words_for_marks(printed for _line, printed, _at in found)
    for line, printed, at in found:
        text = close_up_names(in_words(printed, words))
        tabled = state.totals_table.read(text)
        totals = find_totals(squeeze(text)) if tabled is None else tabled
        for total, count in totals.items():
            state.roll.state(total, count, at)
        if tabled is not None:
            continue
        if _SITTING.fullmatch(squeeze(text)):
            _open_sitting(state)
        elif read_note(state.roll, text, at) or state.reasons.read(text, state.attendance, at):
            continue
        elif is_header(text):
            state.table = Table.of(text, session)
        elif (
            state.table is not None and (state.table.printed or "\t" in text or text.count(",") > 1) and state.table.holds(text)
        ):
            _read_table_row(state, text, at)
        else:
            _read_row(state, each_with_reason(text), line, at, totalled=bool(totals))
    if state.sittings > 1:
        state.roll.members = over_sittings(state.roll.members)
    return state.roll


def _open_sitting(state: _State) -> None:
    state.sittings += 1
    state.attendance, state.observers, state.role, state.reason, state.table = None, False, None, None, None


def _read_row(state: _State, text: str, line: Line, at: tuple[int, int], *, totalled: bool) -> None:
    label = _LABEL.fullmatch(text)
    # 应到：26人 / 实到：22人 / 缺席：1人 sum up and begin no part of the list.
    state.summing = _COUNTS_ONLY.fullmatch(text) is not None and (state.summing or "应" in text)
    if state.summing:
        return
    if label is not None and (label["mark"] or label["note"] or not label["rest"] or _LABEL_CELL.match(text)):
        _turn(state, label)
        text = label["rest"]
    elif totalled and not state.attendance:
        # 应出席31人，实出席27人；请假4人：贺铭（因公出差）、邱小满: the sentence may say who was away.
        if _SENTENCE.search(text):
            state.roll.sentences.append(line)
        return
    if _COUNTS_ONLY.fullmatch(text):
        return
    text = _NAMES_LABEL.sub("", text)
    if not text or re.fullmatch("无[。]?", text.strip()):
        return
    if not (state.observers or state.attendance) and _lists_people(text):
        # A list that needs no label, since its heading says 出席人员名单
        state.attendance = Attendance.PRESENT
    glued = None if state.observers else _GLUED_ROLE.search(text)
    if glued is not None:
        text = _GLUED_ROLE.sub(r"\g<role>：", text)
    # 普春华（女，彝族）　李国梁 is no sentence
    bare = _BRACKET.sub("", text)
    told = _SENTENCE.search(bare.rstrip("。 ")) or (not state.observers and not glued and _CLAUSES.search(bare))
    if told or not (state.observers or state.attendance):
        state.attendance, state.observers, state.role, state.table = None, False, None, None
        state.roll.sentences.append(line)
    elif state.observers:
        state.title = read_observers(state.roll, text, at, state.title)
    else:
        _read_members(state, text, at)


def _lists_people(text: str) -> bool:
    """主  任：张海平, or a row of two names or more."""
    role = _ROLE_WORD.match(text.strip())
    names = split_names(text[role.end() :] if role else text)
    return bool(names) and all(is_name(name) for name in names) and (role is not None or len(names) > 1)


def _turn(state: _State, label: re.Match[str]) -> None:
    """A label opens its part of the list."""
    word = squeeze(label["word"])
    state.role, state.title, state.table, state.open_name = None, None, None, None
    state.reasons.since = len(state.roll.members)
    state.observers = word in _OBSERVERS.split("|")
    state.attendance = None if state.observers else status_of(word)
    state.reason = label["why"] or (word if word in ("病假", "事假", "公假") else None)


def _read_members(state: _State, text: str, at: tuple[int, int]) -> None:
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


def _read_names(state: _State, text: str, at: tuple[int, int]) -> None:
    """Names, and behind one or more of them in a bracket what is said of these."""
    assert state.attendance is not None
    waiting: list[Listed] = []
    brackets = list(_BRACKET.finditer(text))
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


def _mended(state: _State, text: str, at: tuple[int, int]) -> tuple[str, tuple[int, int]]:
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
    return role_of(re.split("[，,]", said)[0]) is not None or _OF_PERSON.fullmatch(said) is not None


def _of_all(said: str) -> tuple[str, bool]:
    """均因公出差 is the reason of all before it."""
    return (said[1:], True) if said[:2] in ("均因", "都因", "皆因") else (said, False)


def _told(person: Listed, said: str) -> Listed:
    # 委员，因公
    first, _mark, more = said.replace(",", "，").partition("，")
    if (role := role_of(first)) is not None:
        person, said = replace(person, role=role), more
    if not said or _of_one_person(said):
        return replace(person, mark=said) if _OF_PERSON.fullmatch(said) else person
    if (status := status_of(said)) is not None and said in ("请假", "缺席", "出席", "未到"):
        return replace(person, attendance=status)
    if person.attendance is Attendance.PRESENT:
        status = status_of(said)
        changed = status is not None and status is not Attendance.PRESENT
        return replace(person, attendance=status, reason=reason_in(said)) if changed and status else person
    return replace(person, reason=reason_in(said))


def _members_of(state: _State, text: str, at: tuple[int, int]) -> list[Listed]:
    assert state.attendance is not None
    people: list[Listed] = []
    position = 0
    for word in [*_ROLE_WORD.finditer(text), None]:
        for name in split_names(text[position : word.start() if word else len(text)]):
            if is_name(name) or _is_long_name(name):
                people.append(Listed(normal_name(name), state.attendance, at, state.role, state.reason))
            elif not re.fullmatch(r"[\d.．、（()）：:\s]*|等.*|\d+[人名位]", name):
                state.roll.unread.append((name, at))
        if word is not None:
            state.role = role_of(squeeze(word["role"]))
            position = word.end()
    return people


def _is_long_name(text: str) -> bool:
    """买买提吐尔逊: a name of more than four characters that is printed without its dot."""
    return (
        re.fullmatch(rf"[{HAN}]{{5,9}}", text) is not None and not is_title(text) and re.search("[会院府委局办]$", text) is None
    )


def _read_table_row(state: _State, text: str, at: tuple[int, int]) -> None:
    assert state.table is not None
    for total, count in state.table.totals(text).items():
        state.roll.state(total, count, at)
    for row in state.table.read(text):
        # 马丽（女）
        bracket = _BRACKET.search(row.name)
        mark = squeeze(bracket["inside"]) if bracket else ""
        mark = mark if _OF_PERSON.fullmatch(mark) else ""
        name = normal_name(_BRACKET.sub("", row.name) if mark else row.name)
        role = role_of(row.title)
        if not is_name(name) and (titled := split_titled(name)) is not None and role_of(titled.title) is not None:
            # 副主任 造父, in the column of the names
            name, role = titled.name, role_of(titled.title)
        if not (is_name(name) or _is_long_name(name)):
            if name:
                state.roll.unread.append((row.name, at))
            continue
        if state.table.shares_title:
            # An empty first cell goes on with the office of the row above.
            state.role = role = role or state.role
        status = row.status or state.attendance
        observer = state.observers or row.observes or (status is None and role is None and not state.table.tells_status)
        if observer:
            state.roll.observers.append(Seen(name, row.title, at))
        elif status is None and state.table.tells_status:
            state.roll.unread.append((row.name, at))
        else:
            reason = row.reason or state.reason
            if status is not Attendance.LEAVE and reason is not None and _PRESIDES.fullmatch(reason):
                state.roll.presider, state.roll.presider_lines, reason = state.roll.presider or name, at, None
                state.roll.roles |= {name: role} if role else {}
            state.roll.members.append(Listed(name, status or Attendance.PRESENT, at, role, reason, mark))
