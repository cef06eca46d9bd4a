"""Problems that stand in prose, in lists parted by ；, and heads that name a problem which was dealt with."""

from oversight.structure.sections import Topic, names_a_trouble, topic_of_heading
from oversight.vocabulary import Level, ProblemOrigin, ReportKind
from tests.structure.small_papers import headings, read, texts


def test_the_parts_of_a_list_keep_their_details() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        """
一、工作情况
全县新建茶园三千亩。
二、存在的困难和问题
主要是：加工链条短，鲜叶七成卖到外地；资产权属不清，12处仓库中有5处没有移交；采茶工外流，平均年龄超过六十岁。
三、下一步打算
（一）延长链条。建成茶叶加工厂。""",
    ).demands
    assert headings(demands) == ["加工链条短", "资产权属不清", "采茶工外流"]
    assert demands.problems[0].text == "加工链条短，鲜叶七成卖到外地"
    assert {problem.origin for problem in demands.problems} == {ProblemOrigin.SELF_REPORTED}


def test_a_list_and_what_is_asked_for_in_one_paragraph() -> None:
    demands = read(
        ReportKind.INSPECTION_REPORT,
        """
　　检查组实地查看了6个乡镇。
　　存在的主要问题是：改厕质量不高，部分厕具闲置；中转站建设进度缓慢；保洁员待遇偏低。
　　为此建议：一、抓紧补齐设施短板。督促施工单位倒排工期，务必在10月底前建成2座中转站。二、提高保洁员待遇。县财政局要统筹资金，将月工资提高到800元以上。""",
    ).demands
    assert headings(demands) == ["改厕质量不高", "中转站建设进度缓慢", "保洁员待遇偏低"]
    assert [record.heading for record in demands.recommendations] == ["抓紧补齐设施短板", "提高保洁员待遇"]
    assert demands.recommendations[0].due_text == "10月底前"


def test_what_a_court_admits_within_its_account() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        """
　　一、工作开展情况
　　三年来办结案件9000件。
　　与群众期待相比，工作还存在周期偏长、裁判尺度不够统一、答疑流于形式等问题。同时，双语法官严重短缺。
　　二、今后工作
　　首先，充实力量。选派骨干到基层挂职。""",
    ).demands
    assert headings(demands) == ["周期偏长", "裁判尺度不够统一", "答疑流于形式", "双语法官严重短缺"]


def test_troubles_that_are_said_to_be_marked() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        """
　　一、工作开展情况
　　取得成绩的同时，我们也清醒看到，基层力量薄弱、监督线索发现难、建议跟踪不到位的问题还比较明显。""",
    ).demands
    assert headings(demands) == ["基层力量薄弱", "监督线索发现难", "建议跟踪不到位"]


def test_a_turn_in_a_survey_with_its_details() -> None:
    demands = read(
        ReportKind.SURVEY_REPORT,
        """
　　但是，调研中也发现，分流机制运行不畅，审理天数反而多出6天；同时，文书送达难，公告送达占到三成。与群众期盼还有差距。
　　为此，建议如下：
　　一、推进分流。组建快审团队。""",
    ).demands
    assert [(problem.heading, problem.text) for problem in demands.problems] == [
        ("分流机制运行不畅", "分流机制运行不畅，审理天数反而多出6天"),
        ("文书送达难", "文书送达难，公告送达占到三成"),
    ]


def test_troubles_that_only_stops_of_a_list_part() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        """
　　会议认为，办理工作扎实，但办理质量还不平衡、答复重形式轻落实、跟踪督办不到位。会议提出如下意见：
　　一、提高质量。坚持开门办理。""",
    ).demands
    assert headings(demands) == ["办理质量还不平衡", "答复重形式轻落实", "跟踪督办不到位"]


def test_a_problem_by_its_name_in_an_answer_is_an_old_one() -> None:
    demands = read(
        ReportKind.RESPONSE_REPORT,
        """
　　一、关于加大资金投入问题
　　县财政今年安排专项资金2000万元，已全部拨付到位。
　　二、预算编制不够细化问题
　　县财政局已修订编制办法。
　　三、尚存在的问题
　　一是管护经费不足。二是人员老化。
　　四、关于推进农村改厕问题
　　今年计划改造3000户，目前完成1800户。
　　下一步，县政府将抓好以下工作：一是加快中转站建设；二是确保年底前完成改厕任务；三是建立村庄保洁机制。""",
    ).demands
    assert headings(demands) == ["管护经费不足", "人员老化"]
    assert texts(demands) == ["加快中转站建设", "确保年底前完成改厕任务", "建立村庄保洁机制"]
    assert demands.recommendations[1].due_text == "年底前"


