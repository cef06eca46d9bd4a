import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.rules.addresses import match_problems
from oversight.rules.lead_body import lead_first
from oversight.rules.likeness import containment, likeness, text_key
from oversight.rules.match_answers import Opinion, Quotation, match_answers
from oversight.rules.match_passages import Node, match_passages
from oversight.rules.match_reports import Paper, match_reports
from oversight.vocabulary import BodyRole

ACTS = [
    "制定农村供水管网改造三年计划",
    "每季度公布一次水质检测结果",
    "对超过二十年的水表全部更换",
    "设立村级管水员并落实补助",
    "建立应急送水车辆调度名册",
    "把学校饮水点纳入日常巡查",
    "清理水源保护区内的养殖场",
    "开通二十四小时报修热线电话",
]
LISTS = st.lists(st.sampled_from(ACTS), unique=True, min_size=1)


def flat(texts: list[str], *, hidden: frozenset[int] = frozenset()) -> list[Node]:
    return [Node(key=index, text=text, standing=index not in hidden) for index, text in enumerate(texts)]


class TestAnswersByNumber:
    OPINIONS = tuple(Opinion(heading=text, text=text, subject="关于农村供水的审议意见") for text in ACTS[:3])
    OTHERS = tuple(Opinion(heading=text, text=text, subject="关于校车管理的审议意见") for text in ACTS[3:6])

    def test_a_number_is_the_place_in_the_paper(self) -> None:
        quoted = [Quotation(text=text, subject="关于农村供水审议意见的报告") for text in ("意见三", "第一条意见", "意见九")]
        assert match_answers(quoted, self.OPINIONS) == {0: 2, 1: 0}

    def test_of_two_papers_the_title_decides(self) -> None:
        both = (*self.OPINIONS, *self.OTHERS)
        assert match_answers([Quotation(text="意见二", subject="关于校车管理审议意见的报告")], both) == {0: 4}
        assert match_answers([Quotation(text="意见二", subject="关于审议意见的报告")], both) == {}

    def test_the_only_one_that_is_left_is_not_taken_for_what_it_does_not_say(self) -> None:
        quoted = [Quotation(text=ACTS[0]), Quotation(text="让群众喝上放心水"), Quotation(text=ACTS[2])]
        assert match_answers(quoted, self.OPINIONS) == {0: 0, 2: 2}


