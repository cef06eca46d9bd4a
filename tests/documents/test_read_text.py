import codecs
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.documents.printed import Printed, clean
from oversight.documents.read_document import read_bytes
from oversight.documents.read_text import decode, split_lines
from oversight.errors import UnreadableDocument

_PAPER = "清河县人大常委会关于校车安全工作情况的审议意见\n\n一、县教育局要在2022年6月底前完成排查。\n"


def raws(text: str) -> list[str]:
    return [line.raw for line in split_lines(text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("甲", ["甲"]),
        ("甲\n", ["甲"]),
        ("甲\n\n乙", ["甲", "", "乙"]),
        ("甲\r\n乙\r丙\n", ["甲", "乙", "丙"]),
        ("甲\n ", ["甲"]),
        ("甲\n \n", ["甲", " "]),
        ("甲\n\f", ["甲"]),
        ("甲\n\f乙\n", ["甲", "乙"]),
        ("甲\f乙", ["甲", "乙"]),
        ("甲\f\n乙", ["甲", "乙"]),
        ("甲\n\f\n乙", ["甲", "", "乙"]),
        ("甲\u2028乙\v丙\x85丁", ["甲", "乙", "丙", "丁"]),
        ("\u3000\u3000甲 \t", ["\u3000\u3000甲 \t"]),
    ],
)
def test_lines_end_where_a_person_sees_it(text: str, lines: list[str]) -> None:
    assert raws(text) == lines


def test_form_feeds_turn_pages() -> None:
    assert [(line.page, line.raw) for line in split_lines("甲\n\f乙\n丙\f丁\n\f\f\n戊")] == [
        (1, "甲"), (2, "乙"), (2, "丙"), (3, "丁"), (5, ""), (5, "戊"),
    ]  # fmt: skip
    assert {line.page for line in split_lines("甲\n乙\n")} == {None}


@given(st.text(alphabet=st.sampled_from("甲乙 \u3000\t\r\n\f\v\x1c\x85\u2028")))
def test_no_character_is_lost_and_no_line_holds_an_end(text: str) -> None:
    lines = raws(text)
    joined = "".join(lines)
    assert [character for character in joined if not character.isspace()] == [c for c in text if not c.isspace()]
    assert all(len(line.splitlines()) <= 1 for line in lines)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_lines_are_those_of_an_editor(text: str) -> None:
    """Without form feeds, lines are what every program counts, save for white space after the last line end."""
    text = re.sub("[\f\u2e80-\u2fd5\uf900-\ufaff]", "", text)
    lines = text.splitlines()
    if lines and lines[-1].isspace() and text.endswith(lines[-1]):
        lines.pop()
    assert raws(text) == lines


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "gb18030"),
        (b"\x84\x31\x95\x33", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_encodings(mark: bytes, encoding: str) -> None:
    assert decode(mark + _PAPER.encode(encoding), "a.txt") == _PAPER


@pytest.mark.parametrize("names", ["陆䶮", "庄 红\n张 琦\n", "喆", "丘㛃\n䶮"])
def test_short_lists_of_rare_names_in_gb18030(names: str) -> None:
    assert decode(names.encode("gb18030"), "a.txt") == names


@pytest.mark.parametrize(
    "data",
    [
        "El informe sobre la situación económica del año según el señor Muñoz; más allá, así será: ¿cómo?, ¿qué?".encode(
            "latin-1"
        )
        * 3,
        "第三十三次會議審議了關於應急管理工作情況的報告並提出審議意見請研究處理".encode("big5"),
        "この報告書は、地方議会における審査の結果をまとめたものである。".encode("shift-jis"),
    ],
)
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="neither UTF-8 nor GB18030") as caught:
        read_bytes(data, "旧.txt")
    assert caught.value.hint is not None
    assert "UTF-8" in caught.value.hint


def test_damaged_utf8_is_refused_with_its_line() -> None:
    data = _PAPER.encode() * 3
    at = data.index("教".encode())
    with pytest.raises(UnreadableDocument, match="line 3"):
        read_bytes(data[: at + 1] + data[at + 2 :], "a.txt")


def test_a_false_mark_is_named() -> None:
    with pytest.raises(UnreadableDocument, match="says that it is UTF-8, but is damaged at byte 6"):
        read_bytes(codecs.BOM_UTF8 + "议程".encode() + b"\xff", "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 10,
        b"\0\0\0\0",
        b"abc\0\0def\0",
        b"\x7fELF\x02\x01\x01" + bytes(64),
        bytes(range(128, 256)) + bytes(range(1, 9)) * 30,
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="not a text"):
        read_bytes(data, "a.txt")


def test_one_long_line_is_read_in_good_time() -> None:
    data = ("会议认为，要加强应急管理工作。" * 190_000).encode()
    started = time.perf_counter()
    document = read_bytes(data, "a.txt")
    assert len(document.lines) == 1
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("\u3000\u3000甲　乙\u3000", "甲　乙"),
        ("\xa0 庄 红 \t", "庄 红"),
        ("王\u200b丽\u00ad秀\ufeff", "王丽秀"),
        ("\x1b[31m出席\x1b[0m", "出席"),
        ("\x1b]0;标题\x07出席\x1b(B", "出席"),
        ("\u202e反\u202c", "反"),
        ("甲\t乙", "甲\t乙"),
        ("\x9b2J甲\x08\x7f", "甲"),
    ],
)
def test_what_is_read_of_a_line(raw: str, read: str) -> None:
    assert clean(raw) == read


def test_signs_become_the_characters_that_they_show() -> None:
    line = Printed.of("\u2f08\u2f24常委会主任\ufa0a\u2ed3春，\u2ea0政局，\u2f00是㈠①")
    assert line.raw == line.clean == "人大常委会主任見长春，民政局，一是㈠①"
    assert Printed.row(["\u2f08\u2f24", "\u2ee2"]).clean == "人大\t马"


@given(st.text())
def test_nothing_unseen_is_read(raw: str) -> None:
    read = clean(raw)
    assert read == clean(read)
    assert not any((character < " " and character != "\t") or "\x7f" <= character <= "\x9f" for character in read)
