"""The terminal: what it may be shown, how wide that is, and how a person is spoken to.

Data goes to standard output, everything said to a person to standard error.
"""

import os
import sys
from io import TextIOWrapper
from typing import IO
from unicodedata import combining, east_asian_width

# What must never reach a terminal as it stands: control characters move its cursor or change its state, the marks of writing
# direction make one text look like another, and the two line separators break a row in two.
_HARMFUL = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF),
    "\N{REPLACEMENT CHARACTER}",
) | dict.fromkeys(map(ord, "\t\n\r\v\f\x85\u2028\u2029"), " ")
_HARMFUL_BUT_LINES = {code: shown for code, shown in _HARMFUL.items() if code not in (0x09, 0x0A)}

# Closing marks stay with the character before them: no line of Chinese begins with one.
_CLOSING = frozenset("，。；：、！？）》」』】〕”’,.;:!?)]}")
# Opening marks stay with the character behind them: no line ends with one.
_OPENING = frozenset("（《「『【〔“‘([{")

BOLD = "1"
DIM = "2"
RED = "31"
GREEN = "32"
YELLOW = "33"


def printable(text: str) -> str:
    """``text`` as one line that is safe to show: control characters are replaced, line ends become spaces."""
    return text.translate(_HARMFUL)


def printable_lines(text: str) -> str:
    """``text`` safe to show, its line ends and tabs kept."""
    return text.translate(_HARMFUL_BUT_LINES)


def columns_of(text: str) -> int:
    """How many columns of a terminal ``text`` takes: a Chinese character takes two, a combining mark none."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(c) in "WF" else 0 if combining(c) else 1 for c in text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """``text`` filled with spaces to ``width`` columns."""
    space = " " * max(0, width - columns_of(text))
    return space + text if right else text + space


def folded(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, at least one; a Latin word is cut only if it alone is too long."""
    if columns_of(text) <= width:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text):
        size = columns_of(piece)
        if used + columns_of(piece.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()  # noqa: PLW2901 -- a line does not begin with the space that parted two words
            size = columns_of(piece)
        # The space behind a word that just fits needs no column of its own.
        while columns_of(piece.rstrip()) > width > 1:
            head = _head(piece, width)
            lines.append(head)
            piece = piece[len(head) :]  # noqa: PLW2901 -- the rest of the word goes on in the next line
            size = columns_of(piece)
        line += piece
        used += size
    if line.strip():
        lines.append(line.rstrip())
    return lines or [""]


def _head(piece: str, width: int) -> str:
    """The longest beginning of ``piece`` that fits, one character at least."""
    used = 0
    for position, character in enumerate(piece):
        used += columns_of(character)
        if used > width:
            return piece[: max(position, 1)]
    return piece


def _pieces(text: str) -> list[str]:
    """``text`` cut where a line may end: after a space, and round every wide character."""
    pieces: list[str] = []
    word = ""
    for character in text:
        if character in _CLOSING and (word or pieces):
            if word:
                word += character
            else:
                pieces[-1] += character
        elif character in _OPENING and east_asian_width(character) in "WF":
            if word and word[-1] not in _OPENING:
                pieces.append(word)
                word = ""
            word += character
        elif east_asian_width(character) in "WF":
            if word and word[-1] in _OPENING:
                character, word = word + character, ""  # noqa: PLW2901 -- the mark and what it opens are one piece
            if word:
                pieces.append(word)
                word = ""
            pieces.append(character)
        elif character == " ":
            pieces.append(word + character)
            word = ""
        else:
            word += character
    if word:
        pieces.append(word)
    return pieces


def width_of(stream: IO[str]) -> int | None:
    """The width of the terminal behind ``stream``; None for a file or a pipe, which has none."""
    if not is_terminal(stream):
        return None
    import shutil

    return max(40, shutil.get_terminal_size((100, 24)).columns)


def is_terminal(stream: IO[str]) -> bool:
    """Whether ``stream`` is a terminal; a closed or missing stream is none."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def wants_colour(stream: IO[str], *, forbidden: bool) -> bool:
    """Whether ``stream`` may be coloured: a terminal that is not dumb, and nobody said no."""
    return (
        not forbidden
        and is_terminal(stream)
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        # The old Windows console prints the codes instead of obeying them.
        and (os.name != "nt" or bool(os.environ.get("WT_SESSION") or os.environ.get("TERM")))
    )


def coloured(text: str, code: str | None) -> str:
    """``text`` between the codes that switch a colour on and off."""
    return f"\x1b[{code}m{text}\x1b[0m" if code else text


def say(text: str = "") -> None:
    """Tell the person something, on standard error, after all that was printed so far."""
    sys.stdout.flush()
    sys.stderr.write(printable_lines(text) + "\n")


def ask(question: str) -> bool:
    """Ask a yes-or-no question on the terminal; anything but yes is no.

    Callers make sure that there is a terminal: see :func:`can_ask`.
    """
    sys.stdout.flush()
    sys.stderr.write(printable(question) + " [y/N] ")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip().lower()
    return answer in {"y", "yes", "是", "好", "ｙ"}


def can_ask() -> bool:
    """Whether somebody can be asked: both what is typed and what is said stand on a terminal."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def be_lenient() -> None:
    """Let no character that the console does not know stop the program: it is shown as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
