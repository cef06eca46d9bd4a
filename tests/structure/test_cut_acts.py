import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.cut_acts import asks, cut_sentence, is_outcome, is_principle, read_sentence
from oversight.structure.split_text import split_clauses, split_sentences


def _acts(sentence: str) -> list[str]:
    read = read_sentence(sentence, (0, len(sentence)))
    return [sentence[start:end] for start, end in cut_sentence(read)]


@pytest.mark.parametrize(
    "acts",
    [
        # What stands or does not stand by itself is an act of its own.
        ["修订校车管理办法，", "建立安全隐患台账，", "公布举报电话和热线。"],
        ["加快智慧水务平台建设，", "安装在线水质监测设备。"],
        ["在每个社区设立法律服务窗口，", "选派律师定期坐诊。"],
        ["抓紧启动二水厂工程，", "推广节水器具。"],
        ["入学前公布学区划分方案，", "新建城南小学。"],
        # Outcome, manner, unfolding: they stay with their act.
        ["完善校车动态监管系统，确保学生乘车安全，让家长放心。"],
        ["推行医保基金智能审核制度，并把审核结果纳入信用评价。"],
        ["盘活闲置校舍，将其改造为社区托育场所，方便双职工家庭。"],
        ["加强部门之间的沟通协作，处理好放与管的关系，界定好审批与监管的职责。"],
        ["编制河道采砂规划，明确可采区和禁采期。"],
        ["简化办事流程，实行一窗受理、限时办结。"],
        ["充分发挥志愿者作用，及时化解邻里纠纷。"],
        ["落实河长巡查责任，定期开展清漂行动。"],
        ["开展护林员培训，培训不少于四期。"],
        # Leading clauses go with the act after them.
        ["按照公平公开的要求，修订招生工作方案。"],
        ["对符合条件的困难家庭，按月发放租房补贴。"],
        ["建成城区应急水源地，", "着眼于极端天气下的供水需要，完善县、乡两级供水管网布局。"],
        # Another subject, another deadline, another object
        ["县教育局要制定教师轮岗办法，", "县财政局要将所需经费列入预算。"],
        ["县卫生健康局要完成医疗设备采购，", "采购结果向社会公开。"],
        ["制定停车管理实施细则，", "年底前完成老城区停车位施划。"],
        ["每年新建口袋公园不少于五处，", "对达标小区给予奖励补助。"],
        ["建议市交通运输局优化公交线路，", "同时开展站台无障碍改造。"],
        ["加强普法教育，", "并通过巡回审判、以案说法等方式，引导群众依法维权。"],
        # What the first clause names as bearer leads to the act.
        ["市财政局应当会同市水务局，在九月底前出台水价调整方案。"],
        ["设立人才专项资金，列入2026年财政预算。"],
        ["县发改局要牵头建立调度机制，每月通报进展，", "对新开工项目12月底前形成实物工作量。"],
        ["下一步，市政府将聚焦热点问题，持续发力，全面完成新增泊位任务。"],
        ["由县政府分管领导牵头建立联席会议制度，", "统筹使用涉农项目资金。"],
        ["在茶叶主产乡镇先行试点，", "由县农业农村局牵头制定服务清单、指导价。"],
        ["县司法局应对下放乡镇的执法事项开展评估，", "评估工作于7月底前完成。"],
        ["县残联要会同县总工会，每两年评选一次自强模范，并在就业培训等方面给予照顾。"],
        # Two demands that are joined as two
        ["不仅要建立护理员培训基地，", "而且要完善服务质量评价体系。"],
        ["市财政局既要足额安排运营补贴，", "又要加强资金监管。"],
        ["一方面要争取上级资金，", "另一方面要设立城市更新基金。"],
        # An act with a deadline of its own and what it hands in; by when what was named is to be there
        ["县商务局要牵头制定夜市管理细则，2024年3月底前出台。"],
        ["县发改局要会同县住建局发布分等级的收费参考价，每两年调整一次。"],
        ["县住建局要简化维修资金使用程序，", "对未缴存资金的小区，由县、镇两级财政按照3:7的比例予以补助。"],
        ["确需调整的指标，县人民政府应依法提出调整方案，提请县人大常委会审查批准。"],
        ["要把判后答疑作为必经程序，", "要提高裁判文书说理水平，", "要开展庭审评查。"],
        ["要加快工程建设，要确保按期完工。"],
        ["县人事、编制部门要尽快补充教师，2004年秋季开学前补充100名。"],
        ["修订防汛预案，", "并于2024年5月底前组织一次演练。"],
        ["建立整改台账，并于今年12月向常委会报告整改情况。"],
        ["出台奖补细则，打通企业参与的堵点。"],
        ["对闲置资金逐项列出用款计划，于10月31日前报区人大常委会备案。"],
        # Four governing clauses are an enumeration.
        ["理顺管理体制，", "健全协调机制，", "规范信息报送，", "推进标准化建设。"],
        # What shares no word of its subject with the act before is another act; what comes back to it unfolds it.
        ["更新监测设备，", "探索“无人机+执法”模式。"],
        ["开展矿区道路扬尘专项整治，", "推动散煤清洁化替代2300户。"],
        ["建立银企对接机制，每季度至少组织一次专场对接。"],
        ["建立医保、卫健等部门联合执法机制，每年开展不少于两次联合检查。"],
        ["对违法图斑逐一核查，2024年12月31日前整改率达到100%。"],
        ["充分利用广播等平台，宣传耕地保护法规。"],
        ["推行“综合查一次”，对同一企业的检查一年不超过一次。"],
        ["开展“乐购”促消费活动，", "落实汽车以旧换新政策，", "发放消费券1000万元。"],
        ["开展以旧换新活动，", "打造2至3个特色商业街区。"],
        ["用好周转编制，及时补充紧缺学科教师。"],
        ["优化审批流程，打造一流营商环境。"],
        ["建立由区住建局牵头，城管、公安等部门参加的联席会议制度，推动执法进小区常态化。"],
        ["区水务局牵头负责，今年汛后启动截污管网建设。"],
        ["制定公立医院化债方案，力争三年内完成化债任务。"],
        ["健全审判管理机制，强化对发回重审案件的分析研判。"],
        ["优化诉讼服务流程，完善线上线下诉讼服务功能。"],
        ["加强与街道、社区的沟通联系，完善物业纠纷联动化解机制。"],
        ["健全基层干警职业保障制度，全面关心关爱干警。"],
        ["加强宣传引导，推动各项任务落到实处。"],
        # To forbid or to punish unfolds supervision and nothing else; two institutions stand beside each other.
        ["健全欠薪预警机制，", "严禁拖欠农民工工资。"],
        ["配足配强稽查人员，", "坚决查处稽查人员“吃、拿、卡、要”行为。"],
        ["加强市场监管，严厉打击制假售假行为。"],
        ["建立检查结果与资金分配挂钩制度，", "完善部门之间信息通报和案件移送机制。"],
        ["建立线索举报奖励制度，", "定期公布“红黑榜”名单。"],
        ["承办单位主要负责同志要带头领办重点建议，", "层层签订责任状。"],
        ["对已建成泵站，要明确管护主体，", "落实管护经费。"],
        ["督促企业依法建立生产记录，", "对拒不建立或者伪造记录的，依法予以处罚。"],
        # A closing system is what the acts add up to.
        ["推进监测、预警、救援能力建设，建立完善应急管理体系。"],
        # One basis, one verb
        ["以现有网格为基础，在乡镇成立消防工作站，在村成立志愿消防队，做到早发现早处置。"],
        # Commas inside quotations and brackets do not part.
        ["开展“进校园，进社区”宣传活动（含线上，线下）。"],
    ],
)
def test_a_sentence_is_cut_where_something_stands_by_itself(acts: list[str]) -> None:
    assert _acts("".join(acts)) == acts


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("各级政府要重视水源保护。", True),
        ("首批改造不少于五处。", True),
        ("建立健全巡查制度。", True),
        ("文化事业是精神文明建设的重要内容。", False),
        ("加快旅游发展有利于促进就业。", False),
        ("2018年6月，国务院印发了实施意见。", False),
        ("粮食安全事关国计民生。", False),
    ],
)
def test_a_statement_asks_for_nothing(sentence: str, asked: bool) -> None:
    assert asks(sentence, read_sentence(sentence, (0, len(sentence)))) is asked