class TestPassages:
    @given(LISTS)
    def test_the_same_paper_matches_itself(self, texts: list[str]) -> None:
        matches = match_passages(flat(texts), flat(texts))
        assert matches.pairs == {index: index for index in range(len(texts))}
        assert matches.unsure == []

    @given(LISTS, st.randoms(use_true_random=False))
    def test_another_order_changes_nothing(self, texts: list[str], random: object) -> None:
        shuffled = list(texts)
        random.shuffle(shuffled)  # type: ignore[attr-defined] # Hypothesis gives a Random
        pairs = match_passages(flat(texts), flat(shuffled)).pairs
        assert all(texts[int(str(old))] == shuffled[int(str(new))] for new, old in pairs.items())
        assert len(pairs) == len(texts)

    @given(LISTS, st.data())
    def test_a_removed_and_an_inserted_passage_leave_the_others(self, texts: list[str], data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(texts) - 1))
        new = [*texts[:at], *texts[at + 1 :]]
        new.insert(data.draw(st.integers(0, len(new))), "邀请代表参加年度满意度评议")
        pairs = match_passages(flat(texts), flat(new)).pairs
        assert {new[int(str(n))]: texts[int(str(o))] for n, o in pairs.items()} == {
            text: text for text in texts if text != texts[at]
        }

    @given(LISTS, st.data())
    def test_a_mended_character_keeps_the_passage(self, texts: list[str], data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(texts) - 1))
        place = data.draw(st.integers(0, len(texts[at]) - 1))
        new = list(texts)
        new[at] = texts[at][:place] + "某" + texts[at][place + 1 :]
        assert match_passages(flat(texts), flat(new)).pairs == {index: index for index in range(len(texts))}

    @given(
        st.lists(st.text(alphabet="水库渠田路桥校医，。", max_size=12)),
        st.lists(st.text(alphabet="水库渠田路桥校医，。", max_size=12)),
    )
    def test_nothing_is_given_twice(self, old: list[str], new: list[str]) -> None:
        matches = match_passages(flat(old), flat(new))
        assert len(set(matches.pairs.values())) == len(matches.pairs)
        assert not {pair[0] for pair in matches.unsure} & set(matches.pairs)

    def test_a_passage_that_moved_under_another_item_is_the_same(self) -> None:
        old = [
            Node(key="a", text="管好水源。" + ACTS[0]),
            Node(key="a1", parent="a", text=ACTS[0]),
            Node(key="b", text="管好水价。" + ACTS[1]),
            Node(key="b1", parent="b", text=ACTS[1]),
        ]
        new = [
            Node(key="1", text="管好水源。"),
            Node(key="2", text="管好水价。" + ACTS[1] + "。" + ACTS[0]),
            Node(key="2.1", parent="2", text=ACTS[1]),
            Node(key="2.2", parent="2", text=ACTS[0]),
        ]
        pairs = match_passages(old, new).pairs
        assert (pairs["2.1"], pairs["2.2"], pairs["2"]) == ("b1", "a1", "b")

    def test_a_repeated_sentence_goes_with_its_item(self) -> None:
        old = [
            Node(key="a", text="学校。加强日常检查，发现隐患立即整改"),
            Node(key="a1", parent="a", text="加强日常检查，发现隐患立即整改"),
            Node(key="b", text="医院。加强日常检查，发现隐患立即整改"),
            Node(key="b1", parent="b", text="加强日常检查，发现隐患立即整改"),
        ]
        new = [
            Node(key=f"n{node.key}", parent=f"n{node.parent}" if node.parent else None, text=node.text)
            for node in old[2:] + old[:2]
        ]
        assert match_passages(old, new).pairs == {f"n{node.key}": node.key for node in old}

    def test_an_item_keeps_its_heading_though_most_of_it_is_rewritten(self) -> None:
        old = [Node(key=1, heading="保障学校饮水", text="保障学校饮水。给每所村小装净水器，校长签字验收")]
        new = [Node(key=2, heading="保障学校饮水", text="保障学校饮水。由县教育局统一采购设备，分两批安装到位，年底前验收")]
        assert match_passages(old, new).pairs == {2: 1}

    def test_short_texts_are_not_the_same_for_sharing_a_verb(self) -> None:
        assert match_passages(flat(["加强领导", "加强督导考核工作的力度"]), flat(["加强培训"])).pairs == {}

    def test_the_only_passage_replaced_by_another_one_is_another_one(self) -> None:
        old, new = flat(["督促供水公司更换城北片区老旧管网"]), flat(["供水公司要在汛期以前检修城北片区的泵站"])
        assert likeness(old[0].text, new[0].text) < 0.5
        matches = match_passages(old, new)
        assert (matches.pairs, matches.unsure) == ({}, [])

    def test_half_alike_between_strangers_is_unsure(self) -> None:
        old = [Node(key="x", text="开头一段完全不同的话在这里"), Node(key="o", text="抓紧修复城北片区破损的供水管网")]
        new = [Node(key="n", text="抓紧修复城南片区破损的排水沟渠"), Node(key="y", text="结尾另有一段毫不相干的文字")]
        assert 0.5 <= likeness(old[1].text, new[0].text) < 0.8
        matches = match_passages(old, new)
        assert matches.pairs == {}
        assert matches.unsure == [("n", "o")]

    def test_a_hidden_passage_comes_back_by_its_words(self) -> None:
        pairs = match_passages(flat(ACTS[:3], hidden=frozenset({1})), flat(ACTS[:3])).pairs
        assert pairs == {0: 0, 1: 1, 2: 2}

    def test_a_hidden_passage_does_not_come_back_as_another_one(self) -> None:
        old = flat([ACTS[0], "对超过十五年的水表分批更换"], hidden=frozenset({1}))
        assert match_passages(old, flat([ACTS[0], "对超过二十年的水泵全部拆除"])).pairs == {0: 0}

    def test_two_that_are_equally_like_are_unsure(self) -> None:
        old = [
            Node(key=index, parent=f"p{index}", text=f"在{place}片区新建一座垃圾中转站") for index, place in enumerate("甲乙")
        ]
        matches = match_passages(old, [Node(key="n", parent="q", text="在丙片区新建一座垃圾中转站")])
        assert matches.pairs == {}
        assert [pair[0] for pair in matches.unsure] == ["n"]

    def test_what_the_caller_knows_is_kept(self) -> None:
        assert match_passages(flat(ACTS[:2]), flat(ACTS[:2]), {0: 1}).pairs[0] == 1


class TestReports:
    def paper(self, title: str, kind: str = "work_report", position: int = 1, *passages: str) -> Paper:
        return Paper(kind=kind, title=title, position=position, passages=frozenset(passages))

    def test_the_same_titles_match_in_any_order(self) -> None:
        one, two = self.paper("关于供水工作的报告"), self.paper("关于排水工作的报告", "work_report", 2)
        assert match_reports([one, two], [two, one]) == {0: 1, 1: 0}

    def test_line_breaks_and_marks_in_a_title_do_not_count(self) -> None:
        assert match_reports([self.paper("关于《水法》实施情况的报告")], [self.paper("关于 “水法” 实施情况的 报告")]) == {0: 0}

    def test_a_mended_title_is_the_same_report(self) -> None:
        old = self.paper("县人民政府关于农村供水保障工作情况的报告")
        assert match_reports([old], [self.paper("县人民政府关于农村供水保障工作状况的报告")]) == {0: 0}

    def test_reports_on_two_subjects_are_two(self) -> None:
        old = self.paper("县人民政府关于教育工作情况的报告", "work_report", 1, "校舍老旧")
        new = self.paper("县人民政府关于体育工作情况的报告", "work_report", 2, "场馆不足")
        assert match_reports([old], [new]) == {}

    def test_a_kind_that_is_read_better_now_keeps_the_report(self) -> None:
        assert match_reports(
            [self.paper("关于供水的审议意见", "other")], [self.paper("关于供水的审议意见", "deliberation_opinion")]
        ) == {0: 0}

    def test_the_same_content_under_another_title_is_the_same_report(self) -> None:
        old = self.paper("调研报告", "survey_report", 3, *ACTS[:5])
        assert match_reports([old], [self.paper("关于农村供水情况的调研报告", "survey_report", 4, *ACTS[1:6])]) == {0: 0}


