"""One invented packet as LibreOffice saves it: .docx, .doc and .pdf. ``make_files.sh`` makes the files again."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from oversight.documents import read_old_word
from oversight.documents.read_document import read_bytes, read_document
from oversight.errors import UnreadableDocument
from oversight.records.read_packet import read_packets

_FILES = Path(__file__).parent / "files"
_NAME = "xiqiao-04-09"
# What differs from file to file: where a line breaks.
_OF_PLACE = {"source", "lines"}


def packet(file: Path) -> Any:
    """The packet of a file, without its line numbers. LibreOffice sets digits a little apart, and a PDF gives the gap as a space."""
    (reading,) = read_packets([file])
    return _bare(json.loads(reading.packet.to_json()))


def _bare(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _bare(one) for key, one in part.items() if key not in _OF_PLACE}
    if isinstance(part, list):
        return [_bare(one) for one in part]
    return part.replace(" ", "") if isinstance(part, str) else part


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_file_that_libreoffice_saved_is_read(form: str) -> None:
    found = packet(_FILES / f"{_NAME}.{form}")
    session = found["session"]
    assert (session["body"], session["term"], session["number"]) == ("溪桥区人民代表大会常务委员会", 4, 9)
    assert (session["starts_on"], session["presided_by"]) == ("2023-08-24", "蔺怀瑾")
    assert found["declared"] == {"present": 9, "absent": None, "leave": 2, "members": 11}
    assert [one["name"] for one in found["members"][:3]] == ["蔺怀瑾", "苏砚秋", "戚云帆"]
    assert [one["name"] for one in found["members"] if one["attendance"] == "present"][6:] == ["乔木", "庄晓棠", "谈书白"]
    on_leave = [(one["name"], one["reason"]) for one in found["members"] if one["attendance"] == "leave"]
    assert on_leave == [("顾南乔", "赴省委党校学习"), ("费若谷", "因病住院")]
    assert [one["number"] for one in found["agenda"]] == [1, 2]
    assert found["doubts"] == []


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_numbers_that_libreoffice_gave_are_read_with_their_items(form: str) -> None:
    (opinion,) = packet(_FILES / f"{_NAME}.{form}")["reports"]
    assert (opinion["kind"], opinion["document_number"]) == ("deliberation_opinion", "溪人常〔2023〕14号")
    assert opinion["answer_due_on"] == "2023-11-30"
    items = [(one["path"], one["label"], one["heading"]) for one in opinion["recommendations"] if one["level"] == "item"]
    assert items == [("1", "（一）", "完善服务设施"), ("2", "（二）", "加强队伍建设"), ("3", "（三）", "严格日常监管")]
    assert [one["path"] for one in opinion["recommendations"]] == ["1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1"]
    assert opinion["recommendations"][2]["due_on"] == "2024-06-30"


def test_each_form_gives_the_same_packet() -> None:
    assert packet(_FILES / f"{_NAME}.pdf") == packet(_FILES / f"{_NAME}.docx")


@pytest.mark.skipif(not any(map(shutil.which, read_old_word._COMMANDS)), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_old_form() -> None:
    assert packet(_FILES / f"{_NAME}.doc") == packet(_FILES / f"{_NAME}.docx")


@pytest.mark.usefixtures("no_office")
def test_the_extra_opens_the_old_form_without_libreoffice() -> None:
    old, new = (read_document(_FILES / f"{_NAME}.{form}") for form in ("doc", "docx"))
    assert [line.clean for line in old.lines] == [line.clean for line in new.lines]
    assert packet(_FILES / f"{_NAME}.doc") == packet(_FILES / f"{_NAME}.docx")


@pytest.mark.usefixtures("no_office")
def test_what_the_extra_cannot_open_is_told() -> None:
    whole = (_FILES / f"{_NAME}.doc").read_bytes()
    with pytest.raises(UnreadableDocument, match="msdoc2docx could not open") as caught:
        read_bytes(whole[:3000], "议程.doc")
    assert caught.value.where == "议程.doc"


@pytest.mark.usefixtures("no_office")
def test_without_either_both_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_old_word, "_PACKAGE", "oversight-has-no-such-package")
    with pytest.raises(UnreadableDocument) as caught:
        read_document(_FILES / f"{_NAME}.doc")
    assert caught.value.hint is not None
    assert "LibreOffice" in caught.value.hint
    assert "pip install 'oversight[doc]'" in caught.value.hint


@pytest.mark.usefixtures("no_office")
def test_for_opendocument_the_extra_is_no_help(tmp_path: Path) -> None:
    path = tmp_path / "议程.odt"
    with zipfile.ZipFile(path, "w") as file:
        for member in ("mimetype", "content.xml"):
            file.writestr(member, "x")
    with pytest.raises(UnreadableDocument) as caught:
        read_document(path)
    assert caught.value.hint == "Save it as .docx, or install LibreOffice."
