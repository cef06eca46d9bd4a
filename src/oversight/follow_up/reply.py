"""Enter the answer of a body by hand: a claim, which nothing but a person turns into done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.papers import Reply
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed, Who, begin_deed, few
from oversight.follow_up.evidence import Evidence, evidence_of
from oversight.follow_up.judge import next_position
from oversight.follow_up.leaf_rows import LeafRow, leaf_rows
from oversight.follow_up.leaves_to_mark import Leaf, leaves_to_mark
from oversight.history.record import set_status
from oversight.messages import _
from oversight.rules.body_names import is_one_body
from oversight.rules.move_status import check_day
from oversight.stored_words import sentence
from oversight.views.organizations import organizations
from oversight.views.responsible import responsible_for
from oversight.vocabulary import ReplyClass, ReplyKind, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a body says: ``body`` as typed, the day on which it was received, what it claims, and in which words.

    ``anyway`` takes it from a body that is not known to be responsible.
    """

    body: str
    received_on: date
    claim: ReplyClass
    text: str
    evidence: str | None = None
    evidence_on: date | None = None
    promised_on: date | None = None
    anyway: bool = False

    def check(self, note: str | None) -> None:
        """Refuse what cannot be meant."""
        if not self.body.strip():
            raise WrongUse(_("A body has a name."), hint=_("Name it in --from."))
        if not self.text.strip():
            raise WrongUse(_("An answer needs words."), hint=_("Give them in --text, or a file in --file."))
        if self.evidence_on is not None and not (self.evidence or "").strip():
            raise WrongUse(_("There is a day of the evidence, but no evidence."), hint=_("Say what it is: --evidence"))
        if self.promised_on is not None and self.claim not in {ReplyClass.UNDER_WAY, ReplyClass.PLANNED}:
            raise WrongUse(
                _("Only what is under way or planned is promised for a day."),
                hint=_("Leave --promised-on out, or change --class."),
            )
        if self.anyway and not (note or "").strip():
            raise WrongUse(_("Who takes an answer from another body says why."), hint=_("Say it in --note."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """A leaf that has an answer more; ``asked`` is the ref that led to it. Its status before and after."""

    ref: str
    asked: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyResult:
    """The leaves that were answered, and what the body shows for it."""

    replied: tuple[Replied, ...]
    evidence: Evidence | None


def reply(
    db: Session, refs: Sequence[str], claim: Claim, *, who: Who, note: str | None = None, session_ref: str | None = None
) -> ReplyResult:
    """Enter ``claim`` for the leaves that ``refs`` mean, as for a mark. Open leaves are in progress then, unless it declines.

    It is so since the day on which the answer was received; ``session_ref`` is the session that heard it.

    :raises NotFound: a ref, the session or the file of the evidence is not there
    :raises WrongUse: a ref is no recommendation; the claim contradicts itself
    :raises Refused: a leaf was dropped; the body is not responsible for it; a day is yet to come or lies before it was raised;
        the same answer stands there already
    """
    claim.check(note)
    deed = begin_deed(db, who, "rec reply", note=note, session_ref=session_ref)
    deed.since = claim.received_on
    leaves = leaves_to_mark(deed.reader, refs)
    deed.summary = sentence("answer of {body}: {refs}", body=claim.body.strip(), refs=few([leaf.ref for leaf in leaves]))
    rows = leaf_rows(db, leaves)
    for leaf in leaves:
        _check(deed, leaf, rows[leaf.id], claim)
    if not claim.anyway:
        _check_responsible(deed, leaves, claim.body)
    evidence = evidence_of(claim.evidence)
    replied = tuple(_enter(deed, leaf, rows[leaf.id], claim, evidence) for leaf in leaves)
    db.flush()
    return ReplyResult(replied=replied, evidence=evidence)


def _check(deed: Deed, leaf: Leaf, stored: LeafRow, claim: Claim) -> None:
    today = deed.who.today
    check_day(claim.received_on, today=today, raised_on=stored.raised_on, where=leaf.ref)
    if claim.evidence_on is not None and claim.evidence_on > today:
        raise Refused(
            _("{date} is in the future.").format(date=claim.evidence_on.isoformat()),
            where="--evidence-on",
            hint=_("Nothing was changed."),
        )
    if claim.promised_on is not None and claim.promised_on < claim.received_on:
        raise Refused(
            _("{date} is before the answer was received, on {received}.").format(
                date=claim.promised_on.isoformat(), received=claim.received_on.isoformat()
            ),
            where="--promised-on",
            hint=_("Give a later day."),
        )
    again = select(Reply.from_name).where(
        Reply.recommendation_id == leaf.id,
        Reply.kind == ReplyKind.ANSWER.value,
        Reply.withdrawn_at.is_(None),
        Reply.received_on == claim.received_on,
        Reply.reply_class == claim.claim.value,
        Reply.text == claim.text.strip(),
    )
    if any(name is not None and is_one_body(name, claim.body) for name in deed.db.scalars(again)):
        raise Refused(_("This answer stands there already."), where=leaf.ref, hint=_("Nothing was changed."))


def _check_responsible(deed: Deed, leaves: Sequence[Leaf], body: str) -> None:
    """Where nobody is known to be responsible, whoever answers is taken at their word."""
    responsible = responsible_for(deed.reader, [leaf.id for leaf in leaves])
    known = organizations(deed.reader)
    for leaf in leaves:
        names = responsible[leaf.id]
        if names and not any(known.speaks_for(body, name, on=deed.day) for name in names):
            raise Refused(
                _("{body} is not responsible for it. Responsible: {names}.").format(body=body.strip(), names="、".join(names)),
                where=leaf.ref,
                hint=_("Assign it first (oversight rec assign), or take its answer nevertheless: --anyway with --note."),
            )


def _enter(deed: Deed, leaf: Leaf, stored: LeafRow, claim: Claim, evidence: Evidence | None) -> Replied:
    row = stored.row
    before = row.status or ""
    answer = Reply(
        body_id=row.body_id,
        recommendation_id=row.id,
        report_id=None,
        position=next_position(deed.db, row.id, ReplyKind.ANSWER),
        kind=ReplyKind.ANSWER.value,
        reply_class=claim.claim.value,
        text=claim.text.strip(),
        received_on=claim.received_on,
        from_name=claim.body.strip(),
        promised_on=claim.promised_on,
        evidence=None if evidence is None else evidence.text,
        evidence_on=claim.evidence_on,
    )
    deed.create(answer, answer.text)
    deed.touch(row)
    if row.status == Status.OPEN.value and claim.claim is not ReplyClass.DECLINED:
        set_status(
            deed.db,
            deed.change(row.body_id),
            row,
            Status.IN_PROGRESS,
            effective_on=deed.day,
            session_id=None if deed.session is None else deed.session.id,
            note=_("an answer of {body} was received").format(body=answer.from_name),
        )
    return Replied(ref=leaf.ref, asked=leaf.asked, before=before, after=row.status or "")
