"""Files that were made, or have grown, to fill a memory or an afternoon: refused at once, with what is too much."""

import io
import socket
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from oversight.documents import limits
from oversight.documents.read_document import read_bytes
from oversight.errors import UnreadableDocument
from oversight.records.read_packet import read_packets
from tests.documents.make_pdf import pdf
from tests.documents.make_word import paragraph, table, word

_SENTENCE = "会议认为，要加强应急管理工作。"
_HEAD = "东河县人民代表大会常务委员会\n关于水利工作情况报告的审议意见\n县人民政府：\n　　2024年6月27日，县九届人大常委会第三次会议听取了报告。\n"


def refused(data: bytes, name: str) -> UnreadableDocument:
    started = time.perf_counter()
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, name)
    assert caught.value.where == name
    assert caught.value.hint
    assert time.perf_counter() - started < 20
    return caught.value


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_one_line_of_twenty_megabytes(name: str) -> None:
    data = (_SENTENCE * 450_000).encode()
    assert len(data) > 20_000_000
    assert refused(data, name).what == "The file has 6,750,000 characters; at most 3,000,000 can be read."


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_million_lines(name: str) -> None:
    assert "1,000,000 lines; at most 200,000" in refused("甲\n".encode() * 1_000_000, name).what


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html><body>" + b"<p>a</p>" * 2_000_000, "a.html"),
        (rb"{\rtf1 " + rb"\par" * 250_000 + b"}", "a.rtf"),
        (word("<w:p/>" * 250_000), "a.docx"),
    ],
)
def test_other_kinds_of_files_have_the_same_limits(data: bytes, name: str) -> None:
    assert refused(data, name)


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf([[(700, "会议议程")], [(700, "一、听取报告")]])
    monkeypatch.setattr(limits, "MOST_PAGES", 2)
    assert len(read_bytes(data, "a.pdf").lines) == 2
    monkeypatch.setattr(limits, "MOST_PAGES", 1)
    assert "2 pages; at most 1" in refused(data, "a.pdf").what


def test_a_word_file_that_unpacks_to_far_more() -> None:
    assert "Unpacked" in refused(word(paragraph("甲" * 2_000_000)), "a.docx").what


@pytest.mark.parametrize("times", [1, 2])
def test_a_pdf_that_unpacks_to_far_more(times: int) -> None:
    content = b"BT (a) Tj ET " * 2_000_000
    for _time in range(times):
        content = zlib.compress(content)
    filters = b"[" + b"/FlateDecode" * times + b"]"
    data = b"%PDF-1.4\n4 0 obj\n<</Length " + str(len(content)).encode() + b"/Filter" + filters + b">>\nstream\n" + content
    assert "Unpacked" in refused(data + b"\nendstream\nendobj\n%%EOF", "a.pdf").what


def test_a_large_picture_in_a_pdf_is_no_bomb() -> None:
    packed = zlib.compress(bytes(12_000_000))
    picture = b"9 0 obj\n<</Subtype/Image/Filter/FlateDecode/Length 9>>\nstream\n" + packed + b"\nendstream\nendobj\n"
    data = pdf([[(700, "会议议程")]])
    assert read_bytes(data + picture, "a.pdf").lines[0].clean == "会议议程"


def test_a_long_entry_that_is_merged_over_rows_is_said_once() -> None:
    first = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>"
    rows = [[f"<w:tcPr/>{paragraph('甲')}", first + paragraph("乙" * 300)]]
    rows += [[paragraph("丙"), "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("")] for _row in range(50)]
    assert len(read_bytes(word(table(*rows)), "a.docx").text) < 1000


def test_nested_tables_are_read_in_good_time() -> None:
    inner = paragraph("会议议程")
    for _level in range(60):
        inner = table([inner + paragraph("甲"), "乙"])
    started = time.perf_counter()
    document = read_bytes(word(inner), "a.docx")
    assert "会议议程" in document.text
    assert len(document.text) < 10_000
    assert time.perf_counter() - started < 5


def test_nothing_outside_of_a_file_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates, pictures and styles that lie elsewhere, an external entity, a frame and a style sheet of a page."""

    def connect(*_arguments: object) -> None:
        pytest.fail("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(paragraph("会议议程")))) as whole, zipfile.ZipFile(file, "w") as archive:
        for member in whole.namelist():
            content = whole.read(member)
            if member == "word/_rels/document.xml.rels":
                outside = "".join(
                    f'<Relationship Id="x{kind}" Type="http://x/{kind}" Target="http://192.0.2.1/{kind}.xml" TargetMode="External"/>'
                    for kind in ("styles", "numbering", "footnotes", "attachedTemplate", "image")
                )
                content = content.replace(b"</Relationships>", outside.encode() + b"</Relationships>")
            archive.writestr(member, content)
    assert read_bytes(file.getvalue(), "a.docx").text == "会议议程"
    page = '<html><link rel=stylesheet href="http://192.0.2.1/a.css"><body><iframe src="http://192.0.2.1/"></iframe><img src="http://192.0.2.1/a.png"><p>会议议程'
    assert "会议议程" in read_bytes(page.encode(), "a.html").text
    entity = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "http://192.0.2.1/x">]><html><body><p>会议议程&x;</p></body></html>'
    assert "会议议程" in read_bytes(entity.encode(), "a.html").text


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("会议议程\ud800\n一、听取报告\n".encode("utf-8", "surrogatepass"), "a.txt"),
        (b"\xff\xfe" + "会议议程\ud800\n".encode("utf-16-le", "surrogatepass"), "a.txt"),
        (word(paragraph("会议&#xD800;")), "a.docx"),
    ],
)
def test_half_a_character_is_refused(data: bytes, name: str) -> None:
    assert refused(data, name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("<html><body><p>会议&#xD800;&#55296;</p></body></html>".encode(), "a.html"),
        (rb"{\rtf1\uc0\u20250 \u-29778 \u-10240 }", "a.rtf"),
    ],
)
def test_half_a_character_is_shown_as_lost(data: bytes, name: str) -> None:
    assert read_bytes(data, name).text.strip().startswith("会议\ufffd")


@pytest.mark.parametrize("put", ["\u202e", "\u2067", "\u200f", "\x07", "\x1b[2J", "\x1b]0;x\x07", "\u200b", "\ufeff", "\xad"])
def test_what_turns_or_hides_text_is_not_read(put: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    text = _HEAD + "一、要加强巡查。\n二、要修复水闸，清理河道。\n"

    def read(text: str) -> list[str]:
        file.write_text(text, encoding="utf-8")
        [report] = next(iter(read_packets([file]))).packet.reports
        return [report.title, *(item.text for item in report.recommendations)]

    hidden = text.replace("水利", f"水{put}利").replace("加强", f"{put}加{put}强{put}").replace("水闸", f"水闸{put}")
    assert hidden != text
    assert len(read(text)) > 2
    assert read(hidden) == read(text)


@pytest.mark.parametrize(
    "body",
    [
        lambda size: "要" * size,
        lambda size: "一是加强管理，完善制度；" * (size // 12),
        lambda size: "一、甲\n（一）乙\n1.丙\n" * (size // 15),
        lambda size: "（牵头单位：" * (size // 6),
        lambda size: "王 " * (size // 2),
        lambda size: "2024年6月30日前" * (size // 10),
    ],
)
def test_hostile_texts_are_read_in_good_time(body: Callable[[int], str], tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(_HEAD + body(60_000), encoding="utf-8")
    started = time.perf_counter()
    assert list(read_packets([file]))
    assert time.perf_counter() - started < 15