def test_names_of_problems_and_heads_of_sections() -> None:
    assert names_a_trouble("关于专项资金闲置问题")
    assert names_a_trouble("预算编制不够细化问题")
    assert not names_a_trouble("存在的主要问题")
    assert not names_a_trouble("困难和问题")
    assert topic_of_heading("审计查出问题整改具体情况") is Topic.ANSWER
    assert topic_of_heading("抓紧补齐设施短板") is None


def test_a_finance_committee_reviews_for_the_standing_committee() -> None:
    demands = read(
        ReportKind.BUDGET_REPORT,
        """
同时，财政经济委员会认为，决算反映出一些问题，主要是：预算编制不够精准，年中追加较多；国有资产底数不清。
为此，财政经济委员会建议：
一、提高编制质量。健全支出标准，细化项目支出预算。
二、管好债券资金。1.做实项目储备。没有可研报告的项目不得申报。2.建立监测制度，对闲置超过一年的资金按规定收回。
以上报告，请予审议。""",
        title="青溪市人大财政经济委员会关于2023年市级决算草案审查结果的报告",
    ).demands
    assert headings(demands) == ["预算编制不够精准", "国有资产底数不清"]
    assert {problem.origin for problem in demands.problems} == {ProblemOrigin.COMMITTEE}
    assert {record.origin.value for record in demands.recommendations} == {"suggestion"}
    assert [record.path for record in demands.recommendations if record.level is Level.MEASURE] == ["2.1", "2.2"]
    assert texts(demands)[-2:] == ["建立监测制度", "对闲置超过一年的资金按规定收回"]


def test_a_sentence_that_only_says_that_there_are_troubles() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        """
二、问题和不足
对标先进，我区营商环境仍有差距。政策知晓度不高，很多企业不知道惠企政策；融资渠道单一，抵押物要求高；用工供给紧张。""",
    ).demands
    assert headings(demands) == ["政策知晓度不高", "融资渠道单一", "用工供给紧张"]


def test_the_time_is_no_part_of_a_problem() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION, "会议指出，当前全县污水处理设施运行率偏低、执法力量薄弱等问题仍然突出。"
    ).demands
    assert headings(demands) == ["全县污水处理设施运行率偏低", "执法力量薄弱"]


def test_an_audit_tells_what_it_found_by_its_heads() -> None:
    demands = read(
        ReportKind.AUDIT_REPORT,
        """
一、财政管理审计情况
审计发现的主要问题：
（一）预算编制不够细化。12个部门的项目支出没有细化。
二、民生资金审计情况
（一）违规发放津贴补贴。2个单位超标准发放18万元。
（二）部分保障性住房长期空置。3个项目412套住房没有分配。
（三）总体评价。资金使用基本规范。""",
        title="某市人民政府关于预算执行的审计工作报告",
    ).demands
    assert headings(demands) == ["预算编制不够细化", "违规发放津贴补贴", "部分保障性住房长期空置"]


def test_a_quotation_in_a_list_of_troubles_is_one() -> None:
    demands = read(
        ReportKind.DELIBERATION_OPINION,
        "会议指出，我区还存在资源总量不足、基层人才“引不进、留不住”等短板。会议强调，要制定方案。",
    ).demands
    assert headings(demands) == ["资源总量不足", "基层人才“引不进、留不住”"]


def test_clauses_after_a_distance_that_is_left() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        "二、存在的不足\n整治虽有成效，但离群众期盼还有差距：对隐性腐败研究不深，监督能力不足，基层力量薄弱。\n三、下步打算\n开展培训。",
    ).demands
    assert headings(demands) == ["对隐性腐败研究不深", "监督能力不足", "基层力量薄弱"]


def test_some_places_and_others() -> None:
    demands = read(
        ReportKind.SURVEY_REPORT,
        "二、存在的主要问题\n调研发现，有的乡镇重视不够，巡查流于形式；有的农田重建轻管，渠道淤塞；有的撂荒地整治后又复荒。\n三、建议\n开展培训。",
    ).demands
    assert headings(demands) == ["有的乡镇重视不够", "有的农田重建轻管", "有的撂荒地整治后又复荒"]


def test_what_the_visitors_also_saw() -> None:
    demands = read(
        ReportKind.INSPECTION_REPORT,
        "　　视察组认为，城区面貌有了改观。视察组也看到，小广告屡清不止，占道经营反弹严重，离群众的期待还有一定差距。\n　　为此，视察组建议：\n　　一、抓整治。规划2处疏导点。",
    ).demands
    assert headings(demands) == ["小广告屡清不止", "占道经营反弹严重"]


