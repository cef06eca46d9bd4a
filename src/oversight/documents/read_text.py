"""Plain text: bytes → characters → printed lines."""

import codecs
import re

from oversight.documents.limits import check_length
from oversight.documents.printed import Printed, PrintedText
from oversight.documents.strip_furniture import strip_page_edges, strip_stray_numbers
from oversight.errors import UnreadableDocument
from oversight.messages import _

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# How much of a file is looked at to tell what it is: bytes, and characters.
_SAMPLE = 65_536
# Fewer characters than this prove nothing about an encoding: a list of three rare names is a good file.
_FEW = 20
_LINE_ENDS = tuple("\n\r\v\x1c\x1d\x1e\x85\u2028\u2029")
# A form feed ends the page. After a line end it stands alone; within a line it ends the line, too.
_LINE_END = re.compile("(?P<feeds>\f*)(?:\r\n|[\n\r\v\x1c\x1d\x1e\x85\u2028\u2029])|\f+")


def read_text(data: bytes, name: str) -> PrintedText:
    """The lines of a plain text, with pages where it holds form feeds."""
    text = decode(data, name)
    # Before it is cut into lines: each line takes a hundred bytes and more.
    check_length(len(text), text.count("\n"), name)
    printed = PrintedText.of(strip_page_edges(split_lines(text))) if "\f" in text else PrintedText.of_lines(_cut(text))
    return strip_stray_numbers(printed)


def decode(data: bytes, name: str) -> str:
    """The characters of a text: by its byte-order mark, else UTF-8, else UTF-16 by its zero bytes, else GB18030.

    A detector that guesses takes a short list of names in GB18030 for Korean; this order does not.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, name)
    if b"\0" in data:
        return _decode_wide(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _undecodable(data, name, broken, error) from None
    if not _looks_chinese(text) or _is_damaged_utf8(data):
        raise _undecodable(data, name, broken, None)
    return text


def split_lines(text: str) -> list[Printed]:
    """``text`` cut at its line ends; blank lines count.

    The last line end ends the last line. White space after it, without a line end of its own, is no line.
    """
    if "\f" not in text:
        return [Printed.of(line) for line in _cut(text)]
    page = 1
    start = 0
    printed: list[Printed] = []
    for end in _LINE_END.finditer(text):
        feeds = end.group().count("\f")
        alone = feeds and end.start() == start
        if not alone or end.group("feeds") is not None:
            printed.append(Printed.of(text[start : end.start()], page + feeds if alone else page))
        page += feeds
        start = end.end()
    if text[start:].strip():
        printed.append(Printed.of(text[start:], page))
    return printed


def _cut(text: str) -> list[str]:
    """The lines of a text without form feeds."""
    lines = text.splitlines()
    if lines and not lines[-1].strip() and not text.endswith(_LINE_ENDS):
        lines.pop()
    return lines


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            _("The file says that it is {encoding}, but is damaged at byte {at}.").format(
                encoding=encoding.upper(), at=error.start
            ),
            where=name,
            hint=_save_again(),
        ) from None
    if "\0" in text:
        raise _binary(name)
    return text


def _decode_wide(data: bytes, name: str) -> str:
    """UTF-16 without a mark: its line ends, spaces and digits hold zero bytes (and 一 does, on the other side)."""
    if len(data) % 2 == 0:
        for encoding in ("utf-16-le", "utf-16-be"):
            if _is_readable(data[:_SAMPLE].decode(encoding, "replace")):
                return _decode_marked(data, encoding, name)
    raise _binary(name)


def _is_readable(sample: str) -> bool:
    """Whether most characters are those that papers use: Chinese, its punctuation, ASCII."""
    used = sum(
        character in "\t\n\r\f" or " " <= character <= "~" or "\u4e00" <= character <= "\u9fff"
        or "\u2010" <= character <= "\u303f" or "\uff00" <= character <= "\uffee"
        for character in sample
    )  # fmt: skip
    return used >= 0.9 * len(sample)


def _looks_chinese(text: str) -> bool:
    """Whether what GB18030 made of the bytes can be meant: at least half of it is in the everyday set, GB 2312.

    Western, Japanese and Taiwanese encodings read as GB18030 give rare characters throughout.
    """
    others = [character for character in text[:_SAMPLE] if not character.isascii()]
    if len(others) < _FEW:
        return True
    return len("".join(others).encode("gb2312", "ignore")) >= len(others)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few: GB18030 reads such a text, too, and gives nonsense."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\u07ff" for character in text) - bad
    return good >= _FEW and good > 10 * bad


def _undecodable(data: bytes, name: str, utf8: UnicodeDecodeError, gb18030: UnicodeDecodeError | None) -> UnreadableDocument:
    """Names the line where the reading fails in the encoding that goes further."""
    at = max(utf8.start, gb18030.start if gb18030 else 0)
    control = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in data[:_SAMPLE])  # noqa: PLR2004 -- 32 is the space
    if control > len(data[:_SAMPLE]) // 50:
        return _binary(name)
    line = data.count(b"\n", 0, at) + 1
    return UnreadableDocument(
        _("The file is neither UTF-8 nor GB18030: line {line} cannot be read.").format(line=line),
        where=name,
        hint=_save_again(),
    )


def _binary(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        _("The file is not a text."), where=name, hint=_("Give a .txt, .docx or .pdf file, or save it as one of these.")
    )


def _save_again() -> str:
    return _("Open it where it was made and save it as UTF-8 text or as .docx.")
