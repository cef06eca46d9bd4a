import datetime as dt

from oversight.structure.demands import Demands
from oversight.structure.find_demands import find_demands
from oversight.vocabulary import Level, Origin, ProblemOrigin, ReportKind
from tests.structure.small_papers import SESSION, headings, leaves, part, read, texts


def _paths(demands: Demands) -> list[str]:
    return [record.path for record in demands.recommendations]


def test_an_opinion_in_sections() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
　　县十六届人大常委会第九次会议听取和审议了县政府关于义务教育情况的报告。现将审议意见整理如下：
　　一、总体评价
　　会议认为，近年来，县政府坚持教育优先发展，办学条件明显改善。
　　二、存在的主要问题
　　会议指出，全县义务教育还存在一些短板：一是城区学位紧张，大班额尚未消除；二是乡村教师流失较多；三是校车管理不够规范。
　　三、审议意见
　　（一）加大学位供给。县教育局要会同县自然资源局修订城区学校布局规划，2023年9月底前报县政府批准。新建城东小学，扩建二中教学楼，新增学位1800个。
　　（二）稳定教师队伍。一是落实乡村教师生活补助，按月足额发放。二是建立城乡教师交流轮岗制度，每年交流比例不低于百分之十。
　　（三）规范校车运营。（责任单位：县公安局、县交通运输局；完成时限：2023年12月底）
　　以上意见，请县人民政府认真研究处理，并于2023年8月31日前将研究处理方案、2023年12月20日前将研究处理情况书面报告县人大常委会。

　　　　　　云岭县人大常委会办公室
　　　　　　2023年7月5日""",
    ).demands
    assert headings(demands) == ["城区学位紧张", "乡村教师流失较多", "校车管理不够规范"]
    assert {problem.origin for problem in demands.problems} == {ProblemOrigin.COMMITTEE}
    assert _paths(demands) == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3"]
    assert {record.origin for record in demands.recommendations} == {Origin.OPINION}
    first, second = demands.recommendations[1], demands.recommendations[7]
    assert first.bodies == ("县教育局", "县自然资源局")
    assert (first.due_text, first.due_on) == ("2023年9月底前", dt.date(2023, 9, 30))
    assert (second.heading, second.bodies) == ("规范校车运营", ("县公安局", "县交通运输局"))
    assert second.due_on == dt.date(2023, 12, 31)
    assert demands.plan_due_on == dt.date(2023, 8, 31)
    assert demands.answer_due_on == dt.date(2023, 12, 20)
    assert not any("请县人民政府" in record.text or "办公室" in record.text for record in demands.recommendations)


def test_items_whose_heads_stand_alone_and_whose_list_follows_a_list_of_problems() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
会议同时指出，我县乡村道路工作与群众期盼相比还有差距，主要表现在以下几个方面：
（一）建设标准偏低。部分村道宽度不足3.5米。
（二）管护机制不健全。“重建轻养”现象普遍。
会议建议县政府着力抓好以下几方面工作：
（一）科学规划，提高建设标准
1.编制全县农村公路网规划（2024—2030年）。
2.优先改造通客车路线，年内完成窄路拓宽60公里。
（二）健全机制，强化日常管护
1.全面推行路长制，明确县乡村三级路长职责。
2.县财政局要将养护资金列入预算，并建立与公路里程挂钩的增长机制。
（责任单位：县交通运输局、各乡镇人民政府；完成时限：2023年12月底前）
石门县人民代表大会常务委员会
2023年6月20日""",
    ).demands
    assert headings(demands) == ["建设标准偏低", "管护机制不健全"]
    assert _paths(demands) == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "2.1", "2.2"]
    assert demands.recommendations[0].heading == "科学规划，提高建设标准"
    assert demands.recommendations[4].due_on == dt.date(2023, 12, 31)
    # The bracket in a paragraph of its own holds for the whole item.
    assert all("县交通运输局" in record.bodies for record in demands.recommendations[5:])
    assert demands.recommendations[7].bodies == ("县交通运输局", "乡镇人民政府", "县财政局")


