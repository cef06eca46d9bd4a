"""Promises: what bodies said is under way or planned, brought back at every session until it is done or answered anew."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader, Row
from oversight.rules.promise import promised
from oversight.views.recommendation_rows import Recommendation, Source, fetch_recommendations, source_of
from oversight.views.refs import bodies
from oversight.vocabulary import ReplyClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An answer of class under way or planned about ``ref``, that nothing has come in the place of.

    ``quoted`` are the answer's own words about what is to come, ``promised_on`` the day by which it promises, where that is known;
    ``body`` who says it. ``leaves`` are the acts that it still stands for, ``lead`` who carries them out.
    """

    id: int
    ref: str
    title: str
    status: str | None
    session: str
    claim: str
    quoted: str
    promised_on: date | None
    past: bool
    received_on: date | None
    body: str | None
    lead: str | None
    report: str | None
    source: Source
    leaves: tuple[str, ...]


def list_promises(
    reader: Reader, *, language: str, today: date, before: date | None = None, of_body: int | None = None
) -> list[Promise]:
    """The promises that stand, those to be kept first in front; only of one committee, and received ``before`` a day, where given.

    What is ``past`` is so on the day ``today``.
    """
    answers = [row for row in reader.rows(_ANSWERS) if of_body is None or row["body_id"] == of_body]
    standing = _standing(answers, _leaves_under(reader, sorted({row["recommendation_id"] for row in answers})))
    kept = [row for row in answers if standing.get(row["id"]) and (before is None or (row["received_on"] or date.min) < before)]
    ids = {row["recommendation_id"] for row in kept} | {leaf for row in kept for leaf in standing[row["id"]]}
    rows = {row.id: row for row in fetch_recommendations(reader, sorted(ids), language=language, today=today)}
    known = bodies(reader)
    found = [
        _promise(row, rows, [rows[leaf] for leaf in standing[row["id"]]], known.prefix(row["body_id"]), today) for row in kept
    ]
    return sorted(found, key=lambda one: (one.promised_on or date.max, one.received_on or date.min, one.id))


def _promise(row: Row, rows: dict[int, Recommendation], leaves: Sequence[Recommendation], prefix: str, today: date) -> Promise:
    about = rows[row["recommendation_id"]]
    return Promise(
        id=row["id"],
        ref=about.ref,
        title=about.title,
        status=about.status,
        session=about.session.ref,
        claim=row["claim"],
        quoted=promised(row["text"]),
        promised_on=row["promised_on"],
        past=row["promised_on"] is not None and row["promised_on"] < today,
        received_on=row["received_on"],
        body=row["from_name"] or row["author"] or about.addressee,
        lead="、".join(dict.fromkeys(leaf.lead for leaf in leaves if leaf.lead)) or None,
        report=None if row["session_ref"] is None else f"{prefix}{row['session_ref']}/{row['number']}",
        source=source_of(row),
        leaves=tuple(leaf.ref for leaf in leaves),
    )


# In the order in which they came: a later one stands in the place of those before it.
_ANSWERS = """
    SELECT y.id, y.body_id, y.recommendation_id, y.class AS claim, y.text, y.received_on, y.promised_on, y.from_name,
        y.first_line, y.last_line, f.name AS file, a.author, a.number, s.ref AS session_ref
    FROM reply y
    LEFT JOIN report a ON a.id = y.report_id
    LEFT JOIN legislative_session s ON s.id = a.session_id
    LEFT JOIN source_document f ON f.id = y.document_id
    WHERE y.kind = 'answer' AND y.withdrawn_at IS NULL
    ORDER BY COALESCE(y.received_on, '0001-01-01'), y.id"""

_PROMISING = frozenset({ReplyClass.UNDER_WAY.value, ReplyClass.PLANNED.value})


def _leaves_under(reader: Reader, ids: Sequence[int]) -> dict[int, list[int]]:
    """The leaves of each row that are not done and still count."""
    found: dict[int, list[int]] = defaultdict(list)
    if not ids:
        return found
    for row in reader.rows(
        """
        WITH RECURSIVE below (root, id) AS (
            SELECT id, id FROM recommendation WHERE id IN :ids
            UNION ALL
            SELECT below.root, r.id FROM below JOIN recommendation r ON r.parent_id = below.id)
        SELECT below.root, r.id
        FROM below
        JOIN recommendation r ON r.id = below.id
        JOIN report p ON p.id = r.report_id
        WHERE r.is_leaf AND r.status <> 'done' AND r.withdrawn_at IS NULL AND r.dropped_at IS NULL AND p.withdrawn_at IS NULL
        ORDER BY below.root, r.position, r.id""",
        ids=list(ids),
    ):
        found[row["root"]].append(row["id"])
    return found


def _standing(answers: Sequence[Row], leaves: dict[int, list[int]]) -> dict[int, list[int]]:
    """Promise → the leaves of which it is the last word. An answer about an item speaks of all its leaves."""
    last: dict[int, Row] = {}
    for row in answers:
        for leaf in leaves.get(row["recommendation_id"], ()):
            last[leaf] = row
    found: dict[int, list[int]] = defaultdict(list)
    for leaf, row in last.items():
        if row["claim"] in _PROMISING:
            found[row["id"]].append(leaf)
    return found
