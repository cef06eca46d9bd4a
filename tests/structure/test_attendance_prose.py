import pytest

from oversight.structure.attendance_prose import read_prose
from oversight.structure.dense_text import dense
from oversight.structure.roll import Listed
from oversight.vocabulary import Attendance, Role
from tests.structure.paper_text import rows

P, L, A = Attendance.PRESENT, Attendance.LEAVE, Attendance.ABSENT


def told(members: list[Listed]) -> list[tuple[str, Attendance, str | None]]:
    return [(person.name, person.attendance, person.reason) for person in members]


def test_a_sentence_of_the_news() -> None:
    roll = read_prose(
        dense(
            rows(
                "受主任蔚长林委托，副主任冉秋禾主持会议。蔚长林，副主任荆自远、仉淑华，秘书长和煦和委员共18人出席会议。\n"
                "委员申伯谦、柴静思因事请假，黄忠、马超两位委员因公请假。\n"
                "副市长万俟成，市监委主任沈洁列席会议。列席会议的还有市人大各专门委员会负责人。随后主任蔚长林主持召开座谈会。"
            )
        )
    )
    assert roll.presider == "冉秋禾"
    assert roll.roles == {
        "蔚长林": Role.CHAIR,
        "冉秋禾": Role.VICE_CHAIR,
        "荆自远": Role.VICE_CHAIR,
        "仉淑华": Role.VICE_CHAIR,
        "和煦": Role.SECRETARY_GENERAL,
        "申伯谦": Role.MEMBER,
        "柴静思": Role.MEMBER,
        "黄忠": Role.MEMBER,
        "马超": Role.MEMBER,
    }
    assert told([person for person in roll.members if person.attendance is L]) == [
        ("申伯谦", L, "因事"),
        ("柴静思", L, "因事"),
        ("黄忠", L, "因公"),
        ("马超", L, "因公"),
    ]
    assert [(seen.name, seen.title) for seen in roll.observers] == [("万俟成", "副市长"), ("沈洁", "市监委主任")]
    assert (roll.totals["present"], roll.complete) == (18, False)


@pytest.mark.parametrize(
    ("sentence", "presider"),
    [
        ("裘安国主任、岑夫副主任先后主持会议。", "裘安国"),
        ("会议由区人大常委会副主任杜玉凤主持，", "杜玉凤"),
        ("省委书记、省人大常委会主任刘奇主持全体会议。", "刘奇"),
        ("王丽秀主持会议。", "王丽秀"),
        ("杜玉凤副主任主持会议。", "杜玉凤"),
        ("县人大常委会主任张海平主持召开主任会议。", None),
        ("会议分别由主任孔明、副主任曹植主持。", "孔明"),
    ],
)
def test_who_presided(sentence: str, presider: str | None) -> None:
    assert read_prose(dense(rows(sentence))).presider == presider


def test_members_who_take_part_are_counted_too() -> None:
    roll = read_prose(dense(rows("主任狄仁杰主持会议，副主任李元芳及委员共18人参加会议。部分县人大代表12人列席会议。")))
    assert (roll.totals, roll.presider) == ({"present": 18}, "狄仁杰")


def test_people_behind_the_word_that_says_what_they_did() -> None:
    roll = read_prose(
        dense(
            rows(
                "会议由主任张海主持，出席会议的有：主任张海，副主任李光荣、罗清，委员丁礼、阿普木嘎；请假的有：委员毛红、左林（均因公出差）。\n"
                "因事请假的有白志。未出席会议的有委员段可。列席会议的有：副县长字强，县监委副主任苏敏；应邀列席会议的还有各乡镇人大主席。"
            )
        )
    )
    assert told(roll.members) == [
        ("张海", P, None),
        ("李光荣", P, None),
        ("罗清", P, None),
        ("丁礼", P, None),
        ("阿普木嘎", P, None),
        ("毛红", L, "因公出差"),
        ("左林", L, "因公出差"),
        ("白志", L, "因事"),
        ("段可", A, None),
    ]
    assert [(seen.name, seen.title) for seen in roll.observers] == [("字强", "副县长"), ("苏敏", "县监委副主任")]
    assert (roll.presider, roll.roles["李光荣"]) == ("张海", Role.VICE_CHAIR)


