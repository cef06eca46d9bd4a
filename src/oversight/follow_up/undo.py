"""Take back what was done: shown before, written as a change of its own, and itself taken back like any other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.reading import over
from oversight.database.story import Change
from oversight.errors import NotFound, Refused
from oversight.follow_up.changes_in_words import changes_in_words
from oversight.follow_up.deed import Who
from oversight.follow_up.rests_on import resting_on
from oversight.history.balance import Balance
from oversight.history.taken_back import UNDO, taken_back
from oversight.history.undo import UndoPlan, apply_undo, plan_undo
from oversight.messages import _
from oversight.stored_words import in_one_line, sentence, together, unfolded
from oversight.views.row_names import Row, row_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A change that is taken back."""

    id: int
    made_at: datetime
    made_by: str
    command: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One thing that the changes did and that is taken back: of what is called ``ref``, ``before`` and ``after`` them.

    ``field`` is told as in a history: status, or deadline.created for what hangs on it.
    """

    ref: str
    field: str
    before: str | None
    after: str | None
    entity: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A row that stays, with the changes that have worked on it since; none where another one that stays stands on it."""

    entity: str
    row: int
    ref: str
    because_of: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was, or would be, taken back and kept. ``beside`` are changes of the same commands that stay. ``by`` did it."""

    changes: tuple[Target, ...]
    taken_back: tuple[Returned, ...]
    kept: tuple[Kept, ...]
    beside: tuple[int, ...]
    by: tuple[int, ...] = ()


def last_change(db: Session) -> int | None:
    """The last change that was not taken back; one that took others back is not meant unless it is named."""
    gone = _gone(db)
    for number, command in db.execute(select(Change.id, Change.command).order_by(Change.id.desc())):
        if command != UNDO and number not in gone:
            return int(number)
    return None


def last_command(db: Session) -> list[int]:
    """The last change, and what the same command did for other committees. Each packet of a load stands for itself."""
    if (number := last_change(db)) is None:
        return []
    last = db.get_one(Change, number)
    if last.command == "load":
        return [number]
    same = db.scalars(select(Change.id).where(Change.command_id == last.command_id).order_by(Change.id))
    return sorted(set(same) - _gone(db))


def _gone(db: Session) -> set[int]:
    return {change for body in db.scalars(select(Change.body_id).distinct()).all() for change in taken_back(db, body)}


def preview_undo(db: Session, numbers: Sequence[int]) -> Undone:
    """What :func:`undo` would do. Writes nothing.

    :raises NotFound: there is no such change
    :raises Refused: it was taken back already; a later change rests on it
    """
    plans = _plans(db, numbers)
    return _told(db, plans)


def undo(db: Session, numbers: Sequence[int], *, who: Who, note: str | None = None) -> Undone:
    """Take the changes ``numbers`` back, all or none: for each committee one change that says the contrary.

    :raises NotFound: there is no such change
    :raises Refused: it was taken back already; a later change rests on it
    """
    plans = _plans(db, numbers)
    told = _told(db, plans)
    by = []
    for plan in plans:
        targets = [db.get_one(Change, number) for number in reversed(plan.changes)]
        summary = sentence(
            "change {numbers} taken back: {summary}",
            numbers=[target.id for target in targets],
            summary=unfolded(together(*(target.summary or target.command for target in targets))),
        )
        change = apply_undo(
            db,
            plan,
            made_by=who.made_by,
            command_id=who.command_id,
            now=who.now,
            summary=summary,
            note=(note or "").strip() or None,
        )
        by.append(change.id)
    return Undone(changes=told.changes, taken_back=told.taken_back, kept=told.kept, beside=told.beside, by=tuple(by))


def _plans(db: Session, numbers: Sequence[int]) -> list[UndoPlan]:
    """A plan for each committee whose changes are named."""
    db.flush()
    of_body: dict[int, list[Change]] = defaultdict(list)
    for number in dict.fromkeys(numbers):
        change = db.get(Change, number)
        if change is None:
            raise NotFound(
                _("There is no change {number}.").format(number=number),
                hint=_("See: {command}").format(command="oversight log"),
            )
        gone = taken_back(db, change.body_id)
        if number in gone:
            raise Refused(
                _("Change {number} was taken back already, by change {undo}.").format(number=number, undo=gone[number]),
                hint=_("To bring it back: {command}").format(command=f"oversight undo {gone[number]}"),
            )
        of_body[change.body_id].append(change)
    plans = [plan_undo(db, changes, partial(resting_on, db)) for changes in of_body.values()]
    if blocking := [number for plan in plans for number in plan.blocked_by]:
        raise _refusal(db, numbers, blocking)
    return plans


def _refusal(db: Session, numbers: Sequence[int], blocking: Sequence[int]) -> Refused:
    """The error that names what rests on the changes."""
    together = " ".join(map(str, dict.fromkeys([*blocking, *numbers])))
    return Refused(
        _("Later changes rest on it: {changes}.").format(changes=changes_in_words(db, blocking)),
        hint=_("Take them back as well: {command}").format(command=f"oversight undo {together}"),
    )


def _told(db: Session, plans: Sequence[UndoPlan]) -> Undone:
    """The plans in words of refs and names."""
    rows: list[Row] = [one.row for plan in plans for one in plan.back] + [row for plan in plans for row in plan.kept]
    names = row_names(over(db.connection()), rows)
    numbers = [number for plan in plans for number in plan.changes]
    targets = db.scalars(select(Change).where(Change.id.in_(numbers)).order_by(Change.id.desc())).all()
    gone = {change for plan in plans for change in taken_back(db, plan.body_id)}
    same = select(Change.id).where(Change.command_id.in_([change.command_id for change in targets])).order_by(Change.id)
    return Undone(
        changes=tuple(
            Target(id=one.id, made_at=one.made_at, made_by=one.made_by, command=one.command, summary=in_one_line(one.summary))
            for one in targets
        ),
        taken_back=tuple(_returned(one, names[one.row]) for plan in plans for one in reversed(plan.back) if one.moves),
        kept=tuple(
            Kept(entity=row[0], row=row[1], ref=names[row], because_of=by) for plan in plans for row, by in plan.kept.items()
        ),
        beside=tuple(number for number in db.scalars(same) if number not in {*numbers, *gone}),
    )


def _returned(one: Balance, name: str) -> Returned:
    entity, key = one.row
    field = one.field or ("withdrawn" if one.shows else "created" if one.made else "restored")
    told = field if entity == "recommendation" else f"{entity}.{field}"
    return Returned(ref=name, field=told, before=one.before, after=one.after, entity=entity, row=key)
