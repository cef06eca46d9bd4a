"""A paper that answers part by part."""

from oversight.rules.match_parts import Passage, match_answer_parts, match_parts


def passage(key: str, text: str, heading: str | None = None) -> Passage:
    return Passage(key=key, parent=key.rpartition(".")[0] or None, heading=heading, text=text)


OPINION = [
    passage("1", "夯实基层基础。加强机构建设，配齐人员。编制部门要予以倾斜。建立救援队伍。在村里成立分队", "夯实基层基础"),
    passage("1.1", "加强机构建设，配齐人员。编制部门要予以倾斜"),
    passage("1.1.1", "加强机构建设，配齐人员"),
    passage("1.1.2", "编制部门要予以倾斜"),
    passage("1.2", "建立救援队伍。在村里成立分队"),
    passage("1.2.1", "建立救援队伍"),
    passage("1.2.2", "在村里成立分队"),
]


def test_what_begins_a_measure_means_all_of_it() -> None:
    assert match_parts(["建立救援队伍"], OPINION) == {0: "1.2"}


def test_unless_another_part_is_answered_by_itself() -> None:
    assert match_parts(["加强机构建设，配齐人员", "编制部门要予以倾斜。"], OPINION) == {0: "1.1.1", 1: "1.1.2"}


def test_an_item_is_not_a_part() -> None:
    assert match_parts(["夯实基层基础"], OPINION) == {}


def test_what_stands_twice_or_is_too_short_is_not_given() -> None:
    twice = [*OPINION, passage("2", "二、强化保障"), passage("2.1", "在村里成立分队")]
    assert match_parts(["在村里成立分队", "加强机构"], twice) == {}


def test_a_quotation_may_leave_out_the_purpose_that_opens_the_act() -> None:
    opinion = [
        passage("1", "着眼于应对峰值需求的准备，完善三级应急物资储备布局。构建多样化储备"),
        passage("1.1", "着眼于应对峰值需求的准备，完善三级应急物资储备布局"),
    ]
    assert match_parts(["完善三级应急物资储备布局"], opinion) == {0: "1.1"}


MEASURES = [
    passage("2", "加强水源保护。依法清理整治。取缔养殖场。完善保护设施。设置隔离防护网。建立巡查制度", "加强水源保护"),
    passage("2.1", "依法清理整治。取缔养殖场", "依法清理整治"),
    passage("2.1.1", "取缔养殖场"),
    passage("2.2", "完善保护设施。设置隔离防护网。建立巡查制度", "完善保护设施"),
    passage("2.2.1", "设置隔离防护网"),
    passage("2.2.2", "建立巡查制度"),
]


def test_numbered_answers_stand_where_their_words_or_their_order_put_them() -> None:
    assert match_answer_parts(["清理整治", "设置隔离防护网"], MEASURES, "2") == {0: "2.1", 1: "2.2.1"}
    assert match_answer_parts(["清理整治", "防护工程建设"], MEASURES, "2") == {0: "2.1", 1: "2.2"}


def test_numbered_answers_of_which_one_is_not_sure_stand_nowhere() -> None:
    assert match_answer_parts(["清理整治", "巡护", "宣传"], MEASURES, "2") == {}
    assert match_answer_parts(["保护设施", "清理整治"], MEASURES, "2") == {0: "2.2", 1: "2.1"}
    assert match_answer_parts(["完善保护设施", "建立巡查制度"], MEASURES, "2") == {}
