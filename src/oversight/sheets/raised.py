"""How often a demand was raised, in words."""

from oversight.messages import _
from oversight.views.recommendation_rows import Recommendation


def ordinal(number: int) -> str:
    """``third``; in figures from the eleventh on."""
    words = [
        _("first"),
        _("second"),
        _("third"),
        _("fourth"),
        _("fifth"),
        _("sixth"),
        _("seventh"),
        _("eighth"),
        _("ninth"),
        _("tenth"),
    ]
    return words[number - 1] if number <= len(words) else _("{number}th").format(number=number)


def raised(row: Recommendation) -> str:
    """``third time, first at 18-28``; of a row that came back later, where; nothing for what was raised once."""
    if row.raised > 1:
        return _("{ordinal} time, first at {session}").format(ordinal=ordinal(row.raised), session=row.chain[0].session)
    later = [raising.session for raising in row.chain if raising.session != row.session.ref]
    return _("again at {sessions}").format(sessions=_(", ").join(dict.fromkeys(later))) if later else ""


def raised_in_full(row: Recommendation) -> str:
    """The whole chain: ``raised for the third time, first at 18-28 (18-28/0:3, 18-33/1:4.1, 18-35/2:1)``."""
    refs = _(", ").join(raising.ref for raising in row.chain)
    if row.raised > 1:
        return _("raised for the {ordinal} time, first at {session} ({refs})").format(
            ordinal=ordinal(row.raised), session=row.chain[0].session, refs=refs
        )
    return _("{again} ({refs})").format(again=raised(row), refs=refs) if row.chain else ""
