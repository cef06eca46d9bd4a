"""What happened: changes, the append-only events, doubts and the decisions on them."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from oversight.database.columns import Base, OfBody, Withdrawable, index_of_some, one_of, to
from oversight.vocabulary import DoubtState


class Change(OfBody, Base):
    """One unit of writing: one packet, one file, or one command."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "body_id"),)

    made_at: Mapped[datetime]
    made_by: Mapped[str]
    command: Mapped[str] = mapped_column(comment="what was run: load, rec mark …")
    command_id: Mapped[str] = mapped_column(comment="shared by the changes of one command", index=True)
    summary: Mapped[str] = mapped_column(default="", comment="what it did, in one line")


class Event(OfBody, Base):
    """One fact of the story. Triggers forbid to change or delete it; ``hash`` chains it to the one before."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("body_id", "sequence"),
        Index(None, "entity", "entity_id"),
        Index("ix_event_told", "entity", "field", "entity_id", "effective_on", "recorded_at", "sequence"),
        index_of_some(
            "ix_event_unproved",
            "after",
            "session_id",
            "evidence",
            "entity_id",
            "sequence",
            where="after = 'done' AND session_id IS NULL AND evidence IS NULL",
        ),
    )

    sequence: Mapped[int] = mapped_column(comment="from 1, without a gap, within one committee")
    change_id: Mapped[int] = to("change.id")
    entity: Mapped[str] = mapped_column(comment="the table that it is about")
    entity_id: Mapped[int]
    field: Mapped[str] = mapped_column(comment="the column, or created / withdrawn / restored / note")
    before: Mapped[str | None]
    after: Mapped[str | None]
    session_id: Mapped[int | None] = to("legislative_session.id")
    note: Mapped[str | None]
    evidence: Mapped[str | None]
    effective_on: Mapped[date] = mapped_column(comment="since when it is so")
    recorded_at: Mapped[datetime] = mapped_column(comment="when the database was told")
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(comment="SHA-256 of the content and of previous_hash, in hex")
    row_hash: Mapped[str | None] = mapped_column(
        sort_order=100, comment="of rows: SHA-256, in hex, of the row that it tells of; those of others are in after"
    )
    told_by: Mapped[str | None] = mapped_column(
        sort_order=101, comment="the command that tells it, where that is not the change's: load"
    )


class Doubt(OfBody, Withdrawable, Base):
    """What the reader could not settle."""

    __tablename__ = "doubt"
    __table_args__ = (UniqueConstraint("body_id", "session_id", "code", "message"), one_of("state", DoubtState))

    session_id: Mapped[int | None] = to("legislative_session.id")
    document_id: Mapped[int | None] = to("source_document.id")
    code: Mapped[str]
    message: Mapped[str]
    first_line: Mapped[int | None]
    last_line: Mapped[int | None]
    state: Mapped[str] = mapped_column(default=DoubtState.OPEN.value)
    passage: Mapped[str | None] = mapped_column(sort_order=100, comment="the text that it is about, as read")
    candidates: Mapped[str | None] = mapped_column(sort_order=101, comment="JSON: the answers that it lies between")


class Decision(OfBody, Withdrawable, Base):
    """A person's answer to a doubt; it outlives later loads."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("body_id", "doubt_id", "change_id"),)

    doubt_id: Mapped[int] = to("doubt.id")
    change_id: Mapped[int] = to("change.id")
    answer: Mapped[str]
    reason: Mapped[str | None]


class ImportRun(OfBody, Base):
    """One packet taken in, with its counts."""

    __tablename__ = "import_run"
    __table_args__ = (Index(None, "body_id"),)

    change_id: Mapped[int] = to("change.id")
    session_id: Mapped[int | None] = to("legislative_session.id")
    inserted: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    withdrawn: Mapped[int]
    doubts: Mapped[int]


class RefAlias(OfBody, Base):
    """A ref that a row answers to besides its own."""

    __tablename__ = "ref_alias"
    __table_args__ = (UniqueConstraint("body_id", "ref"),)

    ref: Mapped[str] = mapped_column(comment="without the committee's code")
    entity: Mapped[str]
    entity_id: Mapped[int]
