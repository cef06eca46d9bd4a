"""What was said later about a recommendation: the answers of bodies, and what the committee found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader
from oversight.views.refs import Bodies


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A later passage about the recommendation ``to``: an ``answer`` by the body, which is a claim, or a ``finding``.

    ``body`` is who answers: as typed, else the author of the paper. ``judgement`` is what the committee made of an answer, None
    as long as it has not said; of a finding it tells that the committee sent the matter back.
    """

    kind: str
    claim: str | None
    to: str
    report: str | None
    title: str | None
    received_on: date | None
    text: str
    file: str | None
    lines: tuple[int, ...]
    body: str | None = None
    promised_on: date | None = None
    evidence: str | None = None
    evidence_on: date | None = None
    judgement: str | None = None
    judged_on: date | None = None


def replies_to(reader: Reader, ids: Sequence[int], known: Bodies) -> tuple[Reply, ...]:
    """The replies to these recommendations, in the order in which they were received; of one day those of papers first."""
    rows = reader.rows(
        """
        SELECT y.kind, y.class AS claim, y.text, y.received_on, y.promised_on, y.evidence, y.evidence_on, y.judgement, y.judged_on,
            COALESCE(y.from_name, CASE y.kind WHEN 'answer' THEN a.author END) AS body, y.first_line, y.last_line, f.name AS file,
            r.body_id, r.ref_path, p.number, s.ref, a.number AS answer_number, a.title, w.ref AS answer_ref
        FROM reply y
        JOIN recommendation r ON r.id = y.recommendation_id
        JOIN report p ON p.id = r.report_id
        JOIN legislative_session s ON s.id = p.session_id
        LEFT JOIN report a ON a.id = y.report_id
        LEFT JOIN legislative_session w ON w.id = a.session_id
        LEFT JOIN source_document f ON f.id = y.document_id
        WHERE y.recommendation_id IN :ids AND y.withdrawn_at IS NULL
        ORDER BY COALESCE(y.received_on, w.starts_on, '0001-01-01'), CASE WHEN a.id IS NULL THEN 1 ELSE 0 END,
            COALESCE(w.id, 0), COALESCE(a.number, 0), y.position, y.id""",
        ids=list(ids),
    )
    return tuple(
        Reply(
            kind=row["kind"],
            claim=row["claim"],
            to=f"{known.prefix(row['body_id'])}{row['ref']}/{row['number']}:{row['ref_path']}",
            report=None
            if row["answer_ref"] is None
            else f"{known.prefix(row['body_id'])}{row['answer_ref']}/{row['answer_number']}",
            title=row["title"],
            received_on=row["received_on"],
            text=row["text"],
            file=row["file"],
            lines=() if row["first_line"] is None else (row["first_line"], row["last_line"]),
            body=row["body"],
            promised_on=row["promised_on"],
            evidence=row["evidence"],
            evidence_on=row["evidence_on"],
            judgement=row["judgement"],
            judged_on=row["judged_on"],
        )
        for row in rows
    )
