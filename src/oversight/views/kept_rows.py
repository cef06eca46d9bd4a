"""What is kept of the papers of a session: the papers themselves, the rows that rest on them, and what was set aside."""

from dataclasses import dataclass

from oversight.database.reading import Reader, Row
from oversight.views.history import TAKEN_BACK
from oversight.views.refs import bodies

SET_ASIDE = "set_aside"
"""The code under which it is kept that a person set a passage aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPaper:
    """A file as it was read; ``in_use`` where a standing row rests on it."""

    id: int
    name: str
    sha256: str
    text: str
    layout: str | None
    in_use: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """A row that rests on lines of a paper.

    ``leaf``: it holds what it says by itself, not by its parts. ``stands``: it is neither hidden nor off the list; where a
    person did that, ``by_person``, with their words.
    """

    table: str
    id: int
    ref: str
    document_id: int
    first: int
    last: int
    text: str
    leaf: bool
    stands: bool
    by_person: bool
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsAside:
    """A passage that a person set aside, with the reason."""

    id: int
    document_id: int | None
    first: int
    passage: str
    reason: str | None
    made_by: str


# For each table: what it is called, what it says, whether it is a leaf, whether it is off the list.
_ROWS = (
    ("report", "'/' || t.number", "t.title", "false", "false", "t.session_id"),
    ("problem", "'/' || p.number || ':p' || t.number", "t.text_as_read", "true", "false", "p.session_id"),
    (
        "recommendation",
        "'/' || p.number || ':' || t.ref_path",
        "t.text_as_read",
        "t.is_leaf",
        "t.dropped_at IS NOT NULL",
        "p.session_id",
    ),
    ("reply", "'/' || p.number", "t.text", "true", "false", "p.session_id"),
    ("attendance", "''", "t.name", "true", "false", "g.session_id"),
    ("agenda_item", "''", "t.text", "true", "false", "t.session_id"),
)
_JOINS = {
    "problem": "JOIN report p ON p.id = t.report_id",
    "recommendation": "JOIN report p ON p.id = t.report_id",
    "reply": "JOIN report p ON p.id = t.report_id",
    "attendance": "JOIN sitting g ON g.id = t.sitting_id",
}


# What staff put in keeps to the paper that it was read in; that alone does not make a superseded paper one of those in force.
_USED = " OR ".join(
    f"""EXISTS (SELECT 1 FROM {table} t WHERE t.document_id = d.id AND t.withdrawn_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM event e JOIN change c ON c.id = e.change_id
            WHERE e.entity = '{table}' AND e.entity_id = t.id AND e.field = 'created' AND COALESCE(e.told_by, c.command) <> 'load'))"""  # noqa: S608 -- put together from constants
    for table, *_rest in _ROWS
)
_TAKEN_BACK = f"""EXISTS (SELECT 1 FROM event e WHERE e.entity = 'source_document' AND e.entity_id = d.id
        AND e.field = 'created' AND e.change_id IN {TAKEN_BACK})"""  # noqa: S608 -- put together from constants


def kept_papers(reader: Reader, session: int) -> list[KeptPaper]:
    """The files that were read as papers of the session (its key), the oldest first.

    Those whose load was taken back are left out, unless something still rests on them.
    """
    return _papers(reader, f"WHERE d.session_id = :session AND ({_USED} OR NOT {_TAKEN_BACK})", session=session)


def all_papers(reader: Reader) -> list[KeptPaper]:
    """Every file that was read, the oldest first."""
    return _papers(reader, "")


def _papers(reader: Reader, where: str, **values: int) -> list[KeptPaper]:
    rows = reader.rows(
        f"""
        SELECT d.id, d.name, d.sha256, d.text, d.layout, CASE WHEN {_USED} THEN 1 ELSE 0 END AS in_use
        FROM source_document d {where} ORDER BY d.id""",  # noqa: S608 -- put together from constants
        **values,
    )
    return [KeptPaper(**{**row, "in_use": bool(row["in_use"])}) for row in rows]


def kept_rows(reader: Reader, documents: tuple[int, ...]) -> list[KeptRow]:
    """The rows that rest on these documents, hidden ones too, in the order of the papers."""
    known = bodies(reader)
    found = [
        (table, row)
        for table, ref, text, leaf, dropped, session in _ROWS
        for row in reader.rows(
            f"""
            SELECT t.id, t.body_id, s.ref || {ref} AS ref, t.document_id, t.first_line, t.last_line, {text} AS text,
                {leaf} AS leaf, {dropped} AS dropped, t.withdrawn_at
            FROM {table} t {_JOINS.get(table, "")} JOIN legislative_session s ON s.id = {session}
            WHERE t.document_id IN :documents AND t.first_line IS NOT NULL
            ORDER BY t.document_id, t.first_line, t.id""",  # noqa: S608 -- put together from constants
            documents=documents,
        )
    ]
    gone = _gone(reader, {(table, row["id"]) for table, row in found if not _stands(row)})
    kept = [_kept(row, table, known.prefix(row["body_id"]), gone.get((table, row["id"]))) for table, row in found]
    return sorted(kept, key=lambda row: (row.document_id, row.first, -row.last))


def _gone(reader: Reader, hidden: set[tuple[str, int]]) -> dict[tuple[str, int], Row]:
    """By whose word each of these rows is hidden: the last that was said of it."""
    if not hidden:
        return {}
    rows = reader.rows(
        f"""
        SELECT e.entity, e.entity_id, e.note, COALESCE(e.told_by, c.command) AS command
        FROM event e JOIN change c ON c.id = e.change_id
        WHERE e.entity IN :tables AND e.entity_id IN :ids AND e.field IN ('withdrawn', 'restored', 'dropped', 'dropped_at')
            AND c.command <> 'undo' AND c.id NOT IN {TAKEN_BACK}
        ORDER BY e.body_id, e.sequence""",  # noqa: S608 -- put together from constants
        tables=tuple(sorted({table for table, _number in hidden})),
        ids=tuple(sorted({number for _table, number in hidden})),
    )
    return {(row["entity"], row["entity_id"]): row for row in rows}


def _stands(row: Row) -> bool:
    return row["withdrawn_at"] is None and not row["dropped"]


def _kept(row: Row, table: str, prefix: str, gone: Row | None) -> KeptRow:
    stands = _stands(row)
    by_person = not stands and gone is not None and gone["command"] != "load"
    return KeptRow(
        table=table,
        id=row["id"],
        ref=prefix + row["ref"],
        document_id=row["document_id"],
        first=row["first_line"],
        last=row["last_line"],
        text=row["text"],
        leaf=bool(row["leaf"]),
        stands=stands,
        by_person=by_person,
        note=gone["note"] if by_person and gone is not None else None,
    )


def persons_asides(reader: Reader, session: int) -> list[PersonsAside]:
    """The passages of the session that people set aside."""
    rows = reader.rows(
        """
        SELECT d.id, d.document_id, COALESCE(d.first_line, 1) AS first, d.passage, x.reason, c.made_by
        FROM doubt d JOIN decision x ON x.doubt_id = d.id JOIN change c ON c.id = x.change_id
        WHERE d.session_id = :session AND d.code = :code AND d.state = 'settled' AND d.withdrawn_at IS NULL
            AND x.withdrawn_at IS NULL AND d.passage IS NOT NULL
        ORDER BY d.id, x.id""",
        session=session,
        code=SET_ASIDE,
    )
    # The last word on a passage counts.
    return list({row["id"]: PersonsAside(**row) for row in rows}.values())
