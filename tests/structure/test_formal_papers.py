"""Resolutions, opinions with brackets, and what a formal paper says about the answer that it wants."""

import datetime as dt

import pytest

from oversight.vocabulary import Level, ReportKind
from tests.structure.small_papers import leaves, read, texts


def test_a_resolution_upon_a_report_that_takes_force_is_no_law() -> None:
    demands = read(
        ReportKind.RESOLUTION,
        """
区三届人大常委会第十七次会议听取和审议了执法检查组的报告，同意这个报告。特作如下决议：
一、对机关拖欠的账款逐笔制定清偿计划，2024年12月31日前全部清偿。对恶意拖欠的，由区监察机关依法追究责任。
二、推行检查结果部门互认，没有法律依据的检查一律取消。对轻微违法事项实行清单管理。
三、建设惠企政策平台，实现一次提交、部门共享。
四、设立转贷资金，公布服务热线。
五、区人民政府应当于2025年3月31日前书面报告本决议的贯彻实施情况。
本决议自通过之日起施行。""",
        title="某区人民代表大会常务委员会关于优化营商环境的决议",
    ).demands
    items = [record for record in demands.recommendations if record.level is Level.ITEM]
    assert [record.heading for record in items] == [None] * 5
    assert texts(demands) == [
        "对机关拖欠的账款逐笔制定清偿计划",
        "2024年12月31日前全部清偿",
        "对恶意拖欠的，由区监察机关依法追究责任",
        "推行检查结果部门互认",
        "没有法律依据的检查一律取消",
        "对轻微违法事项实行清单管理",
        "建设惠企政策平台，实现一次提交、部门共享",
        "设立转贷资金",
        "公布服务热线",
        "区人民政府应当于2025年3月31日前书面报告本决议的贯彻实施情况",
    ]


def test_a_decision_of_law_yields_nothing() -> None:
    demands = read(
        ReportKind.RESOLUTION,
        """
根据《中华人民共和国水法》等法律，结合本市实际，作如下决定：
一、用水单位应当安装计量设备。
二、本决定自公布之日起施行。""",
        title="某市人民代表大会常务委员会关于节约用水的决定",
    ).demands
    assert demands.recommendations == ()


def test_brackets_stay_with_a_passage_that_is_parted() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
提出如下审议意见：
一、压实主体责任
（一）制定企业责任清单，对没有隐患台账的企业挂牌督办。（责任单位：市应急管理局；完成时限：2024年10月31日前）
（二）每年开展一次安全轮训。（责任单位：市应急管理局、市工信局；完成时限：长期坚持）
（三）开展隐患排查。（责任单位：市住建局；完成时限：持续推进）
二、充实力量
（一）配备专职人员。（责任单位：市人社局；完成时限：2024年三季度）""",
    ).demands
    parted = demands.recommendations[1]
    assert (parted.path, parted.due_on) == ("1.1", dt.date(2024, 10, 31))
    assert parted.text.endswith("完成时限：2024年10月31日前）")
    assert texts(demands) == [
        "制定企业责任清单",
        "对没有隐患台账的企业挂牌督办",
        "每年开展一次安全轮训",
        "开展隐患排查",
        "配备专职人员",
    ]
    assert [leaf.due_on for leaf in leaves(demands)] == [dt.date(2024, 10, 31)] * 2 + [None, None, dt.date(2024, 9, 30)]
    assert [leaf.due_text for leaf in leaves(demands)][2:4] == [None, None]
    assert leaves(demands)[2].bodies == ("市应急管理局", "市工信局")


@pytest.mark.parametrize(
    ("asked", "plan", "answer"),
    [
        ("请认真研究处理，并于2024年12月31日前将研究处理情况书面报告县人大常委会。", None, dt.date(2024, 12, 31)),
        (
            "请制定整改方案，于2024年9月30日前将整改方案、12月31日前将整改情况报县人大常委会。",
            dt.date(2024, 9, 30),
            dt.date(2023, 12, 31),
        ),
    ],
)
def test_the_answer_asked_for_before_the_list(asked: str, plan: dt.date | None, answer: dt.date) -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        f"""
县人大常委会听取了报告。现将审议意见转送你们，{asked}
一、提高质量。修订考核办法。""",
    ).demands
    assert demands.plan_due_on == plan
    assert demands.answer_due_on == answer


def test_page_furniture_after_the_end_is_no_demand() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
提出如下审议意见：
（一）完善机制。一是修订考核办法；二是考核结果在全县通报。
以上意见，请研究办理。
石门县人民代表大会常务委员会
2024年9月3日
（此件公开发布）
抄送：县委办公室，县政协办公室。
上一篇：县人大常委会召开主任会议
Copyright 石门县人大 版权所有""",
    ).demands
    assert texts(demands) == ["修订考核办法", "考核结果在全县通报"]


