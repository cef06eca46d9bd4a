"""Index the leaves by how they stand, so that a large database is counted without looking at each of them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Name, table, columns, and the rows that it holds.
INDEXES = (
    (
        "ix_recommendation_done",
        "recommendation",
        ["report_id", "origin"],
        "is_leaf AND status = 'done' AND withdrawn_at IS NULL AND dropped_at IS NULL",
    ),
    ("ix_recommendation_outstanding", "recommendation", ["report_id"], "is_leaf AND status <> 'done' AND withdrawn_at IS NULL"),
    ("ix_recommendation_dropped", "recommendation", ["dropped_at"], "dropped_at IS NOT NULL"),
    ("ix_responsibility_standing", "responsibility", ["recommendation_id", "name"], "withdrawn_at IS NULL"),
    (
        "ix_event_unproved",
        "event",
        ["after", "session_id", "evidence", "entity_id", "sequence"],
        "after = 'done' AND session_id IS NULL AND evidence IS NULL",
    ),
)


def upgrade() -> None:
    """Add the indexes."""
    for name, table, columns, where in INDEXES:
        op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    """Take them away again."""
    for name, table, _columns, _where in INDEXES:
        op.drop_index(name, table)
