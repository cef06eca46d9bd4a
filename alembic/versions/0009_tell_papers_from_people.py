"""Keep which facts of a person's answer the papers tell: an answer and the papers that it has taken in anew are one change.

Of what was told before, the command of its change says it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column at the end of its table."""
    op.add_column(
        "event", sa.Column("told_by", sa.Text(), comment="the command that tells it, where that is not the change's: load")
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("event", "told_by")
