"""Since when a row has stood. What corrects its reading has been so since then, whenever a person says it."""

from datetime import date

from sqlalchemy import func, select

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Problem, Recommendation, Report
from oversight.database.story import Event
from oversight.follow_up.deed import Deed


def raised_on(deed: Deed, row: Recommendation | Problem) -> date:
    """The day since which ``row`` is shown: of its session, or of the later paper that told of it before its own came."""
    shown = select(func.min(Event.effective_on)).where(
        Event.body_id == row.body_id,
        Event.entity == row.__tablename__,
        Event.entity_id == row.id,
        Event.field.in_(("created", "report_id")),
    )
    return deed.db.scalar(shown) or session_day(deed, row.report_id) or deed.who.today


def session_day(deed: Deed, report_id: int) -> date | None:
    """The first day of the session that a report is of: what a paper says is so since then."""
    return deed.db.scalar(
        select(LegislativeSession.starts_on)
        .join(Report, Report.session_id == LegislativeSession.id)
        .where(Report.id == report_id)
    )