def test_numbers_below_numbers_and_dashes() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        """
一、下一步打算
（一）补齐短板
1. 年内改造敬老院12所。
2. 探索互助模式。①每个乡镇建成2个示范点；②动员党员结对帮扶。
（二）推进医养结合
——支持二级医院开设老年医学科。
——推动养老机构与医院签约。
（三）建强队伍。首先，要修订岗位办法。其次，要举办护理大赛。""",
    ).demands
    assert texts(demands) == [
        "年内改造敬老院12所",
        "每个乡镇建成2个示范点",
        "动员党员结对帮扶",
        "支持二级医院开设老年医学科",
        "推动养老机构与医院签约",
        "修订岗位办法",
        "举办护理大赛",
    ]
    assert demands.recommendations[1].due_on == dt.date(2023, 12, 31)


def test_letters_number_measures_and_a_date_in_words_signs() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
审议意见如下：
一、要延伸审判职能。A.发布年度保护白皮书；B.在科创园设立巡回审判点；C.为企业开展法治体检。
二、其他。请区财政局保障技术调查经费。
请于收到本意见之日起60日内，将办理情况书面报送区人大常委会。
海岸区人大常委会办公室
二〇二三年十一月六日""",
    ).demands
    measures = [(record.label, record.text) for record in demands.recommendations if record.level is Level.MEASURE]
    assert measures == [("A.", "发布年度保护白皮书"), ("B.", "在科创园设立巡回审判点"), ("C.", "为企业开展法治体检")]
    assert demands.recommendations[-1].path == "2"
    assert demands.recommendations[-1].bodies == ("区财政局",)


def test_who_and_by_when_on_lines_of_their_own_and_in_other_brackets() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
提出如下审议意见：
一、加强河道巡查
建立巡查制度，配备巡查无人机6架。
责任单位：县水利局、各乡镇人民政府
完成时限：2024年6月底前
二、提升应诉质量。要制定应诉工作规程。要开展应诉培训。【牵头单位：县司法局；完成时限：2023年底】
三、保障经费
（一）安排专项资金。（责任单位：县财政局）
（二）开展专项审计。
责任单位：县审计局""",
    ).demands
    assert [(leaf.text, leaf.bodies, leaf.due_text) for leaf in leaves(demands)] == [
        ("建立巡查制度", ("县水利局", "乡镇人民政府"), "2024年6月底前"),
        ("配备巡查无人机6架", ("县水利局", "乡镇人民政府"), "2024年6月底前"),
        ("制定应诉工作规程", ("县司法局",), "2023年底"),
        ("开展应诉培训", ("县司法局",), "2023年底"),
        ("安排专项资金", ("县财政局",), None),
        ("开展专项审计", ("县审计局",), None),
    ]


