"""The rows that refs name, and the rules that hold for all that staff do to them."""

from collections.abc import Sequence

from oversight.database.papers import Recommendation
from oversight.errors import Refused, WrongUse
from oversight.follow_up.deed import Deed
from oversight.follow_up.leaves_to_mark import opinion_of
from oversight.messages import _
from oversight.views.resolve_ref import Entity, Found, resolve_ref, resolve_refs


def recommendation(deed: Deed, ref: str) -> tuple[Found, Recommendation]:
    """The recommendation that ``ref`` means, with its row."""
    found = resolve_ref(deed.reader, ref, Entity.RECOMMENDATION)
    return found, deed.db.get_one(Recommendation, found.id)


def recommendations(deed: Deed, refs: Sequence[str]) -> list[tuple[Found, Recommendation]]:
    """The recommendations that ``refs`` mean, each once, with their rows."""
    if not refs:
        raise WrongUse(_("No recommendation is named."), hint=_("See: {command}").format(command="oversight rec list"))
    found = resolve_refs(deed.reader, refs, Entity.RECOMMENDATION)
    return [(one, deed.db.get_one(Recommendation, one.id)) for one in found]


def text_of(row: Recommendation) -> str:
    """What the row says: the words of staff, else those of the paper."""
    return row.text_override or row.text_as_read


def check_followed(deed: Deed, found: Found, row: Recommendation) -> None:
    """Refuse what is not followed by itself: what was dropped, and a suggestion that a formal opinion has taken up."""
    check_not_dropped(found, row)
    check_not_taken_up(deed, found)


def check_not_dropped(found: Found, row: Recommendation) -> None:
    """Refuse what was dropped."""
    if row.dropped_at is not None:
        raise Refused(
            _("It was dropped."),
            where=found.ref,
            hint=_("Bring it back first: {command}").format(command=f"oversight rec restore {found.ref}"),
        )


def check_not_taken_up(deed: Deed, found: Found) -> None:
    """Refuse a suggestion that a formal opinion has taken up: the opinion's row is the one that counts."""
    opinion = opinion_of(deed.reader, found)
    if opinion.id != found.id:
        raise Refused(
            _("It was taken into {opinion}, which is followed in its place.").format(opinion=opinion.ref),
            where=found.ref,
            hint=_("Name {opinion}, or part the two: {command}").format(
                opinion=opinion.ref, command=f"oversight rec link {found.ref} --same-as {opinion.ref} --remove"
            ),
        )


def check_leaf(found: Found, row: Recommendation) -> None:
    """Refuse what has parts."""
    if not row.is_leaf:
        raise Refused(
            _("It has parts, and is no act of its own."),
            where=found.ref,
            hint=_("Name its parts: {command}").format(command=f"oversight rec show {found.ref}"),
        )
