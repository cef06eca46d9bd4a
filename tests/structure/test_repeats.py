from oversight.structure.repeats import find_repeats
from oversight.vocabulary import ReportKind
from tests.structure.small_papers import read

_OPINION = """现提出如下审议意见：
（一）增加学位供给。一要修订城区学校布局规划，在城西新建小学两所。二要盘活闲置校舍，年内改造社区托育场所三处。
（二）稳定教师队伍。县教育局要会同县财政局建立教师交流轮岗制度，2024年6月底前印发实施方案。对逾期未整改的民办园，由县教育局列入失信名单。
（三）加强领导。"""
_SURVEY = """建议：
（一）增加学位供给。一要修订城区学校布局规划，在城西新建小学两所。二要盘活闲置校舍，改造社区托育场所三处。
（二）充实师资力量。要建立教师交流轮岗制度，尽快印发实施方案。对逾期未整改的民办园列入失信名单。
（三）规范营养餐管理。开展食堂明厨亮灶改造。
（四）加强领导。"""


def test_a_suggestion_points_to_the_opinion_that_took_it_up() -> None:
    opinion = read(ReportKind.DELIBERATION_OPINION, _OPINION, number=5)
    survey = read(ReportKind.SURVEY_REPORT, _SURVEY, number=4)
    links = find_repeats([survey, opinion])
    assert links[4, "1"] == "5:1"
    assert links[4, "1.1"] == "5:1.1"
    # The opinion only adds a date.
    assert links[4, "1.2"] == "5:1.2"
    linked = {path: target for (_report, path), target in links.items() if path.startswith("2")}
    assert "5:2.1" in linked.values()
    # The sentence is turned round and the body is new.
    assert any(target.startswith("5:2.3") for target in linked.values())
    assert not any(path.startswith("3") for _report, path in links)
    assert (4, "2") not in links


def test_nothing_points_without_a_formal_opinion_and_nothing_points_back() -> None:
    survey = read(ReportKind.SURVEY_REPORT, _SURVEY, number=4)
    opinion = read(ReportKind.DELIBERATION_OPINION, _OPINION, number=5)
    assert find_repeats([survey]) == {}
    assert find_repeats([opinion]) == {}
    assert all(report == 4 for report, _path in find_repeats([opinion, survey]))


def test_plans_of_the_reporting_body_are_not_linked() -> None:
    plan = read(
        ReportKind.WORK_REPORT, "三、下一步打算\n（一）增加学位供给。修订城区学校布局规划，在城西新建小学两所。", number=1
    )
    opinion = read(ReportKind.DELIBERATION_OPINION, _OPINION, number=5)
    assert find_repeats([plan, opinion]) == {}


def test_short_demands_of_the_same_words_are_not_the_same() -> None:
    opinion = read(
        ReportKind.DELIBERATION_OPINION,
        "提出如下意见：\n（一）完善公交服务。加强督导。\n（二）完善供水服务。加强督查。",
        number=2,
    )
    survey = read(ReportKind.SURVEY_REPORT, "建议：\n（一）完善养老服务。加强督察。", number=1)
    assert find_repeats([survey, opinion]) == {}


def test_what_is_to_come_of_an_act_may_differ() -> None:
    opinion = read(
        ReportKind.DELIBERATION_OPINION,
        "提出如下意见：\n一、加强队伍建设。一是清理进校园事项，减轻教师负担；二是补充紧缺师资。",
        number=2,
    )
    survey = read(
        ReportKind.SURVEY_REPORT, "建议：\n（一）提升师资水平。县教育局要清理进校园事项，让教师安心从教。开展培训。", number=1
    )
    assert find_repeats([survey, opinion])[1, "1.1"] == "2:1.1"


def test_the_same_in_other_words_and_another_demand_upon_the_same_subject() -> None:
    survey = read(
        ReportKind.SURVEY_REPORT,
        "建议：\n（一）增加区物业办编制，配备法律、工程等专业人员。\n（二）区住建局要抓紧修订《某区住宅小区物业管理实施细则》，年内报区政府批准实施。\n"
        "（三）把业委会换届指导纳入社区工作清单。\n（四）区发改局要会同区住建局发布分等级的物业服务收费参考价，每两年调整一次。",
        number=1,
    )
    opinion = read(
        ReportKind.DELIBERATION_OPINION,
        "提出如下意见：\n一、为区物业办增加编制、配备专业人员。\n二、抓紧修订物业管理实施细则，年内印发。\n三、各街道尽快设立物业管理科，依法指导换届。\n四、定期发布物业服务收费参考价。",
        number=2,
    )
    links = find_repeats([survey, opinion])
    assert links == {(1, "1.1"): "2:1", (1, "2"): "2:2", (1, "4"): "2:4"}


def test_that_two_demands_speak_of_the_same_bodies_does_not_make_them_alike() -> None:
    survey = read(
        ReportKind.SURVEY_REPORT, "建议：\n（一）对积案挂牌督办。\n（二）健全林草、公安、检察机关案件移送机制。", number=1
    )
    opinion = read(
        ReportKind.DELIBERATION_OPINION,
        "提出如下意见：\n一、公安机关、检察机关要依法从严惩处涉草原犯罪。\n二、修订补奖资金发放办法。",
        number=2,
    )
    assert find_repeats([survey, opinion]) == {}
