import pytest

from oversight.structure.sections import Topic, topic_of_heading, topic_of_lead


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("存在的主要问题", Topic.TROUBLE),
        ("面临的困难", Topic.TROUBLE),
        ("工作中的不足", Topic.TROUBLE),
        ("指出不足", Topic.TROUBLE),
        ("管护经费不足", None),
        ("问题及原因分析", Topic.TROUBLE),
        ("需要引起重视的几个问题", Topic.TROUBLE),
        ("需要关注的事项", Topic.TROUBLE),
        ("短板弱项", Topic.TROUBLE),
        ("几点建议", Topic.ASKING),
        ("进一步贯彻实施法律法规的意见建议", Topic.ASKING),
        ("落实审议意见情况", Topic.ANSWER),
        ("意见和建议", Topic.ASKING),
        ("下一步工作建议", Topic.ASKING),
        ("审议意见", Topic.ASKING),
        ("对策建议", Topic.ASKING),
        ("下一步工作打算", Topic.PLAN),
        ("今后的工作安排", Topic.PLAN),
        ("下半年重点工作", Topic.PLAN),
        ("2024年工作计划", Topic.PLAN),
        ("整改措施", Topic.PLAN),
        ("存在的问题和建议", Topic.MIXED),
        ("困难和下一步安排", Topic.MIXED),
        ("主要做法与成效", Topic.ACCOUNT),
        ("基本情况", Topic.ACCOUNT),
        ("审计查出问题的整改情况", Topic.ANSWER),
        ("关于“完善制度”的办理情况", Topic.ANSWER),
        ("审议意见落实情况", Topic.ANSWER),
        # Heads of items, not of sections
        ("解决历史遗留问题", None),
        ("补齐设施短板", None),
        ("破解送达难题", None),
        ("加强队伍建设", None),
        ("加强领导，明确职责", None),
        ("", None),
        ("问题不容忽视", Topic.TROUBLE),
        ("存在的困难和问题仍然突出", Topic.TROUBLE),
        ("农村污水处理问题亟待解决", None),
    ],
)
def test_a_heading_says_what_its_section_holds(heading: str, topic: Topic | None) -> None:
    assert topic_of_heading(heading) is topic


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("主要存在以下问题：", Topic.TROUBLE),
        ("与群众期盼相比还有差距，主要表现在：", Topic.TROUBLE),
        ("针对存在的问题，提出以下建议：", Topic.ASKING),
        ("现提出如下审议意见：", Topic.ASKING),
        ("特作如下决议：", Topic.ASKING),
        ("下一步，我们将做好以下工作：", Topic.PLAN),
        ("按照审议意见，我们将着力做好以下工作：", Topic.PLAN),
        ("我们主要做了三个方面的工作：", Topic.ACCOUNT),
        ("现将有关情况报告如下：", Topic.ACCOUNT),
        ("会议由主任主持：", None),
        ("会议认为，县政府在落实上次审议意见方面做了一些工作，但仍存在以下问题：", Topic.TROUBLE),
        ("县政府围绕审议意见，主要做了以下工作：", Topic.ACCOUNT),
    ],
)
def test_the_last_word_of_a_lead_sentence_decides(sentence: str, topic: Topic | None) -> None:
    assert topic_of_lead(sentence) is topic


def test_what_is_planned_for_the_last_quarter() -> None:
    assert topic_of_heading("做好四季度工作的主要措施") is Topic.PLAN
