"""Whom the text names: a proposal who should carry a recommendation out, which a person takes over or not."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from oversight.database.reading import Reader
from oversight.follow_up.leaves_to_mark import leaves_to_mark
from oversight.rules.body_names import each_once
from oversight.rules.lead_body import lead_first
from oversight.structure.duty_notes import NOTE, read_note
from oversight.structure.find_bodies import find_bodies
from oversight.views.organizations import organizations, printed_names
from oversight.views.recommendation_rows import responsible_bodies
from oversight.vocabulary import BodyRole

_SHORTEST = 4
"""Characters of a name that is looked for in the text as it stands: 公安 alone is said of much else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Who might carry out the leaf ``ref``: ``named_in`` is the ref of the text that names them, of the leaf or what it stands in.

    ``now`` are those who are responsible already. Without a lead nobody is named.
    """

    ref: str
    now: tuple[str, ...]
    lead: str | None
    supporting: tuple[str, ...]
    named_in: str | None

    @property
    def is_new(self) -> bool:
        """Whether it names somebody where nobody is responsible yet."""
        return self.lead is not None and not self.now


def propose(reader: Reader, refs: Sequence[str]) -> list[Proposal]:
    """A proposal for each leaf that ``refs`` mean, from the nearest text that names a body.

    :raises NotFound: a ref is not there
    :raises WrongUse: a ref is no recommendation
    :raises Refused: nothing that counts stands under a ref
    """
    leaves = leaves_to_mark(reader, refs)
    texts = _texts(reader, [leaf.id for leaf in leaves])
    names = [own.text for one in organizations(reader).all.values() for own in one.names]
    known = sorted({*names, *printed_names(reader)}, key=lambda name: (-len(name), name))
    responsible = responsible_bodies(reader, list(texts))
    result = []
    for leaf in leaves:
        lead, supporting, path = _nearest(texts[leaf.id], known)
        result.append(
            Proposal(
                ref=leaf.ref,
                now=tuple(name for role in BodyRole for name in responsible[leaf.id][role.value]),
                lead=lead,
                supporting=supporting,
                named_in=None if path is None else f"{leaf.ref.rpartition(':')[0]}:{path}",
            )
        )
    return result


def _texts(reader: Reader, leaves: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """The text of each leaf, then of what it stands in, the nearest first, each with its path and without white space.

    A whole holds the words of its parts: whom another part names is none of this leaf's business.
    """
    lines = reader.rows(_LINES, ids=list(leaves))
    parts: dict[int, list[str]] = defaultdict(list)
    for row in reader.rows(_PARTS, ids=sorted({row["id"] for row in lines})):
        parts[row["whole"]].append("".join(row["text"].split()))
    result: dict[int, list[tuple[str, str]]] = {leaf: [] for leaf in leaves}
    for row in lines:
        text = "".join(row["text"].split())
        for part in sorted(parts[row["id"]], key=len, reverse=True):
            text = text.replace(part, "。")
        result[row["leaf"]].append((row["ref_path"], text))
    return result


def _nearest(texts: Sequence[tuple[str, str]], known: Sequence[str]) -> tuple[str | None, tuple[str, ...], str | None]:
    for path, text in texts:
        if bodies := _named(text, known):
            (lead, _role), *others = lead_first(bodies, text)
            return lead, tuple(name for name, _part in others), path
    return None, (), None


def _named(text: str, known: Sequence[str]) -> list[str]:
    """The bodies that ``text`` tells to act, then those known ones that it names otherwise; a part of a longer name is none."""
    found = [*find_bodies(text), *(name for bracket in NOTE.findall(text) for name in read_note(bracket).bodies)]
    rest = text
    for name in known:
        if len(name) >= _SHORTEST and name in rest:
            rest = rest.replace(name, "\n")
            found.append(name)
    return each_once(found)


_LINES = """
    WITH RECURSIVE above (leaf, id, parent_id, step) AS (
        SELECT id, id, parent_id, 0 FROM recommendation WHERE id IN :ids
        UNION ALL
        SELECT above.leaf, r.id, r.parent_id, above.step + 1 FROM above JOIN recommendation r ON r.id = above.parent_id)
    SELECT above.leaf, above.id, r.ref_path, COALESCE(r.text_override, r.text_as_read) AS text
    FROM above JOIN recommendation r ON r.id = above.id
    ORDER BY above.leaf, above.step"""

_PARTS = """
    WITH RECURSIVE below (whole, id) AS (
        SELECT parent_id, id FROM recommendation WHERE parent_id IN :ids AND withdrawn_at IS NULL
        UNION ALL
        SELECT below.whole, r.id FROM below JOIN recommendation r ON r.parent_id = below.id WHERE r.withdrawn_at IS NULL)
    SELECT below.whole, r.text_as_read AS text FROM below JOIN recommendation r ON r.id = below.id"""