def test_long_names_and_reasons_in_brackets() -> None:
    roll = read_prose(
        dense(
            rows(
                "旗人大常委会主任额尔敦嘎日主持会议。会议应到37人，实到31人，副主任石丰（在党校学习）、委员马黑克（因病）等6人请假。\n"
                "副主任布和嘎特尔、阿拉坦苏布和委员共31人出席会议。院长就民事审判工作列席会议。"
            )
        )
    )
    assert roll.presider == "额尔敦嘎日"
    assert told(roll.members) == [
        ("石丰", L, "在党校学习"),
        ("马黑克", L, "因病"),
        ("布和嘎特尔", P, None),
        ("阿拉坦苏布", P, None),
    ]
    assert roll.observers == []


def test_presiders_in_turn_and_a_count_behind_the_list() -> None:
    roll = read_prose(
        dense(
            rows(
                "会议由主任鲍清、副主任文启分别主持。出席会议的有主任鲍清，副主任文启、屠光裕，委员马绍良、花家骥等5人，苗春生因公出差请假。"
            )
        )
    )
    assert roll.presider == "鲍清"
    assert roll.totals == {"present": 5}
    assert "文启分别" not in {person.name for person in roll.members}


def test_somebody_away_whose_office_the_clause_before_has_named() -> None:
    roll = read_prose(dense(rows("副主任文启，委员马绍良、花家骥出席会议，苗春生、毕成因公出差请假。")))
    assert told(roll.members)[-2:] == [("苗春生", L, "因公出差"), ("毕成", L, "因公出差")]


@pytest.mark.parametrize(
    "sentence",
    [
        "请假3人（陆纳因公，卢仝、皎然因病）。",
        "请假3人：陆纳（因公）、卢仝、皎然（均因病）。",
        "委员陆纳因公、卢仝因病、皎然因病请假。",
    ],
)
def test_each_reason_holds_for_those_before_it(sentence: str) -> None:
    assert told(read_prose(dense(rows(sentence))).members) == [("陆纳", L, "因公"), ("卢仝", L, "因病"), ("皎然", L, "因病")]


def test_presiders_named_before_their_offices_were_there() -> None:
    roll = read_prose(dense(rows("会议由裘安国主任、岑夫副主任先后主持，副主任柳如烟及委员共27人出席会议，请假4人。")))
    assert [(person.name, person.role) for person in roll.members] == [
        ("裘安国", Role.CHAIR),
        ("岑夫", Role.VICE_CHAIR),
        ("柳如烟", Role.VICE_CHAIR),
    ]
    assert roll.totals == {"present": 27, "leave": 4}


@pytest.mark.parametrize(
    "sentence",
    [
        "庄周因公出差、惠施生病住院请假。",
        "庄周同志因公出差，惠施同志生病住院，向会议请假。",
        "委员庄周因公出差，惠施生病住院，请假。",
    ],
)
def test_those_away_are_named_without_an_office_each_with_a_reason(sentence: str) -> None:
    roll = read_prose(dense(rows(sentence)))
    assert told(roll.members) == [("庄周", L, "因公出差"), ("惠施", L, "生病住院")]


def test_leave_that_says_why_and_a_journey_abroad() -> None:
    roll = read_prose(dense(rows("庄周因病请假，惠施、田骈因公出国（境）请假，慎到、尹文请事假。")))
    assert told(roll.members) == [
        ("庄周", L, "因病"),
        ("惠施", L, "因公出国（境）"),
        ("田骈", L, "因公出国（境）"),
        ("慎到", L, "事假"),
        ("尹文", L, "事假"),
    ]
