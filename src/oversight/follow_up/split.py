"""Part what was read as one demand into the several that it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Deadline, Link, Problem, Recommendation, Title
from oversight.database.people import Responsibility
from oversight.errors import WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed
from oversight.follow_up.hand_on_answers import hand_on_answers
from oversight.follow_up.hand_on_story import copy_since_then, hand_on_story, stood_since
from oversight.follow_up.named import check_followed, check_leaf, recommendation, text_of
from oversight.follow_up.raised_on import raised_on
from oversight.follow_up.tie import tie
from oversight.messages import _
from oversight.rules.cut_text import cut_text
from oversight.rules.ref_paths import RefPaths
from oversight.stored_words import sentence
from oversight.views.resolve_ref import Found
from oversight.vocabulary import Basis, Level, LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPart:
    """One part: an old row or a new one."""

    ref: str
    status: str
    text: str


def split(db: Session, ref: str, openings: Sequence[str], *, who: Who, note: str | None = None) -> tuple[SplitPart, ...]:
    """Cut the leaf that ``ref`` means where ``openings``, the first words of each further part, begin a clause.

    An item or a measure stays as what the parts stand in. An action becomes actions side by side: the first keeps row and ref.
    Each part takes over how far the whole had come on each day, who is responsible, and when it is due: so it was since it was raised.

    :raises NotFound: nothing answers to the ref
    :raises WrongUse: it is no recommendation, or no opening is given
    :raises Refused: it has parts already, was dropped or taken into an opinion; the words begin no clause of its text
    """
    if not openings:
        raise WrongUse(_("It is not said where to cut."), hint=_("Give the first words of each further part in --at."))
    deed = begin_deed(db, who, "rec split", note=note)
    found, row = recommendation(deed, ref)
    check_followed(deed, found, row)
    check_leaf(found, row)
    texts = cut_text(text_of(row), openings, where=found.ref)
    deed.since = raised_on(deed, row)
    deed.summary = sentence("{ref}: split into {count}", ref=found.ref, count=len(texts))
    beside = row.level == Level.ACTION.value
    new = _new_rows(deed, row, texts[1:] if beside else texts, beside=beside)
    for part in new:
        _hand_on(deed, found, row, part, beside=beside)
    if beside:
        deed.set(row, "text_override", texts[0])
        # It spoke of the whole.
        for title in db.scalars(select(Title).where(Title.recommendation_id == row.id, Title.withdrawn_at.is_(None))):
            deed.withdraw(title, title.text)
    else:
        deed.tell(row, "is_leaf", True, False)
        deed.tell(row, "status", row.status, None)
        row.is_leaf, row.status = False, None
    db.flush()
    whole = found.ref.rpartition(":")[0]
    parts = ([row] if beside else []) + new
    return tuple(SplitPart(ref=f"{whole}:{part.ref_path}", status=part.status or "", text=text_of(part)) for part in parts)


def _new_rows(deed: Deed, row: Recommendation, texts: Sequence[str], *, beside: bool) -> list[Recommendation]:
    refs = ref_paths(deed, row.report_id)
    above = row if not beside else None if row.parent_id is None else deed.db.get_one(Recommendation, row.parent_id)
    new = []
    for text in texts:
        # The words of the paper stand where the whole stands; words of staff stand nowhere.
        read = text in row.text_as_read
        ref_path = refs.give("1", None if above is None else above.ref_path)
        part = Recommendation(
            body_id=row.body_id,
            report_id=row.report_id,
            parent_id=None if above is None else above.id,
            ref_path=ref_path,
            path=ref_path,
            position=row.position,
            level=Level.ACTION.value,
            is_leaf=True,
            label=None,
            heading=None,
            text_as_read=text,
            text_override=None,
            origin=row.origin,
            status=row.status,
            document_id=row.document_id if read else None,
            first_line=row.first_line if read else None,
            last_line=row.last_line if read else None,
        )
        deed.create(part, text)
        new.append(part)
    return new


def ref_paths(deed: Deed, report_id: int) -> RefPaths:
    """Gives refs in this report that nothing has ever had."""
    return RefPaths(deed.db.scalars(select(Recommendation.ref_path).where(Recommendation.report_id == report_id)))


def _hand_on(deed: Deed, found: Found, row: Recommendation, part: Recommendation, *, beside: bool) -> None:
    """What held for the whole holds for the part, since the same day."""
    if not hand_on_story(deed, row, part, "status", note=_("taken over from {ref}").format(ref=found.ref)):
        deed.tell(part, "status", None, part.status)
    hand_on_story(deed, row, part, "dropped_at")
    deed.create(
        Link(
            body_id=row.body_id,
            kind=LinkKind.SPLIT_FROM.value,
            from_id=part.id,
            to_id=row.id,
            basis=Basis.ASSIGNED.value,
        ),
        f"{LinkKind.SPLIT_FROM.value} {found.ref}",
    )
    bodies = select(Responsibility).where(Responsibility.recommendation_id == row.id, Responsibility.withdrawn_at.is_(None))
    for body in deed.db.scalars(bodies.order_by(Responsibility.id)).all():
        copy_since_then(deed, body, copy_to(body, _BODY_COLUMNS, part), body.name, _BODY_COLUMNS)
    # A date, a problem and an answer of what the parts stand in are theirs without being written down again.
    if not beside:
        return
    hand_on_answers(deed, row, part)
    dates = select(Deadline).where(Deadline.recommendation_id == row.id, Deadline.withdrawn_at.is_(None))
    for due in deed.db.scalars(dates.order_by(Deadline.sequence)).all():
        says = due.due_on.isoformat() if due.due_on else due.due_text or ""
        copy_since_then(deed, due, copy_to(due, DATE_COLUMNS, part), says, DATE_COLUMNS)
    taken_up = select(Link).where(Link.to_id == row.id, Link.kind == LinkKind.SAME_AS.value, Link.withdrawn_at.is_(None))
    for link in deed.db.scalars(taken_up.order_by(Link.id)).all():
        with deed.on(stood_since(deed, link)):
            tie(deed, LinkKind.SAME_AS, deed.db.get_one(Recommendation, link.from_id), part, LinkKind.SAME_AS.value)
    addressed = select(Link).where(Link.from_id == row.id, Link.kind == LinkKind.ADDRESSES.value, Link.withdrawn_at.is_(None))
    for link in deed.db.scalars(addressed.order_by(Link.id)).all():
        with deed.on(stood_since(deed, link)):
            tie(deed, LinkKind.ADDRESSES, part, deed.db.get_one(Problem, link.to_problem_id), LinkKind.ADDRESSES.value)


_BODY_COLUMNS = ("organization_id", "name", "role", "basis", "person_name")
DATE_COLUMNS = (
    *("kind", "sequence", "due_on", "due_text", "basis", "basis_text", "counted_from", "amount", "unit"),
    *("asked_by", "granted_by", "granted_on", "reason"),
)
"""What a due date says, whosever it is."""

Row = TypeVar("Row", Responsibility, Deadline)


def copy_to(row: Row, names: Sequence[str], owner: Recommendation) -> Row:
    """A new row that says of ``owner`` what ``row`` says of another recommendation, read at the same place."""
    values = {name: getattr(row, name) for name in (*names, "body_id", "document_id", "first_line", "last_line")}
    return type(row)(recommendation_id=owner.id, **values)
