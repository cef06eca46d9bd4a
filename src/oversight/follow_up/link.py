"""Say how recommendations and problems stand to one another."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Link, Problem, Recommendation
from oversight.database.story import Doubt
from oversight.errors import NotFound, Refused
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.named import check_not_dropped, recommendation
from oversight.follow_up.raised_on import raised_on, session_day
from oversight.follow_up.tie import tie, untie
from oversight.history.settle_doubt import settle_doubt
from oversight.messages import _
from oversight.rules.candidates import ASKED_AGAIN, from_json
from oversight.stored_words import sentence, together
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, Found, resolve_ref
from oversight.vocabulary import DoubtState, LinkKind, Origin

_Named = tuple[Found, Recommendation]
_Pair = tuple[_Named, tuple[Found, Recommendation | Problem]]


def link(
    db: Session, ref: str, kind: LinkKind, target_ref: str, *, who: Who, remove: bool = False, note: str | None = None
) -> tuple[Found, Found]:
    """Link the recommendation ``ref`` to ``target_ref``, or take that link away (``remove``); gives back from and to.

    ``kind``: same as (a suggestion and the formal opinion that took it up, in either order), recurs (a later demand and the
    earlier one that it repeats, in either order), or addresses (a problem).

    :raises NotFound: nothing answers to a ref
    :raises WrongUse: a ref means something else than this kind of link takes
    :raises Refused: linked so already, or not at all (``remove``); two that cannot be linked so; what recurs was dropped
    """
    (linked,) = link_many(db, [ref], kind, target_ref, who=who, remove=remove, note=note)
    return linked


def link_many(
    db: Session,
    refs: Sequence[str],
    kind: LinkKind,
    target_ref: str,
    *,
    who: Who,
    remove: bool = False,
    note: str | None = None,
) -> tuple[tuple[Found, Found], ...]:
    """:func:`link` for each of ``refs``, all in one change or none."""
    deed = begin_deed(db, who, "rec link", note=note)
    return _write(deed, kind, [_pair(deed, ref, kind, target_ref, remove=remove) for ref in dict.fromkeys(refs)], remove=remove)


def _pair(deed: Deed, ref: str, kind: LinkKind, target_ref: str, *, remove: bool) -> _Pair:
    """From and to, in the direction that the link has."""
    if kind is LinkKind.ADDRESSES:
        return _with_problem(deed, ref, target_ref)
    source, target = recommendation(deed, ref), recommendation(deed, target_ref)
    if source[1].id == target[1].id:
        raise Refused(_("A recommendation is not linked to itself."), where=source[0].ref)
    if source[1].body_id != target[1].body_id:
        raise Refused(_("It is a recommendation of another committee."), where=target[0].ref)
    if kind is not LinkKind.SAME_AS:
        if not remove:
            for found, row in (source, target):
                check_not_dropped(found, row)
        return _later_first(deed, source, target)
    source, target = _suggestion_first(source, target)
    if not remove:
        _check_free(deed, source)
    return source, target


def link_problem(
    db: Session, problem_ref: str, ref: str, *, who: Who, remove: bool = False, note: str | None = None
) -> tuple[Found, Found]:
    """Say that the recommendation ``ref`` addresses the problem ``problem_ref``, or that it does not (``remove``).

    :raises NotFound: nothing answers to a ref
    :raises WrongUse: a ref means something else
    :raises Refused: linked so already, or not at all (``remove``); they are of two committees
    """
    deed = begin_deed(db, who, "problem link", note=note)
    (linked,) = _write(deed, LinkKind.ADDRESSES, [_with_problem(deed, ref, problem_ref)], remove=remove)
    return linked


def _with_problem(deed: Deed, ref: str, problem_ref: str) -> _Pair:
    source = recommendation(deed, ref)
    target = resolve_ref(deed.reader, problem_ref, Entity.PROBLEM)
    row = deed.db.get_one(Problem, target.id)
    if source[1].body_id != row.body_id:
        raise Refused(_("It is a problem of another committee."), where=target.ref)
    return source, (target, row)


def _summary(source: str, target: str, *, remove: bool) -> str:
    if remove:
        return sentence("{source} no longer linked to {target}", source=source, target=target)
    return sentence("{source} linked to {target}", source=source, target=target)


def _write(deed: Deed, kind: LinkKind, pairs: Sequence[_Pair], *, remove: bool) -> tuple[tuple[Found, Found], ...]:
    deed.summary = together(*(_summary(source[0].ref, target[0].ref, remove=remove) for source, target in pairs))
    return tuple(_write_one(deed, kind, source, *target, remove=remove) for source, target in pairs)


def _write_one(
    deed: Deed, kind: LinkKind, source: _Named, target: Found, row: Recommendation | Problem, *, remove: bool
) -> tuple[Found, Found]:
    # What a paper takes up, answers or asks again it does since its session, and what it does not, it never did.
    deed.since = raised_on(deed, source[1])
    write = untie if remove else tie
    written = write(deed, kind, source[1], row, target.ref)
    if not written:
        raise Refused(
            _("There is no such link to {target}.").format(target=target.ref)
            if remove
            else _("It is linked to {target} so already.").format(target=target.ref),
            where=source[0].ref,
            hint=_("Nothing was changed."),
        )
    deed.db.flush()
    if kind is LinkKind.RECURS and not remove:
        _settle_doubts(deed, source, target)
    return source[0], target


def _settle_doubts(deed: Deed, later: _Named, earlier: Found) -> None:
    """Who links two rows has answered whether the one asks for the other again."""
    code = bodies(deed.reader).codes[earlier.body_id]
    open_ = select(Doubt).where(
        Doubt.body_id == earlier.body_id,
        Doubt.code == ASKED_AGAIN,
        Doubt.state == DoubtState.OPEN.value,
        Doubt.withdrawn_at.is_(None),
    )
    for doubt in deed.db.scalars(open_.order_by(Doubt.id)).all():
        for one in from_json(doubt.candidates, doubt.code):
            if _meant(deed, code, one.of) == later[0].id and _meant(deed, code, one.ref) == earlier.id:
                change = deed.change(doubt.body_id)
                settle_doubt(deed.db, change, doubt, one.key, on=deed.who.today, reason=deed.note)
                break


def _meant(deed: Deed, code: str, ref: str | None) -> int | None:
    """The recommendation that a doubt speaks of; None where it is gone."""
    try:
        return None if ref is None else resolve_ref(deed.reader, f"{code}/{ref}", Entity.RECOMMENDATION).id
    except NotFound:
        return None


def _suggestion_first(source: _Named, target: _Named) -> tuple[_Named, _Named]:
    """One tracked row for one demand: the suggestion follows the opinion."""
    origins = {Origin.SUGGESTION.value: source, Origin.OPINION.value: target}
    if (source[1].origin, target[1].origin) == (Origin.OPINION.value, Origin.SUGGESTION.value):
        origins = {Origin.SUGGESTION.value: target, Origin.OPINION.value: source}
    elif (source[1].origin, target[1].origin) != (Origin.SUGGESTION.value, Origin.OPINION.value):
        raise Refused(
            _("“Same as” leads from a suggestion to the formal opinion that took it up."),
            where=f"{source[0].ref}, {target[0].ref}",
            hint=_("Two that ask for the same at one session are merged: {command}").format(
                command=f"oversight rec merge {source[0].ref} {target[0].ref}"
            ),
        )
    return origins[Origin.SUGGESTION.value], origins[Origin.OPINION.value]


def _check_free(deed: Deed, source: _Named) -> None:
    taken = deed.db.scalar(
        select(Link.to_id).where(Link.from_id == source[1].id, Link.kind == LinkKind.SAME_AS.value, Link.withdrawn_at.is_(None))
    )
    if taken is not None:
        raise Refused(
            _("It follows an opinion already."),
            where=source[0].ref,
            hint=_("See: {command}").format(command=f"oversight rec show {source[0].ref}"),
        )


def _later_first(deed: Deed, source: _Named, target: _Named) -> tuple[_Named, _Named]:
    """A demand that comes back points to the one that it repeats."""
    first, second = session_day(deed, source[1].report_id), session_day(deed, target[1].report_id)
    if first is not None and first == second:
        raise Refused(
            _("Both were raised on the same day; a demand recurs at a later session."),
            where=f"{source[0].ref}, {target[0].ref}",
        )
    if first is not None and second is not None and first < second:
        return target, source
    return source, target
