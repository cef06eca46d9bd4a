"""Refs as they are written: ``18-33``, ``18-33/5``, ``18-33/5:3.3.1``, ``18-33/5:p2``; with several committees, the code in front."""

from dataclasses import dataclass

from oversight.database.reading import Reader


@dataclass(frozen=True, slots=True)
class Bodies:
    """The committees of the database: key to code. With one, refs go without its code."""

    codes: dict[int, str]

    def prefix(self, body_id: int) -> str:
        """What stands before a ref of this committee."""
        return f"{self.codes[body_id]}/" if len(self.codes) > 1 else ""


def bodies(reader: Reader) -> Bodies:
    """All committees of the database."""
    return Bodies({row["id"]: row["code"] for row in reader.rows("SELECT id, code FROM body ORDER BY id")})


@dataclass(frozen=True, slots=True)
class Spelling:
    """A ref taken apart. ``part`` is what follows the colon: ``3.3.1`` or ``p2``."""

    code: str | None
    session: str
    report: int | None = None
    part: str | None = None

    @property
    def text(self) -> str:
        """The ref without the committee's code."""
        report = "" if self.report is None else f"/{self.report}"
        return self.session + report + ("" if self.part is None else f":{self.part}")


# What an input method or a word processor makes of the hyphen in "18-33".
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"。": "."})

_LONGEST = 9
"""Digits of the longest number that any engine keeps in a whole-number column."""


def plain(text: str) -> str:
    """``text`` with half-width digits, colons, slashes and hyphens: ``１８－３３／５：ｐ２`` is ``18-33/5:p2``."""
    import unicodedata

    return "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())


def spelling(text: str, codes: frozenset[str]) -> Spelling | None:
    """``text`` (as :func:`plain` gives it) taken apart, or None where it is no ref. ``codes``: those of the committees known."""
    left, colon, part = text.partition(":")
    pieces = left.split("/")
    code = pieces.pop(0) if len(pieces) > 1 and (pieces[0] in codes or not is_number(pieces[1])) else None
    session, *report = pieces
    if not session or len(report) > 1 or (report and not is_number(report[0])):
        return None
    if colon and not (report and _is_part(part)):
        return None
    return Spelling(code, session, int(report[0]) if report else None, part.lower() or None)


def is_number(text: str) -> bool:
    """Whether ``text`` is a plain number that a key could be."""
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST


def _is_part(part: str) -> bool:
    numbers = part[1:].split(".") if part[:1] in {"p", "P"} else part.split(".")
    return all(is_number(number) for number in numbers)
