import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.names import (
    Titled,
    is_long_name,
    is_name,
    normal_name,
    read_people,
    split_names,
    split_titled,
)
from oversight.structure.surnames import COMPOUND_SURNAMES

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉萍红鑫宇晨浩凯秀健俊帆帅旭宁龙林欢"
surnames = st.one_of(st.sampled_from(_SURNAMES), st.sampled_from(sorted(COMPOUND_SURNAMES)))
given_names = st.text(alphabet=_GIVEN, min_size=1, max_size=2)
people = st.lists(
    st.builds(str.__add__, surnames, given_names).filter(lambda name: is_name(name) and len(name) < 4), min_size=1, max_size=30
)


def padded(name: str) -> str:
    return f"{name[0]} {name[1]}" if len(name) == 2 else name


@given(people, st.sampled_from([" ", "  ", "　", "\t"]))
def test_a_row_of_padded_names_gives_the_people_back(names: list[str], gap: str) -> None:
    assert split_names(gap.join(padded(name) for name in names)) == names


@given(people)
def test_a_list_with_marks_gives_the_people_back(names: list[str]) -> None:
    assert split_names("、".join(padded(name) for name in names) + "。") == names


@given(people, st.sampled_from(["区人大常委会副主任", "副县长", "市中级人民法院院长", "县人大社会建设委员会主任委员"]))
def test_a_title_holds_for_the_names_joined_to_it(names: list[str], title: str) -> None:
    assert list(read_people(title + "、".join(names))) == [Titled(name, title) for name in names]


@given(st.text(alphabet="王丽秀副主任委员、，和及·（） 　\t主席法院", max_size=60))
def test_no_row_fails(row: str) -> None:
    assert "".join(normal_name(name) for name in split_names(row)).strip() == "".join(split_names(row)).strip()
    assert all(is_name(person.name) or is_long_name(person.name) for person in read_people(row))


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("扈 江 边 宁 农 泽", ["扈江", "边宁", "农泽"]),
        ("帕丽达·艾山江", ["帕丽达·艾山江"]),
        ("古丽 • 买买提  李 明", ["古丽·买买提", "李明"]),
        ("欧阳 竹 王建国", ["欧阳竹", "王建国"]),
        ("李 云  王建国  赵 明 杨", ["李云", "王建国", "赵明杨"]),
        ("连　城　慕容海", ["连城", "慕容海"]),
        ("和　煦、覃玉珂", ["和煦", "覃玉珂"]),
        ("王丽秀\t庄 红\t付彩霞", ["王丽秀", "庄红", "付彩霞"]),
        ("何 川 艾 青 欧 阳 山 贺 敬", ["何川", "艾青", "欧阳山", "贺敬"]),
        ("冯 至 杜 鹏 程 张 洁", ["冯至", "杜鹏程", "张洁"]),
        ("赵 明 王 建国 周 强", ["赵明", "王建国", "周强"]),
    ],
)
def test_rows_as_printed(row: str, names: list[str]) -> None:
    assert split_names(row) == names


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("区人大常委会副主任任希和", "任希和", "区人大常委会副主任"),
        ("市人民检察院检察长令狐嘉", "令狐嘉", "市人民检察院检察长"),
        ("委员长孙红", "长孙红", "委员"),
        ("副区长尚 知 行", "尚知行", "副区长"),
        ("区财政局局长（正处级）房景和", "房景和", "区财政局局长（正处级）"),
    ],
)
def test_title_and_name(text: str, name: str, title: str) -> None:
    assert split_titled(text) == Titled(name, title)


@pytest.mark.parametrize("text", ["区人民法院院长", "王丽秀", "部分市、区人大代表", "镇人大主席"])
def test_no_titled_person(text: str) -> None:
    assert split_titled(text) is None


def test_the_word_and_between_names_and_within_them() -> None:
    said = "省人大常委会党组书记、副主任周萌，副主任朱虹、和煦、李和平，马志武，秘书长韩军和委员"
    assert [(person.name, person.title) for person in read_people(said)] == [
        ("周萌", "省人大常委会党组书记、副主任"),
        ("朱虹", "副主任"),
        ("和煦", "副主任"),
        ("李和平", "副主任"),
        ("韩军", "秘书长"),
    ]
    assert [person.name for person in read_people("主任李和平和委员")] == ["李和平"]
    assert [person.name for person in read_people("副市长蒋欣、沈洁和韩冬，区法院、区检察院")] == ["蒋欣", "沈洁", "韩冬"]


@pytest.mark.parametrize("text", ["副区长", "出席", "区法院", "因病", "张", "以上人员", "人大代表", "王明（兼）"])
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)
