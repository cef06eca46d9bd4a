"""The database as it was: its tables hidden behind temporary views of the same names, which tell every column from the story.

What asks sees tables as ever and knows nothing of it. SQLite looks for a name among the temporary ones first, and so does
PostgreSQL. A value is told only where it is asked for: a page of a large database stays cheap.
"""

from collections import defaultdict

from oversight.database.reading import Reader
from oversight.errors import NotFound
from oversight.history.followed_then import FOLLOWED_TABLE, followed_then
from oversight.history.shadow import STANDING, TOLD_AS, Engine, Moment, Table, on_postgresql, on_sqlite
from oversight.messages import _

__all__ = ["Moment", "check_begun", "show_as_it_was"]

_BOOKKEEPING = frozenset({"alembic_version"})


def show_as_it_was(reader: Reader, moment: Moment) -> None:
    """From now on ``reader`` shows its database as it was at ``moment``; its connection must still allow temporary views."""
    engine = Engine(reader.schema, on_postgresql if reader.postgresql else on_sqlite)
    tables: dict[str, dict[str, str]] = defaultdict(dict)
    for row in reader.columns():
        tables[row["table"]][row["name"]] = row["type"]
    told = _told(reader, tables)
    for table, columns in tables.items():
        if table in _BOOKKEEPING or table == FOLLOWED_TABLE:
            continue
        for statement in Table(engine, moment, table, columns, told[table]).hidden(reader):
            reader.rows(statement)
    reader.rows(f'CREATE TEMPORARY VIEW "{FOLLOWED_TABLE}" AS {followed_then(engine, moment)}')


def check_begun(reader: Reader) -> None:
    """Refuse a time of which there is nothing to show, though there is of later ones.

    :raises NotFound: no session was held, or known, by then
    """
    if reader.one("SELECT id FROM legislative_session LIMIT 1") is not None:
        return
    first = reader.one(
        f"""
        SELECT MIN(s.starts_on) AS held_on, (SELECT MIN(c.made_at) FROM "{reader.schema}"."change" c) AS told_at
        FROM "{reader.schema}"."legislative_session" s"""  # noqa: S608 -- the name of a schema
    )
    if first is None or first["told_at"] is None:
        return
    raise NotFound(
        _("Nothing was on record then."),
        hint=_("The first session known was held on {day}; the database was first told of one on {time}.").format(
            day=first["held_on"] or _("an unknown day"),
            time=f"{first['told_at'].astimezone():%Y-%m-%d %H:%M:%S}",
        ),
    )


def _told(reader: Reader, tables: dict[str, dict[str, str]]) -> dict[str, set[str]]:
    """Of each table, the columns of which anything was ever told, and what else was told of its rows."""
    asked = ", ".join(
        f"('{table}', '{field}')"
        for table, columns in tables.items()
        for field in (*columns, *STANDING, "place", *TOLD_AS.values())
    )
    found: dict[str, set[str]] = defaultdict(set)
    for row in reader.rows(
        f"""
        WITH asked (entity, field) AS (VALUES {asked})
        SELECT entity, field FROM asked
        WHERE EXISTS (SELECT 1 FROM event e WHERE e.entity = asked.entity AND e.field = asked.field)"""  # noqa: S608 -- names of tables and columns
    ):
        found[row["entity"]].add(row["field"])
    return found
