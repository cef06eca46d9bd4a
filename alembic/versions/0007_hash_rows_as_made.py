"""Keep fingerprints of rows in the story, so that no column is changed unseen.

Rows that were made before have none, and are held against what was told of them alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column at the end of its table."""
    op.add_column(
        "event",
        sa.Column(
            "row_hash", sa.Text(), comment="of rows: SHA-256, in hex, of the row that it tells of; those of others are in after"
        ),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("event", "row_hash")
