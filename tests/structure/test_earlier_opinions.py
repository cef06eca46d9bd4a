import datetime as dt

import pytest

from oversight.structure.demands import Answered
from oversight.structure.earlier_opinions import find_earlier
from oversight.structure.reply_class import reply_class
from oversight.vocabulary import ReplyClass, ReplyKind, ReportKind
from tests.structure.small_papers import read

_SESSION = dt.date(2023, 12, 21)
_ANSWER = """
　　2023年4月20日，县六届人大常委会第八次会议听取和审议了县政府关于校车管理情况的报告，5月5日转来三条审议意见。县政府在第十一次会议后专题研究。现报告如下：
　　一、关于“健全校车管理制度”的办理情况
　　校车管理办法已全部落实，驾驶员信息库已建成。
　　二、关于“补齐站点设施短板”的办理情况
　　32处站点已完成改造，其余站点正在施工。
　　三、关于“理顺联合执法机制”的办理情况
　　因编制限制，暂不具备条件。
　　四、下一步工作
　　一是健全巡查制度。每月开展一次巡查。
"""
_FOLLOW_UP = """
　　11月，视察组对第八次会议审议意见的落实情况进行了视察。
　　一、审议意见落实情况
　　总的看，县政府态度认真，校车管理制度方面已经落实，站点设施方面部分落实。
　　二、建议
　　1．加快站点改造。要倒排工期。
"""


def test_the_session_that_raised_the_opinions_is_answered() -> None:
    answer = read(ReportKind.RESPONSE_REPORT, _ANSWER, title="关于校车管理情况审议意见研究处理情况的报告", number=1)
    follow_up = read(ReportKind.INSPECTION_REPORT, _FOLLOW_UP, title="关于校车管理审议意见落实情况的视察报告", number=2)
    earlier = find_earlier([answer, follow_up], 6, 13, _SESSION)
    session = Answered(term=6, number=8, held_on=dt.date(2023, 4, 20))
    assert earlier.answers == {1: session, 2: session}
    (found,) = earlier.opinions
    assert found.session == session
    assert [item.text for item in found.items] == ["健全校车管理制度", "补齐站点设施短板", "理顺联合执法机制"]
    assert [item.path for item in found.items] == ["1", "2", "3"]
    assert [item.answered_in for item in found.items] == [1, 1, 1]
    answers = [item.replies[0] for item in found.items]
    assert [reply.kind for reply in answers] == [ReplyKind.ANSWER] * 3
    assert [reply.answer_class for reply in answers] == [ReplyClass.DONE, ReplyClass.UNDER_WAY, ReplyClass.DECLINED]
    assert [reply.lines for reply in answers] == [(2, 3), (4, 5), (6, 7)]
    findings = [reply for item in found.items for reply in item.replies[1:]]
    assert [(reply.report, reply.kind, reply.answer_class) for reply in findings] == [
        (2, ReplyKind.FINDING, ReplyClass.DONE),
        (2, ReplyKind.FINDING, ReplyClass.UNDER_WAY),
    ]


def test_the_quotation_counts_where_it_differs_from_the_head() -> None:
    answer = read(
        ReportKind.RESPONSE_REPORT,
        "市九届人大常委会第五次会议于2022年10月25日听取了报告，并提出了两个方面的审议意见。\n一、强化统筹，推进水源建没\n根据审议意见提出的“强化统筹，推进水源建设”方面要求，市政府编制了规划。\n"
        "二、强化执法，保护水质\n针对“强化执法，保护水质”的意见，市政府开展了整治。",
        title="关于贯彻落实市人大常委会审议意见的报告",
    )
    earlier = find_earlier([answer], 9, 8, _SESSION)
    assert [item.text for item in earlier.opinions[0].items] == ["强化统筹，推进水源建设", "强化执法，保护水质"]
    assert earlier.opinions[0].session.held_on == dt.date(2022, 10, 25)


def test_heads_are_taken_where_the_preamble_counts_them() -> None:
    body = "2022年12月28日，区八届人大常委会第六次会议听取了物业管理工作的报告，提出两条审议意见。\n一、健全管理体制\n成立了领导小组。\n二、加强行业监管\n建立了信用制度。\n三、存在的困难\n收费难。"
    title = "关于物业管理审议意见办理情况的报告"
    earlier = find_earlier([read(ReportKind.RESPONSE_REPORT, body, title=title)], 8, 9, _SESSION)
    assert [item.text for item in earlier.opinions[0].items] == ["健全管理体制", "加强行业监管"]
    uncounted = find_earlier([read(ReportKind.RESPONSE_REPORT, body.replace("两条", ""), title=title)], 8, 9, _SESSION)
    assert uncounted.opinions == ()
    assert uncounted.answers[1].number == 6


