import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.structure.read_attendance import AttendanceRead, Front, read_attendance
from oversight.structure.read_roll import read_roll
from oversight.structure.roll import Listed, Seen, find_totals, role_of
from oversight.vocabulary import Attendance, Role
from tests.structure.paper_text import rows

P, L, A = Attendance.PRESENT, Attendance.LEAVE, Attendance.ABSENT


def told(members: list[Listed]) -> list[tuple[str, Attendance, str | None]]:
    return [(person.name, person.attendance, person.reason) for person in members]


def read(listed: str = "", news: str = "", roles: dict[str, Role] | None = None) -> AttendanceRead:
    return read_attendance(
        [Front(0, "", rows(listed))] if listed else [], [Front(0, "", rows(news))] if news else [], [], roles or {}
    )


def test_rows_under_labels() -> None:
    roll = read_roll(
        rows(
            "出 席：（主任、副主任、委员共 5 人）\n王丽秀 庄 红 李 深\n帕丽达·艾山江 尉迟明远\n请假（3人）：\n邰仲明 敖远山（因公出差）\n年广德（因病）\n缺 席：\n张 可\n"
            "列 席：\n王 涛 县人民政府常务副县长\n丘岳（副县长）\n县人民法院院长　田　良\n甄素云 市生态环境局\n望澜分局局长\n县人大代表：何静、吕 梁"
        )
    )
    assert told(roll.members) == [
        ("王丽秀", P, None),
        ("庄红", P, None),
        ("李深", P, None),
        ("帕丽达·艾山江", P, None),
        ("尉迟明远", P, None),
        ("邰仲明", L, "因公出差"),
        ("敖远山", L, "因公出差"),
        ("年广德", L, "因病"),
        ("张可", A, None),
    ]
    assert [(seen.name, seen.title) for seen in roll.observers] == [
        ("王涛", "县人民政府常务副县长"),
        ("丘岳", "副县长"),
        ("田良", "县人民法院院长"),
        ("甄素云", "市生态环境局望澜分局局长"),
        ("何静", "县人大代表"),
        ("吕梁", "县人大代表"),
    ]
    assert (roll.totals, roll.unread) == ({"present": 5, "leave": 3}, [])


def test_totals_in_a_table() -> None:
    across = "应到\t实到\t请假\t缺席\t出席率\n27\t23\t3\t1\t85%\n27\t22\t4\t1\t81%"
    beside = "应到人数\t27人\t实到人数\t23人\n请假\t3\t缺席\t1"
    for table in (across, beside):
        assert read_roll(rows(table)).totals == {"members": 27, "present": 23, "leave": 3, "absent": 1}


def test_a_name_that_the_end_of_a_padded_line_parts() -> None:
    roll = read_roll(rows("出席：\n委员：马 援 耿 弇 邓 禹 冯\n异 岑 彭 贾 复 吴 汉\n王 霸 任 光\n请假：李 忠"))
    names = ["马援", "耿弇", "邓禹", "冯异", "岑彭", "贾复", "吴汉", "王霸", "任光", "李忠"]
    assert [person.name for person in roll.members] == names
    assert [person.lines for person in roll.members][3:5] == [(2, 3), (2, 3)]


def test_sittings_in_a_list() -> None:
    roll = read_roll(
        rows(
            "25日上午：\n出席：王丽、李 云\n请假：张可（因公）、赵旭\n第二次全体会议（25日下午）\n出席：李云、张可\n缺席：王丽\n请假：赵旭（因病）"
        )
    )
    assert told(roll.members) == [("王丽", P, None), ("李云", P, None), ("张可", P, None), ("赵旭", L, "因病")]


