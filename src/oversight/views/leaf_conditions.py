"""Conditions that several questions share. In each, ``r`` is the recommendation and ``up`` what it stands in, if anything."""

TAKEN_UP = """(r.origin = 'suggestion' AND EXISTS (
        SELECT 1 FROM link l JOIN recommendation o ON o.id = l.to_id
        WHERE l.from_id = r.id AND l.kind = 'same_as' AND l.withdrawn_at IS NULL AND o.withdrawn_at IS NULL
            AND o.origin = 'opinion'))"""
"""A suggestion that a formal opinion has taken up: it is listed once, as the opinion's."""

RAISED = f"""r.is_leaf AND r.withdrawn_at IS NULL AND r.origin IN ('opinion', 'suggestion') AND NOT {TAKEN_UP}"""
"""A leaf that the committee raised, whatever became of it."""

TO_FOLLOW = f"{RAISED} AND r.dropped_at IS NULL"
"""A leaf that is followed until it is done."""

MERGED = """EXISTS (SELECT 1 FROM link l WHERE l.from_id = r.id AND l.kind = 'merged_into' AND l.withdrawn_at IS NULL)"""
"""A leaf that is off the list because another one stands for it."""


def _due(row: str) -> str:
    return f"""(SELECT d.due_on FROM deadline d WHERE d.recommendation_id = {row} AND d.kind = 'act'
        AND d.due_on IS NOT NULL AND d.withdrawn_at IS NULL ORDER BY d.sequence DESC LIMIT 1)"""  # noqa: S608 -- a column of the query around it


DUE_ON = f"COALESCE({_due('r.id')}, {_due('r.parent_id')}, {_due('up.parent_id')})"
"""The nearest date after all extensions: the row's own, else that of the measure or item it stands in."""
