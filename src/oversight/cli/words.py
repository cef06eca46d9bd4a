"""Stored words as a person reads them: labels and marks."""

from oversight.cli.terminal import GREEN, YELLOW
from oversight.messages import _, language
from oversight.vocabulary import Status, Word


def label(kind: type[Word], value: str | None) -> str:
    """The word for ``value`` in the language in force; unknown is a dash, a value that is no word stays as it is."""
    if value is None:
        return "-"
    return kind(value).label(language()) if value in kind._value2member_map_ else value


def state(status: str | None) -> str:
    """A status with its mark, so that it never hangs on colour alone: ``○ open``."""
    if status is None:
        return "-"
    word = Status(status)
    return f"{word.mark} {word.label(language())}"


def state_colour(status: str | None) -> str | None:
    """Green for done, yellow for in progress; what is open has the terminal's own colour."""
    return {"done": GREEN, "in_progress": YELLOW}.get(status or "")


def known(value: object) -> str:
    """``value`` as text; what is not known is said to be so."""
    return _("unknown") if value is None else str(value)


def given(value: object) -> str:
    """``value`` as text; what is not given is left empty."""
    return "" if value is None else str(value)
