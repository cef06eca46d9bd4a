"""The rules for the day of a session: days follow the numbers, and nothing was decided before it or done about what it raised."""

from datetime import date

from sqlalchemy import and_, or_, select, tuple_

from oversight.database.meetings import LegislativeSession
from oversight.database.people import Term
from oversight.errors import Refused
from oversight.follow_up.changes_in_words import changes_in_words
from oversight.follow_up.deed import Deed
from oversight.messages import _
from oversight.views.history import ABOUT, TAKEN_BACK


def check_session_day(deed: Deed, row: LegislativeSession, ref: str, before: date | None) -> None:
    """Refuse the day that ``row`` has got in the place of ``before``, where a rule forbids it."""
    day = row.starts_on
    if day is None:
        return
    if row.ends_on is not None and row.ends_on < day:
        raise Refused(_("The last day is before the first."), where=ref)
    if day != before:
        _check_order(deed, row, ref, day)
    if before is not None and day > before:
        _check_decisions(deed, row, ref, day)


def _check_order(deed: Deed, row: LegislativeSession, ref: str, day: date) -> None:
    """The sessions of a committee are numbered as they are held, term after term."""
    if row.number is None or row.term_id is None:
        return
    number = (deed.db.get_one(Term, row.term_id).number, row.number)
    numbered = tuple_(Term.number, LegislativeSession.number)
    other = deed.db.scalar(
        select(LegislativeSession)
        .join(Term, Term.id == LegislativeSession.term_id)
        .where(
            LegislativeSession.body_id == row.body_id,
            LegislativeSession.kind == row.kind,
            LegislativeSession.withdrawn_at.is_(None),
            or_(
                and_(numbered < number, LegislativeSession.starts_on > day),
                and_(numbered > number, LegislativeSession.starts_on < day),
            ),
        )
        .order_by(LegislativeSession.starts_on)
        .limit(1)
    )
    if other is not None:
        held = "" if other.starts_on is None else other.starts_on.isoformat()
        raise Refused(
            _("{other} is of {held}, and sessions are numbered in the order of their days.").format(other=other.ref, held=held),
            where=ref,
            hint=_("Give another day; or mend that of the other one first: {command}").format(
                command=f"oversight session edit {other.ref} --date DATE"
            ),
        )


def _check_decisions(deed: Deed, row: LegislativeSession, ref: str, day: date) -> None:
    raised = deed.reader.rows(
        "SELECT r.id FROM recommendation r JOIN report p ON p.id = r.report_id WHERE p.session_id = :id", id=row.id
    )
    found = deed.reader.rows(_DATED_BEFORE, session=row.id, ids=[one["id"] for one in raised], day=day)
    if found:
        numbers = [one["change_id"] for one in found]
        raise Refused(
            _("What was decided there, or done about what it raised, would be before it: {changes}.").format(
                changes=changes_in_words(deed.db, numbers)
            ),
            where=ref,
            hint=_("Take that back first, and enter it again afterwards: {command}").format(
                command="oversight undo " + " ".join(map(str, numbers))
            ),
        )


# What corrects the reading of a row is so since it was raised, and comes with it to another day; nor is it a move that a row got parts.
_RAISED_ON = """(SELECT MIN(w.effective_on) FROM event w
                WHERE w.entity = e.entity AND w.entity_id = e.entity_id AND w.field IN ('created', 'report_id'))"""
_DATED_BEFORE = f"""
    WITH {ABOUT}
    SELECT DISTINCT e.change_id FROM event e JOIN change c ON c.id = e.change_id
    WHERE e.effective_on < :day AND COALESCE(e.told_by, c.command) NOT IN ('load', 'undo') AND e.change_id NOT IN {TAKEN_BACK} AND (
        e.session_id = :session
        OR EXISTS (SELECT 1 FROM about WHERE about.entity = e.entity AND about.entity_id = e.entity_id) AND (
            (e.field = 'dropped_at' AND e.effective_on > {_RAISED_ON})
            OR (e.field = 'status' AND e.before IS NOT NULL AND e.after IS NOT NULL) OR e.entity IN ('hand_over', 'reply')))
    ORDER BY e.change_id DESC"""  # noqa: S608 -- put together from constants
