"""Tables of tasks, problems and answers that are attached to a paper."""

import datetime as dt

import pytest

from oversight.structure.answer_table import answered_rows
from oversight.structure.demands import FoundRecommendation, ReadPart
from oversight.structure.join_tasks import with_tasks
from oversight.structure.running_text import run_together
from oversight.structure.work_table import names_work
from oversight.vocabulary import ReplyClass, ReportKind
from tests.structure.paper_text import rows
from tests.structure.small_papers import SESSION, headings, leaves, read, texts

_OPINION = """会议提出以下审议意见：
　　一、推进供水一体化
　　编制供水一体化专项规划，将城区管网向周边乡镇延伸。启动龙潭水库输水管线建设。
　　二、健全管护机制
　　1.压实管护责任。明确县、乡、村三级管护责任，建立管水员考核制度。
　　2.保障管护经费。设立县级管护基金（县财政局负责，2024年底前完成）。
　　请县人民政府认真研究处理。
附件：任务分解表
东河县人民代表大会常务委员会
2023年7月3日
附件
任务分解表
"""
_TABLE = """序号\t审议意见\t牵头单位\t配合单位\t完成时限
1\t编制供水一体化专项规划，将城区管网向周边乡镇延伸\t县水利局\t县发改局、县自然资源局\t2023年10月底前
2\t启动龙潭水库输水管线建设。\t县水利局\t\t2023年11月30日
3\t（一）压实管护责任\t县水利局\t各乡镇人民政府\t长期坚持
4\t设立县级管护基金\t县水利局\t\t2023年10月底前"""


def given(*found: ReadPart, tables: str = "") -> list[FoundRecommendation]:
    attached = [rows(tables)] if tables else []
    return [leaf for one in with_tasks(found, [(0, table) for table in attached], SESSION)[0] for leaf in leaves(one.demands)]


def told(leaf: FoundRecommendation) -> tuple[str, tuple[str, ...], str | None, dt.date | None]:
    return leaf.path, leaf.bodies, leaf.due_text, leaf.due_on


_GIVEN = [
    ("1.1", ("县水利局", "县发改局", "县自然资源局"), "2023年10月底前", dt.date(2023, 10, 31)),
    ("1.2", ("县水利局",), "2023年11月30日", dt.date(2023, 11, 30)),
    ("2.1.1", ("县水利局", "乡镇人民政府"), None, None),
    ("2.1.2", ("县水利局", "乡镇人民政府"), None, None),
    ("2.2", ("县水利局", "县财政局"), "2024年底前", dt.date(2024, 12, 31)),
]


def test_a_table_of_tasks_says_who_and_by_when_and_asks_for_nothing_again() -> None:
    opinion = read(ReportKind.DELIBERATION_OPINION, _OPINION + _TABLE)
    assert [told(leaf) for leaf in given(opinion)] == _GIVEN


def test_the_table_may_lie_beside_the_opinion() -> None:
    opinion = read(ReportKind.DELIBERATION_OPINION, _OPINION)
    survey = read(ReportKind.SURVEY_REPORT, "三、建议\n（一）设立县级管护基金。尽快落实到位。", number=2)
    assert [told(leaf) for leaf in given(opinion, survey, tables=_TABLE)][:5] == _GIVEN
    assert [leaf.bodies for leaf in given(opinion, survey, tables=_TABLE)][5:] == [()]


def test_a_task_that_is_in_no_opinion_is_given_to_none() -> None:
    opinion = read(ReportKind.DELIBERATION_OPINION, _OPINION)
    other = "任务\t责任单位\n加强河道采砂监管\t县水利局\n规划\t县发改局"
    assert all("县发改局" not in leaf.bodies and leaf.path != "1" for leaf in given(opinion, tables=other))
    assert given(opinion, tables=other) == given(opinion)


def test_an_opinion_that_asks_in_a_table_alone() -> None:
    opinion = read(ReportKind.DELIBERATION_OPINION, f"审议意见见下表：\n{_TABLE}")
    assert [(leaf.text, leaf.bodies[0]) for leaf in given(opinion)] == [
        ("编制供水一体化专项规划，将城区管网向周边乡镇延伸", "县水利局"),
        ("启动龙潭水库输水管线建设", "县水利局"),
        ("压实管护责任", "县水利局"),
        ("设立县级管护基金", "县水利局"),
    ]


def test_a_list_of_problems_with_what_is_to_be_done() -> None:
    found = read(
        ReportKind.ENFORCEMENT_REPORT,
        "检查情况报告如下。\n附件：问题清单\n序号\t存在问题\t整改建议\t责任单位\t整改时限\n1\t水厂消毒设备停用\t更换消毒设备，恢复正常运行\t县水利局 龙潭镇人民政府\t2023年8月15日",
    )
    assert headings(found.demands) == ["水厂消毒设备停用"]
    assert [(leaf.text, leaf.bodies, leaf.due_text) for leaf in given(found)] == [
        ("更换消毒设备，恢复正常运行", ("县水利局", "龙潭镇人民政府"), "2023年8月15日")
    ]


def test_a_section_that_only_points_to_a_table_asks_for_nothing() -> None:
    found = read(
        ReportKind.DELIBERATION_OPINION,
        f"一、加快管网改造\n改造老旧管网。\n二、明确任务分工\n责任单位和完成时限见下表。\n{_TABLE}",
    )
    assert texts(found.demands) == ["加快管网改造改造老旧管网"]


@pytest.mark.parametrize(
    ("state", "claim"),
    [("已完成", ReplyClass.DONE), ("完成", ReplyClass.DONE), ("正在推进", ReplyClass.UNDER_WAY), ("1120户", None)],
)
def test_what_became_of_an_opinion_in_a_list(state: str, claim: ReplyClass | None) -> None:
    lines = rows(f"序号\t存在问题\t整改措施\t责任单位\t完成情况\n1\t管网漏损严重\t拟改造老旧管网\t县水利局\t{state}")
    running = run_together(lines)
    [row] = answered_rows(lines, running)
    assert (running.text[slice(*row.asked)], row.claim) == ("管网漏损严重", claim)
    assert running.text[slice(*row.answer)] == f"拟改造老旧管网县水利局{state}"


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("序号\t审议意见内容\t牵头单位\t时间节点", True),
        ("工作任务\t具体措施\t责任部门（单位）\t计划完成时间", True),
        ("问题描述\t整改措施\t整改结果", True),
        ("序号\t姓名\t职务\t单位", False),
        ("项目\t预算数\t完成情况", False),
        ("编号\t内容\t牵头单位\t办理期限", False),
        ("任务\t加强水质监测并定期公布监测结果，由县水利局负责\t责任单位", False),
    ],
)
def test_the_head_of_such_a_table(head: str, names: bool) -> None:
    assert names_work(head) is names


def test_a_task_that_no_demand_asks_for_comes_back() -> None:
    _reads, [stray] = with_tasks(
        [read(ReportKind.DELIBERATION_OPINION, _OPINION)],
        [(1, rows(_TABLE + "\n5\t开展适老化改造\t县残联\t\t2024年6月底"))],
        SESSION,
    )
    assert (stray.text, stray.file) == ("开展适老化改造", 1)


def test_a_table_about_something_else_comes_back_once() -> None:
    other = "序号\t工作任务\t责任单位\t完成时限\n1\t开展适老化改造\t县残联\t2024年6月底\n2\t举办龙舟赛事\t县文旅局\t2024年6月底"
    _reads, [stray] = with_tasks([read(ReportKind.DELIBERATION_OPINION, _OPINION)], [(0, rows(other))], SESSION)
    assert stray.lines == (2, 3)
