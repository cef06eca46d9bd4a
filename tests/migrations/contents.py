"""What is in a database: everything that somebody made in it, and rows for every table."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, MetaData, insert, inspect, text

from oversight.database.engine import open_engine


def left_over(url: str) -> list[str]:
    """Everything in the database that somebody made: tables, indexes, triggers, functions, sequences, types."""
    with open_engine(url).connect() as connection:
        if connection.dialect.name == "sqlite":
            return list(connection.scalars(text("SELECT name FROM sqlite_master")))
        return list(
            connection.scalars(
                text("""
                SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
                UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace""")
            )
        )


def rows(connection: Connection) -> dict[str, int]:
    """How many rows each table holds, without those that came with a migration and belong to no committee."""
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    ours = {name: " WHERE body_id IS NOT NULL" if name.startswith("calendar_") else "" for name in names}
    return {name: connection.scalar(text(f"SELECT count(*) FROM {name}{ours[name]}")) or 0 for name in names}  # noqa: S608 -- our own names


def fill(connection: Connection) -> dict[str, int]:
    """At least one row in every table, by reflection: whatever a migration brings later is filled as well."""
    found = MetaData()
    found.reflect(connection)
    made: dict[str, int] = {}
    for table in found.sorted_tables:
        if table.name == "alembic_version":
            continue
        row: dict[str, Any] = {}
        words = _words(connection, table.name)
        for column in table.columns:
            if (column.primary_key or column.nullable) and not column.foreign_keys:
                continue
            if column.foreign_keys:
                parent = next(iter(column.foreign_keys)).column.table.name
                if parent in made:
                    row[column.name] = made[parent]
            elif column.name in words:
                row[column.name] = words[column.name]
            else:
                row[column.name] = _value_for(column.type.python_type)
        row |= dict.fromkeys(_ALTERNATIVES.get(table.name, ()))
        row |= _SPECIAL.get(table.name, {})
        result = connection.execute(insert(table).values(row))
        key = result.inserted_primary_key
        assert key is not None
        made[table.name] = key[0]
    return made


def _words(connection: Connection, table: str) -> dict[str, str]:
    """The columns of ``table`` that hold one word of a list, with the first word that their CHECK names."""
    found = {}
    for check in inspect(connection).get_check_constraints(table):
        # level IN ('item', 'measure', 'action'), or in PostgreSQL's words: level = ANY (ARRAY['item'::text, …
        column, quote, words = check["sqltext"].partition("'")
        if quote:
            found[column.strip("( ").split()[0]] = words.partition("'")[0]
    return found


# Of two references exactly one is set.
_ALTERNATIVES = {"title": ("problem_id",), "link": ("to_problem_id",), "deadline": ("report_id",), "hand_over": ("report_id",)}
_SPECIAL: dict[str, dict[str, Any]] = {
    "recommendation": {"is_leaf": True, "status": "open"},
    "deadline": {"due_on": date(2021, 7, 16)},
}


def _value_for(kind: type) -> object:
    values: dict[type, object] = {
        str: "文",
        int: 1,
        bool: True,
        date: date(2021, 4, 16),
        datetime: datetime(2021, 4, 16, 1, 30, tzinfo=UTC),
    }
    return values[kind]
