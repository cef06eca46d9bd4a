"""The readers against whole packets, each in another format."""

from pathlib import Path

import pytest

from oversight.documents.document import Document
from oversight.documents.gather import gather
from oversight.documents.read_document import read_document

_ROOT = Path(__file__).parents[2]
_PACKETS = _ROOT / "tests" / "packets"
_FILES = [
    "seeds/lvyuan-18-33.txt",
    *(
        f"tests/packets/{name}"
        for name in (
            "tangxi-06-12/tangxi-06-12.docx",
            "wanglan-17-21/wanglan-17-21.pdf",
            "songlan-09-05/songlan-09-05.txt",
            "yanhu-04-08_13/yanhu-04-08.txt",
            "yanhu-04-08_13/yanhu-04-13.txt",
        )
    ),
]


def furniture(document: Document) -> list[tuple[int, str]]:
    return [(line.number, line.raw) for line in document.lines if line.raw.strip() and not line.clean]


@pytest.mark.parametrize("file", _FILES)
def test_every_packet_becomes_clean_numbered_lines(file: str) -> None:
    document = read_document(_ROOT / file)
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))
    assert len(document.lines) > 60
    for line in document.lines:
        assert len(line.raw.splitlines()) <= 1
        assert line.clean in ("", line.raw.strip())
    assert document.text.count("\n") == len(document.lines) - 1


def test_the_text_from_a_scanned_packet() -> None:
    """A lone space after the last line end is no line; two page numbers were left in the middle of the text."""
    document = read_document(_ROOT / "seeds" / "lvyuan-18-33.txt")
    assert len(document.lines) == 2031
    assert furniture(document) == [(1201, "32"), (1405, "37")]
    assert document.lines[0].clean == "绿园区十八届人大常委会举行第三十三次会议"


def test_the_packet_in_word() -> None:
    document = read_document(_PACKETS / "tangxi-06-12" / "tangxi-06-12.docx")
    rows = [line.clean for line in document.lines if "\t" in line.clean]
    assert rows[:2] == ["序号\t姓名\t职务\t出席情况\t请假事由", "1\t郗怀远\t主任\t出席"]
    assert "9\t芮国梁\t委员\t请假\t因病住院治疗" in rows
    assert len(rows) == 1 + 23 + 1 + 8
    assert furniture(document) == []
    assert [line.page for line in document.lines if line.clean.endswith("会议议程")] == [3]


def test_the_packet_in_pdf() -> None:
    document = read_document(_PACKETS / "wanglan-17-21" / "wanglan-17-21.pdf")
    found = furniture(document)
    assert [raw for _at, raw in found[::2]] == ["望澜县十七届人大常委会第二十一次会议文件"] * 9
    assert [raw for _at, raw in found[1::2]] == [f"— {page} —" for page in range(1, 10)]
    text = "".join(line.clean for line in document.lines)
    assert "副主任路承安、麻晓岚、仇正阳出席。" in text
    assert "在重点河段安装视频监控设备，建立水利、城管、公安联合巡查制度" in text


def test_the_packet_in_gb18030() -> None:
    document = read_document(_PACKETS / "songlan-09-05" / "songlan-09-05.txt")
    assert "陆䶮" in document.text
    assert "\r" not in document.text
    assert len(document.lines) == 72


def test_two_sessions_in_one_folder() -> None:
    (group,) = gather([_PACKETS / "yanhu-04-08_13"])
    assert [document.name for document in group] == ["yanhu-04-08.txt", "yanhu-04-13.txt"]
    assert group[0].lines[0].raw == "砚湖区四届人大常委会第八次会议召开"
