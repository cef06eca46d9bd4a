"""Set or take away a link between two rows. A link that was hidden is brought back; there is one of a kind between two."""

from sqlalchemy import select

from oversight.database.papers import Link, Problem, Recommendation
from oversight.follow_up.deed import Deed
from oversight.vocabulary import Basis, LinkKind


def tie(deed: Deed, kind: LinkKind, source: Recommendation, target: Recommendation | Problem, says: str) -> bool:
    """Link ``source`` to ``target``; False where it is linked so already. From now on it is the office's link."""
    old = find_link(deed, kind, source, target)
    if old is None:
        key = "to_problem_id" if isinstance(target, Problem) else "to_id"
        row = Link(body_id=source.body_id, kind=kind.value, from_id=source.id, basis=Basis.ASSIGNED.value, **{key: target.id})
        deed.create(row, f"{kind.value} {says}")
    elif old.withdrawn_at is None:
        return False
    else:
        deed.restore(old, f"{kind.value} {says}")
        # A load takes back the links that it set and no longer reads, never those of staff.
        deed.set(old, "basis", Basis.ASSIGNED.value)
    deed.touch(source)
    return True


def untie(deed: Deed, kind: LinkKind, source: Recommendation, target: Recommendation | Problem, says: str) -> bool:
    """Take the link away; False where there is none. A later load that reads it again leaves it away."""
    old = find_link(deed, kind, source, target)
    if old is None or old.withdrawn_at is not None:
        return False
    deed.withdraw(old, f"{kind.value} {says}")
    deed.touch(source)
    return True


def find_link(deed: Deed, kind: LinkKind, source: Recommendation, target: Recommendation | Problem) -> Link | None:
    """The link of this kind from ``source`` to ``target``, a hidden one too."""
    to = Link.to_problem_id == target.id if isinstance(target, Problem) else Link.to_id == target.id
    return deed.db.scalar(select(Link).where(Link.kind == kind.value, Link.from_id == source.id, to))