def test_problems_in_the_preamble_and_numbered_items_with_yao() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
　　会议对区政府的工作给予肯定，但也指出存在以下不足：部门协作不够紧密，执法力量配备不足，信息化水平偏低。为做好今后工作，提出如下意见和建议：
　　一是要凝聚工作合力。司法行政机关要主动加强与法院、公安机关的沟通，每季度召开一次联席会议。二是要提升信息化水平。加快智慧矫正中心建设，配备电子定位装置，实现实时监管。
　　请区人民政府在收到本审议意见后两个月内将研究处理情况书面报告区人大常委会。""",
    ).demands
    assert headings(demands) == ["部门协作不够紧密", "执法力量配备不足", "信息化水平偏低"]
    assert [(record.label, record.heading) for record in demands.recommendations if record.level is Level.ITEM] == [
        ("一是要", "凝聚工作合力"),
        ("二是要", "提升信息化水平"),
    ]
    assert texts(demands)[2:] == ["加快智慧矫正中心建设", "配备电子定位装置，实现实时监管"]
    assert (demands.plan_due_on, demands.answer_due_on) == (None, None)


def test_a_turn_of_phrase_names_problems() -> None:
    demands = read(
        ReportKind.INSPECTION_REPORT,
        """
　　9月中旬，视察组视察了12个村。总的看，成效明显。但是，视察中也发现，部分村庄污水直排、学校和医院等场所通道堵塞、长效管护资金没有落实等问题还比较突出。为此，视察组建议：
　　一要加强污水治理。完成15个村污水管网建设，建成集中处理站3座。
　　二要健全管护机制，县财政局要安排专项管护资金，各镇人民政府要配备专职保洁员。""",
    ).demands
    assert headings(demands) == ["部分村庄污水直排", "学校和医院等场所通道堵塞", "长效管护资金没有落实"]
    assert _paths(demands) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert {record.origin for record in demands.recommendations} == {Origin.SUGGESTION}
    assert demands.recommendations[3].heading == "健全管护机制"


def test_the_same_numbers_mark_achievements_problems_and_plans() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        """
　　一、主要工作及成效
　　（一）坚持司法为民。一是推行网上立案。二是解决了长期未结案问题。
　　二、存在的问题
　　在肯定成绩的同时，我们也清醒认识到，民事审判工作仍存在一些问题和不足：一是案件质量有待提高，发改率偏高。二是送达难问题依然突出。
　　三、下一步工作打算
　　一是提升审判质效。开展案件质量评查，建立发改案件通报制度。二是破解送达难题。与邮政部门签订专递协议，今年第四季度前实现集中送达。三是加强队伍建设，实施青年法官导师制。
　　主任、各位副主任、秘书长、各位委员，我们将以此次审议为契机，为建设平安平川作出新的贡献！
　　一要再接再厉，建立功勋制度。""",
    ).demands
    assert headings(demands) == ["案件质量有待提高", "送达难问题依然突出"]
    assert {problem.origin for problem in demands.problems} == {ProblemOrigin.SELF_REPORTED}
    assert texts(demands) == [
        "开展案件质量评查",
        "建立发改案件通报制度",
        "破解送达难题。与邮政部门签订专递协议，今年第四季度前实现集中送达",
        "加强队伍建设，实施青年法官导师制",
    ]
    assert {record.origin for record in demands.recommendations} == {Origin.COMMITMENT}
    assert len([record for record in demands.recommendations if record.level is Level.ITEM]) == 3


def test_first_next_last_and_bare_numbers_of_an_inspection() -> None:
    demands = read(
        ReportKind.ENFORCEMENT_REPORT,
        """
　　一、法律贯彻实施情况
　　全县消防工作取得成效，但基层基础仍不牢固。
　　二、存在的主要问题
　　从检查情况看，主要存在以下问题：
　　第一、宣传不够深入。部分群众不会使用灭火器。
　　第二、基础设施欠账较多。市政消火栓缺建率达18%。
　　三、意见和建议
　　首先，要深化消防宣传。把消防知识纳入学校课程，每学期开展一次疏散演练。
　　其次，要补齐设施短板。县住建局要在2024年上半年补建市政消火栓60具。
　　最后，要严格执法。对重大火灾隐患实行挂牌督办，整改结果向社会公布。""",
    ).demands
    assert headings(demands) == ["宣传不够深入", "基础设施欠账较多"]
    items = [record for record in demands.recommendations if record.level is Level.ITEM]
    assert [item.heading for item in items] == ["深化消防宣传", "补齐设施短板", "严格执法"]
    assert items[1].due_on == dt.date(2024, 6, 30)
    assert items[1].bodies == ("县住建局",)


def test_a_resolution_with_duties_and_a_closing_report() -> None:
    demands = read(
        ReportKind.RESOLUTION,
        """
