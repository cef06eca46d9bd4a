"""Stored values as a person reads them: labels, marks, shares, places in a file."""

from collections.abc import Sequence
from datetime import date

from oversight.cli.terminal import GREEN, YELLOW
from oversight.messages import _, language
from oversight.vocabulary import Status, Word


def label(kind: type[Word], value: str | None) -> str:
    """The word for ``value`` in the language in force; unknown is a dash, a value that is no word stays as it is."""
    if value is None:
        return "-"
    return next((word.label(language()) for word in kind if word.value == value), value)


def state(status: str | None) -> str:
    """A status with its mark, so that it never hangs on colour alone: ``○ open``."""
    return next((f"{word.mark} {word.label(language())}" for word in Status if word.value == status), "-")


def state_colour(status: str | None) -> str | None:
    """Green for done, yellow for in progress; what is open has the terminal's own colour."""
    return {"done": GREEN, "in_progress": YELLOW}.get(status or "")


def known(value: object) -> str:
    """``value`` as text; what is not known is said to be so."""
    return _("unknown") if value is None else str(value)


def given(value: object) -> str:
    """``value`` as text; what is not given is left empty."""
    return "" if value is None else str(value)


def share(rate: float | None) -> str:
    """``rate``, which is in per cent, as text: ``78.1 %``; what is not known is said to be so."""
    return _("unknown") if rate is None else _("{rate} %").format(rate=f"{rate:.1f}")


def place(file: str | None, lines: Sequence[int]) -> str:
    """A file and its lines: ``packet.txt, lines 12 to 14``."""
    if file is None or not lines:
        return given(file)
    if lines[0] == lines[-1]:
        return _("{file}, line {line}").format(file=file, line=lines[0])
    return _("{file}, lines {first} to {last}").format(file=file, first=lines[0], last=lines[-1])


def weekday(day: date) -> str:
    """The day of the week: ``Monday``."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[day.weekday()]