def test_a_date_without_a_year_lies_behind() -> None:
    body = "3月30日，市十届人大常委会第八次会议提出审议意见。\n一、关于“加强监管”的落实情况\n正在推进。"
    earlier = find_earlier(
        [read(ReportKind.RESPONSE_REPORT, body, title="关于审议意见落实情况的报告")], 10, 9, dt.date(2023, 2, 1)
    )
    assert earlier.answers[1].held_on == dt.date(2022, 3, 30)


def test_papers_that_answer_nothing() -> None:
    work = read(ReportKind.WORK_REPORT, "市十届人大常委会第八次会议以来，工作有新进展。", title="关于教育工作的报告")
    survey = read(ReportKind.SURVEY_REPORT, "市十届人大常委会第八次会议听取了报告。", title="关于教育工作的调研报告", number=2)
    unnamed = read(ReportKind.RESPONSE_REPORT, "现报告如下：\n一、整改情况\n已整改。", title="关于问题整改情况的报告", number=3)
    earlier = find_earlier([work, survey, unnamed], 10, 9, _SESSION)
    assert earlier.answers == {}
    assert earlier.opinions == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("管理办法已全部落实。", ReplyClass.DONE),
        ("梳理事项21项，已全部上线运行。", ReplyClass.DONE),
        ("正在修订管理办法。", ReplyClass.UNDER_WAY),
        ("两处已完成改造，一处完成工程量的六成。", ReplyClass.UNDER_WAY),
        ("截至目前已清偿3.1亿元，剩余1.5亿元计划2025年6月底前全部清偿。", ReplyClass.UNDER_WAY),
        ("已开工66个，尚有2个因环评未批复未能开工，预计2025年3月底前开工。", ReplyClass.UNDER_WAY),
        ("计划于2024年启动，列入年度建设计划。", ReplyClass.PLANNED),
        ("因国家统一制度尚未出台，我省暂不扩大试点范围。", ReplyClass.DECLINED),
        ("因土地性质限制，暂不具备条件。", ReplyClass.DECLINED),
        ("因标准由上级统一确定，本级暂不具备调整条件，我们将积极向上级反映。", ReplyClass.DECLINED),
        ("聘请专业机构编制完成排水规划，已经区政府常务会议审议通过并印发实施。", ReplyClass.DONE),
        ("由于财力紧张，暂无法提高补助标准。下一步，将在财力允许的情况下逐步提高。", ReplyClass.DECLINED),
        ("拟于下半年出台认定办法，目前尚未出台。", ReplyClass.PLANNED),
        ("补充教师132名，目前已全部到岗。", ReplyClass.DONE),
        ("新建公办园3所，已于9月1日投入使用。", ReplyClass.DONE),
        ("县政府成立了领导小组，建立联席会议制度。", None),
        ("今年将继续推进，部分地块暂时无法启动，年内计划完成投资。", None),
        ("《办法》已形成征求意见稿，计划今年第四季度提请县政府常务会议审议。", ReplyClass.UNDER_WAY),
        ("下半年将建立。", ReplyClass.PLANNED),
        ("清理取缔工作尚未启动，主要是补偿标准没有明确。", None),
    ],
)
def test_a_passage_claims_what_it_plainly_says(text: str, said: ReplyClass | None) -> None:
    assert reply_class(text) is said


def test_what_the_opinion_said_and_what_a_head_only_names() -> None:
    answer = read(
        ReportKind.RESPONSE_REPORT,
        "2023年8月24日，县九届人大常委会第十四次会议听取和审议了报告，提出了四条审议意见。现报告如下：\n"
        "一、关于加大资金投入问题\n审议意见提出“建立多元投入机制”。县财政已拨付2000万元。\n"
        "二、关于“补齐污水处理短板”。正在推进。已有12个乡镇建成，其余预计明年6月建成。\n"
        "三、关于护理人才短缺问题\n县人社局开设了养老护理专业。\n"
        "四、关于村级保洁员编制问题\n审议意见提出“研究解决保洁员编制”。暂不具备条件，无法解决。\n"
        "下一步，县政府将抓好以下工作：一是加快中转站建设；二是健全保洁机制。",
        title="关于农村人居环境整治审议意见研究处理情况的报告",
    )
    (found,) = find_earlier([answer], 9, 20, dt.date(2024, 6, 26)).opinions
    assert [item.text for item in found.items] == ["建立多元投入机制", "补齐污水处理短板", "护理人才短缺", "研究解决保洁员编制"]
    replies = [item.replies[0] for item in found.items]
    assert replies[1].answer_class is ReplyClass.UNDER_WAY
    assert replies[3].answer_class is ReplyClass.DECLINED
    assert replies[3].lines == (7, 8)


