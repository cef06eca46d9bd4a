"""``followed``: the leaves that the committee raised, each with what follows for it from the rows around it.

It tells nothing that the other tables do not tell: it keeps :data:`FOLLOWED` beside them, so that a large database is counted
without putting this together for each leaf. Whatever is written is written there too, in the same flush; what passes no flush,
with the next one, at the latest when the transaction ends.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, ForeignKey, Index, Integer, Table, Text, event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from oversight.database.columns import Base
from oversight.database.leaf_conditions import FOLLOWED, OF_RECOMMENDATION, OF_REPORT, concerned
from oversight.database.reading import over

FOLLOWED_TABLE = Table(
    "followed",
    Base.metadata,
    Column(
        "id",
        Integer,
        ForeignKey("recommendation.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="of the recommendation",
    ),
    Column("body_id", Integer, ForeignKey("body.id", ondelete="RESTRICT"), nullable=False),
    Column("report_id", Integer, ForeignKey("report.id", ondelete="RESTRICT"), nullable=False),
    Column("first_body", Text, comment="the body that it counts with; null: the addressee of its paper"),
    Column("dropped", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("due_on", Date, comment="the next day on which something of it falls due"),
    Index("ix_followed_standing", "report_id", "first_body", "dropped", "status", "due_on"),
    comment="what follows from the other tables for each leaf that was raised; written with them",
)

_INSERTED = "oversight.database.inserted"
_Inserted = tuple[set[int], set[int]]
"""Recommendations, and reports, that new rows name."""


@event.listens_for(Session, "after_flush")
def _follow(db: Session, _flushed: UOWTransaction) -> None:
    written = [*db.new, *db.dirty, *db.deleted]
    recommendations, reports = (
        {key for row in written if (column := named.get(row.__tablename__)) for key in _held(row, column)}
        for named in (OF_RECOMMENDATION, OF_REPORT)
    )
    of_inserted = _inserted(db)
    refresh(db.connection(), recommendations | of_inserted[0], reports | of_inserted[1])


@event.listens_for(Session, "before_commit")
def _follow_the_rest(db: Session) -> None:
    refresh(db.connection(), *_inserted(db))


def follow_inserted(db: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Have new rows of one table followed that pass no flush: all of a load at once."""
    inserted: _Inserted = db.info.setdefault(_INSERTED, (set(), set()))
    for named, found in zip((OF_RECOMMENDATION, OF_REPORT), inserted, strict=True):
        if column := named.get(model.__tablename__):
            found.update(key for row in rows if (key := row[column]) is not None)


def _inserted(db: Session) -> _Inserted:
    """What was inserted and is not followed yet; it is from now on."""
    inserted: _Inserted = db.info.pop(_INSERTED, (set(), set()))
    return inserted


def _held(row: Base, column: str) -> Iterator[int]:
    """The keys that the row holds there and held before this flush."""
    for key in (getattr(row, column), *inspect(row).attrs[column].history.deleted):
        if key is not None:
            yield key


def refresh(connection: Connection, recommendations: Collection[int], reports: Collection[int] = ()) -> None:
    """Put down anew what follows for these recommendations, all that stands in them or in these papers, and what they took up."""
    if not recommendations and not reports:
        return
    within = over(connection)
    rows = within.rows(_CONCERNED, recommendations=sorted(recommendations), reports=sorted(reports))
    ids = [row["id"] for row in rows]
    within.rows("DELETE FROM followed WHERE id IN :ids", ids=ids)
    within.rows(f"INSERT INTO followed {FOLLOWED} AND r.id IN :ids", ids=ids)


_BEGUN = (
    "SELECT id FROM recommendation WHERE id IN :recommendations UNION SELECT id FROM recommendation WHERE report_id IN :reports"
)
_CONCERNED = f"WITH RECURSIVE {concerned(_BEGUN)} SELECT id FROM concerned"  # noqa: S608 -- put together from constants


def out_of_step(connection: Connection) -> list[int]:
    """The leaves of which the table says something else than follows from the other tables."""
    rows = over(connection).rows(
        f"""
        SELECT id FROM (SELECT * FROM followed EXCEPT {FOLLOWED}) kept
        UNION SELECT id FROM ({FOLLOWED} EXCEPT SELECT * FROM followed) lacking
        ORDER BY id"""  # noqa: S608 -- put together from constants
    )
    return [row["id"] for row in rows]
