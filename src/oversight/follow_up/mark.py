"""Mark how far recommendations have come: nothing but a person makes one done, and says what that rests on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed, few
from oversight.follow_up.evidence import Evidence, evidence_of
from oversight.follow_up.judge import Judged, judge_moved, judged_by_move
from oversight.follow_up.leaf_rows import LeafRow, leaf_rows
from oversight.follow_up.leaves_to_mark import Leaf, leaves_to_mark
from oversight.follow_up.seen import check_seen, who_marked
from oversight.history.record import set_status
from oversight.messages import _
from oversight.rules.move_status import check_move
from oversight.stored_words import sentence
from oversight.vocabulary import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A leaf that was moved; ``asked`` is the ref that led to it."""

    ref: str
    asked: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Untouched:
    """A leaf that was left as it is, and why."""

    ref: str
    asked: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkResult:
    """What was marked and what was not. ``followed`` tells which opinion stands for a suggestion that was asked for.

    ``evidence`` is what it rests on, ``judged`` the answers that are accepted or sent back by it.
    """

    marked: tuple[Marked, ...]
    untouched: tuple[Untouched, ...]
    followed: tuple[tuple[str, str], ...]
    effective_on: date
    evidence: Evidence | None
    judged: tuple[Judged, ...] = ()


def mark(
    db: Session,
    refs: Sequence[str],
    status: Status,
    *,
    made_by: str,
    command_id: str,
    now: datetime,
    session_ref: str | None = None,
    note: str | None = None,
    evidence: str | None = None,
    on: date | None = None,
    without_evidence: bool = False,
    version: int | None = None,
    seen: Mapping[int, int] | None = None,
    looked_for: bool = False,
) -> MarkResult:
    """Move the leaves that ``refs`` mean to ``status``, all in this transaction or none.

    It is so since ``on``; else since the session where it was decided; else since today. ``evidence`` is words or a file.
    A leaf of an item or measure that stands so already is left out and told, unless none other is left; so is one that is done:
    what was judged done is not pulled back by the way. One that was named itself stops all, unless it was ``looked_for`` by
    filters instead of named.

    ``on`` may lie before the leaf's last move, since a day forgotten is told later. What holds on a day is what was recorded
    last among the moves with ``effective_on`` on or before that day; how the leaf stands now is what was recorded last of all.

    The answers that wait on a leaf are accepted by marking it done, and sent back by marking it open.

    ``version`` is the one that the person saw of the only leaf, ``seen`` those of leaves by key: what was changed since by
    someone else is not marked.

    :raises NotFound: a ref, the session or the file of the evidence is not there
    :raises WrongUse: a ref is no recommendation, or belongs to another committee than the session
    :raises Refused: done without saying what it rests on; a day that is yet to come or lies before the leaf was raised; one
        that is named, or all, stand so already; one was changed since it was looked at; an answer that it judges came later than the day; a leaf
        that is done is marked open or in progress without a reason
    """
    deed = begin_deed(db, Who(made_by=made_by, command_id=command_id, now=now), "rec mark", note=note, session_ref=session_ref)
    deed.since = on or deed.since
    leaves = leaves_to_mark(deed.reader, refs)
    decided = deed.session
    if decided is not None and any(leaf.body_id != decided.body_id for leaf in leaves):
        raise WrongUse(_("{ref} is a session of another committee.").format(ref=decided.ref))
    rows = leaf_rows(db, leaves)
    check_seen(db, leaves, rows, version=version, seen=seen)
    moved: list[Leaf] = []
    left: list[Untouched] = []
    for leaf in leaves:
        before = Status(rows[leaf.id].row.status or "")
        if why := _why_left(leaf, before, status):
            left.append(Untouched(ref=leaf.ref, asked=leaf.asked, why=why))
            continue
        check_move(
            before,
            status,
            on=deed.day,
            today=deed.who.today,
            raised_on=rows[leaf.id].raised_on,
            where=leaf.ref,
            session=decided is not None,
            evidence=evidence,
            without_evidence=without_evidence,
            note=note,
        )
        moved.append(leaf)
    named = {leaf.ref for leaf in leaves if leaf.named and not looked_for}
    if standing := [one for one in left if one.ref in named or not moved]:
        first = next(leaf.id for leaf in leaves if leaf.ref == standing[0].ref)
        said = who_marked(db, first)
        raise Refused(
            standing[0].why,
            where=_(", ").join(one.ref for one in standing),
            hint=_("{said} Nothing was changed.").format(said=said) if said else _("Nothing was changed."),
        )
    basis = evidence_of(evidence)
    marked = tuple(
        Marked(ref=leaf.ref, asked=leaf.asked, before=rows[leaf.id].row.status or "", after=status.value) for leaf in moved
    )
    judged = _move(deed, moved, rows, status, basis)
    db.flush()
    return MarkResult(
        marked=marked,
        untouched=tuple(left),
        followed=tuple((leaf.asked, leaf.ref) for leaf in leaves if leaf.follows),
        effective_on=deed.day,
        evidence=basis,
        judged=judged,
    )


def _move(
    deed: Deed, leaves: Sequence[Leaf], rows: Mapping[int, LeafRow], status: Status, basis: Evidence | None
) -> tuple[Judged, ...]:
    """Write the moves, and what they make of the answers that wait."""
    keys = {leaf.id for leaf in leaves}
    waiting = judged_by_move(deed, keys, status)
    for body_id, of_body in _by_body(leaves).items():
        deed.summary = _summary(status, of_body)
        change = deed.change(body_id)
        for leaf in of_body:
            set_status(
                deed.db,
                change,
                rows[leaf.id].row,
                status,
                effective_on=deed.day,
                session_id=None if deed.session is None else deed.session.id,
                note=deed.note,
                evidence=None if basis is None else basis.text,
            )
    return judge_moved(deed, waiting, keys, status)


def _why_left(leaf: Leaf, before: Status, after: Status) -> str | None:
    """Why a mark leaves ``leaf`` as it is; None where it moves it."""
    if before is after:
        return _("It is marked so already.")
    if before is Status.DONE and not leaf.named:
        return _("It is done. Name it itself to take that back.")
    return None


def _by_body(leaves: Sequence[Leaf]) -> dict[int, list[Leaf]]:
    result: dict[int, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        result[leaf.body_id].append(leaf)
    return result


def _summary(status: Status, leaves: Sequence[Leaf]) -> str:
    return sentence("{status}: {refs}", status=status, refs=few([leaf.ref for leaf in leaves]))
