import pytest

from oversight.documents.read_document import read_bytes
from oversight.errors import UnreadableDocument
from tests.documents.make_pdf import Drawn, pdf, table

_HEADER = "清河县人大常委会会议文件"
_LONG = "各乡镇人民政府要把校车安全摆在更加突出的位置抓紧抓实并"


def _page(number: int, *lines: str, header_at: int = 800) -> list[tuple[int, str]]:
    body = [(760 - 20 * at, line) for at, line in enumerate(lines)]
    return [(header_at, _HEADER), *body, (30, f"- {number} -")]


def test_lines_come_in_order_with_their_pages() -> None:
    document = read_bytes(
        pdf([[(700, "清河县人民政府"), (680, "关于校车安全工作情况的报告")], [(700, "二、下一步工作")]]), "a.pdf"
    )
    assert [(line.number, line.page, line.clean) for line in document.lines] == [
        (1, 1, "清河县人民政府"),
        (2, 1, "关于校车安全工作情况的报告"),
        (3, 2, "二、下一步工作"),
    ]


def test_headers_and_page_numbers_are_furniture() -> None:
    document = read_bytes(pdf([_page(1, _LONG), _page(2, "定期检查。", f"县教育局和{_LONG}"), _page(3, "建立台账。")]), "a.pdf")
    assert [line.clean for line in document.lines if line.clean] == [_LONG, "定期检查。", f"县教育局和{_LONG}", "建立台账。"]
    assert [line.raw for line in document.lines][:3] == [_HEADER, _LONG, "- 1 -"]
    assert [line.number for line in document.lines] == list(range(1, 11))


def test_a_title_in_the_words_of_the_header_is_text() -> None:
    document = read_bytes(
        pdf(
            [
                _page(1, _LONG, header_at=780),
                _page(2, "定期检查。", f"县教育局和{_LONG}"),
                _page(3, "建立台账。", f"县公安局和{_LONG}"),
                _page(4, "完毕。"),
            ]
        ),
        "a.pdf",
    )
    assert [line.page for line in document.lines if line.clean == _HEADER] == [1]


def test_a_drawn_table_is_read_row_by_row() -> None:
    rows: list[list[str | None]] = [
        ["序号", "姓名", "职务", "备注"],
        ["1", "祁连山", "县人大常\n委会主任", ""],
        ["2", "方 圆", "委员", "请假"],
        ["3", "苏　眉", None, ""],
    ]
    document = read_bytes(pdf([[(700, "出席情况"), table(680, [40, 80, 80, 60], rows), (500, "列席：")]]), "a.pdf")
    assert [line.raw for line in document.lines] == [
        "出席情况",
        "序号\t姓名\t职务\t备注",
        "1\t祁连山\t县人大常委会主任\t",
        "2\t方 圆\t委员\t请假",
        "3\t苏　眉\t委员\t",
        "列席：",
    ]


def test_a_row_that_a_page_cuts_is_one_row() -> None:
    head = ["序号", "审议意见", "责任单位"]
    first = table(
        120,
        [40, 160, 120],
        [head, ["1", "加强校车安全管理，建\n立动态监管", "县教育局"], ["2", "完善应急预案，组织", "县公安局、"]],
    )
    then = table(780, [40, 160, 120], [["", "开展演练。", "县交通局"], ["3", "公开结果。", "县教育局"]])
    document = read_bytes(pdf([[(700, "附件"), first, (10, "- 1 -")], [then, (10, "- 2 -")]]), "a.pdf")
    assert [line.raw for line in document.lines] == [
        "附件",
        "序号\t审议意见\t责任单位",
        "1\t加强校车安全管理，建立动态监管\t县教育局",
        "2\t完善应急预案，组织开展演练。\t县公安局、县交通局",
        "- 1 -",
        "3\t公开结果。\t县教育局",
        "- 2 -",
    ]


def test_a_frame_round_a_paper_is_no_table() -> None:
    frame = b"40 40 m 550 40 l 550 800 l 40 800 l h S 40 700 m 550 700 l S 45 45 m 545 45 l 545 795 l 45 795 l h S\n"
    document = read_bytes(pdf([[frame, (750, "审议意见"), (680, "一、加强监管。"), (660, "二、完善制度。")]]), "a.pdf")
    assert [line.raw for line in document.lines] == ["审议意见", "一、加强监管。", "二、完善制度。"]


