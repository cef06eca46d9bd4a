from oversight.structure.part_sessions import part_sessions, strangers
from oversight.structure.read_session import FilePapers, session_key
from tests.structure.paper_text import paper

_AGENDA = "东河县第九届人大常委会第{n}次会议\n会议议程\n一、听取县人民政府关于水利工作情况的报告\n"
_NEWS = "东河县人大常委会举行第{n}次会议\n　　{day}，东河县九届人大常委会第{n}次会议在县会议中心举行。\n"
_REPORT = "东河县人民政府\n关于{what}工作情况的报告\n——2024年{day}在东河县第九届人大常委会第{n}次会议上\n副县长　丘　岳\n各位委员：\n　　工作稳步推进。\n"
_COURT = "东河县人民法院\n关于执行工作情况的报告\n院长　田　良\n各位委员：\n　　去年第八届人大常委会第二次会议提出意见。\n"


def parts(text: str) -> list[tuple[int | None, list[str]]]:
    [file] = FilePapers.of_all([paper(text)])
    found = []
    for part in part_sessions(file):
        key = session_key([part])
        found.append((key.number if key else None, [one.heading or "?" for one, _head in part.papers]))
    return found


def test_a_news_item_of_the_next_session_begins_its_papers() -> None:
    first = _NEWS.format(n="三", day="6月27日") + _REPORT.format(what="水利", n="三", day="6月27日")
    second = _NEWS.format(n="四", day="8月20日") + _REPORT.format(what="卫生", n="四", day="8月20日") + _COURT
    assert parts(first + second) == [
        (3, ["东河县人大常委会举行第三次会议", "东河县人民政府关于水利工作情况的报告"]),
        (4, ["东河县人大常委会举行第四次会议", "东河县人民政府关于卫生工作情况的报告", "东河县人民法院关于执行工作情况的报告"]),
    ]
    # The first session's agenda comes last.
    assert [len(found) for _number, found in parts(first + second + _AGENDA.format(n="三"))] == [3, 3]


def test_a_file_of_one_session_stays_whole() -> None:
    text = _REPORT.format(what="水利", n="三", day="6月27日") + _COURT + _AGENDA.format(n="三")
    assert [number for number, _found in parts(text)] == [3]
    told = "　　为落实县九届人大常委会第二次会议审议意见，视察组作了报告。\n"
    assert [number for number, _found in parts(told + text)] == [3]


def test_a_report_of_another_session_is_told() -> None:
    text = (
        _AGENDA.format(n="三")
        + _REPORT.format(what="水利", n="三", day="6月27日")
        + _REPORT.format(what="卫生", n="四", day="8月20日")
    )
    [file] = FilePapers.of_all([paper(text)])
    assert len(part_sessions(file)) == 1
    [(one, mention)] = strangers(file, session_key([file]))
    assert (one.heading, mention.number) == ("东河县人民政府关于卫生工作情况的报告", 4)
    assert not list(strangers(file, None))
