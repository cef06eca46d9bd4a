"""Index the story by what is told of which rows, so that a row is quickly shown as it was."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAME = "ix_event_told"


def upgrade() -> None:
    """Add the index."""
    op.create_index(NAME, "event", ["entity", "field", "entity_id", "effective_on", "recorded_at", "sequence"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(NAME, "event")
