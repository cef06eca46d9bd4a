import pytest

from oversight.structure.duty_notes import read_note
from oversight.structure.find_bodies import find_bodies
from oversight.vocabulary import ReportKind
from tests.structure.small_papers import leaves, read


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("县教育局要制定办法", ("县教育局",)),
        ("住建、水利、电力等部门要建立会商制度", ("住建部门", "水利部门", "电力部门")),
        ("公安、交通运输、应急管理三部门应当联合检查", ("公安部门", "交通运输部门", "应急管理部门")),
        ("各乡镇人民政府要落实责任", ("乡镇人民政府",)),
        ("各级人民法院应当依法受理", ("各级人民法院",)),
        ("建议市财政局会同市医疗保障局，尽快出台方案", ("市财政局", "市医疗保障局")),
        ("对无证经营的，由市场监管部门依法查处", ("市场监管部门",)),
        ("要由县政府分管领导牵头，倒排工期", ("县政府",)),
        ("检察机关应当提起公益诉讼", ("检察机关",)),
        ("建议县委编办在医院增加编制", ("县委编办",)),
        ("市人民政府应当将检察建议整改情况纳入法治政府考核", ("市人民政府",)),
        ("区法院要落实司法建议反馈单位的整改责任", ("区法院",)),
        ("要加大力度，建议县政府牵头整改", ("县政府",)),
        ("希望妇联、共青团等群团组织常态化开展关爱活动", ("妇联", "共青团")),
        ("责成市公安局健全被取保候审人员日常报告制度", ("市公安局",)),
        ("公安、司法等部门和审判、检察机关要协助监管", ("公安部门", "司法部门", "审判机关", "检察机关")),
        ("市人社局应对培训机构开展全面核查", ("市人社局",)),
        ("提高应对突发事件的能力", ()),
        ("行政机关收到检察建议后，应当在两个月内书面回复", ("行政机关",)),
        ("请县委组织部将城市管理纳入考核", ("县委组织部",)),
        ("开展行政机关负责人出庭应诉行动", ()),
        ("建立由区住建局牵头，城管等部门参加的联席会议", ("区住建局",)),
        ("由市水利局会同市卫健委每季度公布一次水质信息", ("市水利局", "市卫健委")),
        ("县住建局加快管网建设", ("县住建局",)),
        ("州、县市人民政府要加大投入", ("州人民政府", "县市人民政府")),
        ("各县（市、区）人民政府应当落实责任", ("县（市、区）人民政府",)),
        ("区政府采购预算要细化", ()),
        ("县、乡两级政府要层层签订责任状", ("县政府", "乡政府")),
        ("承办单位主要负责同志要带头领办", ("承办单位",)),
        ("各县〔市、区〕人民政府要加强管护", ("县〔市、区〕人民政府",)),
        # What is counted is to be built or mended, and does nothing itself.
        ("其余12所学校要在明年完成改造", ()),
        ("2所医院由县卫健局负责改造", ("县卫健局",)),
        # Partners and places are not asked to act.
        ("与市供电公司搞好协调", ()),
        ("充电设施应当同步建设", ()),
        ("要推动学校开放体育场馆", ()),
        ("加强街道综合执法队伍建设", ()),
        ("县水务局应会同县财政局建立水费专户", ("县水务局", "县财政局")),
        # The addressee is to act, with them.
        ("要会同公安交警部门建立联合执法机制", ()),
    ],
)
def test_the_bodies_that_must_act(text: str, bodies: tuple[str, ...]) -> None:
    assert find_bodies(text) == bodies


def test_a_bracket_says_who_and_by_when() -> None:
    lines = read_note("责任单位：县水利局、各乡镇人民政府完成时限：2024年6月底前")
    assert (lines.bodies, lines.due_text) == (("县水利局", "乡镇人民政府"), "2024年6月底前")
    note = read_note("（牵头单位：县水利局；配合单位：县财政局、各乡镇（街道）；完成时限：2024年6月底前）")
    assert note.bodies == ("县水利局", "县财政局", "乡镇（街道）")
    assert note.due_text == "2024年6月底前"
    assert read_note("（责任单位：区民政局，完成时间：年底前）").due_text == "年底前"


def test_a_note_in_words_alone() -> None:
    note = read_note("（县教育局牵头，县财政局、县人社局配合，2023年12月底前完成）")
    assert (note.bodies, note.due_text) == (("县教育局", "县财政局", "县人社局"), "2023年12月底前")
    bare = read_note("（责任单位县财政局完成时限2023年底）")
    assert (bare.bodies, bare.due_text) == (("县财政局",), "2023年底")
    assert read_note("（年内完成）").due_text == "年内"


@pytest.mark.parametrize(
    "note",
    [
        "责任单位：县水利局 完成时限：2024年6月底前",
        "责任单位：县水利局。完成时限：2024年6月底前。",
        "【责任单位：县水利局；完成时限：2024年6月底】",
        "[责任单位：县水利局；完成时限：2024年6月底]",
        "（责任单位：县水利局，时限：2024年6月）",
        "（主责单位：县水利局；时间节点：2024年6月底）",
        "（由县水利局负责落实，2024年6月底前完成）",
    ],
)
@pytest.mark.parametrize("apart", ["", "\n"])
def test_a_note_ends_an_item_however_it_is_printed(note: str, apart: str) -> None:
    asked = f"提出以下意见：\n一、压实管护责任。建立管水员考核制度。{apart}{note}\n二、保障经费。设立县级管护基金。"
    first, second = leaves(read(ReportKind.DELIBERATION_OPINION, asked).demands)
    assert (first.text, first.bodies, str(first.due_on)) == ("压实管护责任。建立管水员考核制度", ("县水利局",), "2024-06-30")
    assert (second.text, second.due_on) == ("保障经费。设立县级管护基金", None)
