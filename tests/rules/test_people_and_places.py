import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.rules.body_code import code_of, is_same_body, place_of
from oversight.rules.names import name_key, sort_key

HAN = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("庄 红", "庄红"),
        ("庄　红", "庄红"),
        ("帕丽达•艾山江", "帕丽达·艾山江"),
        ("帕丽达・艾山江", "帕丽达·艾山江"),
        ("帕丽达．艾山江", "帕丽达·艾山江"),
        ("\u200b李文\ufeff", "李文"),
        ("吴\uf9d0", "吴類"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_other_names_have_other_keys() -> None:
    assert name_key("李文") != name_key("李雯")


@given(HAN)
def test_padding_never_counts(name: str) -> None:
    assert name_key("　".join(name)) == name_key(name) == name_key(name_key(name))


@pytest.mark.parametrize(
    ("surname_read_by_ear", "after", "before"),
    [
        ("单志远", "赛金花", "沈从文"),  # shàn, not dān
        ("仇正阳", "秦明", "任重"),  # qiú, not chóu
        ("解子明", "肖阳", "徐阳"),  # xiè, not jiě
        ("曾晓", "袁枚", "詹天"),  # zēng, not céng
        ("区志强", "宁远", "潘岳"),  # ōu, not qū
        ("查慎行", "岳飞", "翟让"),  # zhā, not chá
        ("盖宽饶", "高适", "耿恭"),  # gě, not gài
        ("朴志勋", "皮日休", "蒲松龄"),  # piáo, not pǔ
        ("缪荃孙", "孟郊", "穆青"),  # miào, not móu
        ("尉迟恭", "于谦", "袁枚"),  # yù, not wèi
        ("万俟卨", "孟郊", "牟子"),  # mò qí, not wàn sì
        ("令狐楚", "林则徐", "刘备"),
    ],
)
def test_surnames_are_ordered_as_they_are_spoken(surname_read_by_ear: str, after: str, before: str) -> None:
    assert sort_key(after) < sort_key(surname_read_by_ear) < sort_key(before)


def test_the_same_surname_stays_together_and_a_short_name_comes_first() -> None:
    names = ["王丽秀", "汪洋", "王丽", "王安石", "李白", "尉健行"]
    assert sorted(names, key=sort_key) == ["李白", "汪洋", "王安石", "王丽", "王丽秀", "尉健行"]


@given(HAN)
def test_a_sort_key_is_plain_ascii_that_no_collation_skips(name: str) -> None:
    key = sort_key(name)
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()


@given(HAN, HAN)
def test_two_names_have_two_sort_keys(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (name_key(one) == name_key(other))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("长春市绿园区人民代表大会常务委员会", "lvyuan"),
        ("望澜县人民代表大会常务委员会", "wanglan"),
        ("澄州市砚湖区人大常委会", "yanhu"),
        ("济南市市中区人大常委会", "shizhong"),
        ("延边朝鲜族自治州人民代表大会常务委员会", "yanbian"),
        ("恩施土家族苗族自治州人大常委会", "enshi"),
        ("上海市浦东新区人大常委会", "pudong"),
        ("重庆市人民代表大会常务委员会", "chongqing"),
        ("菏泽市单县人大常委会", "shanxian"),
        ("阳泉市城区人大常委会", "chengqu"),
        ("County Council", "countycouncil"),
        ("？？", "body"),
    ],
)
def test_a_code_is_the_pinyin_of_the_place(name: str, code: str) -> None:
    assert code_of(name) == code


def test_a_taken_code_gets_the_place_above_it_and_then_a_number() -> None:
    name = "长春市朝阳区人民代表大会常务委员会"
    assert code_of(name, {"chaoyang"}) == "changchunchaoyang"
    assert code_of(name, {"chaoyang", "changchunchaoyang"}) == "changchunchaoyang2"
    assert code_of("望澜县人大常委会", {"wanglan", "wanglan2"}) == "wanglan3"


@given(HAN, st.sets(st.sampled_from(["yanhu", "yanhu2", "chengzhouyanhu", "body"])))
def test_a_code_is_never_one_that_is_taken(place: str, taken: set[str]) -> None:
    code = code_of(f"{place}人大常委会", taken)
    assert code
    assert code not in taken
    assert code.isascii()


def test_a_short_name_of_the_committee_can_mean_the_long_one() -> None:
    assert is_same_body("绿园区人大常委会", "长春市绿园区人民代表大会常务委员会")
    assert not is_same_body("长春市绿园区人大常委会", "长春市朝阳区人大常委会")
    assert not is_same_body("人民代表大会常务委员会", "长春市绿园区人大常委会")
    assert place_of("绿园区第十八届人民代表大会常务委员会") == "绿园区"
