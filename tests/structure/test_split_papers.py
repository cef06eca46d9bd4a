import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.paper import PaperKind, join_title
from oversight.structure.split_papers import split_papers
from tests.structure.paper_text import paper

_PACKET = """东河县第十九届人大常委会第十五次会议
会 议 议 程
一、听取和审议县人民政府《关于全县生态环境保护工作情况的报告》
二、人事任免
东河县第十九届人大常委会第十五次会议出席人员名单
出席：
万 鹏 邓 超
列席人员：
达 来  县人民检察院检察长
东河县人民政府关于全县生态环境保护
工作情况的报告
（2023年12月20日在东河县第十九届人民代表大会
常务委员会第十五次会议上）
县生态环境局局长　许　诺
县人大常委会：
　　根据会议安排，现将贯彻落实县人大常委会关于污水治理的
审议意见的报告如下。
　　关于环境保护工作，主要是抓了整改。
　　东河县人民政府
　　2023年12月18日
32
东河县人民代表大会常务委员会文件
东人常〔2023〕12号
东河县人大常委会
关于全县生态环境保护工作情况报告的
审议意见
县人民政府：
　　请研究处理。
东河县人大常委会举行第十五次会议
　　12月20日，东河县第十九届人大常委会举行第十五次会议。"""


def test_a_packet_is_parted_into_its_papers() -> None:
    papers = split_papers(paper(_PACKET))
    assert [(found.kind, found.heading, found.lines[0].number, found.lines[-1].number) for found in papers] == [
        (PaperKind.AGENDA, "东河县第十九届人大常委会第十五次会议会议议程", 1, 4),
        (PaperKind.ATTENDANCE, "东河县第十九届人大常委会第十五次会议出席人员名单", 5, 9),
        (PaperKind.REPORT, "东河县人民政府关于全县生态环境保护工作情况的报告", 10, 20),
        (PaperKind.REPORT, "东河县人大常委会关于全县生态环境保护工作情况报告的审议意见", 24, 28),
        (PaperKind.NEWS, "东河县人大常委会举行第十五次会议", 29, 30),
    ]
    assert [line.clean for line in papers[3].letterhead] == ["东河县人民代表大会常务委员会文件", "东人常〔2023〕12号"]


@pytest.mark.parametrize("leader", ["\t", "…………", "......", "　　·········"])
def test_neither_a_cover_nor_a_table_of_contents_is_part_of_a_title(leader: str) -> None:
    papers = split_papers(
        paper(
            f"""东河县第十九届人民代表大会常务委员会
第十五次会议
文　件　汇　编
东河县人大常委会办公室
二〇二三年十二月
目　录
出席人员名单{leader}1
关于全县水利工作情况的报告{leader}3
东河县人大常委会关于全县水利工作情况报告的审议意见{leader}（11）
东河县第十九届人民代表大会常务委员会
第十五次会议出席人员名单
出席：
万 鹏 邓 超
东河县人民政府
关于全县水利工作情况的报告
——2023年12月20日在县第十九届人大常委会第十五次会议上
　　一、基本情况"""
        )
    )
    assert [(found.kind, found.heading) for found in papers][-2:] == [
        (PaperKind.ATTENDANCE, "东河县第十九届人民代表大会常务委员会第十五次会议出席人员名单"),
        (PaperKind.REPORT, "东河县人民政府关于全县水利工作情况的报告"),
    ]
    assert [found.kind for found in papers].count(PaperKind.REPORT) == 1


def test_an_opinion_on_a_form() -> None:
    papers = split_papers(
        paper(
            """组建专业抢排队伍。
白沙市人大常委会审议意见书
（2024年第3号）
审议议题\t市人民政府关于全市城市内涝治理工作情况的报告
承办单位\t市人民政府
审议意见
一、修编城市排水防涝专项规划。"""
        )
    )
    assert [(found.kind, found.heading) for found in papers] == [
        (PaperKind.NEWS, ""),
        (PaperKind.REPORT, "白沙市人大常委会审议意见书"),
    ]


