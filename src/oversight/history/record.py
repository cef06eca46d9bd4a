"""The only writer of changes and events.

A change is one unit of writing; its events are links of one chain a committee: the sequence has no gap, and each hash covers
the event's content, who made the change, and the hash before it. Nothing here commits.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, cast

from sqlalchemy import bindparam, select
from sqlalchemy import event as happens
from sqlalchemy.orm import Session, SessionTransaction

from oversight.database.insert_rows import insert_rows
from oversight.database.papers import Recommendation
from oversight.database.story import Change, Event
from oversight.history.balance import ROWS
from oversight.history.row_hash import bear_in_mind, hash_of_change, look_at_flushed, rows_left
from oversight.history.taken_back import CHANGE
from oversight.history.texts import Value, as_text
from oversight.vocabulary import Status

GENESIS = "0" * 64
"""The hash before the first event of a committee."""

_TAIL = "oversight.history.tail"

# Made once: SQLAlchemy takes a while to make one.
_LAST = select(Event.sequence, Event.hash).where(Event.body_id == bindparam("body_id")).order_by(Event.sequence.desc()).limit(1)

# What an event's hash covers, beside who made the change and the hash before.
_HASHED = (
    "body_id",
    "sequence",
    "change_id",
    "entity",
    "entity_id",
    "field",
    "before",
    "after",
    "session_id",
    "note",
    "evidence",
    "effective_on",
    "recorded_at",
    "previous_hash",
)
# They came later: what was told before is hashed without them.
_HASHED_WHERE_SET = ("row_hash", "told_by")
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(slots=True)
class _Tail:
    """The last link of one committee's chain, as this transaction sees it."""

    transaction: SessionTransaction | None
    body_id: int
    sequence: int
    hash: str


def begin_change(
    db: Session, *, body_id: int, made_by: str, command: str, command_id: str, made_at: datetime, summary: str = ""
) -> Change:
    """One unit of writing, stored and with its key. ``made_at`` is also when its events were recorded."""
    change = Change(body_id=body_id, made_by=made_by, command=command, command_id=command_id, made_at=made_at, summary=summary)
    db.add(change)
    db.flush()
    bear_in_mind(db, change)
    return change


def record(  # noqa: PLR0917 -- a fact reads in one line: whose, what, from, to
    db: Session,
    change: Change,
    entity: str,
    entity_id: int,
    field: str,
    before: Value,
    after: Value,
    *,
    effective_on: date,
    session_id: int | None = None,
    note: str | None = None,
    evidence: str | None = None,
    told_by: str | None = None,
) -> Event:
    """One fact of the story, chained to the one before and handed to the transaction (it is written with the next flush).

    ``entity`` is the table's name; ``field`` the column, or created / withdrawn / restored / note; ``told_by`` the command that
    tells it, where that is not the change's own.
    """
    tail = _tail(db, change.body_id)
    event = Event(
        body_id=change.body_id,
        sequence=tail.sequence + 1,
        change_id=change.id,
        entity=entity,
        entity_id=entity_id,
        field=field,
        before=as_text(before),
        after=as_text(after),
        session_id=session_id,
        note=note,
        evidence=evidence,
        effective_on=effective_on,
        recorded_at=change.made_at,
        previous_hash=tail.hash,
        told_by=told_by,
    )
    event.hash = hash_of(event, change)
    db.add(event)
    tail.sequence, tail.hash = event.sequence, event.hash
    return event


class Fact(NamedTuple):
    """One fact for :func:`record_all`, in the words of :func:`record`. A load has hundreds: a tuple is made in a third of the time."""

    entity: str
    entity_id: int
    field: str
    before: Value
    after: Value
    effective_on: date
    session_id: int | None = None
    note: str | None = None
    evidence: str | None = None
    row_hash: str | None = None


