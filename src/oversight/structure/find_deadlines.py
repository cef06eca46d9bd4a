"""Deadlines as papers print them: 年内, 年底前, 今年10月底前, 明年上半年, 2023年12月31日前, 收到…之日起两个月内."""

import datetime as dt
import re
from dataclasses import dataclass

from oversight.structure.dates import last_day
from oversight.structure.find_from import find_from, holding
from oversight.structure.numerals import DIGITS, ZEROS, parse_number

_SMALL = "一二三四五六七八九十"
_YEAR = rf"(?:[{DIGITS}]{{4}}|[一二三四五六七八九{ZEROS}]{{4}})年度?|今年|本年度?|当年|明年|次年|来年|后年"
_MONTH = rf"[{DIGITS}]{{1,2}}月份?|[{_SMALL}]{{1,2}}月份?"
_DAY = rf"[{DIGITS}]{{1,2}}[日号]|[{_SMALL}]{{1,3}}[日号]"
# 6月底完成, 2025年底建成: what says that a day at the end of a month or year is one by which
_ATTAINED = r"(?=[^，。；]{0,6}(?:完成|建成|完工|竣工|投用|投入|实现|达到|出台|清零|全部|全面))"
# 于今年12月向常委会报告, 2024年6月完成编制: the whole month is time for it
_IN_COURSE = r"(?=(?:向[^，。；]{2,16}(?:报告|汇报|报送|提交)|(?:完成|出台|提交|报送)))"
_DEADLINE = re.compile(
    # 收到检察建议之日起两个月内; 自本意见印发之日起30日内: runs from a day that the text does not know
    rf"(?P<since>自?(?:收到|接到|本|交办|印发|下发|公布|发布)[^，。；：（）]{{0,24}}?之?日起[，]?(?:的)?[{DIGITS}{_SMALL}两半]{{1,3}}(?:个?(?:工作日|月|季度|年)|日|天|周)(?:以内|之内|内))"
    # 2023年12月31日前, 12月20日之前, 二〇二三年三月底前, 今年10月底前; 6月前 and 6月中旬前 say no day
    rf"|(?:(?P<year>{_YEAR})(?:的)?)?(?P<month>{_MONTH})(?:(?P<day>{_DAY})|(?P<end>底|末)|[上中下]旬)?(?:之前|以前|前|之内|以内|内|(?<=[底末]){_ATTAINED}|(?P<in_course>(?<=[月份]){_IN_COURSE}))"
    # 年内, 年底前, 今年年底前, 2022年底前, 明年内
    rf"|(?:(?P<of_year>{_YEAR})(?:年)?|(?<![0-9０-９个前近两几多数每今本往历届全{_SMALL}])年)(?:(?:年)?[底末终](?:之前|以前|前|{_ATTAINED})|内(?![容部涵外]))"
    # 明年上半年, 2024年下半年前, 今年三季度末前
    rf"|(?P<half_of>{_YEAR})(?P<half>上半年|下半年|前?第?[一二三四1-4]季度)(?:末|底)?(?:之前|以前|前|之内|以内|内)?"
    # 第三季度末前, 四季度前
    rf"|(?<![每逐])第?(?P<quarter>[一二三四])季度(?:末|底)?(?:之前|以前|前|之内|以内|内)"
    # 今年主汛期前, 春节前, 秋季开学前, 下次常委会会议前: no day follows
    rf"|(?P<event>(?:{_YEAR})?(?:主?汛期|雨季|春节|元旦|清明节?|端午节?|劳动节|中秋节?|国庆节?|五一|[春秋]季(?:学期)?开学|开学|封冻|入冬|[供采]暖[期季]?|防火期|下一?次(?:人大)?常委会(?:会议)?)(?:到来|来临|开始|召开)?之?前)"
    # 本月底前, 下月底前
    rf"|(?P<this_month>本月|当月|下个?月)(?:[底末](?:之前|以前|前)|内|(?=[底末]{_ATTAINED}))"
    # 三个月内, 15个工作日内, 两年内; but not 近三个月内
    rf"|(?<![近前每去第])(?P<span>[{DIGITS}{_SMALL}两半]{{1,3}}(?:个(?:工作日|月)|日|天|周|年)(?:以内|之内|内))"
)
_MAY_BE = holding("前", "内", "底", "末", "月", "半年", "季度")
# What a deadline begins with: a number, 第, the name of a year, 自收到…, or what comes by itself every year.
_FIRST = re.compile(f"[{DIGITS}{_SMALL}{ZEROS}两半第年今本当明次来后自收接交印下公发主汛雨春元清端劳中国秋开封入供采防]")
# 到2025年底, 截至今年6月底前: a target or a look back
_NO_DEADLINE_BEFORE = re.compile(r"(?:截至|截止|截止到|至|自|从|以来|于?近|过去|每[^，。；]{0,3}|到(?=.{4}年[底末]))$")
# 于, 在, 力争在: what may stand before a deadline that opens a clause
_OPENING = re.compile(r"(?:力争|争取|确保)?(?:在|于|应于|须于)?")
_MONTHS = 12
_HALF_ENDS = {"上半年": 6, "下半年": 12}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as printed, at ``at`` of its text; ``on`` is its last day where one follows."""

    text: str
    on: dt.date | None
    at: tuple[int, int]


def find_deadlines(text: str, session_date: dt.date | None) -> list[Deadline]:
    """The deadlines in ``text`` (without white space). A month without a year is the next one after ``session_date``."""
    found = []
    # Each deadline has one of these words, and few clauses have.
    for match in find_from(_FIRST, _DEADLINE, text) if _MAY_BE(text) else ():
        before = text[max(0, match.start() - 6) : match.start()]
        if match["since"] is None and _NO_DEADLINE_BEFORE.search(before):
            continue
        on = _last_day(match, session_date)
        found.append(Deadline(match[0], on, match.span()))
    return found


def deadline_at_start(text: str) -> int | None:
    """Where the deadline that opens ``text`` ends; None where none does."""
    if not _MAY_BE(text):
        return None
    opening = _OPENING.match(text)
    start = opening.end() if opening and not text.startswith("确保") else 0
    match = _DEADLINE.match(text, start)
    return match.end() if match else None


def _last_day(match: re.Match[str], session_date: dt.date | None) -> dt.date | None:
    if match["month"]:
        return _in_month(match, session_date)
    if match["since"] or match["span"] or match["event"]:
        return None
    if match["this_month"]:
        return _month_after(session_date, match["this_month"].startswith("下")) if session_date else None
    if match["half_of"]:
        year = _year(match["half_of"], session_date)
        month = _HALF_ENDS.get(match["half"]) or _quarter_end(match["half"])
        return last_day(year, month) if year else None
    if match["quarter"]:
        month = _quarter_end(match["quarter"])
        return _next(session_date, month, None) if session_date else None
    year = _year(match["of_year"], session_date) if match["of_year"] else (session_date.year if session_date else None)
    return last_day(year, _MONTHS) if year else None


def _in_month(match: re.Match[str], session_date: dt.date | None) -> dt.date | None:
    month = parse_number(match["month"].rstrip("份").rstrip("月"))
    day = parse_number(match["day"].rstrip("日号")) if match["day"] else None
    if month is None or not 1 <= month <= _MONTHS:
        return None
    if day is None and not match["end"] and match["in_course"] is None:
        return None
    if match["year"]:
        year = _year(match["year"], session_date)
        return _day_of(year, month, day) if year else None
    return _next(session_date, month, day) if session_date else None


def _month_after(session_date: dt.date, later: int) -> dt.date:
    years, month = divmod(session_date.month - 1 + later, _MONTHS)
    return last_day(session_date.year + years, month + 1)


def _next(session_date: dt.date, month: int, day: int | None) -> dt.date | None:
    """The next such day: what a paper says of a month without a year lies ahead."""
    this_year = _day_of(session_date.year, month, day)
    if this_year is not None and this_year < session_date:
        return _day_of(session_date.year + 1, month, day)
    return this_year


def _day_of(year: int, month: int, day: int | None) -> dt.date | None:
    try:
        return dt.date(year, month, day) if day is not None else last_day(year, month)
    except ValueError:
        return None


def _quarter_end(printed: str) -> int:
    number = parse_number(printed.strip("前第季度")) or 4
    return min(number, 4) * 3


def _year(printed: str, session_date: dt.date | None) -> int | None:
    ahead = {"今年": 0, "本年": 0, "本年度": 0, "当年": 0, "明年": 1, "次年": 1, "来年": 1, "后年": 2}.get(printed)
    if ahead is not None:
        return session_date.year + ahead if session_date else None
    number = parse_number(printed.rstrip("度").rstrip("年"))
    return number if number and 1949 <= number <= 2200 else None  # noqa: PLR2004 -- years in which papers of these committees may fall
