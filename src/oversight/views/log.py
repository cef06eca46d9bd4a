"""The log: every change of the database, and the facts that it consists of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from oversight.database.reading import Reader, Row
from oversight.errors import NotFound
from oversight.messages import _
from oversight.stored_words import in_one_line
from oversight.views.history import ABOUT, GONE, KIND, TAKEN_BACK, Event
from oversight.views.refs import Bodies, bodies
from oversight.views.resolve_ref import Entity, Found, resolve_hidden, resolve_ref
from oversight.views.row_names import row_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One unit of writing: a packet, a file, or a command.

    ``decided_at`` are the sessions where it was decided. ``taken_back_by`` is the undo that took it back and holds.
    """

    id: int
    made_at: datetime
    made_by: str
    command: str
    body: str
    events: int
    summary: str
    command_id: str
    decided_at: tuple[str, ...]
    taken_back_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which changes are asked for; what is None or empty asks for all. Days are those of the clock on the wall, inclusive.

    ``command`` is a command or its first word; ``ref`` what the change is about, or the session where it was decided.
    """

    numbers: Sequence[int] = ()
    made_by: str | None = None
    since: date | None = None
    until: date | None = None
    command: str | None = None
    ref: str | None = None
    limit: int | None = None


_NOT_DECIDED = ("load", "undo", "rec split")
"""A session that stands with their facts is where something was raised, or what an earlier change was decided at: of a part, of its whole."""


def list_changes(reader: Reader, asked: Asked | None = None) -> list[Change]:
    """The changes, the latest first.

    :raises NotFound: nothing ever answered to the ref, or there is no change of a number that is named
    """
    asked = asked or Asked()
    known = bodies(reader)
    where, values = _conditions(reader, asked)
    rows = reader.rows(
        f"""
        SELECT c.id, c.made_at, c.made_by, c.command, c.summary, c.command_id, b.code AS body, c.body_id,
            (SELECT COUNT(*) FROM event e WHERE e.change_id = c.id AND e.field <> 'rows') AS events,
            (SELECT MAX(u.change_id) FROM event u WHERE u.entity = 'change' AND u.entity_id = c.id AND u.field = 'withdrawn'
                AND c.id IN {TAKEN_BACK}) AS taken_back_by
        FROM change c JOIN body b ON b.id = c.body_id
        WHERE {" AND ".join(where)}
        ORDER BY c.id DESC
        {"" if asked.limit is None else "LIMIT :limit"}""",  # noqa: S608 -- the values are parameters
        **values,
    )
    for number in asked.numbers:
        if number not in {row["id"] for row in rows}:
            raise NotFound(
                _("There is no change {number}.").format(number=number),
                hint=_("See: {command}").format(command="oversight log"),
            )
    decided = _decided(reader, [row["id"] for row in rows if row["command"] not in _NOT_DECIDED], known)
    return [
        Change(
            **{name: value for name, value in row.items() if name not in {"body_id", "summary"}},
            summary=in_one_line(row["summary"]),
            decided_at=tuple(decided.get(row["id"], ())),
        )
        for row in rows
    ]


def facts_of(reader: Reader, changes: Sequence[int]) -> list[Event]:
    """The facts that these changes consist of, in the order in which they were told. Each is named after what it is about."""
    known = bodies(reader)
    rows = reader.rows(
        f"""
        SELECT e.*, CASE WHEN {GONE} THEN 1 ELSE 0 END AS taken_back, {KIND} AS kind, c.made_by, c.command, d.ref AS decided_at_ref
        FROM event e JOIN change c ON c.id = e.change_id LEFT JOIN legislative_session d ON d.id = e.session_id
        WHERE e.change_id IN :changes AND e.field <> 'rows'
        ORDER BY e.change_id, e.sequence""",  # noqa: S608 -- put together from constants
        changes=list(changes),
    )
    names = row_names(reader, [(row["entity"], row["entity_id"]) for row in rows])
    return [_fact(row, names[row["entity"], row["entity_id"]], known) for row in rows]


def _fact(row: Row, name: str, known: Bodies) -> Event:
    return Event(
        sequence=row["sequence"],
        ref=name,
        field=row["field"] if row["entity"] == "recommendation" else f"{row['entity']}.{row['field']}",
        before=_words(row, "before"),
        after=_words(row, "after"),
        effective_on=row["effective_on"],
        session=None if row["decided_at_ref"] is None else known.prefix(row["body_id"]) + row["decided_at_ref"],
        note=row["note"],
        evidence=row["evidence"],
        made_by=row["made_by"],
        command=row["command"],
        change=row["change_id"],
        recorded_at=row["recorded_at"],
        kind=row["kind"],
        taken_back=bool(row["taken_back"]),
    )


def _words(row: Row, column: str) -> str | None:
    """What a fact says; of a change that was taken back or brought again, its line of the log."""
    held: str | None = row[column]
    return held if held is None or row["entity"] != "change" else in_one_line(held)


def _conditions(reader: Reader, asked: Asked) -> tuple[list[str], dict[str, object]]:
    """What is asked for as conditions on a change ``c``, with their values."""
    where, values = ["1 = 1"], dict[str, object]()
    if asked.numbers:
        where.append("c.id IN :numbers")
        values["numbers"] = list(asked.numbers)
    if asked.made_by is not None:
        where.append("c.made_by = :made_by")
        values["made_by"] = asked.made_by
    if asked.since is not None:
        where.append("c.made_at >= :since")
        values["since"] = _midnight(asked.since)
    if asked.until is not None:
        where.append("c.made_at < :until")
        values["until"] = _midnight(asked.until + timedelta(days=1))
    if asked.command is not None:
        where.append("(c.command = :command OR substr(c.command, 1, :letters) = :begins)")
        values |= {"command": asked.command, "begins": f"{asked.command} ", "letters": len(asked.command) + 1}
    if asked.ref is not None:
        where.append("c.id IN :about")
        values["about"] = _about(reader, asked.ref)
    if asked.limit is not None:
        values["limit"] = asked.limit
    return where, values


def _midnight(day: date) -> datetime:
    """When the day begins by the clock on the wall."""
    return datetime.combine(day, time()).astimezone(UTC)


def _decided(reader: Reader, changes: list[int], known: Bodies) -> dict[int, list[str]]:
    """The sessions that stand with the facts of each change."""
    result: dict[int, list[str]] = defaultdict(list)
    for row in reader.rows(
        """
        SELECT DISTINCT e.change_id, s.body_id, s.ref
        FROM event e JOIN legislative_session s ON s.id = e.session_id
        WHERE e.change_id IN :changes AND e.told_by IS NULL ORDER BY e.change_id, s.ref""",
        changes=changes,
    ):
        result[row["change_id"]].append(known.prefix(row["body_id"]) + row["ref"])
    return result


def _about(reader: Reader, ref: str) -> list[int]:
    """The changes that say anything of what ``ref`` means or meant, of its parts and of what hangs on them."""
    found = _found(reader, ref)
    sessions = [found.id] if found.entity is Entity.SESSION else []
    reports = [found.id] if found.entity is Entity.REPORT else _keys(reader, _REPORTS, sessions)
    problems = [found.id] if found.entity is Entity.PROBLEM else _keys(reader, _PROBLEMS, reports)
    roots = [found.id] if found.entity is Entity.RECOMMENDATION else _keys(reader, _RECOMMENDATIONS, reports)
    rows = reader.rows(_CHANGES, sessions=sessions, reports=reports, problems=problems, ids=_keys(reader, _BELOW, roots))
    return [row["change_id"] for row in rows]


def _found(reader: Reader, ref: str) -> Found:
    """What ``ref`` means; also what was hidden, of which the log alone can tell."""
    wanted = (Entity.RECOMMENDATION, Entity.REPORT, Entity.SESSION, Entity.PROBLEM)
    try:
        return resolve_ref(reader, ref, *wanted)
    except NotFound:
        for entity in wanted:
            if (hidden := resolve_hidden(reader, ref, entity)) is not None:
                return hidden
        raise


def _keys(reader: Reader, sql: str, of: list[int]) -> list[int]:
    return [row["id"] for row in reader.rows(sql, of=of)] if of else []


_REPORTS = "SELECT id FROM report WHERE session_id IN :of"
_PROBLEMS = "SELECT id FROM problem WHERE report_id IN :of"
_RECOMMENDATIONS = "SELECT id FROM recommendation WHERE report_id IN :of"
_BELOW = """
    WITH RECURSIVE below (id) AS (
        SELECT id FROM recommendation WHERE id IN :of
        UNION
        SELECT r.id FROM below JOIN recommendation r ON r.parent_id = below.id)
    SELECT id FROM below"""

_CHANGES = f"""
    WITH {ABOUT},
    all_of_it (entity, entity_id) AS (
        SELECT entity, entity_id FROM about
        UNION ALL SELECT 'problem', id FROM problem WHERE id IN :problems
        UNION ALL SELECT 'title', id FROM title WHERE problem_id IN :problems
        UNION ALL SELECT 'link', id FROM link WHERE to_id IN :ids OR to_problem_id IN :problems
        UNION ALL SELECT 'report', id FROM report WHERE id IN :reports
        UNION ALL SELECT 'reply', id FROM reply WHERE report_id IN :reports
        UNION ALL SELECT 'deadline', id FROM deadline WHERE report_id IN :reports
        UNION ALL SELECT 'hand_over', id FROM hand_over WHERE report_id IN :reports
        UNION ALL SELECT 'legislative_session', id FROM legislative_session WHERE id IN :sessions
        UNION ALL SELECT 'agenda_item', id FROM agenda_item WHERE session_id IN :sessions
        UNION ALL SELECT 'doubt', id FROM doubt WHERE session_id IN :sessions
        UNION ALL SELECT 'source_document', id FROM source_document WHERE session_id IN :sessions
        UNION ALL SELECT 'attendance', a.id FROM attendance a JOIN sitting g ON g.id = a.sitting_id
            WHERE g.session_id IN :sessions)
    SELECT DISTINCT e.change_id FROM all_of_it a JOIN event e ON e.entity = a.entity AND e.entity_id = a.entity_id
    UNION
    SELECT DISTINCT e.change_id FROM event e WHERE e.session_id IN :sessions"""  # noqa: S608 -- put together from constants
