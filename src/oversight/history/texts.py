"""Values as events keep them, and back."""

from datetime import UTC, date, datetime
from functools import lru_cache

Value = str | int | bool | date | datetime | None
"""What an event can say of a column before and after."""


def from_text(text: str | None, kind: type) -> Value:
    """What :func:`as_text` made ``text`` of, for a column that holds values of ``kind``."""
    if text is None:
        return None
    if kind is bool:
        return text == "true"
    if kind is int:
        return int(text)
    if kind is datetime:
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if kind is date else text


def as_text(value: Value) -> str | None:
    """``value`` as events keep it: ISO dates, UTC instants with microseconds, true and false."""
    match value:
        case str() | None:
            return value
        case bool():
            return "true" if value else "false"
        case date():
            return _written(value)
        case _:
            return str(value)


# All that one change tells was told at one moment, and is so since few days.
@lru_cache(maxsize=256)
def _written(value: date) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat()
