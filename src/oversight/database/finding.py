"""What a proof of the database finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong: ``code`` for programs, ``what`` for people; the row, where it is one row."""

    code: str
    table: str
    row_id: int | None
    what: str
