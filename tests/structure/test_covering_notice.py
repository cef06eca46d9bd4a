import datetime as dt

from oversight.structure.covering_notice import is_one_of, named_in
from oversight.structure.paper import PaperKind
from oversight.structure.read_session import FilePapers
from oversight.structure.report_head import ReportHead
from oversight.vocabulary import ReportKind
from tests.structure.paper_text import paper

_NOTICE = """东河县人民代表大会常务委员会文件
东人常〔2024〕52号
━━━━━━
东河县人大常委会办公室
关于印发《对县人民政府水体治理情况
报告的审议意见》的通知
县人民政府：
　　《对县人民政府水体治理情况报告的审议意见》已经主任会议通过，现印发给你们，请认真研究处理，于2025年2月28日前将研究处理情况书面报告县人大常委会。

东河县人大常委会办公室
2024年12月10日
"""
_OPINION = """对县人民政府水体治理情况报告的审议意见

　　11月28日，县十五届人大常委会第三十六次会议听取了县人民政府的报告，建议：
　　一、加快管网建设。要摸清底数。

（此件公开发布）
抄送：县委办公室
东河县人大常委会办公室　　2024年12月11日印发
"""


def heads(*texts: str) -> list[tuple[PaperKind, ReportHead | None]]:
    # The reader of files takes the rule out.
    files = FilePapers.of_all([paper(text.replace("━━━━━━", "")) for text in texts])
    return [(found.kind, head) for file in files for found, head in file.papers]


def test_a_notice_and_the_opinion_below_it_are_one_paper() -> None:
    [(kind, head)] = heads(_NOTICE + "\n" + _OPINION)
    assert (kind, head and head.title) == (PaperKind.REPORT, "对县人民政府水体治理情况报告的审议意见")
    assert head is not None
    assert head.kind is ReportKind.DELIBERATION_OPINION
    assert (head.author, head.addressee, head.document_number) == (
        "东河县人民代表大会常务委员会",
        "县人民政府",
        "东人常〔2024〕52号",
    )
    assert head.dated_on == dt.date(2024, 12, 10)
    assert [line.clean for line in head.body if line.clean] == [
        "11月28日，县十五届人大常委会第三十六次会议听取了县人民政府的报告，建议：",
        "一、加快管网建设。要摸清底数。",
        "请认真研究处理，于2025年2月28日前将研究处理情况书面报告县人大常委会。",
    ]


def test_a_notice_in_a_file_of_its_own() -> None:
    for files in ((_NOTICE, _OPINION), (_OPINION, _NOTICE)):
        found = sorted(heads(*files), key=lambda entry: entry[1] is None)
        assert [kind for kind, _head in found] == [PaperKind.REPORT, PaperKind.NOTICE]
        head = found[0][1]
        assert head is not None
        assert (head.addressee, head.document_number) == ("县人民政府", "东人常〔2024〕52号")


def test_a_notice_without_its_paper_stays() -> None:
    [(kind, head)] = heads(_NOTICE)
    assert kind is PaperKind.REPORT
    assert head is not None
    assert head.title.endswith("的通知")


def test_the_papers_that_a_notice_names() -> None:
    assert named_in("县人大常委会办公室关于印发《甲项工作审议意见》《乙项工作审议意见》的通知") == (
        "甲项工作审议意见",
        "乙项工作审议意见",
    )
    assert named_in("关于交办县人大常委会对教育工作审议意见的函") == ("县人大常委会对教育工作审议意见",)
    assert named_in("关于教育工作情况的报告") == ()
    assert is_one_of("东河县人大常委会 对教育工作的审议意见", ["对教育工作的审议意见"])
    assert not is_one_of("审议意见", ["对教育工作的审议意见"])


def test_a_notice_that_sends_two_opinions() -> None:
    notice = "东人常〔2024〕7号\n东河县人大常委会关于印发《对教育工作的审议意见》《对卫生工作的审议意见》的通知\n县人民政府：\n　　请于7月底前报送办理方案。\n"
    papers = "对教育工作的审议意见\n　　一、加强管理。\n对卫生工作的审议意见\n　　一、加强监督。\n"
    assert [(head.title, head.document_number) for _kind, head in heads(notice + papers) if head] == [
        ("对教育工作的审议意见", "东人常〔2024〕7号"),
        ("对卫生工作的审议意见", "东人常〔2024〕7号"),
    ]
