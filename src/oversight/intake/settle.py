"""Answers to doubts, kept for good and carried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.database.meetings import AttendanceEntry, Sitting
from oversight.database.reading import over
from oversight.database.story import Change, Doubt
from oversight.errors import NotFound, Refused, WrongUse
from oversight.history.record import begin_change, record
from oversight.history.settle_doubt import settle_doubt
from oversight.intake.cover import current_papers, read_again
from oversight.intake.join_recurring import join_recurring
from oversight.intake.let_paper_speak import let_paper_speak
from oversight.intake.load import load_anew
from oversight.messages import _
from oversight.rules.candidates import CORRECTED, KEPT, SEEN, Candidate, from_json
from oversight.rules.names import name_key
from oversight.stored_words import sentence
from oversight.views.kept_rows import kept_papers
from oversight.vocabulary import DoubtState

COMMAND = "review"

# These say how the papers are to be taken in: they are carried out by taking them in once more.
_OF_READING = frozenset({"passage_unsure", "answered_item_unmatched", "answer_unsure", "kind_unknown", CORRECTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person says to one doubt: the key of a candidate, and why."""

    key: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One doubt that was settled, with what followed from it, in sentences."""

    doubt: int
    code: str
    answer: str
    message: str
    changes: tuple[str, ...]


def settle(
    db: Session, answers: Mapping[int, Answer], *, made_by: str, command_id: str, now: datetime
) -> tuple[Settlement, ...]:
    """Keep the answers (by the number of their doubt) and carry them out; all of them or none, as one change of each committee.

    :raises NotFound: there is no such doubt
    :raises Refused: it is settled already
    :raises WrongUse: it has no such answer
    """
    taken = [(_open_doubt(db, number), answer) for number, answer in answers.items()]
    changes: dict[int, Change] = {}
    told: dict[int, tuple[str, ...]] = {}
    for doubt, answer in taken:
        chosen = candidate_of(doubt.code, doubt.candidates, answer.key)
        if doubt.body_id not in changes:
            changes[doubt.body_id] = begin_change(
                db,
                body_id=doubt.body_id,
                made_by=made_by,
                command=COMMAND,
                command_id=command_id,
                made_at=now,
                summary=sentence(
                    "answered: {messages}",
                    messages="; ".join(one.message.rstrip(".。") for one, _answer in taken if one.body_id == doubt.body_id),
                ),
            )
        told[doubt.id] = _keep(db, changes[doubt.body_id], doubt, chosen, answer.reason)
    db.flush()
    anew = {session: _take_in_again(db, session, changes[body]) for session, body in _to_read_again(taken).items()}
    return tuple(
        Settlement(
            doubt=doubt.id,
            code=doubt.code,
            answer=answer.key,
            message=doubt.message,
            changes=told[doubt.id] + (anew.pop(doubt.session_id or 0, ()) if doubt.code in _OF_READING else ()),
        )
        for doubt, answer in taken
    )


def candidate_of(code: str, stored: str | None, key: str) -> Candidate:
    """The candidate that ``key`` stands for; that a person has seen a doubt can be said of any."""
    known = from_json(stored, code)
    chosen = next((one for one in known if one.key == key), Candidate(key=SEEN) if key == SEEN else None)
    if chosen is None:
        raise WrongUse(
            _("{key} is no answer to this doubt.").format(key=key),
            hint=_("It is one of: {words}.").format(words=_(", ").join(one.key for one in known)),
        )
    return chosen


def _open_doubt(db: Session, number: int) -> Doubt:
    doubt = db.get(Doubt, number)
    if doubt is None or doubt.withdrawn_at is not None:
        raise NotFound(
            _("There is no doubt {number}.").format(number=number),
            hint=_("See: {command}").format(command="oversight review --list"),
        )
    if doubt.state != DoubtState.OPEN.value:
        raise Refused(_("Doubt {number} is settled already.").format(number=number), hint=_("Nothing was changed."))
    return doubt


def _keep(db: Session, change: Change, doubt: Doubt, chosen: Candidate, reason: str | None) -> tuple[str, ...]:
    """Keep the answer; what follows at once comes back in sentences."""
    day = change.made_at.astimezone().date()
    settle_doubt(db, change, doubt, chosen.key, on=day, reason=reason or None)
    if doubt.code == "name_two_titles" and chosen.key == "one":
        _link_one_person(db, change, doubt)
    carried_out = (
        carry_out(db, change, doubt, chosen, today=day, reason=reason or None)
        for carry_out in (join_recurring, let_paper_speak)
    )
    return tuple(sentence for sentence in carried_out if sentence is not None)


def _link_one_person(db: Session, change: Change, doubt: Doubt) -> None:
    """Entries of one name are one person: those without a person get the one that another entry has."""
    entries = list(
        db.scalars(
            select(AttendanceEntry)
            .join(Sitting, Sitting.id == AttendanceEntry.sitting_id)
            .where(
                Sitting.session_id == doubt.session_id,
                AttendanceEntry.name_key == name_key(doubt.passage or ""),
                AttendanceEntry.withdrawn_at.is_(None),
            )
            .order_by(AttendanceEntry.id)
        )
    )
    persons = {entry.person_id for entry in entries} - {None}
    if len(persons) != 1:
        return
    (person,) = persons
    for entry in entries:
        if entry.person_id is None:
            record(
                db,
                change,
                "attendance",
                entry.id,
                "person_id",
                None,
                person,
                effective_on=change.made_at.astimezone().date(),
                session_id=doubt.session_id,
            )
            entry.person_id = person


def _to_read_again(taken: list[tuple[Doubt, Answer]]) -> dict[int, int]:
    """The sessions whose papers are taken in once more, each once, with its committee."""
    return {
        doubt.session_id: doubt.body_id
        for doubt, answer in taken
        if doubt.code in _OF_READING and doubt.session_id is not None and answer.key not in {SEEN, KEPT, "new", "none"}
    }


def _take_in_again(db: Session, session: int, change: Change) -> tuple[str, ...]:
    """Take in the stored papers of a session once more, now that the answer is known: the same way as every load, in its change."""
    readings = read_again(current_papers(kept_papers(over(db.connection()), session)))
    return tuple(one.sentence for reading in readings for one in load_anew(db, reading, change).changes)
