"""What an attendance list says of the meeting itself: who presided, where it was held, when."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from oversight.documents.document import Line
from oversight.structure.bodies import find_sessions
from oversight.structure.dates import find_dates
from oversight.structure.dense_text import plain, squeeze
from oversight.structure.names import name_beside_title, normal_name, read_people, split_titled
from oversight.structure.read_table import status_of
from oversight.structure.roll import Roll, role_of
from oversight.vocabulary import Role


def spaced(words: str) -> str:
    """A pattern for ``words`` whose characters may be set apart: 出 席."""
    return "|".join(r"\s*".join(word) for word in words.split("|"))


# 主 持：杜玉凤; 主持人：杜玉凤; 地 点：区人大常委会会议室
_PRESIDER = re.compile(rf"\s*(?:会议)?{spaced('主持')}\s*(?:人)?\s*[：:]\s*(?P<rest>\S.*)")
# 李　琼（主任，30日）
_ONE_PRESIDER = re.compile(r"\s*(?P<who>[^、，,；;。（()）]+)(?:[（(](?P<inside>[^（()）]*)[)）])?")
_VENUE = re.compile(rf"\s*(?:会议)?{spaced('地点')}\s*[：:]\s*(?P<rest>\S.*)")
# 时 间：2023年6月28日; 记录：何文; 会议议题：…: of the meeting, not of those who were there
_OF_THE_MEETING = re.compile(
    rf"\s*(?:会议)?(?:{spaced('时间|日期|记录|记录人|整理|审核|签发|填表单位|填报单位|制表单位|填表人|统计人|议题|主题|议程|会期|形式')})\s*[：:].*"
)
# 注：√表示出席，△表示请假; 说明：○出席 △请假
_LEGEND = re.compile(
    r"(?:(?:注|说明|备注|图例)[：:])?(?:[“\"]?[√✓✔○●◎△▲×✗✘☑\-][”\"]?(?:表示|代表|指|为|是|：)?[^√○●△×，、；。]{2,8}[，、；。]?)+"
)
_MEANS = re.compile(r"([√✓✔○●◎△▲×✗✘☑])[”\"]?(?:表示|代表|指|为|是|：)?([^√○●△×，、；。]{2,8})")
# 市六届人大常委会第三十一次会议（2025年1月8日）
_SESSION_LINE = re.compile(r"[^，。：:；、]*会议(?:[（(][^（()）]*[)）])?")


def words_for_marks(rows: Iterable[str]) -> dict[str, str]:
    """What the legend among ``rows`` says of marks that mean something else as a rule (注：√表示出席，○表示请假)."""
    words: dict[str, str] = {}
    for row in rows:
        if _LEGEND.fullmatch(dense := squeeze(row)) is None:
            continue
        told = {mark: (meaning, status_of(meaning)) for mark, meaning in _MEANS.findall(dense)}
        words |= {mark: meaning for mark, (meaning, said) in told.items() if said not in (None, status_of(mark))}
    return words


def in_words(row: str, words: Mapping[str, str]) -> str:
    """A row of a table with its marks in words."""
    if not words or "\t" not in row:
        return row
    return "\t".join(words.get(squeeze(cell), cell) for cell in row.split("\t"))


def read_notes(lines: Sequence[Line]) -> Roll:
    """Who presides and where, from the lines of an agenda; all else in it is left alone."""
    roll = Roll()
    for line in lines:
        read_note(roll, plain(line), (line.number, line.number))
    return roll


_LONGEST_DAY = 20
# 时间：…　地点：…　主持：…
_NEXT_FIELD = re.compile(rf"[\s；;，,]+(?=(?:会议)?(?:{spaced('时间|地点|主持|主持人|记录|记录人')})\s*[：:])")


def read_note(roll: Roll, text: str, at: tuple[int, int]) -> bool:
    """主持：…, 地点：…: what an attendance list says of the session itself."""
    if text.count("：") > 1 and len(fields := _NEXT_FIELD.split(text)) > 1:
        said = [read_note(roll, field, at) for field in fields]
        return all(said)
    # Each field has its mark, and most rows have none.
    marked = "：" in text or ":" in text
    if marked and (presider := _PRESIDER.fullmatch(text)) is not None:
        for name, role in _presiders(presider["rest"]):
            if roll.presider is None:
                roll.presider, roll.presider_lines = name, at
            if role is not None:
                roll.roles.setdefault(name, role)
        return True
    if marked and (venue := _VENUE.fullmatch(text)) is not None:
        roll.venue = roll.venue or squeeze(venue["rest"]).rstrip("。")
        return True
    if marked and _OF_THE_MEETING.fullmatch(text) is not None:
        return True
    dense = squeeze(text)
    if _LEGEND.fullmatch(dense) or _is_a_day(dense.strip("（）()")):
        return True
    return any(find_sessions(dense)) and _SESSION_LINE.fullmatch(dense) is not None


def _is_a_day(text: str) -> bool:
    """一九九六年十一月二十日, below the heading of the list."""
    found = next(find_dates(text), None) if "年" in text and len(text) < _LONGEST_DAY else None
    return found is not None and found.at == (0, len(text))


def _presiders(printed: str) -> Iterator[tuple[str, Role | None]]:
    """主任张海（第一次全体会议）、副主任李云（第二次全体会议）; 李　琼（主任，30日）　杨　帆（副主任，31日）; 郝文轩  市人大常委会主任."""
    people = [person for person in (name_beside_title(printed),) if person is not None] or list(read_people(printed))
    if people:
        # 县人大常委会党组书记、主任申修文
        yield from ((person.name, role_of(person.title)) for person in people)
        return
    for piece in _ONE_PRESIDER.finditer(printed):
        person = split_titled(piece["who"], long_name=True)
        name = person.name if person else normal_name(piece["who"])
        role = role_of(person.title) if person else role_of(re.split("[，,、；;]", piece["inside"] or "")[0])
        if name:
            yield name, role
