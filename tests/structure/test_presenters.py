import pytest

from oversight.structure.presenters import presenter_in_item
from oversight.structure.report_head import ReportHead, read_head
from oversight.structure.split_papers import split_papers
from tests.structure.paper_text import paper

_TITLE = "东河县人大常委会视察组关于农村饮水安全工作的视察报告"


def _head(title: str, below: str = "县人大常委会：\n现将视察情况报告如下。") -> ReportHead:
    (found,) = split_papers(paper(f"{title}\n（2023年6月27日）\n{below}"))
    head = read_head(found)
    assert head is not None
    return head


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        ("（县人大常委会农业农村工委主任  白  雪）；", "白雪"),
        ("（县人大常委会农业农村工委主任白雪作报告）", "白雪"),
        ("（书面）；", None),
        ("（县人大常委会办公室）", None),
        ("", None),
    ],
)
def test_the_agenda_names_the_presenter_in_a_bracket(behind: str, name: str | None) -> None:
    assert presenter_in_item(f"听取{_TITLE}{behind}", _head(_TITLE)) == name


def test_nobody_presents_what_is_passed() -> None:
    head = _head("东河县人大常委会关于农村饮水安全工作情况报告的审议意见", "县人民政府：\n一、加强管护。")
    assert presenter_in_item("听取审议意见（县人大常委会副主任白雪）", head) is None