　　会议听取和审议了区政府的报告。但电动自行车违规上路、货车超载超限、农村道路隐患较多等问题仍较突出。特作如下决议：
　　一、区政府要把道路交通安全纳入目标考核。各镇人民政府应当建立劝导站。
　　二、公安、交通运输、应急管理等部门要联合开展隐患排查，建立隐患清单。对逾期未整改的，应当依法处罚。
　　本决议的执行情况，区人民政府应当于2023年12月31日前向区人大常委会报告。""",
        title="海陵区人民代表大会常务委员会关于加强道路交通安全工作的决议",
    ).demands
    assert headings(demands) == ["电动自行车违规上路", "货车超载超限", "农村道路隐患较多"]
    assert [record.heading for record in demands.recommendations] == [None] * len(demands.recommendations)
    assert texts(demands) == [
        "区政府要把道路交通安全纳入目标考核",
        "各镇人民政府应当建立劝导站",
        "公安、交通运输、应急管理等部门要联合开展隐患排查",
        "建立隐患清单",
        "对逾期未整改的，应当依法处罚",
    ]
    assert leaves(demands)[4].bodies == ("公安部门", "交通运输部门", "应急管理部门")
    assert demands.answer_due_on == dt.date(2023, 12, 31)


def test_a_list_that_simply_starts() -> None:
    demands = read(
        ReportKind.RESOLUTION,
        """
会议听取了关于水源保护的报告。会议要求，要提高认识。
一、提高认识，落实责任。水源是生存之本。各级政府要高度重视水源保护，建立水源地名录。
二、严格执法。要依法取缔保护区内的排污口。要加强水质监测，监测结果每月公布。""",
        title="某省人民代表大会常务委员会关于加强水源保护工作的决议",
    ).demands
    assert [record.heading for record in demands.recommendations if record.level is Level.ITEM] == [
        "提高认识，落实责任",
        "严格执法",
    ]
    assert [record.path for record in demands.recommendations if record.level is Level.MEASURE] == ["2.1", "2.2"]
    assert not any("生存之本" in leaf.text for leaf in leaves(demands) if leaf.level is Level.ACTION)


def test_an_opinion_without_any_numbers() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
　　市人大常委会听取了报告。会议要求，市政府要持续深化“放管服”改革，压减审批事项。要建立企业诉求快速响应平台，公布服务热线。
　　会议强调，要强化督查考核，将营商环境评价结果纳入绩效考核。""",
    ).demands
    assert _paths(demands) == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "2.1"]
    assert demands.recommendations[1].bodies == ("市政府",)


def test_plans_after_problems_without_any_heading() -> None:
    demands = read(
        ReportKind.BUDGET_REPORT,
        """
　　总的来看，运行平稳。但也要看到，经济运行中还存在一些困难和问题，主要表现在：工业投资增速放缓，消费恢复不及预期，部分中小企业经营困难。
　　下半年，我们将重点做好以下工作：
　　1.全力扩大有效投资。推动45个重点项目开工，争取专项债券12亿元。
　　2.促进消费恢复。开展家电下乡活动，发放消费券2000万元。""",
    ).demands
    assert headings(demands) == ["工业投资增速放缓", "消费恢复不及预期", "部分中小企业经营困难"]
    assert [record.heading for record in demands.recommendations if record.level is Level.ITEM] == [
        "全力扩大有效投资",
        "促进消费恢复",
    ]


