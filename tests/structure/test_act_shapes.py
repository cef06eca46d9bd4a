"""Acts told by the shape of their clause; places, things and verbs are made up, none stands in a packet."""

import pytest

from oversight.structure.clause import Role
from oversight.structure.clauses import read_clause
from oversight.structure.cut_acts import asks, cut_sentence, read_sentence


def _acts(sentence: str) -> list[str]:
    read = read_sentence(sentence, (0, len(sentence)))
    return [sentence[start:end] for start, end in cut_sentence(read)]


@pytest.mark.parametrize(
    "acts",
    [
        # 把 and 将 with a place where something is put
        ["年底前建成校园餐监管平台，", "将采购合同全部纳入公开范围。"],
        ["建立遗产税源名录，", "把停车收入划转财政专户。"],
        # 对…, 为…, 与…, 向… with what is done
        ["建立耕地保护网格，", "对撂荒地块逐户统一流转。"],
        ["对违建厂房逐栋登记造册，", "建立拆除台账。"],
        ["为每个村医务室配齐制氧设备，", "推动县医院专家每周下乡坐诊。"],
        ["建设河湖遥感平台，", "与下游三县建立水量调度机制。"],
        ["对欠薪企业实行重点监管，", "向社会公开欠薪名单。"],
        ["完善年检制度，", "对连续两年未年检的依法撤销登记。"],
        # somebody else is made to act
        ["各村要在10月底前制定轮灌方案，", "支持农民合作社承包管护。"],
        ["争取上级项目资金，", "引导社会资本参与老街修缮。"],
        ["把巡林频次由每月一次提高到每周一次，", "督促林业、公安等部门按季会商案件线索。"],
        # a subject and a date of its own, or a rule
        ["2026年5月底前在建的两座水厂全部通水，", "其余三座2026年10月底前完工。"],
        ["开展涉企收费清理，", "没有文件依据的收费一律取消。"],
        ["会同市场监管局开展殡葬收费专项检查，", "凡是目录之外的项目一律取消。"],
        # a verb of no list with a thing behind it
        ["今年9月底前建成蓝莓加工厂，", "申领“青山蓝莓”集体商标。"],
        ["为工业园配备三名专职环保员，", "逐季轮值排污企业负责人。"],
    ],
    ids=lambda acts: acts[-1],
)
def test_each_is_an_act_of_its_own(acts: list[str]) -> None:
    assert _acts("".join(acts)) == acts


@pytest.mark.parametrize(
    "act",
    [
        "盘活旧粮库，把闲置仓房优先改造为助农直播间。",
        "实施引水扩容工程，把日供水能力提高到五万吨。",
        "强化督查考核，将评议结果纳入绩效考核。",
        "2026年8月底前建成城北初中，新增学位900个。",
        "建立用电预警制度，每月向社会公布一次执行情况。",
        "制定首席质量官制度，2026年3月底前印发实施。",
        "自本意见交办之日起两个月内，制定类案裁判指引。",
        "督促施工单位倒排工期，务必在11月底前建成三座泵站。",
        "对逾期不改的，依法予以取缔。",
        "对贮存超期的农药，责令企业限期转移。",
        "各级政府可采取以奖代补、先建后补等形式，对农家书屋给予扶持。",
        "改建居民住宅区，从其开发投资中提取百分之一。",
        "推动应急宣教进企业、进校园，提高公众避险意识。",
        "加大悬赏力度，鼓励知情人提供线索。",
        "改进联审工作，明确牵头部门。",
        "修编灌区规划，与国土空间规划充分衔接。",
    ],
)
def test_what_stays_together(act: str) -> None:
    assert _acts(act) == [act]


def test_a_clause_about_what_went_before_is_no_subject_of_its_own() -> None:
    assert read_clause("从其开发投资中提取百分之一").role is Role.LEANS
    assert read_clause("对其法定代表人限制消费").role is Role.LEANS
    assert read_clause("对其他企业开展检查").role is Role.CONCRETE


@pytest.mark.parametrize("sentence", ["会同公安局开展专项整治，凡是超限车辆一律劝返。", "没有许可的排口一律封堵。"])
def test_a_rule_without_a_modal_verb_asks(sentence: str) -> None:
    assert asks(sentence, read_sentence(sentence, (0, len(sentence))))
