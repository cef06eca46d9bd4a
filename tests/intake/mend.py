"""Corrections that a committee's office makes to a packet."""

from typing import Any

Packet = dict[str, Any]

NEW_ITEM = (
    ("2", "item", "完善考核办法", "完善考核办法。把应急工作列入年度考核。把考核结果送区人大常委会"),
    ("2.1", "action", None, "把应急工作列入年度考核"),
    ("2.2", "action", None, "把考核结果送区人大常委会"),
)
"""An item with two acts, as :func:`insert` takes it, for the second place."""


def report(packet: Packet, number: int) -> dict[str, Any]:
    """The report that stands at ``number``."""
    found: dict[str, Any] = next(report for report in packet["reports"] if report["number"] == number)
    return found


def passage(packet: Packet, number: int, path: str) -> dict[str, Any]:
    """The recommendation printed at ``path`` of report ``number``."""
    found: dict[str, Any] = next(row for row in report(packet, number)["recommendations"] if row["path"] == path)
    return found


def mend_word(packet: Packet, number: int, before: str, after: str) -> Packet:
    """Replace a word wherever the report's recommendations have it."""
    for row in report(packet, number)["recommendations"]:
        row["text"] = row["text"].replace(before, after)
        row["heading"] = row["heading"] and row["heading"].replace(before, after)
    return packet


def remove(packet: Packet, number: int, path: str) -> Packet:
    """Take a passage out with its parts; those after it move up."""
    rows = report(packet, number)["recommendations"]
    gone = passage(packet, number, path)
    depth = path.count(".")
    kept = [row for row in rows if row["path"] != path and not row["path"].startswith(path + ".")]
    for row in kept:
        row["path"] = _shifted(row["path"], path, depth, -1)
        if row["path"] == path.rpartition(".")[0] or path.startswith(row["path"] + "."):
            row["text"] = row["text"].replace(gone["text"], "")
    report(packet, number)["recommendations"] = kept
    _point_anew(packet, number, path, depth, -1)
    return packet


def insert(packet: Packet, number: int, path: str, *rows: tuple[str, str, str | None, str]) -> Packet:
    """Put passages in, each (path, level, heading, text), the first at ``path``; those from there on move down."""
    old = report(packet, number)["recommendations"]
    depth = path.count(".")
    place = next((index for index, row in enumerate(old) if row["path"] == path), len(old))
    origin = old[0]["origin"]
    for row in old:
        row["path"] = _shifted(row["path"], path, depth, 1)
    _point_anew(packet, number, path, depth, 1)
    old[place:place] = [
        {
            "path": new_path,
            "level": level,
            "label": None,
            "heading": heading,
            "text": text,
            "origin": origin,
            "bodies": [],
            "due_on": None,
            "due_text": None,
            "same_as": None,
        }
        for new_path, level, heading, text in rows
    ]
    return packet


def number_reports(packet: Packet) -> Packet:
    """Number the reports as they stand now, and point everything to the new numbers."""
    new = {report["number"]: number for number, report in enumerate(packet["reports"], 1)}
    for report in packet["reports"]:
        report["number"] = new[report["number"]]
        for row in report["recommendations"]:
            if row["same_as"]:
                target, _colon, path = row["same_as"].partition(":")
                row["same_as"] = f"{new[int(target)]}:{path}" if int(target) in new else None
    for earlier in packet["earlier_opinions"]:
        for item in earlier["items"]:
            item["answered_in"] = new.get(item["answered_in"])
    return packet


def _shifted(path: str, from_path: str, depth: int, by: int) -> str:
    """``path`` after something at ``from_path`` was put in (by 1) or taken out (by -1)."""
    parts, pivot = path.split("."), from_path.split(".")
    if len(parts) <= depth or parts[:depth] != pivot[:depth] or int(parts[depth]) < int(pivot[depth]):
        return path
    if by < 0 and parts[depth] == pivot[depth]:
        return path
    parts[depth] = str(int(parts[depth]) + by)
    return ".".join(parts)


def _point_anew(packet: Packet, number: int, path: str, depth: int, by: int) -> None:
    for other in packet["reports"]:
        for row in other["recommendations"]:
            target, _colon, where = (row["same_as"] or "").partition(":")
            if target != str(number):
                continue
            if by < 0 and (where == path or where.startswith(path + ".")):
                row["same_as"] = None
            else:
                row["same_as"] = f"{target}:{_shifted(where, path, depth, by)}"
