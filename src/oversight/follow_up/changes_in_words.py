"""Changes that stand in the way, named so that a person knows them again."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.story import Change
from oversight.messages import _
from oversight.stored_words import in_one_line


def changes_in_words(db: Session, numbers: Sequence[int]) -> str:
    """``change 12 (rec mark, 李文: 18-33/5:3 → done)``, one after the other."""
    rows = {change.id: change for change in db.scalars(select(Change).where(Change.id.in_(numbers)))}
    return _("; ").join(
        _("change {number} ({command}, {name}: {summary})").format(
            number=number, command=rows[number].command, name=rows[number].made_by, summary=in_one_line(rows[number].summary)
        )
        for number in numbers
    )
