"""What counts as asked again: precision first."""

import pytest

from oversight.rules.recurrence import Demand, Occasion, Pieces, asks_again, could_ask_again, demand_key, same_subject

ELDERLY = "砚湖区人大常委会关于养老服务情况报告的审议意见"
CARE = "砚湖区人大社会建设委员会关于全区养老服务工作情况的调研报告"
MARKETS = "砚湖区人大常委会关于农贸市场建设管理情况报告的审议意见"


def act(text: str, subject: str | None = ELDERLY) -> Demand:
    return Demand(text=text, subject=subject)


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("仍要加快完成区级应急物资储备库建设", "尽早完成区级应急物资储备库建设"),
        ("抓紧完成区级应急物资储备库建设，确保汛期前投入使用", "尽早完成区级应急物资储备库建设"),
        ("督促开办者配齐快检设备，检测结果每日公示", "督促开办者落实检测结果每日公示要求"),
        ("把社区养老服务站点运营补助经费足额列入财政预算", "社区养老服务站点运营补助经费要列入年度财政预算"),
    ],
)
def test_the_same_asked_in_other_words(later: str, earlier: str) -> None:
    assert asks_again(act(later), act(earlier)) is not None


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        # Formulas that stand in half of all opinions.
        ("进一步加强组织领导", "切实加强组织领导"),
        # Of ten characters two differ: another demand.
        ("加强应急管理队伍建设", "加强应急管理机构建设"),
        ("每年组织两次护理员培训", "每个街道建一所护理站"),
    ],
)
def test_what_is_only_like_it_asks_nobody(later: str, earlier: str) -> None:
    assert asks_again(act(later), act(earlier)) is None


def test_a_short_demand_on_another_subject_is_another_demand() -> None:
    words = "提高政治站位，强化责任担当"
    assert asks_again(act(words), act(words)) == 1.0
    assert asks_again(act(words), act(words, MARKETS)) is None
    long = "各街道办事处要落实属地责任，每季度开展一次联合检查"
    assert asks_again(act(long), act(long, MARKETS)) == 1.0


def test_words_that_press_are_left_out_at_the_head_of_a_clause_alone() -> None:
    assert demand_key("要完成应急物资储备，还要满足需要") == "完成应急物资储备满足需要"
    assert demand_key("应急要求") == "应急要求"


def test_headings_are_compared_with_headings() -> None:
    item = Demand(heading="建立健全统一的应急物资保障体系", subject=ELDERLY)
    assert asks_again(item, act("建立健全统一的应急物资保障体系")) is None
    assert asks_again(item, Demand(heading="进一步健全统一的应急物资保障体系", subject=ELDERLY)) is not None


def test_subjects_of_titles() -> None:
    assert same_subject(ELDERLY, CARE)
    assert not same_subject(ELDERLY, MARKETS)
    assert not same_subject(None, ELDERLY)
    assert not same_subject("会议纪要", "会议纪要")


def test_order_of_sessions() -> None:
    assert Occasion(term=4, number=15).follows(Occasion(term=4, number=13))
    assert not Occasion(term=4, number=13).follows(Occasion(term=4, number=13))
    assert not Occasion(term=5, number=1).follows(Occasion(term=4, number=13))
    assert not Occasion().follows(Occasion())


def test_the_quick_look_finds_all_that_is_alike() -> None:
    later = act("把社区养老服务站点运营补助经费足额列入财政预算")
    pieces = Pieces({7: later.texts})
    like = "区财政局要把社区养老服务站点运营补助经费列入年度财政预算"
    assert pieces.near(like) == [7]
    assert could_ask_again(later, [like])
    assert list(pieces.near("每季度开展一次联合检查")) == []
    assert list(pieces.near("短")) == []
