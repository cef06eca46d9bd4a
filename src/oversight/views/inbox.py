"""Answers that were received and that nobody has judged: what a body claims is so only when the committee has said so."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader
from oversight.views.organizations import organizations
from oversight.views.recommendation_rows import fetch_recommendations
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, resolve_refs


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An answer that waits to be judged. ``id`` is its own number, ``ref`` what it answers, ``status`` how that stands.

    ``claim`` is what it says (None where it does not say), ``body`` who says it, ``report`` the paper that it stands in (None
    for one that was typed). ``leaves`` are those that nobody has judged since; of an item that may be some of its leaves.
    """

    id: int
    ref: str
    title: str
    status: str | None
    session: str
    claim: str | None
    body: str | None
    received_on: date | None
    days_waiting: int | None
    evidence: str | None
    evidence_on: date | None
    promised_on: date | None
    text: str
    report: str | None
    leaves: tuple[str, ...]


def inbox(
    reader: Reader, *, language: str, today: date, sessions: Sequence[str] = (), body: str | None = None
) -> list[Waiting]:
    """The answers that wait, those received first in front: to what ``sessions`` raised, and by ``body``, where these are given.

    :raises NotFound: a session is not there
    """
    raised_in = {one.id for one in resolve_refs(reader, sessions, Entity.SESSION)} if sessions else None
    is_by = None if body is None else organizations(reader).asked(body)
    waiting = answers_waiting(reader)
    known = bodies(reader)
    rows = [
        row
        for row in reader.rows(_ANSWERS, ids=list(waiting))
        if (raised_in is None or row["session_id"] in raised_in) and (is_by is None or is_by(row["body"]))
    ]
    leaves = {leaf for row in rows for leaf in waiting[row["id"]]}
    answered = {row["recommendation_id"] for row in rows}
    sheets = {
        sheet.id: sheet for sheet in fetch_recommendations(reader, sorted(leaves | answered), language=language, today=today)
    }
    result = []
    for row in rows:
        sheet = sheets[row["recommendation_id"]]
        result.append(
            Waiting(
                id=row["id"],
                ref=sheet.ref,
                title=sheet.title,
                status=sheet.status,
                session=sheet.session.ref,
                claim=row["claim"],
                body=row["body"],
                received_on=row["received_on"],
                days_waiting=None if row["received_on"] is None else (today - row["received_on"]).days,
                evidence=row["evidence"],
                evidence_on=row["evidence_on"],
                promised_on=row["promised_on"],
                text=row["text"],
                report=None
                if row["paper_session"] is None
                else f"{known.prefix(row['body_id'])}{row['paper_session']}/{row['paper_number']}",
                leaves=tuple(sheets[leaf].ref for leaf in waiting[row["id"]]),
            )
        )
    return result


def answers_waiting(
    reader: Reader, to: Sequence[int] | None = None, *, claim: str | None = None, just_done: Sequence[int] = ()
) -> dict[int, tuple[int, ...]]:
    """The answers that wait, by key, each with the keys of the leaves that nobody has judged since it came.

    An answer to an item speaks of all its leaves. A leaf is judged when it is done, or was sent back after the answer was
    stored; what was dropped waits for nothing. ``to`` narrows it to answers to these rows, ``claim`` to answers of this class;
    ``just_done`` are leaves whose being done is what judges now.
    """
    narrowed = ("" if to is None else "AND y.recommendation_id IN :to") + ("" if claim is None else " AND y.class = :claim")
    found: dict[int, list[int]] = defaultdict(list)
    rows = reader.rows(
        f"""
        WITH RECURSIVE below (answer, id) AS (
            SELECT y.id, y.recommendation_id FROM reply y
            WHERE y.kind = 'answer' AND y.judgement IS NULL AND y.withdrawn_at IS NULL {narrowed}
            UNION
            SELECT below.answer, r.id FROM below JOIN recommendation r ON r.parent_id = below.id)
        SELECT below.answer, r.id
        FROM below
        JOIN recommendation r ON r.id = below.id
        JOIN report p ON p.id = r.report_id
        JOIN legislative_session s ON s.id = p.session_id
        WHERE r.is_leaf AND (r.status <> 'done'{" OR r.id IN :just_done" if just_done else ""}) AND r.dropped_at IS NULL
            AND r.withdrawn_at IS NULL AND p.withdrawn_at IS NULL AND s.withdrawn_at IS NULL
            AND NOT {_SENT_BACK}
        ORDER BY below.answer, p.number, p.id, r.position, r.id""",  # noqa: S608 -- put together from constants
        **({} if to is None else {"to": list(to)}),
        **({} if claim is None else {"claim": claim}),
        **({"just_done": list(just_done)} if just_done else {}),
    )
    for row in rows:
        found[row["answer"]].append(row["id"])
    return {answer: tuple(leaves) for answer, leaves in found.items()}


def partly_sent_back(reader: Reader, answers: Sequence[int]) -> set[int]:
    """Those of these answers of which a leaf was sent back since, and is not done in spite of that."""
    rows = reader.rows(
        f"""
        WITH RECURSIVE below (answer, id) AS (
            SELECT y.id, y.recommendation_id FROM reply y WHERE y.id IN :answers
            UNION
            SELECT below.answer, r.id FROM below JOIN recommendation r ON r.parent_id = below.id)
        SELECT DISTINCT below.answer
        FROM below JOIN recommendation r ON r.id = below.id
        WHERE r.is_leaf AND r.status <> 'done' AND r.dropped_at IS NULL AND r.withdrawn_at IS NULL AND {_SENT_BACK}""",  # noqa: S608 -- constants
        answers=list(answers),
    )
    return {row["answer"] for row in rows}


# Stored later is sent back since: the day of a session that judges may be the day on which the answer is heard.
_SENT_BACK = """EXISTS (
    SELECT 1 FROM reply f WHERE f.recommendation_id = r.id AND f.kind = 'finding' AND f.judgement = 'sent_back'
        AND f.withdrawn_at IS NULL AND f.id > below.answer)"""

_ANSWERS = """
    SELECT y.id, y.recommendation_id, y.body_id, y.class AS claim, COALESCE(y.from_name, a.author) AS body, y.received_on,
        y.evidence, y.evidence_on, y.promised_on, y.text, p.session_id, w.ref AS paper_session, a.number AS paper_number
    FROM reply y
    JOIN recommendation r ON r.id = y.recommendation_id
    JOIN report p ON p.id = r.report_id
    LEFT JOIN report a ON a.id = y.report_id
    LEFT JOIN legislative_session w ON w.id = a.session_id
    WHERE y.id IN :ids
    ORDER BY COALESCE(y.received_on, '9999-12-31'), p.session_id, p.number, p.id, r.position, y.id"""
