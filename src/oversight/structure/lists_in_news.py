"""The lists that minutes and news items hold in lines of their own, each behind its label: 主持, 出席, 请假, 列席."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from oversight.documents.document import Line
from oversight.structure.attendance_prose import read_prose
from oversight.structure.dense_text import dense, plain, squeeze
from oversight.structure.names import is_title
from oversight.structure.paper_titles import opens_an_item
from oversight.structure.read_observers import is_body
from oversight.structure.read_roll import read_roll
from oversight.structure.roll import Roll

# 主 持 人：…, 出席人员（22人）：…, 因事请假：…, 列 席：…, 记录：…, 时间：…
_LABEL = re.compile(
    r"(?:会议)?(?:应邀|特邀)?(?:因[^，。：]{1,8})?(?:主持|记录|整理|时间|日期|地点|出席|到会|实到|应到|请假|缺席|未出席|列席|旁听|参加)"
    r"(?:会议|的|常委会|组成人员|人员|委员|领导|同志|人|情况|名单|单位|有|缺席|出席)*(?:[（(][^（()）]{0,24}[)）])?(?:共?\d{1,3}[人名位])?[：:].*|"
    # 列席人员, with the people below
    r"(?:(?:出席|缺席|列席|请假|出缺席|出列席)[、及和]?)+(?:会议)?(?:人员|名单|人员名单)(?:[（(][^（()）]{0,24}[)）])?"
)
# Of people, not of the meeting
_OF_PEOPLE = re.compile("主持|出席|到会|实到|请假|缺席|列席|旁听|参加")
_LONGEST_ROW = 60
# 会议听取了县政府、县法院的报告。: what no row of people holds
_SENTENCE = re.compile("[了的，]|会议|听取|审议")


@dataclass(frozen=True, slots=True)
class Told:
    """What a news item says of people: by its lists, and by its sentences."""

    lists: tuple[Roll, ...]
    prose: tuple[Roll, ...]


def read_news(lines: Sequence[Line]) -> Told:
    """The people of a news item. A line such as 出席：… is read as a list or as a sentence, as which it names more people."""
    lists: list[Roll] = []
    prose: list[Roll] = []
    rest: list[Line] = []
    for block in _blocks(lines):
        if not _LABEL.fullmatch(squeeze(plain(block[0]))):
            rest += block
            continue
        as_list, as_prose = read_roll(block), read_prose(dense(block))
        better = _people(as_prose) - _people(as_list)
        if better > 0 or (better == 0 and as_list.unread):
            prose.append(as_prose)
        else:
            lists.append(as_list)
            rest += as_list.sentences
    return Told(tuple(lists), (read_prose(dense(rest)), *prose))


def _people(roll: Roll) -> int:
    return len(roll.members) + len(roll.observers)


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """``lines`` parted: each label of people with the rows that belong to it, and what lies between."""
    blocks: list[list[Line]] = []
    listing = goes_on = False
    for line in lines:
        text = squeeze(plain(line))
        if not text:
            continue
        label = _LABEL.fullmatch(text) is not None
        told = text.endswith("。") and _SENTENCE.search(text) is not None
        row = (
            listing
            and not (label or told)
            and (goes_on or len(text) <= _LONGEST_ROW)
            and not opens_an_item(text)
            and ("：" not in text or _is_office(text.partition("：")[0]))
        )
        if not blocks or label or (listing and not row):
            blocks.append([])
        blocks[-1].append(line)
        # A sentence that has come to its end takes no further rows.
        # … and one that breaks off after 、 goes on in the next, however long that is.
        goes_on = text.endswith("、")
        listing = ((label and _OF_PEOPLE.search(text) is not None) or row) and not text.endswith("。")
    return blocks


def _is_office(label: str) -> bool:
    """区财政局局长（1人）, 区法院: of one whose office, or whose body, stands before the name."""
    before = re.sub("[（(].*[)）]$", "", label)
    return is_title(before) or is_body(before)
