from oversight.structure.outline import Kind, Part, outline
from oversight.structure.running_text import RunningText, run_together
from tests.structure.paper_text import rows


def _tree(text: str) -> tuple[RunningText, Part]:
    running = run_together(rows(text.strip("\n")))
    return running, outline(running)


def _shape(running: RunningText, part: Part) -> list[object]:
    return [[running.text[slice(*child.label)], *_shape(running, child)] for child in part.parts]


def test_the_standard_outline_nests() -> None:
    running, tree = _tree(
        "一、工作情况\n（一）主要做法。抓重点。\n1.建章立制。\n（1）出台办法。\n（2）公布清单。\n2.强化培训。\n（二）成效。\n二、存在问题"
    )
    assert _shape(running, tree) == [
        ["一、", ["（一）", ["1.", ["（1）"], ["（2）"]], ["2."]], ["（二）"]],
        ["二、"],
    ]


def test_a_list_inside_a_paragraph_ends_with_it() -> None:
    running, tree = _tree(
        "目前主要问题：一是人手不足。二是经费不足。\n下半年，我们将抓好以下工作：一是招聘人员。二是争取经费。\n以上报告。"
    )
    assert _shape(running, tree) == [["一是"], ["二是"], ["一是"], ["二是"]]
    assert [running.text[slice(*span)] for span in tree.own][1] == "下半年，我们将抓好以下工作："


def test_a_lead_sentence_in_the_same_paragraph_belongs_to_the_list_after_it() -> None:
    running, tree = _tree("问题有：一是人手不足。二是经费不足。下一步重点抓好：一是招聘人员。")
    assert [running.text[slice(*span)] for span in tree.own] == ["问题有：", "下一步重点抓好："]
    assert [running.text[part.start : part.end] for part in tree.parts] == ["人手不足。", "经费不足。", "招聘人员。"]


def test_words_that_look_like_numbers_are_none() -> None:
    running, tree = _tree(
        "我们第一时间到场，是全市第一家。一、二级医院都要参与。投入1.5亿元，一要素、二要件不缺。他问一是否可行。"
    )
    assert tree.parts == []
    assert "".join(running.text[slice(*span)] for span in tree.own) == running.text


def test_a_number_printed_twice_or_left_out_goes_on_counting() -> None:
    running, tree = _tree("（一）修路。\n（二）架桥。\n（二）通水。\n（四）通电。")
    assert _shape(running, tree) == [["（一）"], ["（二）"], ["（二）"], ["（四）"]]


def test_a_kind_not_met_before_stands_under_what_is_open() -> None:
    running, tree = _tree("（三）意见建议\n一、加快建设。抓紧开工。\n二、强化管理。定期检查。")
    assert _shape(running, tree) == [["（三）", ["一、"], ["二、"]]]


def test_first_next_and_last_count() -> None:
    _running, tree = _tree("建议：首先，摸清底数。其次，建立台账。最后，公开结果。")
    assert [(part.kind, part.number) for part in tree.parts] == [(Kind.FIRST, 1), (Kind.FIRST, 2), (Kind.FIRST, 3)]


def test_printed_lines_join_to_paragraphs() -> None:
    running = run_together(
        rows(
            "二、存在的问题和困难\n（一）供水管网老化失修比较严重，漏损率居高不下。城区仍\n有120公里管网超期服役，每年漏损水量约占供水总量的两\n成，群众反映强烈。二\n"
            "次加压设备无人管理。\n（二）水源单一。全县仅有一处水源地，遇到枯水年份供水保\n障压力很大，应急备用水源建设至今没有实质性的进展。"
        )
    )
    paragraphs = [running.text[start:end] for start, end in zip(running.starts, [*running.starts[1:], None], strict=True)]
    assert [paragraph[:8] for paragraph in paragraphs] == ["二、存在的问题和", "（一）供水管网老", "（二）水源单一。"]
    assert "群众反映强烈。二次加压设备无人管理。" in paragraphs[1]


def test_spaces_inside_a_line_are_shown_but_not_counted() -> None:
    running = run_together(rows("安装 80 个 探头"))
    assert running.text == "安装80个探头"
    assert running.words(2, 5) == "80 个"


def test_heads_without_numbers_part_a_paper_that_has_no_others() -> None:
    running, tree = _tree(
        "会议听取了报告。\n【主要问题】\n到位率偏低；衔接不畅。\n【意见建议】\n1、完善机制。建立清单。\n2、强化查控。"
    )
    assert [part.kind for part in tree.parts] == [Kind.BARE, Kind.BARE]
    assert _shape(running, tree) == [[""], ["", ["1、"], ["2、"]]]
    running, tree = _tree("一、工作情况\n基本情况\n良好。\n存在的问题\n人手不足。\n二、建议")
    assert _shape(running, tree) == [["一、"], ["二、"]]


def test_of_paragraphs_of_a_line_each_the_longer_go_on() -> None:
    running, tree = _tree(
        "二、存在的问题\n（一）规模化程度低。\n小型工程占87%，抗旱能力弱。\n（二）水质监测覆盖不全。\n尚有41处工程未纳入常规监测。\n三、意见和建议\n"
        "（一）推进城乡供水一体化。\n编制供水一体化专项规划，将城区管网向周边延伸。\n（二）理顺管护体制。\n一要明确管护责任。二要设立县级管护基金，将管护\n经费列入年度预算。"
    )
    assert running.text[running.starts[-1] :] == "一要明确管护责任。二要设立县级管护基金，将管护经费列入年度预算。"
    assert _shape(running, tree)[-1] == ["三、", ["（一）"], ["（二）", ["一要"], ["二要"]]]
