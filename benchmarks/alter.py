"""Copies of the bundled packet that differ from each other in nearly every line, so that nothing read of one serves for the next."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "lvyuan-18-33.txt"

# What tells the reader what a line is: numbers, marks, and the words of the trade. A copy leaves them as they are.
_KEPT = re.compile(
    r"[^\u4e00-\u9fff]+|[一二三四五六七八九十〇○]+|[是要第届次年月日号人名个]|会议|人大|常委|委员|主任|政府|法院|检察|局|办|街道|关于|报告|意见|建议|审议|"
    r"调研|视察|存在|问题|不足|工作|情况|议程|出席|缺席|列席|主持|区长|院长|书记|部门|加强|推进|完善|建立|强化|提高|加大|加快|健全|落实|下一步|打算|措施|"
    r"应急|管理|项目|建设|执行|各位|尊敬|绿园|长春|现将|如下|以下|几点|主要|方面"
)
# Characters that mean nothing to the reader, one of which stands in each line of a copy.
_MARKS = "芃苡荇蒹葭榛栎椒萑葑桢楸枌梓桑榆柘檀梧桐棠棣槐柳杞菽黍稷粱稻麦芹荠薇蕨葛蔓兰蕙芷蘅"
# A printed line of running text is longer, and has no more spaces.
_SHORTEST = 16
_FEW_WORDS = 3
_WRITTEN = "〇一二三四五六七八九"
_PLACES = ("绿园", "晴川", "云岭", "白塔", "石湖", "青浦", "长宁", "东陵", "西固", "南湖")


def altered(number: int, text: str) -> str:
    """Copy ``number`` (from 0) of ``text``: another committee or session, and one character changed in each line of running text."""
    place = _PLACES[number % len(_PLACES)]
    session = in_words(1 + number // len(_PLACES) % 99)
    return (
        marked(number, text)
        .replace("绿园", place)
        .replace("三十三次", f"{session}次")
        .replace("十八届", f"{in_words(1 + number // 990 + 10)}届")
    )


def marked(number: int, text: str) -> str:
    """The same, but of the same committee and session."""
    mark = _MARKS[number % len(_MARKS)]
    return "\n".join(_marked(line, mark, number + at) for at, line in enumerate(text.split("\n")))


def in_words(number: int) -> str:
    """A number from 1 to 99 as papers print it: 三十三."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _WRITTEN[tens] + "十") + ("" if ones == 0 else _WRITTEN[ones])


def _marked(line: str, mark: str, at: int) -> str:
    """``line`` with ``mark`` in place of one character that tells the reader nothing."""
    free = [place for run in _free(line) for place in run]
    # Heads and rows of names stay: one character more or less makes another paper of them.
    if not free or len(line) < _SHORTEST or len(line.split()) > _FEW_WORDS:
        return line
    place = free[at % len(free)]
    return line[:place] + mark + line[place + 1 :]


def _free(line: str) -> list[range]:
    found, start = [], 0
    for kept in _KEPT.finditer(line):
        found.append(range(start, kept.start()))
        start = kept.end()
    return [*found, range(start, len(line))]
