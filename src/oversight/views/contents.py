"""How much a database holds."""

from dataclasses import dataclass

from oversight.database.reading import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Counts of what stands; withdrawn rows are left out. ``recommendations`` counts leaves, ``doubts`` those still open."""

    committees: int
    sessions: int
    people: int
    reports: int
    problems: int
    recommendations: int
    doubts: int
    changes: int
    events: int


def contents_of(reader: Reader) -> Contents:
    """The counts of the whole database, in one statement."""
    row = reader.one(
        """
        SELECT (SELECT COUNT(*) FROM body) AS committees,
            (SELECT COUNT(*) FROM legislative_session WHERE withdrawn_at IS NULL) AS sessions,
            (SELECT COUNT(*) FROM person q WHERE
                EXISTS (SELECT 1 FROM membership m WHERE m.person_id = q.id AND m.withdrawn_at IS NULL)
                OR EXISTS (SELECT 1 FROM attendance a WHERE a.person_id = q.id AND a.withdrawn_at IS NULL)) AS people,
            (SELECT COUNT(*) FROM report WHERE withdrawn_at IS NULL) AS reports,
            (SELECT COUNT(*) FROM problem WHERE withdrawn_at IS NULL) AS problems,
            (SELECT COUNT(*) FROM recommendation WHERE is_leaf AND withdrawn_at IS NULL) AS recommendations,
            (SELECT COUNT(*) FROM doubt WHERE state = 'open' AND withdrawn_at IS NULL) AS doubts,
            (SELECT COUNT(*) FROM change) AS changes,
            (SELECT COUNT(*) FROM event) AS events"""
    )
    assert row is not None
    return Contents(**row)
