"""What a clerk calls a row: the ref of a recommendation, the name of a person, the number of a change."""

from collections import defaultdict
from collections.abc import Iterable

from oversight.database.reading import Reader
from oversight.views.refs import bodies

Row = tuple[str, int]
"""A row by its table and its key."""

_SESSION = "LEFT JOIN legislative_session s ON s.id = "
_REPORT = f"LEFT JOIN report p ON p.id = {{}} {_SESSION}p.session_id"

# For each table: what its row ``t`` is called, and what has to be joined to know it.
_BY_REF = {
    "legislative_session": ("t.ref", ""),
    "ref_alias": ("t.ref", ""),
    "report": ("s.ref || '/' || t.number", f"{_SESSION}t.session_id"),
    "recommendation": ("s.ref || '/' || p.number || ':' || t.ref_path", _REPORT.format("t.report_id")),
    "problem": ("s.ref || '/' || p.number || ':p' || t.number", _REPORT.format("t.report_id")),
    "attendance": ("s.ref", f"LEFT JOIN sitting g ON g.id = t.sitting_id {_SESSION}g.session_id"),
    "decision": ("s.ref", f"LEFT JOIN doubt d ON d.id = t.doubt_id {_SESSION}d.session_id"),
    # Of a recommendation, or else of a problem or a paper.
    "title": (
        "s.ref || '/' || p.number || COALESCE(':' || r.ref_path, ':p' || q.number)",
        "LEFT JOIN recommendation r ON r.id = t.recommendation_id LEFT JOIN problem q ON q.id = t.problem_id "
        + _REPORT.format("COALESCE(r.report_id, q.report_id)"),
    ),
}
_BY_REF |= dict.fromkeys(("sitting", "source_document", "agenda_item", "doubt"), ("s.ref", f"{_SESSION}t.session_id"))
_BY_REF |= {
    table: (
        "s.ref || '/' || p.number || COALESCE(':' || r.ref_path, '')",
        f"LEFT JOIN recommendation r ON r.id = t.{column} " + _REPORT.format(report),
    )
    for table, column, report in (
        ("responsibility", "recommendation_id", "r.report_id"),
        ("reply", "recommendation_id", "r.report_id"),
        ("link", "from_id", "r.report_id"),
        ("deadline", "recommendation_id", "COALESCE(r.report_id, t.report_id)"),
        ("hand_over", "recommendation_id", "COALESCE(r.report_id, t.report_id)"),
    )
}
_BY_NAME = {
    "body": ("t.name", ""),
    "term": ("t.number", ""),
    "person": ("t.name", ""),
    "membership": ("q.name", "LEFT JOIN person q ON q.id = t.person_id"),
    "organization": ("t.name", ""),
    "organization_name": ("t.name", ""),
    "house_rule": ("t.source", ""),
    "calendar_year": ("t.year", ""),
    "calendar_day": ("t.day_on", ""),
    "change": ("t.id", ""),
}


def row_names(reader: Reader, rows: Iterable[Row]) -> dict[Row, str]:
    """The name of each of ``rows``; of what hangs on a recommendation that one's ref. A row that is gone is called by its key."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for table, key in dict.fromkeys(rows):
        wanted[table].append(key)
    known = bodies(reader)
    result = {(table, key): str(key) for table, keys in wanted.items() for key in keys}
    for table, keys in wanted.items():
        name, joined = _BY_REF.get(table) or _BY_NAME.get(table) or ("t.id", "")
        body = "t.id" if table == "body" else "t.body_id"
        for row in reader.rows(
            f"SELECT t.id, {body} AS body_id, {name} AS name FROM {table} t {joined} WHERE t.id IN :keys",  # noqa: S608 -- put together from constants
            keys=keys,
        ):
            if row["name"] is not None:
                prefix = known.prefix(row["body_id"]) if table in _BY_REF else ""
                result[table, row["id"]] = prefix + str(row["name"])
    return result
