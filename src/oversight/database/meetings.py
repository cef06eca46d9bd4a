"""Sessions, sittings, attendance and agenda."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from oversight.database.columns import Base, OfBody, Placed, Withdrawable, one_of, to
from oversight.vocabulary import Attendance, Capacity, SessionKind


class LegislativeSession(OfBody, Withdrawable, Base):
    """A session (会议). One that is known only because a later paper answers it has ``papers_known`` false."""

    __tablename__ = "legislative_session"
    __table_args__ = (
        UniqueConstraint("body_id", "ref"),
        one_of("kind", SessionKind),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
    )

    ref: Mapped[str] = mapped_column(comment="18-33: term and number; given once")
    kind: Mapped[str] = mapped_column(default=SessionKind.COMMITTEE.value)
    term_id: Mapped[int | None] = to("term.id")
    number: Mapped[int | None] = mapped_column(comment="次; may be missing")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    venue: Mapped[str | None]
    presided_by: Mapped[str | None] = mapped_column(comment="as printed")
    presider_id: Mapped[int | None] = to("person.id")
    declared_members: Mapped[int | None] = mapped_column(comment="as printed; the number counted is another")
    declared_present: Mapped[int | None]
    declared_leave: Mapped[int | None]
    declared_absent: Mapped[int | None]
    papers_known: Mapped[bool] = mapped_column(comment="false: known only from a later paper")


class Sitting(OfBody, Base):
    """A sitting (节, 全体会议) of a session; one by default."""

    __tablename__ = "sitting"
    __table_args__ = (UniqueConstraint("body_id", "session_id", "number"),)

    session_id: Mapped[int] = to("legislative_session.id")
    number: Mapped[int] = mapped_column(default=1)
    held_on: Mapped[date | None]


class AttendanceEntry(OfBody, Placed, Withdrawable, Base):
    """Someone in the room, or missing from it. Name, title and word stay as printed beside the person they are linked to."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("body_id", "sitting_id", "capacity", "name_key", "title"),
        one_of("capacity", Capacity),
        one_of("status", Attendance),
    )

    sitting_id: Mapped[int] = to("sitting.id")
    person_id: Mapped[int | None] = to("person.id")
    capacity: Mapped[str]
    position: Mapped[int] = mapped_column(comment="order on the list, from 1")
    name: Mapped[str] = mapped_column(comment="as printed, without padding")
    name_key: Mapped[str]
    title: Mapped[str] = mapped_column(default="", comment="as printed; empty where none is")
    role: Mapped[str | None] = mapped_column(comment="the role the paper gives a member")
    status: Mapped[str | None] = mapped_column(comment="null for observers")
    reason: Mapped[str | None]


class AgendaItem(OfBody, Placed, Withdrawable, Base):
    """An item of the agenda."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("body_id", "session_id", "number"),)

    session_id: Mapped[int] = to("legislative_session.id")
    number: Mapped[int]
    text: Mapped[str]
