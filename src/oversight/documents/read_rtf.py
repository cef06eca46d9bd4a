"""Rich text (.rtf): what older Word and WPS save when asked for a file that every program reads."""

import codecs
import re
from dataclasses import dataclass, replace

from oversight.documents.damage import damaged
from oversight.documents.limits import check_length
from oversight.documents.printed import Printed, PrintedText
from oversight.documents.strip_furniture import strip_stray_numbers

# \par, \u24320?, \'d6, \~, {, }, and text between them
_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL)
# Groups that hold something else than the text of the page.
_UNREAD = frozenset(
    {
        b"fonttbl",
        b"colortbl",
        b"stylesheet",
        b"info",
        b"pict",
        b"header",
        b"headerl",
        b"headerr",
        b"headerf",
        b"footer",
        b"footerl",
    }
    | {
        b"footerr",
        b"footerf",
        b"object",
        b"fldinst",
        b"listtable",
        b"listoverridetable",
        b"rsidtbl",
        b"generator",
        b"themedata",
    }
    | {b"colorschememapping", b"latentstyles", b"datastore", b"xmlnstbl", b"annotation", b"nonshppict", b"deleted"}
)
_SIGNS = {b"tab": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
          b"bullet": "•", b"emspace": "\u3000", b"enspace": " "}  # fmt: skip
_LINE_ENDS = frozenset({b"par", b"line", b"sect", b"page"})
# Bytes from the Chinese Windows are GBK; a file that names another code page says so.
_CHINESE = "gb18030"
_CODE_PAGES = {936: _CHINESE, 54936: _CHINESE, 65001: "utf-8"}
_BOUNDS = 0x10000
# A line end that came as a character is none of the page's
_STRAY_ENDS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class _State:
    """What a group sets and gives back at its end: whether its text is read, how many bytes stand in for a coded character,
    and whether it holds the number of a list paragraph.
    """

    read: bool = True
    stand_in: int = 1
    is_label: bool = False


def read_rtf(data: bytes, name: str) -> PrintedText:
    """The lines of a rich text; what was struck out, headers and footers are not read."""
    text = _Text(name)
    for match in _TOKEN.finditer(data):
        text.take(match)
    if text.unclosed > 0:
        raise damaged(name)
    text.end_line()
    return strip_stray_numbers(PrintedText.of(text.printed))


class _Text:
    """``printed`` fills as tokens are taken."""

    def __init__(self, name: str) -> None:
        self.printed: list[Printed] = []
        self._name = name
        self._state = _State()
        self._outer: list[_State] = []
        self._encoding = _CHINESE
        self._line: list[str] = []
        self._bytes = bytearray()
        self._cells: list[str] | None = None
        self._skip = 0

    @property
    def unclosed(self) -> int:
        """How many groups are open."""
        return len(self._outer)

    def take(self, match: re.Match[bytes]) -> None:
        """Read the next token."""
        word, argument, byte, sign, brace, text = match.groups()
        if brace == b"{":
            self._outer.append(self._state)
        elif brace == b"}":
            self._flush()
            self._state = self._outer.pop() if self._outer else _State()
        elif word:
            self._word(word, int(argument) if argument else None)
        elif sign == b"*":
            self._state = replace(self._state, read=False)
        elif sign and sign in b"\\{}":
            self._write(sign)
        elif sign in {b"~", b"_"}:
            self._write(b" " if sign == b"~" else b"-")
        elif byte:
            self._write(bytes.fromhex(byte.decode()))
        elif text:
            self._write(text)

    def end_line(self) -> None:
        """End the line, or the paragraph within a cell."""
        self._flush()
        if self._cells is not None:
            self._line.append(" ")
            return
        text = "".join(self._line)
        self._line.clear()
        self.printed.append(Printed.of(_whole(text)))
        check_length(0, len(self.printed), self._name)

    def _word(self, word: bytes, argument: int | None) -> None:
        if word == b"u" and argument is not None:
            self._flush()
            if self._state.read:
                self._line.append(chr(argument % _BOUNDS))
            self._skip = self._state.stand_in
        elif word == b"uc":
            self._state = replace(self._state, stand_in=max(argument or 0, 0))
        elif word == b"ansicpg":
            self._encoding = _encoding(argument)
        elif word in {b"listtext", b"pntext"}:
            self._state = replace(self._state, is_label=True)
        elif word == b"shptxt":
            self._state = replace(self._state, read=True)
        elif word in _UNREAD and not (argument == 0 and word == b"deleted"):
            self._flush()
            self._state = replace(self._state, read=False)
        elif self._state.read:
            self._skip = 0
            self._layout(word)

    def _layout(self, word: bytes) -> None:
        if word in _LINE_ENDS:
            self.end_line()
        elif word == b"intbl":
            self._cells = self._cells if self._cells is not None else []
        elif word == b"cell":
            self._flush()
            self._cells = [*(self._cells or []), "".join(self._line).strip()]
            self._line.clear()
        elif word == b"row":
            cells, self._cells = self._cells or [], None
            self.printed.append(Printed.row(map(_whole, cells)))
        elif word in _SIGNS:
            self._flush()
            self._line.append(self._after_label() if word == b"tab" and self._state.is_label else _SIGNS[word])

    def _after_label(self) -> str:
        """What parts a list number from its text: a space where the two would run together, else nothing."""
        label = self._line[-1][-1:] if self._line else ""
        return " " if label.isdecimal() or label.isalpha() else ""

    def _write(self, data: bytes) -> None:
        """Characters in the file's own encoding; those that stand in for a coded character before them are left out."""
        left_out = min(self._skip, len(data))
        self._skip -= left_out
        if self._state.read:
            self._bytes += data[left_out:]

    def _flush(self) -> None:
        """Decode what was written; a Chinese character is two bytes, which may come as two tokens."""
        if self._bytes:
            self._line.append(self._bytes.decode(self._encoding, "replace"))
            self._bytes.clear()


def _encoding(code_page: int | None) -> str:
    name = _CODE_PAGES.get(code_page or 0, f"cp{code_page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return _CHINESE


def _whole(text: str) -> str:
    """``text`` with the two halves of a rare character, which come one by one, made one; half a character is shown as lost."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _STRAY_ENDS.sub(" ", text.replace("\0", ""))
