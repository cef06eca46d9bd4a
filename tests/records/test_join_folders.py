import zipfile
from pathlib import Path

import pytest

from oversight.errors import NotAPacket, OversightError, UnreadableDocument
from oversight.records.read_packet import Reading, read_packets

AGENDA = "东河县第九届人大常委会第三次会议\n议程\n一、听取县人民政府关于水利工作情况的报告\n二、听取县人民法院关于执行工作情况的报告\n"
WATER = "东河县人民政府\n关于水利工作情况的报告\n——2024年6月27日在东河县第九届人大常委会第三次会议上\n副县长　丘　岳\n各位委员：\n　　水利工作稳步推进。\n"
COURT = "东河县人民法院\n关于执行工作情况的报告\n院长　田　良\n各位委员：\n　　执行工作稳步推进。\n"
OPINION = "东河县人大常委会\n关于水利工作情况报告的审议意见\n县人民政府：\n　　2024年6月27日，县九届人大常委会第三次会议听取了报告。\n2024年7月3日\n"
NOTICE = "东人常〔2024〕7号\n东河县人大常委会关于印发《关于水利工作情况报告的审议意见》的通知\n县水利局：\n　　请于9月底前书面报告。\n"


def put(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        file = folder / f"{name.replace('__', '/')}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def sessions(readings: list[Reading]) -> list[tuple[int | None, list[str]]]:
    return [(one.packet.session.number, [document.name for document in one.documents]) for one in readings]


def test_subfolders_of_one_session_make_one_packet(tmp_path: Path) -> None:
    put(tmp_path, 议程=AGENDA, 报告__1=WATER, 意见__2=OPINION)
    [reading] = read_packets([tmp_path])
    assert sessions([reading]) == [(3, ["议程.txt", "2.txt", "1.txt"])]
    assert [report.file for report in reading.packet.reports] == [1, 2]
    assert set(reading.places) == {tmp_path, tmp_path / "报告", tmp_path / "意见"}


def test_folders_of_different_sessions_stay_apart(tmp_path: Path) -> None:
    put(tmp_path, a__1=WATER, b__1=WATER.replace("第三次", "第四次"), c__1=WATER.replace("东河县", "西山县"))
    assert [(one.packet.session.number, one.packet.session.body[:3]) for one in read_packets([tmp_path])] == [
        (3, "东河县"),
        (4, "东河县"),
        (3, "西山县"),
    ]


def test_versions_of_the_same_papers_stay_apart(tmp_path: Path) -> None:
    put(tmp_path, 初稿__1=WATER, 定稿__1=WATER.replace("稳步", "有力"))
    assert sessions(list(read_packets([tmp_path]))) == [(3, ["1.txt"]), (3, ["1.txt"])]


def test_a_folder_that_names_no_session_joins_the_only_one_beside_it(tmp_path: Path) -> None:
    put(tmp_path, 会议__1=WATER, 法院__1=COURT)
    [reading] = read_packets([tmp_path])
    assert [report.title for report in reading.packet.reports] == [
        "东河县人民政府关于水利工作情况的报告",
        "东河县人民法院关于执行工作情况的报告",
    ]
    [doubt] = [doubt for doubt in reading.packet.doubts if doubt.code == "session_unclear"]
    assert "1.txt" in doubt.message
    put(tmp_path, 下次__1=WATER.replace("第三次", "第四次"))
    assert {number for number, _files in sessions(list(read_packets([tmp_path])))} == {None, 3, 4}


def test_an_archive_with_folders_is_one_packet(tmp_path: Path) -> None:
    archive = tmp_path / "第三次会议.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name, text in (("会议/01/议程.txt", AGENDA), ("会议/02/1.txt", WATER), ("会议/02/2.txt", COURT)):
            packed.writestr(name, text)
    assert sessions(list(read_packets([archive]))) == [(3, ["议程.txt", "1.txt", "2.txt"])]


def test_a_notice_in_another_folder_lends_its_number(tmp_path: Path) -> None:
    put(tmp_path, a__1=OPINION.replace("县人民政府：\n", ""), b__1=NOTICE + "　　县九届人大常委会第三次会议\n")
    [reading] = read_packets([tmp_path])
    [report] = reading.packet.reports
    assert (report.document_number, report.addressee) == ("东人常〔2024〕7号", "县水利局")


def test_what_cannot_be_read_refuses_its_packet_and_no_other(tmp_path: Path) -> None:
    put(tmp_path, a__1=AGENDA, b__1=WATER.replace("东河县", "西山县"), c__说明="请按时交稿。")
    (tmp_path / "a" / "2.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "a" / "3.txt").write_bytes(b"")
    refused: list[OversightError] = []
    readings = list(read_packets([tmp_path, tmp_path / "nowhere"], refused.append))
    assert [one.packet.session.body[:3] for one in readings] == ["西山县"]
    assert sorted(type(error).__name__ for error in refused) == [
        "NotAPacket",
        "NotFound",
        "UnreadableDocument",
        "UnreadableDocument",
    ]
    with pytest.raises(UnreadableDocument):
        list(read_packets([tmp_path / "a"]))


def test_what_cannot_be_read_among_several_sessions_is_told_beside_them(tmp_path: Path) -> None:
    put(tmp_path, a=WATER, b=WATER.replace("第三次", "第四次"), d="")
    refused: list[OversightError] = []
    readings = list(read_packets([tmp_path], refused.append))
    assert [number for number, _files in sessions(readings)] == [3, 4]
    assert [error.where for error in refused] == ["d.txt"]


def test_an_empty_folder_among_others_is_told(tmp_path: Path) -> None:
    put(tmp_path, a__1=WATER)
    (tmp_path / "b").mkdir()
    refused: list[OversightError] = []
    assert len(list(read_packets([tmp_path / "a", tmp_path / "b"], refused.append))) == 1
    [error] = refused
    assert isinstance(error, NotAPacket)
    assert str(tmp_path / "b") in str(error)
