"""Cells that a spreadsheet would run as a formula, made harmless and read back exactly."""

import re

# =1+1   +49…   -2+3   @SUM(A1)   and behind spaces, which some programs skip; a tab or a line end at the front hides a formula
# from the eye. East Asian editions of the spreadsheets take the full-width signs as well.
_RUN = r"[ \u3000]*[=+\-@\t\r\n＝＋－＠]"
_FORMULA = re.compile(f"'*{_RUN}")
_NEUTRALISED = re.compile(f"'+{_RUN}")


def neutralise(cell: str) -> str:
    """``cell`` with an apostrophe before it where a spreadsheet would run it.

    A cell that has such an apostrophe already gets one more, so that :func:`restore` always gives back what was written.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """What :func:`neutralise` made ``cell`` of."""
    return cell[1:] if _NEUTRALISED.match(cell) else cell
