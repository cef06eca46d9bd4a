"""Bring the plan of a year whose plan does not come with the program, and single days of an office's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.clock import CalendarDay, CalendarYear
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.roster import committee
from oversight.messages import _
from oversight.rules.holiday_plan import PlanDay, check_day, plan_of_year
from oversight.stored_words import sentence
from oversight.views.working_days import calendar_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The days of a year as they stand now, and how many of them are new, no longer there, or otherwise than before."""

    year: int
    holidays: int
    working_weekends: int
    changed: int


def import_plan(
    db: Session, year: int, days: Sequence[PlanDay], source: str, *, who: Who, code: str | None = None, note: str | None = None
) -> Imported:
    """Let the committee with this code, else the only one, count by this plan of ``year``, whatever was known of it before.

    :raises Refused: the plan cannot be so, has a gap, or stands so already
    :raises WrongUse: no such year, or no source
    """
    if not source.strip():
        raise WrongUse(_("A plan rests on a notice."), hint=_("Name it: --source"))
    plan = plan_of_year(year, days)
    deed = begin_deed(db, who, "calendar import", note=note, summary=sentence("holiday plan of {year}", year=year))
    body_id = committee(deed, code)
    row = db.scalar(select(CalendarYear).where(CalendarYear.body_id == body_id, CalendarYear.year == year))
    if row is None:
        deed.create(CalendarYear(body_id=body_id, year=year, source=source.strip()), f"{year} {source.strip()}")
    else:
        if row.withdrawn_at is not None:
            deed.restore(row, str(year))
        deed.set(row, "source", source.strip())
    changed = sum([_put(deed, body_id, day) for day in plan])
    kept = {day.on for day in plan}
    standing = select(CalendarDay).where(CalendarDay.body_id == body_id, CalendarDay.withdrawn_at.is_(None))
    for gone in db.scalars(standing.order_by(CalendarDay.day_on)).all():
        if gone.day_on.year == year and gone.day_on not in kept:
            deed.withdraw(gone, _says(gone.works, gone.name, gone.day_on.isoformat()))
            changed += 1
    if deed.is_empty:
        raise Refused(_("The plan of {year} stands so already.").format(year=year), hint=_("Nothing was changed."))
    db.flush()
    working = sum(day.works for day in plan)
    return Imported(year=year, holidays=len(plan) - working, working_weekends=working, changed=changed)


def add_day(db: Session, day: PlanDay, *, who: Who, code: str | None = None, note: str | None = None) -> None:
    """Make one day of a year that is known otherwise, for the committee with this code, else the only one.

    :raises Refused: it cannot be so, is so already, or lies in a year whose plan is not known
    """
    check_day(day)
    deed = begin_deed(db, who, "calendar add", note=note, summary=_summary(day))
    body_id = committee(deed, code)
    calendar = calendar_of(deed.reader, body_id)
    if day.on.year not in calendar.years:
        raise unknown_year(day.on.year)
    if calendar.works(day.on) == day.works:
        raise Refused(_("It is so already."), where=day.on.isoformat(), hint=_("Nothing was changed."))
    _put(deed, body_id, day)
    db.flush()


def unknown_year(year: int, where: str | None = None) -> Refused:
    """Why no working days are counted in ``year``, and what to do."""
    return Refused(
        _("The holiday plan of {year} is not known, and working days of that year cannot be counted.").format(year=year),
        where=where,
        hint=_("Bring it: {command}; or give a date with what it rests on: {other}").format(
            command=f"oversight calendar import {year} FILE --source TEXT", other="oversight rec due REF --on DATE --basis"
        ),
    )


def _put(deed: Deed, body_id: int, day: PlanDay) -> bool:
    """Whether anything is otherwise now."""
    name = day.name.strip()
    row = deed.db.scalar(select(CalendarDay).where(CalendarDay.body_id == body_id, CalendarDay.day_on == day.on))
    if row is None:
        deed.create(
            CalendarDay(body_id=body_id, day_on=day.on, works=day.works, name=name), _says(day.works, name, day.on.isoformat())
        )
        return True
    hidden = row.withdrawn_at is not None
    if hidden:
        deed.restore(row, _says(day.works, name, day.on.isoformat()))
    # Each of the two is told where it changed.
    changes = [deed.set(row, "works", day.works), deed.set(row, "name", name)]
    return hidden or any(changes)


def _summary(day: PlanDay) -> str:
    on, name = day.on.isoformat(), day.name.strip()
    if day.works:
        return sentence("{day} {name}: worked", day=on, name=name)
    return sentence("{day} {name}: off", day=on, name=name)


def _says(works: bool, name: str, day: str) -> str:
    return _("{day} {name}: worked").format(day=day, name=name) if works else _("{day} {name}: off").format(day=day, name=name)
