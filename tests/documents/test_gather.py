import os
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from oversight.documents.gather import gather, gather_folders, is_paper, natural
from oversight.errors import NotFound, UnreadableDocument

_UTF8 = 0x800


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}的内容", encoding="utf-8")


def names(paths: Sequence[Path]) -> list[list[str]]:
    return [[document.name for document in group] for group in gather(paths)]


def pack(path: Path, *members: str | zipfile.ZipInfo, content: str = "会议议程") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, member in enumerate(members):
            archive.writestr(member, f"{content}{at}")
    return path


def ole(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    return path


def refused(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        gather([path])
    assert caught.value.where is not None
    assert caught.value.hint
    return caught.value.what


def test_files_of_one_folder_lie_together_in_natural_order(tmp_path: Path) -> None:
    write(tmp_path, "10.报告.txt", "2.议程.txt", "附件十二.txt", "附件二.txt", "１.新闻.txt")
    assert names([tmp_path]) == [["１.新闻.txt", "2.议程.txt", "10.报告.txt", "附件二.txt", "附件十二.txt"]]


def test_each_folder_is_a_group_and_its_own_files_come_first(tmp_path: Path) -> None:
    write(tmp_path, "第十次/a.txt", "第二次/a.txt", "第二次/附件/b.txt", "说明.txt")
    assert names([tmp_path]) == [["说明.txt"], ["a.txt"], ["b.txt"], ["a.txt"]]


def test_what_is_plainly_no_paper_is_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.titles.csv",
        "a.gold.json",
        "~$报告.docx",
        "._报告.docx",
        ".git/a.txt",
        "__MACOSX/a.txt",
        "README.md",
        "图.png",
        "a.txt~",
        "x",
    )
    assert gather([tmp_path]) == []
    assert gather([tmp_path / "a.titles.csv"]) == []
    write(tmp_path, "报告.txt")
    assert names([tmp_path]) == [["报告.txt"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_of_lists_of_values_those_of_people_are_papers(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "出席.csv").write_text("姓名,职务,出席情况\n祁连山,主任,出席\n", encoding=encoding)
    (tmp_path / "台账.csv").write_text("编号,内容,牵头单位\n", encoding=encoding)
    assert names([tmp_path]) == [["出席.csv"]]
    with zipfile.ZipFile(tmp_path / "全部.zip", "w") as packed:
        for file in tmp_path.glob("*.csv"):
            packed.write(file, file.name)
    assert names([tmp_path / "全部.zip"]) == [["出席.csv"]]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, "报告.txt", "签到表.xls", "附表/决算.et", "图.png")
    (folder,) = gather_folders([tmp_path])
    assert (len(folder.files), folder.closed) == (1, ["签到表.xls", "决算.et"])
    assert "old Excel" in refused(ole(tmp_path / "签到表.xls"))


def test_a_file_that_is_named_by_itself_is_tried(tmp_path: Path) -> None:
    write(tmp_path, "无名")
    assert names([tmp_path]) == []
    assert names([tmp_path / "无名"]) == [["无名"]]


def test_a_file_counts_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "copy.txt").write_bytes((tmp_path / "a.txt").read_bytes())
    assert names([tmp_path / "a.txt", tmp_path, tmp_path / "a.txt"]) == [["a.txt"]]


def test_files_named_together_lie_together_by_folder(tmp_path: Path) -> None:
    write(tmp_path, "x/a.txt", "y/b.txt", "x/c.txt")
    assert names([tmp_path / "x" / "a.txt", tmp_path / "y" / "b.txt", tmp_path / "x" / "c.txt"]) == [
        ["a.txt", "c.txt"],
        ["b.txt"],
    ]


def test_a_missing_path_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        gather([tmp_path / "没有"])
    assert caught.value.where == str(tmp_path / "没有")
    assert caught.value.exit_code == 3


def test_a_closed_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_path: str) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(os, "scandir", closed)
    assert refused(tmp_path) == "It cannot be opened: Permission denied."


