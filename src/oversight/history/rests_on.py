"""What later changes rest on, and therefore cannot be taken back before them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

from oversight.database.papers import Reply
from oversight.errors import Refused
from oversight.history.balance import MODELS, PLACE, Balance, Row, columns_of
from oversight.history.rows import Rows
from oversight.history.texts import Value, as_text
from oversight.history.told import Story
from oversight.messages import _

# Rows of which one takes the place of another: who leads, what follows what, who serves as what, how long is given. One that
# came later was set because those before were gone.
_IN_PLACE_OF = {
    "responsibility": ("recommendation_id",),
    "deadline": ("recommendation_id", "report_id", "kind"),
    "link": ("from_id", "kind"),
    "membership": ("person_id", "term_id"),
    "house_rule": ("kind", "origin"),
}
# Each date extends the one before it.
_ONE_UPON_ANOTHER = frozenset({"deadline"})
# What ended may have made room for another one.
_END = "ends_on"
# What a recommendation asks for; and what was found of just that.
_ASKED = frozenset({"text_as_read", "text_override", "is_leaf"})
_FOUND = frozenset({"status"})
_CAME_ABOUT = frozenset({"created", "restored", "due_on", "counted_from"})

RestingOn = Callable[[Balance], Iterable[Row]]
"""Says of one thing which rows rest on it, though they do not refer to it."""


def what_rests_on(found: Sequence[Balance], story: Story, rows: Rows, resting_on: RestingOn) -> set[int]:
    """The later changes that rest on what ``found`` would take back; they still hold, and have to go first."""
    hidden = {one.row for one in found if one.hides}
    shown = {one.row for one in found if one.shows}
    result: set[int] = set()
    for one in found:
        result.update(story.changed(one))
        result.update(_stored_otherwise(one, story, rows))
        result.update(_came_about(((row, one.first) for row in resting_on(one) if row not in hidden), story))
        if one.hides:
            result.update(story.worked_on(one.row, one.first))
            if one.row[0] == "legislative_session":
                result.update(story.decided_at(one.row[1], one.first))
        if one.row[0] == "recommendation" and one.field in _ASKED:
            result.update(_found_of_it(one, story, rows))
        if one.shows or (one.hides and one.row[0] in _ONE_UPON_ANOTHER) or one.field == _END:
            result.update(_beside(one, story, rows))
    first = {one.row: one.first for one in found if one.field is None or one.row in _wholes(found)}
    # What stood there, or was gone, while the row was hidden or shown before has nothing to do with it.
    below = ((row, first[to]) for row, to in _below(found, hidden, rows))
    result.update(_since(below, ("created", "restored"), story))
    gone = ((up, first[row]) for row in shown for _c, up in rows.above(row) if up not in shown and not rows.stands(up))
    result.update(_since(gone, ("withdrawn",), story))
    return result


def _stored_otherwise(one: Balance, story: Story, rows: Rows) -> Iterator[int]:
    """The change that gave the column the value that it has, where that is not the one to be taken back."""
    stored = rows.get(one.row) if one.row[0] in MODELS else None
    if one.field in {None, PLACE} or stored is None or not columns_of(one.row[0], one.field or ""):
        return
    if as_text(cast("Value", getattr(stored, one.field or ""))) != one.after:
        last = story.last(one.row, {one.field or ""})
        if last is None or last.sequence == one.last:
            raise Refused(
                _("{table} {row} is not as its history says.").format(table=one.row[0], row=one.row[1]),
                hint=_("See: {command}").format(command="oversight db check"),
            )
        yield last.change_id


def _wholes(found: Sequence[Balance]) -> set[Row]:
    """The recommendations that would be followed by themselves again, without parts."""
    return {one.row for one in found if one.field == "is_leaf" and one.before == "true"}


def _below(found: Sequence[Balance], hidden: set[Row], rows: Rows) -> Iterator[tuple[Row, Row]]:
    """The standing rows that stand on one that would be hidden, or are parts of one that would have none; each with that."""
    for row, column, to in rows.below(hidden | _wholes(found)):
        if row not in hidden and (to in hidden or column == "parent_id"):
            yield row, to


def _since(some: Iterable[tuple[Row, int]], fields: Sequence[str], story: Story) -> Iterator[int]:
    """The changes by which these rows came to stand, or were hidden, after the sequence beside each."""
    rows = dict(some)
    story.fetch(rows)
    for row, first in rows.items():
        last = story.last(row, fields)
        if last is not None and last.sequence > first:
            yield last.change_id


def _found_of_it(one: Balance, story: Story, rows: Rows) -> Iterator[int]:
    """The later changes that say how far the recommendation has come, or judge an answer, as it asks now."""
    yield from story.moved(one.row, _FOUND, one.first)
    answers = [("reply", key) for key in rows.keys("reply", Reply.recommendation_id == one.row[1])]
    story.fetch(answers)
    for answer in answers:
        yield from story.moved(answer, {"judgement"}, one.first)


def _came_about(some: Iterable[tuple[Row, int]], story: Story) -> Iterator[int]:
    """The changes by which these rows came to be as they are, after the sequence beside each."""
    rows = dict(some)
    story.fetch(rows)
    for row, first in rows.items():
        yield from story.moved(row, _CAME_ABOUT, first)


def _beside(one: Balance, story: Story, rows: Rows) -> Iterator[int]:
    """The later changes of rows that take the place of this one, or that it takes the place of."""
    columns = _IN_PLACE_OF.get(one.row[0])
    stored = rows.get(one.row)
    if columns is None or stored is None:
        return
    model: Any = MODELS[one.row[0]]
    same = [getattr(model, name).is_not_distinct_from(getattr(stored, name)) for name in columns]
    for key in rows.keys(one.row[0], *same):
        if key != one.row[1]:
            yield from story.worked_on((one.row[0], key), one.first)
