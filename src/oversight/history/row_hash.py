"""A fingerprint of all that a row held when it was made: the event that tells of its making keeps it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from oversight.history.balance import MODELS
from oversight.history.texts import Value, as_text

# Follows from what else is told, and is set without a word of its own: the order of rows, keys for comparing, how often a row was
# touched, and whether it is hidden, of which there are events.
_UNCOVERED = frozenset(
    {
        "id",
        "position",
        "version",
        "updated_at",
        "withdrawn_at",
        "sort_key",
        "title_key",
        "name_key",
        "line_count",
        "reader_version",
        "layout",
        "passage",
        "candidates",
    }
)
# A paper, and what is asked of it, goes along with its session; how far a leaf has come is proved by itself.
_UNCOVERED_OF = {"source_document": {"session_id"}, "doubt": {"session_id"}, "recommendation": {"status"}}
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def row_hash(db: Session, entity: str, key: int) -> str | None:
    """The fingerprint of a row that ``db`` holds; None for one that it has not at hand."""
    model = MODELS.get(entity)
    row: Any = None if model is None else db.identity_map.get(db.identity_key(model, key))
    return None if row is None else hash_of_values(entity, values_of(entity, row))


def values_of(entity: str, row: object) -> dict[str, str | None]:
    """What the row holds in each column that the fingerprint covers."""
    uncovered = _UNCOVERED | _UNCOVERED_OF.get(entity, set())
    names = (name for name in inspect(MODELS[entity]).column_attrs.keys() if name not in uncovered)  # noqa: SIM118 -- no mapping
    return {name: as_text(cast("Value", getattr(row, name))) for name in names}


def hash_of_values(entity: str, values: Mapping[str, str | None]) -> str:
    """SHA-256, in hex. A column that is empty counts like one that is not there yet, so that a table may grow."""
    content = {"table": entity, "row": {name: value for name, value in values.items() if value is not None}}
    return hashlib.sha256(_CANONICAL.encode(content).encode()).hexdigest()