def test_an_answer_yields_only_its_own_difficulties_and_next_steps() -> None:
    demands = read(
        ReportKind.RESPONSE_REPORT,
        """
　　一、审计查出问题的整改情况
　　（一）关于预算执行方面的问题。已整改到位。
　　（二）关于民生资金方面的问题。一是追回资金。二是完善制度。
　　二、困难和下一步安排
　　整改中也遇到一些困难：一是历史欠账较多。二是部分单位已经撤并。
　　下一步，我们将做好以下工作：
　　（一）压实整改责任。逐项跟踪督办。
　　（二）完善长效机制。健全审计整改联动机制，修订财政专项资金管理办法。""",
    ).demands
    assert headings(demands) == ["历史欠账较多", "部分单位已经撤并"]
    assert _paths(demands) == ["1", "2", "2.1", "2.2"]


def test_advice_in_the_breath_of_a_problem() -> None:
    demands = read(
        ReportKind.SURVEY_REPORT,
        """
　　一、存在的问题和建议
　　（一）高标准农田建后管护不到位。部分渠道损毁。建议：一是明确管护主体，落实管护经费；二是建立管护台账。
　　（二）粮食仓储设施陈旧。全县仓容缺口2万吨。建议县发展和改革局编制仓储设施改造方案。""",
    ).demands
    assert headings(demands) == ["高标准农田建后管护不到位", "粮食仓储设施陈旧"]
    assert texts(demands) == ["明确管护主体，落实管护经费", "建立管护台账", "建议县发展和改革局编制仓储设施改造方案"]
    assert leaves(demands)[2].bodies == ("县发展和改革局",)


def test_papers_in_which_nothing_is_to_be_followed_up() -> None:
    law = "根据《中华人民共和国突发事件应对法》，作出如下决定：\n一、市人民政府应当发布防控措施。\n二、单位和个人应当遵守。\n三、本决定自公布之日起施行。"
    articles = "第一条 为了加强监督，制定本决定。\n第二条 省人民政府应当按季度报告。"
    for title, body in (
        ("北原市人民代表大会常务委员会关于依法防控疫情的决定", law),
        ("某省人大常委会关于加强经济工作监督的决定", articles),
        ("某市人大常委会关于召开第三次会议的决定", "一、会议于2月召开。\n二、建议议程：听取报告。"),
        ("某区人大常委会关于批准2022年区级财政决算的决议", "会议听取了报告，决定批准决算。"),
        ("某县人大常委会任免名单", "任命张三为县教育局局长。"),
    ):
        assert find_demands(part(ReportKind.RESOLUTION, body, title=title), SESSION) == Demands()
    praise = "一、主要成效\n（一）加强领导。建立了制度。\n（二）解决突出问题。一是开展整治。二是完善设施。"
    assert find_demands(part(ReportKind.WORK_REPORT, praise), SESSION) == Demands()
    assert find_demands(part(ReportKind.OTHER, ""), SESSION) == Demands()


def test_lines_begin_with_the_number() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        "提出如下意见：\n（一）完善供水设施。坚持以人为本。一\n要新建水厂。二要改造管网，\n公布水质。",
    ).demands
    by_path = {record.path: record for record in demands.recommendations}
    assert by_path["1"].lines == (2, 4)
    assert by_path["1.1"].lines == (2, 3)
    assert by_path["1.2.2"].lines == (4, 4)
    assert (by_path["1.1"].label, by_path["1.2"].label) == ("一要", "二要")


def test_what_became_of_an_opinion_is_no_plan() -> None:
    demands = read(
        ReportKind.RESPONSE_REPORT,
        """
现将落实情况报告如下：
一、关于加强师资队伍建设的意见
补充教师132名，目前已全部到岗。
二、关于规范办园行为的意见
拟于下半年出台认定办法。
今后，区政府将持续抓好审议意见落实，加快推进在建园舍建设，确保9月1日前投入使用。""",
    ).demands
    assert texts(demands) == ["今后，区政府将持续抓好审议意见落实，加快推进在建园舍建设，确保9月1日前投入使用"]