def test_troubles_that_the_sentence_before_has_announced() -> None:
    survey = read(
        ReportKind.SURVEY_REPORT,
        "　　工作成效显著，但也面临不少困难和挑战。从水源看，部分水源不稳定；从管护看，重建轻管较为普遍，经费不足。\n　　提出以下建议：\n　　第一、强化保障。建设水库。",
    ).demands
    assert headings(survey) == ["部分水源不稳定", "重建轻管较为普遍"]
    report = read(
        ReportKind.WORK_REPORT,
        "　　我们也深刻认识到，工作仍存在一些薄弱环节。主要表现为：水源保证率不高，季节性缺水；漏损率偏高；收缴率低。\n　　下一阶段，我们将抓好工作：一是建设水库3座。",
    ).demands
    assert headings(report) == ["水源保证率不高", "漏损率偏高", "收缴率低"]


def test_a_problem_and_what_is_asked_for_about_it() -> None:
    labelled = read(
        ReportKind.SURVEY_REPORT,
        "三、存在的主要问题及建议\n1.问题：河道淤积严重。群众对汛期行洪安全十分担忧。\n建议：编制清淤规划。\n2.问题：污水直排突出。\n建议：县住建局加快管网建设。",
    ).demands
    assert headings(labelled) == ["河道淤积严重", "污水直排突出"]
    assert texts(labelled) == ["编制清淤规划", "县住建局加快管网建设"]
    with_causes = read(
        ReportKind.INSPECTION_REPORT,
        "二、问题及建议\n（一）安防工程进度滞后\n问题：仅完成51公里。究其原因，一是资金到位晚，二是力量不足。\n建议：县交通运输局要倒排工期，确保按期完成。",
    ).demands
    assert texts(with_causes) == ["县交通运输局要倒排工期，确保按期完成"]
    in_prose = read(
        ReportKind.SURVEY_REPORT,
        "二、问题和建议\n（一）基础设施薄弱。36个村未通自来水。建议县水利局编制规划。\n（二）管护经费不足。每村仅3000元。建议将管护经费列入预算。",
    ).demands
    assert headings(in_prose) == ["基础设施薄弱", "管护经费不足"]
    assert texts(in_prose) == ["建议县水利局编制规划", "建议将管护经费列入预算"]


def test_troubles_and_plans_in_one_paragraph() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        "二、问题与打算\n虽有成效，但还有不小差距：执法力量不足，设备陈旧。下一步，我局将重点做好以下工作：1.充实力量，招录辅助人员20名；2.更新装备。",
    ).demands
    assert headings(demands) == ["执法力量不足", "设备陈旧"]
    assert len(texts(demands)) == 2


def test_on_the_one_hand_and_on_the_other() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        "二、存在的主要问题\n尽管做了大量工作，但距离群众的期望还有不小差距。一方面，执行难问题尚未根本解决；另一方面，队伍素质有待提升。"
        "此外，信息化应用水平不高。\n三、下一步工作措施\n开展培训。",
    ).demands
    assert headings(demands) == ["执行难问题尚未根本解决", "队伍素质有待提升", "信息化应用水平不高"]


def test_a_lead_without_a_colon() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        "　　今年改厕312户。\n　　当前的主要问题，一是群众参与度不高，等靠思想较重；二是管护经费不足。\n　　下半年，我们抓好两件事：一是建设管网；二是补发工资。",
    ).demands
    assert headings(demands) == ["群众参与度不高", "管护经费不足"]
    assert texts(demands) == ["建设管网", "补发工资"]


def test_an_audit_tells_what_it_found_in_one_sentence_each() -> None:
    demands = read(
        ReportKind.AUDIT_REPORT,
        "一、部门预算执行审计情况\n（一）3个部门无预算、超预算支出612万元。\n（二）5个部门往来款项长期未清理，涉及3280万元。\n二、审计建议\n（一）细化预算编制。\n"
        "对本报告反映的问题，有关部门正在整改，市政府将在年底前向市人大常委会报告整改情况。",
        title="某市人民政府关于预算执行的审计工作报告",
    ).demands
    assert headings(demands) == ["3个部门无预算、超预算支出612万元", "5个部门往来款项长期未清理"]
    assert texts(demands) == ["细化预算编制"]


def test_what_the_survey_saw_after_it_named_the_weak_link() -> None:
    demands = read(
        ReportKind.SURVEY_REPORT,
        "　　调研组认为，工作有了进步，但物业管理仍是城市治理的薄弱环节。从调研情况看，主管部门人手不足，只有5人；街道社区指导乏力，对换届放任自流；物业企业“小散弱”。\n　　为此，提出以下建议：\n　　一、增加编制。",
    ).demands
    assert headings(demands) == ["主管部门人手不足", "街道社区指导乏力", "物业企业“小散弱”"]
    opinion = read(
        ReportKind.DELIBERATION_OPINION,
        "　　会议听取了报告。但“普九”形势仍很严峻，投入不足、师资短缺、辍学反弹，离目标差距较大。为此，提出如下审议意见：\n　　一、要增加投入。",
    ).demands
    assert headings(opinion) == ["投入不足", "师资短缺", "辍学反弹"]


