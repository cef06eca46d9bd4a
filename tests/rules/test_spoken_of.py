"""Which parts of a demand an answer to the whole speaks of."""

from oversight.rules.spoken_of import says_not_begun, spoken_of

PARTS = ["编制更新改造三年计划", "优先改造4个乡镇漏损严重的管网", "年底前漏损率降至15%以下", "将管网改造资金纳入年度预算"]


def test_a_part_is_spoken_of_in_its_own_words() -> None:
    answer = "关于加快设施提质改造。三年计划已编制完成，4个乡镇的管网正在改造，预算资金尚未落实。"
    assert spoken_of(answer, PARTS, heading="加快设施提质改造") == {0, 1}


def test_what_names_no_part_speaks_of_all() -> None:
    assert spoken_of("该项意见已全部落实。", PARTS) == {0, 1, 2, 3}
    assert spoken_of("关于加快管网改造。已落实。", PARTS, heading="加快管网改造") == {0, 1, 2, 3}


def test_what_was_not_begun_is_not_under_way() -> None:
    assert says_not_begun("清理工作尚未启动")
    assert not says_not_begun("尚未全部完成")
    assert spoken_of("该项工作尚未启动，主要是标准没有明确。", PARTS, claims=False) == set()
    assert spoken_of("漏损率降至14%，更新改造三年计划还没有开展。", ["漏损率降至15%以下", PARTS[0]]) == {0}
    assert spoken_of("拟于下月启动，目前尚未启动。", PARTS, claims=True) == {0, 1, 2, 3}
