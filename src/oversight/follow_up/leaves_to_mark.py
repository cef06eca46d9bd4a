"""What a mark on these refs would fall on: leaves alone have a status of their own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from oversight.database.reading import Reader
from oversight.errors import Refused, WrongUse
from oversight.messages import _
from oversight.views.refs import bodies
from oversight.views.resolve_ref import Entity, Found, resolve_refs


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A leaf that a mark falls on. ``asked`` is the ref that led to it, its own or that of what it stands in or is said by.

    ``follows`` is true where a suggestion was asked for and the formal opinion that took it up is meant. ``named`` is true where
    the leaf itself was asked for (or the suggestion that it alone took up), and not only what it stands in.
    """

    id: int
    body_id: int
    ref: str
    asked: str
    follows: bool
    named: bool


def leaves_to_mark(reader: Reader, refs: Sequence[str]) -> list[Leaf]:
    """The leaves that ``refs`` mean, each once: an item or a measure means its leaves, a suggestion the opinion that took it up.

    :raises NotFound: nothing answers to a ref
    :raises WrongUse: a ref is no recommendation, or there is no ref
    :raises Refused: nothing that counts stands under a ref
    """
    if not refs:
        raise WrongUse(_("No recommendation is named."), hint=_("See: {command}").format(command="oversight rec list"))
    found = resolve_refs(reader, refs, Entity.RECOMMENDATION)
    known = bodies(reader)
    asked = {one.id: one.ref for one in found}
    result: dict[int, Leaf] = {}
    rows = list(reader.rows(_LEAVES, ids=list(asked)))
    led_to = Counter(row["root"] for row in rows)
    for row in rows:
        leaf = Leaf(
            id=row["id"],
            body_id=row["body_id"],
            ref=f"{known.prefix(row['body_id'])}{row['ref']}/{row['number']}:{row['ref_path']}",
            asked=asked[row["root"]],
            follows=bool(row["follows"]),
            named=bool(row["named"]) and led_to[row["root"]] == 1,
        )
        # A leaf may be asked for twice, by its item and by itself: what is nearer tells more.
        if leaf.id not in result or (leaf.named and not result[leaf.id].named):
            result[leaf.id] = leaf
    for one, ref in asked.items():
        if one not in led_to:
            raise Refused(_("Nothing that counts stands under it: it was dropped."), where=ref, hint=_("Nothing was changed."))
    return list(result.values())


# Down from what was asked for, over to the opinion that took a suggestion up, and down again to its leaves.
_LEAVES = """
    WITH RECURSIVE below (root, id) AS (
        SELECT id, id FROM recommendation WHERE id IN :ids
        UNION
        SELECT below.root, r.id FROM below JOIN recommendation r ON r.parent_id = below.id),
    meant (root, id, follows, named) AS (
        SELECT below.root, COALESCE(o.id, r.id), CASE WHEN o.id IS NULL THEN 0 ELSE 1 END,
            CASE WHEN below.root = below.id THEN 1 ELSE 0 END
        FROM below
        JOIN recommendation r ON r.id = below.id
        LEFT JOIN link l ON l.from_id = r.id AND l.kind = 'same_as' AND l.withdrawn_at IS NULL AND r.origin = 'suggestion'
        LEFT JOIN recommendation o ON o.id = l.to_id AND o.withdrawn_at IS NULL AND o.origin = 'opinion'
        WHERE r.is_leaf AND r.withdrawn_at IS NULL AND r.dropped_at IS NULL),
    leaves (root, id, follows, named) AS (
        SELECT root, id, follows, named FROM meant
        UNION
        SELECT leaves.root, r.id, leaves.follows, 0 FROM leaves JOIN recommendation r ON r.parent_id = leaves.id)
    SELECT leaves.root, r.id, MAX(leaves.follows) AS follows, MAX(leaves.named) AS named,
        r.body_id, r.ref_path, p.number, s.ref, p.id AS report, r.position
    FROM leaves
    JOIN recommendation r ON r.id = leaves.id
    JOIN report p ON p.id = r.report_id
    JOIN legislative_session s ON s.id = p.session_id
    WHERE r.is_leaf AND r.withdrawn_at IS NULL AND r.dropped_at IS NULL
    GROUP BY leaves.root, r.id, r.body_id, r.ref_path, p.number, s.ref, p.id, r.position
    ORDER BY r.body_id, s.ref, p.number, p.id, r.position, r.id"""


def opinion_of(reader: Reader, found: Found) -> Found:
    """The formal opinion that took up the suggestion ``found``; ``found`` itself where none did."""
    row = reader.one(
        """
        SELECT o.id, o.body_id, o.ref_path, p.number, s.ref
        FROM recommendation r
        JOIN link l ON l.from_id = r.id AND l.kind = 'same_as' AND l.withdrawn_at IS NULL
        JOIN recommendation o ON o.id = l.to_id AND o.withdrawn_at IS NULL AND o.origin = 'opinion'
        JOIN report p ON p.id = o.report_id
        JOIN legislative_session s ON s.id = p.session_id
        WHERE r.id = :id AND r.origin = 'suggestion'
        ORDER BY l.id""",
        id=found.id,
    )
    if row is None:
        return found
    ref = f"{bodies(reader).prefix(row['body_id'])}{row['ref']}/{row['number']}:{row['ref_path']}"
    return Found(Entity.RECOMMENDATION, row["id"], row["body_id"], ref)
