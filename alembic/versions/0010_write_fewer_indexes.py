"""Keep no index that another one serves for, nor one of hashes, which nobody looks up: each event was put into it at random.

That the same event is not told twice follows from its sequence, which its hash covers.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# Each has a unique key that begins with the committee.
SERVED = (
    "agenda_item",
    "attendance",
    "deadline",
    "decision",
    "doubt",
    "event",
    "hand_over",
    "legislative_session",
    "link",
    "membership",
    "organization",
    "organization_name",
    "person",
    "problem",
    "recommendation",
    "ref_alias",
    "reply",
    "report",
    "responsibility",
    "sitting",
    "source_document",
    "term",
    "title",
)
HASHES = "uq_event_body_id_hash"

# SQLite makes the table anew without its triggers: an event can be added, never changed and never taken away.
TRIGGERS = (
    """
    CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'event is append-only'); END
    """,
    """
    CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'event is append-only'); END
    """,
)
# INSERT OR REPLACE deletes the row in its way without asking the trigger on DELETE.
REPLACED = """
    CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event WHERE {in_its_way})
    BEGIN SELECT RAISE(ABORT, 'event is append-only'); END
    """
IN_ITS_WAY = "id = NEW.id OR (body_id = NEW.body_id AND sequence = NEW.sequence)"
IN_ITS_WAY_BEFORE = f"{IN_ITS_WAY} OR (body_id = NEW.body_id AND hash = NEW.hash)"


def upgrade() -> None:
    """Take the indexes away."""
    with op.batch_alter_table("event") as event:
        event.drop_constraint(HASHES, type_="unique")
    _guard(IN_ITS_WAY)
    for table in SERVED:
        op.drop_index(f"ix_{table}_body_id", table)


def downgrade() -> None:
    """Make them again."""
    for table in SERVED:
        op.create_index(f"ix_{table}_body_id", table, ["body_id"])
    with op.batch_alter_table("event") as event:
        event.create_unique_constraint(HASHES, ["body_id", "hash"])
    _guard(IN_ITS_WAY_BEFORE)


def _guard(in_its_way: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        for trigger in (*TRIGGERS, REPLACED.format(in_its_way=in_its_way)):
            op.execute(sa.text(trigger))
