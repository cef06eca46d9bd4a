"""Hand an opinion over: the day starts the clock, and the dates that follow from it are set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.clock import HandOver
from oversight.database.leaf_conditions import TAKEN_UP
from oversight.database.papers import Deadline, Recommendation
from oversight.database.reading import Row
from oversight.errors import Refused, WrongUse
from oversight.follow_up.clock import Clock, CountedDate, text_times
from oversight.follow_up.deed import Deed, Who, begin_deed, few
from oversight.follow_up.leaves_to_mark import opinion_of
from oversight.follow_up.named import check_followed
from oversight.messages import _
from oversight.rules.move_status import check_day
from oversight.stored_words import sentence
from oversight.views.house_rules import rules_of
from oversight.views.resolve_ref import Entity, Found, resolve_refs
from oversight.views.working_days import calendar_of
from oversight.vocabulary import DeadlineBasis, DeadlineKind, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """When something was handed over, and the number of the letter; a number that is None is left as it is."""

    on: date
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What was handed over, since when by an earlier word, and the dates that follow."""

    ref: str
    on: date
    before: date | None
    number: str | None
    dates: tuple[CountedDate, ...]


def hand_over(
    db: Session, refs: Sequence[str], letter: Letter, *, who: Who, note: str | None = None, session_ref: str | None = None
) -> tuple[HandedOver, ...]:
    """Hand over the reports and recommendations that ``refs`` mean, and count their dates from that day.

    A report hands over all that it asks for, but what has a hand-over of its own. A further hand-over corrects the day, and
    moves the dates that were counted from it and were not extended; on the same day it adds what a rule has given since.

    :raises NotFound: a ref or the session is not there
    :raises WrongUse: a ref is neither a report nor a recommendation
    :raises Refused: it lies ahead, before it was raised, or changes nothing; nothing is followed there; the working days of a
        year cannot be counted
    """
    if not refs:
        raise WrongUse(_("Nothing is named that is handed over."), hint=_("Name a report: 18-33/5"))
    deed = begin_deed(db, who, "rec handover", note=note, session_ref=session_ref)
    found = resolve_refs(deed.reader, refs, Entity.RECOMMENDATION, Entity.REPORT)
    meant = {(one.entity, one.id): one for one in (_meant(deed, one) for one in found)}
    for one in meant.values():
        _check_day(deed, one, letter.on)
    deed.summary = sentence(
        "handed over on {day}: {refs}", day=letter.on.isoformat(), refs=few([one.ref for one in meant.values()])
    )
    # First the hand-overs, since a recommendation's own one takes it out of its report's.
    written = [(one, *_write(deed, one, letter)) for one in meant.values()]
    result = []
    for one, before, row in written:
        clock = Clock(
            deed=deed,
            start=letter.on,
            rules=rules_of(deed.reader, one.body_id),
            calendar=calendar_of(deed.reader, one.body_id),
        )
        dates = tuple(told for told in _set_dates(clock, one) if told is not None)
        result.append(HandedOver(ref=one.ref, on=letter.on, before=before, number=row.document_number, dates=dates))
    if deed.is_empty:
        raise Refused(
            _("It was handed over on that day already."),
            where=_(", ").join(one.ref for one in meant.values()),
            hint=_("Nothing was changed."),
        )
    db.flush()
    return tuple(result)


def _meant(deed: Deed, found: Found) -> Found:
    """A suggestion means the opinion that took it up."""
    if found.entity is Entity.REPORT:
        return found
    target = opinion_of(deed.reader, found)
    check_followed(deed, target, deed.db.get_one(Recommendation, target.id))
    return target


def _check_day(deed: Deed, found: Found, on: date) -> None:
    ahead = _("A hand-over is written down once it was made.")
    check_day(on, today=deed.who.today, raised_on=raised_on(deed, found), where=found.ref, ahead=ahead)
    if not any(part["is_leaf"] and not part["taken_up"] for part in _handed_over(deed, found)):
        raise Refused(
            _("Nothing stands in it that is followed by itself and has no hand-over of its own."),
            where=found.ref,
            hint=_("Name what is handed over; see: {command}").format(
                command=f"oversight rec list --report {found.ref.partition(':')[0]}"
            ),
        )


def raised_on(deed: Deed, found: Found) -> date | None:
    """The first day of the session whose paper raised ``found``."""
    table = "report" if found.entity is Entity.REPORT else "recommendation"
    paper = "t" if found.entity is Entity.REPORT else "p"
    join = "" if found.entity is Entity.REPORT else "JOIN report p ON p.id = t.report_id"
    row = deed.reader.one(
        f"SELECT s.starts_on FROM {table} t {join} JOIN legislative_session s ON s.id = {paper}.session_id WHERE t.id = :id",  # noqa: S608 -- put together from constants
        id=found.id,
    )
    day: date | None = None if row is None else row["starts_on"]
    return day


