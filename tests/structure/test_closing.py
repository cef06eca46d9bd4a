import pytest

from oversight.structure.closing import find_closing
from oversight.structure.running_text import run_together
from tests.structure.paper_text import rows
from tests.structure.small_papers import SESSION

_DEMAND = "（一）加强管理。建立巡查制度。"


@pytest.mark.parametrize(
    "closing",
    [
        "以上报告，请予审议。",
        "特此报告。",
        "专此报告，请予审议。",
        "石门县人民代表大会常务委员会\n2023年6月20日",
        "主任、各位副主任、各位委员，我们将再接再厉，建立新制度。",
        "附件：1.整改清单\n2.责任清单",
        "以上审议意见，请州人民政府认真研究办理，7月底前将整改方案、11月底前将办理结果报州人大常委会。",
        "请区政府于7月31日前提交整改方案，10月15日前提交研究处理情况报告。",
        "请县政府认真研究处理，并在三个月内书面报告县人大常委会。",
    ],
)
def test_what_closes_a_paper_is_no_demand(closing: str) -> None:
    running = run_together(rows(f"{_DEMAND}\n{closing}"))
    assert running.text[: find_closing(running, 0, SESSION).end] == _DEMAND


def test_a_numbered_request_is_a_demand() -> None:
    text = f"{_DEMAND}\n（二）请县政府于2023年9月30日前书面报告办理情况。"
    running = run_together(rows(text))
    closing = find_closing(running, 0, SESSION)
    assert closing.end == len(running.text)
    assert closing.answer_due_on is None
