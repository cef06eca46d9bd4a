import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.agenda_in_news import find_agenda
from oversight.structure.dense_text import dense
from oversight.structure.presenters import find_readings, presenter_in
from oversight.structure.read_agenda import Item, agenda_number, read_agenda
from oversight.structure.read_session import FilePapers, SessionFacts, SessionKey, read_session, session_key
from oversight.structure.report_head import read_head
from oversight.structure.split_papers import split_papers
from tests.structure.paper_text import paper, rows

_REPORT = "\n\n东河县人民政府\n关于水利工作情况的报告\n——{day}在县十七届人大常委会第二十一次会议上\n副县长　丘　岳\n各位委员：\n　　2020年10月28日，县十七届人大常委会第十次会议听取过报告。"


def facts(*texts: str) -> SessionFacts:
    files = [FilePapers.of(split_papers(paper(text))) for text in texts]
    return read_session(files, session_key(files))


def test_the_news_with_the_year_of_the_papers() -> None:
    found = facts(
        "东河县十七届人大常委会举行第二十一次会议\n　　12月30日至1月2日，平州市东河县第十七届人民代表大会常务委员会第二十一次会议在县机关二楼会议室举行。"
        + _REPORT.format(day="2023年12月31日")
    )
    assert found.body == "平州市东河县人民代表大会常务委员会"
    assert (found.term, found.number, found.venue) == (17, 21, "县机关二楼会议室")
    assert (found.starts_on, found.ends_on) == (dt.date(2023, 12, 30), dt.date(2024, 1, 2))
    assert found.missing == ()


def test_without_news_the_days_are_those_of_the_readings() -> None:
    found = facts(_REPORT.format(day="2023年8月29日") + _REPORT.format(day="2023年8月30日"))
    assert (found.starts_on, found.ends_on, found.number) == (dt.date(2023, 8, 29), dt.date(2023, 8, 30), 21)


def test_a_session_that_a_report_only_speaks_of_is_not_its_own() -> None:
    found = facts(
        "东河县教育局\n关于评议意见整改落实情况的报告\n县人大常委会：\n　　2022年5月20日，县五届人大常委会第四次会议进行了评议。"
    )
    assert (found.term, found.number, found.starts_on) == (None, None, None)
    assert found.missing == ("session", "date")


def test_an_opinion_alone_names_its_session() -> None:
    found = facts(
        "东河县人大常委会\n关于水利工作情况报告的审议意见\n县人民政府：\n　　2023年4月20日，县五届人大常委会第四次会议听取了报告。\n2023年5月5日"
    )
    assert (found.term, found.number, found.starts_on) == (5, 4, dt.date(2023, 4, 20))


def test_a_news_item_without_a_year() -> None:
    found = facts("县五届人大常委会第四次会议举行\n　　8月31日，县五届人大常委会第四次会议在东河举行。")
    assert (found.starts_on, found.missing) == (None, ("body", "date"))


@pytest.mark.parametrize(
    ("front", "venue"),
    [
        ("会议地点：县机关二楼会议室", "县机关二楼会议室"),
        ("2024年3月22日  地 点：旗人大常委会三楼会议室  主持：巴特尔", "旗人大常委会三楼会议室"),
        ("会议由县人大常委会副主任狄云舒主持，地点：县人大机关\n二楼会议室。主任邰仲明请假。", "县人大机关二楼会议室"),
    ],
)
def test_the_venue_in_a_list(front: str, venue: str) -> None:
    assert facts(f"东河县第七届人大常委会第9次会议出席人员名单\n{front}\n出席：王磊、李明").venue == venue


def test_sessions_fit_where_nothing_speaks_against_it() -> None:
    key = SessionKey("平州市东河县", 17, 21)
    assert key.fits(SessionKey("东河县", None, 21))
    assert key.fits(SessionKey(None, 17, 21))
    assert not key.fits(SessionKey("东河县", 17, 22))
    assert not key.fits(SessionKey("西河县", 17, 21))
    assert not key.fits(SessionKey("东河县", 16, 21))


def test_agenda_over_several_lines_and_with_parts_below() -> None:
    items = read_agenda(
        rows(
            "时间：6月27日\n一、听取和审议县人大常委会执法检查组关于检查《固体\n废物法》实施情况的报告；\n二、审议议案：\n1．关于预算的议案；\n2．关于决算的议案。\n三、人事任免"
        )
    )
    assert [(item.text, item.lines) for item in items] == [
        ("听取和审议县人大常委会执法检查组关于检查《固体废物法》实施情况的报告", (2, 3)),
        ("审议议案：1．关于预算的议案；2．关于决算的议案", (4, 6)),
        ("人事任免", (7, 7)),
    ]