def record_all(db: Session, change: Change, facts: Iterable[Fact], *, told_by: str | None = None) -> None:
    """Many facts, such as those of a whole load: chained as :func:`record` does it, and written in one go, at once.

    What they speak of has to be stored already.
    """
    tail = _tail(db, change.body_id)
    rows: list[dict[str, object]] = []
    for fact in facts:
        row: dict[str, object] = {
            "body_id": change.body_id,
            "sequence": tail.sequence + 1,
            "change_id": change.id,
            "entity": fact.entity,
            "entity_id": fact.entity_id,
            "field": fact.field,
            "before": as_text(fact.before),
            "after": as_text(fact.after),
            "session_id": fact.session_id,
            "note": fact.note,
            "evidence": fact.evidence,
            "effective_on": fact.effective_on,
            "recorded_at": change.made_at,
            "previous_hash": tail.hash,
            "row_hash": fact.row_hash,
            "told_by": told_by,
        }
        row["hash"] = _hash_of(row, change)
        rows.append(row)
        tail.sequence, tail.hash = tail.sequence + 1, str(row["hash"])
    if rows:
        insert_rows(db, Event, rows)


def set_status(
    db: Session,
    change: Change,
    recommendation: Recommendation,
    status: Status,
    *,
    effective_on: date,
    session_id: int | None = None,
    note: str | None = None,
    evidence: str | None = None,
    told_by: str | None = None,
) -> Event:
    """Move a leaf to ``status``: the event and the cache on the row, in one place. Whether the move is legal is not asked here."""
    event = record(
        db,
        change,
        "recommendation",
        recommendation.id,
        "status",
        recommendation.status,
        status.value,
        effective_on=effective_on,
        session_id=session_id,
        note=note,
        evidence=evidence,
        told_by=told_by,
    )
    recommendation.status = status.value
    touch(recommendation, change)
    return event


def touch(recommendation: Recommendation, change: Change) -> None:
    """Raise the version, so that an old sheet is recognised. A row that this change has touched already is left as it is."""
    if recommendation.updated_at != change.made_at:
        recommendation.version += 1
        recommendation.updated_at = change.made_at


@happens.listens_for(Session, "after_flush")
def _look_at_flushed(db: Session, _context: object) -> None:
    look_at_flushed(db)


@happens.listens_for(Session, "before_commit")
def _tell_rows(db: Session) -> None:
    """Close the story of each change with what it left the rows as, so that whoever alters one later is found."""
    if db.in_nested_transaction():
        return
    db.flush()
    for change, rows in rows_left(db):
        day, row_hash = change.made_at.astimezone().date(), hash_of_change(db, change)
        last = Fact(
            entity=CHANGE, entity_id=change.id, field=ROWS, before=None, after=rows, effective_on=day, row_hash=row_hash
        )
        record_all(db, change, [last])


def hash_of(event: Event, change: Change) -> str:
    """SHA-256, in hex, over the canonical JSON of the event, of who made its change, and of the hash before it."""
    return _hash_of({name: getattr(event, name) for name in (*_HASHED, *_HASHED_WHERE_SET)}, change)


def _hash_of(event: Mapping[str, object], change: Change) -> str:
    """The same; ``event`` holds what is hashed and nothing else."""
    content = {
        **event,
        "made_by": change.made_by,
        "command": change.command,
        "command_id": change.command_id,
        "effective_on": as_text(cast("date", event["effective_on"])),
        "recorded_at": as_text(cast("datetime", event["recorded_at"])),
    }
    for name in _HASHED_WHERE_SET:
        if content[name] is None:
            del content[name]
    return hashlib.sha256(_CANONICAL.encode(content).encode()).hexdigest()


def _tail(db: Session, body_id: int) -> _Tail:
    """The end of the chain: read once a transaction, then kept in step by :func:`record`.

    It is read anew when the transaction or savepoint is another one: a rolled back savepoint takes its events with it. Nobody
    else can add a link meanwhile: the scope ``writing()`` lets in one writer at a time.
    """
    transaction = db.get_nested_transaction() or db.get_transaction()
    kept = db.info.get(_TAIL)
    if isinstance(kept, _Tail) and kept.body_id == body_id and kept.transaction is transaction and transaction is not None:
        return kept
    db.flush()
    last = db.execute(_LAST, {"body_id": body_id}).first()
    transaction = db.get_nested_transaction() or db.get_transaction()
    tail = _Tail(transaction, body_id, *(last or (0, GENESIS)))
    db.info[_TAIL] = tail
    return tail
