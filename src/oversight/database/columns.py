"""What all tables share: names of constraints, types of columns, and the column groups that recur."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import CheckConstraint, Date, DateTime, Dialect, ForeignKey, Index, MetaData, Text, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from oversight.vocabulary import Word

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC. A naive value is refused: nobody could say when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What its values are."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware value into UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401 -- the driver's type
        """Give back what SQLite drops: the zone."""
        del dialect
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables of the program."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, date: Date, datetime: Instant}  # noqa: RUF012 -- SQLAlchemy reads it as is


Key = Annotated[int, mapped_column(primary_key=True, sort_order=-20, comment="the short number: given once, never used again")]


def to(target: str) -> Any:  # noqa: ANN401 -- mapped_column is typed by the Mapped[] it stands behind
    """A reference to ``table.column``: nothing that is pointed to can be deleted."""
    return mapped_column(ForeignKey(target, ondelete="RESTRICT"), index=True)


def one_of(column: str, words: type[Word]) -> CheckConstraint:
    """A CHECK that ``column`` holds one of ``words`` (or null, where the column may be null)."""
    values = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({values})", name=column)


def index_of_some(name: str, *columns: str, where: str) -> Index:
    """An index of the rows that ``where`` holds for: small, where they are few among many."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class OfBody:
    """A row of one committee: every such table carries the committee's key, so that one database may serve many."""

    id: Mapped[Key]

    @declared_attr
    def body_id(cls) -> Mapped[int]:  # noqa: N805 -- declared_attr hands over the class
        """The committee that the row belongs to. A table's unique key begins with it, and serves as its index."""
        return mapped_column(ForeignKey("body.id", ondelete="RESTRICT"), sort_order=-10)


class Placed:
    """Where a row was read: document and lines; all three null for what staff typed."""

    @declared_attr
    def document_id(cls) -> Mapped[int | None]:  # noqa: N805 -- declared_attr hands over the class
        """The paper that the row was read from."""
        return mapped_column(ForeignKey("source_document.id", ondelete="RESTRICT"), index=True, sort_order=90)

    first_line: Mapped[int | None] = mapped_column(
        sort_order=91, comment="first line of the passage in the document's text, from 1"
    )
    last_line: Mapped[int | None] = mapped_column(sort_order=92, comment="last line of the passage, inclusive")


class Withdrawable:
    """A row that is hidden instead of deleted: its paper was corrected, or its load undone."""

    withdrawn_at: Mapped[datetime | None] = mapped_column(
        sort_order=93, comment="since when the row is hidden; null: it stands"
    )