def test_sections_whose_heads_bear_no_numbers() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
县法院：
基本评价
会议对工作给予肯定。
存在的问题
执行到位率偏低；衔接不畅；查控手段有限。
意见建议
1、要完善衔接机制。建立移送清单。
2、要强化联动查控。建立信息共享平台。
研究处理方案请于2023年8月底前、研究处理情况报告请于2023年10月底前报送县人大常委会。""",
    ).demands
    assert [problem.heading for problem in demands.problems] == ["执行到位率偏低", "衔接不畅", "查控手段有限"]
    items = [record for record in demands.recommendations if record.level is Level.ITEM]
    assert [record.heading for record in items] == ["完善衔接机制", "强化联动查控"]
    assert (demands.plan_due_on, demands.answer_due_on) == (dt.date(2023, 8, 31), dt.date(2023, 10, 31))


def test_each_of_several_notes_holds_for_what_stands_before_it() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
提出如下审议意见：
一、优化布局。编制布局规划。开展评估。（县教育局牵头，县财政局配合，2023年12月底前完成）
二、配强队伍。公开招聘教师100名（县人社局负责）；开展教师轮训（2023年10月底前完成）。
三、保障经费（责任单位 县财政局 完成时限 2023年底）
将校车经费列入预算。开展绩效评价。""",
    ).demands
    assert [(leaf.text, leaf.bodies, leaf.due_text) for leaf in leaves(demands)] == [
        ("编制布局规划", ("县教育局", "县财政局"), "2023年12月底前"),
        ("开展评估", ("县教育局", "县财政局"), "2023年12月底前"),
        ("公开招聘教师100名", ("县人社局",), None),
        ("开展教师轮训", (), "2023年10月底前"),
        ("将校车经费列入预算", ("县财政局",), "2023年底"),
        ("开展绩效评价", ("县财政局",), "2023年底"),
    ]
    assert demands.recommendations[-3].heading == "保障经费"


def test_what_stands_below_the_parts_of_a_measure() -> None:
    demands = read(
        ReportKind.SURVEY_REPORT,
        "为此，提出以下建议：\n一、健全体制\n（一）理顺管理体制\n1.强化主管部门力量\n（1）增加物业办编制。\n（2）建立三级管理网络。\n2.压实街道责任\n（1）各街道要设立物业科。\n"
        "（二）完善制度\n县住建局要修订实施细则。",
    ).demands
    found = [(leaf.path, leaf.text) for leaf in leaves(demands)]
    assert found == [
        ("1.1.1", "增加物业办编制"),
        ("1.1.2", "建立三级管理网络"),
        ("1.1.3", "各街道要设立物业科"),
        ("1.2", "完善制度县住建局要修订实施细则"),
    ]


def test_an_opinion_in_the_sentence_that_looks_back() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        "6月27日，常委会听取和审议了报告。组成人员肯定了成绩，同时指出，还存在监管力量薄弱、企业规模偏小等问题，建议区政府充实监管队伍；各街道尽快设立物业科；"
        "抓紧修订实施细则，年内印发。请区政府在9月底前书面报告研究处理情况。",
    ).demands
    assert texts(demands) == ["建议区政府充实监管队伍", "各街道尽快设立物业科", "抓紧修订实施细则，年内印发"]
    assert [problem.heading for problem in demands.problems] == ["监管力量薄弱", "企业规模偏小"]
    assert demands.answer_due_on == dt.date(2023, 9, 30)


def test_what_is_asked_for_when_accounts_are_approved() -> None:
    demands = read(
        ReportKind.RESOLUTION,
        "县第九届人大常委会第十一次会议听取了报告。会议决定，批准1998年县级财政决算。\n会议要求，县人民政府要严格控制会议费用支出；公布收费目录。",
        title="某县人大常委会关于批准1998年县级财政决算的决议",
    ).demands
    assert texts(demands) == ["县人民政府要严格控制会议费用支出", "公布收费目录"]


def test_what_a_reporting_body_asks_of_others_is_no_plan() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        "三、工作建议\n（一）请县人大常委会加强监督。\n（二）建议县政府深化专项整治。\n四、下步工作\n一是查办一批典型案件。二是制发监察建议书。",
    ).demands
    assert texts(demands) == ["查办一批典型案件", "制发监察建议书"]


@pytest.mark.parametrize(
    "text",
    [
        "1.加快资金拨付，（牵头单位：县财政局；完成时限：2023年9月底）建立周调度机制，对进度滞后的乡镇约谈主要负责人。",
        "1.加快资金拨付。（牵头单位：县财政局；完成时限：2023年9月底）建立周调度机制，对进度滞后的乡镇约谈主要负责人。",
        "1.加快资金拨付（牵头单位：县财政局；完成时限：2023年9月底）。建立周调度机制，对进度滞后的乡镇约谈主要负责人。",
    ],
)
def test_a_note_behind_the_head_holds_for_all_under_it(text: str) -> None:
    demands = read(ReportKind.DELIBERATION_OPINION, f"提出如下审议意见：\n{text}\n2.提高项目质量。开展项目评审。").demands
    found = [leaf for leaf in leaves(demands) if leaf.path.startswith("1")]
    assert demands.recommendations[0].heading == "加快资金拨付"
    assert [leaf.text for leaf in found] == ["建立周调度机制", "对进度滞后的乡镇约谈主要负责人"]
    assert {(leaf.bodies, leaf.due_on) for leaf in found} == {(("县财政局",), dt.date(2023, 9, 30))}


