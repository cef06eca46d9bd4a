import pytest

from oversight.structure.find_bodies import find_bodies, read_note


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
        # Partners and places are not asked to act.
        ("与市供电公司搞好协调", ()),
        ("充电设施应当同步建设", ()),
        ("要推动学校开放体育场馆", ()),
        ("加强街道综合执法队伍建设", ()),
    ],
)
def test_the_bodies_that_must_act(text: str, bodies: tuple[str, ...]) -> None:
    assert find_bodies(text) == bodies


def test_a_bracket_says_who_and_by_when() -> None:
    note = read_note("（牵头单位：县水利局；配合单位：县财政局、各乡镇（街道）；完成时限：2024年6月底前）")
    assert note.bodies == ("县水利局", "县财政局", "乡镇（街道）")
    assert note.due_text == "2024年6月底前"
    assert read_note("（责任单位：区民政局，完成时间：年底前）").due_text == "年底前"
