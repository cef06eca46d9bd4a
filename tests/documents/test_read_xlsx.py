from pathlib import Path

import pytest

from oversight.documents.read_document import read_bytes
from oversight.errors import NotAPacket, UnreadableDocument
from oversight.records.read_packet import read_packets
from tests.documents.make_sheet import Sheet, workbook

_PEOPLE: tuple[list[str | float | None], ...] = (
    ["1", "祁连山", "主任", "出席", None],
    ["2", "桑雨晴", "副主任", "请假", "因公出差"],
    ["3", "戚　芳", "委员", "出席"],
    ["4", "丁一鸣", None, "出席"],
)


def shown(data: bytes) -> list[tuple[int | None, str]]:
    return [(line.page, line.clean) for line in read_bytes(data, "签到表.xlsx").lines]


def test_rows_are_lines_and_what_stands_alone_is_no_row() -> None:
    rows: list[list[str | float | None]] = [
        ["云岭县第十七届人大常委会\n第二十三次会议出席情况", "", ""],
        [],
        ["序号", "姓名", "职务", "出席情况", "备注"],
        *_PEOPLE,
    ]
    assert shown(workbook(Sheet(rows, merged=["A1:E1", "C6:C7"]))) == [
        (None, "云岭县第十七届人大常委会"),
        (None, "第二十三次会议出席情况"),
        (None, "序号\t姓名\t职务\t出席情况\t备注"),
        (None, "1\t祁连山\t主任\t出席"),
        (None, "2\t桑雨晴\t副主任\t请假\t因公出差"),
        (None, "3\t戚　芳\t委员\t出席"),
        (None, "4\t丁一鸣\t委员\t出席"),
    ]


def test_each_sheet_that_is_shown_is_a_page() -> None:
    sheets = Sheet([["出席情况"]]), Sheet([["底稿"]], state="hidden"), Sheet([["列席人员"]])
    assert shown(workbook(*sheets)) == [(1, "出席情况"), (2, "列席人员")]


def test_a_cell_holds_what_is_seen_in_it() -> None:
    row: list[str | float | None] = [
        3.0,
        '<c s="1"><v>45657</v></c>',
        '<c s="2"><v>45657.5</v></c>',
        "<r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh>",
        '<c t="str"><f>B1</f><v>在办</v></c>',
        '<c t="inlineStr"><is><t>县水利局</t></is></c>',
        '<c t="e"><v>#N/A</v></c>',
        0.965,
    ]
    made = workbook(Sheet([row]), styles="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;")
    assert shown(made) == [(None, "3\t2024年12月31日\t2024年12月31日\t张三\t在办\t县水利局\t\t0.965")]


def test_damaged_workbooks_are_refused() -> None:
    data = workbook(Sheet([["出席情况"]]))
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_bytes(data.replace(b"xl/workbook.xml", b"xl/workbork.xml"), "a.xlsx")


def test_attendance_in_a_workbook_or_a_list_of_values_beside_the_papers(tmp_path: Path) -> None:
    head: list[str | float | None] = ["序号", "姓名", "职务", "出席情况", "备注"]
    news = "云岭县十七届人大常委会举行第二十三次会议\n　　2024年6月27日，云岭县第十七届人大常委会第二十三次会议在县机关举行。"
    filled = [[str(cell or "") for cell in (*row, "")] for row in (head, *_PEOPLE)]
    for folder, name, data in (
        ("表", "签到.xlsx", workbook(Sheet([head, *_PEOPLE]))),
        ("值", "签到.csv", "".join(f"{','.join(row)}\r\n" for row in filled).encode("gb18030")),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "新闻.txt").write_text(news, encoding="utf-8")
        (tmp_path / folder / name).write_bytes(data)
        [reading] = read_packets([tmp_path / folder])
        assert [(one.name, one.attendance.value, one.reason) for one in reading.packet.members] == [
            ("祁连山", "present", None),
            ("桑雨晴", "leave", "因公出差"),
            ("戚芳", "present", None),
            ("丁一鸣", "present", None),
        ]
        assert not reading.packet.doubts


def test_a_workbook_without_people_is_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "新闻.txt").write_text(
        "云岭县十七届人大常委会举行第二十三次会议\n　　2024年6月27日，云岭县第十七届人大常委会第二十三次会议在县机关举行。",
        encoding="utf-8",
    )
    (tmp_path / "附表.xlsx").write_bytes(workbook(Sheet([["项目", "金额"], ["供水", 120]])))
    (tmp_path / "旧表.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    [reading] = read_packets([tmp_path])
    assert [(doubt.code, doubt.message.split()[0]) for doubt in reading.packet.doubts] == [
        ("not_a_paper", "附表.xlsx"),
        ("not_read", "旧表.xls"),
    ]


def test_a_workbook_of_tasks_beside_the_opinion(tmp_path: Path) -> None:
    opinion = "云岭县人大常委会\n关于农村饮水安全工作情况报告的审议意见\n县人民政府：\n　　2024年6月27日，县十七届人大常委会第二十三次会议审议了报告。现提出审议意见：\n　　一、加强水质监测\n　　将小型供水工程纳入常规监测。\n　　二、健全管护机制\n　　建立专业维修队伍。"
    rows = [
        ["县十七届人大常委会第二十三次会议审议意见任务分解表"],
        ["任务", "责任单位", "完成时限"],
        ["建立专业维修队伍", "县水利局", "2024年底前"],
    ]
    (tmp_path / "意见.txt").write_text(opinion, encoding="utf-8")
    (tmp_path / "任务分解表.xlsx").write_bytes(workbook(Sheet(rows)))
    [reading] = read_packets([tmp_path])
    [report] = reading.packet.reports
    assert [(one.path, one.bodies, one.due_text) for one in report.recommendations] == [
        ("1", (), None),
        ("2", ("县水利局",), "2024年底前"),
    ]
    assert not reading.packet.doubts
    with pytest.raises(NotAPacket):
        list(read_packets([tmp_path / "任务分解表.xlsx"]))
