import datetime as dt

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
        "市人民政府要在每年第一季度向市人大常委会报告上一年度治理情况。",
        "请你院三个月内将整改情况书面报告县人大常委会。县人大监察和司法委员会负责跟踪督办。",
        "对本报告反映的问题，有关部门和单位正在整改，县政府将在年底前向县人大常委会专题报告整改情况。",
        "县交通运输局应当在两个月内将整改情况书面报告县人大常委会。",
        "县人民法院应当自收到本审议意见之日起认真研究处理，并在2023年12月31日前向县人大常委会提出书面报告。",
        "县人民政府要将上述审议意见的研究处理情况于2024年6月30日前书面报县人大常委会。",
        "石门镇人大主席团\n2023年6月20日",
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


@pytest.mark.parametrize(
    ("closing", "plan", "answer"),
    [
        ("请县政府认真研究处理，并在三个月内书面报告县人大常委会。", None, "三个月内"),
        ("请县政府自收到本审议意见之日起两个月内书面报告办理情况。", None, "自收到本审议意见之日起两个月内"),
        (
            "请县政府在收到审议意见之日起15个工作日内将整改方案、三个月内将办理结果报县人大常委会。",
            "收到审议意见之日起15个工作日内",
            "三个月内",
        ),
        (
            "请认真研究处理，于2023年12月20日前书面报告县人大常委会，研究处理方案请于收到本意见后15个工作日内报送。",
            "15个工作日内",
            None,
        ),
        # A day outranks a time, and 6月前 is neither.
        ("请县政府在三个月内、最迟2023年9月30日前书面报告办理情况。", None, None),
        ("请县政府于2024年6月前书面报告办理情况。", None, None),
    ],
)
def test_a_time_without_a_day_is_kept_in_its_words(closing: str, plan: str | None, answer: str | None) -> None:
    running = run_together(rows(f"{_DEMAND}\n{closing}"))
    found = find_closing(running, 0, SESSION)
    assert (found.plan_due_text, found.answer_due_text) == (plan, answer)


def test_a_day_stands_alone() -> None:
    running = run_together(rows(f"{_DEMAND}\n请区政府于7月31日前提交整改方案，三个月内提交研究处理情况报告。"))
    found = find_closing(running, 0, SESSION)
    assert (found.plan_due_on, found.plan_due_text) == (dt.date(2023, 7, 31), None)
    assert (found.answer_due_on, found.answer_due_text) == (None, "三个月内")