def test_roles_as_labels_and_a_list_that_has_no_label() -> None:
    roll = read_roll(
        rows("主  任：张海平\n副主任：李 云  王建国\n委  员：孙丽丽  周 强\n因公请假：郑 凯、王 芳\n病假：钱 多\n缺席：无")
    )
    assert [(person.name, person.role, person.attendance, person.reason) for person in roll.members] == [
        ("张海平", Role.CHAIR, P, None),
        ("李云", Role.VICE_CHAIR, P, None),
        ("王建国", Role.VICE_CHAIR, P, None),
        ("孙丽丽", Role.MEMBER, P, None),
        ("周强", Role.MEMBER, P, None),
        ("郑凯", None, L, "因公"),
        ("王芳", None, L, "因公"),
        ("钱多", None, L, "病假"),
    ]


def test_each_has_the_reason_in_the_bracket_behind_them() -> None:
    roll = read_roll(rows("请假：\n连城（因病）、臧不凡、覃玉珂（公务）\n出席：张三丰（女，满族）、李四光（请假）"))
    assert told(roll.members) == [
        ("连城", L, "因病"),
        ("臧不凡", L, None),
        ("覃玉珂", L, "公务"),
        ("张三丰", P, None),
        ("李四光", L, None),
    ]


def test_a_table_with_two_panels_and_a_table_of_observers() -> None:
    roll = read_roll(
        rows(
            "应到5人，实到2人，请假2人，缺席1人\n序号\t姓名\t职务\t出席情况\t姓名\t职务\t出席情况\n1\t万 鹏\t主任\t√\t邓超\t副主任\t出席\n"
            "2\t魏 来\t委员\t请假（公务）\t司马 南\t委员\t病假\n3\t金秋\t委员\t缺席\t\t\t\n列席人员名单\n姓名\t单位\t职务\n许诺\t县教育局\t局长"
        )
    )
    assert told(roll.members) == [
        ("万鹏", P, None),
        ("邓超", P, None),
        ("魏来", L, "公务"),
        ("司马南", L, "病假"),
        ("金秋", A, None),
    ]
    assert [person.role for person in roll.members] == [Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.MEMBER, Role.MEMBER]
    assert roll.observers == [Seen("许诺", "县教育局局长", (8, 8))]
    assert roll.totals == {"members": 5, "present": 2, "leave": 2, "absent": 1}


def test_the_list_outranks_the_news_which_adds_roles_and_those_away() -> None:
    found = read(
        "出席：（3人）\n王丽秀 付彩霞 庄 红\n",
        "会议由主任王丽秀主持，副主任付彩霞和委员共3人出席会议。委员张可因病请假。",
        {"庄红": Role.SECRETARY_GENERAL},
    )
    assert [(person.name, person.role, person.attendance, person.reason) for person, _file in found.members] == [
        ("王丽秀", Role.CHAIR, P, None),
        ("付彩霞", Role.VICE_CHAIR, P, None),
        ("庄红", Role.SECRETARY_GENERAL, P, None),
        ("张可", Role.MEMBER, L, "因病"),
    ]
    assert (found.presided_by, found.doubts) == ("王丽秀", ())


def test_a_presider_who_is_listed_apart_counts_among_the_present() -> None:
    found = read("出席：（3人）\n付彩霞 庄 红\n", "会议由区人大常委会副主任杜玉凤主持。")
    assert [person.name for person, _file in found.members] == ["杜玉凤", "付彩霞", "庄红"]
    assert found.doubts == ()


def test_a_total_that_disagrees_with_the_names_is_a_doubt_and_stays() -> None:
    found = read("出席：（18人）\n王丽秀 付彩霞\n请假：（1人）\n张 可")
    assert [(doubt.code, doubt.lines) for doubt in found.doubts] == [("totals_disagree", (1, 2))]
    assert found.totals["present"] == 18


def test_two_totals_that_disagree_are_a_doubt() -> None:
    found = read("出席：（2人）\n王丽秀 付彩霞", "主任王丽秀和委员共3人出席会议。")
    assert [doubt.code for doubt in found.doubts] == ["totals_disagree"]
    assert found.totals["present"] == 2


def test_names_in_prose_only_are_those_who_are_named() -> None:
    found = read(news="会议应到常委会组成人员40人，实到36人。主任周涛、副主任冯雪出席会议。")
    assert [person.name for person, _file in found.members] == ["周涛", "冯雪"]
    assert (found.totals, found.doubts) == ({"members": 40, "present": 36}, ())


