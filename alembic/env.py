"""What Alembic runs: the migrations of this folder, on the connection that the program hands over or on the one asked for."""

import os
from logging.config import fileConfig

from alembic import context
from alembic.operations import ops
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from oversight.database.tables import Base
from oversight.database.upgrade import one_transaction
from oversight.settings import database_url

config = context.config


def asked_for() -> str:
    """The URL that ``-x db=…`` or ``OVERSIGHT_DB`` names. The user's own database is never touched by mistake."""
    named = context.get_x_argument(as_dictionary=True).get("db") or os.environ.get("OVERSIGHT_DB")
    if not named:
        raise CommandError("Say which database: alembic -x db=FILE_OR_URL ..., or set OVERSIGHT_DB.")
    return database_url(named)


def number(migration: MigrationContext, revision: object, directives: list[ops.MigrationScript]) -> None:
    """Give a new migration the next number, so that the files stand in their order."""
    del migration, revision
    head = ScriptDirectory.from_config(config).get_current_head()
    for script in directives:
        script.rev_id = f"{int(head or 0) + 1:04}"


def run(connection: Connection) -> None:
    """Run what was asked of Alembic, within the transaction of ``connection``."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        # SQLite cannot alter a column: Alembic makes the table anew and moves the rows.
        render_as_batch=connection.dialect.name == "sqlite",
        process_revision_directives=number,
    )
    with context.begin_transaction():
        context.run_migrations()
        if not context.get_context().get_current_heads():
            # Down to the base leaves nothing, not even the table that says so.
            connection.execute(text("DROP TABLE IF EXISTS alembic_version"))


if context.is_offline_mode():
    raise CommandError("The migrations run on a database; --sql is not supported.")
if (handed_over := config.attributes.get("connection")) is not None:
    run(handed_over)
else:
    if config.config_file_name is not None:
        fileConfig(config.config_file_name, disable_existing_loggers=False)
    with one_transaction(asked_for()) as connection:
        run(connection)
