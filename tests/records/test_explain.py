from collections import Counter
from pathlib import Path

from oversight.documents.read_document import read_document
from oversight.records.explain import explain, explain_documents
from oversight.records.read_packet import read_packets
from oversight.vocabulary import LinePart

_SEED = Path(__file__).parents[2] / "seeds" / "lvyuan-18-33.txt"
_PACKETS = Path(__file__).parents[1] / "packets"


def test_every_line_of_the_sample_is_marked_once() -> None:
    [reading] = read_packets([_SEED])
    marks = explain(reading)
    assert [mark.number for mark in marks] == [line.number for line in reading.documents[0].lines]
    kinds = Counter(mark.part for mark in marks)
    assert (kinds[LinePart.MEMBER], kinds[LinePart.OBSERVER], kinds[LinePart.SALUTATION], kinds[LinePart.DATE]) == (7, 18, 7, 6)
    assert kinds[LinePart.UNREAD] == 0
    by_line = {mark.number: mark for mark in marks}
    assert (by_line[28].part, by_line[29].part, by_line[33].part) == (LinePart.SESSION, LinePart.ATTENDANCE, LinePart.MEMBER)
    assert (by_line[95].part, by_line[95].detail, by_line[100].part) == (LinePart.TITLE, "1", LinePart.AUTHOR)


def test_page_furniture_and_letterheads() -> None:
    [reading] = read_packets([_PACKETS / "wanglan-17-21"])
    by_line = {mark.number: mark.part for mark in explain(reading)}
    assert (by_line[1], by_line[120], by_line[121]) == (LinePart.FURNITURE, LinePart.LETTERHEAD, LinePart.LETTERHEAD)


def test_files_that_make_no_packet(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("代表们察看了市场。\n\n", encoding="utf-8")
    assert [(mark.part, mark.text) for mark in explain_documents([read_document(file)])] == [
        (LinePart.NEWS, "代表们察看了市场。"),
        (LinePart.BLANK, ""),
    ]


_ATTENDED = """云溪县第十届人大常委会第四次会议出席情况

（2024年3月7日）

主　任：方知行
委　员：秦　川　柳如烟　石　磊
请　假：柳如烟

云溪县人大常委会关于农田水利工作情况报告的审议意见

县人民政府：

　　2024年3月7日，县十届人大常委会第四次会议听取和审议了县人民政府的报告。提出如下审议意见：

　　一、加快渠系改造。要编制改造计划，明确资金来源；要落实管护责任。

云溪县人大常委会

2024年3月12日
"""


def test_all_that_stands_on_a_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "10-4.txt"
    file.write_text(_ATTENDED, encoding="utf-8")
    [reading] = read_packets([file])
    told = {mark.number: mark.detail for mark in explain(reading)}
    assert (told[5], told[6]) == ("present", "present; leave: 柳如烟")
    named = [f"1:{one.path}" for one in reading.packet.reports[0].recommendations]
    leaves = [path for path in named if not any(other.startswith(f"{path}.") for other in named)]
    assert len(leaves) > 1
    assert told[15] == ", ".join(leaves)