def _write(deed: Deed, found: Found, letter: Letter) -> tuple[date | None, HandOver]:
    """The hand-over's row as it stands now, and the day that it told before."""
    of_report = found.entity is Entity.REPORT
    column = HandOver.report_id if of_report else HandOver.recommendation_id
    row = deed.db.scalar(select(HandOver).where(column == found.id))
    number = (letter.number or "").strip() or None
    before = None if row is None or row.withdrawn_at is not None else row.handed_over_on
    # So since it was handed over; where a wrong day is corrected, since the earlier of the two.
    deed.since = min(letter.on, before or letter.on)
    if row is None:
        row = HandOver(
            body_id=found.body_id,
            report_id=found.id if of_report else None,
            recommendation_id=None if of_report else found.id,
            handed_over_on=letter.on,
            document_number=number,
        )
        deed.create(row, f"{letter.on.isoformat()} {number or ''}".strip())
        return None, row
    brought_back = row.withdrawn_at is not None
    if brought_back:
        deed.restore(row, f"{letter.on.isoformat()} {number or ''}".strip())
    deed.set(row, "handed_over_on", letter.on)
    # Of a hand-over that was taken back nothing holds any more, its number neither.
    if number is not None or brought_back:
        deed.set(row, "document_number", number)
    return before, row


def _set_dates(clock: Clock, found: Found) -> Iterator[CountedDate | None]:
    """The dates of the plan and the answer, of the act, and of parts whose text gives them a time of their own."""
    deed = clock.deed
    parts = _handed_over(deed, found)
    origins = {Origin(part["origin"]) for part in parts}
    origin = next((one for one in Origin if one in origins), Origin.OPINION)
    for kind in (DeadlineKind.PLAN, DeadlineKind.ANSWER):
        text = None
        if found.entity is Entity.RECOMMENDATION and (named := _of_paper(deed, parts[0]["report_id"], kind)) is not None:
            if named.due_on is not None and named.counted_from is None:
                continue
            text = named.due_text
        yield clock.set_date(found, kind, origin, text)
    timed = text_times(deed, [part["id"] for part in parts])
    prefix = found.ref.partition(":")[0]
    for part in parts:
        if part["top"] or part["id"] in timed:
            owner = Found(Entity.RECOMMENDATION, part["id"], part["body_id"], f"{prefix}:{part['ref_path']}")
            yield clock.set_date(owner, DeadlineKind.ACT, Origin(part["origin"]))


def _of_paper(deed: Deed, report_id: int, kind: DeadlineKind) -> Deadline | None:
    """What the paper itself says of the plan or the answer."""
    named = select(Deadline).where(
        Deadline.report_id == report_id,
        Deadline.kind == kind.value,
        Deadline.basis == DeadlineBasis.TEXT.value,
        Deadline.withdrawn_at.is_(None),
    )
    return deed.db.scalar(named.order_by(Deadline.sequence).limit(1))


def _handed_over(deed: Deed, found: Found) -> list[Row]:
    """What is handed over with ``found``, in the order of the paper; what has a hand-over of its own goes by that.

    ``top`` is true for what has the date of the act that holds for its parts.
    """
    of_report = found.entity is Entity.REPORT
    return deed.reader.rows(_HANDED_OVER.format(roots=_OF_REPORT if of_report else "r.id = :one"), one=found.id)


_OWN = """EXISTS (SELECT 1 FROM hand_over h WHERE h.recommendation_id = r.id AND h.withdrawn_at IS NULL)"""
_STANDS = "r.withdrawn_at IS NULL AND r.dropped_at IS NULL"
_OF_REPORT = f"r.report_id = :one AND r.parent_id IS NULL AND r.origin <> 'commitment' AND {_STANDS} AND NOT {_OWN}"
_HANDED_OVER = f"""
    WITH RECURSIVE below (id, top) AS (
        SELECT r.id, 1 FROM recommendation r WHERE {{roots}}
        UNION ALL
        SELECT r.id, 0 FROM below JOIN recommendation r ON r.parent_id = below.id WHERE {_STANDS} AND NOT {_OWN})
    SELECT r.id, r.body_id, r.report_id, r.ref_path, r.origin, below.top, r.is_leaf,
        CASE WHEN {TAKEN_UP} THEN 1 ELSE 0 END AS taken_up
    FROM below JOIN recommendation r ON r.id = below.id
    ORDER BY r.position, r.id"""  # noqa: S608 -- put together from constants
