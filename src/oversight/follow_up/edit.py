"""Correct what was read: the words, the heading, the level, and the short titles. What the paper says stays beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oversight.database.papers import Problem, Recommendation, Title
from oversight.database.story import Change, Doubt, Event
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.named import check_not_dropped, recommendation
from oversight.follow_up.raised_on import raised_on
from oversight.history.taken_back import UNDO, taken_back
from oversight.messages import _
from oversight.rules.candidates import CORRECTED, from_json
from oversight.stored_words import sentence
from oversight.views.resolve_ref import Entity, Found, resolve_ref
from oversight.vocabulary import DoubtState, Level, ProblemOrigin

_DEPTH = {level.value: depth for depth, level in enumerate(Level)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """What is to be read otherwise; what is None is left. An empty heading or title is taken away.

    ``as_read`` takes the own words back: text and heading read as in the paper again. ``titles`` are by language, zh or en.
    """

    text: str | None = None
    as_read: bool = False
    heading: str | None = None
    titles: Mapping[str, str]

    def check(self, *more: object) -> None:
        """Refuse what cannot be meant; ``more`` is what else is asked for."""
        if not self.as_read and not self.titles and all(one is None for one in (self.text, self.heading, *more)):
            raise WrongUse(_("Nothing is said of it."), hint=_("Give --text, --heading, --title or --as-read. See: --help"))
        if self.text is not None and self.as_read:
            raise WrongUse(_("--text and --as-read exclude each other."), hint=_("Leave one of them out."))
        if self.text is not None and not self.text.strip():
            raise WrongUse(_("A text needs words."), hint=_("To take it off the list: {command}").format(command="rec drop"))


def edit_recommendation(
    db: Session, ref: str, edits: Edits, *, who: Who, level: Level | None = None, note: str | None = None
) -> Found:
    """Make the recommendation that ``ref`` means read as ``edits`` have it; it has been so since it was raised, and stays so whatever a
    later load reads.

    :raises NotFound: nothing answers to the ref
    :raises WrongUse: it is no recommendation, nothing is said of it, or the text is empty
    :raises Refused: it was dropped; it reads so already; the level does not fit between what it stands in and its parts
    """
    edits.check(level)
    deed = begin_deed(db, who, "rec edit", note=note)
    found, row = recommendation(deed, ref)
    check_not_dropped(found, row)
    deed.since = raised_on(deed, row)
    deed.summary = sentence("{ref}: corrected", ref=found.ref)
    _edit(deed, row, edits)
    if level is not None and level.value != row.level:
        _check_level(deed, found, row, level)
        deed.set(row, "level", level.value)
    _check_anything(deed, found)
    return found


def edit_problem(
    db: Session, ref: str, edits: Edits, *, who: Who, origin: ProblemOrigin | None = None, note: str | None = None
) -> Found:
    """Make the problem that ``ref`` means read as ``edits`` have it; ``origin``: who says so.

    :raises NotFound: nothing answers to the ref
    :raises WrongUse: it is no problem, nothing is said of it, or the text is empty
    :raises Refused: it reads so already
    """
    edits.check(origin)
    deed = begin_deed(db, who, "problem edit", note=note)
    found = resolve_ref(deed.reader, ref, Entity.PROBLEM)
    row = db.get_one(Problem, found.id)
    deed.since = raised_on(deed, row)
    deed.summary = sentence("{ref}: corrected", ref=found.ref)
    _edit(deed, row, edits)
    if origin is not None:
        deed.set(row, "origin", origin.value)
    _check_anything(deed, found)
    return found


def _edit(deed: Deed, row: Recommendation | Problem, edits: Edits) -> None:
    if edits.text is not None or edits.as_read:
        text = " ".join((edits.text or "").split())
        if deed.set(row, "text_override", text if text and text != row.text_as_read else None) and text:
            _decide_between_wordings(deed, row)
    if edits.heading is not None:
        deed.set(row, "heading", " ".join(edits.heading.split()) or None)
    elif edits.as_read and (corrected := _first_corrected(deed, row)) is not None:
        deed.set(row, "heading", corrected.before)
    for language, title in edits.titles.items():
        set_title(deed, row, language, " ".join(title.split()))


def _first_corrected(deed: Deed, row: Recommendation | Problem) -> Event | None:
    """The first correction of the heading that holds: before it the heading was the paper's, and no load has touched it since."""
    return deed.db.scalar(
        select(Event)
        .join(Change, Change.id == Event.change_id)
        .where(
            Event.entity == row.__tablename__,
            Event.entity_id == row.id,
            Event.field == "heading",
            func.coalesce(Event.told_by, Change.command).not_in(("load", UNDO)),
            Change.id.not_in(taken_back(deed.db, row.body_id)),
        )
        .order_by(Event.sequence)
        .limit(1)
    )


def _decide_between_wordings(deed: Deed, row: Recommendation | Problem) -> None:
    """Who puts new words in has seen what the paper says now: it is asked no more which of the two counts."""
    doubts = select(Doubt).where(
        Doubt.body_id == row.body_id,
        Doubt.code == CORRECTED,
        Doubt.state == DoubtState.OPEN.value,
        Doubt.withdrawn_at.is_(None),
    )
    of_problem = isinstance(row, Problem)
    for doubt in deed.db.scalars(doubts.order_by(Doubt.id)).all():
        about = {(one.row, ":p" in (one.ref or "")) for one in from_json(doubt.candidates, doubt.code)}
        if (row.id, of_problem) in about:
            # The paper has said so since its session; the question is answered today.
            with deed.on(deed.who.today):
                deed.withdraw(doubt, doubt.message)


def set_title(deed: Deed, row: Recommendation | Problem, language: str, text: str) -> None:
    """Give ``row`` this short title in ``language``; an empty one takes it away."""
    owner = Title.problem_id == row.id if isinstance(row, Problem) else Title.recommendation_id == row.id
    old = deed.db.scalar(select(Title).where(owner, Title.language == language))
    if old is None:
        if text:
            key = "problem_id" if isinstance(row, Problem) else "recommendation_id"
            deed.create(Title(body_id=row.body_id, language=language, text=text, **{key: row.id}), text)
    elif not text:
        if old.withdrawn_at is None:
            deed.withdraw(old, old.text)
    else:
        if old.withdrawn_at is not None:
            deed.restore(old, text)
        deed.set(old, "text", text)
    if isinstance(row, Recommendation) and not deed.is_empty:
        deed.touch(row)


def _check_level(deed: Deed, found: Found, row: Recommendation, level: Level) -> None:
    depth = _DEPTH[level.value]
    above = None if row.parent_id is None else deed.db.get_one(Recommendation, row.parent_id)
    if above is not None and _DEPTH[above.level] >= depth:
        raise Refused(
            _("It stands in what is {above}; {level} cannot stand there.").format(
                above=_an(Level(above.level)), level=_an(level)
            ),
            where=found.ref,
        )
    below = deed.db.scalars(
        select(Recommendation.level).where(Recommendation.parent_id == row.id, Recommendation.withdrawn_at.is_(None))
    ).all()
    if any(_DEPTH[part] <= depth for part in below):
        raise Refused(_("Its parts are of this level or above it."), where=found.ref, hint=_("Change the parts first."))


def _an(level: Level) -> str:
    return {Level.ITEM: _("an item"), Level.MEASURE: _("a measure"), Level.ACTION: _("an action")}[level]


def _check_anything(deed: Deed, found: Found) -> None:
    if deed.is_empty:
        raise Refused(_("It reads so already."), where=found.ref, hint=_("Nothing was changed."))
    deed.db.flush()
