import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.find_deadlines import deadline_at_start, find_deadlines

_SESSION = dt.date(2023, 8, 29)


@pytest.mark.parametrize(
    ("text", "printed", "on"),
    [
        ("年内完成改造", "年内", "2023-12-31"),
        ("要在年底前完成", "年底前", "2023-12-31"),
        ("今年年底前制定细则", "今年年底前", "2023-12-31"),
        ("于2023年12月31日前报送", "2023年12月31日前", "2023-12-31"),
        ("二〇二四年三月底前出台", "二〇二四年三月底前", "2024-03-31"),
        ("今年10月底前购置", "今年10月底前", "2023-10-31"),
        ("明年2月底前完成", "明年2月底前", "2024-02-29"),
        ("要在本月底前完成普查", "本月底前", "2023-08-31"),
        ("下月底前报送方案", "下月底前", "2023-09-30"),
        ("10月底前完成", "10月底前", "2023-10-31"),
        ("6月底前完成", "6月底前", "2024-06-30"),
        ("明年上半年拿出方案", "明年上半年", "2024-06-30"),
        ("2024年第三季度末前建成", "2024年第三季度末前", "2024-09-30"),
        ("四季度前见效", "四季度前", "2023-12-31"),
        ("今年9月底完成普查", "今年9月底", "2023-09-30"),
        ("2025年底建成二水厂", "2025年底", "2025-12-31"),
        ("于今年12月向常委会报告整改情况", "今年12月", "2023-12-31"),
        ("2024年3月完成规划编制", "2024年3月", "2024-03-31"),
        ("2023年清明节前配齐装备", "2023年清明节前", None),
        ("今年主汛期前修订预案", "今年主汛期前", None),
        ("在下次常委会会议前公布结果", "下次常委会会议前", None),
        ("2022年底前完成", "2022年底前", "2022-12-31"),
        ("在收到检察建议之日起两个月内书面回复", "收到检察建议之日起两个月内", None),
        ("三个月内完成", "三个月内", None),
        ("15个工作日内答复", "15个工作日内", None),
        ("2024年6月前完成", "2024年6月前", None),
    ],
)
def test_a_deadline_is_found_with_its_last_day(text: str, printed: str, on: str | None) -> None:
    assert [(found.text, found.on and found.on.isoformat()) for found in find_deadlines(text, _SESSION)] == [(printed, on)]


@pytest.mark.parametrize(
    "text",
    [
        "尽快制定",
        "限期整改",
        "每季度开展一次",
        "到2035年基本实现",
        "到2025年底，覆盖率达到九成",
        "近三年内增长",
        "下半年原则上不再追加",
        "全年内容",
        "截至6月底前已拨付",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, _SESSION) == []


def test_without_a_session_date_only_printed_years_give_a_day() -> None:
    assert [found.on for found in find_deadlines("年内完成，10月底前报送，2024年6月底前建成", None)] == [
        None,
        None,
        dt.date(2024, 6, 30),
    ]


def test_a_clause_may_open_with_its_deadline() -> None:
    assert deadline_at_start("力争在2024年底前建成") == len("力争在2024年底前")
    assert deadline_at_start("确保2024年底前建成") is None
    assert deadline_at_start("建成于2024年底前") is None


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)), st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31)))
def test_any_printed_day_is_read_back(day: dt.date, session: dt.date) -> None:
    (found,) = find_deadlines(f"于{day.year}年{day.month}月{day.day}日前完成", session)
    assert found.on == day


@given(st.text(alphabet="年月日底前内半上下季度第一二三四五0123456789至到收起个今明本", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for found in find_deadlines(text, _SESSION):
        assert text[slice(*found.at)] == found.text