def test_principles_and_outcomes_are_no_acts() -> None:
    principle = "坚持问题导向，着眼实战需要，全面提升救援能力。"
    outcome = "确保汛期不发生人员伤亡。"
    act = "坚持定期会商。"
    assert is_principle(principle, read_sentence(principle, (0, len(principle))))
    assert is_outcome(read_sentence(outcome, (0, len(outcome))))
    assert not is_outcome(read_sentence(act, (0, len(act))))


def test_a_bracket_after_the_stop_belongs_to_its_sentence() -> None:
    text = "制定方案。（牵头单位：县水利局；完成时限：6月底前）公布名单。"
    assert [text[start:end] for start, end in split_sentences(text, 0, len(text))] == [
        "制定方案。（牵头单位：县水利局；完成时限：6月底前）",
        "公布名单。",
    ]


def test_a_quotation_that_ends_in_a_stop_ends_the_sentence() -> None:
    text = "他说：“要抓紧办。”会议同意。"
    assert [text[start:end] for start, end in split_sentences(text, 0, len(text))] == ["他说：“要抓紧办。”", "会议同意。"]


_PAPER = st.text(alphabet="建立制度要，。；（）“”《》：、一二是区政府应当2023年6月底前确保", max_size=120)


@given(_PAPER)
def test_sentences_clauses_and_acts_lose_nothing(text: str) -> None:
    sentences = split_sentences(text, 0, len(text))
    assert "".join(text[start:end] for start, end in sentences) == text
    for span in sentences:
        assert "".join(text[start:end] for start, end in split_clauses(text, *span)) == text[slice(*span)]
        acts = cut_sentence(read_sentence(text, span))
        assert "".join(text[start:end] for start, end in acts) == text[slice(*span)]
        assert all(start < end for start, end in acts)
