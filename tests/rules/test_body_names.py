import pytest

from oversight.rules.body_names import as_one, each_once, is_one_body


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区人民政府", "区政府"),
        ("砚湖区人民政府", "区政府"),
        ("江州市砚湖区政府", "砚湖区人民政府"),
        ("财政局", "砚湖区财政局"),
        ("财政局", "区财政局"),
        ("区 财政局", "区财政局"),
        ("财政部门", "砚湖区财政局"),
        ("城市管理部门", "区城市管理局"),
        ("公安机关", "市公安局砚湖分局"),
        ("市中级人民法院", "江州市中级法院"),
    ],
)
def test_two_names_of_one_body(one: str, other: str) -> None:
    assert is_one_body(one, other)
    assert is_one_body(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市政府", "砚湖区政府"),
        ("区财政局", "市财政局"),
        ("区法院", "江州市中级人民法院"),
        ("区政府办公室", "区政府"),
        ("有关部门", "区财政局"),
        ("", "区财政局"),
        ("、", "区财政局"),
    ],
)
def test_two_names_of_two_bodies(one: str, other: str) -> None:
    assert not is_one_body(one, other)
    assert not is_one_body(other, one)


def test_each_body_is_named_once() -> None:
    assert each_once(["区政府", "区财政局", "砚湖区人民政府", "财政部门"]) == ["区政府", "区财政局"]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"县政府": 1, "县人民政府": 16}, {"县政府": "县人民政府", "县人民政府": "县人民政府"}),
        ({"临溪县人民政府": 1, "县人民政府": 1}, {"临溪县人民政府": "临溪县人民政府", "县人民政府": "临溪县人民政府"}),
        # 政府 can mean two of them.
        (
            {"政府": 1, "县政府": 2, "县人民政府": 1, "市政府": 3},
            {"政府": "政府", "县政府": "县政府", "县人民政府": "县政府", "市政府": "市政府"},
        ),
        ({"财政部门": 1, "县财政局": 2, "教育局": 1}, {"财政部门": "财政部门", "县财政局": "县财政局", "教育局": "教育局"}),
    ],
)
def test_names_are_counted_as_one_where_they_can_mean_no_other(counts: dict[str, int], told: dict[str, str]) -> None:
    assert as_one(counts) == told
