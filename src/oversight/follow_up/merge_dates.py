"""The date of what goes into another recommendation is not lost: it is that one's since it was set."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from oversight.database.papers import Deadline, Recommendation
from oversight.errors import Refused
from oversight.follow_up.deed import Deed
from oversight.follow_up.hand_on_story import copy_since_then
from oversight.follow_up.split import DATE_COLUMNS, copy_to
from oversight.messages import _
from oversight.views.resolve_ref import Found
from oversight.vocabulary import DeadlineKind

_Named = tuple[Found, Recommendation]
_ACT = DeadlineKind.ACT.value


def carry_date(deed: Deed, named: Sequence[_Named], wanted: date | None) -> str | None:
    """Make the first of ``named`` due when they are due; gives the ref that the date came from, None where it had it already.

    Where they are due on different days, ``wanted`` says which of these holds.

    :raises Refused: they are due on different days and none of these is wanted, or one before that of the first
    """
    above = _above(deed, named[0][1])
    dates = {found.ref: _dates(deed, row, above) for found, row in named}
    days = {ref: rows[-1].due_on for ref, rows in dates.items() if rows}
    found, kept = named[0]
    if len(set(days.values())) > 1 and wanted not in days.values():
        told = _(", ").join(_("{ref} {day}").format(ref=ref, day=day) for ref, day in days.items())
        raise Refused(
            _("They are due on different days: {days}.").format(days=told),
            hint=_("Say which of these holds for the one that stays: {option}").format(option="--due DATE"),
        )
    holds = wanted if wanted in days.values() else next(iter(days.values()), None)
    source = next((ref for ref, day in days.items() if day == holds), found.ref)
    if source == found.ref or holds is None:
        return None
    if (stays := days.get(found.ref)) is not None and holds < stays:
        raise Refused(
            _("{ref} is due on {day}, and a date that was given is put off, never drawn nearer.").format(
                ref=found.ref, day=stays.isoformat()
            ),
            hint=_("Name {ref} first: it stays, with its date.").format(ref=source),
        )
    last = max(
        deed.db.scalars(select(Deadline.sequence).where(Deadline.recommendation_id == kept.id, Deadline.kind == _ACT)),
        default=0,
    )
    # Beside a date of its own it is a further one; else it comes with all that it was before.
    for place, due in enumerate(dates[source][-1:] if dates[found.ref] else dates[source], 1):
        copy = copy_to(due, DATE_COLUMNS, kept)
        copy.sequence = last + place
        if dates[found.ref]:
            copy.reason = _("merged: the date of {ref}").format(ref=source)
        copy_since_then(
            deed, due, copy, str(copy.due_on), [name for name in DATE_COLUMNS if name not in {"sequence", "reason"}]
        )
    return source


def _above(deed: Deed, row: Recommendation) -> set[int]:
    """What a row stands in."""
    if row.parent_id is None:
        return set()
    return {row.parent_id, *_above(deed, deed.db.get_one(Recommendation, row.parent_id))}


def _dates(deed: Deed, row: Recommendation, above: set[int]) -> list[Deadline]:
    """The dates of its own, the first before its extensions, else those of what it stands in, unless the one that stays does, ``above``."""
    own = select(Deadline).where(
        Deadline.recommendation_id == row.id,
        Deadline.kind == _ACT,
        Deadline.due_on.is_not(None),
        Deadline.withdrawn_at.is_(None),
    )
    found = list(deed.db.scalars(own.order_by(Deadline.sequence)))
    if found or row.parent_id is None or row.parent_id in above:
        return found
    return _dates(deed, deed.db.get_one(Recommendation, row.parent_id), above)