def test_an_opinion_is_named_by_its_session_alone() -> None:
    (opinion,) = split_papers(
        paper(
            """东河县第十九届人大常委会第十五次会议审议意见
（2023年第5号）
县人民政府：
　　会议听取和审议了县人民政府关于饮水安全工作情况的报告，提出以下审议意见：
　　一、加强水质监测。"""
        )
    )
    assert (opinion.kind, opinion.heading) == (PaperKind.REPORT, "东河县第十九届人大常委会第十五次会议审议意见")


def test_blank_lines_between_printed_lines_change_nothing_but_the_numbers() -> None:
    close = split_papers(paper(_PACKET))
    wide = split_papers(paper(_PACKET.replace("\n", "\n\n")))
    assert [(one.kind, one.heading) for one in close] == [(one.kind, one.heading) for one in wide]


def test_an_agenda_without_numbers_is_no_row_of_titles() -> None:
    text = "东河县第十九届人大常委会第十五次会议议程\n听取县人民政府关于教育工作情况的报告\n审议关于教育工作的决定（草案）\n"
    assert [found.kind for found in split_papers(paper(text))] == [PaperKind.AGENDA]


def test_rows_of_people_are_no_lines_of_the_title_below() -> None:
    text = "县人大常委会第八次会议列席人员名单\n县人民检察院 检察长 曹 正\n县公安局 副局长 石敢当\n关于公共安全\n工作情况的报告\n——2024年2月26日在县人大常委会第八次会议上\n　　现报告如下。"
    attendance, report = split_papers(paper(text))
    assert (len(attendance.lines), report.heading) == (3, "关于公共安全工作情况的报告")


def test_a_title_stands_below_a_table_a_mark_or_a_blank_line() -> None:
    head = "县人民政府关于禁毒工作情况的报告\n（2024年2月26日在县人大常委会第八次会议上）\n各位委员：\n　　现报告如下。"
    for above in ("应到\t实到\n27\t23\n", "县长 李某某\n材料之二\n", "县长 李某某\n\n"):
        *_, report = split_papers(paper("会议于2月26日举行\n" + above + head))
        assert report.heading == "县人民政府关于禁毒工作情况的报告"


def test_a_sentence_that_breaks_like_a_title_is_none() -> None:
    text = "东河县人民政府关于教育工作情况的报告\n县人大常委会：\n　　去年县人大常委会听取了\n县人民政府关于教育工作情况的报告\n并提出意见。"
    assert [found.heading for found in split_papers(paper(text))] == ["东河县人民政府关于教育工作情况的报告"]


def test_what_has_no_head_is_news() -> None:
    [only] = split_papers(paper("7月29日上午，县人大组织代表视察。\n代表们察看了市场。"))
    assert (only.kind, only.title, len(only.lines)) == (PaperKind.NEWS, (), 2)


def test_nothing_gives_nothing() -> None:
    assert split_papers(paper("\n \n")) == ()


def test_titles_that_are_spaced_out_close_up() -> None:
    assert join_title(["关 于 教 育 的", "报 告"]) == "关于教育的报告"
    assert join_title(["关于全面加强保护  让河湖更美的决议"]) == "关于全面加强保护 让河湖更美的决议"


@given(st.lists(st.sampled_from(_PACKET.split("\n")), max_size=40))
def test_papers_never_overlap(lines: list[str]) -> None:
    papers = split_papers(paper("\n".join(lines)))
    numbers = [line.number for found in papers for line in (*found.letterhead, *found.lines) if line.clean]
    assert numbers == sorted(set(numbers))
    assert len(numbers) >= sum(1 for line in lines if line.strip() and line != "32")