@pytest.mark.parametrize("mark", ["{}、", "（{}）", "{}．", "{}.", "第{}项："])
def test_agenda_numbers_of_every_style(mark: str) -> None:
    number = "一二三" if mark[0] in "（第" or mark == "{}、" else "123"
    text = "\n".join(mark.format(one) + f"听取第{position}个报告" for position, one in enumerate(number, 1))
    assert [item.text for item in read_agenda(rows(text))] == ["听取第1个报告", "听取第2个报告", "听取第3个报告"]


def test_agenda_without_numbers_and_agenda_in_a_sentence() -> None:
    assert [item.text for item in read_agenda(rows("听取县人民政府关于水利工作情况\n的报告\n审议决定（草案）"))] == [
        "听取县人民政府关于水利工作情况的报告",
        "审议决定（草案）",
    ]
    told = find_agenda(dense(rows("会议的第一项议程是，听取水利报告；第二项议程是，审议关于教育\n的决议。会议通过了决议。")))
    assert [(item.text, item.lines) for item in told] == [("听取水利报告", (1, 1)), ("审议关于教育的决议", (1, 2))]


def test_papers_find_their_item_by_subject() -> None:
    items = [
        Item("听取和审议县人民政府关于水利工作审议意见研究处理情况的报告", (1, 1)),
        Item("听取县人大常委会视察组关于水利工作审议意见落实情况的视察报告", (2, 2)),
        Item("审议关于加强公益诉讼检察工作的决议（草案）", (3, 3)),
        Item("听取和审议县人民检察院关于公益诉讼检察工作情况的报告", (4, 4)),
    ]
    numbers = {
        "东河县人民政府关于水利工作审议意见研究处理情况的报告": 1,
        "东河县人大常委会视察组关于水利工作审议意见落实情况的视察报告": 2,
        "东河县人民代表大会常务委员会关于加强公益诉讼检察工作的决议": 3,
        "东河县人大监察和司法委员会关于公益诉讼检察工作情况的调研报告": 4,
        "东河县人大常委会任免名单": None,
    }
    assert {title: agenda_number(title, items) for title in numbers} == numbers


def test_who_read_a_report_as_the_news_tells() -> None:
    news = (
        "会议听取了县人大常委会副主任付彩霞代表县人大常委会视察组做的视察报告，审议了县政府的报告；"
        "会议听取了县水利局局长许诺受县人民政府委托作的关于水利工作情况的报告。"
    )
    readings = list(find_readings(news))
    assert [(reading.name, reading.body) for reading in readings] == [("付彩霞", "县人大常委会视察组"), ("许诺", "县人民政府")]
    visit, water = (
        read_head(split_papers(paper(text))[0])
        for text in (
            "东河县人大常委会视察组关于教育工作的视察报告\n（2024年6月27日）\n县人大常委会视察组\n各位委员：\n　　报告如下。",
            "东河县人民政府关于水利工作情况的报告\n（2024年6月27日）\n各位委员：\n　　报告如下。",
        )
    )
    assert presenter_in(readings, visit) == "付彩霞"
    assert presenter_in(readings, water) == "许诺"


@given(st.text(alphabet="第十八届人大常委会次议召开举行在县，。年月日1２三\n", max_size=120))
def test_nothing_fails(text: str) -> None:
    found = facts(text)
    assert found.body.endswith("人民代表大会常务委员会")
    if found.starts_on and found.ends_on:
        assert found.starts_on <= found.ends_on


def test_a_page_of_the_web_gives_its_year_and_not_its_day() -> None:
    found = facts(
        "【字体：大 中 小】\n东河县九届人大常委会第三次会议召开\n来源：东河县人大网  发布时间：2023-06-28  浏览次数：12\n"
        "6月27日上午，县九届人大常委会召开第三次会议。\n责任编辑：李朗"
    )
    assert (found.starts_on, found.ends_on, found.number) == (dt.date(2023, 6, 27), dt.date(2023, 6, 27), 3)


def test_a_session_named_over_two_lines_of_a_heading() -> None:
    found = facts(
        "西山市第八届人大常委会\n第二十二次会议出席、请假、列席人员名单\n（2022年3月30日）\n一、出席人员（2名）\n主　　任：龚自珍\n委　　员：关天培"
    )
    assert (found.body, found.term, found.number) == ("西山市人民代表大会常务委员会", 8, 22)
    assert found.starts_on == dt.date(2022, 3, 30)


def test_the_news_of_the_last_day_say_when_the_session_was_opened() -> None:
    found = facts(
        "东河县十七届人大常委会第二十一次会议闭幕\n　　12月31日，东河县第十七届人大常委会第二十一次会议闭幕。会议于12月29日上午开幕。"
        + _REPORT.format(day="2023年12月30日")
    )
    assert (found.starts_on, found.ends_on) == (dt.date(2023, 12, 29), dt.date(2023, 12, 31))
