"""How the leaves stand that the committee raised, counted by session and by the body that a leaf counts with."""

from collections.abc import Iterator
from datetime import date

from oversight.database.leaf_conditions import RAISED
from oversight.database.reading import Reader, Row
from oversight.views.inbox import answers_waiting
from oversight.views.recommendation_rows import responsible_bodies
from oversight.vocabulary import BodyRole, ReplyClass, Status

_COUNTED = {"leaves": "NOT dropped", **{status.value: f"NOT dropped AND status = '{status.value}'" for status in Status}}


def count_leaves(reader: Reader, *, today: date) -> Iterator[Row]:
    """Every leaf once in each figure that it belongs to: rows of ``body_id session_id name`` with some of the figures.

    ``name`` is the body as the papers call it. A leaf that names none counts with the addressee of its paper, or with None.
    """
    yield from reader.rows(_STANDING, today=today)
    claimed = {leaf for of_answer in answers_waiting(reader, claim=ReplyClass.DONE.value).values() for leaf in of_answer}
    unproved = {row["entity_id"] for row in reader.rows(_UNPROVED)}
    for figure, leaves in (("claimed", claimed), ("closed_without_evidence", unproved)):
        if leaves:
            yield from reader.rows(_SOME.format(figure=figure), leaves=sorted(leaves))


def leaves_of_several(reader: Reader) -> Iterator[tuple[Row, list[str]]]:
    """The leaves, those dropped aside, for which more than one body is named: ``body_id session_id``, and the bodies, the first in front."""
    rows = reader.rows(_OF_SEVERAL)
    responsible = responsible_bodies(reader, [row["id"] for row in rows]) if rows else {}
    for row in rows:
        of_leaf = responsible[row["id"]]
        yield row, of_leaf[BodyRole.LEAD.value] + of_leaf[BodyRole.SUPPORTING.value]


def _paper(row: str) -> str:
    return f"JOIN report p ON p.id = {row}.report_id JOIN legislative_session s ON s.id = p.session_id"


_STANDS = "p.withdrawn_at IS NULL AND s.withdrawn_at IS NULL"
_KEY = "p.body_id, p.session_id, COALESCE(f.first_body, NULLIF(p.addressee, ''))"

# Counted by paper first, over an index alone, so that few rows are left to be joined.
_STANDING = f"""
    SELECT {_KEY} AS name, {", ".join(f"CAST(COALESCE(SUM(f.leaves) FILTER (WHERE {which}), 0) AS INTEGER) AS {figure}" for figure, which in _COUNTED.items())},
        CAST(SUM(f.overdue) AS INTEGER) AS overdue,
        CAST(COALESCE(SUM(f.leaves) FILTER (WHERE f.dropped), 0) AS INTEGER) AS dropped
    FROM (
        SELECT report_id, first_body, dropped, status, COUNT(*) AS leaves,
            COUNT(*) FILTER (WHERE NOT dropped AND status <> 'done' AND due_on < :today) AS overdue
        FROM followed GROUP BY report_id, first_body, dropped, status) f
    {_paper("f")}
    WHERE {_STANDS}
    GROUP BY {_KEY}"""  # noqa: S608 -- put together from constants

_SOME = f"""
    SELECT {_KEY} AS name, COUNT(*) AS {{figure}}
    FROM followed f {_paper("f")}
    WHERE f.id IN :leaves AND NOT f.dropped AND {_STANDS}
    GROUP BY {_KEY}"""  # noqa: S608 -- put together from constants

# Done, and nothing shown for it: few, and found by an index of their own without looking at what all the others rest on. Joined
# to nothing, entity and field are no columns of another index, which would be taken for them.
_UNPROVED = """
    SELECT e.entity_id FROM event e
    WHERE e.after = 'done' AND e.session_id IS NULL AND e.evidence IS NULL
        AND e.entity || '' = 'recommendation' AND e.field || '' = 'status'
        AND NOT EXISTS (
            SELECT 1 FROM event f WHERE f.entity = 'recommendation' AND f.field = 'status' AND f.entity_id = e.entity_id
                AND f.sequence > e.sequence)"""

# Few, so that these are looked at themselves: as it was on a day, ``followed`` would be put together once more.
_OF_SEVERAL = f"""
    SELECT r.id, p.body_id, p.session_id
    FROM (SELECT recommendation_id FROM responsibility WHERE withdrawn_at IS NULL GROUP BY recommendation_id HAVING COUNT(*) > 1) x
    JOIN recommendation r ON r.id = x.recommendation_id {_paper("r")}
    WHERE {RAISED} AND r.dropped_at IS NULL AND {_STANDS}"""  # noqa: S608 -- put together from constants
