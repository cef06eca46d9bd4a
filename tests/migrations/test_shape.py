"""The migrated shape is the models': columns, types, nullability, checks, unique keys, references, indexes, comments."""

from io import StringIO
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, UniqueConstraint, inspect

from oversight.database.engine import open_engine
from oversight.database.tables import Base
from oversight.database.upgrade import downgrade, one_transaction, upgrade

TOP = Path(__file__).parents[2]


def test_the_models_bring_nothing_that_the_migrations_do_not(db_url: str) -> None:
    said = StringIO()
    with one_transaction(db_url) as connection:
        command.check(Config(TOP / "alembic.ini", stdout=said, attributes={"connection": connection}))
    assert "No new upgrade operations" in said.getvalue()


def shape(engine: Engine) -> dict[str, Any]:
    """All that reflection tells of the tables, so that two databases can be held against each other."""
    found = inspect(engine)
    return {
        table: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column["default"], column.get("comment"))
                for column in found.get_columns(table)
            ],
            "key": found.get_pk_constraint(table),
            "checks": sorted((str(check["name"]), check["sqltext"]) for check in found.get_check_constraints(table)),
            "unique": sorted((str(unique["name"]), unique["column_names"]) for unique in found.get_unique_constraints(table)),
            "references": sorted(
                (
                    str(key["name"]),
                    key["constrained_columns"],
                    key["referred_table"],
                    key["referred_columns"],
                    str(key["options"]),
                )
                for key in found.get_foreign_keys(table)
            ),
            "indexes": sorted(
                (str(index["name"]), index["column_names"], index["unique"]) for index in found.get_indexes(table)
            ),
        }
        for table in sorted(found.get_table_names())
        if table != "alembic_version"
    }


def test_the_migrated_shape_is_that_of_the_models(empty_url: str) -> None:
    upgrade(empty_url)
    migrated = shape(open_engine(empty_url))
    downgrade(empty_url, "base")
    modelled = open_engine(empty_url)
    Base.metadata.create_all(modelled)
    assert migrated == shape(modelled)
    assert len(migrated) == len(Base.metadata.tables)
    # That reflection tells of all this is not taken for granted.
    recommendation = migrated["recommendation"]
    assert len(recommendation["checks"]) == 4
    assert len(recommendation["references"]) == 4
    # PostgreSQL tells of the index that keeps the unique key as well.
    assert {f"ix_recommendation_{name}" for name in ("document_id", "parent_id", "report_id")} <= {
        name for name, *_ in recommendation["indexes"]
    }
    assert recommendation["unique"] == [("uq_recommendation_body_id_report_id_ref_path", ["body_id", "report_id", "ref_path"])]


def test_every_constraint_has_a_name_that_both_engines_keep() -> None:
    for table in Base.metadata.sorted_tables:
        for name in [key.name for key in table.constraints] + [index.name for index in table.indexes]:
            assert name, table.name
            # PostgreSQL cuts what is longer.
            assert len(str(name)) <= 63, name


def test_no_index_is_kept_that_another_one_serves_for() -> None:
    """Whatever begins with the same columns finds the same rows, and each index is written with every row."""
    for table in Base.metadata.sorted_tables:
        if table.name.startswith("calendar_"):
            # A few hundred rows that come with the program.
            continue
        whole = [index for index in table.indexes if index.dialect_options["sqlite"]["where"] is None]
        keys = [key.columns.keys() for key in table.constraints if isinstance(key, UniqueConstraint)]
        for index in whole:
            own = index.columns.keys()
            others = [*keys, *(other.columns.keys() for other in whole if other is not index)]
            assert own not in [other[: len(own)] for other in others], index.name
