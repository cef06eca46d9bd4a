"""Rows as programs read them: JSON, CSV, TSV and Markdown. Keys never change with the language."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum, StrEnum
from typing import Any

from oversight.cli.table import Column
from oversight.cli.terminal import printable

# JSON escapes only the control characters below 0x20; these reach a terminal just as well. They stand in strings only.
_UNESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


def plain(value: object) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    """``value`` as JSON holds it: dates in ISO form, instants in UTC, tuples as lists, rows as objects, unknown as null."""
    result: Any = value
    match value:
        case Enum():
            result = value.value
        case dt.datetime():
            result = value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
        case dt.date():
            result = value.isoformat()
        case None | bool() | int() | float() | str():
            pass
        case Mapping():
            result = {str(key): plain(item) for key, item in value.items()}
        case Sequence():
            result = [plain(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            # A key may be a word that the language reserves (class_).
            result = {field.name.rstrip("_"): plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            result = str(value)
    return result


def as_json(value: object, *, indent: int | None = 2) -> str:
    """``value`` as JSON text that a terminal can be shown; Chinese stays Chinese."""
    import json

    text = json.dumps(plain(value), ensure_ascii=False, indent=indent)
    return _UNESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def as_ndjson(rows: Sequence[object]) -> str:
    """One object a line."""
    return "".join(as_json(row, indent=None) + "\n" for row in rows)


def as_separated(rows: Sequence[object], names: Sequence[str], separator: str) -> str:
    """``rows`` as CSV or TSV under their field names; a nested field is named with a dot.

    ``names`` are the headings when there is no row to take them from. A cell that a spreadsheet would run is neutralised.
    """
    import csv
    import io

    from oversight.sheets.formula import neutralise

    flat = [_flat(plain(row)) for row in rows]
    heading = list(dict.fromkeys(key for row in flat for key in row)) or list(names)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(heading)
    for row in flat:
        writer.writerow([neutralise(row.get(key, "")) for key in heading])
    return text.getvalue()


def _flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """A JSON object as one level of text: ``report.ref``; a list joined by ``; ``; null as nothing."""
    flat: dict[str, str] = {}
    for key, value in row.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            flat.update(_flat(value, f"{name}."))
        elif isinstance(value, list):
            flat[name] = "; ".join(
                as_json(item, indent=None) if isinstance(item, dict | list) else _text(item) for item in value
            )
        else:
            flat[name] = _text(value)
    return flat


def _text(value: object) -> str:
    """A single JSON value as text: true and false as JSON has them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def as_markdown(columns: Sequence[Column], rows: Sequence[object]) -> str:
    """``rows`` as a table of Markdown, under the translated headings; what Markdown would read as its own is escaped."""
    lines = [_md_line([column.heading for column in columns])]
    lines.append("|" + "|".join(" ---: " if column.right else " --- " for column in columns) + "|")
    lines += [_md_line([column.cell(row) for column in columns]) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def _md_line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(escape_markdown(cell) for cell in cells) + " |"


def escape_markdown(text: str) -> str:
    """``text`` as one line that Markdown shows as it stands."""
    return re.sub(r"([\\`*_{}\[\]<>|#~])", r"\\\1", printable(text))
