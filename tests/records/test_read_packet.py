import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oversight.errors import NotAPacket, NotFound, UnreadableDocument
from oversight.records.packet import AgendaItem, Member, Observer, Report
from oversight.records.read_packet import Reading, read_packets
from oversight.vocabulary import ReportKind

_SEED = Path(__file__).parents[2] / "seeds" / "lvyuan-18-33.txt"
_AGENDA = "东河县第九届人大常委会第三次会议\n议程\n一、听取县人民政府关于水利工作情况的报告\n二、听取县人民法院关于执行工作情况的报告\n"
_WATER = "东河县人民政府\n关于水利工作情况的报告\n——2024年6月27日在东河县第九届人大常委会第三次会议上\n副县长　丘　岳\n各位委员：\n　　水利工作稳步推进。\n"
_COURT = "东河县人民法院\n关于执行工作情况的报告\n院长　田　良\n各位委员：\n　　执行工作稳步推进。\n"
_NEXT = _WATER.replace("第三次", "第四次").replace("6月", "8月")


def read(folder: Path, **files: str) -> list[Reading]:
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return list(read_packets([folder]))


def test_files_of_one_session_make_one_packet(tmp_path: Path) -> None:
    [reading] = read(tmp_path, a1=_AGENDA, a2=_WATER, a3=_COURT)
    packet = reading.packet
    assert [file.name for file in packet.source.files] == ["a1.txt", "a2.txt", "a3.txt"]
    assert [(report.number, report.file, report.agenda_number, report.presenter) for report in packet.reports] == [
        (1, 1, 1, "丘岳"),
        (2, 2, 2, "田良"),
    ]
    assert (packet.session.term, packet.session.number) == (9, 3)
    assert [document.name for document in reading.documents] == ["a1.txt", "a2.txt", "a3.txt"]


def test_sessions_of_one_folder_are_parted(tmp_path: Path) -> None:
    first, second = read(tmp_path, a1=_AGENDA, a2=_WATER, a4=_NEXT)
    assert [first.packet.session.number, second.packet.session.number] == [3, 4]
    assert [file.name for file in second.packet.source.files] == ["a4.txt"]
    assert second.packet.reports[0].file == 0


def test_two_committees_in_one_folder_are_parted(tmp_path: Path) -> None:
    readings = read(tmp_path, a1=_WATER, a2=_WATER.replace("东河县", "西山县"))
    assert [reading.packet.session.body for reading in readings] == [
        "东河县人民代表大会常务委员会",
        "西山县人民代表大会常务委员会",
    ]


def test_a_file_that_could_belong_to_two_sessions_is_a_doubt(tmp_path: Path) -> None:
    first, _second = read(tmp_path, a2=_WATER, a3=_COURT, a4=_NEXT)
    [doubt] = [doubt for doubt in first.packet.doubts if doubt.code == "session_unclear"]
    assert "a3.txt" in doubt.message


def test_a_file_without_papers_among_papers_is_a_doubt(tmp_path: Path) -> None:
    [reading] = read(tmp_path, a2=_WATER, notes="请各位于周三前交稿。")
    assert [doubt.code for doubt in reading.packet.doubts] == ["not_a_paper"]
    assert [file.name for file in reading.packet.source.files] == ["a2.txt"]


def test_one_opinion_is_a_packet(tmp_path: Path) -> None:
    [reading] = read(
        tmp_path,
        a="东河县人大常委会\n关于水利工作情况报告的审议意见\n县人民政府：\n　　2024年6月27日，县九届人大常委会第三次会议听取了报告。\n2024年7月3日\n",
    )
    [report] = reading.packet.reports
    assert (report.kind, reading.packet.session.number) == (ReportKind.DELIBERATION_OPINION, 3)
    assert str(reading.packet.session.starts_on) == "2024-06-27"


def test_a_report_that_names_no_session_says_so(tmp_path: Path) -> None:
    [reading] = read(tmp_path, a=_COURT)
    assert {doubt.code for doubt in reading.packet.doubts} == {"session_unknown", "date_unknown"}


@pytest.mark.parametrize("text", ["县里组织代表视察了市场，发现了问题。", "姓名,电话\n王某,123\n"])
def test_what_is_no_packet(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotAPacket) as error:
        read(tmp_path, a=text)
    assert error.value.where == "a.txt"
    assert error.value.hint


def test_a_folder_without_papers(tmp_path: Path) -> None:
    (tmp_path / "titles.csv").write_text("ref,zh,en\n", encoding="utf-8")
    with pytest.raises(NotAPacket) as error:
        list(read_packets([tmp_path]))
    assert str(tmp_path) in str(error.value)


def test_a_missing_path_and_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        list(read_packets([tmp_path / "nowhere"]))
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(UnreadableDocument):
        list(read_packets([tmp_path / "empty.txt"]))


def test_a_packet_read_twice_is_the_same() -> None:
    first, second = (next(iter(read_packets([_SEED]))).packet.to_json() for _time in range(2))
    assert first == second


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_what_was_read_stands_at_its_lines_in_mutilated_packets_too(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- a test's dice
    lines = [line for line in _SEED.read_text("utf-8-sig").split("\n")[:420] if line.strip()]
    for _time in range(chance.randrange(1, 30)):
        at = chance.randrange(len(lines))
        lines[at : at + 1] = chance.choice(
            [[], [lines[at], lines[at]], ["", lines[at]], [lines[at][: len(lines[at]) // 2], lines[at][len(lines[at]) // 2 :]]]
        )
    file = tmp_path / "packet.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    for reading in read_packets([file]):
        _stands(reading)


def test_what_was_read_stands_at_its_lines() -> None:
    for reading in read_packets([_SEED]):
        _stands(reading)


def _stands(reading: Reading) -> None:
    packet = reading.packet

    def at(record: Member | Observer | AgendaItem | Report) -> str:
        lines = reading.documents[record.file].lines[record.lines[0] - 1 : record.lines[1]]
        return re.sub(r"\s", "", "".join(line.clean for line in lines))

    for member in packet.members:
        assert member.name in at(member)
    for observer in packet.observers:
        assert observer.name in at(observer)
    for item in packet.agenda:
        assert item.text in at(item)
    for report in packet.reports:
        assert re.sub(r"\s", "", report.title) in at(report)
