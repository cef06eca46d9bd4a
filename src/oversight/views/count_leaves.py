"""How the leaves stand that the committee raised, in as few rows as can be: a large database has many, and most of them are done.

What is done and off everyone's mind is counted by the database; the rest comes leaf by leaf.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader, Row
from oversight.views.inbox import answers_waiting
from oversight.views.leaf_conditions import DUE_ON, MERGED, RAISED
from oversight.views.recommendation_rows import responsible_bodies
from oversight.vocabulary import BodyRole, ReplyClass, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """So many leaves of one committee and session that stand alike. ``named`` are their bodies, the one that leads in front."""

    body_id: int
    session_id: int
    named: tuple[str, ...]
    status: str
    dropped: bool = False
    overdue: bool = False
    claimed: bool = False
    verified: bool = False
    leaves: int = 1


def count_leaves(reader: Reader, *, today: date) -> Iterator[Alike]:
    """Every leaf once. One that names no body counts with the addressee of its paper."""
    unproved = [row["entity_id"] for row in reader.rows(_UNPROVED)]
    apart = sorted({*unproved, *(row["id"] for row in reader.rows(_WHICH_SINGLY))})
    single = reader.rows(_SINGLY, today=today, singly=apart, unproved=unproved)
    responsible = responsible_bodies(reader, [leaf["id"] for leaf in single])
    claimed = {leaf for of_answer in answers_waiting(reader, claim=ReplyClass.DONE.value).values() for leaf in of_answer}
    for leaf in single:
        of_leaf = responsible[leaf["id"]]
        is_done = leaf["status"] == Status.DONE.value
        yield Alike(
            body_id=leaf["body_id"],
            session_id=leaf["session_id"],
            named=tuple(of_leaf[BodyRole.LEAD.value] + of_leaf[BodyRole.SUPPORTING.value]) or _addressee(leaf),
            status=leaf["status"],
            dropped=bool(leaf["dropped"]),
            overdue=bool(leaf["late"]) and not is_done,
            claimed=leaf["id"] in claimed,
            verified=is_done and not leaf["unproved"],
        )
    yield from _done(reader, apart)


def _done(reader: Reader, apart: list[int]) -> Iterator[Alike]:
    """What is done and names one body at most: by paper, less those that name one, and these by paper and name."""
    papers = {row["id"]: row for row in reader.rows(_PAPERS)}
    counted: dict[tuple[int, str | None], int] = defaultdict(int)
    for row in reader.rows(_DONE_BY_PAPER, singly=apart):
        counted[row["report_id"], None] += row["leaves"]
    for row in reader.rows(_DONE_BY_NAME, singly=apart):
        counted[row["report_id"], row["name"]] += row["leaves"]
        counted[row["report_id"], None] -= row["leaves"]
    for (report, name), leaves in counted.items():
        paper = papers.get(report)
        if paper is not None and leaves:
            yield Alike(
                body_id=paper["body_id"],
                session_id=paper["session_id"],
                named=_addressee(paper) if name is None else (name,),
                status=Status.DONE.value,
                verified=True,
                leaves=leaves,
            )


def _addressee(row: Row) -> tuple[str, ...]:
    return (row["addressee"],) if row["addressee"] else ()


_PAPERS = """
    SELECT p.id, p.body_id, p.session_id, p.addressee
    FROM report p JOIN legislative_session s ON s.id = p.session_id
    WHERE p.withdrawn_at IS NULL AND s.withdrawn_at IS NULL"""

# Done, and nothing shown for it: few, and found by an index of their own without looking at what all the others rest on. Joined
# to nothing, entity and field are no columns of another index, which would be taken for them.
_UNPROVED = """
    SELECT e.entity_id FROM event e
    WHERE e.after = 'done' AND e.session_id IS NULL AND e.evidence IS NULL
        AND e.entity || '' = 'recommendation' AND e.field || '' = 'status'
        AND NOT EXISTS (
            SELECT 1 FROM event f WHERE f.entity = 'recommendation' AND f.field = 'status' AND f.entity_id = e.entity_id
                AND f.sequence > e.sequence)"""

# More than one body is named: who leads, and who stands in for whom, is not for the database to say.
_OF_SEVERAL = (
    "SELECT recommendation_id FROM responsibility WHERE withdrawn_at IS NULL GROUP BY recommendation_id HAVING COUNT(*) > 1"
)

_SINGLY = f"""
    SELECT r.id, r.body_id, r.status, p.session_id, p.addressee, CASE WHEN {DUE_ON} < :today THEN 1 ELSE 0 END AS late,
        CASE WHEN r.dropped_at IS NULL THEN 0 ELSE 1 END AS dropped,
        CASE WHEN r.id IN :unproved THEN 1 ELSE 0 END AS unproved
    FROM recommendation r
    JOIN report p ON p.id = r.report_id
    JOIN legislative_session s ON s.id = p.session_id
    LEFT JOIN recommendation up ON up.id = r.parent_id
    WHERE r.id IN :singly
        AND {RAISED} AND (r.dropped_at IS NULL OR NOT {MERGED}) AND p.withdrawn_at IS NULL AND s.withdrawn_at IS NULL"""  # noqa: S608 -- put together from constants

_WHICH_SINGLY = f"""
    SELECT o.id FROM recommendation o WHERE o.is_leaf AND o.status <> 'done' AND o.withdrawn_at IS NULL
    UNION SELECT o.id FROM recommendation o WHERE o.dropped_at IS NOT NULL
    UNION {_OF_SEVERAL}"""  # noqa: S608 -- put together from constants

_IS_DONE = f"{RAISED} AND r.status = 'done' AND r.dropped_at IS NULL AND NOT (r.id IN :singly)"

_DONE_BY_PAPER = f"SELECT r.report_id, COUNT(*) AS leaves FROM recommendation r WHERE {_IS_DONE} GROUP BY r.report_id"  # noqa: S608 -- put together from constants

_DONE_BY_NAME = f"""
    SELECT r.report_id, x.name, COUNT(*) AS leaves
    FROM responsibility x JOIN recommendation r ON r.id = x.recommendation_id
    WHERE x.withdrawn_at IS NULL AND {_IS_DONE}
    GROUP BY r.report_id, x.name"""  # noqa: S608 -- put together from constants