def test_parts_after_a_turn_and_what_follows_a_list() -> None:
    opinion = read(
        ReportKind.DELIBERATION_OPINION,
        "　　会议原则同意这个报告，但也要看到，部分指标进度滞后，研发投入等4项指标低于序时进度；重大项目储备不足；区域发展不平衡问题依然突出。会议提出以下审议意见：\n一、建立预警机制。",
    ).demands
    assert headings(opinion) == ["部分指标进度滞后", "重大项目储备不足", "区域发展不平衡问题依然突出"]
    review = read(
        ReportKind.SURVEY_REPORT,
        "　　审查中也发现，决算草案反映出一些不容忽视的问题，主要是：预算编制较为粗放，到位率偏低；资金效益不高；有的部门财经纪律意识淡薄。",
    ).demands
    assert headings(review) == ["预算编制较为粗放", "资金效益不高", "有的部门财经纪律意识淡薄"]
    resolution = read(
        ReportKind.RESOLUTION,
        "　　会议认为，工作有成绩，但发展还不平衡，一些地方有法不依、执法不严的现象仍然存在，少数执法人员素质不高。特作如下决议：\n一、深入开展宣传。",
    ).demands
    assert headings(resolution) == ["发展还不平衡", "一些地方有法不依", "执法不严", "少数执法人员素质不高"]


def test_a_heading_of_an_answer_that_names_what_is_to_be_solved() -> None:
    answer = read(
        ReportKind.RESPONSE_REPORT,
        "四、关于解决群众反映强烈的环境问题方面\n办结信访投诉1326件，办结率98.6%。",
        title="某市人民政府关于环境状况审议意见办理情况的报告",
    ).demands
    assert answer.problems == ()


def test_the_promise_after_the_last_problem_is_none_of_it() -> None:
    demands = read(
        ReportKind.WORK_REPORT,
        "一、上半年工作回顾\n　　我们也清醒看到存在的问题：一是工业支撑不足，新增企业仅3户；二是少数干部担当精神不强，服务意识淡薄。对此，我们将采取有力措施，认真加以解决。\n二、下半年工作安排\n1、稳增长。新增企业10户。",
    ).demands
    assert [(problem.heading, problem.text) for problem in demands.problems] == [
        ("工业支撑不足", "一是工业支撑不足，新增企业仅3户；"),
        ("少数干部担当精神不强", "二是少数干部担当精神不强，服务意识淡薄。"),
    ]


def test_troubles_that_are_common() -> None:
    demands = read(
        ReportKind.RESOLUTION,
        "　　会议认为，改造易涝点42处，但仍有11处易涝点尚未整治，雨污混接问题比较普遍，管网底数不清。会议决定：\n1. 市人民政府要编制规划。",
    ).demands
    assert headings(demands) == ["仍有11处易涝点尚未整治", "雨污混接问题比较普遍", "管网底数不清"]


def test_a_trouble_behind_its_cause_and_troubles_of_a_follow_up() -> None:
    answer = read(
        ReportKind.RESPONSE_REPORT,
        "三、尚未整改到位的问题\n主要有两种情形：一是需要多部门协同；二是受市场环境影响，资产处置困难。",
        title="某市人民政府关于审计查出问题整改情况的报告",
    ).demands
    assert headings(answer)[-1] == "受市场环境影响，资产处置困难"
    survey = read(
        ReportKind.SURVEY_REPORT,
        "总体看，成效明显。但也发现，个别部门“新官不理旧账”，推进不力；有的问题边改边犯、屡审屡犯；结果运用还不充分。建议：一是建立认定机制；二是加大公开力度。",
    ).demands
    assert headings(survey) == ["个别部门“新官不理旧账”", "有的问题边改边犯、屡审屡犯", "结果运用还不充分"]


def test_troubles_named_one_after_another() -> None:
    opinion = read(
        ReportKind.DELIBERATION_OPINION,
        "　　成效显著。但仍存在建设标准偏低、重建轻管、资金拨付滞后的问题。组成人员建议：\n　　一是科学规划，分类施策。\n　　二是加强监管。",
    ).demands
    assert headings(opinion) == ["建设标准偏低", "重建轻管", "资金拨付滞后"]
    court = read(
        ReportKind.DELIBERATION_OPINION,
        "会议指出，财政收入下滑明显，刚性支出压力大。会议要求：一要深挖彻查腐败问题；二要过紧日子，“三公”经费再压减10%。",
    ).demands
    assert headings(court) == ["财政收入下滑明显", "刚性支出压力大"]
    assert texts(court) == ["深挖彻查腐败问题", "过紧日子，“三公”经费再压减10%"]
