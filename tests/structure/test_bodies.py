import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.bodies import count_places, find_sessions, place_of


@pytest.mark.parametrize(
    ("text", "place", "term", "number"),
    [
        ("绿水区十八届人大常委会举行第三十三次会议", "绿水区", 18, 33),
        ("4月16日，江州市绿水区第十八届人民代表大会常务委员会第三十三次会议在", "江州市绿水区", 18, 33),
        ("——2021年4月16日在区十八届人大第三十三次常委会议上", "区", 18, 33),
        ("江州市人大常委会召开第44次会议", "江州市", None, 44),
        ("县人大常委会第五、六次会议", "县", None, 5),
        ("县人大常委会第２１次（扩大）会议", "县", None, 21),
        ("延宁朝鲜族自治州第十六届人民代表大会常务委员会第十二次会议", "延宁朝鲜族自治州", 16, 12),
        ("阿拉沁前旗人大常委会十八届三次会议", "阿拉沁前旗", 18, 3),
        ("6月29日哈日苏木旗第十六届人大常委会第十一次会议", "哈日苏木旗", 16, 11),
        ("二〇二三年六月二十九日，日照里市十九届人大常委会第十一次会议", "日照里市", 19, 11),
        ("和平区第三届人大常委会第九次会议", "和平区", 3, 9),
        # A township has no standing committee.
        ("8月17日，柳泉镇第十九届人民代表大会主席团第六次会议", "柳泉镇", 19, 6),
        ("经镇十九届人大主席团第六次会议审议", "镇", 19, 6),
    ],
)
def test_sessions_as_printed(text: str, place: str, term: int | None, number: int) -> None:
    [mention] = find_sessions(text)
    assert (mention.place, mention.term, mention.number) == (place, term, number)


@pytest.mark.parametrize(
    "text",
    [
        "县人大常委会第十次主任会议",
        "县第十七届人民代表大会第三次会议",
        "县第十七届人民代表大会主席团第二次会议",
        "区十八届人大第三次会议",
        "十三届全国人大常委会第四次会议",
        "全国人大常委会第四次会议",
        "区政府第八次常务会议",
    ],
)
def test_meetings_of_others(text: str) -> None:
    assert list(find_sessions(text)) == []


@given(
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(["第{}届", "{}届"]),
    st.sampled_from(["人大常委会", "人民代表大会常务委员会"]),
)
def test_term_and_number_are_read_back(term: int, number: int, form: str, body: str) -> None:
    [mention] = find_sessions(f"在东河县{form.format(term)}{body}第{number}次会议上")
    assert (mention.place, mention.term, mention.number) == ("东河县", term, number)


def test_the_place_in_its_longest_form() -> None:
    lines = ["绿水区人大常委会", "关于养老工作的审议意见", "区人民政府：", "江州市绿水区人民政府", "全区工作", "本区人大代表"]
    assert count_places(lines).committee("区") == "江州市绿水区"


def test_a_place_that_only_a_sentence_names() -> None:
    assert count_places(["会议决定任命罗小云为赣东省人民政府副省长。省十三届人大常委会"]).committee("省") == "赣东省"


def test_words_that_end_as_a_place_does() -> None:
    assert count_places(["提请县人大常委会审议", "我区人民政府", "社区人民代表大会", "在区人大常委会"]).committee(None) is None


def test_the_place_at_the_start_of_a_title() -> None:
    assert place_of("江州市绿水区人民政府关于养老工作的报告") == "江州市绿水区"
    assert place_of("关于江州市绿水区人民政府工作的报告") is None


def test_a_place_whose_name_holds_a_word_that_a_date_ends_in() -> None:
    lines = [
        "哈日苏木旗人民政府关于教育工作的报告",
        "会议听取了哈日苏木旗人民政府的报告",
        "万年里县",
        "2023年哈日苏木旗人大常委会",
    ]
    assert count_places(lines).committee(None) == "哈日苏木旗"
