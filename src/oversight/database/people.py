"""Committees, terms, people and organisations."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from oversight.database.columns import Base, Key, OfBody, Placed, Withdrawable, index_of_some, one_of, to
from oversight.vocabulary import Role


class Body(Base):
    """A standing committee (人大常委会)."""

    __tablename__ = "body"
    __table_args__ = (UniqueConstraint("code"), UniqueConstraint("name"))

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(comment="short code, the first part of a full ref (lvyuan)")
    name: Mapped[str] = mapped_column(comment="full name without the term")


class Term(OfBody, Base):
    """A term of office (届) of a committee, usually five years."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("body_id", "number"),)

    number: Mapped[int] = mapped_column(comment="届")


class Person(OfBody, Base):
    """A person, told from others of one committee by name, and by a mark where the office parts two of one name."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("body_id", "name_key", "mark"),)

    name: Mapped[str] = mapped_column(comment="as written, without padding")
    name_key: Mapped[str] = mapped_column(comment="normalised for comparing")
    mark: Mapped[str] = mapped_column(default="", comment="empty unless the office parts two people of one name")
    sort_key: Mapped[str] = mapped_column(comment="pinyin, so that every engine sorts alike")


class Membership(OfBody, Withdrawable, Base):
    """That a person holds a role in a term; ``confirmed`` once the office has confirmed the roster, until then only seen in a paper or typed."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("body_id", "term_id", "person_id", "role"),
        one_of("role", Role),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
    )

    person_id: Mapped[int] = to("person.id")
    term_id: Mapped[int] = to("term.id")
    role: Mapped[str]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    confirmed: Mapped[bool] = mapped_column(default=False)


class Organization(OfBody, Withdrawable, Base):
    """A body that acts: a bureau, a court, a street office."""

    __tablename__ = "organization"
    __table_args__ = (UniqueConstraint("body_id", "name_key"),)

    name: Mapped[str]
    name_key: Mapped[str]
    successor_id: Mapped[int | None] = to("organization.id")
    succeeded_on: Mapped[date | None] = mapped_column(sort_order=100, comment="since when the successor acts in its place")


class OrganizationName(OfBody, Withdrawable, Base):
    """A name that an organisation bears or bore."""

    __tablename__ = "organization_name"
    __table_args__ = (UniqueConstraint("body_id", "name_key", "organization_id"),)

    organization_id: Mapped[int] = to("organization.id")
    name: Mapped[str]
    name_key: Mapped[str]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Responsibility(OfBody, Placed, Withdrawable, Base):
    """Who has to carry a recommendation out: a body as lead or support, and the person in charge where one is named."""

    __tablename__ = "responsibility"
    __table_args__ = (
        UniqueConstraint("body_id", "recommendation_id", "name", "basis"),
        index_of_some("ix_responsibility_standing", "recommendation_id", "name", where="withdrawn_at IS NULL"),
        CheckConstraint("role IN ('lead', 'supporting')", name="role"),
        CheckConstraint("basis IN ('read', 'assigned')", name="basis"),
    )

    recommendation_id: Mapped[int] = to("recommendation.id")
    organization_id: Mapped[int | None] = to("organization.id")
    name: Mapped[str] = mapped_column(comment="as printed or as typed")
    role: Mapped[str]
    basis: Mapped[str] = mapped_column(comment="read from the paper, or assigned by staff")
    person_name: Mapped[str | None] = mapped_column(comment="the responsible person, where one is named")