def test_an_archive_is_read_as_a_folder(tmp_path: Path) -> None:
    archive = pack(
        tmp_path / "材料.zip",
        "会议/10.txt",
        "会议/2.txt",
        "会议/附件/a.txt",
        "__MACOSX/会议/._2.txt",
        "会议/说明.json",
        "会议/",
    )
    assert names([archive]) == [["2.txt", "10.txt"], ["a.txt"]]
    assert names([tmp_path]) == [["2.txt", "10.txt"], ["a.txt"]]
    assert gather([archive])[0][0].text == "会议议程1"


@pytest.mark.parametrize(("encoding", "flag"), [("gb18030", 0), ("utf-8", 0), ("utf-8", _UTF8)])
def test_names_in_an_archive(tmp_path: Path, encoding: str, flag: int) -> None:
    """Chinese Windows writes names in GB18030 without saying so; 鯻 ends in the byte of a backslash."""
    pack(tmp_path / "x.zip", "QQQQQQQQ.txt")
    name = "报告鯻鯻".encode(encoding)
    data = (tmp_path / "x.zip").read_bytes()
    if encoding == "gb18030":
        data = data.replace(b"QQQQQQQQ", name)
    else:
        pack(tmp_path / "x.zip", "Q" * len(name) + ".txt")
        data = (tmp_path / "x.zip").read_bytes().replace(b"Q" * len(name), name)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        data = data[:place] + flag.to_bytes(2, "little") + data[place + 2 :]
    (tmp_path / "x.zip").write_bytes(data)
    assert names([tmp_path / "x.zip"]) == [["报告鯻鯻.txt"]]


@pytest.mark.parametrize("member", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:/a.txt", "..\\a.txt"])
def test_an_archive_that_reaches_out_is_refused(tmp_path: Path, member: str) -> None:
    assert "outside of its folder" in refused(pack(tmp_path / "x.zip", "a.txt", member))


def test_archives_within_archives_are_refused(tmp_path: Path) -> None:
    assert "archive within the archive: 内/b.zip" in refused(pack(tmp_path / "x.zip", "a.txt", "内/b.zip"))


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    assert "1001 files" in refused(pack(tmp_path / "x.zip", *(f"{at}.txt" for at in range(1001))))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    assert "Unpacked" in refused(pack(tmp_path / "x.zip", "a.txt", content="0" * 5_000_000))


def test_links_in_an_archive_are_passed_over(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert names([pack(tmp_path / "x.zip", link, "a.txt")]) == [["a.txt"]]


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    data = bytearray(pack(tmp_path / "x.zip", "a.txt").read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "x.zip").write_bytes(data)
    assert "password" in refused(tmp_path / "x.zip")


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    data = bytearray(pack(tmp_path / "x.zip", "a.txt", content="会议议程" * 50).read_bytes())
    (tmp_path / "half.zip").write_bytes(data[: len(data) // 2])
    assert "damaged" in refused(tmp_path / "half.zip")
    at = data.index(b"a.txt") + 8
    data[at : at + 10] = b"\xff" * 10
    (tmp_path / "x.zip").write_bytes(data)
    assert "damaged" in refused(tmp_path / "x.zip")


def test_a_bad_paper_in_an_archive_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("会议/空.txt", "")
    with pytest.raises(UnreadableDocument, match="empty") as caught:
        gather([tmp_path / "x.zip"])
    assert caught.value.where == "x.zip/会议/空.txt"


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("报告.DOCX", True),
        ("报告.wps", True),
        ("a.pdf", True),
        ("签到表.xlsx", True),
        ("a.xls", False),
        ("Thumbs.db", False),
        ("desktop.ini", False),
        ("a", False),
    ],
)
def test_papers_by_name(name: str, paper: bool) -> None:
    assert is_paper(name) is paper


def test_natural_order() -> None:
    named = ["第二十一次", "第3次", "第十次", "第九次", "第二十次", "第12次", "Ａ", "a", "b10", "b9"]
    assert sorted(named, key=natural) == [
        "a",
        "b9",
        "b10",
        "第3次",
        "第九次",
        "第十次",
        "第12次",
        "第二十次",
        "第二十一次",
        "Ａ",
    ]