class TestAnswers:
    OPINIONS = (
        Opinion(heading="优化水源布局", text="优化水源布局。新打机井三眼", subject="关于供水工作的审议意见"),
        Opinion(heading="加强组织领导", text="加强组织领导。成立专班", subject="关于供水工作的审议意见"),
        Opinion(heading="加强组织领导", text="加强组织领导。明确科室", subject="关于消防工作的审议意见"),
    )

    def test_a_heading_is_found(self) -> None:
        assert match_answers([Quotation(text="优化水源布局")], self.OPINIONS) == {0: 0}

    def test_equal_headings_are_told_apart_by_their_subjects(self) -> None:
        fire = Quotation(text="加强组织领导", subject="关于消防工作审议意见研究处理情况的报告")
        water = Quotation(text="加强组织领导", subject="关于供水工作审议意见研究处理情况的报告")
        assert match_answers([fire, water], self.OPINIONS) == {0: 2, 1: 1}

    def test_a_whole_passage_quoted_with_its_text_is_found(self) -> None:
        assert match_answers([Quotation(text="优化水源布局，新打机井三眼")], self.OPINIONS) == {0: 0}

    def test_the_last_of_a_list_in_order_may_be_reworded(self) -> None:
        opinions = [Opinion(heading=h, text=h) for h in ("优化市场布局结构", "提升硬件设施水平", "理顺市场管理体制")]
        quotations = [Quotation(text=t) for t in ("优化市场布局结构", "提升硬件设施水平", "关于理顺管理体制机制")]
        assert match_answers(quotations, opinions) == {0: 0, 1: 1, 2: 2}

    def test_another_demand_is_not_found(self) -> None:
        assert match_answers([Quotation(text="发展学前教育事业")], self.OPINIONS) == {}
        assert match_answers([Quotation(text="")], self.OPINIONS) == {}


class TestProblems:
    def test_subjects_are_matched_both_ways(self) -> None:
        problems = ["校舍维修经费不足", "教师队伍结构失衡", "校车线路覆盖不全"]
        items = [("优化教师队伍结构", "…"), ("扩大校车线路", "…"), ("加强督查考核", "…")]
        assert match_problems(problems, items) == {0: 1, 1: 2}

    def test_a_word_that_all_headings_share_tells_nothing(self) -> None:
        problems = ["消防设施老化", "消防演练走过场"]
        assert match_problems(problems, [("提高消防意识", "…"), ("充实消防经费", "…")]) == {}

    def test_a_quoted_problem_is_answered(self) -> None:
        items = [("完善保障", "完善保障。解决好校舍维修经费不足的问题")]
        assert match_problems(["校舍维修经费不足", "师资缺口大"], items) == {0: 0}

    def test_the_last_pair_of_two_lists_in_order_belongs_together(self) -> None:
        problems = ["护理人手短缺", "助餐网点偏少", "信息各管一段"]
        assert match_problems(problems, [("扩充护理队伍", ""), ("增设助餐网点", ""), ("打通数据壁垒", "")]) == {
            0: 0,
            1: 1,
            2: 2,
        }

    def test_nothing_is_made_of_nothing(self) -> None:
        assert match_problems([], [("加强管理", "")]) == {}
        assert match_problems(["投入不足"], []) == {}


@pytest.mark.parametrize(
    ("bodies", "text", "lead"),
    [
        (["编制部门", "民政部门"], "编制、民政等部门要倾斜", "编制部门"),
        (["县财政局", "县水利局"], "由县水利局牵头，县财政局保障经费", "县水利局"),
        (["县财政局", "县水利局"], "会同县财政局，县水利局要落实", "县水利局"),
        (["县住建局", "县城管局"], "改造管网（牵头单位：县城管局；配合单位：县住建局）", "县城管局"),
        (["县政府"], "县政府要落实", "县政府"),
    ],
)
def test_one_body_takes_the_lead(bodies: list[str], text: str, lead: str) -> None:
    parts = lead_first(bodies, text)
    assert parts[0] == (lead, BodyRole.LEAD)
    assert {name for name, _role in parts} == set(bodies)
    assert all(role is BodyRole.SUPPORTING for _name, role in parts[1:])


def test_no_body_has_no_lead() -> None:
    assert lead_first([], "要加强管理") == []


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= 1
    assert 0 <= containment(one, other) <= 1


@given(st.text(min_size=1))
def test_a_text_is_like_itself(text: str) -> None:
    assert likeness(text, text) == (1.0 if text_key(text) else 0.0)