def test_what_is_issued_and_its_number_on_one_line() -> None:
    (opinion,) = split_papers(
        paper(
            """东河县人大常委会审议意见（第9号）

关于公益诉讼检察工作情况的审议意见

2023年12月28日，县人大常委会第三十四次会议听取和审议了县人民检察院关于公益诉讼检察工作情况的报告。现将审议意见印发给你们。"""
        )
    )
    assert (opinion.kind, opinion.heading) == (PaperKind.REPORT, "关于公益诉讼检察工作情况的审议意见")
    assert [line.clean for line in opinion.letterhead] == ["东河县人大常委会审议意见（第9号）"]


def test_a_title_after_a_blank_line_and_its_first_head() -> None:
    papers = split_papers(
        paper(
            """东河县人民政府关于上半年计划执行情况的报告
——2024年8月29日在东河县第十九届人大常委会第二十四次会议上
县人大常委会：
下半年，发放消费券1000万元。

东河县人大财政经济委员会关于上半年计划执行情况的调研报告
一、总体情况
运行平稳。"""
        )
    )
    assert [found.heading for found in papers] == [
        "东河县人民政府关于上半年计划执行情况的报告",
        "东河县人大财政经济委员会关于上半年计划执行情况的调研报告",
    ]


def test_a_heading_in_two_languages() -> None:
    papers = split_papers(
        paper("东河市第六届人大常委会第三十八次会议\n会议议程 AGENDA\n一、听取报告\n出席名单 ATTENDANCE\n出席：万鹏、邓超")
    )
    assert [found.kind for found in papers][-2:] == [PaperKind.AGENDA, PaperKind.ATTENDANCE]


def test_the_last_rows_of_a_table_are_no_lines_of_the_title_below() -> None:
    table = "会议签到表\n\n序号\t姓名\t职务\t签到\n1\t万鹏\t主任\t√\n2\t马丽（女）\t委员\t病假\n3\t邓超\t委员\t√\n\n"
    papers = split_papers(
        paper(table + "东河县人民政府\n关于教育工作情况的报告\n——2023年8月20日在县十届人大常委会第三次会议上")
    )
    assert [found.heading for found in papers] == ["会议签到表", "东河县人民政府关于教育工作情况的报告"]


def test_an_opinion_without_a_salutation_that_begins_with_its_session() -> None:
    text = "（三）加强宣传，讲好故事。\n\n东河县人大常委会关于教育工作情况报告的审议意见\n\n县十届人大常委会第三次会议听取和审议了报告。现提出如下审议意见：\n\n要增加投入。"
    [_first, opinion] = split_papers(paper("东河县人民政府关于教育工作情况的报告\n县人大常委会：\n一、下步打算\n" + text))
    assert opinion.heading == "东河县人大常委会关于教育工作情况报告的审议意见"


def test_a_list_at_the_end_of_a_gazette_and_parts_of_a_volume() -> None:
    text = (
        "【出席情况】\n应出席4人\n\n【审议意见】\n东人常〔2025〕3号\n\n东河县人大常委会\n关于教育工作的审议意见\n县人民政府：\n要增加投入。\n2025年9月5日\n\n【办理情况】\n"
        "东河县人民政府\n关于审议意见办理情况的报告\n县人大常委会：\n已办结。\n\n出席：次旺（主任）　　和顺昌　　杨玉清（女）\n请假：鲁次里（病假）"
    )
    papers = split_papers(paper(text))
    assert [found.kind for found in papers] == [PaperKind.ATTENDANCE, PaperKind.REPORT, PaperKind.REPORT, PaperKind.ATTENDANCE]
    assert papers[2].heading == "东河县人民政府关于审议意见办理情况的报告"
    assert papers[1].lines[-1].clean == "2025年9月5日"


def test_what_was_found_is_found_once_and_goes_with_the_document() -> None:
    document = paper(_PACKET)
    found = split_papers(document)
    assert split_papers(document) is found
    gone = weakref.ref(document)
    del document
    # Nothing holds the document that was looked at, nor what was found in it for it.
    assert gone() is None


