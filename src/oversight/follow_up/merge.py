"""Make one of several recommendations that ask for the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.meetings import LegislativeSession
from oversight.database.papers import Link, Problem, Recommendation, Report
from oversight.database.story import Event
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.evidence import Evidence, evidence_of
from oversight.follow_up.hand_on_answers import hand_on_answers
from oversight.follow_up.hand_on_story import stood_since
from oversight.follow_up.judge import judge_moved, judged_by_move
from oversight.follow_up.merge_dates import carry_date
from oversight.follow_up.named import check_followed, check_leaf, recommendations, text_of
from oversight.follow_up.raised_on import raised_on
from oversight.follow_up.tie import tie, untie
from oversight.history.balance import NOTE
from oversight.history.record import set_status
from oversight.messages import _, language
from oversight.rules.likeness import likeness
from oversight.rules.move_status import check_move
from oversight.stored_words import sentence
from oversight.views.resolve_ref import Found
from oversight.vocabulary import LinkKind, Origin, Status

_Named = tuple[Found, Recommendation]
# 18-33/5:1.1.1 and 1.1.2, two acts of one sentence, are 0.3 alike; one demand in two wordings is 0.5 and more.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The one that stays, with its status, and those that went into it; ``dated_by`` is the one whose due date it took over."""

    ref: str
    status: str
    merged: tuple[str, ...]
    evidence: Evidence | None
    gone: tuple["Gone", ...]
    dated_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What goes into another one: its words, which nothing lists any more, and how like they are to the words that stay, 0 to 1."""

    ref: str
    text: str
    likeness: float

    @property
    def alike(self) -> bool:
        """Whether the two may well ask for the same."""
        return self.likeness >= _ALIKE


def what_goes(db: Session, refs: Sequence[str], *, who: Who) -> tuple[Gone, ...]:
    """What :func:`merge` would take off the list. Writes nothing.

    :raises NotFound: a ref is not there
    """
    named = recommendations(begin_deed(db, who, "rec merge"), refs)
    return _gone(named)


def _gone(named: Sequence[_Named]) -> tuple[Gone, ...]:
    (_first, kept), *others = named
    words = text_of(kept)
    return tuple(
        Gone(ref=found.ref, text=text_of(row), likeness=round(likeness(words, text_of(row)), 3)) for found, row in others
    )


def merge(
    db: Session,
    refs: Sequence[str],
    *,
    who: Who,
    status: Status | None = None,
    due: date | None = None,
    session_ref: str | None = None,
    evidence: str | None = None,
    note: str | None = None,
) -> Merged:
    """Make the leaves that ``refs`` mean one: the first stays, the others are linked to it and no longer counted.

    Where they have not come equally far, ``status`` says how it stands with the one; done says what that rests on. Where they are
    due on different days, ``due`` says which of these holds; the only date there is goes with the one that stays.

    They have been one since they were raised. In progress they are since the first of them is; open or done since the session where
    that was decided, else since today.

    :raises NotFound: a ref, the session or the file of the evidence is not there
    :raises WrongUse: fewer than two recommendations are named
    :raises Refused: one has parts, was dropped or taken into an opinion; they are of two sessions, or one is a commitment;
        their statuses or their dates differ and none was given; done without saying what it rests on
    """
    deed = begin_deed(db, who, "rec merge", note=note, session_ref=session_ref)
    named = recommendations(deed, refs)
    if len(named) == 1:
        raise WrongUse(_("To merge takes two recommendations."), hint=_("Name the one that stays first."))
    for found, row in named:
        check_followed(deed, found, row)
        check_leaf(found, row)
    (first, kept), *others = named
    for found, row in others:
        _check_kindred(deed, kept, found, row)
    after = _status(deed, named, status, evidence)
    basis = evidence_of(evidence)
    deed.summary = sentence("{refs} merged into {first}", first=first.ref, refs=[one.ref for one, _row in others])
    gone = _gone(named)
    came_so_far = after is Status.IN_PROGRESS and deed.session is None
    decided = _since(deed, named, after) if came_so_far else deed.day
    deed.since = raised_on(deed, kept)
    dated_by = carry_date(deed, named, due)
    for found, row in others:
        deed.since = raised_on(deed, row)
        hand_on_answers(deed, row, kept)
        said, deed.note = deed.note, deed.note or _("merged into {ref}").format(ref=first.ref)
        deed.set(row, "dropped_at", who.now)
        deed.note = said
        tie(deed, LinkKind.MERGED_INTO, row, kept, first.ref)
        _hand_over(deed, row, kept, first, found)
    deed.since = decided
    if kept.status != after.value:
        waiting = judged_by_move(deed, {kept.id}, after)
        set_status(
            db,
            deed.change(kept.body_id),
            kept,
            after,
            effective_on=deed.day,
            session_id=None if deed.session is None else deed.session.id,
            note=deed.note,
            evidence=None if basis is None else basis.text,
        )
        judge_moved(deed, waiting, {kept.id}, after)
    with deed.on(raised_on(deed, kept)):
        _tell_what_came(deed, kept, gone)
    db.flush()
    return Merged(
        ref=first.ref,
        status=after.value,
        merged=tuple(found.ref for found, _row in others),
        evidence=basis,
        gone=gone,
        dated_by=dated_by,
    )


def _tell_what_came(deed: Deed, kept: Recommendation, gone: Sequence[Gone]) -> None:
    """Keep in the story of the one that stays what else it stands for now."""
    came = _("; ").join(_("{ref} {text}").format(ref=one.ref, text=one.text) for one in gone)
    said, deed.note = deed.note, _("Merged into it: {came}").format(came=came)
    deed.tell(kept, NOTE, None, None)
    deed.note = said


def _check_kindred(deed: Deed, kept: Recommendation, found: Found, row: Recommendation) -> None:
    if row.body_id != kept.body_id:
        raise Refused(_("It is a recommendation of another committee."), where=found.ref)
    if Origin.COMMITMENT.value in {row.origin, kept.origin} and row.origin != kept.origin:
        raise Refused(
            _("What the committee asked for and what a body means to do are kept apart."),
            where=found.ref,
        )
    if _session_of(deed, row) != _session_of(deed, kept):
        raise Refused(
            _("It was raised at another session: a demand that comes back is a demand of its own."),
            where=found.ref,
            hint=_("Link it instead: {command}").format(command=f"oversight rec link {found.ref} --recurs REF"),
        )


def _session_of(deed: Deed, row: Recommendation) -> int | None:
    return deed.db.scalar(
        select(LegislativeSession.id).join(Report, Report.session_id == LegislativeSession.id).where(Report.id == row.report_id)
    )


def _status(deed: Deed, named: Sequence[_Named], wanted: Status | None, evidence: str | None) -> Status:
    stand = {row.status for _found, row in named}
    if wanted is None:
        if len(stand) > 1:
            raise Refused(
                _("They have not come equally far: {standing}.").format(
                    standing=_(", ").join(f"{found.ref} {Status(row.status or '').label(language())}" for found, row in named)
                ),
                hint=_("Say how it stands with the one that stays: --status"),
            )
        return Status(named[0][1].status or "")
    for found, row in named:
        if row.status != wanted.value:
            check_move(
                Status(row.status or ""),
                wanted,
                on=deed.day,
                today=deed.who.today,
                raised_on=None,
                where=found.ref,
                session=deed.session is not None,
                evidence=evidence,
                note=deed.note,
            )
    return wanted


def _since(deed: Deed, named: Sequence[_Named], status: Status) -> date:
    """The first day since which one of ``named`` has this status."""
    told = select(Event.effective_on).where(Event.entity == "recommendation", Event.field == "status")
    days = (
        deed.db.scalar(told.where(Event.entity_id == row.id).order_by(Event.sequence.desc()).limit(1))
        for _found, row in named
        if row.status == status.value
    )
    return min((day for day in days if day is not None), default=deed.day)


def _hand_over(deed: Deed, row: Recommendation, kept: Recommendation, first: Found, found: Found) -> None:
    """The problems that the row answers, and the suggestions that it had taken up, are those of the one that stays."""
    db = deed.db
    links = select(Link).where(Link.withdrawn_at.is_(None)).order_by(Link.id)
    for link in db.scalars(links.where(Link.from_id == row.id, Link.kind == LinkKind.ADDRESSES.value)).all():
        with deed.on(stood_since(deed, link)):
            tie(deed, LinkKind.ADDRESSES, kept, db.get_one(Problem, link.to_problem_id), LinkKind.ADDRESSES.value)
    for link in db.scalars(links.where(Link.to_id == row.id, Link.kind == LinkKind.SAME_AS.value)).all():
        follower = db.get_one(Recommendation, link.from_id)
        with deed.on(stood_since(deed, link)):
            untie(deed, LinkKind.SAME_AS, follower, row, found.ref)
            tie(deed, LinkKind.SAME_AS, follower, kept, first.ref)
