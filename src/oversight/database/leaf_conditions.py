"""Conditions that several questions share. In each, ``r`` is the recommendation and ``up`` what it stands in, if anything."""

TAKEN_UP = """(r.origin = 'suggestion' AND EXISTS (
        SELECT 1 FROM link l JOIN recommendation o ON o.id = l.to_id
        WHERE l.from_id = r.id AND l.kind = 'same_as' AND l.withdrawn_at IS NULL AND o.withdrawn_at IS NULL
            AND o.origin = 'opinion'))"""
"""A suggestion that a formal opinion has taken up: it is listed once, as the opinion's."""

RAISED = f"""r.is_leaf AND r.withdrawn_at IS NULL AND r.origin IN ('opinion', 'suggestion') AND NOT {TAKEN_UP}"""
"""A leaf that the committee raised, whatever became of it."""

MERGED = """EXISTS (SELECT 1 FROM link l WHERE l.from_id = r.id AND l.kind = 'merged_into' AND l.withdrawn_at IS NULL)"""
"""A leaf that is off the list because another one stands for it."""


def _due(owner: str, kind: str) -> str:
    return f"""(SELECT d.due_on FROM deadline d WHERE d.{owner} AND d.kind = '{kind}'
        AND d.due_on IS NOT NULL AND d.withdrawn_at IS NULL ORDER BY d.sequence DESC LIMIT 1)"""  # noqa: S608 -- columns of the query around it


def _nearest(kind: str) -> str:
    owners = ("recommendation_id = r.id", "recommendation_id = r.parent_id", "recommendation_id = up.parent_id")
    return ", ".join(_due(owner, kind) for owner in owners)


UNANSWERED = """(r.is_leaf AND NOT EXISTS (SELECT 1 FROM reply y WHERE y.recommendation_id IN (r.id, r.parent_id, up.parent_id)
        AND y.kind = 'answer' AND y.withdrawn_at IS NULL))"""
"""A leaf that no answer speaks of, nor of what it stands in."""

DUE_ON = f"""(SELECT MIN(x.due_on) FROM (
        SELECT COALESCE({_nearest("act")}) AS due_on
        UNION ALL SELECT COALESCE({_nearest("answer")}, {_due("report_id = r.report_id", "answer")})
        WHERE {UNANSWERED}) x)"""  # noqa: S608 -- put together from constants
"""The next day on which something of it falls due, after all extensions: the act, and, while it is a leaf that nobody has
answered, the handling report. Of each the row's own date, else that of the measure or item it stands in, else the paper's."""

_FIRST_BODY = """(SELECT x.name FROM responsibility x WHERE x.recommendation_id = r.id AND x.withdrawn_at IS NULL
        ORDER BY CASE x.role WHEN 'lead' THEN 0 ELSE 1 END, CASE x.basis WHEN 'assigned' THEN 0 ELSE 1 END, x.id LIMIT 1)"""

FOLLOWED = f"""
    SELECT r.id, r.body_id, r.report_id, {_FIRST_BODY} AS first_body, r.dropped_at IS NOT NULL AS dropped, r.status, {DUE_ON} AS due_on
    FROM recommendation r LEFT JOIN recommendation up ON up.id = r.parent_id
    WHERE {RAISED} AND (r.dropped_at IS NULL OR NOT {MERGED})"""  # noqa: S608 -- put together from constants
"""What the table ``followed`` holds: every leaf that the committee raised, the dropped ones too, with the body that it counts
with (of those in charge the lead, of several the first named, those that staff assigned before those that were read) and the
next day on which something of it falls due."""

# Which tables tell something that a leaf's row of ``followed`` rests on, and by which column they name the recommendation or the paper.
OF_RECOMMENDATION = {
    "recommendation": "id",
    "responsibility": "recommendation_id",
    "deadline": "recommendation_id",
    "reply": "recommendation_id",
    "link": "from_id",
}
OF_REPORT = {"deadline": "report_id"}

_CONCERNED = """below (id) AS (
        {begun}
        UNION SELECT r.id FROM below JOIN {schema}recommendation r ON r.parent_id = below.id),
    concerned (id) AS (SELECT id FROM below UNION SELECT l.from_id FROM below JOIN {schema}link l ON l.to_id = below.id)"""


def concerned(begun: str, schema: str = "") -> str:
    """What goes into ``WITH RECURSIVE``: ``concerned``, for which something follows from the recommendations that ``begun`` selects.

    Those, all that stands in them, and what they took up.
    """
    return _CONCERNED.format(begun=begun, schema=schema)
