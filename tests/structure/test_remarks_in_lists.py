"""What an attendance list remarks beside the names: why people were away, and who presided."""

from oversight.structure.read_roll import read_roll
from oversight.structure.roll import Listed
from oversight.vocabulary import Attendance
from tests.structure.paper_text import rows

P, L, A = Attendance.PRESENT, Attendance.LEAVE, Attendance.ABSENT


def told(members: list[Listed]) -> list[tuple[str, Attendance, str | None]]:
    return [(person.name, person.attendance, person.reason) for person in members]


def test_the_bracket_at_the_end_of_each_part_speaks_of_all_in_it() -> None:
    roll = read_roll(rows("请假：副主任达瓦（在省委党校学习），委员塔娜、特木尔（下乡），努尔兰·哈力（因病）"))
    assert told(roll.members) == [
        ("达瓦", L, "在省委党校学习"),
        ("塔娜", L, "下乡"),
        ("特木尔", L, "下乡"),
        ("努尔兰·哈力", L, "因病"),
    ]


def test_a_remark_says_who_presides_and_a_last_row_sums_up() -> None:
    roll = read_roll(
        rows(
            "职务\t姓名\t出席情况\t备注\n主任\t古月明\t出席\t主持会议\n委员\t楚天舒\t请假\t因病\n合计\t应到2人\t实到1人\t请假1人"
        )
    )
    assert roll.presider == "古月明"
    assert told(roll.members) == [("古月明", P, None), ("楚天舒", L, "因病")]
    assert (roll.totals, roll.unread) == ({"members": 2, "present": 1, "leave": 1}, [])


def test_a_row_with_several_reasons() -> None:
    for row in (
        "请假3人（陆纳因公，卢仝、皎然因病）",
        "请假：陆纳因公  卢仝、皎然均因病",
        "请假：陆纳（因公）、卢仝、皎然（均因病）",
    ):
        roll = read_roll(rows(f"出席：李白　杜甫\n{row}"))
        assert [(one.name, one.reason) for one in roll.members[2:]] == [("陆纳", "因公"), ("卢仝", "因病"), ("皎然", "因病")]


def test_a_remark_that_says_leave() -> None:
    roll = read_roll(
        rows("姓名\t职务\t是否出席\t备注\n李白\t主任\t是\t\n杜甫\t委员\t否\t因公请假\n王维\t委员\t否\t请假（赴省培训）")
    )
    assert [(one.name, one.attendance, one.reason) for one in roll.members] == [
        ("李白", Attendance.PRESENT, None),
        ("杜甫", Attendance.LEAVE, "因公"),
        ("王维", Attendance.LEAVE, "赴省培训"),
    ]
