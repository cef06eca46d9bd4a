"""The reader on spoiled packets: it reads them or says why not, and what it reads stands where it says so."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.documents.read_document import read_bytes, read_document
from oversight.errors import OversightError
from oversight.records.explain import explain
from oversight.records.read_packet import read_packets
from tests.documents.make_pdf import pdf
from tests.documents.make_word import level, listed, numbering, paragraph, table, word
from tests.fuzz.mutate import damaged, mutated
from tests.fuzz.spoiled import spoiled
from tests.fuzz.standing import faults

_ROOT = Path(__file__).parents[2]
_PACKETS = _ROOT / "tests" / "packets"
_STARTS = {
    "songlan": (_PACKETS / "songlan-09-05" / "songlan-09-05.txt", 0.2),
    "yanhu-08": (_PACKETS / "yanhu-04-08_13" / "yanhu-04-08.txt", 0.2),
    "yanhu-13": (_PACKETS / "yanhu-04-08_13" / "yanhu-04-13.txt", 0.2),
    "tangxi": (_PACKETS / "tangxi-06-12" / "tangxi-06-12.docx", 0.1),
    "wanglan": (_PACKETS / "wanglan-17-21" / "wanglan-17-21.pdf", 0.1),
    "lvyuan": (_ROOT / "seeds" / "lvyuan-18-33.txt", 0.1),
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that one example after another overwrites."""
    return tmp_path_factory.mktemp("spoiled") / "packet.txt"


@pytest.mark.parametrize("start", _STARTS)
def test_what_is_read_of_a_spoiled_packet_stands_there(start: str, file: Path) -> None:
    path, share = _STARTS[start]

    @spoiled(share)
    @given(text=mutated(read_document(path).text))
    def check(text: str) -> None:
        file.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        try:
            readings = list(read_packets([file]))
        except OversightError:
            return
        for reading in readings:
            assert faults(reading) == []
            assert len(explain(reading)) == sum(len(document.lines) for document in reading.documents)
        again = [reading.packet.to_json() for reading in read_packets([file])]
        assert again == [reading.packet.to_json() for reading in readings]

    check()


_WORD = word(
    paragraph("会议议程") + listed("听取报告") + listed("审议意见") + table(["姓名", "备注"], ["庄红", "请假"]),
    numbering=numbering(level(0, "chineseCounting", "%1、")),
)
_PAPERS = {
    "a.txt": [
        "区人大常委会\r\n第三次会议议程\f一、听取报告\n".encode("gb18030"),
        "\ufeff会议议程\n一、听取报告\n".encode("utf-16"),
    ],
    "a.docx": [_WORD],
    "a.pdf": [pdf([[(700, "会议议程"), (680, "一、听取报告")], [(700, "二、审议意见")]])],
    "a.html": ["<!DOCTYPE html><html><body><p>会议议程</p><ol><li>听取报告<table><tr><td colspan=3>甲</table></ol>".encode()],
    "a.md": ["# 会议议程\n\n- **一、** 听取[报告](x)\n\n|甲|乙|\n|---|---|\n|1|2|\n<!-- 不读 -->\n".encode()],
    "a.rtf": [rb"{\rtf1\ansi\ansicpg936{\fonttbl x}\uc1\u20250?\'d2\'e9\par{\*\x y}\trowd \u-10179?\u-8704?\cell\row}"],
}


@pytest.mark.parametrize("name", _PAPERS)
@spoiled(0.1)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = data.draw(damaged(_PAPERS[name]))
    try:
        document = read_bytes(content, name)
    except OversightError:
        return
    assert document.text.encode()
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))
    assert any(line.clean for line in document.lines)
