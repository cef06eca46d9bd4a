"""Doubts: what the reader could not settle."""

from dataclasses import dataclass

from oversight.database.reading import Reader
from oversight.rules.candidates import Candidate, from_json
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, resolve_ref
from oversight.vocabulary import DoubtState


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One doubt, with where it arose, the passage that it is about, and the answers that it lies between, the likely one first."""

    id: int
    session: str | None
    code: str
    message: str
    file: str | None
    lines: tuple[int, ...]
    state: str
    passage: str | None
    candidates: tuple[Candidate, ...]
    answer: str | None
    reason: str | None


def list_doubts(reader: Reader, *, session: str | None = None, state: DoubtState | None = DoubtState.OPEN) -> list[Doubt]:
    """Doubts in the order in which they arose; of one session (a ref), in one state; every state with None.

    :raises NotFound: there is no such session
    """
    where = ""
    values: dict[str, object] = {}
    if session is not None:
        where += " AND d.session_id = :session"
        values["session"] = resolve_ref(reader, session, Entity.SESSION).id
    if state is not None:
        where += " AND d.state = :state"
        values["state"] = state.value
    known = bodies(reader)
    rows = reader.rows(
        f"""
        SELECT d.id, d.body_id, s.ref, d.code, d.message, f.name AS file, d.first_line, d.last_line, d.state, d.passage,
            d.candidates, x.answer, x.reason
        FROM doubt d
        LEFT JOIN decision x ON x.id = (SELECT MAX(y.id) FROM decision y WHERE y.doubt_id = d.id AND y.withdrawn_at IS NULL)
        LEFT JOIN legislative_session s ON s.id = d.session_id
        LEFT JOIN source_document f ON f.id = d.document_id
        WHERE d.withdrawn_at IS NULL{where}
        ORDER BY d.id""",  # noqa: S608 -- put together from constants
        **values,
    )
    return [
        Doubt(
            id=row["id"],
            session=None if row["ref"] is None else known.prefix(row["body_id"]) + row["ref"],
            code=row["code"],
            message=row["message"],
            file=row["file"],
            lines=() if row["first_line"] is None else (row["first_line"], row["last_line"]),
            state=row["state"],
            passage=row["passage"],
            candidates=from_json(row["candidates"], row["code"]),
            answer=row["answer"],
            reason=row["reason"],
        )
        for row in rows
    ]