def test_answers_in_a_table() -> None:
    answer = read(
        ReportKind.RESPONSE_REPORT,
        """
2023年4月20日，县六届人大常委会第八次会议审议了报告，提出了3条审议意见。
序号\t审议意见\t落实情况\t责任单位
1\t加快社区养老设施建设\t新建服务中心14家，已全部建成投用。\t县民政局
2\t推进医养结合\t正在推进。已签约21家。\t县卫健局
2\t推进医养结合\t其余6家明年签约。
3\t建立护理保险制度\t上级尚未将我县纳入试点，暂不具备条件。\t县医保局
下一步，我们将抓好以下工作：
1.启动消防改造行动。""",
        title="关于养老服务审议意见研究处理情况的报告",
    )
    (found,) = find_earlier([answer], 6, 13, _SESSION).opinions
    assert [item.text for item in found.items] == ["加快社区养老设施建设", "推进医养结合", "建立护理保险制度"]
    replies = [item.replies[0] for item in found.items]
    assert [reply.answer_class for reply in replies] == [ReplyClass.DONE, ReplyClass.UNDER_WAY, ReplyClass.DECLINED]
    assert [reply.lines for reply in replies] == [(3, 3), (4, 5), (6, 6)]
    assert [record.text for record in answer.demands.recommendations] == ["启动消防改造行动"]


def test_an_opinion_printed_before_what_became_of_it() -> None:
    answer = read(
        ReportKind.RESPONSE_REPORT,
        """
2023年4月20日，县六届人大常委会第八次会议听取了报告，提出了审议意见。现将办理情况报告如下：
（一）审议意见：强化防返贫动态监测。
办理情况：新识别监测对象126户，该项意见已办理完毕。
（二）审议意见：壮大村级集体经济。办理情况：计划于2024年出台扶持措施。""",
        title="关于乡村振兴审议意见办理情况的报告",
    )
    (found,) = find_earlier([answer], 6, 13, _SESSION).opinions
    assert [item.text for item in found.items] == ["强化防返贫动态监测", "壮大村级集体经济"]
    assert [item.replies[0].answer_class for item in found.items] == [ReplyClass.DONE, ReplyClass.PLANNED]
    assert answer.demands.recommendations == ()


def test_an_account_by_heads_that_nobody_counted() -> None:
    answer = read(
        ReportKind.RESPONSE_REPORT,
        """
2023年4月20日，县六届人大常委会第八次会议听取和审议了我院工作报告，从两个方面提出了审议意见。现报告如下：
一、落实情况
（一）坚持公正审判，提升办案质效。审结率91%。
（二）坚持府院联动，化解行政争议。共建化解中心，相关制度已经全部落实。
二、下步措施
一是健全风险预警机制，提前介入化解。""",
        title="关于行政审判工作审议意见落实情况的报告",
    )
    (found,) = find_earlier([answer], 6, 13, _SESSION).opinions
    assert [item.text for item in found.items] == ["坚持公正审判，提升办案质效", "坚持府院联动，化解行政争议"]
    assert [item.replies[0].answer_class for item in found.items] == [None, ReplyClass.DONE]


def test_paragraphs_without_numbers_and_a_session_that_nobody_names() -> None:
    answer = read(
        ReportKind.RESPONSE_REPORT,
        "　　贵会《关于优化营商环境工作情况报告的审议意见》收悉。现函复如下：\n　　关于提升政务服务效能的意见。21项事项已全部上线运行。\n　　市营商环境局开展了回访。\n"
        "　　关于破解企业融资难的意见。计划于2025年3月建立首贷中心。\n　　专此函复。",
        title="关于市人大常委会对优化营商环境工作审议意见落实情况的函",
    )
    earlier = find_earlier([answer], None, None, None)
    (found,) = earlier.opinions
    assert earlier.answers == {}
    assert found.session == Answered(term=None, number=None, held_on=None)
    assert [(item.text, item.replies[0].answer_class, item.replies[0].lines) for item in found.items] == [
        ("提升政务服务效能", ReplyClass.DONE, (2, 3)),
        ("破解企业融资难", ReplyClass.PLANNED, (4, 4)),
    ]


_BY_HEADS = """
县十六届人大常委会第八次会议提出了审议意见。现报告如下：
一、关于消除消防隐患
（一）关于制定方案。方案已全部印发。
二、推进医养结合方面
巡诊制度已全部落实。
以上报告，请予审议。"""


def test_heads_that_each_name_what_was_asked_for_are_taken_though_nobody_counted_them() -> None:
    answer = read(ReportKind.RESPONSE_REPORT, _BY_HEADS, title="关于养老服务工作审议意见研究处理情况的报告")
    earlier = find_earlier([answer], 16, 13, _SESSION)
    (found,) = earlier.opinions
    assert [item.text for item in found.items] == ["消除消防隐患", "推进医养结合"]
    assert [item.replies[0].lines for item in found.items] == [(2, 3), (4, 5)]
    assert earlier.unread == ()