def test_what_is_drawn_last_is_read_where_it_stands() -> None:
    title, footer = (780, "关于校车安全工作情况的报告"), (30, "— 1 —")
    document = read_bytes(pdf([[footer, (740, "各位委员："), (720, "现将情况报告如下。"), title]]), "a.pdf")
    assert [line.raw for line in document.lines] == ["关于校车安全工作情况的报告", "各位委员：", "现将情况报告如下。", "— 1 —"]


def test_columns_are_read_one_after_the_other() -> None:
    left = [(700 - 20 * at, f"左栏第{at}行") for at in range(4)]
    right = [(700 - 20 * at, f"右栏第{at}行", 320) for at in range(4)]
    title = (740, "这是一个横跨左右两栏的长标题一共二十五个字左右吧")
    document = read_bytes(pdf([[title, *left, *right]]), "a.pdf")
    assert [line.raw for line in document.lines] == [line[1] for line in (title, *left, *right)]


def test_a_line_does_not_go_on_in_the_other_column() -> None:
    words = [
        "加强校车安全管理建立动态",
        "监管机制落实各方责任定期",
        "开展隐患排查及时消除风险",
        "完善应急预案组织开展演练",
        "公开检查结果接受社会监督",
    ]
    title, footer = (780, "关于校车安全管理工作情况的报告（共二十二个字）", 180), (30, "— 1 —", 280)
    rows = [drawn for at, text in enumerate(words) for drawn in ((700 - 20 * at, text), (700 - 20 * at, text[::-1], 330))]
    document = read_bytes(pdf([[title, *rows, footer]]), "a.pdf")
    assert [line.raw for line in document.lines] == [title[1], *words, *(text[::-1] for text in words), "— 1 —"]


def test_rows_of_names_are_no_columns() -> None:
    rows = [(700 - 20 * at, f"祁连山　桑雨晴　方　圆　　　　戚　芳　苏　眉　丁一鸣{at}") for at in range(8)]
    assert [line.raw for line in read_bytes(pdf([rows]), "a.pdf").lines] == [text for _height, text in rows]


def test_signs_of_another_font_stand_where_they_are_seen() -> None:
    document = read_bytes(
        pdf([[(700, "一、关于"), (700, "“", 108), (700, "”", 168), (700, "加快进度", 120), (700, "的意见", 180)]]), "a.pdf"
    )
    assert [line.raw for line in document.lines] == ["一、关于“加快进度”的意见"]


def test_the_indent_of_a_paragraph_is_kept() -> None:
    page: list[Drawn] = [
        (700, "一、要加强监管，落实责", 84),
        (680, "任，并定期报告情况。"),
        (660, "二、要完善制度。", 84),
        (640, "常委会办公室", 300),
    ]
    more: list[Drawn] = [(620, "县教育局和县公安局要"), (600, "密切配合。")]
    document = read_bytes(pdf([[*page, *more]]), "a.pdf")
    assert [line.raw for line in document.lines][:4] == [
        "\u3000\u3000一、要加强监管，落实责",
        "任，并定期报告情况。",
        "\u3000\u3000二、要完善制度。",
        "常委会办公室",
    ]


def test_scanned_pages_are_named() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(
            pdf([None, None, [(700, "清河县人大常委会办公室关于印发会议材料的通知")], None, [(30, "— 5 —")]]), "扫描.pdf"
        )
    assert "Pages 1-2, 4 hold pictures" in caught.value.what
    assert caught.value.where == "扫描.pdf"
    assert caught.value.hint is not None
    assert ".docx" in caught.value.hint


def test_a_blank_page_is_no_scan() -> None:
    document = read_bytes(pdf([[(700, "会议议程")], [], [(700, "一、听取报告")]]), "a.pdf")
    assert [(line.page, line.clean) for line in document.lines] == [(1, "会议议程"), (3, "一、听取报告")]


def test_a_file_without_any_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        read_bytes(pdf([[], []]), "a.pdf")


def test_locked_and_damaged_files_are_told_apart() -> None:
    with pytest.raises(UnreadableDocument, match="password"):
        read_bytes(pdf([[(700, "会议议程")]], locked=True), "a.pdf")
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20, "a.pdf")
