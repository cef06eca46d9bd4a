"""When an opinion was handed over, and what days are counted from there: house rules and the calendar of working days."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from oversight.database.columns import Base, Key, OfBody, Withdrawable, one_of, to
from oversight.vocabulary import DeadlineKind, DeadlineUnit, Origin


class HandOver(OfBody, Withdrawable, Base):
    """The day on which an opinion, or one recommendation of it, was handed over (交办): it starts the clock."""

    __tablename__ = "hand_over"
    __table_args__ = (
        UniqueConstraint("body_id", "recommendation_id", name="uq_hand_over_recommendation"),
        UniqueConstraint("body_id", "report_id", name="uq_hand_over_report"),
        CheckConstraint("(recommendation_id IS NULL) <> (report_id IS NULL)", name="of_one_thing"),
    )

    recommendation_id: Mapped[int | None] = to("recommendation.id")
    report_id: Mapped[int | None] = to("report.id")
    handed_over_on: Mapped[date]
    document_number: Mapped[str | None] = mapped_column(comment="发文字号 of the hand-over letter")


class HouseRule(OfBody, Withdrawable, Base):
    """How long a committee gives: so many months, days or working days from the hand-over, in force for a time.

    The law names no number of days; places differ, and so does one place over the years.
    """

    __tablename__ = "house_rule"
    __table_args__ = (
        Index(None, "body_id"),
        one_of("kind", DeadlineKind),
        one_of("origin", Origin),
        one_of("unit", DeadlineUnit),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
    )

    kind: Mapped[str] = mapped_column(comment="what is due: the act, the plan or the answer")
    origin: Mapped[str | None] = mapped_column(comment="null: whatever its origin")
    amount: Mapped[int]
    unit: Mapped[str]
    starts_on: Mapped[date | None] = mapped_column(comment="first day on which a hand-over falls under it")
    ends_on: Mapped[date | None] = mapped_column(comment="last such day")
    source: Mapped[str] = mapped_column(comment="the paper and article that it rests on")


class CalendarYear(Withdrawable, Base):
    """A year whose plan of holidays is known. ``body_id`` is null for the plan of the whole country, which comes with the program."""

    __tablename__ = "calendar_year"
    __table_args__ = (UniqueConstraint("body_id", "year"),)

    id: Mapped[Key]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id", ondelete="RESTRICT"), index=True, sort_order=-10)
    year: Mapped[int]
    source: Mapped[str] = mapped_column(comment="the notice that published the plan")


class CalendarDay(Withdrawable, Base):
    """A day that is otherwise than its day of the week says: a holiday from Monday to Friday, or a weekend that is worked."""

    __tablename__ = "calendar_day"
    __table_args__ = (UniqueConstraint("body_id", "day_on"),)

    id: Mapped[Key]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id", ondelete="RESTRICT"), index=True, sort_order=-10)
    day_on: Mapped[date]
    works: Mapped[bool] = mapped_column(comment="true: a weekend day that is worked (调休上班)")
    name: Mapped[str] = mapped_column(comment="春节")
