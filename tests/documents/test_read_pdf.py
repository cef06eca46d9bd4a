import pytest

from oversight.documents.read_document import read_bytes
from oversight.errors import UnreadableDocument
from tests.documents.make_pdf import pdf

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
