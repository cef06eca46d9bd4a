"""Two who write about one row: the second is told what the first has done, and writes over nothing unseen."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Recommendation
from oversight.database.story import Change, Event
from oversight.errors import Refused, WrongUse
from oversight.follow_up.leaf_rows import LeafRow
from oversight.follow_up.leaves_to_mark import Leaf
from oversight.messages import _
from oversight.stored_words import in_one_line


def check_seen(
    db: Session,
    leaves: Sequence[Leaf],
    rows: Mapping[int, LeafRow],
    *,
    version: int | None,
    seen: Mapping[int, int] | None,
) -> None:
    """Refuse what was changed since the person looked: at the only leaf as ``version``, or at leaves (by key) as ``seen``.

    :raises WrongUse: a version is given for more than one leaf
    """
    if version is not None and len(leaves) > 1:
        raise WrongUse(
            _("A version is that of one recommendation; {count} are meant here.").format(count=len(leaves)),
            hint=_("Mark them one by one, or leave --version out."),
        )
    for leaf in leaves:
        expected = version if version is not None else (seen or {}).get(leaf.id)
        row = rows[leaf.id].row
        if expected is not None and row.version != expected:
            raise Refused(
                _("It was changed meanwhile: you saw version {seen}, now it is version {version}.").format(
                    seen=expected, version=row.version
                ),
                where=leaf.ref,
                hint=_("{last} Look at it again: {command}")
                .format(last=_last_change(db, row), command=f"oversight rec show {leaf.ref}")
                .strip(),
            )


def who_marked(db: Session, leaf: int) -> str | None:
    """Who gave the leaf the status that it has, as a sentence; None where nobody has moved it since it was raised."""
    found = db.execute(
        select(Change.made_by, Event.effective_on, Event.before)
        .join(Event, Event.change_id == Change.id)
        .where(Event.entity == Recommendation.__tablename__, Event.entity_id == leaf, Event.field == "status")
        # A part tells what others did with the whole.
        .where(Change.command != "rec split")
        .order_by(Event.sequence.desc())
        .limit(1)
    ).first()
    if found is None or found.before is None:
        return None
    return _("{name} marked it so, since {day}.").format(name=found.made_by, day=found.effective_on.isoformat())


def _last_change(db: Session, row: Recommendation) -> str:
    """The last change that raised the version: one made at that time."""
    change = db.scalars(
        select(Change)
        .where(Change.body_id == row.body_id, Change.made_at == row.updated_at)
        .order_by(Change.id.desc())
        .limit(1)
    ).first()
    if change is None:
        return ""
    when = change.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
    return _("{name}, {when}: {what}.").format(
        name=change.made_by, when=when, what=in_one_line(change.summary or change.command)
    )
