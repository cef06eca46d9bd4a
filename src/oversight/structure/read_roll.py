"""An attendance list: rows of names under 出席, 请假, 缺席, 列席, or a table."""

import re
from collections.abc import Sequence

from oversight.documents.document import Line
from oversight.structure.dense_text import squeeze
from oversight.structure.find_from import holding
from oversight.structure.leave_reasons import each_with_reason
from oversight.structure.names import HAN, close_up_names, is_name, normal_name, split_titled
from oversight.structure.numerals import NUMERALS
from oversight.structure.read_members import BRACKET, OF_PERSON, lists_people, may_be_long_name, read_members
from oversight.structure.read_observers import read_observers
from oversight.structure.read_table import Table, is_header, status_of
from oversight.structure.roll import Listed, Roll, Seen, find_totals, over_sittings, role_of
from oversight.structure.roll_notes import in_words, read_note, spaced, words_for_marks
from oversight.structure.roll_state import RollState
from oversight.structure.wrapped_names import rows_of
from oversight.vocabulary import Attendance

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
# 主任王丽秀，副主任付彩霞、庄红，委员申伯谦: the role right before the first of its names
_GLUED_ROLE = re.compile(
    rf"(?:(?<=^)|(?<=[，,、；;：:\s]))(?:[{HAN}]{{0,12}}(?:人大常委会|常委会))?(?:党组(?:副?书记|成员)、|常务)*(?P<role>副主任|主任|秘书长|委员)"
    rf"(?=[{HAN}·]{{2,9}}(?:[，,、；;（(。\s]|$))"
)
_MAY_GLUE = holding("主任", "秘书长", "委员")
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
# 会议由…主持，地点：…: a sentence, not a row
_SENTENCE = re.compile(r"。|主持|地点[：:]|会议由")
# 王丽秀，付彩霞 may be a row of names; longer clauses are none
_CLAUSES = re.compile(r"[^、]{4}，[^、]{4}")
# 主持会议, 主持, 会议主持人: the remark beside whoever presides
_PRESIDES = re.compile("(?:会议)?主持(?:会议|人)?")


def read_roll(lines: Sequence[Line], heading: str = "", session: int | None = None) -> Roll:
    """The people of an attendance list, and the totals that it prints. Sentences in it are left to the reader of sentences.

    ``heading`` is the list's; one that speaks of 列席 alone makes all in it observers, one of 请假 alone says where they were.
    ``session`` is the number of the session that is asked for, where a list counts up those of a year.
    """
    state = RollState(observers="列席" in heading and re.search("出席|请假|缺席|到会", heading) is None)
    if (alone := set(_ONE_STATE.findall(heading))) and len(alone) == 1:
        state.attendance = status_of(alone.pop())
    found = list(rows_of(lines))
    words = words_for_marks(printed for _line, printed, _at in found)
    for line, printed, at in found:
        text = close_up_names(in_words(printed, words))
        tabled = state.totals_table.read(text)
        dense = squeeze(text)
        totals = find_totals(dense) if tabled is None else tabled
        for total, count in totals.items():
            state.roll.state(total, count, at)
        if tabled is not None:
            continue
        if _SITTING.fullmatch(dense):
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


def _open_sitting(state: RollState) -> None:
    state.sittings += 1
    state.attendance, state.observers, state.role, state.reason, state.table = None, False, None, None, None


def _read_row(state: RollState, text: str, line: Line, at: tuple[int, int], *, totalled: bool) -> None:
    label = _LABEL.fullmatch(text)
    counts = _COUNTS_ONLY.fullmatch(text) is not None
    # 应到：26人 / 实到：22人 / 缺席：1人 sum up and begin no part of the list.
    state.summing = counts and (state.summing or "应" in text)
    if state.summing:
        return
    if label is not None and (label["mark"] or label["note"] or not label["rest"] or _LABEL_CELL.match(text)):
        _turn(state, label)
        text = label["rest"]
        counts = _COUNTS_ONLY.fullmatch(text) is not None
    elif totalled and not state.attendance:
        # 应出席31人，实出席27人；请假4人：贺铭（因公出差）、邱小满: the sentence may say who was away.
        if _SENTENCE.search(text):
            state.roll.sentences.append(line)
        return
    if counts:
        return
    text = _NAMES_LABEL.sub("", text)
    if text.strip() in ("", "无", "无。"):
        return
    if not (state.observers or state.attendance) and lists_people(text):
        # A list that needs no label, since its heading says 出席人员名单
        state.attendance = Attendance.PRESENT
    glued = None if state.observers or not _MAY_GLUE(text) else _GLUED_ROLE.search(text)
    if glued is not None:
        text = _GLUED_ROLE.sub(r"\g<role>：", text)
    # 普春华（女，彝族）　李国梁 is no sentence
    bare = BRACKET.sub("", text)
    told = _SENTENCE.search(bare.rstrip("。 ")) or (not state.observers and not glued and _CLAUSES.search(bare))
    if told or not (state.observers or state.attendance):
        state.attendance, state.observers, state.role, state.table = None, False, None, None
        state.roll.sentences.append(line)
    elif state.observers:
        state.title = read_observers(state.roll, text, at, state.title)
    else:
        read_members(state, text, at)


def _turn(state: RollState, label: re.Match[str]) -> None:
    """A label opens its part of the list."""
    word = squeeze(label["word"])
    state.role, state.title, state.table, state.open_name = None, None, None, None
    state.reasons.since = len(state.roll.members)
    state.observers = word in _OBSERVERS.split("|")
    state.attendance = None if state.observers else status_of(word)
    state.reason = label["why"] or (word if word in ("病假", "事假", "公假") else None)


def _read_table_row(state: RollState, text: str, at: tuple[int, int]) -> None:
    assert state.table is not None
    for total, count in state.table.totals(text).items():
        state.roll.state(total, count, at)
    for row in state.table.read(text):
        # 马丽（女）
        bracket = BRACKET.search(row.name)
        mark = squeeze(bracket["inside"]) if bracket else ""
        mark = mark if OF_PERSON.fullmatch(mark) else ""
        name = normal_name(BRACKET.sub("", row.name) if mark else row.name)
        role = role_of(row.title)
        if not is_name(name) and (titled := split_titled(name)) is not None and role_of(titled.title) is not None:
            # 副主任 造父, in the column of the names
            name, role = titled.name, role_of(titled.title)
        if not (is_name(name) or may_be_long_name(name)):
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