def test_a_row_that_is_no_name_is_a_doubt() -> None:
    found = read("出席：\n王丽秀 付彩霞\n列席：\n各有关方面的一批来宾与嘉宾")
    assert [doubt.code for doubt in found.doubts] == ["name_unclear"]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("区人大常委会副主任", Role.VICE_CHAIR),
        ("党组书记、副主任", Role.VICE_CHAIR),
        ("市委书记、市人大常委会主任", Role.CHAIR),
        ("市人大常委会常务副主任", Role.VICE_CHAIR),
        ("秘书长", Role.SECRETARY_GENERAL),
        ("常委会委员", Role.MEMBER),
        ("区监察委员会副主任", None),
        ("区人大法制委员会主任委员", None),
        ("区人大常委会办公室副主任", None),
        (None, None),
    ],
)
def test_roles(title: str | None, role: Role | None) -> None:
    assert role_of(title) is role


@given(st.integers(1, 99), st.integers(0, 20), st.integers(0, 20))
def test_totals_in_one_line(present: int, leave: int, absent: int) -> None:
    said = f"常委会组成人员应到{present + leave + absent}人，实到{present}人，请假{leave}人，缺席{absent}人。"
    assert find_totals(said) == {"members": present + leave + absent, "present": present, "leave": leave, "absent": absent}


@given(st.text(alphabet="出席请假缺列：（）、 \n王李主任副委员人12庄红，。\t姓名", max_size=80))
def test_no_list_fails(text: str) -> None:
    found = read(text, text)
    names = [person.name for person, _file in found.members]
    assert len(names) == len(set(names))


def test_titles_in_columns_of_their_own() -> None:
    roll = read_roll(
        rows("副 市 长　　裕  谦\n市监察委员会主任　　姚  莹\n达洪阿　　市中级人民法院副院长"), "第二十二次会议列席人员名单"
    )
    assert [(seen.name, seen.title) for seen in roll.observers] == [
        ("裕谦", "副市长"),
        ("姚莹", "市监察委员会主任"),
        ("达洪阿", "市中级人民法院副院长"),
    ]
    assert roll.members == []


def test_a_table_whose_lines_were_lost() -> None:
    roll = read_roll(
        rows(
            "序号 姓 名 职 务 出席情况 备注\n1 郗怀远 主任 出席\n2 柏 舟 副主任 请假 因病\n3 申屠 砚 委员 缺席\n列席：\n尚知行 副县长"
        )
    )
    assert [(person.name, person.role, person.attendance, person.reason) for person in roll.members] == [
        ("郗怀远", Role.CHAIR, P, None),
        ("柏舟", Role.VICE_CHAIR, L, "因病"),
        ("申屠砚", Role.MEMBER, A, None),
    ]
    assert [(seen.name, seen.title) for seen in roll.observers] == [("尚知行", "副县长")]


@pytest.mark.parametrize("label", ["请假 2 人：", "请假（2人）：", "（二）请假人员：", "2、请 假 人 员（2名）：", "因病请假："])
def test_labels_of_every_form(label: str) -> None:
    roll = read_roll(rows(f"出席：\n王丽秀\n{label}郑 凯、王 芳"))
    assert [(person.name, person.attendance) for person in roll.members] == [("王丽秀", P), ("郑凯", L), ("王芳", L)]


def test_notes_in_a_list_and_names_without_their_dot() -> None:
    roll = read_roll(
        rows(
            "主 持 人：县人大常委会副主任乌云其木格\n会议地点：二楼会议室。\n出席：\n买买提吐尔逊  李 明\n列席：\n副县长丘岳，县法院院长田良\n旗人民代表：\n达来、白音仓"
        )
    )
    assert (roll.presider, roll.roles, roll.venue) == ("乌云其木格", {"乌云其木格": Role.VICE_CHAIR}, "二楼会议室")
    assert [person.name for person in roll.members] == ["买买提吐尔逊", "李明"]
    assert [(seen.name, seen.title) for seen in roll.observers] == [
        ("丘岳", "副县长"),
        ("田良", "县法院院长"),
        ("达来", "旗人民代表"),
        ("白音仓", "旗人民代表"),
    ]


