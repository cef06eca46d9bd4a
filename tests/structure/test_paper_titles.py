import pytest

from oversight.structure.paper_titles import is_committee, is_title, kind_of, opens_an_item
from oversight.vocabulary import ReportKind

K = ReportKind


@pytest.mark.parametrize(
    ("title", "author", "addressee", "kind"),
    [
        ("东河县人民政府关于义务教育工作情况的报告", "东河县人民政府", None, K.WORK_REPORT),
        ("东河县人民政府关于义务教育工作审议意见研究处理情况的报告", "东河县人民政府", "县人大常委会", K.RESPONSE_REPORT),
        ("东河县人民政府关于贯彻落实县人大常委会关于义务教育的审议意见的报告", "东河县人民政府", None, K.RESPONSE_REPORT),
        (
            "东河县人民政府关于落实县人大常委会《关于义务教育工作的审议意见》的情况报告",
            "东河县人民政府",
            None,
            K.RESPONSE_REPORT,
        ),
        ("关于校外培训治理工作评议意见整改落实情况的报告", "东河县教育局", "县人大常委会", K.RESPONSE_REPORT),
        ("关于2022年度县级预算执行审计查出问题整改情况的报告", "东河县审计局", None, K.RESPONSE_REPORT),
        ("东河县人民法院关于执行工作情况的报告", "东河县人民法院", None, K.WORK_REPORT),
        ("东河县人民检察院关于检察建议工作落实情况的报告", "东河县人民检察院", None, K.WORK_REPORT),
        ("东河县人民政府关于代表建议办理情况的报告", "东河县人民政府", None, K.WORK_REPORT),
        ("东河县人大常委会视察组关于审议意见落实情况的视察报告", "东河县人大常委会视察组", None, K.INSPECTION_REPORT),
        ("东河县人大常委会关于审议意见落实情况的跟踪检查报告", "东河县人大常委会", None, K.INSPECTION_REPORT),
        ("东河县人大财政经济委员会关于养老服务的调研报告", "东河县人大财政经济委员会", "县人大常委会", K.SURVEY_REPORT),
        (
            "东河县人大常委会执法检查组关于检查《中华人民共和国固体废物法》实施情况的报告",
            "东河县人大常委会执法检查组",
            None,
            K.ENFORCEMENT_REPORT,
        ),
        ("关于《中华人民共和国安全生产法》贯彻实施情况的执法检查报告", "县人大常委会执法检查组", None, K.ENFORCEMENT_REPORT),
        ("东河县人民政府关于固体废物法执法检查报告研究处理情况的报告", "东河县人民政府", None, K.RESPONSE_REPORT),
        ("关于2022年度本级预算执行和其他财政收支的审计工作报告", "东河县审计局", None, K.AUDIT_REPORT),
        (
            "东河县人民政府关于对《关于2022年决算草案和审计工作报告》审议意见的研究处理情况报告",
            "东河县人民政府",
            "县人大常委会",
            K.RESPONSE_REPORT,
        ),
        ("东河县人民政府关于2022年县级决算草案的报告", "东河县人民政府", None, K.BUDGET_REPORT),
        ("关于东河县国民经济和社会发展计划上半年执行情况的报告", "东河县发展和改革局", None, K.BUDGET_REPORT),
        ("东河县人民政府关于计划生育工作情况的报告", "东河县人民政府", None, K.WORK_REPORT),
        ("东河县人大常委会关于义务教育工作情况报告的审议意见", "东河县人大常委会", "县人民政府", K.DELIBERATION_OPINION),
        ("关于对全县校外培训治理工作的评议意见", "东河县人大常委会办公室", "县教育局", K.DELIBERATION_OPINION),
        ("东河县人民代表大会常务委员会审议意见书", None, "县人民法院", K.DELIBERATION_OPINION),
        ("东河县人大常委会关于交办义务教育审议意见的函", "东河县人大常委会", "县人民政府", K.DELIBERATION_OPINION),
        ("东河县人大财政经济委员会关于预算草案的审查意见", "东河县人大财政经济委员会", "县人大常委会", K.BUDGET_REPORT),
        ("东河县人民代表大会常务委员会关于加强义务教育工作的决议", None, None, K.RESOLUTION),
        ("东河县人民代表大会常务委员会关于批准2022年县级决算的决议（草案）", None, None, K.RESOLUTION),
        ("东河县人大常委会第十次会议任免名单", None, None, K.OTHER),
        ("某县人大常委会关于开展《中华人民共和国水法》执法检查的方案", "某县人大常委会", None, K.OTHER),
    ],
)
def test_kinds(title: str, author: str | None, addressee: str | None, kind: ReportKind) -> None:
    assert kind_of(title, author, addressee) is kind


@pytest.mark.parametrize(
    "text",
    [
        "现将有关情况报告如下：",
        "关于义务教育，我们做了三项工作。",
        "听取和审议县人民政府的报告",
        "一、关于义务教育的报告",
        "关于检查《中华人民共和国教育法》实施情况的",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert not is_title(text)


@pytest.mark.parametrize(
    "text", ["一、基本情况", "（一）师资不足", "1．师资", "第一，提高认识", "一要加强", "①编制规划", "审议通过关于教育的决定"]
)
def test_items(text: str) -> None:
    assert opens_an_item(text)


def test_groups_and_special_committees_are_not_the_committee() -> None:
    assert is_committee("东河县人民代表大会常务委员会")
    assert is_committee("县人大常委会办公室")
    assert not is_committee("县人大常委会视察组")
    assert not is_committee("县人大财政经济委员会")
    assert not is_committee(None)
