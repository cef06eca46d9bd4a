"""What a checklist says of a recommendation beyond its row: who is in charge, what was done, noted, shown and found."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from oversight.database.reading import Reader
from oversight.views.history import TAKEN_BACK
from oversight.views.refs import bodies
from oversight.vocabulary import ReplyKind


@dataclass(slots=True, kw_only=True)
class Progress:
    """How far one recommendation has come. ``answers`` are the body's own words, a claim; ``findings`` the committee's.

    The last move rests on ``evidence``, or on what the session ``decided_at`` (ref, date) found.
    """

    responsible_person: str | None = None
    answers: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    note: str | None = None
    evidence: str | None = None
    decided_at: tuple[str, date | None] | None = None


def progress_of(reader: Reader, ids: Sequence[int]) -> dict[int, Progress]:
    """The progress of each of ``ids``: what the last move rests on, and every passage about it or what it is in.

    The note is the last one; that of a move counts until the next move, one that stands by itself as long as no other does.
    """
    result: dict[int, Progress] = defaultdict(Progress)
    if not ids:
        return result
    for row in reader.rows(_PEOPLE, ids=list(ids)):
        result[row["recommendation_id"]].responsible_person = row["person_name"]
    for row in reader.rows(_REPLIES, ids=list(ids)):
        progress = result[row["id"]]
        (progress.answers if row["kind"] == ReplyKind.ANSWER.value else progress.findings).append(row["text"])
    known = bodies(reader)
    typed: dict[int, str] = {}
    for row in reader.rows(_STORY, ids=list(ids)):
        progress = result[row["entity_id"]]
        if row["field"] == "note":
            typed[row["entity_id"]] = progress.note = row["note"]
        else:
            # What was said of an earlier move is no longer so; a note of its own was no word on a move.
            progress.note = row["note"] or typed.get(row["entity_id"])
            progress.evidence = row["evidence"]
            ref = row["session_ref"]
            progress.decided_at = None if ref is None else (known.prefix(row["body_id"]) + ref, row["starts_on"])
    return result


# The person that staff assigned comes last and so stands in the place of one that was read; a lead's before a supporter's.
_PEOPLE = """
    SELECT recommendation_id, person_name FROM responsibility
    WHERE recommendation_id IN :ids AND person_name IS NOT NULL AND withdrawn_at IS NULL
    ORDER BY CASE basis WHEN 'assigned' THEN 1 ELSE 0 END, CASE role WHEN 'lead' THEN 1 ELSE 0 END, id DESC"""

# A passage about an item is one about its measures and acts.
_REPLIES = """
    SELECT r.id, y.kind, y.text
    FROM recommendation r
    LEFT JOIN recommendation up ON up.id = r.parent_id
    JOIN reply y ON y.recommendation_id IN (r.id, r.parent_id, up.parent_id)
    LEFT JOIN report a ON a.id = y.report_id
    LEFT JOIN legislative_session s ON s.id = a.session_id
    WHERE r.id IN :ids AND y.withdrawn_at IS NULL
    ORDER BY r.id, COALESCE(y.received_on, s.starts_on, '0001-01-01'), COALESCE(a.number, 0), y.position, y.id"""

# That it was raised is no move, and rests on nothing. What was taken back is no longer said, nor is the taking back: what stood
# before stands again.
_STORY = f"""
    SELECT e.entity_id, e.field, e.note, e.evidence, e.body_id, s.ref AS session_ref, s.starts_on
    FROM event e
    JOIN change c ON c.id = e.change_id
    LEFT JOIN legislative_session s ON s.id = e.session_id
    WHERE e.entity = 'recommendation' AND e.entity_id IN :ids AND e.field IN ('status', 'note')
        AND (e.field = 'note' OR e.before IS NOT NULL) AND c.command <> 'undo'
        -- What came in by a merge is told in the history, and is no word on how far it has come.
        AND NOT (e.field = 'note' AND c.command = 'rec merge') AND e.change_id NOT IN {TAKEN_BACK}
    ORDER BY e.body_id, e.sequence"""  # noqa: S608 -- put together from constants
