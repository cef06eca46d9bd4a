import datetime as dt

import pytest

from oversight.structure.head_lines import date_line, document_number, organisation, presenter, salutation
from oversight.structure.names import Titled
from oversight.structure.paper import PaperKind
from oversight.structure.report_head import ReportHead, heard_in, read_head
from oversight.structure.split_papers import split_papers
from oversight.vocabulary import ReportKind
from tests.structure.paper_text import paper


def head_of(text: str, year: int | None = None) -> ReportHead:
    [only] = [found for found in split_papers(paper(text)) if found.kind is PaperKind.REPORT]
    return read_head(only).in_year(year)


def test_a_report_read_to_the_floor() -> None:
    head = head_of(
        "东河县人民政府\n关于水利工作情况的报告\n——2024年6月27日在东河县第十七届人民代表大会常务委员会\n第二十一次会议上\n副县长　丘　岳\n\n"
        "主任、各位副主任、各位委员：\n　　现将水利工作报告如下。"
    )
    assert head.title == "东河县人民政府关于水利工作情况的报告"
    assert (head.kind, head.author, head.presenter, head.presenter_title) == (
        ReportKind.WORK_REPORT,
        "东河县人民政府",
        "丘岳",
        "副县长",
    )
    assert (head.presented_on, head.addressee, head.document_number) == (dt.date(2024, 6, 27), None, None)
    assert head.session is not None
    assert (head.session.term, head.session.number) == (17, 21)
    assert [line.clean for line in head.body] == ["现将水利工作报告如下。"]


def test_an_opinion_under_a_letterhead() -> None:
    head = head_of(
        "东河县人大常委会办公室文件\n东人办〔2022〕14号　　签发人：王某\n关于对全县校外培训工作的评议意见\n县教育局：\n　　现反馈如下。\n"
        "　　一、加强监管。\n\n东河县人大常委会办公室\n2022年5月27日印发"
    )
    assert (head.kind, head.author, head.addressee) == (ReportKind.DELIBERATION_OPINION, "东河县人大常委会办公室", "县教育局")
    assert (head.document_number, head.presented_on, head.dated_on) == ("东人办〔2022〕14号", None, dt.date(2022, 5, 27))


def test_a_number_under_the_title_and_an_author_in_the_signature() -> None:
    head = head_of(
        "关于水利工作情况报告的审议意见\n东人常[2022]第8号\n县人民政府：\n　　请研究处理。\n东河县人民代表大会常务委员会\n2022年5月7日"
    )
    assert (head.document_number, head.author) == ("东人常[2022]第8号", "东河县人民代表大会常务委员会")
    assert head.kind is ReportKind.DELIBERATION_OPINION


def test_a_resolution_with_its_passing_line() -> None:
    head = head_of(
        "东河县人民代表大会常务委员会\n关于水利工作的决议\n（东河县第九届人大常委会第五次会议二〇二二年十月二十六日通过）\n　　会议认为，特作如下决议：\n　　一、加强。"
    )
    assert (head.kind, head.presented_on, head.presenter) == (ReportKind.RESOLUTION, dt.date(2022, 10, 26), None)


def test_an_opinion_whose_title_names_only_whom_it_judges() -> None:
    head = head_of(
        "对县人民政府关于水利工作情况报告的\n审议意见\n（2023年6月27日东河县第九届人大常委会第三次会议通过）\n　　提出以下审议意见：\n　　一、加固水库。"
    )
    assert (head.kind, head.author, head.presented_on) == (ReportKind.DELIBERATION_OPINION, None, dt.date(2023, 6, 27))


def test_the_year_of_the_packet_stands_in() -> None:
    text = "东河县人民政府关于水利工作情况的报告\n——6月27日在县十七届人大常委会第二十一次会议上\n各位委员：\n　　报告如下。"
    assert head_of(text).presented_on is None
    assert head_of(text, 2024).presented_on == dt.date(2024, 6, 27)


def test_a_body_that_begins_at_once() -> None:
    head = head_of(
        "东河县人民政府关于水利工作情况的报告\n（2024年6月27日）\n　　今年以来，全县水利工作稳步推进，各项任务顺利完成，群众满意。"
    )
    assert (head.addressee, len(head.body)) == (None, 1)


def test_what_an_opinion_without_a_subject_follows_from() -> None:
    head = head_of(
        "东河县人民代表大会常务委员会\n审议意见书\n东人常〔2023〕2号\n县人民政府：\n　　县十九届人大常委会第三次会议听取和审议了县人民政府《关于水利工作情况的报告》。"
    )
    assert heard_in(head) == "关于水利工作情况的报告"


@pytest.mark.parametrize(
    "text",
    [
        "——2021年4月 16日在区十八届人大第三十三次常委会议上",
        "（2024年6月27日）",
        "2009年5月22日 赣东省第十一届人大常委会第九次会议通过",
    ],
)
def test_date_lines(text: str) -> None:
    assert date_line(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "2020年10月28日，区人大常委会第二十八次会议听取了报告。",
        "2022年以来，全县",
        "8月29日至30日，会议召开，",
        "会议于8月30日审议",
    ],
)
def test_sentences_that_begin_with_a_date(text: str) -> None:
    assert date_line(text) is None


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("区人民政府：", "区人民政府"),
        ("市中级人民法院、市人民检察院：", "市中级人民法院、市人民检察院"),
        ("主任、各位副主任，各位委员：", "主任、各位副主任，各位委员"),
        ("存在的主要问题：", None),
        ("区人民政府", None),
    ],
)
def test_salutations(text: str, called: str | None) -> None:
    assert salutation(text) == called


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("区委常委、常务副区长 王涛", Titled("王涛", "区委常委、常务副区长")),
        ("副区长　丘　岳", Titled("丘岳", "副区长")),
        ("（报告人：县财政局局长 房景和）", Titled("房景和", "县财政局局长")),
        ("报告人：房景和", Titled("房景和", None)),
        ("县监察委员会主任帕丽达·艾山江", Titled("帕丽达·艾山江", "县监察委员会主任")),
        ("区人大常委会视察组", None),
        ("关于水利工作 王涛", None),
    ],
)
def test_presenters(text: str, person: Titled | None) -> None:
    assert presenter(text) == person


def test_authors_and_numbers() -> None:
    assert organisation("区人大常委会调研组") == "区人大常委会调研组"
    assert organisation("区民政局局长") is None
    assert document_number("棠人常［2023］26号") == "棠人常［2023］26号"
    assert document_number("（绿人发〔2021〕8号）") == "绿人发〔2021〕8号"
    assert document_number("（2023年4月20日）") is None


def test_the_name_of_a_packet_is_no_author() -> None:
    head = head_of(
        "东河县第十七届人大常委会第二十一次会议文件\n\n关于全县农村饮水安全工作情况的报告\n"
        "——2024年6月27日在东河县第十七届人民代表大会常务委员会第二十一次会议上\n县水利局局长　丘　岳\n主任、各位副主任、各位委员：\n　　现报告如下。"
    )
    assert (head.kind, head.presenter) == (ReportKind.WORK_REPORT, "丘岳")