def test_a_table_that_does_not_say_who_came() -> None:
    roll = read_roll(rows("姓名\t职务\t签到\n万鹏\t主任\t√\n邓超\t副主任\t\n许诺\t县教育局局长\t列席"))
    assert [person.name for person in roll.members] == ["万鹏"]
    assert [name for name, _at in roll.unread] == ["邓超"]
    assert [seen.name for seen in roll.observers] == ["许诺"]


@pytest.mark.parametrize("cut", range(4, len("蔚长林、冉秋禾、和煦、尉迟明远、连城、臧不凡")))
def test_a_list_cut_by_the_end_of_a_line_anywhere(cut: int) -> None:
    text = "蔚长林、冉秋禾、和煦、尉迟明远、连城、臧不凡"
    roll = read_roll(rows(f"出席：\n{text[:cut]}\n{text[cut:]}\n请假：\n王丽秀"))
    assert [person.name for person in roll.members] == ["蔚长林", "冉秋禾", "和煦", "尉迟明远", "连城", "臧不凡", "王丽秀"]


def test_totals_behind_a_colon() -> None:
    assert find_totals("应出席：31人实际出席：27人请假：4人") == {"members": 31, "present": 27, "leave": 4}


def test_minutes_with_a_label_before_each_row() -> None:
    found = read(
        news="主 持：县人大常委会主任　张　海（第一次全体会议）、副主任李云\n记 录：文　彬\n出 席：主任张海，副主任李云、罗清，委员\n丁礼、马 力\n"
        "请 假：左林（因病）\n列 席：县政府副县长 字强、县法院院长 周刚\n会议听取了县政府的报告。"
    )
    assert (found.presided_by, [(person.name, person.attendance) for person, _file in found.members]) == (
        "张海",
        [("张海", P), ("李云", P), ("罗清", P), ("丁礼", P), ("马力", P), ("左林", L)],
    )
    assert [seen.name for seen, _file in found.observers] == ["字强", "周刚"]
    assert found.doubts == ()


def test_a_table_lying_on_its_side() -> None:
    roll = read_roll(rows("请假人员\n姓名\t张 三\t李四光\n职务\t委员\t副主任\n事由\t因病\t出国"), "出席、请假情况")
    assert [(person.name, person.attendance, person.role, person.reason) for person in roll.members] == [
        ("张三", L, Role.MEMBER, "因病"),
        ("李四光", L, Role.VICE_CHAIR, "出国"),
    ]
    assert roll.unread == []


def test_two_people_of_one_name_whom_the_list_tells_apart() -> None:
    found = read("出席：\n王 强（女） 王 强 李 云\n马 丽（女，藏族） 马 丽（女，汉族）\n请假：\n李 云（因病）")
    assert [person.name for person, _file in found.members] == ["王强", "王强", "李云", "马丽", "马丽"]


def test_a_list_in_the_news_that_goes_on_in_a_long_line() -> None:
    more = "韩退思、柳宗正、苏明允、曾子固、王介之、范宽、关汉、马致、白仁、郑光、乔吉、张养浩、睢景、贯酸、徐再、刘致、薛昂"
    found = read(news=f"出席：欧阳靖宇、鲍 超、左 思、\n{more}\n缺席：石介甫、梅圣")
    states = [person.attendance for person, _file in found.members]
    assert (states.count(P), states.count(A)) == (20, 2)


def test_what_a_table_prints_behind_a_name() -> None:
    roll = read_roll(
        rows("序号\t姓名\t职务\t上午\t下午\t备注\n1\t马黑阿依（女）\t委员\t病假\t病假\t住院\n2\t李云\t委员\t√\t√\t")
    )
    assert told(roll.members) == [("马黑阿依", L, "住院"), ("李云", P, None)]


