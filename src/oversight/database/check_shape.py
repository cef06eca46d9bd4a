"""Proof that the database has its tables and its guards, and that recommendations hang together as a tree."""

from collections.abc import Iterator

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session, aliased

from oversight.database.finding import Finding
from oversight.database.papers import Recommendation
from oversight.database.reading import Reader
from oversight.database.tables import Base
from oversight.messages import _

# What keeps the history append-only on either engine, as migration 0001 makes it.
_GUARDS = {
    "sqlite": ("event_is_never_changed", "event_is_never_deleted", "event_is_never_replaced"),
    "postgresql": ("event_is_never_changed", "event_is_never_truncated"),
}
_GUARDS_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'",
    # One that was switched off guards nothing.
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'event'::regclass AND NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


def missing_tables(reader: Reader) -> list[Finding]:
    """The tables that are gone. Where there is one, nothing else can be relied on."""
    there = reader.tables()
    return [
        Finding(
            code="missing_table",
            table=table.name,
            row_id=None,
            what=_("The table {table} is missing. Bring back a backup: oversight db restore FILE").format(table=table.name),
        )
        for table in Base.metadata.sorted_tables
        if table.name not in there
    ]


def missing_guards(connection: Connection) -> Iterator[Finding]:
    """Triggers that are gone or switched off: without them the history can be rewritten."""
    there = set(connection.scalars(text(_GUARDS_THERE[connection.dialect.name])))
    for name in _GUARDS[connection.dialect.name]:
        if name not in there:
            yield Finding(
                code="missing_trigger",
                table="event",
                row_id=None,
                what=_("The trigger {name} is missing: the history could be rewritten.").format(name=name),
            )


def broken_trees(db: Session) -> Iterator[Finding]:
    """Recommendations that stand below themselves, below one of another report, or are leaves and have parts, or neither."""
    yield from _cycles(db)
    above = aliased(Recommendation)
    # A hidden part waits under its report, also where the whole was moved back when the load of that report was taken back.
    strayed = select(Recommendation.id).join(above, above.id == Recommendation.parent_id)
    strayed = strayed.where(Recommendation.withdrawn_at.is_(None))
    for row in db.scalars(strayed.where(above.report_id != Recommendation.report_id).order_by(Recommendation.id)):
        yield _of_row("parent_in_other_report", row, _("Recommendation {row} is part of one that stands in another report."))
    part = aliased(Recommendation)
    has_parts = select(part.id).where(part.parent_id == Recommendation.id, part.withdrawn_at.is_(None)).exists()
    standing = select(Recommendation.id).where(Recommendation.withdrawn_at.is_(None)).order_by(Recommendation.id)
    for row in db.scalars(standing.where(Recommendation.is_leaf, has_parts)):
        yield _of_row("leaf_with_parts", row, _("Recommendation {row} is followed by itself, yet has parts."))
    for row in db.scalars(standing.where(~Recommendation.is_leaf, ~has_parts)):
        yield _of_row("no_leaf_and_no_parts", row, _("Recommendation {row} is followed by its parts, yet has none."))


def _cycles(db: Session) -> Iterator[Finding]:
    """Rows that are above themselves; each row of a ring is named."""
    above = {row.id: row.parent_id for row in db.execute(select(Recommendation.id, Recommendation.parent_id))}
    for row in sorted(above):
        passed: set[int] = set()
        step = above[row]
        while step is not None and step != row and step not in passed:
            passed.add(step)
            step = above.get(step)
        if step == row:
            yield _of_row("part_of_itself", row, _("Recommendation {row} is part of itself."))


def _of_row(code: str, row: int, what: str) -> Finding:
    return Finding(code=code, table="recommendation", row_id=row, what=what.format(row=row))
