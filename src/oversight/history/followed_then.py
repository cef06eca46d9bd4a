"""``followed`` as it was: it has no story of its own, since it follows from the other tables as they were."""

from collections.abc import Iterator

from oversight.database.leaf_conditions import FOLLOWED, OF_RECOMMENDATION, OF_REPORT, concerned
from oversight.history.shadow import Engine, Moment

FOLLOWED_TABLE = "followed"


def followed_then(engine: Engine, moment: Moment) -> str:
    """What selects the rows that ``followed`` had at ``moment``, where temporary views show the other tables as they were.

    Of most leaves nothing was told since: their rows are those of today. Only the others are put together anew.
    """
    if not (counts := moment.counts()):
        return f"SELECT * FROM {engine.schema}.{FOLLOWED_TABLE}"  # noqa: S608 -- the name of a schema
    tables = ", ".join(f"'{table}'" for table in OF_RECOMMENDATION)
    schema = f"{engine.schema}."
    return f"""
    WITH RECURSIVE raised_since (id) AS MATERIALIZED (
        SELECT e.entity_id FROM {schema}event e
        WHERE e.entity = 'recommendation' AND e.field = 'created' AND NOT ({counts}) AND e.entity_id NOT IN (
            SELECT e.entity_id FROM {schema}event e
            WHERE e.entity = 'recommendation' AND e.field = 'report_id' AND {counts})),
    told_since (entity, id) AS MATERIALIZED (
        SELECT e.entity, e.entity_id FROM {schema}event e
        WHERE e.entity IN ({tables}) AND NOT ({counts})
            AND NOT (e.entity = 'recommendation' AND e.entity_id IN (SELECT id FROM raised_since))),
    {concerned(" UNION ".join(_touched(schema, counts)), schema)}
    SELECT f.* FROM {schema}{FOLLOWED_TABLE} f
    WHERE f.id NOT IN (SELECT id FROM raised_since) AND f.id NOT IN (SELECT id FROM concerned)
    UNION ALL {FOLLOWED} AND r.id IN (SELECT id FROM concerned)"""  # noqa: S608 -- put together from constants, days and instants


def _touched(schema: str, counts: str) -> Iterator[str]:
    """The recommendations that there were, of which or of whose surroundings anything was told since."""
    for key, owners in (("id", OF_RECOMMENDATION), ("report_id", OF_REPORT)):
        for table, column in owners.items():
            yield f"""
            SELECT r.id FROM {schema}recommendation r
            WHERE r.{key} IN ({_named(schema, counts, table, column)}) AND r.id NOT IN (SELECT id FROM raised_since)"""  # noqa: S608 -- as above


def _named(schema: str, counts: str, table: str, column: str) -> str:
    """What the rows of ``table`` of which anything was told since name in ``column``, and what they named then."""
    return f"""
    SELECT h.{column} AS id FROM {schema}{table} h WHERE h.id IN (SELECT t.id FROM told_since t WHERE t.entity = '{table}')
    UNION ALL SELECT CAST(e.before AS INTEGER) FROM {schema}event e
    WHERE e.entity = '{table}' AND e.field = '{column}' AND NOT ({counts})"""  # noqa: S608 -- as above
