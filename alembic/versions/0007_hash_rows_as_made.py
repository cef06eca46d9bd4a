"""Keep with the event that a row was made a fingerprint of all that it held, so that no column is changed unseen.

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
    op.add_column("event", sa.Column("row_hash", sa.Text(), comment="of created: SHA-256, in hex, of all that the row held"))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("event", "row_hash")
