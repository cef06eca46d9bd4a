import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.errors import Refused
from oversight.rules.cut_text import cut_text

TEXT = "尽早完成储备库建设，完善储备布局；构建多样化储备，完善储备制度。"


def test_a_text_is_cut_where_the_words_begin_a_clause() -> None:
    assert cut_text(TEXT, ["完善储备布局"]) == ["尽早完成储备库建设", "完善储备布局；构建多样化储备，完善储备制度"]


def test_the_parts_stand_in_the_order_of_the_text() -> None:
    assert cut_text(TEXT, ["构建", "完善储备布局"]) == ["尽早完成储备库建设", "完善储备布局", "构建多样化储备，完善储备制度"]


def test_a_line_break_before_the_words_is_no_hindrance() -> None:
    assert cut_text("成立专班，\n明确分工", [" 明确 "]) == ["成立专班", "明确分工"]


@pytest.mark.parametrize(
    ("openings", "why"),
    [
        (["储备布局"], "middle of a clause"),
        (["完善"], "more than one clause"),
        (["取消"], "no words"),
        (["  "], "no words"),
        (["尽早"], "before the first cut"),
        (["完善储备布局", "储备制度"], "middle of a clause"),
    ],
)
def test_other_places_are_refused(openings: list[str], why: str) -> None:
    with pytest.raises(Refused, match=why) as raised:
        cut_text(TEXT, openings, where="1-1/1:1")
    assert raised.value.where == "1-1/1:1"


@given(st.lists(st.text("建设完善布局储备库", min_size=4, max_size=9), min_size=2, max_size=6, unique=True))
def test_the_parts_are_the_clauses_again(clauses: list[str]) -> None:
    text = "，".join(clauses)
    openings = clauses[1:]
    if any(sum(("，" + text).count("，" + opening) for _ in "1") > 1 for opening in openings):
        return
    assert cut_text(text, openings) == clauses
