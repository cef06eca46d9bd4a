"""Readings made of the golden packets, so that intake is tested apart from the reader."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oversight.documents.document import Document, Line
from oversight.records.packet import Packet

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Reading:
    packet: Packet
    documents: tuple[Document, ...]


def golden(case: str) -> dict[str, Any]:
    """The golden packet of ``case``, as JSON that can be changed before it is read."""
    packet: dict[str, Any] = json.loads((CASES / f"{case}.json").read_text(encoding="utf-8"))
    return packet


def text_of(packet: dict[str, Any]) -> list[str]:
    """A paper in which everything the packet holds stands, one passage a line; the passages are given their lines."""
    lines: list[str] = []

    def stand(record: dict[str, Any], text: str) -> None:
        lines.append(text)
        record["lines"] = [len(lines), len(lines)]

    for member in packet["members"]:
        stand(member, member["name"])
    for observer in packet["observers"]:
        stand(observer, f"{observer['name']} {observer['title'] or ''}")
    for item in packet["agenda"]:
        stand(item, item["text"])
    for report in packet["reports"]:
        stand(report, report["title"])
        for passage in (*report["problems"], *report["recommendations"]):
            stand(passage, passage["text"])
    for earlier in packet["earlier_opinions"]:
        for item in earlier["items"]:
            stand(item, item["text"])
            for reply in item.get("replies", ()):
                stand(reply, f"关于“{item['text']}”的{reply['kind']}")
    return lines


def reading(packet: dict[str, Any]) -> Reading:
    """The packet as the reader would have given it, with a document in which its texts stand."""
    lines = text_of(packet)
    text = "\n".join(lines)
    name = f"{packet['session']['term']}-{packet['session']['number']}.txt"
    document = Document(
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        lines=tuple(Line(number, None, line, line) for number, line in enumerate(lines, 1)),
    )
    packet["source"] = {"files": [{"name": name, "sha256": document.sha256, "lines": len(lines)}]}
    return Reading(Packet.model_validate_json(json.dumps(packet)), (document,))
