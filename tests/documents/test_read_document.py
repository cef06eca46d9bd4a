import hashlib
import os
import shlex
import sys
import zipfile
from pathlib import Path

import pytest

from oversight.documents import read_old_word
from oversight.documents.read_document import read_bytes, read_document
from oversight.errors import NotFound, UnreadableDocument
from tests.documents.make_word import paragraph, word

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(path: Path, *members: str) -> bytes:
    with zipfile.ZipFile(path, "w") as file:
        for member in members:
            file.writestr(member, "x")
    return path.read_bytes()


def test_a_document_knows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "议程.txt"
    path.write_bytes("甲\r\n\r\n　乙".encode())
    document = read_document(path)
    assert document.name == "议程.txt"
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.text == "甲\n\n　乙"
    assert [line.number for line in document.lines] == [1, 2, 3]


def test_the_content_tells_the_format() -> None:
    assert read_bytes(word(paragraph("会议议程")), "议程.doc").lines[0].clean == "会议议程"
    assert read_bytes("会议议程".encode(), "议程.pdf").lines[0].clean == "会议议程"


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", " \n\u3000\n".encode(), "no text"),
        ("a.txt", b"\xef\xbb\xbf", "no text"),
        ("a.txt", "\x1b[31m\u200b\n".encode(), "no text"),
        ("a.xls", _OLE, "old Excel"),
        ("a.ppt", _OLE, "no paper"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(50), "picture"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(20), "archive"),
        ("a.docx", b"PK\x03\x04" + bytes(50), "damaged"),
    ],
)
def test_other_files_are_refused_and_say_what_they_are(name: str, data: bytes, what: str) -> None:
    with pytest.raises(UnreadableDocument, match=what) as caught:
        read_bytes(data, name)
    assert caught.value.where == name
    assert caught.value.hint


def test_archives_that_are_no_papers_are_told_apart(tmp_path: Path) -> None:
    for members, what in (
        (["ppt/presentation.xml"], "presentation"),
        (["xl/a.xml"], "damaged"),
        (["OFD.xml"], "OFD"),
        (["a.txt"], "archive"),
    ):
        with pytest.raises(UnreadableDocument, match=what):
            read_bytes(archive(tmp_path / "x.zip", *members), "x.zip")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(52_428_800)
    with pytest.raises(UnreadableDocument, match=r"52\.4 MB; at most 50 MB"):
        read_document(path)


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_document(tmp_path / "没有.txt")
    with pytest.raises(UnreadableDocument, match="no file"):
        read_document(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableDocument, match="no file"):
        read_document(tmp_path / "pipe.txt")


def test_a_closed_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", closed)
    with pytest.raises(UnreadableDocument, match="Permission denied"):
        read_document(tmp_path / "a.txt")


def office(folder: Path, program: str) -> None:
    """A stand-in for LibreOffice that runs this Python program with the same arguments."""
    folder.mkdir(exist_ok=True)
    written = folder / "soffice.py"
    written.write_text(f"import pathlib, shutil, sys, time\n{program}\n", encoding="utf-8")
    script = folder / "soffice"
    # By way of the shell: the first line of a script cannot name a Python in a folder whose path holds a space.
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(written))} "$@"\n', encoding="utf-8")
    script.chmod(0o755)


def test_old_word_files_go_by_way_of_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(word(paragraph("会议议程")))
    office(
        tmp_path / "bin",
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\nout.mkdir(exist_ok=True)\n"
        "paper = pathlib.Path(sys.argv[-1])\nassert paper.read_bytes().startswith(b'\\xd0\\xcf')\n"
        f"shutil.copy({str(tmp_path / 'made.docx')!r}, out / (paper.stem + '.docx'))",
    )
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for name in ("议程.doc", "议程.wps", "议程"):
        assert read_bytes(_OLE, name).lines[0].clean == "会议议程"


@pytest.mark.parametrize("program", ["sys.exit(1)", "time.sleep(60)"])
def test_a_conversion_that_fails_or_hangs_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    office(tmp_path / "bin", program)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(read_old_word, "_PATIENCE", 0.5)
    with pytest.raises(UnreadableDocument, match="could not open"):
        read_bytes(_OLE, "议程.doc")


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(read_old_word, "_PACKAGE", "oversight-has-no-such-package")
    with pytest.raises(UnreadableDocument, match="old Word") as caught:
        read_bytes(_OLE, "议程.wps")
    assert caught.value.hint is not None
    assert ".docx" in caught.value.hint