def test_a_table_whose_first_column_says_what_a_row_of_people_are() -> None:
    roll = read_roll(
        rows(
            "职务\t姓名\t姓名\t姓名\n主任\t万鹏\t\t\n副主任\t邓超\t马丽\n委员\t李云\t王刚\t田园\n\t白露\t安之\n\n请假：李鬼（因病）  杜撰（公差）"
        )
    )
    assert [(person.name, person.role, person.attendance) for person in roll.members] == [
        ("万鹏", Role.CHAIR, P),
        ("邓超", Role.VICE_CHAIR, P),
        ("马丽", Role.VICE_CHAIR, P),
        ("李云", Role.MEMBER, P),
        ("王刚", Role.MEMBER, P),
        ("田园", Role.MEMBER, P),
        ("白露", Role.MEMBER, P),
        ("安之", Role.MEMBER, P),
        ("李鬼", None, L),
        ("杜撰", None, L),
    ]


def test_who_is_named_again_as_away_was_away() -> None:
    found = read(
        "主任：周德明\n副主任：何秀兰（女）　孙国强\n委员：丁　伟　田　野　高　翔\n请假：孙国强（病假）、高翔（因公）\n缺席：田　野"
    )
    assert [(person.name, person.role, person.attendance, person.reason) for person, _file in found.members] == [
        ("周德明", Role.CHAIR, P, None),
        ("何秀兰", Role.VICE_CHAIR, P, None),
        ("孙国强", Role.VICE_CHAIR, L, "病假"),
        ("丁伟", Role.MEMBER, P, None),
        ("田野", Role.MEMBER, A, None),
        ("高翔", Role.MEMBER, L, "因公"),
    ]


def test_a_namesake_of_who_is_away_stays_there() -> None:
    found = read("出席：\n委员：王强（女）　王强　丁　伟\n请假：王强")
    assert [person.name for person, _file in found.members if person.attendance is P] == ["王强", "王强", "丁伟"]


@pytest.mark.parametrize(("printed", "there"), [(2, ["施远", "郎静"]), (3, ["施远", "郎静", "温以宁"])])
def test_a_sentence_excuses_whom_the_list_names_too_many(printed: int, there: list[str]) -> None:
    found = read(f"应到3人，实到{printed}人；请假1人：温以宁（事假）。\n出席：\n施　远　郎　静　温以宁")
    assert [person.name for person, _file in found.members if person.attendance is P] == there


def test_a_legend_that_gives_marks_another_meaning_and_offices_in_the_column_of_names() -> None:
    roll = read_roll(
        rows(
            "姓  名\t第一次全会\t分组审议\t第二次全会\t缺席原因\n主任 姬满\t√\t√\t√\t\n副主任 造父\t○\t○\t○\t出国\n委员 河宗\t√\t○\t√\t病假\n\n注：√表示出席，○表示请假。"
        )
    )
    assert [(person.name, person.role, person.attendance, person.reason) for person in roll.members] == [
        ("姬满", Role.CHAIR, P, None),
        ("造父", Role.VICE_CHAIR, L, "出国"),
        ("河宗", Role.MEMBER, P, None),
    ]


def test_a_list_with_bullets() -> None:
    roll = read_roll(rows("- 出席（2人）：关山、若飞\n- 请假（1人）：流云（因公）\n- 列席：王勃然（区法院院长）"))
    assert told(roll.members) == [("关山", P, None), ("若飞", P, None), ("流云", L, "因公")]
    assert [seen.name for seen in roll.observers] == ["王勃然"]


def test_a_table_of_a_year_has_a_column_for_each_session() -> None:
    table = "姓名\t职务\t第二十二次会议\t第二十三次会议\n祁连山\t主任\t请假\t出席\n桑雨晴\t副主任\t出席\t请假\n合计\t\t1\t1"
    for session, states in ((22, ["leave", "present"]), (23, ["present", "leave"])):
        assert [(one.name, one.attendance.value) for one in read_roll(rows(table), "出席情况", session).members] == [
            ("祁连山", states[0]),
            ("桑雨晴", states[1]),
        ]