def test_the_last_item_of_a_resolution_keeps_its_duty_to_report() -> None:
    demands = read(
        ReportKind.RESOLUTION,
        "会议听取了报告，特作如下决议：\n一、广泛动员农民。\n二、各级人大常委会应当加强监督检查。省人民政府应于一九九六年六月底以前向省人大常委会作出报告。",
        title="某省人大常委会关于加强农业投入的决议",
    ).demands
    assert texts(demands)[1:] == ["各级人大常委会应当加强监督检查", "省人民政府应于一九九六年六月底以前向省人大常委会作出报告"]


def test_how_things_are_before_what_is_asked_for() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        "提出如下审议意见：\n1、关于校外供餐管理。全市17家供餐单位中，3家管理员未持证上岗。市场监管部门应实行“一月一查”；教育部门应组织家长参与遴选。",
    ).demands
    assert texts(demands) == ["市场监管部门应实行“一月一查”", "教育部门应组织家长参与遴选"]


def test_paragraphs_that_open_with_yao_after_a_lead_and_one_that_does_not() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        "县十六届人大常委会第四十一次会议听取审议了报告。会议建议：\n\n要从严治理校外培训。建立联合执法机制。\n\n要提升校内服务水平。课后服务要做到全覆盖。要丰富课后服务内容。\n\n会议还建议县政府适时开展专项督导。",
    ).demands
    items = [record for record in demands.recommendations if record.level is Level.ITEM]
    assert [item.heading for item in items] == ["从严治理校外培训", "提升校内服务水平", None]
    assert items[2].text == "会议还建议县政府适时开展专项督导"


def test_a_first_sentence_of_manner_and_an_act_is_no_principle() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        "提出如下意见：\n一、压实消防责任。坚持“三管三必须”，厘清新业态监管职责，形成清单。推行重点单位标准化管理。\n二、补齐短板。",
    ).demands
    assert texts(demands)[:2] == ["坚持“三管三必须”，厘清新业态监管职责，形成清单", "推行重点单位标准化管理"]


def test_an_answer_that_closes_with_a_promise_in_general_plans_nothing() -> None:
    for plan, kept in (
        ("继续抓好落实，自觉接受监督", []),
        ("督促3个问题在6月底前整改到位", ["下一步，县政府将督促3个问题在6月底前整改到位"]),
    ):
        demands = read(
            ReportKind.RESPONSE_REPORT,
            f"一、关于“强化分类”的意见\n已经落实。\n二、关于“加大执法”的意见\n立案147起。\n下一步，县政府将{plan}。",
        ).demands
        assert texts(demands) == kept


def test_of_one_sentence_what_builds_or_turns_one_thing_stands_over_nothing() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        "会议认为，工作成效明显。会议要求，一要健全调解员队伍，完善心理疏导制度；二要把建议办理纳入年度考核，对办理不力的予以通报；"
        "三要加强税源监测，对重点企业逐户建立台账。",
    ).demands
    assert texts(demands) == [
        "健全调解员队伍",
        "完善心理疏导制度",
        "把建议办理纳入年度考核",
        "对办理不力的予以通报",
        "加强税源监测，对重点企业逐户建立台账",
    ]


def test_what_one_matter_of_the_minutes_announces_is_not_what_the_next_one_says() -> None:
    demands = read(
        ReportKind.OTHER,
        """
一、关于减轻农民负担工作
会议认为，成效明显。会议要求：
1、全面推行村务公开。各乡镇要于九月底前张榜公布。
二、关于对县公安局局长的工作评议
会议认为，该同志任职以来勤奋敬业。会议建议：
（1）充实山区派出所警力；
（2）组织力量侦破积案。""",
        title="某县人大常委会第九次会议纪要",
    ).demands
    assert texts(demands) == [
        "全面推行村务公开。各乡镇要于九月底前张榜公布",
        "充实山区派出所警力",
        "组织力量侦破积案",
    ]
