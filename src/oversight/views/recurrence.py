"""Demands that came back: the chain that a person has joined, from the session that raised it first to the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from oversight.database.reading import Reader, Row
from oversight.views.refs import Bodies


@dataclass(frozen=True, slots=True, kw_only=True)
class Raising:
    """One time that a demand was raised: the row, and the session that raised it."""

    ref: str
    session: str
    date: date | None


Chain = tuple[Raising, ...]


def chains_of(reader: Reader, lines: Mapping[int, Sequence[int]], known: Bodies) -> dict[int, Chain]:
    """The chain of each row that came back or comes back later, oldest first; what was raised once has none.

    ``lines`` gives for each row its own key and those of what it stands in, nearest first: what holds for an item holds for its parts.
    """
    wholes = _wholes(reader.rows(_LINKS, bodies=sorted(known.codes)) if lines and known.codes else [])
    found = {
        one: next(wholes[key] for key in line if key in wholes)
        for one, line in lines.items()
        if not wholes.keys().isdisjoint(line)
    }
    members = sorted({key for whole in found.values() for key in whole})
    if not members:
        return {}
    rows = {row["id"]: row for row in reader.rows(_RAISINGS, ids=members)}
    return {one: tuple(_raising(rows[key], known) for key in _in_order(whole, rows)) for one, whole in found.items()}


def times_raised(chain: Chain, session: str) -> int:
    """How often it had been raised when ``session`` did: 1 is the first time."""
    sessions = list(dict.fromkeys(raising.session for raising in chain))
    return sessions.index(session) + 1 if session in sessions else 1


# The rows on both sides have to stand: a link to what was taken back joins nothing.
_LINKS = """
    SELECT l.from_id, l.to_id
    FROM link l
    JOIN recommendation a ON a.id = l.from_id
    JOIN recommendation b ON b.id = l.to_id
    WHERE l.body_id IN :bodies AND l.kind = 'recurs' AND l.withdrawn_at IS NULL
        AND a.withdrawn_at IS NULL AND b.withdrawn_at IS NULL"""

_RAISINGS = """
    SELECT r.id, r.body_id, r.ref_path, p.number, s.ref, s.starts_on
    FROM recommendation r
    JOIN report p ON p.id = r.report_id
    JOIN legislative_session s ON s.id = p.session_id
    WHERE r.id IN :ids"""


def _wholes(links: Sequence[Row]) -> dict[int, frozenset[int]]:
    wholes: dict[int, frozenset[int]] = {}
    for link in links:
        one, other = link["from_id"], link["to_id"]
        whole = wholes.get(one, frozenset({one})) | wholes.get(other, frozenset({other}))
        wholes |= dict.fromkeys(whole, whole)
    return wholes


def _in_order(whole: frozenset[int], rows: Mapping[int, Row]) -> list[int]:
    return sorted(whole, key=lambda key: (rows[key]["starts_on"] or date.max, key))


def _raising(row: Row, known: Bodies) -> Raising:
    session = known.prefix(row["body_id"]) + row["ref"]
    return Raising(ref=f"{session}/{row['number']}:{row['ref_path']}", session=session, date=row["starts_on"])
