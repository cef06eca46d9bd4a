"""Read the plan of holidays of a year: ``date, kind, name``, where the kind is 放假 or 上班."""

from pathlib import Path

from oversight.errors import UnreadableDocument
from oversight.messages import _
from oversight.rules.holiday_plan import PlanDay
from oversight.rules.read_day import read_day
from oversight.sheets.read_table import read_table, row_of

_COLUMNS = {"date": ("日期",), "kind": ("类别", "安排"), "name": ("名称", "节日")}
_OFF = frozenset({"off", "holiday", "放假", "休", "休假", "放假调休"})
_WORKED = frozenset({"work", "worked", "works", "上班", "班", "调休上班", "补班"})


def read_plan(path: Path) -> list[PlanDay]:
    """The days of ``path``, each with its row. Raises NotFound, or UnreadableDocument that names the row at fault."""
    result = []
    for row in read_table(path, _COLUMNS):
        where = row_of(path, row.line)
        on, kind = read_day(row.cells["date"]), row.cells["kind"].lower()
        if on is None:
            raise UnreadableDocument(
                _("{text} is no date.").format(text=row.cells["date"] or "-"),
                where=where,
                hint=_("Write it as year-month-day: 2021-04-16."),
            )
        if kind not in _OFF | _WORKED:
            raise UnreadableDocument(
                _("{text} is no kind of day.").format(text=row.cells["kind"] or "-"),
                where=where,
                hint=_("One of: {words}.").format(words=_(", ").join(("放假", "上班", "off", "worked"))),
            )
        result.append(PlanDay(on=on, works=kind in _WORKED, name=row.cells["name"], where=where))
    return result
