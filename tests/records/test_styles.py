"""Small packets, each in a style of its own; people, places and figures are invented."""

from pathlib import Path
from typing import Any

import pytest

from oversight.records.packet import Packet
from oversight.records.read_packet import read_packets
from oversight.vocabulary import Attendance, Level, ReportKind

_HERE = Path(__file__).parent / "styles"


def read(name: str) -> Packet:
    [reading] = read_packets([_HERE / name])
    return reading.packet


def counts(packet: Packet) -> tuple[int, ...]:
    return tuple(sum(person.attendance is state for person in packet.members) for state in Attendance)


def away(packet: Packet) -> dict[str, str | None]:
    return {person.name: person.reason for person in packet.members if person.attendance is not Attendance.PRESENT}


@pytest.mark.parametrize(
    ("name", "session", "declared", "found"),
    [
        (
            "bulletin_of_a_province.txt",
            ("赤岭省", 14, 7, "2024-03-26", "2024-03-28", "单于明"),
            (57, None, None, 62),
            (6, 0, 0),
        ),
        (
            "agenda_that_says_who_presides.txt",
            ("澜溪彝族自治县", 16, 27, "2024-06-26", "2024-06-26", "阿苏·木呷"),
            (23, None, 4, 27),
            (23, 4, 0),
        ),
        ("gazette.txt", ("青石市", 8, 14, "2023-10-25", "2023-10-25", "巩俐民"), (35, 3, None, None), (36, 0, 3)),
        ("minutes.txt", ("河洛区", 19, 6, "2022-08-30", "2022-08-30", "相里"), (None, None, None, None), (13, 2, 0)),
        ("table_by_sitting.md", ("南桥县", 11, 21, "2024-04-29", "2024-04-30", None), (25, None, 2, 27), (3, 2, 0)),
        (
            "other_meetings_before.txt",
            ("云台县", 17, 18, "2024-05-20", "2024-05-20", "郎平"),
            (22, None, None, None),
            (4, 0, 0),
        ),
        ("table_in_two_panels.txt", ("柳林市", 5, 20, "2021-12-28", "2021-12-28", None), (27, None, 4, 31), (4, 2, 0)),
        ("leave_with_reasons_below.txt", ("市", 6, 31, "2025-01-08", "2025-01-08", None), (None, None, None, None), (7, 4, 0)),
        ("letter_on_a_site", ("沙河县", 16, 13, "2023-10-31", "2023-10-31", None), (None, None, None, None), (0, 0, 0)),
    ],
)
def test_the_session_and_who_was_there(
    name: str, session: tuple[Any, ...], declared: tuple[int | None, ...], found: tuple[int, ...]
) -> None:
    packet = read(name)
    it, said = packet.session, packet.declared
    assert (it.body, it.term, it.number, str(it.starts_on), str(it.ends_on), it.presided_by) == (
        f"{session[0]}人民代表大会常务委员会",
        *session[1:],
    )
    assert (said.present, said.absent, said.leave, said.members) == declared
    assert counts(packet) == found


def test_reasons_beneath_names_and_across_a_table() -> None:
    assert away(read("leave_with_reasons_below.txt")) == {
        "张良": "参加省委党校培训",
        "萧何": "因公出国",
        "韩信": "因公出国",
        "陈平": "因病",
    }
    assert away(read("table_in_two_panels.txt")) == {"江南": "因公外出", "清风": "因病住院"}
    assert away(read("minutes.txt")) == {"冯谖": "出国", "吕雉": "病假"}
    # Who came to one of two sittings was there.
    assert away(read("table_by_sitting.md")) == {"高飞": "因公", "麦收": "因病"}


@pytest.mark.parametrize(
    ("name", "observers"),
    [
        ("bulletin_of_a_province.txt", {"翟永宁": "副省长"}),
        ("table_in_two_panels.txt", {"高原": "市政府副市长", "平川": "市中级人民法院院长"}),
        ("table_by_sitting.md", {"孙思邈": "县人民政府副县长", "李时珍": "县人民法院院长", "钱乙": "县卫生健康局局长"}),
        ("other_meetings_before.txt", {"单雄信": "县政府副县长", "程咬金": "县法院院长", "秦琼": "县检察院检察长"}),
    ],
)
def test_observers(name: str, observers: dict[str, str]) -> None:
    assert {seen.name: seen.title for seen in read(name).observers} == observers


def test_reports_with_their_authors_and_items_of_the_agenda() -> None:
    province = read("bulletin_of_a_province.txt").reports
    assert [(report.kind, report.title, report.author, report.presenter) for report in province] == [
        (ReportKind.WORK_REPORT, "关于全省高标准农田建设情况的报告", "省人民政府", "翟永宁"),
        (ReportKind.DELIBERATION_OPINION, "关于全省高标准农田建设情况报告的审议意见", "赤岭省人大常委会", None),
    ]
    assert str(province[1].answer_due_on) == "2024-09-30"
    minutes = read("minutes.txt")
    assert [item.text for item in minutes.agenda] == ["听取和审议区人民政府关于“双减”工作情况的报告", "人事任免"]
    assert [(report.agenda_number, report.presenter) for report in minutes.reports] == [(1, "孔明德")]
    assert len(read("table_in_two_panels.txt").agenda) == 3


def test_a_letter_on_a_site_lends_its_number_to_the_opinion_in_the_next_file() -> None:
    [report] = read("letter_on_a_site").reports
    assert (report.kind, report.addressee, report.document_number) == (
        ReportKind.DELIBERATION_OPINION,
        "县人民政府办公室",
        "沙人办函〔2023〕18号",
    )
    assert str(report.answer_due_on) == "2024-02-10"
    assert not any("上一篇" in item.text or "Copyright" in item.text for item in report.recommendations)


def test_an_agenda_says_who_presides_and_the_brackets_under_its_title_where() -> None:
    packet = read("agenda_that_says_who_presides.txt")
    assert packet.session.venue == "县人大常委会二楼会议室"
    assert [item.text[:8] for item in packet.agenda] == [
        "传达学习省人大常",
        "听取和审议县人民",
        "听取和审议县人大",
        "人事任免事项",
    ]
    assert [report.agenda_number for report in packet.reports] == [2, 2, 3, 2]
    assert str(packet.reports[3].plan_due_on) == "2024-08-31"


def test_a_short_act_is_known_again_by_what_is_to_come_of_it() -> None:
    survey, opinion = (read("agenda_that_says_who_presides.txt").reports[at] for at in (1, 3))
    said = {one.path: one.text for one in opinion.recommendations}
    assert said["3.1"] == "倒排工期，确保县城第二水源工程2025年6月底前通水"
    assert {one.path: one.same_as for one in survey.recommendations}["3.1"] == "4:3.1"


def test_a_township_whose_presidium_sits() -> None:
    packet = read("presidium_of_a_town.txt")
    it = packet.session
    assert (it.body, it.term, it.number, it.presided_by) == ("柳溪镇人民代表大会主席团", 19, 6, "翟文广")
    assert (counts(packet), away(packet)) == ((4, 1, 0), {"牟国": "因住院"})
    opinion = packet.reports[1]
    assert (opinion.kind, opinion.author) == (ReportKind.DELIBERATION_OPINION, "柳溪镇人民代表大会主席团")
    assert (str(opinion.plan_due_on), str(opinion.answer_due_on)) == ("2022-09-10", "2022-11-30")
    assert [item.heading for item in opinion.recommendations if item.level is Level.ITEM] == ["发动群众参与", "管好经费"]