@pytest.mark.parametrize(
    ("title", "is_unread"),
    [("关于养老服务工作审议意见研究处理情况的报告", True), ("关于审计查出问题整改情况的报告", False)],
)
def test_an_answer_in_which_no_opinion_is_recognised_is_told(title: str, is_unread: bool) -> None:
    words = "县十六届人大常委会第八次会议提出了审议意见。我们做了大量工作，养老服务水平明显提高。"
    answer = read(ReportKind.RESPONSE_REPORT, words, title=title)
    earlier = find_earlier([answer], 16, 13, _SESSION)
    assert earlier.opinions == ()
    assert [part.title for part in earlier.unread] == ([title] if is_unread else [])


_BY_NUMBER = """
　　2023年4月20日，县六届人大常委会第八次会议听取和审议了县政府关于校车管理情况的报告，提出了三条审议意见。现报告如下：
　　{}、针对意见一，校车管理办法已全部落实。
　　{}、针对意见二，32处站点已完成改造，其余站点正在施工。
　　{}、针对意见三，因编制限制，暂不具备条件。
"""
_FOUND_BY_NUMBER = """
　　视察组对第八次会议审议意见的落实情况进行了视察。
　　一、审议意见落实情况
　　（一）关于第一条意见。办法已经印发。
　　（二）关于第三条意见。编制没有增加。
"""


def test_opinions_that_are_called_by_their_numbers() -> None:
    answer = read(
        ReportKind.RESPONSE_REPORT,
        _BY_NUMBER.format("一", "二", "三"),
        title="关于校车管理情况审议意见研究处理情况的报告",
        number=1,
    )
    follow_up = read(ReportKind.INSPECTION_REPORT, _FOUND_BY_NUMBER, title="关于校车管理审议意见落实情况的视察报告", number=2)
    (found,) = find_earlier([answer, follow_up], 6, 13, _SESSION).opinions
    assert [(item.text, [reply.kind for reply in item.replies]) for item in found.items] == [
        ("意见一", [ReplyKind.ANSWER, ReplyKind.FINDING]),
        ("意见二", [ReplyKind.ANSWER]),
        ("意见三", [ReplyKind.ANSWER, ReplyKind.FINDING]),
    ]
    assert [item.replies[0].answer_class for item in found.items] == [
        ReplyClass.DONE,
        ReplyClass.UNDER_WAY,
        ReplyClass.DECLINED,
    ]


def test_what_an_audit_found_is_no_opinion_of_the_session_that_heard_of_it() -> None:
    audit = read(
        ReportKind.RESPONSE_REPORT,
        "现报告如下：\n一、整改情况\n1.关于“非税收入未及时缴库”问题。已全部上缴。\n2.关于“固定资产账实不符”问题。正在清查。",
        title="关于2022年度县级预算执行和其他财政收支审计查出问题整改情况的报告",
    )
    answer = read(
        ReportKind.RESPONSE_REPORT,
        "县六届人大常委会第十次会议听取和审议了审计工作报告，提出了2条审议意见。\n"
        "一、关于“细化预算编制”的办理情况\n已完成。\n二、关于“加快支出进度”的办理情况\n正在推进。",
        title="关于2022年度县级预算执行和其他财政收支审计工作报告审议意见办理情况的报告",
        number=2,
    )
    earlier = find_earlier([audit, answer], 6, 13, _SESSION)
    assert list(earlier.answers) == [2]
    assert [item.text for session in earlier.opinions for item in session.items] == ["细化预算编制", "加快支出进度"]


def test_opinions_quoted_one_behind_the_other_are_answered_in_their_order() -> None:
    preamble = "2023年3月29日，县六届人大常委会第八次会议提出了“科学规划布局，扩大普惠供给”“加强人才培养”“守牢安全底线”{}。现报告如下："
    sections = "一、优化布局、增加托位方面\n新增托位620个。\n二、壮大队伍方面\n开展了培训。\n三、严格监管方面\n隐患已全部整改到位。\n四、下一步打算\n1．降低入托成本。落实价格政策。"
    title = "关于托育服务工作审议意见办理情况的报告"
    asked = {}
    for closing in ("三个方面的审议意见", "的新目标"):
        answer = read(ReportKind.RESPONSE_REPORT, f"{preamble.format(closing)}\n{sections}", title=title)
        asked[closing] = [item.text for session in find_earlier([answer], 6, 13, _SESSION).opinions for item in session.items]
    assert asked == {"三个方面的审议意见": ["科学规划布局，扩大普惠供给", "加强人才培养", "守牢安全底线"], "的新目标": []}