def test_what_is_said_before_somebody_is_told_to_act() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
提出如下意见：
一、推进大气治理
改善空气质量，是群众的迫切期盼，各镇要落实秸秆禁烧责任，县农业局要推广秸秆还田。
二、动员群众参与
生态文明是群众共同参与的事业。要鼓励志愿服务，引导社会组织参与巡河。
三、强化预算约束，细化预算编制，加快资金下达进度。""",
    ).demands
    assert texts(demands) == [
        "各镇要落实秸秆禁烧责任",
        "县农业局要推广秸秆还田",
        "鼓励志愿服务",
        "引导社会组织参与巡河",
        "强化预算约束",
        "细化预算编制",
        "加快资金下达进度",
    ]


def test_a_principle_before_a_list_without_numbers() -> None:
    demands = read(
        ReportKind.INSPECTION_REPORT,
        """
三、意见建议
坚持人民至上、生命至上，全面提升道路交通安全治理水平。
——加大隐患治理力度。区交通局要建立隐患清单。
——深化宣传教育。区教育局要开展校车安全培训。""",
    ).demands
    assert texts(demands) == ["加大隐患治理力度。区交通局要建立隐患清单", "深化宣传教育。区教育局要开展校车安全培训"]


def test_a_first_sentence_of_several_acts_is_no_head() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
提出如下意见：
一、清偿拖欠账款
1. 建立拖欠账款台账，逐笔制定还款计划。开展专项审计。
2. 强化督查。对逾期不还的予以通报。""",
    ).demands
    assert texts(demands)[:3] == ["建立拖欠账款台账", "逐笔制定还款计划", "开展专项审计"]


def test_paragraphs_that_open_with_yao_after_the_meeting_has_asked() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
　　会议认为，市政府做了大量工作。
　　会议要求，市政府要高度重视，采取有力措施，切实加以解决。
　　要严格用水管理。将用水指标分解到县区。关停城区自备井28眼。
　　要提升供水水平。市水利局要建立巡查制度；市生态环境局要划定水源保护区。""",
    ).demands
    items = [record for record in demands.recommendations if record.level is Level.ITEM]
    assert [(record.label, record.heading) for record in items] == [("要", "严格用水管理"), ("要", "提升供水水平")]
    assert texts(demands) == [
        "将用水指标分解到县区",
        "关停城区自备井28眼",
        "市水利局要建立巡查制度",
        "市生态环境局要划定水源保护区",
    ]


def test_paragraphs_without_numbers_after_a_lead() -> None:
    opinion = read(
        ReportKind.DELIBERATION_OPINION,
        """
会议听取和审议了市人民政府关于养老服务工作情况的报告。
组成人员在审议中提出以下意见建议：
进一步加大投入力度。建议市政府建立财政投入增长机制，出台扶持办法。
进一步优化资源布局。建议加快市民政局直属福利院迁建，2024年底前完成主体工程。
请市人民政府于2023年12月底前书面报告研究处理情况。""",
    ).demands
    assert [(leaf.text, leaf.bodies) for leaf in leaves(opinion)] == [
        ("建议市政府建立财政投入增长机制", ("市政府",)),
        ("出台扶持办法", ("市政府",)),
        ("建议加快市民政局直属福利院迁建", ()),
        ("2024年底前完成主体工程", ()),
    ]
    plan = read(
        ReportKind.WORK_REPORT,
        "三年来，我院审结案件9000件。\n今后，我们将重点做好以下工作：\n坚持司法为民。开通网上立案平台。\n加强队伍建设。组织业务培训12期。\n以上报告，请予审议。",
    ).demands
    assert [record.heading for record in plan.recommendations] == ["坚持司法为民", "加强队伍建设"]


def test_a_list_with_dashes_whose_first_sentences_are_heads() -> None:
    opinion = read(
        ReportKind.DELIBERATION_OPINION,
        "县人大常委会听取了报告，提出如下审议意见：\n——要发动群众参与。各村要修订村规民约；用好积分超市。\n——要管好经费。县财政局要在8月底前补发工资。",
        title="关于人居环境整治情况报告的审议意见",
    ).demands
    items = [record for record in opinion.recommendations if record.level is Level.ITEM]
    assert [(item.label, item.heading) for item in items] == [("要", "发动群众参与"), ("要", "管好经费")]
    assert texts(opinion) == ["各村要修订村规民约", "用好积分超市", "管好经费。县财政局要在8月底前补发工资"]