def test_questions_and_answers_end_the_paper_before_them() -> None:
    papers = split_papers(
        paper(
            "关于检查草原法实施情况的报告\n——2020年9月22日在某旗第十二届人大常委会第十九次会议上\n一、建议\n充实管护力量。\n\n"
            "专题询问实录（摘要）\n\n时间：2020年9月23日下午\n敖其尔委员：请问怎么解决？"
        )
    )
    assert [found.heading for found in papers] == ["关于检查草原法实施情况的报告", "专题询问实录（摘要）"]


def test_what_an_opinion_is_printed_under_is_no_paper() -> None:
    papers = split_papers(
        paper(
            "临岚市人大常委会审议意见书\n岚人常〔2023〕56号\n\n临岚市人大常委会\n关于上半年计划执行情况报告的审议意见\n\n市人民政府：\n请研究处理。"
        )
    )
    assert [found.heading for found in papers] == ["临岚市人大常委会关于上半年计划执行情况报告的审议意见"]
    assert [line.clean for line in papers[0].letterhead] == ["临岚市人大常委会审议意见书", "岚人常〔2023〕56号"]


def test_a_promulgation_and_what_it_promulgates_are_papers_of_their_own() -> None:
    papers = split_papers(
        paper(
            "关于检查种子法实施情况的报告\n——2024年3月27日在某省第十四届人大常委会第八次会议上\n一、建议\n以上报告，请审议。\n\n"
            "某省人民代表大会常务委员会公告\n（第23号）\n《某省湿地保护条例》已通过，现予公布。\n2024年3月29日\n\n"
            "某省湿地保护条例\n（2024年3月29日某省第十四届人民代表大会常务委员会第八次会议通过）\n第一条 为了保护湿地，制定本条例。"
        )
    )
    assert [found.heading for found in papers] == [
        "关于检查种子法实施情况的报告",
        "某省人民代表大会常务委员会公告",
        "某省湿地保护条例",
    ]


def test_the_last_line_of_an_agenda_is_no_part_of_the_heading_below() -> None:
    papers = split_papers(
        paper(
            "某县第十六届人大常委会第十三次会议\n议 程\n一、人事任免\n\n会议地点：县人大常委会会议室\n主持人：县人大常委会主任  黄庭坚\n\n"
            "某县第十六届人大常委会第十三次会议\n到会情况\n一、到会人员\n黄庭坚  秦  观"
        )
    )
    assert [(found.kind, found.heading) for found in papers] == [
        (PaperKind.AGENDA, "某县第十六届人大常委会第十三次会议议程"),
        (PaperKind.ATTENDANCE, "某县第十六届人大常委会第十三次会议到会情况"),
    ]


def test_the_first_line_of_a_title_may_name_the_session_that_speaks() -> None:
    papers = split_papers(
        paper(
            "某省第十四届人大常委会第十二次会议\n对省人民政府关于河流治理情况报告的审议意见\n\n"
            "9月24日下午，省十四届人大常委会第十二次会议分组审议了省人民政府的报告。现提出以下意见：\n一、设立专项资金。"
        )
    )
    assert [(found.kind, found.heading) for found in papers] == [
        (PaperKind.REPORT, "某省第十四届人大常委会第十二次会议对省人民政府关于河流治理情况报告的审议意见")
    ]


def test_a_title_in_two_lines_behind_a_blank_one_needs_no_salutation() -> None:
    papers = split_papers(
        paper(
            "某县人民政府关于课后服务情况的报告\n——2023年12月26日在县人大常委会第十六次会议上\n一、基本情况\n完善了制度。\n\n"
            "某县人大常委会\n关于课后服务情况的视察报告\n\n12月中旬，县人大常委会组织部分代表进行了视察。\n一、基本情况\n略。"
        )
    )
    assert [found.heading for found in papers] == [
        "某县人民政府关于课后服务情况的报告",
        "某县人大常委会关于课后服务情况的视察报告",
    ]
